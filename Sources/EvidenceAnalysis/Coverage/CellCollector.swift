internal import EvidenceCore

/// Walks over the witnesses once and puts each into the cells that it reaches.
struct CellCollector {
  private let graph: EvidenceGraph
  private let rows: AxisReacher
  private let columns: AxisReacher
  private let width: Int
  private let isAboutRisk: Bool
  private var risks: RiskReach

  private(set) var cells: [CellAccumulator]
  private(set) var rowTotals: [CellAccumulator]
  private(set) var columnTotals: [CellAccumulator]
  private(set) var total = CellAccumulator()
  /// How many witnesses reach anything on each axis.
  private(set) var reachRows = 0
  private(set) var reachColumns = 0
  /// The witnesses that reach each place of each axis.
  private(set) var rowReach: [[NodeID]]
  private(set) var columnReach: [[NodeID]]

  init(
    _ graph: EvidenceGraph,
    rows: AxisReacher,
    columns: AxisReacher,
    isAboutRisk: Bool,
    policy: Policy
  ) {
    self.graph = graph
    self.rows = rows
    self.columns = columns
    self.isAboutRisk = isAboutRisk
    width = columns.count
    risks = RiskReach(graph, policy)
    cells = Array(repeating: CellAccumulator(), count: rows.count * width)
    rowTotals = Array(repeating: CellAccumulator(), count: rows.count)
    columnTotals = Array(repeating: CellAccumulator(), count: width)
    rowReach = Array(repeating: [], count: rows.count)
    columnReach = Array(repeating: [], count: width)
  }

  mutating func collect(of kind: Kind) {
    if kind == .paper {
      for paper in graph.nodes(of: .paper) { collectPaper(paper) }
    } else {
      for witness in graph.nodes(of: kind) { collect(witness, through: [witness]) }
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
    var found: [Int: CellAccumulator] = [:]
    var isHere: Set<Int> = []
    var upper: Set<Int> = []
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
      let introductions = introductions(of: node, by: node == witness ? nil : witness)
      for (r, rowHere) in row.positions {
        for (c, columnHere) in column.positions {
          let index = r * width + c
          var cell = found[index] ?? CellAccumulator()
          if rowHere, columnHere { isHere.insert(index) }
          for claim in row.claims[r] ?? [] { cell.add(claim) }
          for claim in column.claims[c] ?? [] { cell.add(claim) }
          if !isAboutRisk || graph.kind(of: node) == .risk {
            cell.introductions.formUnion(introductions)
          }
          found[index] = cell
        }
      }
      let allRows = row.unresolved.union(row.positions.keys)
      let allColumns = column.unresolved.union(column.positions.keys)
      for r in allRows { for c in allColumns { upper.insert(r * width + c) } }
    }
    if reachesRows { reachRows += 1 }
    if reachesColumns { reachColumns += 1 }
    put(witness, found, isHere, upper)
  }

  private mutating func put(
    _ witness: NodeID,
    _ found: [Int: CellAccumulator],
    _ isHere: Set<Int>,
    _ upper: Set<Int>
  ) {
    for index in upper { cells[index].upper += 1 }
    for row in Set(upper.map { $0 / width }) { rowTotals[row].upper += 1 }
    for column in Set(upper.map { $0 % width }) { columnTotals[column].upper += 1 }
    if !upper.isEmpty { total.upper += 1 }
    guard !found.isEmpty else { return }
    for (index, cell) in found {
      cells[index].merge(cell)
      cells[index].witnesses.append(witness)
      if isHere.contains(index) { cells[index].here += 1 }
      rowTotals[index / width].merge(cell)
      columnTotals[index % width].merge(cell)
      total.merge(cell)
    }
    for row in Set(found.keys.map { $0 / width }) {
      rowTotals[row].witnesses.append(witness)
      rowTotals[row].here += 1
    }
    for column in Set(found.keys.map { $0 % width }) {
      columnTotals[column].witnesses.append(witness)
      columnTotals[column].here += 1
    }
    total.witnesses.append(witness)
    total.here += 1
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
