internal import EvidenceAnalysis
internal import EvidenceCore

/// What changed over the cells that a difference map shows.
struct DiffTally {
  let map: DiffMap
  let rows: AxisPlan
  let columns: AxisPlan
  /// How many cells there are of each kind, drawn or not, and those that are no longer there.
  private(set) var counts: [DiffCell.Kind: Int] = [:]
  /// The columns that are drawn: the leaves, and parents with a cell that changed its state.
  private(set) var shownColumns: [AxisPlan.Item] = []
  /// The rows with a drawn cell that changed its state, and those without.
  private(set) var changedRows: [AxisPlan.Item] = []
  private(set) var foldedRows: [AxisPlan.Item] = []
  private(set) var neededWidth = 36.0
  /// What people recorded of cells, now and before.
  let records: (before: PlaceRecords, after: PlaceRecords)
  private var drawn = 0

  init(map: DiffMap, rows: AxisPlan, columns: AxisPlan) {
    self.map = map
    self.rows = rows
    self.columns = columns
    records = (PlaceRecords(map.before.graph), PlaceRecords(map.after.graph))
    let matrix = map.after.matrix
    for row in matrix.rows.entries.indices {
      for column in matrix.columns.entries.indices {
        counts[change(row, column).kind, default: 0] += 1
      }
    }
    for change in map.gone { counts[DiffCell.kind(of: change), default: 0] += 1 }
    shownColumns = columns.items.filter { column in
      column.isLeaf || rows.items.contains { change($0.entry, column.entry).isOfState }
    }
    // Where no state changed, rows are drawn for their numbers.
    let isOfNumbers = counts.allSatisfy { [.number, .blank, .same].contains($0.key) }
    for row in rows.items {
      var changed = false
      for column in shownColumns {
        let change = change(row.entry, column.entry)
        changed = changed || change.isOfState || isOfNumbers && change.kind == .number
        if change.isOfState { drawn += 1 }
        let room = TextMeasure.reach(change.text, size: 7.5, bold: change.isOfState)
        let extra = change.after.state == .assertedOnly ? 11.0 : 6
        let recorded = recordRoom(face(change, row.entry, column.entry))
        neededWidth = max(neededWidth, (room + extra + recorded).rounded(.up))
      }
      if changed { changedRows.append(row) } else { foldedRows.append(row) }
    }
    if changedRows.isEmpty, counts[.same, default: 0] + counts[.blank, default: 0] < cellCount {
      swap(&changedRows, &foldedRows)
    }
  }

  var cellCount: Int { counts.values.reduce(0, +) }

  /// Whether there is no cell to draw, since none changed.
  var isEmpty: Bool { changedRows.isEmpty }

  /// How many cells that held something are gone with their row or column.
  var lostWithAxis: Int { map.gone.count { $0.isLost } }

  /// How many cells changed their state and stand in what is folded or gone.
  var undrawn: Int { map.changes.count + map.gone.count - drawn }

  func count(_ kind: DiffCell.Kind) -> Int { counts[kind] ?? 0 }

  func change(_ row: Int, _ column: Int) -> DiffCell {
    var before: CoverageCell?
    if let r = map.rowsBefore[row], let c = map.columnsBefore[column] {
      before = map.before.matrix[r, c]
    }
    return DiffCell(
      before: before,
      after: map.after.matrix[row, column],
      change: map.changes[row * map.after.matrix.columns.entries.count + column]
    )
  }

  /// The new state with what the cell bears.
  func face(_ change: DiffCell) -> CellFace {
    var face = CellFace(change.after, policy: map.after.matrix.policy)
    face.marks = []
    face.caption = change.text
    return face
  }

  /// The new state of a cell with what it bears, and with what people record of it now.
  func face(_ change: DiffCell, _ row: Int, _ column: Int) -> CellFace {
    var face = face(change)
    guard !records.after.isEmpty else { return face }
    let place = place(row, column)
    face.certainty = records.after.certainty(of: place, witnesses: map.after.matrix.witnessKind)
    face.status = records.after.status(of: place)?.status
    return face
  }

  /// What a cell is of.
  private func place(_ row: Int, _ column: Int) -> [NodeID] {
    [map.after.matrix.rows.entries[row].node, map.after.matrix.columns.entries[column].node]
  }

  /// The width that both sides of a centred text leave to what is recorded.
  private func recordRoom(_ face: CellFace) -> Double {
    2 * max(face.certainty == nil ? 0 : 11, face.status == nil ? 0 : 7)
  }

  /// What people recorded of a cell: what is new, what stays, and what stood there before.
  func recordLines(_ row: Int, _ column: Int) -> [String] {
    guard !records.after.isEmpty || !records.before.isEmpty else { return [] }
    let kind = map.after.matrix.witnessKind
    let now = records.after.lines(of: place(row, column), witnesses: kind)
    let old = place(row, column).compactMap { node in
      map.before.graph.node(map.after.graph.key(of: node))
    }
    let before = old.count == 2 ? records.before.lines(of: old, witnesses: kind) : []
    return now.filter { before.contains($0) }
      + now.filter { !before.contains($0) }.map { "new: \($0)" }
      + before.filter { !now.contains($0) }.map { "no longer: \($0)" }
  }

  /// How many cells with a judgment and how many with a status are not drawn.
  var hiddenRecords: (judged: Int, decided: Int) {
    let drawnRows = Set(changedRows.map(\.entry))
    let drawnColumns = Set(shownColumns.map(\.entry))
    return records.after.counts(in: map.after.matrix) {
      !(drawnRows.contains($0) && drawnColumns.contains($1))
    }
  }

  /// The names of rows or columns that stand on the axis of one version only.
  func only(inAfter: Bool, rows isRow: Bool) -> [String] {
    let new = isRow ? map.after.matrix.rows : map.after.matrix.columns
    let old = isRow ? map.before.matrix.rows : map.before.matrix.columns
    let positions = isRow ? map.rowsBefore : map.columnsBefore
    if inAfter {
      let naming = Naming(graph: map.after.graph)
      return new.entries.indices.filter { positions[$0] == nil }
        .map { naming.brief(new.entries[$0].node) }
    }
    let kept = Set(positions.compactMap { $0 })
    let naming = Naming(graph: map.before.graph)
    return old.entries.indices.filter { !kept.contains($0) }
      .map { naming.brief(old.entries[$0].node) }
  }
}
