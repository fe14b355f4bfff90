extension Kind {
  /// What nodes of this kind are called in a sentence: `measures`, `risk domain`, `controls`.
  ///
  /// - Parameter count: how many are spoken of; only 1 takes the singular.
  public func words(_ count: Int) -> String {
    let one =
      switch self {
      case .mitigation: "measure"
      case .taxonomyNode: "concept"
      default: lowercasedName
      }
    guard count != 1 else { return one }
    return one.hasSuffix("y") && !one.hasSuffix("ey")
      ? one.dropLast() + "ies" : one.hasSuffix("s") ? one : one + "s"
  }

  /// Nodes of this kind where their number is not told.
  public var words: String { words(2) }

  /// The name with its words apart: `risk domain`.
  private var lowercasedName: String {
    var text = ""
    for letter in name {
      if letter.isUppercase, !text.isEmpty, text.last != " " { text += " " }
      text += letter.lowercased()
    }
    return text
  }
}
