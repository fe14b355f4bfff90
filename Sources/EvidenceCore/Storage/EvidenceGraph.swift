/// An evidence graph: papers, mitigations, taxonomy nodes, risks and domains, and the statements
/// that link them, each with its source. Immutable; copying it costs nothing.
///
/// Nodes are numbered in the order of their keys and statements in the order of
/// (from, relation, to, id), so that the same content has the same numbers however it was added.
///
/// ```swift
/// let graph = try ArchiveReader.read(contentsOf: "graph.jsonl")
/// let paper = try graph.resolve("doi:10.48550/arxiv.2412.02145")
/// for edge in graph.outgoing(paper, .proposes) {
///   print(graph.label(of: graph.to(edge)))
/// }
/// ```
public struct EvidenceGraph: Sendable {
  let storage: GraphStorage

  init(storage: GraphStorage) { self.storage = storage }

  /// What the graph says of itself.
  public var header: GraphHeader { storage.header }

  /// The name of the input that it was read from.
  public var file: String { storage.file }

  /// How many nodes there are.
  public var nodeCount: Int { storage.nodes.count }

  /// How many statements there are.
  public var statementCount: Int { storage.statements.count }

  /// Every node, in the order of keys.
  public var nodes: some RandomAccessCollection<NodeID> {
    (0..<nodeCount).lazy.map { NodeID($0) }
  }

  /// Every statement, in the order of (from, relation, to, id).
  public var edges: some RandomAccessCollection<EdgeID> {
    (0..<statementCount).lazy.map { EdgeID($0) }
  }

  /// The kinds of node that occur, in the order of their names.
  public var kinds: [Kind] { storage.kinds }

  /// The relations that occur, in the order of their names.
  public var relations: [Relation] { storage.relations }

  /// The nodes of one kind, in the order of keys.
  ///
  /// - Complexity: O(*n*) for *n* nodes.
  public func nodes(of kind: Kind) -> [NodeID] {
    guard let number = storage.kinds.firstIndex(of: kind) else { return [] }
    let wanted = UInt32(number)
    let counts = storage.keptCounts.known
    let range = counts?.ranges[number] ?? 0..<nodeCount
    if counts?.kinds[number] == range.count { return range.map { NodeID($0) } }
    return storage.nodes.kinds.withValues(in: range) { kinds in
      var result: [NodeID] = []
      for (index, kind) in kinds.enumerated() where kind == wanted {
        result.append(NodeID(range.lowerBound + index))
      }
      return result
    }
  }
}
