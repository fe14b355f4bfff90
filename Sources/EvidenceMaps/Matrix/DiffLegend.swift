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
    let kinds: [(DiffCell.Kind, title: String, one: String, several: String)] = [
      (.lost, "Lost", "its last evidence", "their last, cells below"),
      (.gained, "Gained", "its first evidence", "their first, cells below"),
      (.state, "State changed", "drawn in the new one", "otherwise, cells below"),
      (.number, "Number only", "same state", "cells below"),
      (.same, "Unchanged", "papers", "no cell below"),
    ]
    for (kind, title, one, several) in kinds {
      for (isOne, detail) in [(true, one), (false, several)] {
        guard let change = changes.first(where: { $0.kind == kind && ($0.below == nil) == isOne })
        else { continue }
        items.append(item(change, title, detail))
      }
    }
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

  private func item(_ change: DiffCell, _ title: String, _ detail: String) -> LegendItem {
    let width = tally.neededWidth
    return LegendItem(width: width, title: title, detail: detail) { canvas, point in
      let box = Box(point.x, point.y - 8, width, MapStyle.cellHeight)
      DiffPainter(change: change, face: tally.face(change), box: box).paint(on: &canvas)
    }
  }
}
