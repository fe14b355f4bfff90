internal import EvidenceAnalysis
internal import EvidenceCore

/// Nodes and statements as columns with one table of texts, small enough for a page.
struct ReportColumns {
  /// The place of each node that is taken along with its name; places follow the order of keys.
  private(set) var position: [NodeID: Int] = [:]
  /// The columns by name.
  private(set) var members: [JSONMember] = []

  private let graph: EvidenceGraph
  private var texts: [String] = []
  private var textPlaces: [String: Int] = [:]
  /// The places of all nodes and statements of the graph; −1 where they are not taken along.
  private var nodePlaces: [Int32]
  private var edgePlaces: [Int32]

  /// Takes statements, in their order in the graph, with all that they name, and further nodes; then
  /// what is only counted, without its names and texts.
  ///
  /// - Complexity: O(size of the texts).
  init(
    _ graph: EvidenceGraph,
    edges: [EdgeID],
    further: [NodeID],
    counted: ReportCounted? = nil
  ) {
    self.graph = graph
    nodePlaces = [Int32](repeating: -1, count: graph.nodeCount)
    edgePlaces = [Int32](repeating: -1, count: graph.statementCount)
    var taken = Set(further)
    for edge in edges { taken.formUnion(ReportCounted.ends(of: edge, graph)) }
    let nodes = taken.sorted()
    for (place, node) in nodes.enumerated() {
      position[node] = place
      nodePlaces[node.position] = Int32(place)
    }
    for (place, edge) in edges.enumerated() { edgePlaces[edge.position] = Int32(place) }
    let brokenKeys = nodes.indices.filter { Self.keyText(graph, nodes[$0]) == nil }
    let kinds = graph.kinds
    var last = ""
    let nodeRows = nodes.map { node in
      defer { last = legibleKey(node) }
      return row(node, kinds, after: last)
    }
    let statements = columns(edges)
    let unnamed = counted.map { numbers(of: $0, behind: nodes.count, edges.count) }
    let preliminary = PreliminaryNotices(graph)
    members = [
      JSONMember("kinds", Self.names(kinds.map(\.name), builtIn: Kind.builtIn.map(\.name))),
      JSONMember(
        "relations",
        Self.names(graph.relations.map(\.name), builtIn: Relation.builtIn.map(\.name))
      ),
      JSONMember("nodes", .array(nodeRows)),
      JSONMember("brokenKeys", .integers(brokenKeys)),
      JSONMember("size", .integer(Int64(edges.count))),
      JSONMember("statements", .object(statements)),
      JSONMember("negated", Self.runs(edges.map(graph.isNegated))),
      JSONMember("disputed", Self.runs(edges.map(graph.isDisputed))),
      JSONMember("preliminary", Self.runs(edges.map(preliminary.hold))),
      JSONMember("versions", versions),
    ]
    if let unnamed { members.append(JSONMember("further", unnamed)) }
    members.append(JSONMember("texts", .array(texts.map { .string($0) })))
  }

  /// The place of a node, with its name or without; −1 where it is not taken along.
  func place(of node: NodeID) -> Int { Int(nodePlaces[node.position]) }

  /// The place of a statement; −1 where it is not taken along.
  func place(of edge: EdgeID) -> Int { Int(edgePlaces[edge.position]) }

  /// The papers that are versions of others, each with the place of its work.
  private var versions: JSONValue {
    let works = Works(graph)
    return .array(
      graph.nodes(of: .paper).compactMap { paper in
        guard place(of: paper) >= 0, case .paper(let first) = works.work(of: paper),
          first != paper, place(of: first) >= 0
        else { return nil }
        return .integers([place(of: paper), place(of: first)])
      }
    )
  }

