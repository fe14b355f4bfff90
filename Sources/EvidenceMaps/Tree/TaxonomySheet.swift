internal import EvidenceAnalysis
internal import EvidenceCore

/// One sheet of a taxonomy map.
struct TaxonomySheet: MapSheet {
  /// A concept where it stands.
  struct Place {
    var item: AxisPlan.Item
    var box: Box
    var column: Int
  }

  let plan: TaxonomyPlan
  let frame: SheetFrame
  let contents: String
  private var places: [Place] = []
  private var columnX: [Double] = []
  private var columnWidths: [Double] = []
  private var bodyBottom = 0.0

  private static let boxHeight = 19.0
  private static let pitch = 21.0
  private var map: TaxonomyMap { plan.map }
  private var words: TaxonomyWords { plan.words }
  private var naming: Naming { Naming(graph: map.graph) }
  var isWhole: Bool { plan.axis.level == nil }

  /// A sheet that fits portrait or landscape, if there is one.
  static func fitting(_ plan: TaxonomyPlan, items: [AxisPlan.Item]) -> TaxonomySheet? {
    for (frame, height) in plan.frames.pages {
      for isTight in [false, true] {
        var sheet = TaxonomySheet(plan, frame, items)
        if sheet.place(items, isTight: isTight, height: height) { return sheet }
      }
    }
    return nil
  }

  private init(_ plan: TaxonomyPlan, _ frame: SheetFrame, _ items: [AxisPlan.Item]) {
    self.plan = plan
    self.frame = frame
    contents = plan.axis.span(items, Naming(graph: plan.map.graph))
  }

  private mutating func place(_ items: [AxisPlan.Item], isTight: Bool, height: Double)
    -> Bool
  {
    let depths = Set(items.map(\.depth)).sorted()
    let count = Double(depths.count)
    let gap = 27.0
    let inner = frame.width - 2 * MapStyle.pageMargin
    let width = min((inner - gap * (count - 1)) / count, 260)
    guard width >= 118 || count == 1 else { return false }
    for index in depths.indices {
      columnX.append(MapStyle.pageMargin + Double(index) * (width + gap))
      columnWidths.append(width)
    }
    let pitch = isTight ? TaxonomySheet.boxHeight + 1 : TaxonomySheet.pitch
    var y = frame.headerBottom + 24
    var last: AxisPlan.Item?
    for item in items {
      let column = depths.firstIndex(of: item.depth) ?? 0
      if let before = last {
        if item.depth > before.depth {
          // The first child stands level with its parent.
        } else {
          y += pitch
          if item.depth < before.depth { y += isTight ? 2 : 4 }
          if item.depth == 0 { y += isTight ? 3 : 5 }
        }
      }
      let box = Box(columnX[column], y, columnWidths[column], TaxonomySheet.boxHeight)
      places.append(Place(item: item, box: box, column: column))
      last = item
    }
    bodyBottom = y + pitch + 6
    return bodyBottom + frame.footerHeight <= height
  }

  func draw(sheet: String?) -> String {
    frame.named(sheet).page(
      of: map,
      called: "Taxonomy map",
      bottom: bodyBottom - 6,
      height: bodyBottom + frame.footerHeight
    ) { canvas in
      for (column, x) in columnX.enumerated() where columnX.count > 1 {
        canvas.text(
          "Level \(column + 1)",
          at: Point(x + 1, frame.headerBottom + 16),
          size: 7.5,
          .second,
          bold: true
        )
      }
      canvas.decoration { drawTrunks(on: &$0) }
      for place in places { draw(place, on: &canvas) }
    }
  }

  private func parent(of place: Place) -> Place? {
    let ancestors = places.filter {
      $0.column < place.column && plan.axis.isBelow(place.item.entry, $0.item.entry)
    }
    return ancestors.max { $0.column < $1.column }
  }

