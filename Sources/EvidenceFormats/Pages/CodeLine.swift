/// A line `code SP title rest`: the code belongs to the item above it, the rest is the next
/// item's name or the paper's title.
struct CodeLine: Equatable {
  /// How far a code line is to be believed.
  enum Certainty: Equatable {
    /// The code is attested and its own title follows.
    case known
    /// The code is attested, but another title of the scheme follows.
    case otherTitle
    /// The code is not attested; a title of the scheme follows.
    case unknownCode
    /// No title is known; the line was cut where a small letter meets a capital.
    case unknownTitle
  }

  var code: String
  var title: String
  var rest: String
  var certainty: Certainty

  /// Reads a line, if it begins as a code line does and can be cut.
  init?(_ line: String, _ taxonomy: PageTaxonomy) {
    guard let (code, text) = Self.leadingCode(line) else { return nil }
    self.code = code
    if let own = taxonomy.concept(code)?.title, let rest = Self.cut(text, behind: own) {
      title = own
      self.rest = rest
      certainty = .known
      return
    }
    for known in taxonomy.titlesLongestFirst {
      if let rest = Self.cut(text, behind: known) {
        title = known
        self.rest = rest
        certainty = taxonomy.concept(code) == nil ? .unknownCode : .otherTitle
        return
      }
    }
    guard let boundary = Self.boundary(text) else { return nil }
    title = String(text[..<boundary])
    rest = String(text[boundary...])
    certainty = .unknownTitle
  }

  /// `1*2DIGIT [ "." DIGIT [ "." DIGIT ] ] SP` and what stands behind it.
  static func leadingCode(_ line: String) -> (code: String, text: Substring)? {
    guard let space = line.prefix(8).firstIndex(of: " ") else { return nil }
    let code = line[..<space]
    let parts = code.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), (1...2).contains(parts[0].utf8.count),
      parts.dropFirst().allSatisfy({ $0.utf8.count == 1 }),
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    return (String(code), line[line.index(after: space)...])
  }

  private static func cut(_ text: Substring, behind title: String) -> String? {
    guard text.hasPrefix(title), text.utf8.count > title.utf8.count else { return nil }
    return String(text.dropFirst(title.count))
  }

  /// Where a small letter, a digit or a closing mark meets a capital: `Foo BarNext`.
  private static func boundary(_ text: Substring) -> Substring.Index? {
    var previous: Character?
    for index in text.indices {
      let character = text[index]
      if let previous, previous.isLowercase, character.isUppercase { return index }
      previous = character
    }
    return nil
  }
}
