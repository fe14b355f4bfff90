internal import EvidenceCore

/// The keys of the works that cells rest on, for very many cells: papers are told apart by marks on their
/// nodes, and the key of each is made once.
struct WorkKeys {
  private let graph: EvidenceGraph
  /// The number of the cell that a node was last met in.
  private var marks: [UInt32]
  private var cell: UInt32 = 0
  private var keys: [Key?]

  init(_ graph: EvidenceGraph) {
    self.graph = graph
    marks = [UInt32](repeating: 0, count: graph.nodeCount)
    keys = [Key?](repeating: nil, count: graph.nodeCount)
  }

  /// The keys of the works of a cell, ascending; the unknown one has none.
  ///
  /// - Complexity: O(*s* + *p* log *p*) for *s* statements of the cell and those that propose its
  ///   measures, and *p* works.
  mutating func works(of place: CoverageCell, in matrix: CoverageMatrix) -> [Key] {
    cell += 1
    var papers: [UInt32] = []
    var others: Set<Key> = []
    matrix.forEachWork(of: place) { work in
      switch work {
      case .paper(let node):
        if marks[node.position] == cell { return }
        marks[node.position] = cell
        papers.append(node.index)
      case .other(let key): others.insert(key)
      case .unknown: return
      }
    }
    // Nodes stand in the order of their keys.
    papers.sort()
    let found = papers.map { paper in
      if let key = keys[Int(paper)] { return key }
      let key = graph.key(of: NodeID(paper))
      keys[Int(paper)] = key
      return key
    }
    return others.isEmpty ? found : (found + others).sorted()
  }
}
