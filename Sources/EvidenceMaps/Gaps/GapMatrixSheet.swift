internal import EvidenceAnalysis
internal import EvidenceCore

/// The first sheet of a map of gaps of a matrix: where they are, and the ten first in a list below.
struct GapMatrixSheet {
  /// Gaps of one rank: they are one line.
  struct Line {
    var items: [RankedGap]
  }

  let map: GapsMap
  let matrix: CoverageMatrix
  private let rows: AxisPlan
  private let columns: AxisPlan
  private let lines: [Line]
  private let frame: SheetFrame
  private let words: GapWords
  private var grid: MatrixGrid
  /// The listed gaps of each cell that is drawn, those below it counted in it.
  private var found: [CoverageMap.Pair: [RankedGap]] = [:]
  private let pitch: Double
  /// Cells with a gap up to this rank are outlined.
  private let lastMarked: Int
  private var totalX = 0.0
  private var bodyBottom = 0.0
  private var bottom = 0.0

  static let mostLines = 10
  private static let linePitch = 19.0

  /// The sheet at the deepest levels that fit a page; `nil` where there is no matrix, or none fits.
  static func fitting(_ map: GapsMap) -> GapMatrixSheet? {
    guard let matrix = map.matrix else { return nil }
    var best: (sheet: GapMatrixSheet, cells: Int)?
    for rowLevel in AxisPlan.levels(of: matrix.rows) {
      for columnLevel in AxisPlan.levels(of: matrix.columns) {
        let rows = AxisPlan(matrix.rows, level: rowLevel)
        let columns = AxisPlan(matrix.columns, level: columnLevel)
        let cells = rows.leaves.count * columns.leaves.count
        guard cells > best?.cells ?? 0, rows.leaves.count <= 60, columns.leaves.count <= 40 else {
          continue
        }
        let pages = [MapStyle.portrait, MapStyle.landscape].flatMap { page in
          [MapStyle.cellHeight + 1, MapStyle.cellHeight - 1].map { (page, $0) }
        }
        for (page, pitch) in pages {
          var sheet = GapMatrixSheet(map, matrix, rows, columns, width: page.width, pitch: pitch)
          if sheet.place(height: page.height) {
            best = (sheet, cells)
            break
          }
        }
      }
    }
    return best?.sheet
  }

  private init(
    _ map: GapsMap,
    _ matrix: CoverageMatrix,
    _ rows: AxisPlan,
    _ columns: AxisPlan,
    width: Double,
    pitch: Double
  ) {
    self.pitch = pitch
    self.map = map
    self.matrix = matrix
    self.rows = rows
    self.columns = columns
    words = GapWords(map: map)
    var lines: [Line] = []
    for item in map.ranking {
      if let last = lines.last?.items.last, last.rank == item.rank {
        lines[lines.count - 1].items.append(item)
      } else if lines.count == Self.mostLines {
        break
      } else {
        lines.append(Line(items: [item]))
      }
    }
    self.lines = lines
    grid = MatrixGrid(
      naming: Naming(graph: map.graph),
      rows: matrix.rows,
      columns: matrix.columns,
      marksSums: false
    )
    let drawn = lines.reduce(0) { $0 + $1.items.count }
    var text = words.sheetText(shown: 0..<drawn)
    text.kind = "GAPS MAP · where they are, and the first ranks"
    let isFolded = rows.level != nil || columns.level != nil
    if isFolded {
      text.footers.insert(
        SheetText.Footer(text: "Folded: a red number counts the gaps of the cells below it."),
        at: 1
      )
    }
    found = Self.found(map, matrix, rows, columns)
    // Where most cells are among the first ranks, an outline tells none of them apart.
    let last = lines.last?.items.first?.rank ?? 0
    let listed = found.values.count { $0.first.map { $0.rank <= last } ?? false }
    lastMarked = listed <= 24 ? last : 0
    frame = SheetFrame(
      text: text,
      legend: Legend(
        items: Self.legend(map, found, isFolded: isFolded, marksListed: lastMarked > 0)
      ),
      width: width
    )
  }

