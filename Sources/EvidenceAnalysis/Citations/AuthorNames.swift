internal import EvidenceCore

/// The authors of a work, read off whatever form a source writes them in: a list, `Ann Lee; Bo Ray`,
/// `Lee, Ann`, `Lee & Ray`, `Lee, Ray & Xu`, `Lee et al.`, an organisation.
struct AuthorNames {
  /// The surnames, or the whole names of organisations, in their order.
  private(set) var names: [String] = []
  /// Whether the source itself leaves the others out.
  private(set) var hasOthers = false

  init(_ value: PropertyValue) {
    if case .strings(let all) = value, all.count > 1 {
      names = all.compactMap { Self.surname(String($0.trimmed)) }
    } else {
      let text = if case .strings(let all) = value { all.first ?? "" } else { value.text }
      read(text)
    }
  }

  /// As a text cites them; `nil` where there is none.
  var cited: String? {
    guard let first = names.first else { return nil }
    if hasOthers || names.count > 2 { return first + " et al." }
    return names.count == 2 ? "\(first) & \(names[1])" : first
  }

  private mutating func read(_ text: String) {
    var text = text.trimmed
    for ending in ["et al.", "et al", "and others"] where text.hasSuffix(ending) {
      hasOthers = true
      text = text.dropLast(ending.count).trimmed
      while let last = text.last, last == "," || last == ";" { text = text.dropLast().trimmed }
    }
    let parts = Self.parts(text)
    // In `Lee, Ray & Xu` names are given as they are cited; a single word says so.
    let isCited = parts.count > 1 && parts.contains { !$0.contains(" ") && !$0.contains(",") }
    names = parts.compactMap { isCited ? $0.isEmpty ? nil : $0 : Self.surname($0) }
  }

  /// One author a part.
  private static func parts(_ text: Substring) -> [String] {
    if text.contains(";") { return split(text, ";") }
    let joined = text.split(separator: "&").map(\.trimmed)
    if joined.count > 1 {
      let areNames = joined.allSatisfy { $0.count { $0 == "," } == 1 }
      return areNames || joined.contains(where: isBody)
        ? joined.map { String($0) } : joined.flatMap { split($0, ",") }
    }
    if isBody(text) { return [String(text)] }
    let persons = text.split(separator: " and ").map(\.trimmed)
    if persons.count > 1, persons.allSatisfy({ $0.contains(",") }) {
      return persons.map(String.init)
    }
    let words = persons.map { $0.split(separator: " ").count }
    if persons.count > 1, words.allSatisfy({ $0 == 1 }) || words.allSatisfy({ 2...3 ~= $0 }) {
      return persons.map(String.init)
    }
    // `Lee, A., Ray, B.`: initials are nobody; `Lee, Ann` is one person.
    let list = split(text, ",")
    return list.count > 2 ? list.filter { !isInitials($0) } : [String(text)]
  }

  private static func split(_ text: Substring, _ separator: Character) -> [String] {
    text.split(separator: separator).map { String($0.trimmed) }.filter { !$0.isEmpty }
  }

  private static func isInitials(_ text: String) -> Bool {
    text.count <= 6 && text.hasSuffix(".") && text.filter(\.isLetter).allSatisfy(\.isUppercase)
  }

  private static func surname(_ author: String) -> String? {
    if author.isEmpty { return nil }
    if isBody(author[...]) { return author }
    if let comma = author.firstIndex(of: ",") { return String(author[..<comma].trimmed) }
    let words = author.split(separator: " ")
    // Nobody has so many names.
    if words.count > 4 { return author }
    // `Ludwig van Beethoven`: what stands in lower case belongs to the surname.
    let start = words.firstIndex { $0.first?.isLowercase == true } ?? words.count - 1
    return words[max(start, 0)...].joined(separator: " ")
  }

  /// Whether an author is a body and no person.
  private static func isBody(_ author: Substring) -> Bool {
    let words = author.split { !$0.isLetter && $0 != "." && $0 != "-" }
    return author.contains("(")
      || words.contains { word in
        bodies.contains(word.lowercased())
          || (words.count > 1 && word.count > 1 && word.allSatisfy(\.isUppercase))
      }
  }

  /// Words that only bodies have in their names.
  private static let bodies: Set<String> = [
    "government", "office", "institute", "commission", "university", "agency", "council", "union",
    "organization", "organisation", "group", "team", "committee", "department", "ministry",
    "foundation", "association", "alliance", "forum", "laboratory", "laboratories", "lab", "labs",
    "center", "centre", "company", "corporation", "nations", "parliament", "authority", "bureau",
    "society", "network", "for", "of", "the",
  ]
}

extension StringProtocol {
  /// The text without blanks at its ends.
  var trimmed: SubSequence {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return self[endIndex...] }
    return self[first...last]
  }
}
