internal import EvidenceAnalysis
internal import EvidenceCore

/// A scheme at a glance: one small cell a concept, on a ring for each level.
///
/// Leaves share the circle evenly, and a parent stands at the middle of its children; rings are as
/// far out as their cells need, so that none touches another.
struct RadialSheet {
  let map: TaxonomyMap

  struct Place {
    var item: AxisPlan.Item
    /// From 0 at the top, clockwise.
    var angle: Double
    var point: Point
  }

  static let cell = 9.0
  private static let apart = 2.0
  private static let leastStep = 44.0

  private var plan: AxisPlan { AxisPlan(map.coverage.axis) }

  /// The rings' radii, by depth, and where each concept stands about the middle.
  func places() -> (radii: [Double], places: [Place]) {
    let items = plan.items
    let angles = angles(items)
    let deepest = items.map(\.depth).max() ?? 0
    var radii: [Double] = []
    for depth in 0...deepest {
      let ring = items.indices.filter { items[$0].depth == depth }.map { angles[$0] }.sorted()
      var least = 2 * Double.pi
      for (a, b) in zip(ring, ring.dropFirst()) { least = min(least, b - a) }
      if let first = ring.first, let last = ring.last, ring.count > 1 {
        least = min(least, first + 2 * Double.pi - last)
      }
      // Squares may meet at their corners.
      let wide = (RadialSheet.cell + RadialSheet.apart) * 2.0.squareRoot()
      let needed = ring.count > 1 ? wide / (2 * Trigonometry.sine(least / 2)) : 0
      let before = radii.last.map { $0 + RadialSheet.leastStep } ?? 0
      radii.append(max(before, needed))
    }
    // Where an outer ring is far out, the others share the way to it.
    if let outer = radii.last {
      for depth in radii.indices where depth < deepest && radii[depth] > 0 {
        let share = (Double(depth) + 0.5) / (Double(deepest) + 0.5)
        radii[depth] = max(radii[depth], outer * share)
      }
    }
    let places = items.indices.map { index in
      let radius = radii[items[index].depth]
      let angle = angles[index]
      return Place(
        item: items[index],
        angle: angle,
        point: Point(radius * Trigonometry.sine(angle), -radius * Trigonometry.cosine(angle))
      )
    }
    return (radii, places)
  }

  private func angles(_ items: [AxisPlan.Item]) -> [Double] {
    let leaves = items.filter(\.isLeaf).count
    let step = 2 * Double.pi / Double(max(leaves, 1))
    var sums = [(sum: Double, count: Int)](repeating: (0, 0), count: items.count)
    var position: [Int: Int] = [:]
    for (index, item) in items.enumerated() { position[item.entry] = index }
    var next = 0.0
    for index in items.indices where items[index].isLeaf {
      var place: Int? = index
      while let current = place {
        sums[current].sum += next
        sums[current].count += 1
        let parent = plan.axis.entries[items[current].entry].parent
        place = parent.flatMap { $0 < items[current].entry ? position[$0] : nil }
      }
      next += step
    }
    return sums.map { $0.count > 0 ? $0.sum / Double($0.count) : 0 }
  }

  func draw() -> String {
    let (radii, places) = places()
    let reach = (radii.last ?? 0) + RadialSheet.cell
    let words = TaxonomyWords(map: map, plan: plan, isLabelled: false)
    let text = words.sheetText()
    let width = max(MapStyle.portrait.width, 2 * (reach + MapStyle.pageMargin))
    let frame = SheetFrame(text: text, legend: Legend(items: words.legend()), width: width)
    let middle = Point(width / 2, frame.headerBottom + 14 + reach)
    let bottom = middle.y + reach + 10
    return frame.page(of: map, called: "Taxonomy map", bottom: bottom) { canvas in
      draw(places, words, about: middle, on: &canvas)
    }
  }

  private func draw(
    _ places: [Place],
    _ words: TaxonomyWords,
    about middle: Point,
    on canvas: inout SVGCanvas
  ) {
    var points: [Int: Point] = [:]
    for place in places { points[place.item.entry] = place.point + middle }
    canvas.decoration { canvas in
      for place in places {
        guard let parent = plan.axis.entries[place.item.entry].parent, let from = points[parent],
          let to = points[place.item.entry]
        else { continue }
        canvas.line([from, to], .rule)
      }
    }
    let naming = Naming(graph: map.graph)
    for place in places {
      let node = plan.axis.entries[place.item.entry].node
      var face = CellFace(
        map.coverage.cells[place.item.entry],
        policy: map.coverage.policy,
        showsWord: false
      )
      face.isBare = true
      face.marks = []
      canvas.part(
        id: canvas.id(map.graph.key(of: node).local),
        kind: "node",
        name: words.name(place.item.entry),
        tooltip: words.tooltip(place.item.entry),
        link: naming.link(node)
      ) { canvas in
        let box = Box(
          center: place.point + middle,
          width: RadialSheet.cell,
          height: RadialSheet.cell
        )
        CellPainter(face: face, box: box).paint(on: &canvas)
      }
    }
  }
}
