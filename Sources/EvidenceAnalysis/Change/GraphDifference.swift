public import EvidenceCore

/// What changed from one graph to another: nodes by key, statements by id, and the header.
///
/// Nothing is matched by position: the same node has another position in another snapshot. Applied
/// to the older graph, a difference gives the newer one.
///
/// ```swift
/// let difference = GraphDifference(from: old, to: new)
/// for change in difference.changedStatements {
///   print(change.id, change.properties.map(\.name))
/// }
/// ```
public struct GraphDifference: Sendable {
  /// What the headers say otherwise, in the order of the archive; judgments and statuses stand
  /// apart.
  public let header: [PropertyChange]
  /// Judgments that came, went or say something else, in the order of their texts.
  public let judgments: [RecordChange<Judgment>]
  /// Statuses that came, went or say something else, in the order of their texts.
  public let statuses: [RecordChange<StatusRecord>]
  /// Nodes that only the newer graph has, in the order of keys.
  public let addedNodes: [Node]
  /// Nodes that only the older graph has, in the order of keys.
  public let removedNodes: [Node]
  /// Nodes of both that differ, in the order of keys.
  public let changedNodes: [NodeChange]
  /// Statements that only the newer graph has, in the order of (from, relation, to, id).
  public let addedStatements: [Statement]
  /// Statements that only the older graph has, in the order of (from, relation, to, id).
  public let removedStatements: [Statement]
  /// Statements of both that differ, in the newer graph's order.
  public let changedStatements: [StatementChange]
  /// Statements of both that were only read elsewhere: the same but for `via`, `locator` and the id
  /// that follows from them; in the newer graph's order.
  public let relocatedStatements: [StatementChange]
  /// The graphs that were compared.
  let older: EvidenceGraph
  let newer: EvidenceGraph

  /// Whether the two graphs are the same.
  public var isEmpty: Bool {
    header.isEmpty && judgments.isEmpty && statuses.isEmpty && addedNodes.isEmpty
      && removedNodes.isEmpty && changedNodes.isEmpty && addedStatements.isEmpty
      && removedStatements.isEmpty && changedStatements.isEmpty
      && relocatedStatements.isEmpty
  }

  /// Compares two graphs.
  ///
  /// - Complexity: O(*n* + *m*) expected, for the nodes and statements of both.
  public init(from old: EvidenceGraph, to new: EvidenceGraph) {
    older = old
    newer = new
    header = RecordComparison.headerChanges(from: old.header, to: new.header)
    judgments = RecordChange.changes(
      from: old.header.judgments,
      to: new.header.judgments,
      by: \.identity,
      ordered: { JSONWriter.text(ArchiveRecord.json($0)) }
    )
    statuses = RecordChange.changes(
      from: old.header.statuses,
      to: new.header.statuses,
      by: \.place,
      ordered: { JSONWriter.text(ArchiveRecord.json($0)) }
    )
    removedNodes = old.nodes.filter { new.node(old.key(of: $0)) == nil }.map { old.value(of: $0) }
    var addedNodes: [Node] = []
    var changedNodes: [NodeChange] = []
    for node in new.nodes {
      let value = new.value(of: node)
      guard let other = old.node(value.key) else {
        addedNodes.append(value)
        continue
      }
      let before = old.value(of: other)
      guard before != value else { continue }
      let changes = RecordComparison.changes(
        from: ArchiveRecord.json(before),
        to: ArchiveRecord.json(value)
      )
      if !changes.isEmpty {
        changedNodes.append(NodeChange(old: before, new: value, properties: changes))
      }
    }
    self.addedNodes = addedNodes
    self.changedNodes = changedNodes
    var known: [String: EdgeID] = [:]
    known.reserveCapacity(old.statementCount)
    for edge in old.edges { known[old.id(of: edge)] = edge }
    var addedStatements: [Statement] = []
    var changedStatements: [StatementChange] = []
    for edge in new.edges {
      let id = new.id(of: edge)
      let value = new.statement(edge)
      guard let other = known.removeValue(forKey: id) else {
        addedStatements.append(value)
        continue
      }
      let before = old.statement(other)
      guard before != value else { continue }
      let changes = RecordComparison.changes(
        from: ArchiveRecord.json(before),
        to: ArchiveRecord.json(value)
      )
      if !changes.isEmpty {
        changedStatements.append(
          StatementChange(id: id, old: before, new: value, properties: changes)
        )
      }
    }
    self.changedStatements = changedStatements
    let removed = known.values.sorted().map { old.statement($0) }
    let pairing = RelocatedStatements(removed: removed, added: addedStatements)
    relocatedStatements = pairing.pairs
    removedStatements = pairing.removed
    self.addedStatements = pairing.added
  }

  /// The older graph with the difference worked into it.
  ///
  /// - Throws: `EvidenceError` if the graph is not the one that the difference was taken from, so
  ///   that what comes out is no sound graph.
  /// - Complexity: as building the graph anew.
  public func applied(to old: EvidenceGraph) throws(EvidenceError) -> EvidenceGraph {
    var builder = GraphBuilder(header: newer.header, file: old.file)
    let goneNodes = Set(removedNodes.map(\.key) + changedNodes.map(\.key))
    for node in old.nodes where !goneNodes.contains(old.key(of: node)) {
      builder.add(old.value(of: node))
    }
    for node in addedNodes + changedNodes.map(\.new) { builder.add(node) }
    let replaced = changedStatements + relocatedStatements
    let gone = Set(removedStatements.map(\.effectiveID) + replaced.map(\.oldID))
    for edge in old.edges where !gone.contains(old.id(of: edge)) {
      builder.add(old.statement(edge))
    }
    for statement in addedStatements + replaced.map(\.new) { builder.add(statement) }
    return try builder.build()
  }
}
