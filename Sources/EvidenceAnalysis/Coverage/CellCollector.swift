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
    policy: Policy
  ) {
    self.graph = graph
    self.rows = rows
    self.columns = columns
    self.bringsIntroductions = bringsIntroductions
    self.bringsNames = bringsNames
    width = columns.count
    risks = RiskReach(graph, policy)
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
    collect(paper, through: inner.sorted())
  }

  private mutating func collect(_ witness: NodeID, through inner: [NodeID]) {
    var reachesRows = false
    var reachesColumns = false
    for node in inner {
      let row = rows.reach(of: node, &risks)
      let column = columns.reach(of: node, &risks)
      reachesRows = reachesRows || !row.positions.isEmpty
      reachesColumns = reachesColumns || !column.positions.isEmpty
      for position in row.positions.keys where rowReach[position].last != witness {
        rowReach[position].append(witness)
      }
      for position in column.positions.keys where columnReach[position].last != witness {
        columnReach[position].append(witness)
      }
      if !row.positions.isEmpty, !column.positions.isEmpty { meet(witness, node, row, column) }
      countUpper(witness, row, column)
    }
    if reachesRows { reachRows += 1 }
    if reachesColumns { reachColumns += 1 }
  }

  /// Puts a witness into every cell of the rows and columns that one node of it reaches.
  private mutating func meet(
    _ witness: NodeID,
    _ node: NodeID,
    _ row: AxisReach,
    _ column: AxisReach
  ) {
    let brings = graph.kind(of: node) == .risk ? bringsNames : bringsIntroductions
    let edges = brings ? introductions(of: node, by: node == witness ? nil : witness) : []
    func add(_ cell: inout CellAccumulator, _ isHere: Bool, _ claims: [CarriedClaim]...) {
      cell.add(witness, isHere: isHere)
      for claims in claims { cell.add(claims) }
      cell.add(introductions: edges)
    }
    let allRows = Array(row.claims.values.joined())
    let allColumns = Array(column.claims.values.joined())
    for (r, rowHere) in row.positions {
      let rowClaims = row.claims[r] ?? []
      for (c, columnHere) in column.positions {
        add(&cells[r * width + c], rowHere && columnHere, rowClaims, column.claims[c] ?? [])
      }
      add(&rowTotals[r], true, rowClaims, allColumns)
    }
    for c in column.positions.keys {
      add(&columnTotals[c], true, allRows, column.claims[c] ?? [])
    }
    add(&total, true, allRows, allColumns)
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

  /// The statements that bring a witness into the graph, or those of one paper.
  private func introductions(of node: NodeID, by paper: NodeID?) -> [EdgeID] {
    var result: [EdgeID] = []
    for relation in [Relation.proposes, .evaluates, .identifies] {
      for edge in graph.incoming(node, relation) where !graph.isNegated(edge) {
        if let paper, graph.from(edge) != paper { continue }
        result.append(edge)
      }
    }
    return result
  }
}
