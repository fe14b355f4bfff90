internal import EvidenceAnalysis

/// The legend of a difference map: only what occurs in it.
struct DiffLegend {
  let tally: DiffTally

  func items() -> [LegendItem] {
    let places = tally.changedRows.flatMap { row in
      tally.shownColumns.map { (row.entry, $0.entry) }
    }
    let changes = places.map { tally.change($0, $1) }
    var items: [LegendItem] = []
    let kinds: [(DiffCell.Kind, String, String)] = [
      (.lost, "Lost", "now empty"), (.gained, "Gained", "was empty"),
      (.state, "State changed", "drawn in the new one"), (.number, "Number only", "same state"),
      (.same, "Unchanged", "papers"),
    ]
    for (kind, title, detail) in kinds {
      guard let change = changes.first(where: { $0.kind == kind }) else { continue }
      items.append(item(change, title, detail))
    }
    for (isGap, title) in [(true, "Still a gap"), (false, "Still not searched")] {
      guard let change = changes.first(where: { $0.kind == .blank && $0.after.isGap == isGap })
      else { continue }
      items.append(item(change, title, "unchanged"))
    }
    var faces: [CellFace] = []
    for change in changes where change.kind == .gained || change.kind == .state {
      var face = CellFace(change.after, policy: tally.map.after.matrix.policy)
      face.marks = []
      if !face.state.isEmpty, face.state != .conflicting { faces.append(face) }
    }
    items += StateLegend(policy: tally.map.after.matrix.policy).items(faces)
    let conflict = CellState.conflicting
    if let change = changes.first(where: { $0.isOfState && $0.after.state == conflict }) {
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

  private func item(_ change: DiffCell, _ title: String, _ detail: String) -> LegendItem {
    let width = tally.neededWidth
    return LegendItem(width: width, title: title, detail: detail) { canvas, point in
      let box = Box(point.x, point.y - 8, width, MapStyle.cellHeight)
      DiffPainter(change: change, face: tally.face(change), box: box).paint(on: &canvas)
    }
  }
}
