internal import EvidenceCore

/// What the cells of a matrix hold, found when it is asked for: which witnesses lie in the cell, and what
/// carries them there.
struct CellHoldings: Sendable {
  private let graph: EvidenceGraph
  private let works: Works
  private let sheet: WitnessSheet

  init(_ graph: EvidenceGraph, _ works: Works, _ sheet: WitnessSheet) {
    self.graph = graph
    self.works = works
    self.sheet = sheet
  }

  /// Witnesses alone, for a matrix that is made by hand: of its cells row by row, then of the totals of
  /// rows, of columns and of the whole; none for the cells that the list is too short for.
  init(_ graph: EvidenceGraph, height: Int, width: Int, witnesses: [[NodeID]]) {
    let rowTotals = height * width
    let columnTotals = rowTotals + height
    let cells = witnesses.enumerated().map { place, nodes in
      if place < rowTotals { return (row: place / width, column: place % width, witnesses: nodes) }
      if place < columnTotals { return (row: place - rowTotals, column: width, witnesses: nodes) }
      if place < columnTotals + width {
        return (row: height, column: place - columnTotals, witnesses: nodes)
      }
      return (row: height, column: width, witnesses: nodes)
    }
    self.init(graph, Works(graph), WitnessSheet(height: height, width: width, cells))
  }

  /// The row and the column of a cell or total on the sheet; `nil` for a cell that is not of this matrix.
  private func place(_ cell: CoverageCell) -> (row: Int, column: Int)? {
    guard cell.row < sheet.rows.count, cell.column < sheet.columns.count else { return nil }
    return (
      cell.row < 0 ? sheet.rows.all : cell.row,
      cell.column < 0 ? sheet.columns.all : cell.column
    )
  }

  /// The numbers of the witnesses of a cell, ascending; found as they are asked for.
  private func numbers(of cell: CoverageCell) -> some Sequence<Int> {
    let place = place(cell)
    let (row, column) = place ?? (0, 0)
    return candidates(cell, place != nil).lazy.map { Int($0) }.filter { number in
      sheet.cells(ofWitness: number).contains { sheet.contains(row, column, in: $0) }
    }
  }

  /// The numbers among which the witnesses of a cell are.
  private func candidates(_ cell: CoverageCell, _ isKnown: Bool) -> [UInt32] {
    guard isKnown else { return [] }
    switch (cell.row < 0, cell.column < 0) {
    case (true, true): return sheet.witnesses.indices.map { UInt32($0) }
    case (true, false): return sheet.columnReach[cell.column]
    case (false, true): return sheet.rowReach[cell.row]
    case (false, false):
      let (ofRow, ofColumn) = (sheet.rowReach[cell.row], sheet.columnReach[cell.column])
      return ofRow.count <= ofColumn.count ? ofRow : ofColumn
    }
  }

  /// What carries the witnesses of a cell, witness by witness.
  private func carriers(of cell: CoverageCell) -> [WitnessSheet.Carrier] {
    guard let (row, column) = place(cell) else { return [] }
    return numbers(of: cell).flatMap { number in
      sheet.carriers(ofWitness: number).filter { sheet.contains(row, column, in: $0.cells) }
    }
  }

  func witnesses(of cell: CoverageCell) -> [NodeID] {
    numbers(of: cell).map { sheet.witnesses[$0] }
  }

  func firstWitness(of cell: CoverageCell) -> NodeID? {
    numbers(of: cell).first { _ in true }.map { sheet.witnesses[$0] }
  }

  /// A claim is plain where one of the chains that bring it is.
  func claims(of cell: CoverageCell) -> [CellClaim] {
    guard let (row, column) = place(cell) else { return [] }
    var found = carriers(of: cell).filter(\.isClaim).map { carrier in
      CellClaim(
        statement: carrier.edge,
        witness: sheet.witnesses[Int(carrier.witness)],
        isPlain: sheet.contains(row, column, in: carrier.plain)
      )
    }
    found.sort { a, b in
      (a.witness, a.statement, a.isPlain ? 0 : 1) < (b.witness, b.statement, b.isPlain ? 0 : 1)
    }
    var result: [CellClaim] = []
    for claim in found
    where result.last?.witness != claim.witness || result.last?.statement != claim.statement {
      result.append(claim)
    }
    return result
  }

  func statements(of cell: CoverageCell) -> [EdgeID] {
    Set(carriers(of: cell).map(\.edge)).sorted()
  }

  func papers(of cell: CoverageCell) -> [NodeID] {
    graph.introducers(of: witnesses(of: cell)).sorted()
  }

  func overlaps(in cell: CoverageCell) -> [CellOverlap] {
    let papers = papers(of: cell)
    let held = Set(papers)
    return papers.flatMap { paper in
      graph.outgoing(paper, .cites)
        .filter { held.contains(graph.to($0)) && !graph.isNegated($0) }
        .map { CellOverlap(citing: paper, cited: graph.to($0), statement: $0) }
    }
  }

  func works(of cell: CoverageCell) -> Set<Works.Work> {
    var result: Set<Works.Work> = []
    forEachWork(of: cell) { result.insert($0) }
    return result
  }

  /// Calls a function with each work of a cell; one may come several times.
  func forEachWork(of cell: CoverageCell, _ body: (Works.Work) -> Void) {
    // Those who propose a mitigation are looked up once, however many of its statements lie in the cell.
    var unsourced: Set<NodeID> = []
    for edge in Set(carriers(of: cell).map(\.edge)) {
      if let work = works.maker(of: edge, in: graph) {
        body(work)
      } else {
        unsourced.insert(graph.from(edge))
      }
    }
    for mitigation in unsourced { works.forEachProposer(of: mitigation, body) }
  }
}

extension EvidenceGraph {
  /// The papers that propose, evaluate or identify one of some nodes, and the papers among them.
  func introducers(of nodes: some Sequence<NodeID>) -> Set<NodeID> {
    var papers: Set<NodeID> = []
    for node in nodes {
      if kind(of: node) == .paper {
        papers.insert(node)
        continue
      }
      for relation in [Relation.proposes, .evaluates, .identifies] {
        for edge in incoming(node, relation) where !isNegated(edge) { papers.insert(from(edge)) }
      }
    }
    return papers
  }
}
