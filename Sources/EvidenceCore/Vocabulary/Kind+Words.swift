extension Kind {
  /// What nodes of this kind are called in a sentence: `measures`, `1 paper`, `3 Control nodes`.
  ///
  /// - Parameter count: how many are spoken of; only 1 takes the singular.
  public func words(_ count: Int) -> String {
    let isOne = count == 1
    return switch self {
    case .paper: isOne ? "paper" : "papers"
    case .mitigation: isOne ? "measure" : "measures"
    case .risk: isOne ? "risk" : "risks"
    case .riskDomain: isOne ? "risk domain" : "risk domains"
    case .taxonomyNode: isOne ? "concept" : "concepts"
    default: name + (isOne ? " node" : " nodes")
    }
  }

  /// Nodes of this kind where their number is not told.
  public var words: String { words(2) }
}