  private func drawTrunks(on canvas: inout SVGCanvas) {
    for parent in places {
      let children = places.filter { self.parent(of: $0)?.item == parent.item }
      guard let last = children.last else { continue }
      let from = Point(parent.box.right, parent.box.center.y)
      let trunk = from.x + 13
      canvas.line([from, Point(trunk, from.y)], .rule)
      if last.box.center.y > from.y {
        canvas.line([Point(trunk, from.y), Point(trunk, last.box.center.y)], .rule)
      }
      for child in children {
        canvas.path(
          "M\(SVGText.number(trunk)) \(SVGText.number(child.box.center.y))"
            + "H\(SVGText.number(child.box.x))",
          .rule
        )
      }
    }
  }

  private func draw(_ place: Place, on canvas: inout SVGCanvas) {
    let entry = map.coverage.axis.entries[place.item.entry]
    let cell = map.coverage.cells[place.item.entry]
    let box = place.box
    let isTop = place.item.depth == 0
    canvas.part(
      id: canvas.id(map.graph.key(of: entry.node).local),
      kind: "node",
      name: words.name(place.item.entry),
      tooltip: words.tooltip(place.item.entry),
      link: naming.link(entry.node)
    ) { canvas in
      canvas.rect(box, cell.state.isEmpty ? .treeNodeEmpty : .treeNode, radius: 1)
      canvas.rect(
        Box(box.x, box.y, 2.4, box.height),
        cell.state.isEmpty ? .spineEmpty : .spine
      )
      let cellWidth = min(
        max(MapStyle.cellWidth + 2, CellFace(cell, policy: map.coverage.policy).neededWidth),
        44
      )
      let cellBox = Box(box.right - cellWidth - 2.5, box.y + 1.75, cellWidth, box.height - 3.5)
      var right = cellBox.x - 3
      if entry.hasChildren, cell.here > 0, !place.item.isLeaf {
        let here = "\(Figures.count(cell.here)) here"
        canvas.text(
          here,
          at: Point(right, box.center.y + 2.5),
          size: 7,
          .second,
          anchor: .end
        )
        right -= TextMeasure.reach(here, size: 7) + 3
      }
      let below = words.isFolded(place.item.entry) ? map.blanks[place.item.entry] : nil
      if let below, !below.words.isEmpty {
        canvas.text(
          below.words,
          at: Point(right, box.center.y + 2.5),
          size: MapStyle.TypeSize.footer,
          below.gaps > 0 ? .gapText : .notSearchedText,
          anchor: .end
        )
        right -= TextMeasure.reach(below.words, size: MapStyle.TypeSize.footer) + 3
      }
      var x = box.x + 6
      if let whole = naming.code(entry.node) {
        let code = TextMeasure.fitted(whole, size: 7.5, width: 60)
        canvas.text(code, at: Point(x, box.center.y + 2.7), size: 7.5, .second)
        x += TextMeasure.room(code, size: 7.5) + 3
      }
      let size = isTop ? 8 : 7.5
      let wrapped = TextMeasure.wrap(
        naming.name(entry.node),
        size: size,
        bold: isTop,
        width: right - x,
        maxLines: 2
      )
      let isUnnamed = map.graph.label(of: entry.node) == nil
      for (index, line) in wrapped.lines.enumerated() {
        let y =
          wrapped.lines.count == 1
          ? box.center.y + 2.7 : box.center.y - 1.2 + Double(index) * 8
        canvas.text(
          line,
          at: Point(x, y),
          size: size,
          isUnnamed ? .second : .ink,
          bold: isTop
        )
      }
      CellPainter(face: words.face(place.item.entry), box: cellBox)
        .paint(on: &canvas)
    }
  }
}

/// What all sheets of one scheme at one level share.
struct TaxonomyPlan {
  let map: TaxonomyMap
  let axis: AxisPlan
  let words: TaxonomyWords
  /// What stands around each sheet.
  let frames: PageFrames

  init(map: TaxonomyMap, axis: AxisPlan) {
    self.map = map
    self.axis = axis
    words = TaxonomyWords(map: map, plan: axis)
    frames = PageFrames(text: words.sheetText(), legend: Legend(items: words.legend()))
  }
}