  private static func found(
    _ map: GapsMap,
    _ matrix: CoverageMatrix,
    _ rows: AxisPlan,
    _ columns: AxisPlan
  ) -> [CoverageMap.Pair: [RankedGap]] {
    func shown(_ plan: AxisPlan) -> [NodeID: NodeID] {
      let drawn = Set(plan.items.map(\.entry))
      var result: [NodeID: NodeID] = [:]
      for (index, entry) in plan.axis.entries.enumerated() {
        var place: Int? = index
        while let current = place, !drawn.contains(current) {
          place = plan.axis.entries[current].parent.flatMap { $0 < current ? $0 : nil }
        }
        result[entry.node] = place.map { plan.axis.entries[$0].node }
      }
      return result
    }
    let (rowOf, columnOf) = (shown(rows), shown(columns))
    var found: [CoverageMap.Pair: [RankedGap]] = [:]
    for item in map.ranking {
      guard let row = item.gap.row.flatMap({ rowOf[$0] }),
        let column = item.gap.column.flatMap({ columnOf[$0] })
      else { continue }
      found[CoverageMap.Pair(row: row, column: column), default: []].append(item)
    }
    return found
  }

  /// Places everything; false where it does not fit the page.
  private mutating func place(height: Double) -> Bool {
    let groups = AxisPlan.families(of: columns.items)
    let wide = max(MapStyle.cellWidth + 2, neededWidth)
    let widths = MatrixGrid.Widths(cells: wide...max(wide, 44), gap: 3, reserved: 34, head: 70)
    guard grid.place(groups, widths, page: frame.width, leastLabel: 120) else { return false }
    totalX = grid.rightEdge + 17
    bodyBottom = grid.place(
      rows.items,
      below: frame.headerBottom + 10,
      pitch: pitch,
      groupGap: 3
    )
    bottom = bodyBottom + 30 + Double(lines.count) * Self.linePitch
    return bottom + frame.footerHeight <= height
  }

  private var neededWidth: Double {
    let faces = rows.leaves.flatMap { row in
      columns.leaves.map { CellFace(matrix[row.entry, $0.entry], policy: map.policy).neededWidth }
    }
    return (faces.max() ?? 0).rounded(.up)
  }

  /// The sheet as SVG.
  func draw(sheet: String? = nil) -> String {
    frame.named(sheet).page(of: map, called: "Gaps map", bottom: bottom) { canvas in
      grid.drawHeads(on: &canvas)
      canvas.text(
        "gaps",
        at: Point(totalX, grid.headBottom - 3),
        size: MapStyle.TypeSize.head,
        .gapText,
        bold: true,
        anchor: .middle
      )
      for row in grid.rows { draw(row, on: &canvas) }
      canvas.line([Point(grid.left, bodyBottom), Point(totalX + 17, bodyBottom)], .rule)
      drawFoot(on: &canvas)
      drawList(on: &canvas)
    }
  }

  private func items(_ row: MatrixGrid.Row, _ column: MatrixGrid.Column) -> [RankedGap] {
    let pair = CoverageMap.Pair(
      row: matrix.rows.entries[row.item.entry].node,
      column: matrix.columns.entries[column.item.entry].node
    )
    return found[pair] ?? []
  }

  private var allColumns: [MatrixGrid.Column] { grid.families.flatMap(\.columns) }

