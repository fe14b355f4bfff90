internal import EvidenceAnalysis

/// The legend of a difference map: only what occurs in it.
struct DiffLegend {
  let tally: DiffTally

  func items() -> [LegendItem] {
    let places = tally.changedRows.flatMap { row in
      tally.shownColumns.filter { tally.isDrawn(row, $0) }.map { (row.entry, $0.entry) }
    }
    let changes = places.map { tally.change($0, $1) }
    var items: [LegendItem] = []
    let kinds: [(DiffCell.Kind, String, String)] = [
      (.lost, "Lost", "its last evidence"), (.gained, "Gained", "its first evidence"),
      (.state, "State changed", "drawn in the new one"), (.number, "Number only", "same state"),
      (.same, "Unchanged", "papers"),
    ]
    for (kind, title, detail) in kinds {
      guard let change = changes.first(where: { $0.kind == kind && $0.below == nil }) else {
        continue
      }
      items.append(item(change, title, detail))
    }
    items += folded(changes)
    let blanks: [(title: String, detail: String, isIt: (DiffCell) -> Bool)] = [
      ("Still a gap", "unchanged", { $0.isGap }),
      ("Still not searched", "unchanged", { $0.after != nil && !$0.isGap }),
      ("No longer there", "was empty", { $0.after == nil }),
    ]
    for (title, detail, isIt) in blanks {
      guard let change = changes.first(where: { $0.kind == .blank && isIt($0) }) else { continue }
      items.append(item(change, title, detail))
    }
    var faces: [CellFace] = []
    for change in changes where change.below == nil && [.gained, .state].contains(change.kind) {
      guard let after = change.after else { continue }
      var face = CellFace(after, policy: tally.map.after.matrix.policy)
      face.marks = []
      if !face.state.isEmpty, face.state != .conflicting { faces.append(face) }
    }
    items += StateLegend(policy: tally.map.after.matrix.policy).items(faces)
    let conflict = CellState.conflicting
    if let change = changes.first(where: {
      $0.below == nil && $0.isOfState && $0.after?.state == conflict
    }) {
      let policy = tally.map.after.matrix.policy
      items.append(
        item(
          change,
          Naming.capitalised(conflict.name),
          "papers \(conflict.explanation(under: policy))"
        )
      )
    }
    let drawn = zip(changes, places).map { tally.face($0, $1.0, $1.1) }
    return items + StateLegend(policy: tally.map.after.matrix.policy).recordItems(drawn)
  }

  /// What the signs of cells say that count what changed below them.
  private func folded(_ changes: [DiffCell]) -> [LegendItem] {
    let counts = changes.compactMap(\.below)
    let signs: [(DiffCell.Kind, String, String)] = [
      (.lost, "▼", "Lost their last evidence"), (.gained, "▲", "Gained their first evidence"),
      (.state, "±", "Changed in state otherwise"),
    ]
    return signs.compactMap { kind, sign, title in
      guard let most = counts.map({ $0[kind] }).max(), most > 0 else { return nil }
      return LegendItem(width: 12, title: title, detail: "so many cells below") { canvas, point in
        canvas.text(
          sign,
          at: Point(point.x + 6, point.y + 2.7),
          size: 7.5,
          kind == .lost ? .gapText : .ink,
          bold: true,
          anchor: .middle
        )
      }
    }
  }

  private func item(_ change: DiffCell, _ title: String, _ detail: String) -> LegendItem {
    let width = tally.neededWidth
    return LegendItem(width: width, title: title, detail: detail) { canvas, point in
      let box = Box(point.x, point.y - 8, width, MapStyle.cellHeight)
      DiffPainter(change: change, face: tally.face(change), box: box).paint(on: &canvas)
    }
  }
}
