internal import EvidenceAnalysis
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

  /// The name without the code; of what has none, the end of its key too, so that two of them are told
  /// apart.
  func name(_ node: NodeID) -> String {
    guard let label = graph.label(of: node) else {
      return graph.notation(of: node) == nil
        ? LegibleText.clean(graph.key(of: node).text) : "name not given"
    }
    let clean = LegibleText.clean(label)
    if clean == Naming.nameless { return "\(clean) \(tail(node))" }
    if let code = code(node), clean.hasPrefix(code + " ") {
      return LegibleText.isolated(String(clean.dropFirst(code.count + 1)))
    }
    return clean.isEmpty
      ? LegibleText.clean(graph.key(of: node).text) : LegibleText.isolated(clean)
  }

  /// What a source's own page calls what it does not name.
  static let nameless = "(name not given)"

  /// The end of a key, by which nodes of one name are told apart.
  func tail(_ node: NodeID) -> String {
    let local = graph.key(of: node).local
    return LegibleText.clean(String(local.split(separator: "/").last?.suffix(20) ?? ""))
  }

  /// What differs in the keys of nodes that are called alike, in a few letters each; numbers, where that
  /// tells them not apart.
  func marks(_ nodes: [NodeID]) -> [String] {
    let keys = nodes.map { Array(LegibleText.clean(graph.key(of: $0).text)) }
    guard let first = keys.first else { return [] }
    let least = keys.map(\.count).min() ?? 0
    let head = (0..<least).prefix { place in keys.allSatisfy { $0[place] == first[place] } }.count
    let tail = (0..<(least - head)).prefix { place in
      keys.allSatisfy { $0[$0.count - 1 - place] == first[first.count - 1 - place] }
    }.count
    let middles = keys.map { $0[head..<($0.count - tail)] }
    for marks in [middles.map { String($0.prefix(9)) }, middles.map { String($0.suffix(9)) }]
    where Set(marks).count == marks.count && !marks.contains("") {
      return marks
    }
    return nodes.indices.map { String($0 + 1) }
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

  /// Names as they are told apart where room is short: of those that begin alike for long, the beginning
  /// and what differs.
  static func apart(_ names: [String]) -> [String] {
    names.map { name in
      let words = name.split(separator: " ")
      var shared = 0
      for other in names where other != name {
        let same = zip(words, other.split(separator: " ")).prefix { $0 == $1 }.count
        shared = max(shared, same)
      }
      guard shared > 3, shared < words.count else { return name }
      return words.prefix(2).joined(separator: " ") + " … "
        + words.dropFirst(shared).joined(separator: " ")
    }
  }

  /// The tooltip of a name: the whole of it, and its key.
  func tooltip(_ node: NodeID) -> String {
    let kind = Naming.words(graph.kind(of: node))
    let name = graph.kind(of: node) == .paper ? name(node) : title(node)
    return "\(Naming.capitalised(kind)): \(name)\n"
      + LegibleText.clean(graph.key(of: node).text)
  }

  /// What a node is called in a sentence: not longer than a line.
  func brief(_ node: NodeID) -> String {
    let title = title(node)
    return LegibleText.cut(title, to: 60)
  }

  /// The citation of a paper, where it has one, else the beginning of its name and its year.
  func citation(_ paper: NodeID, limit: Int = 40) -> String {
    if let citation = Citation(of: paper, in: graph) {
      return LegibleText.isolated(LegibleText.clean(citation.authors, limit: 80))
        + (citation.year.map { " \($0)" } ?? "")
    }
    let year = graph.year(of: paper).map { " \($0)" } ?? ""
    let name = name(paper)
    return LegibleText.cut(name, to: limit)
      + (name.contains(year) ? "" : year)
  }

  /// The address of a node: a DOI or an arXiv number among its keys, else its stated URL.
  func link(_ node: NodeID) -> String? {
    for key in [graph.key(of: node).text] + graph.sameAs(of: node) {
      if let link = SafeLink.of(key: key) { return link }
    }
    return (graph.property("url", of: node)?.text).flatMap { SafeLink.checked($0) }
  }

  /// A text with its first letter in upper case.
  static func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  /// A relation in words: `close match`.
  static func words(_ relation: Relation) -> String {
    LegibleText.clean(RelationWords.text(relation), limit: 40)
  }

  /// What a statement says, in words: `addresses`, `opposes`.
  static func words(_ relation: Relation, _ stance: Stance?) -> String {
    LegibleText.clean(RelationWords.text(relation, stance), limit: 40)
  }

  /// A sentence of the analysis without the names of relations as data write them: `no “addresses”
  /// statement`.
  static func plain(_ sentence: String, _ relations: [Relation] = [.addresses]) -> String {
    relations.reduce(sentence) { text, relation in
      text.replacing(" \(relation.name) ", with: " “\(words(relation))” ")
    }
  }

  /// A kind in words, in the plural where asked: `risk domains`.
  static func words(_ kind: Kind, plural: Bool = false) -> String {
    LegibleText.clean(kind.words(plural ? 2 : 1), limit: 40)
  }
}
