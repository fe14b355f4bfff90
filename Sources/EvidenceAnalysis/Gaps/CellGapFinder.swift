internal import EvidenceCore

/// Finds the gaps of the cells of one matrix.
struct CellGapFinder: Sendable {
  private let graph: EvidenceGraph
  private let matrix: CoverageMatrix
  private let kinds: [GapKind]
  private let nearest: NearestWitness
  private let reasons: CellReasons
  private let priority: GapPriority

  init(_ analysis: GapAnalysis, _ matrix: CoverageMatrix, _ kinds: [GapKind]) {
    graph = analysis.graph
    self.matrix = matrix
    self.kinds = kinds
    nearest = NearestWitness(matrix)
    reasons = CellReasons(graph, matrix, analysis.policy)
    priority = GapPriority(graph, analysis.policy)
  }

  /// The gaps of some cells, each kind's in the order of the cells.
  ///
  /// - Complexity: O(cells + what the gaps hold).
  func gaps<Failure>(
    of cells: ArraySlice<CoverageCell>,
    _ limit: WorkLimit<Failure>
  ) throws(Failure) -> [GapKind: [Gap]] {
    var meter = try WorkMeter(limit)
    var keys = WorkKeys(graph)
    var found: [GapKind: [Gap]] = [:]
    for cell in cells {
      try meter.step(1 + cell.witnesses)
      let held = held(by: cell)
      guard !held.isEmpty else { continue }
      let witness = nearest.witness(for: cell)
      let restsOn = keys.works(of: cell, in: matrix)
      let (row, column) = (matrix.rows.entries[cell.row], matrix.columns.entries[cell.column])
      for kind in held {
        guard let cause = reasons.cause(kind, cell) else { continue }
        found[kind, default: []].append(
          Gap(
            kind: kind,
            row: row.node,
            column: column.node,
            node: nil,
            cause: cause,
            reason: reasons.reason(cause),
            nearest: witness,
            question: reasons.question(kind, cell, witness),
            restsOn: restsOn,
            priority: priority.of(
              kind,
              papers: cell.independentPapers,
              concepts: [row.node, column.node]
            ),
            waiting: matrix.rowReach[cell.row].count * matrix.columnReach[cell.column].count
          )
        )
      }
    }
    return found
  }

  /// The kinds of gaps that a cell is, of those that are asked for: by its state, then by its marks.
  private func held(by cell: CoverageCell) -> [GapKind] {
    var held: [GapKind] = []
    switch cell.state {
    case .searchedEmpty: held.append(.absolute)
    case .covered: break
    default: if let kind = GapKind(rawValue: cell.state.rawValue) { held.append(kind) }
    }
    held += cell.marks.compactMap { GapKind(rawValue: $0.rawValue) }
    held.removeAll { !kinds.contains($0) }
    return held
  }
}

extension CoverageMatrix {
  /// The cells of the finest rows and columns, or all of them.
  func finestCells(includingParents: Bool) -> [CoverageCell] {
    if includingParents { return cells }
    let (rows, columns) = (Set(rows.finest), Set(columns.finest))
    return cells.filter { rows.contains($0.row) && columns.contains($0.column) }
  }
}
