internal import EvidenceAnalysis
internal import EvidenceCore

/// What changed over the cells that a difference map shows.
struct DiffTally {
  let map: DiffMap
  let rows: AxisPlan
  let columns: AxisPlan
  private(set) var counts: [CellChange.Kind: Int] = [:]
  /// The leaf rows with a cell that changed its state, and those without.
  private(set) var changedRows: [AxisPlan.Item] = []
  private(set) var foldedRows: [AxisPlan.Item] = []
  private(set) var neededWidth = 36.0

  init(map: DiffMap, rows: AxisPlan, columns: AxisPlan) {
    self.map = map
    self.rows = rows
    self.columns = columns
    for row in rows.leaves {
      var changed = false
      for column in columns.leaves {
        let change = change(row.entry, column.entry)
        counts[change.kind, default: 0] += 1
        changed = changed || change.isOfState
        let room = TextMeasure.reach(change.text, size: 7.5, bold: change.isOfState)
        let extra = change.after.state == .assertedOnly ? 11.0 : 6
        neededWidth = max(neededWidth, (room + extra).rounded(.up))
      }
      if changed { changedRows.append(row) } else { foldedRows.append(row) }
    }
    if changedRows.isEmpty { swap(&changedRows, &foldedRows) }
  }

  var cellCount: Int { rows.leaves.count * columns.leaves.count }

  func count(_ kind: CellChange.Kind) -> Int { counts[kind] ?? 0 }

  func change(_ row: Int, _ column: Int) -> CellChange {
    var before: CoverageCell?
    if let r = map.rowsBefore[row], let c = map.columnsBefore[column] {
      before = map.before.matrix[r, c]
    }
    return CellChange(before: before, after: map.after.matrix[row, column])
  }

  /// The new state with what the cell bears.
  func face(_ change: CellChange) -> CellFace {
    var face = CellFace(change.after, policy: map.after.matrix.policy)
    face.marks = []
    face.caption = change.text
    return face
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
