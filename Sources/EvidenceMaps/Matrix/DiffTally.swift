internal import EvidenceAnalysis
internal import EvidenceCore

/// What changed over the cells that a difference map shows.
///
/// Counted are the cells of what has nothing below it; a parent changes with them, and stands for
/// itself only where something changed at it and at nothing below.
struct DiffTally {
  let map: DiffMap
  let rows: AxisPlan
  let columns: AxisPlan
  /// How many finest cells of either version there are of each kind, drawn or not.
  private(set) var counts = DiffCounts()
  /// How many of those that lost their last evidence are gone with their row or column.
  private(set) var lostWithAxis = 0
  /// How many parents changed their state where nothing below them did.
  private(set) var parentChanges = 0
  /// What became of the finest cells below each cell.
  private var below: [DiffCounts] = []
  /// The columns that are drawn.
  private(set) var shownColumns: [AxisPlan.Item] = []
  /// How many columns are not, since no cell of them changed.
  private(set) var foldedColumns = 0
  /// The rows with a drawn cell that changed its state, and those without.
  private(set) var changedRows: [AxisPlan.Item] = []
  private(set) var foldedRows: [AxisPlan.Item] = []
  private(set) var neededWidth = 36.0
  /// What people recorded of cells, now and before.
  let records: (before: PlaceRecords, after: PlaceRecords)
  private var drawn = 0
  private var countedChanges: Set<CellChange> = []

  /// - Parameter onlyChanged: whether columns in which no cell changed are folded.
  init(map: DiffMap, rows: AxisPlan, columns: AxisPlan, onlyChanged: Bool = false) {
    self.map = map
    self.rows = rows
    self.columns = columns
    records = (PlaceRecords(map.before.graph), PlaceRecords(map.after.graph))
    countCells()
    shownColumns = columns.items.filter { column in
      column.isLeaf
        ? !onlyChanged || rows.items.contains { isShownChange($0.entry, column.entry) }
        : rows.items.contains { isOwnChange($0.entry, column.entry) }
    }
    foldedColumns = columns.leaves.count - shownColumns.count { $0.isLeaf }
    // Where no state changed, rows are drawn for their numbers.
    let isOfNumbers = counts.ofState + parentChanges == 0
    for row in rows.items {
      var changed = false
      for column in shownColumns {
        let change = change(row.entry, column.entry)
        let isShown =
          isShownChange(row.entry, column.entry) || isOfNumbers && change.kind == .number
        changed = changed || isShown && (row.isLeaf || isOwnChange(row.entry, column.entry))
      }
      if changed { changedRows.append(row) } else { foldedRows.append(row) }
    }
    if changedRows.isEmpty, counts.total > counts[.same] + counts[.blank] {
      swap(&changedRows, &foldedRows)
    }
    for row in changedRows {
      for column in shownColumns {
        let change = change(row.entry, column.entry)
        if isFinest(row.entry, column.entry), change.isOfState { drawn += 1 }
        let room = TextMeasure.reach(change.text, size: 7.5, bold: change.isOfState)
        let extra = change.after?.state == .assertedOnly ? 11.0 : 6
        let recorded = recordRoom(face(change, row.entry, column.entry))
        neededWidth = max(neededWidth, (room + extra + recorded).rounded(.up))
      }
    }
  }

  private mutating func countCells() {
    let (rows, columns) = (map.axes.rows, map.axes.columns)
    let width = columns.axis.entries.count
    below = Array(repeating: DiffCounts(), count: rows.axis.entries.count * width)
    let columnsAbove = columns.axis.entries.indices.map { columns.above($0) }
    for row in rows.finest.sorted() {
      let rowsAbove = rows.above(row)
      for column in columns.finest.sorted() {
        let cell = ownCell(row, column)
        guard cell.isThere else { continue }
        counts.add(cell.kind)
        if cell.kind == .lost, cell.after == nil { lostWithAxis += 1 }
        for r in rowsAbove {
          for c in columnsAbove[column] { below[r * width + c].add(cell.kind) }
        }
      }
    }
    for (place, change) in map.changes {
      let isOwn = isOwnChange(place / width, place % width)
      if isOwn { parentChanges += 1 }
      if isOwn || isFinest(place / width, place % width) { countedChanges.insert(change) }
    }
  }

  /// Whether a cell has none below it.
  private func isFinest(_ row: Int, _ column: Int) -> Bool {
    map.axes.rows.finest.contains(row) && map.axes.columns.finest.contains(column)
  }

  /// Whether a change is of a cell that is counted, or of a parent where nothing below it changed.
  func isCounted(_ change: CellChange) -> Bool {
    countedChanges.contains(change)
  }

  /// Whether a parent changed its state where nothing below it did.
  private func isOwnChange(_ row: Int, _ column: Int) -> Bool {
    guard !isFinest(row, column), map.change(row, column) != nil else { return false }
    return below[row * map.axes.columns.axis.entries.count + column].ofState == 0
  }

