internal import EvidenceCore

/// What a query reads: nodes with labels and relationships with one type each, both with
/// properties. Nodes and relationships go by position, labels and types by number.
protocol QueryGraph: AnyObject {
  /// How many nodes there are.
  var nodeCount: Int { get }
  /// How many relationships there are.
  var relationshipCount: Int { get }

  /// Every label and every type that there is, in the order of their numbers.
  var labelNames: [String] { get }
  var typeNames: [String] { get }
  func labelNumber(_ name: String) -> Int?
  func typeNumber(_ name: String) -> Int?
  /// How many nodes bear a label.
  func count(label: Int) -> Int
  /// How many relationships are of a type.
  func count(type: Int) -> Int

  /// How many relationships of a type start at nodes that bear a label, or end there; an estimate
  /// where counting would take long.
  func count(type: Int, label: Int, atStart: Bool) -> Int
  /// Whether every relationship of a type is known to start at a node that bears a label, or to end
  /// there.
  func isImplied(label: Int, by type: Int, atStart: Bool) -> Bool

  /// Calls a function with each node, or each that bears a label, until it says no.
  ///
  /// - Returns: whether it never said no.
  func forEachNode(label: Int?, _ body: (NodeID) throws -> Bool) rethrows -> Bool
  /// Calls a function with the relationships of a node one way, and with their other ends.
  ///
  /// - Parameter type: the one type that is wanted; `nil` is any.
  func forEachRelationship(
    of node: NodeID,
    type: Int?,
    outgoing: Bool,
    _ body: (EdgeID, NodeID) throws -> Bool
  ) rethrows -> Bool
  /// How many relationships of a type a node has one way.
  func degree(of node: NodeID, type: Int?, outgoing: Bool) -> Int

  func hasLabel(_ node: NodeID, _ label: Int) -> Bool
  func labels(of node: NodeID) throws(QueryFailure) -> [String]
  func type(of relationship: EdgeID) -> Int
  func start(of relationship: EdgeID) -> NodeID
  func end(of relationship: EdgeID) -> NodeID

  /// A property, null where it is absent.
  func property(_ name: String, of node: NodeID) throws(QueryFailure) -> QueryValue
  func property(_ name: String, of relationship: EdgeID) throws(QueryFailure) -> QueryValue
  /// Every property, in the order of their names.
  func properties(of node: NodeID) throws(QueryFailure) -> QueryMap
  func properties(of relationship: EdgeID) throws(QueryFailure) -> QueryMap

  /// Whether nodes can be found by a property without looking at each.
  func isIndexed(_ property: String) -> Bool
  /// The nodes whose property is so, where ``isIndexed(_:)`` says they can be found.
  func nodes(where property: String, is value: QueryValue) -> [NodeID]
}