  private func draw(_ row: MatrixGrid.Row, on canvas: inout SVGCanvas) {
    let middle = row.y + (pitch - 1) / 2
    if !row.item.isLeaf {
      canvas.rect(
        Box(grid.left - 2, row.y, totalX + 17 - grid.left + 2, pitch - 1),
        .panel,
        radius: 1
      )
    }
    grid.drawLabel(row.item, middle: middle, extra: 0, on: &canvas)
    var total = 0
    for column in allColumns {
      let items = items(row, column)
      total += items.count
      let (r, c) = (row.item.entry, column.item.entry)
      let box = Box(column.x, row.y, grid.cellWidth, pitch - 1)
      canvas.part(
        id: grid.partID(r, c, on: &canvas),
        kind: items.isEmpty ? "count" : "gap-cell",
        name: name(r, c, items),
        tooltip: items.first.map { words.tooltip($0) } ?? name(r, c, items)
      ) { canvas in draw(matrix[r, c], items, in: box, on: &canvas) }
    }
    drawCount(total, at: Point(totalX, middle + 2.8), on: &canvas)
  }

  private func name(_ row: Int, _ column: Int, _ items: [RankedGap]) -> String {
    let naming = words.naming
    let place =
      "\(naming.title(matrix.rows.entries[row].node)), "
      + naming.title(matrix.columns.entries[column].node)
    guard let first = items.first else { return "\(place): no gap" }
    return "\(place): \(Figures.count(items.count, "gap")), the first of rank \(words.rank(first))"
  }

  private func draw(
    _ cell: CoverageCell,
    _ items: [RankedGap],
    in box: Box,
    on canvas: inout SVGCanvas
  ) {
    let isFinest =
      items.count <= GapKind.allCases.count
      && items.allSatisfy {
        $0.gap.row == matrix.rows.entries[cell.row].node
          && $0.gap.column == matrix.columns.entries[cell.column].node
      }
    var face = CellFace(cell, policy: map.policy)
    // A gap under a selection is one: the sheet says what was selected.
    (face.marks, face.isFiltered) = ([], items.isEmpty && cell.isFiltered)
    if items.isEmpty {
      canvas.text(
        face.signedText,
        at: Point(box.center.x, box.center.y + 2.8),
        size: MapStyle.TypeSize.number,
        .second,
        anchor: .middle
      )
    } else if isFinest {
      CellPainter(face: face, box: box).paint(on: &canvas)
    } else {
      canvas.rect(box.inset(0.9), .gap, radius: 1)
      canvas.text(
        Figures.count(items.count),
        at: Point(box.center.x, box.center.y + 2.8),
        size: MapStyle.TypeSize.number,
        .gapText,
        bold: true,
        anchor: .middle
      )
    }
    if let first = items.first, first.rank <= lastMarked {
      canvas.rect(box.inset(-0.6), .gained, radius: 1)
    }
  }

  private func drawCount(_ count: Int, at point: Point, on canvas: inout SVGCanvas) {
    canvas.text(
      count == 0 ? "–" : Figures.count(count),
      at: point,
      size: MapStyle.TypeSize.number,
      count == 0 ? .second : .gapText,
      bold: count > 0,
      anchor: .middle
    )
  }

  private func drawFoot(on canvas: inout SVGCanvas) {
    let y = bodyBottom + 11
    canvas.text(
      "Gaps in the column",
      at: Point(grid.left + 1, y),
      size: MapStyle.TypeSize.word,
      .gapText,
      bold: true
    )
    var all = 0
    for column in allColumns {
      let count = grid.rows.reduce(0) { $0 + items($1, column).count }
      all += count
      drawCount(count, at: Point(column.x + grid.cellWidth / 2, y), on: &canvas)
    }
    drawCount(all, at: Point(totalX, y), on: &canvas)
  }

