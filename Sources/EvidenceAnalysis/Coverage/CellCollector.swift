internal import EvidenceCore

/// Walks over the witnesses once and puts each into the cells that it reaches.
struct CellCollector {
  private let graph: EvidenceGraph
  private let rows: AxisReacher
  private let columns: AxisReacher
  private let width: Int
  /// Whether what introduces a witness is evidence of its cells.
  private let bringsIntroductions: Bool
  /// Whether what names a risk is.
  private let bringsNames: Bool
  private var risks: RiskReach

  private(set) var cells: [CellAccumulator]
  private(set) var rowTotals: [CellAccumulator]
  private(set) var columnTotals: [CellAccumulator]
  private(set) var total = CellAccumulator()
  /// How many witnesses reach anything on each axis.
  private(set) var reachRows = 0
  private(set) var reachColumns = 0
  /// How many cells the last witness was put into.
  private var steps = 0
  /// The witnesses that reach each place of each axis.
  private(set) var rowReach: [[NodeID]]
  private(set) var columnReach: [[NodeID]]

  init(
    _ graph: EvidenceGraph,
    rows: AxisReacher,
    columns: AxisReacher,
    bringsIntroductions: Bool,
    bringsNames: Bool,
    by grammar: ChainGrammar
  ) {
    self.graph = graph
    self.rows = rows
    self.columns = columns
    self.bringsIntroductions = bringsIntroductions
    self.bringsNames = bringsNames
    width = columns.count
    risks = RiskReach(grammar)
    cells = Array(repeating: CellAccumulator(), count: rows.count * width)
    rowTotals = Array(repeating: CellAccumulator(), count: rows.count)
    columnTotals = Array(repeating: CellAccumulator(), count: width)
    rowReach = Array(repeating: [], count: rows.count)
    columnReach = Array(repeating: [], count: width)
  }

  mutating func collect<Failure>(
    of kind: Kind,
    _ meter: inout WorkMeter<Failure>
  ) throws(Failure) {
    for witness in graph.nodes(of: kind) {
      steps = 0
      if kind == .paper { collectPaper(witness) } else { collect(witness, through: [witness]) }
      try meter.step(1 + steps)
    }
  }

  /// A paper meets a cell when one of its mitigations or risks meets both axes.
  private mutating func collectPaper(_ paper: NodeID) {
    var inner: Set<NodeID> = []
    for relation in [Relation.proposes, .evaluates, .identifies] {
      for edge in graph.outgoing(paper, relation) where !graph.isNegated(edge) {
        inner.insert(graph.to(edge))
      }
    }
    let asksPaper = rows.asksWitness && columns.asksWitness
    collect(paper, through: asksPaper ? [paper] : inner.sorted())
  }

  /// Where a witness stands on an axis, by one node of it.
  private mutating func reach(
    on axis: AxisReacher,
    _ witness: NodeID,
    _ node: NodeID
  ) -> AxisReach {
    if axis.asksWitness { return axis.reach(byValuesOf: witness) }
    return axis.isOfClaims ? AxisReach() : axis.reach(of: node, &risks)
  }

  private mutating func collect(_ witness: NodeID, through inner: [NodeID]) {
    var reachesRows = false
    var reachesColumns = false
    for node in inner {
      var row = reach(on: rows, witness, node)
      var column = reach(on: columns, witness, node)
      let reachesAny = !row.positions.isEmpty || !column.positions.isEmpty
      let edges = reachesAny ? introductions(of: node, asWitness: witness) : []
      if rows.isOfClaims {
        row.positions = places(on: rows, column, edges)
      } else if columns.isOfClaims {
        column.positions = places(on: columns, row, edges)
      }
      reachesRows = reachesRows || !row.positions.isEmpty
      reachesColumns = reachesColumns || !column.positions.isEmpty
      for position in row.positions.keys where rowReach[position].last != witness {
        rowReach[position].append(witness)
      }
      for position in column.positions.keys where columnReach[position].last != witness {
        columnReach[position].append(witness)
      }
      if !row.positions.isEmpty, !column.positions.isEmpty { meet(witness, edges, row, column) }
      countUpper(witness, row, column)
    }
    if reachesRows { reachRows += 1 }
    if reachesColumns { reachColumns += 1 }
  }

