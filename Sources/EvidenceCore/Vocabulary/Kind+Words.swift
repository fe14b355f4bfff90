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

  /// The name with its words apart: `risk domain`. Capitals that stand together are an abbreviation and
  /// stay one: `LLM intrinsic`.
  private var lowercasedName: String {
    let letters = Array(name)
    var words = [""]
    for (index, letter) in letters.enumerated() {
      let follows = index > 0 && letters[index - 1].isUppercase
      let opens = index + 1 < letters.count && letters[index + 1].isLowercase
      let begins = letter.isUppercase && (!follows || opens)
      if letter == " " || begins, words.last?.isEmpty == false { words.append("") }
      if letter != " " { words[words.count - 1].append(letter) }
    }
    return words.map { word in
      word.count > 1 && word == word.uppercased() ? word : word.lowercased()
    }.joined(separator: " ")
  }
}