  /// Whether a cell changed its state by itself, or one below it did.
  private func isShownChange(_ row: Int, _ column: Int) -> Bool {
    change(row, column).isOfState || isOwnChange(row, column)
  }

  /// Whether a cell is drawn: that of a parent only where it changed by itself.
  func isDrawn(_ row: AxisPlan.Item, _ column: AxisPlan.Item) -> Bool {
    row.isLeaf && column.isLeaf && change(row.entry, column.entry).isThere
      || isOwnChange(row.entry, column.entry)
  }

  /// Whether there is no cell to draw, since none changed.
  var isEmpty: Bool { changedRows.isEmpty }

  /// How many of the counted cells changed their state and stand in what is folded.
  var undrawn: Int { counts.ofState - drawn }

  func count(_ kind: DiffCell.Kind) -> Int { counts[kind] }

  private func ownCell(_ row: Int, _ column: Int) -> DiffCell {
    let (rows, columns) = (map.axes.rows, map.axes.columns)
    func cell(_ matrix: CoverageMatrix, _ row: Int?, _ column: Int?) -> CoverageCell? {
      guard let row, let column else { return nil }
      return matrix[row, column]
    }
    return DiffCell(
      before: cell(map.before.matrix, rows.before[row], columns.before[column]),
      after: cell(map.after.matrix, rows.after[row], columns.after[column]),
      change: map.change(row, column)
    )
  }

  func change(_ row: Int, _ column: Int) -> DiffCell {
    var cell = ownCell(row, column)
    if !isFinest(row, column), !isOwnChange(row, column) {
      cell.below = below[row * map.axes.columns.axis.entries.count + column]
    }
    return cell
  }

  /// The new state with what the cell bears.
  func face(_ change: DiffCell) -> CellFace {
    var face = CellFace(sample: .notSearched, marks: [])
    if change.below == nil, let after = change.after {
      face = CellFace(after, policy: map.after.matrix.policy)
      face.marks = []
    }
    face.caption = change.text
    return face
  }

  /// The new state of a cell with what it bears, and with what people record of it now.
  func face(_ change: DiffCell, _ row: Int, _ column: Int) -> CellFace {
    var face = face(change)
    guard !records.after.isEmpty, let place = place(row, column, in: map.after.graph) else {
      return face
    }
    face.certainty = records.after.certainty(of: place, witnesses: map.after.matrix.witnessKind)
    face.status = records.after.status(of: place)?.status
    return face
  }

  /// What a cell is of in one of the versions.
  private func place(_ row: Int, _ column: Int, in graph: EvidenceGraph) -> [NodeID]? {
    let entries = (map.axes.rows.axis.entries[row], map.axes.columns.axis.entries[column])
    let nodes = [entries.0.node, entries.1.node].compactMap { node in
      graph.node(map.axes.names.key(of: node))
    }
    return nodes.count == 2 ? nodes : nil
  }

  /// The width that both sides of a centred text leave to what is recorded.
  private func recordRoom(_ face: CellFace) -> Double {
    2 * max(face.certainty == nil ? 0 : 11, face.status == nil ? 0 : 7)
  }

  /// What people recorded of a cell: what is new, what stays, and what stood there before.
  func recordLines(_ row: Int, _ column: Int) -> [String] {
    guard !records.after.isEmpty || !records.before.isEmpty else { return [] }
    let kind = map.after.matrix.witnessKind
    let now =
      place(row, column, in: map.after.graph).map { records.after.lines(of: $0, witnesses: kind) }
      ?? []
    let before =
      place(row, column, in: map.before.graph).map { records.before.lines(of: $0, witnesses: kind) }
      ?? []
    return now.filter { before.contains($0) }
      + now.filter { !before.contains($0) }.map { "new: \($0)" }
      + before.filter { !now.contains($0) }.map { "no longer: \($0)" }
  }

  /// How many cells with a judgment and how many with a status are not drawn.
  var hiddenRecords: (judged: Int, decided: Int) {
    let drawnRows = Set(changedRows.compactMap { map.axes.rows.after[$0.entry] })
    let drawnColumns = Set(shownColumns.compactMap { map.axes.columns.after[$0.entry] })
    return records.after.counts(in: map.after.matrix) {
      !(drawnRows.contains($0) && drawnColumns.contains($1))
    }
  }

  /// The names of rows or columns that stand on the axis of one version only.
  func only(inAfter: Bool, rows isRow: Bool) -> [String] {
    let axis = isRow ? map.axes.rows : map.axes.columns
    let naming = Naming(graph: map.axes.names)
    return axis.axis.entries.indices
      .filter { (inAfter ? axis.before : axis.after)[$0] == nil }
      .map { naming.brief(axis.axis.entries[$0].node) }
  }
}
