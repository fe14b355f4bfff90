import EvidenceCore

/// Tells works apart that share a title and have no identifier: every volume of a journal has its
/// `Editorial` and its `Letters`.
enum SameTitle {
  /// Why two records are of two works, although their titles make the same key.
  enum Difference: String {
    case title = "another title"
    case authors = "other authors"
    case place = "another volume, issue or page"
    case year = "another year"
  }

  /// How many years may lie between a preprint and its printed form.
  private static let mostYears: Int64 = 2

  /// What tells two records apart; `nil` where they may be of one work.
  ///
  /// What only one of them says is no difference: a short record and a long one are of one work.
  /// - Complexity: O(authors).
  static func difference(_ a: Node, _ b: Node) -> Difference? {
    if !Title.areEqual(a.label ?? "", b.label ?? "") { return .title }
    let (these, those) = (families(a), families(b))
    if !these.isEmpty, !those.isEmpty, these.isDisjoint(with: those) { return .authors }
    for name in ["volume", "issue", "pages"] {
      let (this, that) = (texts(name, of: a), texts(name, of: b))
      if !this.isEmpty, !that.isEmpty, this.isDisjoint(with: that) { return .place }
    }
    guard case .integer(let x) = a.properties["year"], case .integer(let y) = b.properties["year"]
    else { return nil }
    return max(x, y) - min(x, y) > mostYears ? .year : nil
  }

  /// The keys that a work of a title may have, the likeliest first: the slug, with the first author and
  /// the year behind it, with volume, issue and pages too, then with numbers.
  static func keys(_ node: Node) -> some Sequence<Key> {
    let plain = node.key.text
    let author = texts("authors", of: node).min { $0.precedesInUTF8($1) }.map(family(of:)) ?? ""
    let dated = joined([plain, author] + texts("year", of: node))
    let placed = joined([dated] + ["volume", "issue", "pages"].flatMap { texts($0, of: node) })
    var keys = [plain]
    for key in [dated, placed] where !keys.contains(key) { keys.append(key) }
    let last = keys[keys.count - 1]
    return (0...).lazy.map { Key($0 < keys.count ? keys[$0] : "\(last)-\($0 - keys.count + 2)") }
  }

  private static func joined(_ parts: [String]) -> String {
    let slugs = parts.dropFirst().map { Slug.make($0) }.filter { !$0.isEmpty }
    return ([parts[0]] + slugs).joined(separator: "-")
  }

  /// The family names of a work's authors, or the names of organisations, folded.
  private static func families(_ node: Node) -> Set<String> {
    Set(texts("authors", of: node).map { Slug.make(family(of: $0)) }.filter { !$0.isEmpty })
  }

  /// `Doe` of `Doe, Ann` and of `Ann Doe`.
  private static func family(of author: String) -> String {
    if author.contains(",") { return String(author.prefix { $0 != "," }) }
    return author.split(separator: " ").last.map(String.init) ?? author
  }

  private static func texts(_ name: String, of node: Node) -> Set<String> {
    switch node.properties[name] {
    case .strings(let all): Set(all)
    case let value?: [value.text]
    case nil: []
    }
  }
}
