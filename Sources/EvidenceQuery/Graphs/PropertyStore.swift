internal import EvidenceCore

/// A property graph while a query works on it: what is deleted stays until the query is done, so
/// that variables which still hold it can be told.
final class PropertyStore: QueryGraph {
  private(set) var graph: PropertyGraph

  /// A property by which nodes can be found.
  private let indexed: String?
  /// The nodes that have, or had, a value of that property.
  private var index: [String: [UInt32]] = [:]

  /// - Parameter indexed: a property, whose values are texts, by which nodes are to be found.
  init(_ graph: PropertyGraph, indexing indexed: String? = nil) {
    self.graph = graph
    self.indexed = indexed
    if indexed != nil {
      for node in graph.nodes.indices { note(graph.nodes[node].properties, of: NodeID(node)) }
    }
  }

  private func note(_ properties: QueryMap, of node: NodeID) {
    guard let indexed, case .string(let text)? = properties[indexed] else { return }
    index[text, default: []].append(node.index)
  }

  var nodeCount: Int { graph.nodes.count }
  var relationshipCount: Int { graph.relationships.count }
  var labelNames: [String] { graph.labelNames }
  var typeNames: [String] { graph.typeNames }
  func labelNumber(_ name: String) -> Int? { graph.labelNumbers[name] }
  func typeNumber(_ name: String) -> Int? { graph.typeNumbers[name] }

  func count(label: Int) -> Int {
    graph.nodes.reduce(0) { $0 + ($1.labels.contains(label) ? 1 : 0) }
  }

  func count(type: Int) -> Int {
    graph.relationships.reduce(0) { $0 + ($1.type == type ? 1 : 0) }
  }

  func count(type: Int, label: Int, atStart: Bool) -> Int { count(type: type) }

  func isImplied(label: Int, by type: Int, atStart: Bool) -> Bool { false }

  func forEachNode(label: Int?, _ body: (NodeID) throws -> Bool) rethrows -> Bool {
    for index in 0..<graph.nodes.count {
      let node = graph.nodes[index]
      if node.isDeleted { continue }
      if let label, !node.labels.contains(label) { continue }
      if try !body(NodeID(index)) { return false }
    }
    return true
  }

  func forEachRelationship(
    of node: NodeID,
    type: Int?,
    outgoing: Bool,
    _ body: (EdgeID, NodeID) throws -> Bool
  ) rethrows -> Bool {
    let record = graph.nodes[node.position]
    for index in outgoing ? record.outgoing : record.incoming {
      let relationship = graph.relationships[Int(index)]
      if relationship.isDeleted { continue }
      if let type, relationship.type != type { continue }
      let other = NodeID(outgoing ? relationship.end : relationship.start)
      if try !body(EdgeID(index), other) { return false }
    }
    return true
  }

  func degree(of node: NodeID, type: Int?, outgoing: Bool) -> Int {
    var count = 0
    _ = forEachRelationship(of: node, type: type, outgoing: outgoing) { _, _ in
      count += 1
      return true
    }
    return count
  }

  func hasLabel(_ node: NodeID, _ label: Int) -> Bool {
    graph.nodes[node.position].labels.contains(label)
  }

  func labels(of node: NodeID) throws(QueryFailure) -> [String] {
    try check(node)
    return graph.nodes[node.position].labels.map { graph.labelNames[$0] }
  }

  func type(of relationship: EdgeID) -> Int { graph.relationships[relationship.position].type }

  func start(of relationship: EdgeID) -> NodeID {
    NodeID(graph.relationships[relationship.position].start)
  }

  func end(of relationship: EdgeID) -> NodeID {
    NodeID(graph.relationships[relationship.position].end)
  }

  private func check(_ node: NodeID) throws(QueryFailure) {
    if isDeleted(node) { throw Self.deleted("node") }
  }

  private func check(_ relationship: EdgeID) throws(QueryFailure) {
    if isDeleted(relationship) { throw Self.deleted("relationship") }
  }

  private static func deleted(_ what: String) -> QueryFailure {
    .runtime(
      "EntityNotFound",
      "DeletedEntityAccess",
      "the \(what) was deleted by this query",
      hint: "take what you need of it with WITH before DELETE"
    )
  }