  /// What is counted beyond what is named: kinds and years of nodes, and of statements what filters and
  /// counts ask for.
  private mutating func numbers(of counted: ReportCounted, behind nodeCount: Int, _ edgeCount: Int)
    -> JSONValue
  {
    let graph = graph
    let nodes = counted.nodes.filter { place(of: $0) < 0 }
    for (place, node) in nodes.enumerated() { nodePlaces[node.position] = Int32(nodeCount + place) }
    let edges = counted.edges.filter { place(of: $0) < 0 }
    for (place, edge) in edges.enumerated() { edgePlaces[edge.position] = Int32(edgeCount + place) }
    let years = nodes.map { graph.year(of: $0) }
    let noYear = (years.compactMap { $0 }.min() ?? 0) - 1
    var kindPlaces: [Kind: Int] = [:]
    for (place, kind) in graph.kinds.enumerated() { kindPlaces[kind] = place }
    let preliminary = PreliminaryNotices(graph)
    let marks = edges.map { edge in
      (graph.reviewer(of: edge) == nil ? 0 : 1) + (graph.isDisputed(edge) ? 2 : 0)
        + (graph.isNegated(edge) ? 4 : 0) + (preliminary.hold(edge) ? 8 : 0)
    }
    return .object(
      [
        JSONMember("nodes", .integer(Int64(nodes.count))),
        JSONMember(
          "kinds",
          ReportNumbers.packed(nodes.map { kindPlaces[graph.kind(of: $0)] ?? 0 })
        ),
        JSONMember("years", ReportNumbers.packed(years.map { $0 ?? noYear })),
        JSONMember("noYear", .integer(Int64(noYear))),
        JSONMember("size", .integer(Int64(edges.count))),
      ] + ends(edges) + [
        JSONMember("stance", texts(of: edges) { graph.stance(of: $0)?.rawValue }),
        JSONMember("type", texts(of: edges) { graph.evidenceType(of: $0)?.rawValue }),
        JSONMember("marks", ReportNumbers.packed(marks)),
      ]
    )
  }

  /// How many are out, how many are in, and so on.
  static func runs(_ flags: [Bool]) -> JSONValue {
    var lengths: [Int64] = []
    var isIn = true
    for flag in flags {
      if flag != isIn || lengths.isEmpty {
        if lengths.isEmpty, flag { lengths.append(0) }
        lengths.append(0)
        isIn = flag
      }
      lengths[lengths.count - 1] += 1
    }
    if !isIn { lengths.removeLast() }
    return .array(lengths.map { .integer($0) })
  }

  /// Names fit to be read, so that none becomes the name of another or of one that is built in.
  private static func names(_ names: [String], builtIn: [String]) -> JSONValue {
    var taken = Set(names).union(builtIn)
    return .array(
      names.map { name in
        var text = LegibleText.clean(name, limit: 60)
        guard text != name else { return .string(text) }
        while !taken.insert(text).inserted { text += "′" }
        return .string(text)
      }
    )
  }

  /// The longest key that a page prints whole.
  private static let longestKey = 2_000

  /// The key of a node as a command may name it; `nil` where a page cannot print it whole, since it is
  /// too long or has characters that no reader sees.
  private static func keyText(_ graph: EvidenceGraph, _ node: NodeID) -> String? {
    let key = graph.key(of: node).text
    return LegibleText.clean(key, limit: longestKey) == key ? key : nil
  }

  private func legibleKey(_ node: NodeID) -> String {
    LegibleText.clean(graph.key(of: node).text, limit: Self.longestKey)
  }

  /// A node: how much of its key is that of the one before, in UTF-16, the rest of the key, and what
  /// is known of it.
  private func row(_ node: NodeID, _ kinds: [Kind], after last: String) -> JSONValue {
    let naming = Naming(graph: graph)
    let kind = graph.kind(of: node)
    let isPaper = kind == .paper
    func text(_ text: String?, _ limit: Int = 300) -> JSONValue {
      text.map { .string(LegibleText.clean($0, limit: limit)) } ?? .null
    }
    // Cut between letters that no mark can join, so that both parts stay texts.
    let key = legibleKey(node)
    let shared = zip(key.utf8, last.utf8).prefix { $0 == $1 && $0 < 0x80 }.count
    let isCut = key.utf8.dropFirst(shared).first.map { $0 < 0x80 } ?? true
    let length = isCut ? shared : 0
    var fields: [JSONValue] = [
      .integer(Int64(length)), .string(String(decoding: key.utf8.dropFirst(length), as: UTF8.self)),
      .integer(Int64(kinds.firstIndex(of: kind) ?? 0)),
      naming.code(node).map { text($0) } ?? .integer(0), text(naming.name(node)),
      isPaper ? text(naming.citation(node, limit: 60)) : .null,
      graph.year(of: node).map { .integer(Int64($0)) } ?? .null,
      text(naming.link(node), 800), text(graph.scheme(of: node), 120),
    ]
    if isPaper { fields.append(bibliography(node)) }
    while fields.last == .null { fields.removeLast() }
    return .array(fields)
  }

