internal import EvidenceCore

/// What the cells of a matrix hold, packed into one array a thing: each cell's part ends where the
/// array of ends says.
struct CellHoldings: Sendable {
  private let graph: EvidenceGraph
  private let works: Works
  private let height: Int
  private let width: Int
  private var witnesses: [NodeID] = []
  private var claims: [CellClaim] = []
  /// What introduces the witnesses, where that is evidence of the cell.
  private var introductions: [EdgeID] = []
  /// The ends of each cell's part in the arrays above.
  private var ends: [(witnesses: Int, claims: Int, introductions: Int)] = []

  /// Packs a matrix: its cells row by row, then the totals of rows, of columns and of the whole.
  init(_ graph: EvidenceGraph, _ works: Works, height: Int, width: Int, _ found: CellCollector) {
    let parts = [found.cells, found.rowTotals, found.columnTotals, [found.total]]
    self.init(graph, works, height: height, width: width, parts)
  }

  /// Packs one axis: its cells, then the total.
  init(_ graph: EvidenceGraph, _ works: Works, axis found: CellCollector) {
    let parts = [found.cells, [found.total]]
    self.init(graph, works, height: found.cells.count, width: 0, parts)
  }

  /// Packs witnesses alone, for a matrix that is made by hand; none for the cells that the list is too
  /// short for.
  init(_ graph: EvidenceGraph, height: Int, width: Int, witnesses: [[NodeID]]) {
    let cells = witnesses.map { nodes in
      nodes.reduce(into: CellAccumulator()) { $0.add($1, isHere: true) }
    }
    self.init(graph, Works(graph), height: height, width: width, [cells])
  }

  private init(
    _ graph: EvidenceGraph,
    _ works: Works,
    height: Int,
    width: Int,
    _ parts: [[CellAccumulator]]
  ) {
    self.graph = graph
    self.works = works
    self.height = height
    self.width = width
    for cell in parts.joined() {
      witnesses += cell.witnesses
      claims += cell.distinctClaims
      introductions += Set(cell.introductions).sorted()
      ends.append((witnesses.count, claims.count, introductions.count))
    }
  }

  /// The place of a cell or total; `nil` for a cell that is not of this matrix.
  private func place(_ cell: CoverageCell) -> Int? {
    guard cell.row < height, cell.column < width else { return nil }
    switch (cell.row < 0, cell.column < 0) {
    case (false, false): return cell.row * width + cell.column
    case (false, true): return height * width + cell.row
    case (true, false): return height * width + height + cell.column
    case (true, true): return height * width + height + width
    }
  }

  private func part<Item>(
    _ items: [Item],
    _ end: KeyPath<(witnesses: Int, claims: Int, introductions: Int), Int>,
    of cell: CoverageCell
  ) -> ArraySlice<Item> {
    guard let place = place(cell), place < ends.count else { return [] }
    return items[(place == 0 ? 0 : ends[place - 1][keyPath: end])..<ends[place][keyPath: end]]
  }

  func witnesses(of cell: CoverageCell) -> [NodeID] {
    Array(part(witnesses, \.witnesses, of: cell))
  }

  func claims(of cell: CoverageCell) -> [CellClaim] { Array(part(claims, \.claims, of: cell)) }

  func statements(of cell: CoverageCell) -> [EdgeID] {
    Set(part(introductions, \.introductions, of: cell))
      .union(part(claims, \.claims, of: cell).lazy.map(\.statement)).sorted()
  }

  func papers(of cell: CoverageCell) -> [NodeID] {
    graph.introducers(of: part(witnesses, \.witnesses, of: cell)).sorted()
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