  /// Puts a witness into every cell of the rows and columns that one node of it reaches.
  private mutating func meet(
    _ witness: NodeID,
    _ edges: [EdgeID],
    _ row: AxisReach,
    _ column: AxisReach
  ) {
    let allRows = Array(row.claims.values.joined())
    let allColumns = Array(column.claims.values.joined())
    func add(_ cell: inout CellAccumulator, _ isHere: Bool, _ carriers: Carriers) {
      cell.add(witness, isHere: isHere)
      cell.add(carriers.claims)
      cell.add(introductions: carriers.edges)
    }
    /// What carries the witness to a place, or to any place of an axis where none is named.
    func carriers(_ r: Int?, _ c: Int?) -> Carriers {
      let rowClaims = r.map { row.claims[$0] ?? [] } ?? allRows
      let columnClaims = c.map { column.claims[$0] ?? [] } ?? allColumns
      var result = Carriers(claims: rowClaims + columnClaims, edges: edges)
      if rows.isOfClaims, let r { result.keep { rows.place(of: $0) == r } }
      if columns.isOfClaims, let c { result.keep { columns.place(of: $0) == c } }
      return result
    }
    let isOfClaims = rows.isOfClaims || columns.isOfClaims
    for (r, rowHere) in row.positions {
      for (c, columnHere) in column.positions {
        let found = carriers(r, c)
        // A claim that carries the witness to one place may carry no value that another one does.
        if isOfClaims, found.isEmpty { continue }
        add(&cells[r * width + c], rowHere && columnHere, found)
      }
      add(&rowTotals[r], true, carriers(r, nil))
    }
    for c in column.positions.keys { add(&columnTotals[c], true, carriers(nil, c)) }
    add(&total, true, carriers(nil, nil))
  }

  /// What carries a witness into a cell.
  private struct Carriers {
    var claims: [CarriedClaim]
    var edges: [EdgeID]

    var isEmpty: Bool { claims.isEmpty && edges.isEmpty }

    mutating func keep(_ isKept: (EdgeID) -> Bool) {
      claims.removeAll { !isKept($0.edge) }
      edges.removeAll { !isKept($0) }
    }
  }

  /// The places, on an axis of values of claims, of what carries a witness along the other axis.
  private func places(on axis: AxisReacher, _ other: AxisReach, _ edges: [EdgeID]) -> [Int: Bool] {
    guard !other.positions.isEmpty else { return [:] }
    let carriers = other.claims.values.joined().map(\.edge) + edges
    return Dictionary(carriers.compactMap { axis.place(of: $0) }.map { ($0, true) }) { a, _ in a }
  }

  private mutating func countUpper(_ witness: NodeID, _ row: AxisReach, _ column: AxisReach) {
    let allRows = row.unresolved.union(row.positions.keys)
    let allColumns = column.unresolved.union(column.positions.keys)
    guard !allRows.isEmpty, !allColumns.isEmpty else { return }
    steps += allRows.count * allColumns.count
    for r in allRows {
      for c in allColumns { cells[r * width + c].addUpper(witness) }
      rowTotals[r].addUpper(witness)
    }
    for c in allColumns { columnTotals[c].addUpper(witness) }
    total.addUpper(witness)
  }

  /// The statements that bring a node of a witness into the graph, where they are evidence; of a paper's
  /// node those of the paper.
  private func introductions(of node: NodeID, asWitness witness: NodeID) -> [EdgeID] {
    guard graph.kind(of: node) == .risk ? bringsNames : bringsIntroductions else { return [] }
    let paper = node == witness ? nil : witness
    var result: [EdgeID] = []
    for relation in [Relation.proposes, .evaluates, .identifies] {
      // A paper that is asked itself is introduced by what it states.
      if graph.kind(of: node) == .paper {
        result += graph.outgoing(node, relation).filter { !graph.isNegated($0) }
        continue
      }
      for edge in graph.incoming(node, relation) where !graph.isNegated(edge) {
        if let paper, graph.from(edge) != paper { continue }
        result.append(edge)
      }
    }
    return result
  }
}
