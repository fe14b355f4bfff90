internal import EvidenceCore

/// What nodes are called on a map.
struct Naming: Sendable {
  let graph: EvidenceGraph

  /// The code of a concept, where it is one and not a word that its name repeats.
  func code(_ node: NodeID) -> String? {
    guard let notation = graph.notation(of: node) else { return nil }
    let hasDigit = notation.utf8.contains { 48...57 ~= $0 }
    let isShort = notation.utf8.count <= 4 && notation == notation.uppercased()
    guard hasDigit || isShort, notation != graph.label(of: node) else { return nil }
    return LegibleText.clean(notation, limit: 24)
  }

  /// The name without the code.
  func name(_ node: NodeID) -> String {
    guard let label = graph.label(of: node) else {
      return graph.notation(of: node) == nil
        ? LegibleText.clean(graph.key(of: node).text) : "name not given"
    }
    let clean = LegibleText.clean(label)
    if let code = code(node), clean.hasPrefix(code + " ") {
      return String(clean.dropFirst(code.count + 1))
    }
    return clean.isEmpty ? LegibleText.clean(graph.key(of: node).text) : clean
  }

  /// Code and name.
  func title(_ node: NodeID) -> String {
    if graph.kind(of: node) == .paper { return citation(node) }
    return code(node).map { "\($0) \(name(node))" } ?? name(node)
  }

  /// Code and name where the room decides how much of it is shown.
  func headName(_ node: NodeID) -> String {
    graph.kind(of: node) == .paper ? citation(node, limit: 200) : title(node)
  }

  /// What a row is called beside its code.
  func rowName(_ node: NodeID) -> String {
    graph.kind(of: node) == .paper ? citation(node, limit: 200) : name(node)
  }

  /// The tooltip of a name: the whole of it, and its key.
  func tooltip(_ node: NodeID) -> String {
    let kind = Naming.words(graph.kind(of: node))
    let name = graph.kind(of: node) == .paper ? name(node) : title(node)
    return "\(kind.prefix(1).uppercased())\(kind.dropFirst()): \(name)\n"
      + LegibleText.clean(graph.key(of: node).text)
  }

  /// What a node is called in a sentence: not longer than a line.
  func brief(_ node: NodeID) -> String {
    let title = title(node)
    return title.count <= 60 ? title : String(title.prefix(58)) + "…"
  }

  /// Author and year of a paper, as far as they are known, else the beginning of its name.
  func citation(_ paper: NodeID, limit: Int = 40) -> String {
    let year = year(paper).map { " \($0)" } ?? ""
    for property in ["authors", "author", "creator", "organisation", "publisher"] {
      guard let value = graph.property(property, of: paper) else { continue }
      let first: String
      if case .strings(let all) = value { first = all.first ?? "" } else { first = value.text }
      if let surname = Self.surname(first) { return surname + year }
    }
    let name = name(paper)
    return (name.count <= limit ? name : String(name.prefix(limit - 2)) + "…")
      + (name.contains(year) ? "" : year)
  }

  func year(_ paper: NodeID) -> Int? {
    graph.year(of: paper)
  }

  /// Words by which an author is known to be a body and no person.
  private static let bodies: Set<String> = [
    "government", "office", "institute", "commission", "university", "agency", "council", "union",
    "organization", "organisation", "group", "team", "committee", "department", "ministry",
    "foundation", "association", "alliance", "forum", "laboratory", "lab", "labs", "center",
    "centre", "company", "nations", "parliament", "authority", "bureau", "society", "network",
  ]

  private static func surname(_ author: String) -> String? {
    let clean = LegibleText.clean(author, limit: 80)
    var first = clean.split(separator: ";").first.map(String.init) ?? clean
    if first.hasSuffix(" et al.") { first = String(first.dropLast(7)) }
    let parts = first.split(separator: ",")
    guard let before = parts.first else { return nil }
    if parts.count > 1 { return String(before) }
    let words = before.split(separator: " ")
    guard let last = words.last else { return nil }
    let isBody = words.contains { bodies.contains($0.lowercased()) }
    return words.count <= 4 && !isBody ? String(last) : String(before)
  }

  /// The address of a node: a DOI or an arXiv number among its keys, else its stated URL.
  func link(_ node: NodeID) -> String? {
    for key in [graph.key(of: node).text] + graph.sameAs(of: node) {
      if let link = SafeLink.of(key: key) { return link }
    }
    return (graph.property("url", of: node)?.text).flatMap { SafeLink.checked($0) }
  }

  /// A relation in words: `close match`.
  static func words(_ relation: Relation) -> String {
    LegibleText.clean(relation.name, limit: 40).lowercased().split(separator: "_")
      .joined(separator: " ")
  }

  /// A kind in words, in the plural where asked: `risk domains`.
  static func words(_ kind: Kind, plural: Bool = false) -> String {
    var text = ""
    for letter in LegibleText.clean(kind.name, limit: 40) {
      if letter.isUppercase, !text.isEmpty, text.last != " " { text += " " }
      text += letter.lowercased()
    }
    if kind == .taxonomyNode { text = "concept" }
    guard plural else { return text }
    return text.hasSuffix("y") && !text.hasSuffix("ey")
      ? text.dropLast() + "ies" : text.hasSuffix("s") ? text : text + "s"
  }
}
