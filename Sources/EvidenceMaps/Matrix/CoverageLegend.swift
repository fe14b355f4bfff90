internal import EvidenceAnalysis
internal import EvidenceCore

/// The legend of a coverage map: only what occurs in it.
struct CoverageLegend {
  let map: CoverageMap
  let tally: CoverageTally

  private var policy: Policy { map.matrix.policy }

  func items() -> [LegendItem] {
    let faces = visibleFaces
    var items: [LegendItem] = []
    if map.isBySource { items += sourceItems }
    let counted = map.count == .works ? nil : map.matrix.countWords(map.options.count)
    items += StateLegend(policy: policy, counted: counted)
      .items(faces, showsWords: tally.showsWords)
    return items
  }

  private var visibleFaces: [CellFace] {
    if map.sources == .rows {
      return tally.columns.leaves.map {
        CellFace(map.matrix.columnTotals[$0.entry], policy: policy, counting: map.count)
      }
    }
    if map.isBySource {
      return tally.rows.leaves.map {
        CellFace(tally.total(row: $0.entry), policy: policy, counting: map.count)
      }
    }
    return tally.shownRows.filter(\.isLeaf).flatMap { row in
      tally.columns.leaves.map { tally.face(row.entry, $0.entry) }
    }
  }

  private var sourceItems: [LegendItem] {
    let most = tally.mostWitnesses
    let bar = LegendItem(
      width: 26,
      title: "Bar: \(Naming.words(map.matrix.witnessKind, plural: true))",
      detail: "longest \(Figures.count(most)); not quality"
    ) { canvas, point in
      canvas.text(Figures.count(most), at: Point(point.x, point.y + 1.5), size: 7)
      canvas.rect(Box(point.x, point.y + 4, 20, 3), .fill(2))
    }
    let blank = map.sourceWords?.blank ?? ""
    let dot = LegendItem(width: 6, title: Naming.capitalised(blank), detail: "no gap by itself") {
      canvas,
      point in
      canvas.circle(Point(point.x + 3, point.y), radius: 0.8, .second)
    }
    return [bar, dot]
  }
}