  /// What a reference manager asks for.
  private func bibliography(_ paper: NodeID) -> JSONValue {
    func first(_ names: [String]) -> PropertyValue? {
      names.lazy.compactMap { graph.property($0, of: paper) }.first
    }
    var authors: [String] = []
    switch first(["authors", "author", "creator", "organisation"]) {
    case .strings(let all): authors = all
    case let value?: authors = value.text.split(separator: ";").map { String($0) }
    case nil: break
    }
    let keys = [graph.key(of: paper).text] + graph.sameAs(of: paper)
    let doi = keys.first { $0.hasPrefix("doi:") }.map { String($0.dropFirst(4)) }
    func text(_ text: String?) -> JSONValue {
      text.map { .string(LegibleText.clean($0, limit: 300)) } ?? .null
    }
    let appraisal = graph.appraisal(of: paper).map { [JSONMember("appraisal", text($0.text))] }
    let members = [
      JSONMember("authors", .array(authors.prefix(40).map { text($0) })),
      JSONMember("type", text(first(["itemType", "type"])?.text)),
      JSONMember("doi", text(doi)),
      JSONMember("publisher", text(first(["publisher", "publicationTitle", "journal"])?.text)),
    ]
    return .object(members + (appraisal ?? []))
  }

  private mutating func place(_ text: String?, limit: Int = 120) -> Int {
    guard let text else { return -1 }
    // Texts that differ stay apart, even where a reader could not tell them apart.
    if let known = textPlaces[text] { return known }
    textPlaces[text] = texts.count
    texts.append(LegibleText.clean(text, limit: limit))
    return texts.count - 1
  }

  private mutating func texts(
    of edges: [EdgeID],
    limit: Int = 120,
    _ text: (EdgeID) -> String?
  ) -> JSONValue {
    var places: [Int] = []
    places.reserveCapacity(edges.count)
    for edge in edges { places.append(place(text(edge), limit: limit)) }
    return ReportNumbers.packed(places)
  }

  private mutating func columns(_ edges: [EdgeID]) -> [JSONMember] {
    let graph = graph
    return ends(edges) + [
      JSONMember("via", texts(of: edges, limit: 200) { graph.via(of: $0) }),
      JSONMember("locator", texts(of: edges) { graph.locator(of: $0) }),
      JSONMember("stance", texts(of: edges) { graph.stance(of: $0)?.rawValue }),
      JSONMember("type", texts(of: edges) { graph.evidenceType(of: $0)?.rawValue }),
      JSONMember(
        "confidence",
        Self.packed(edges.map { graph.confidence(of: $0).map { .number($0) } ?? .null })
      ),
      JSONMember("method", texts(of: edges) { graph.method(of: $0)?.rawValue }),
      JSONMember("justification", texts(of: edges) { graph.justification(of: $0)?.name }),
      JSONMember("rationale", texts(of: edges, limit: 600) { graph.rationale(of: $0) }),
      JSONMember("coder", texts(of: edges) { graph.coder(of: $0) }),
      JSONMember("reviewer", texts(of: edges) { graph.reviewer(of: $0) }),
      JSONMember("id", Self.packed(edges.map(idText))),
    ]
  }

  /// Where statements begin, what they are, where they end, and who makes them.
  private mutating func ends(_ edges: [EdgeID]) -> [JSONMember] {
    var numbers: [Relation: Int] = [:]
    for (number, relation) in graph.relations.enumerated() { numbers[relation] = number }
    var sources: [Int] = []
    for edge in edges { sources.append(source(of: edge)) }
    return [
      JSONMember("from", ReportNumbers.packed(edges.map { place(of: graph.from($0)) })),
      JSONMember(
        "relation",
        ReportNumbers.packed(edges.map { numbers[graph.relation(of: $0)] ?? 0 })
      ),
      JSONMember("to", ReportNumbers.packed(edges.map { place(of: graph.to($0)) })),
      JSONMember("source", ReportNumbers.packed(sources)),
    ]
  }

  /// Values as they are, or where that is shorter as runs (each value with how often it comes).
  private static func packed(_ values: [JSONValue]) -> JSONValue {
    var runs: [(value: JSONValue, count: Int)] = []
    for value in values {
      if let last = runs.last, last.value == value {
        runs[runs.count - 1].count += 1
      } else {
        runs.append((value, 1))
      }
    }
    // A run takes about as much room as two values with their commas.
    guard runs.count * 7 < values.count * 4 || values.isEmpty else { return .array(values) }
    return .object([
      JSONMember("runs", .array(runs.flatMap { [$0.value, .integer(Int64($0.count))] }))
    ])
  }

  /// The id of a statement that has been given one; one that is a digest of the statement is left out.
  private func idText(of edge: EdgeID) -> JSONValue {
    graph.statedID(of: edge).map { .string(LegibleText.clean($0, limit: 80)) } ?? .null
  }

  /// A node's place; −1 where the source is unknown; −2 and below for a text of its own.
  private mutating func source(of edge: EdgeID) -> Int {
    if let node = graph.sourceNode(of: edge), place(of: node) >= 0 { return place(of: node) }
    guard let key = graph.source(of: edge) else { return -1 }
    return -2 - place(key.text, limit: 300)
  }
}
