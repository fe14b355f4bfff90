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

  /// The numbers of the witnesses of a cell, ascending.
  private func numbers(of cell: CoverageCell) -> [Int] {
    guard let (row, column) = place(cell) else { return [] }
    func lies(_ number: Int) -> Bool {
      sheet.cells(ofWitness: number).contains { sheet.contains(row, column, in: $0) }
    }
    let ofRow = cell.row < 0 ? sheet.witnesses : sheet.rowReach[row]
    let ofColumn = cell.column < 0 ? sheet.witnesses : sheet.columnReach[column]
    return (ofRow.count <= ofColumn.count ? ofRow : ofColumn)
      .compactMap { sheet.number(of: $0) }.filter(lies)
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
    statements(of: cell).reduce(into: []) { $0.formUnion(works.makers(of: $1, in: graph)) }
  }
}

extension Works {
  /// The works that make a statement. An unknown source stands for the papers that propose the
  /// mitigation it starts from; what introduces a witness is made by its paper.
  func makers(of edge: EdgeID, in graph: EvidenceGraph) -> Set<Work> {
    if let work = source(of: edge, in: graph) { return [work] }
    let from = graph.from(edge)
    if graph.kind(of: from) == .paper { return [work(of: from)] }
    return Set(
      graph.incoming(from, .proposes).filter { !graph.isNegated($0) }
        .map { work(of: graph.from($0)) }
    )
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
