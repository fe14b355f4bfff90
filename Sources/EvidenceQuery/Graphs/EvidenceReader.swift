internal import EvidenceCore

/// An evidence graph as a query reads it: a node's kind is its label, a statement is a relationship
/// with its relation as type. Nothing is copied.
final class EvidenceReader: QueryGraph {
  let graph: EvidenceGraph
  private let names: KeptNames
  private let counts: GraphCounts

  /// - Complexity: that of the graph's counts.
  init(_ graph: EvidenceGraph) {
    self.graph = graph
    names = graph.kept { KeptNames(graph) }
    counts = graph.counts
  }

  var labelNames: [String] { names.labels }
  var typeNames: [String] { names.types }

  var nodeCount: Int { graph.nodeCount }
  var relationshipCount: Int { graph.statementCount }
  func labelNumber(_ name: String) -> Int? { names.labelNumbers[name] }
  func typeNumber(_ name: String) -> Int? { names.typeNumbers[name] }
  func count(label: Int) -> Int { counts.kinds[label] }
  func count(type: Int) -> Int { counts.relations[type] }

  func count(type: Int, label: Int, atStart: Bool) -> Int {
    atStart ? counts.statements(type, from: label) : counts.statements(type, to: label)
  }

  func isImplied(label: Int, by type: Int, atStart: Bool) -> Bool {
    count(type: type, label: label, atStart: atStart) == counts.relations[type]
  }

  /// Whether a relationship of a type joins a node to itself.
  func hasLoop(type: Int) -> Bool { graph.hasLoop(relation: type) }

  /// Whether relationships of a type lead from no node back to it.
  func isAcyclic(type: Int) -> Bool { graph.isAcyclic(relation: type) }

  func forEachNode(label: Int?, _ body: (NodeID) throws -> Bool) rethrows -> Bool {
    if let label {
      for node in graph.nodes(of: graph.kinds[label]) where try !body(node) { return false }
      return true
    }
    for index in 0..<graph.nodeCount where try !body(NodeID(index)) { return false }
    return true
  }

  func forEachRelationship(
    of node: NodeID,
    type: Int?,
    outgoing: Bool,
    _ body: (EdgeID, NodeID) throws -> Bool
  ) rethrows -> Bool {
    try graph.forEachNeighbour(
      of: node,
      relation: type.map { UInt32($0) },
      outgoing: outgoing,
      body
    )
  }

  func degree(of node: NodeID, type: Int?, outgoing: Bool) -> Int {
    graph.degree(of: node, relation: type.map { UInt32($0) }, outgoing: outgoing)
  }

  func hasLabel(_ node: NodeID, _ label: Int) -> Bool { graph.kindNumber(of: node) == label }
  func labels(of node: NodeID) -> [String] { [graph.kind(of: node).name] }
  func type(of relationship: EdgeID) -> Int { graph.relationNumber(of: relationship) }
  func start(of relationship: EdgeID) -> NodeID { graph.from(relationship) }
  func end(of relationship: EdgeID) -> NodeID { graph.to(relationship) }

  func isIndexed(_ property: String) -> Bool { property == "key" }

  func nodes(where property: String, is value: QueryValue) -> [NodeID] {
    guard property == "key", case .string(let text) = value else { return [] }
    return graph.node(Key(text)).map { [$0] } ?? []
  }
}

/// The labels and types of a graph.
private final class KeptNames: Sendable {
  let labels: [String]
  let types: [String]
  let labelNumbers: [String: Int]
  let typeNumbers: [String: Int]

  init(_ graph: EvidenceGraph) {
    labels = graph.kinds.map(\.name)
    types = graph.relations.map(\.name)
    labelNumbers = Dictionary(labels.enumerated().map { ($1, $0) }, uniquingKeysWith: min)
    typeNumbers = Dictionary(types.enumerated().map { ($1, $0) }, uniquingKeysWith: min)
  }
}

// MARK: Properties

extension EvidenceReader {
  static let nodeFields = ["key", "label", "notation", "scheme", "sameAs"]
  static let relationshipFields = [
    "id", "source", "via", "locator", "stance", "evidenceType", "confidence", "justification",
    "method", "rationale", "coder", "reviewer",
  ]

  func property(_ name: String, of node: NodeID) -> QueryValue {
    switch name {
    case "key": return .string(graph.key(of: node).text)
    case "label": return QueryValue(graph.label(of: node))
    case "notation": return QueryValue(graph.notation(of: node))
    case "scheme": return QueryValue(graph.scheme(of: node))
    case "sameAs":
      let others = graph.sameAs(of: node)
      return others.isEmpty ? .null : .list(others.map { .string($0) })
    default: return graph.property(name, of: node).map { QueryValue($0) } ?? .null
    }
  }

  func property(_ name: String, of edge: EdgeID) -> QueryValue {
    switch name {
    case "id": return .string(graph.id(of: edge))
    case "source": return QueryValue(graph.source(of: edge)?.text)
    case "via": return QueryValue(graph.via(of: edge))
    case "locator": return QueryValue(graph.locator(of: edge))
    case "stance": return QueryValue(graph.stance(of: edge)?.rawValue)
    case "evidenceType": return QueryValue(graph.evidenceType(of: edge)?.rawValue)
    case "confidence": return graph.confidence(of: edge).map { .float($0) } ?? .null
    case "justification": return QueryValue(graph.justification(of: edge)?.name)
    case "method": return QueryValue(graph.method(of: edge)?.rawValue)
    case "rationale": return QueryValue(graph.rationale(of: edge))
    case "coder": return QueryValue(graph.coder(of: edge))
    case "reviewer": return QueryValue(graph.reviewer(of: edge))
    default: return graph.property(name, of: edge).map { QueryValue($0) } ?? .null
    }
  }

  func properties(of node: NodeID) -> QueryMap {
    map(Self.nodeFields, graph.value(of: node).properties) { property($0, of: node) }
  }

  func properties(of edge: EdgeID) -> QueryMap {
    map(Self.relationshipFields, graph.statement(edge).properties) { property($0, of: edge) }
  }

  private func map(
    _ fields: [String],
    _ others: [String: PropertyValue],
    _ value: (String) -> QueryValue
  ) -> QueryMap {
    var result = QueryMap()
    for name in fields {
      let value = value(name)
      if !value.isNull { result[name] = value }
    }
    for (name, value) in others.sorted(by: { $0.key.precedesInUTF8($1.key) }) {
      result[name] = QueryValue(value)
    }
    return result
  }
}

extension QueryValue {
  fileprivate init(_ text: String?) { self = text.map { .string($0) } ?? .null }

  fileprivate init(_ value: PropertyValue) {
    switch value {
    case .string(let text): self = .string(text)
    case .integer(let number): self = .integer(number)
    case .number(let number): self = .float(number)
    case .boolean(let flag): self = .boolean(flag)
    case .strings(let texts): self = .list(texts.map { .string($0) })
    }
  }
}
