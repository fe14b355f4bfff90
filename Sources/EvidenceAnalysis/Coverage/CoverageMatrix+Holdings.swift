public import EvidenceCore

/// A claim that carries a witness into a cell: an ADDRESSES statement on a chain from the one to the
/// other.
public struct CellClaim: Hashable, Sendable {
  public var statement: EdgeID
  public var witness: NodeID
  /// Whether some chain with it rests on no match and on nothing that a model or a rule made.
  public var isPlain: Bool
}

/// What a cell or a total holds; its own fields are counts.
extension CoverageMatrix {
  /// The nodes that reach the cell's row and column.
  ///
  /// ```swift
  /// for witness in matrix.witnesses(of: matrix[0, 0]) { print(graph.title(of: witness)) }
  /// ```
  /// - Parameter cell: a cell or a total of this matrix.
  /// - Returns: in the order of keys, each once.
  /// - Complexity: O(*w*) for the *w* nodes that reach its row, or its column where they are fewer.
  public func witnesses(of cell: CoverageCell) -> [NodeID] { holdings.witnesses(of: cell) }

  /// The witness of a cell with the least key.
  func firstWitness(of cell: CoverageCell) -> NodeID? { holdings.firstWitness(of: cell) }

  /// The papers that propose, evaluate or identify a witness.
  ///
  /// - Parameter cell: a cell or a total of this matrix.
  /// - Returns: in the order of keys, each once.
  /// - Complexity: O(statements that introduce the witnesses + *p* log *p*) for *p* papers.
  public func papers(of cell: CoverageCell) -> [NodeID] { holdings.papers(of: cell) }

  /// The works that state the evidence; their number is what "thin" counts.
  ///
  /// - Parameter cell: a cell or a total of this matrix.
  /// - Complexity: that of ``statements(of:)``, and the statements that propose a measure for each
  ///   whose source is unknown.
  public func works(of cell: CoverageCell) -> Set<Works.Work> { holdings.works(of: cell) }

  /// Calls a function with each work of a cell; one may come several times.
  func forEachWork(of cell: CoverageCell, _ body: (Works.Work) -> Void) {
    holdings.forEachWork(of: cell, body)
  }

  /// The statements that make the cell's evidence: its claims, and what introduces its witnesses where
  /// that is evidence.
  ///
  /// - Parameter cell: a cell or a total of this matrix.
  /// - Returns: in their order in the graph, each once.
  /// - Complexity: O(*s* log *s*) for *s* claims and introductions.
  public func statements(of cell: CoverageCell) -> [EdgeID] { holdings.statements(of: cell) }

  /// The claims that carry witnesses into the cell.
  ///
  /// - Parameter cell: a cell or a total of this matrix.
  /// - Returns: by witness, then in their order in the graph; each pair once. Empty where no claims fill
  ///   the matrix.
  /// - Complexity: O(*w*) for the *w* nodes that reach its row, or its column where they are fewer.
  public func claims(of cell: CoverageCell) -> [CellClaim] { holdings.claims(of: cell) }
}

/// What a cell or the total holds; its own fields are counts.
extension SchemeCoverage {
  /// The nodes that reach the cell's concept.
  ///
  /// - Parameter cell: a cell of this coverage, or its total.
  /// - Returns: in the order of keys, each once.
  /// - Complexity: O(*w*) for the *w* nodes that reach its row, or its column where they are fewer.
  public func witnesses(of cell: CoverageCell) -> [NodeID] { holdings.witnesses(of: cell) }

  /// The papers that propose, evaluate or identify a witness.
  ///
  /// - Parameter cell: a cell of this coverage, or its total.
  /// - Returns: in the order of keys, each once.
  /// - Complexity: O(statements that introduce the witnesses + *p* log *p*) for *p* papers.
  public func papers(of cell: CoverageCell) -> [NodeID] { holdings.papers(of: cell) }

  /// The statements that make the cell's evidence.
  ///
  /// - Parameter cell: a cell of this coverage, or its total.
  /// - Returns: in their order in the graph, each once.
  /// - Complexity: O(*s* log *s*) for *s* claims and introductions.
  public func statements(of cell: CoverageCell) -> [EdgeID] { holdings.statements(of: cell) }

  /// The claims that carry witnesses to the concept.
  ///
  /// - Parameter cell: a cell of this coverage, or its total.
  /// - Returns: by witness, then in their order in the graph; each pair once. Empty where no claims fill
  ///   the cells.
  /// - Complexity: O(*w*) for the *w* nodes that reach its row, or its column where they are fewer.
  public func claims(of cell: CoverageCell) -> [CellClaim] { holdings.claims(of: cell) }
}
