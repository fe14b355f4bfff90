extension AxisValues {
  /// What the values are, in a sentence: `year`, `type of evidence`.
  public var words: String {
    switch self {
    case .property(let name): name
    case .evidenceType: "type of evidence"
    case .source: "source"
    case .via: "data set"
    }
  }
}
