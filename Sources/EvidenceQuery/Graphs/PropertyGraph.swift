internal import EvidenceCore

/// A graph in memory with any labels and properties, which a query can read and write.
///
/// It is for experiments and tests: evidence lives in an `EvidenceGraph`, whose nodes have a kind
/// and whose statements have a source.
///
/// ```swift
/// var graph = PropertyGraph()
/// try CypherQuery("CREATE (:Risk {name: 'bias'})").run(on: &graph)
/// ```
public struct PropertyGraph: Sendable {
  struct NodeRecord: Sendable {
    /// Numbers into ``labelNames``, ascending.
    var labels: [Int] = []
    var properties = QueryMap()
    var outgoing: [UInt32] = []
    var incoming: [UInt32] = []
    var isDeleted = false
  }

  struct RelationshipRecord: Sendable {
    var type: Int
    var start: UInt32
    var end: UInt32
    var properties = QueryMap()
    var isDeleted = false
  }

  var nodes: [NodeRecord] = []
  var relationships: [RelationshipRecord] = []
  var labelNames: [String] = []
  var typeNames: [String] = []
  var labelNumbers: [String: Int] = [:]
  var typeNumbers: [String: Int] = [:]

  /// Makes an empty graph.
  public init() {}

  /// How many nodes there are.
  public var nodeCount: Int { nodes.reduce(0) { $0 + ($1.isDeleted ? 0 : 1) } }

  /// How many relationships there are.
  public var relationshipCount: Int { relationships.reduce(0) { $0 + ($1.isDeleted ? 0 : 1) } }

  mutating func labelNumber(adding name: String) -> Int {
    if let known = labelNumbers[name] { return known }
    labelNumbers[name] = labelNames.count
    labelNames.append(name)
    return labelNames.count - 1
  }

  mutating func typeNumber(adding name: String) -> Int {
    if let known = typeNumbers[name] { return known }
    typeNumbers[name] = typeNames.count
    typeNames.append(name)
    return typeNames.count - 1
  }
}