  func isDeleted(_ node: NodeID) -> Bool { graph.nodes[node.position].isDeleted }

  func isDeleted(_ relationship: EdgeID) -> Bool {
    graph.relationships[relationship.position].isDeleted
  }

  func property(_ name: String, of node: NodeID) throws(QueryFailure) -> QueryValue {
    try check(node)
    return graph.nodes[node.position].properties[name] ?? .null
  }

  func property(_ name: String, of relationship: EdgeID) throws(QueryFailure) -> QueryValue {
    try check(relationship)
    return graph.relationships[relationship.position].properties[name] ?? .null
  }

  func properties(of node: NodeID) throws(QueryFailure) -> QueryMap {
    try check(node)
    return graph.nodes[node.position].properties
  }

  func properties(of relationship: EdgeID) throws(QueryFailure) -> QueryMap {
    try check(relationship)
    return graph.relationships[relationship.position].properties
  }

  func isIndexed(_ property: String) -> Bool { property == indexed }

  func nodes(where property: String, is value: QueryValue) -> [NodeID] {
    guard property == indexed, case .string(let text) = value else { return [] }
    return Set(index[text] ?? []).sorted().map { NodeID($0) }.filter { node in
      let record = graph.nodes[node.position]
      return !record.isDeleted && record.properties[property] == value
    }
  }
}

// MARK: Writing

extension PropertyStore {
  func createNode(labels: [String], properties: QueryMap) -> NodeID {
    var record = PropertyGraph.NodeRecord()
    record.properties = properties
    graph.nodes.append(record)
    let node = NodeID(graph.nodes.count - 1)
    add(labels: labels, to: node)
    note(properties, of: node)
    return node
  }

  func createRelationship(
    _ type: String,
    from start: NodeID,
    to end: NodeID,
    properties: QueryMap
  ) throws(QueryFailure) -> EdgeID {
    try check(start)
    try check(end)
    let number = graph.typeNumber(adding: type)
    var record = PropertyGraph.RelationshipRecord(type: number, start: start.index, end: end.index)
    record.properties = properties
    graph.relationships.append(record)
    let edge = EdgeID(graph.relationships.count - 1)
    graph.nodes[start.position].outgoing.append(edge.index)
    graph.nodes[end.position].incoming.append(edge.index)
    return edge
  }

  func add(labels: [String], to node: NodeID) {
    for name in labels {
      let number = graph.labelNumber(adding: name)
      if !graph.nodes[node.position].labels.contains(number) {
        graph.nodes[node.position].labels.append(number)
        graph.nodes[node.position].labels.sort()
      }
    }
  }

  func remove(labels: [String], from node: NodeID) {
    let numbers = labels.compactMap { graph.labelNumbers[$0] }
    graph.nodes[node.position].labels.removeAll { numbers.contains($0) }
  }

  func set(_ name: String, of node: NodeID, to value: QueryValue) {
    graph.nodes[node.position].properties[name] = value.isNull ? nil : value
    if name == indexed { note(graph.nodes[node.position].properties, of: node) }
  }

  func set(_ name: String, of relationship: EdgeID, to value: QueryValue) {
    graph.relationships[relationship.position].properties[name] = value.isNull ? nil : value
  }

  func replaceProperties(of node: NodeID, with map: QueryMap) {
    graph.nodes[node.position].properties = map
    note(map, of: node)
  }

  func replaceProperties(of relationship: EdgeID, with map: QueryMap) {
    graph.relationships[relationship.position].properties = map
  }

  func delete(_ relationship: EdgeID) {
    graph.relationships[relationship.position].isDeleted = true
  }

  func delete(_ node: NodeID) { graph.nodes[node.position].isDeleted = true }

  /// The relationships of a node that are not deleted.
  func relationships(of node: NodeID) -> [EdgeID] {
    let record = graph.nodes[node.position]
    return (record.outgoing + record.incoming)
      .filter { !graph.relationships[Int($0)].isDeleted }.map { EdgeID($0) }
  }
}
