extension GapKind {
  /// What the kind is called: `searched, none recorded`, `risk without mitigation`.
  public var words: String {
    self == .absolute
      ? "searched, none recorded" : rawValue.split(separator: "-").joined(separator: " ")
  }
}