  private func drawList(on canvas: inout SVGCanvas) {
    var y = bodyBottom + 30
    let (left, right) = (grid.left, frame.width - MapStyle.pageMargin)
    for (index, line) in lines.enumerated() {
      guard let first = line.items.first else { continue }
      canvas.line([Point(left, y - 9), Point(right, y - 9)], .hairline)
      canvas.part(
        id: canvas.id("rank", String(index + 1)),
        kind: "gap-line",
        name: "rank \(words.rank(first)): \(places(line, first: 60))",
        tooltip: words.tooltip(first)
      ) { canvas in
        let size = MapStyle.TypeSize.label
        canvas.text(
          words.rank(first),
          at: Point(left + 20, y),
          size: size,
          bold: true,
          anchor: .end
        )
        canvas.text(
          TextMeasure.fitted(
            places(line, first: 8),
            size: size,
            bold: true,
            width: right - left - 96
          ),
          at: Point(left + 26, y),
          size: size,
          bold: true
        )
        canvas.text(
          "priority \(words.priority(first.gap))",
          at: Point(right, y),
          size: MapStyle.TypeSize.head,
          .second,
          anchor: .end
        )
        let asked = first.gap.question.map { Naming.capitalised(LegibleText.clean($0)) }
        canvas.text(
          TextMeasure.fitted(
            (line.items.count > 1 ? "Of the first: " : "")
              + (asked
                ?? Footers.sentence(
                  Naming.capitalised(LegibleText.clean(Naming.plain(first.gap.reason)))
                )),
            size: MapStyle.TypeSize.head,
            width: right - left - 30
          ),
          at: Point(left + 26, y + 8.4),
          size: MapStyle.TypeSize.head,
          .second
        )
      }
      y += Self.linePitch
    }
  }

  /// `12 gaps: 1.1 × 2, 1.3 × 4 and 10 more`; of one, its place in full.
  private func places(_ line: Line, first limit: Int) -> String {
    let kinds = GapKind.allCases.filter { kind in line.items.contains { $0.gap.kind == kind } }
    let kind = Naming.capitalised(kinds.map { words.kind($0) }.joined(separator: ", "))
    if line.items.count == 1 { return "\(kind): \(words.place(line.items[0].gap))" }
    let places = line.items.map { item in
      [item.gap.row, item.gap.column, item.gap.node].compactMap { $0 }
        .map { words.naming.code($0) ?? words.naming.brief($0) }.joined(separator: " × ")
    }
    return "\(kind), \(Figures.count(line.items.count, "gap")): "
      + Figures.list(places, first: limit)
  }

  private static func legend(
    _ map: GapsMap,
    _ found: [CoverageMap.Pair: [RankedGap]],
    isFolded: Bool,
    marksListed: Bool
  ) -> [LegendItem] {
    let words = GapWords(map: map)
    let kinds = Set(found.values.joined().map(\.gap.kind))
    var items: [LegendItem] = []
    for kind in GapKind.allCases where kinds.contains(kind) {
      guard let gap = map.ranking.first(where: { $0.gap.kind == kind })?.gap else { continue }
      items.append(
        LegendItem(
          width: MapStyle.cellWidth,
          title: Naming.capitalised(words.kind(kind)),
          detail: words.explanation(kind)
        ) { canvas, point in
          let box = Box(point.x, point.y - 8, MapStyle.cellWidth, MapStyle.cellHeight)
          GapSign(map: map, gap: gap).paint(in: box, on: &canvas)
        }
      )
    }
    if isFolded {
      items.append(
        LegendItem(width: MapStyle.cellWidth, title: "Folded", detail: "gaps in it and below") {
          canvas,
          point in
          let box = Box(point.x, point.y - 8, MapStyle.cellWidth, MapStyle.cellHeight)
          canvas.rect(box.inset(0.9), .gap, radius: 1)
          canvas.text(
            "3",
            at: Point(box.center.x, box.center.y + 2.8),
            size: MapStyle.TypeSize.number,
            .gapText,
            bold: true,
            anchor: .middle
          )
        }
      )
    }
    if marksListed {
      items.append(
        LegendItem(width: MapStyle.cellWidth, title: "Listed", detail: "among the first ranks") {
          canvas,
          point in
          let box = Box(point.x, point.y - 8, MapStyle.cellWidth, MapStyle.cellHeight)
          canvas.rect(box.inset(1), .gained, radius: 1)
        }
      )
    }
    items.append(
      LegendItem(width: 10, title: "No gap", detail: "its number alone") { canvas, point in
        canvas.text("5", at: Point(point.x + 2, point.y + 2.8), size: 8, .second)
      }
    )
    return items
  }
}
