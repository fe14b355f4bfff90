extension LayeredDrawing {
  /// Draws a layout with its corner at a point; weak lines first, boxes last.
  func draw(_ placed: Placed, at origin: Point, headsAt headY: Double, on canvas: inout SVGCanvas) {
    drawHeads(placed, at: origin, y: headY, on: &canvas)
    let order = edges.indices.sorted { a, b in
      let (x, y) = (edges[a].style, edges[b].style)
      let (rx, ry) = (LayeredDrawing.rank(x.role), LayeredDrawing.rank(y.role))
      return rx != ry ? rx < ry : x.width != y.width ? x.width < y.width : a < b
    }
    if hasNamedLines {
      for index in order { drawEdge(index, placed, at: origin, on: &canvas) }
    } else {
      canvas.decoration { canvas in
        for index in order { drawLine(index, placed, at: origin, on: &canvas) }
      }
    }
    for index in nodes.indices { drawNode(index, placed.boxes[index], at: origin, on: &canvas) }
  }

  private static func rank(_ role: LineStyle.Role) -> Int {
    switch role {
    case .quiet: 0
    case .missing: 1
    case .ordinary: 2
    case .opposing: 3
    case .strongest: 4
    }
  }

  private func drawHeads(
    _ placed: Placed,
    at origin: Point,
    y: Double,
    on canvas: inout SVGCanvas
  ) {
    for (layer, head) in heads.sorted(by: { $0.key < $1.key }) {
      guard let index = nodes.firstIndex(where: { $0.layer == layer }) else { continue }
      let box = placed.boxes[index]
      canvas.text(
        TextMeasure.fitted(head, size: 7.5, bold: true, width: box.width + 24),
        at: Point(origin.x + box.center.x, y),
        size: 7.5,
        .second,
        bold: true,
        anchor: .middle
      )
    }
  }

  private func moved(_ spline: Spline, _ by: Point) -> Spline { spline.mapped { $0 + by } }

  private func drawEdge(
    _ index: Int,
    _ placed: Placed,
    at origin: Point,
    on canvas: inout SVGCanvas
  ) {
    let edge = edges[index]
    canvas.part(
      id: canvas.id("line", edge.idPart),
      kind: "edge",
      name: edge.name,
      tooltip: edge.tooltip
    ) { canvas in
      drawLine(index, placed, at: origin, on: &canvas)
      if let label = edge.label, let box = placed.labels[index] {
        drawLabel(label, at: box.center + origin, on: &canvas)
      }
    }
  }

  private func drawLine(
    _ index: Int,
    _ placed: Placed,
    at origin: Point,
    on canvas: inout SVGCanvas
  ) {
    let style = edges[index].style
    let (first, second) = placed.lines[index]
    style.draw(moved(first, origin), withHead: second == nil, on: &canvas)
    if let second { style.draw(moved(second, origin), withHead: true, on: &canvas) }
  }

  private func drawLabel(_ label: Label, at center: Point, on canvas: inout SVGCanvas) {
    let upper = label.hasUpper && !label.word.isEmpty ? center.y - 0.8 : center.y + 2.8
    let bold = label.isBold || (label.paint != .second && !label.value.isEmpty)
    let valueWidth = TextMeasure.width(label.value, size: 8, bold: bold)
    let gap = label.rings.isEmpty || label.value.isEmpty ? 0 : 2.0
    var x = center.x - (label.ringsWidth + gap + valueWidth) / 2
    for ring in label.rings {
      let radius = Label.radius(ring)
      let middle = Point(x + radius, upper - 2.8)
      canvas.circle(middle, radius: radius, ring == 1 ? .headStrong : .mark)
      canvas.text(
        String(ring),
        at: Point(middle.x, middle.y + 2.5),
        size: ring > 9 ? 6.8 : 7,
        ring == 1 ? .page : .ink,
        bold: true,
        anchor: .middle
      )
      x += 2 * radius + 1.4
    }
    if !label.value.isEmpty {
      canvas.text(
        label.value,
        at: Point(x + gap, upper),
        size: 8,
        label.valuePaint ?? (label.paint == .second ? .ink : label.paint),
        bold: bold
      )
    }
    if !label.word.isEmpty {
      let y = label.hasUpper ? center.y + 7.4 : center.y + 2.5
      canvas.text(label.word, at: Point(center.x, y), size: 7, label.paint, anchor: .middle)
    }
  }

  private func drawNode(
    _ index: Int,
    _ box: Box,
    at origin: Point,
    on canvas: inout SVGCanvas
  ) {
    let node = nodes[index]
    let box = Box(box.x + origin.x, box.y + origin.y, box.width, box.height)
    let paint: PaintClass =
      node.isUnknown
      ? .notSearched
      : node.isMissing
        ? .nodeMissing : node.isStrong ? .nodeStrong : node.isHollow ? .nodeHollow : .node
    canvas.part(
      id: canvas.id(node.idPart),
      kind: "node",
      name: node.name,
      tooltip: node.tooltip,
      link: node.link
    ) { canvas in
      node.shape.draw(in: box, paint, on: &canvas)
      let height = Double(node.lines.count) * 10 + (node.detail.isEmpty ? 0 : 9)
      var y = box.center.y - height / 2 + 7.8 + (node.shape == .house ? 3 : 0)
      let x = box.center.x - (node.shape == .counted ? 1.5 : 0)
      for line in node.lines {
        canvas.text(line, at: Point(x, y), size: Node.nameSize, bold: true, anchor: .middle)
        y += 10
      }
      if !node.detail.isEmpty {
        canvas.text(
          node.detail,
          at: Point(x, y - 0.5),
          size: Node.detailSize,
          node.detailPaint,
          anchor: .middle
        )
      }
    }
  }

  /// How the line of an edge without words runs, for Graphviz, whose y grows upwards.
  private func route(_ index: Int, _ placed: Placed) -> DOTAttribute {
    func turned(_ point: Point) -> Point { Point(point.x, placed.height - point.y) }
    let line = placed.lines[index].0
    guard let tip = line.end, edges[index].style.head != .none else {
      return .route(line.mapped(turned), tip: nil)
    }
    let shaft = line.cut(tailInside: { ($0 - tip).length < 6 })
    return .route(shaft.mapped(turned), tip: turned(tip))
  }

  /// The drawing in the DOT language; where its places are given, Graphviz need only draw it.
  func dot(_ text: SheetText, legend: [LegendItem], at placed: Placed? = nil) -> DOTGraph {
    var dot = DOTGraph()
    dot.say(text, legend: legend)
    dot.attributes =
      placed == nil
      ? [.leftToRight, .nodeSeparation(12), .rankSeparation(36)] : [.placesGiven]
    dot.nodes = nodes.indices.map { index in
      let node = nodes[index]
      var attributes: [DOTAttribute] = [
        .label((node.lines + (node.detail.isEmpty ? [] : [node.detail])).joined(separator: "\n")),
        .tooltip(node.tooltip),
      ]
      attributes += node.shape.dotAttributes
      if node.isMissing { attributes += [.style([.dashed]), .colour(Palette.light.gap)] }
      if node.isStrong { attributes.append(.penWidth(2)) }
      if let link = node.link { attributes.append(.link(link)) }
      if let placed {
        let box = placed.boxes[index]
        attributes += [
          .position(Point(box.center.x, placed.height - box.center.y)),
          .fixedSize(width: box.width, height: box.height),
        ]
      }
      return DOTGraph.Node(name: node.idPart, attributes: attributes)
    }
    dot.edges = edges.indices.map { index in
      let edge = edges[index]
      var attributes: [DOTAttribute] = [.tooltip(edge.tooltip), .penWidth(edge.style.width)]
      if let label = edge.label {
        let rings = label.rings.map { "(\($0))" }.joined(separator: " ")
        let upper = [rings, label.value].filter { !$0.isEmpty }.joined(separator: " ")
        attributes.append(
          .label([upper, label.word].filter { !$0.isEmpty }.joined(separator: "\n"))
        )
      }
      switch edge.style.head {
      case .full: attributes.append(.arrowHead(.normal))
      case .hollow: attributes.append(.arrowHead(.empty))
      case .tee: attributes.append(.arrowHead(.tee))
      case .none: attributes.append(.arrowHead(.none))
      }
      if edge.style.isDashed { attributes.append(.style([.dashed])) }
      switch edge.style.role {
      case .opposing: attributes.append(.colour(Palette.light.opposing))
      case .missing: attributes += [.style([.dotted]), .colour(Palette.light.gap)]
      case .strongest: attributes.append(.colour(Palette.light.ink))
      case .ordinary, .quiet: attributes.append(.colour(Palette.light.rule))
      }
      if let placed { attributes.append(route(index, placed)) }
      return DOTGraph.Edge(
        from: nodes[edge.from].idPart,
        to: nodes[edge.to].idPart,
        attributes: attributes
      )
    }
    guard placed == nil else { return dot }
    let layers = Set(nodes.map(\.layer)).sorted()
    dot.ranks = layers.map { layer in
      DOTGraph.Rank(names: nodes.filter { $0.layer == layer }.map(\.idPart))
    }
    if case .inOrder = placing {
      // Unseen lines within a column keep its order from top to bottom.
      for layer in layers {
        let column = nodes.filter { $0.layer == layer }.map(\.idPart)
        dot.edges += zip(column, column.dropFirst()).map {
          DOTGraph.Edge(from: $0, to: $1, attributes: [.style([.invisible])])
        }
      }
    }
    return dot
  }
}
