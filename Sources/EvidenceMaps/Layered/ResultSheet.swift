internal import EvidenceAnalysis
internal import EvidenceCore

/// One sheet with what a query found.
struct ResultSheet {
  let map: ResultMap

  private var graph: EvidenceGraph { map.graph }
  private var naming: Naming { Naming(graph: map.graph) }

  /// All statements of one relation from one node to another.
  private struct Line: Hashable {
    var from: NodeID
    var to: NodeID
    var relation: Relation
  }

  private var lines: [(line: Line, edges: [EdgeID])] {
    var order: [Line] = []
    var found: [Line: [EdgeID]] = [:]
    for edge in map.statements where graph.from(edge) != graph.to(edge) {
      let line = Line(
        from: graph.from(edge),
        to: graph.to(edge),
        relation: graph.relation(of: edge)
      )
      if found[line] == nil { order.append(line) }
      found[line, default: []].append(edge)
    }
    return order.map { ($0, found[$0] ?? []) }
  }

  /// The column of each node: behind all that leads to it, as far as no circle forbids it; where
  /// nothing leads anywhere, that of its kind.
  private func layers() -> [NodeID: Int] {
    let lines = lines
    guard !lines.isEmpty else {
      return Dictionary(
        map.nodes.map { ($0, OverviewGroups.stage(of: graph.kind(of: $0))) },
        uniquingKeysWith: { a, _ in a }
      )
    }
    var layers = Dictionary(map.nodes.map { ($0, 0) }, uniquingKeysWith: { a, _ in a })
    // A circle would go on for ever.
    for _ in 0..<12 {
      var hasMoved = false
      for (line, _) in lines {
        let least = (layers[line.from] ?? 0) + 1
        if layers[line.to] ?? 0 < least, least < 12 {
          layers[line.to] = least
          hasMoved = true
        }
      }
      if !hasMoved { break }
    }
    // What leads somewhere stands right before it.
    for (line, _) in lines where layers[line.from] == 0 {
      let next = lines.filter { $0.line.from == line.from }.compactMap { layers[$0.line.to] }.min()
      layers[line.from] = max(0, (next ?? 1) - 1)
    }
    return layers
  }

  func drawing(narrowness: Int = 0) -> LayeredDrawing {
    var drawing = LayeredDrawing()
    // The same bytes with Graphviz and without it.
    drawing.placing = .bySweeps
    let layers = layers()
    // Columns that nothing stands in are no columns.
    let used = Set(layers.values).sorted()
    let ranks = Dictionary(zip(used, used.indices), uniquingKeysWith: { a, _ in a })
    let order = map.nodes.sorted { a, b in
      let (x, y) = (layers[a] ?? 0, layers[b] ?? 0)
      return x != y ? x < y : a < b
    }
    var position: [NodeID: Int] = [:]
    for node in order {
      position[node] = drawing.nodes.count
      drawing.nodes.append(box(node, ranks[layers[node] ?? 0] ?? 0, narrowness))
    }
    for (number, item) in lines.enumerated() {
      guard let from = position[item.line.from], let to = position[item.line.to],
        drawing.nodes[from].layer != drawing.nodes[to].layer
      else { continue }
      drawing.edges.append(line(item.line, item.edges, number, from: from, to: to))
    }
    return drawing
  }

  private func box(_ node: NodeID, _ layer: Int, _ narrowness: Int) -> LayeredDrawing.Node {
    LayeredDrawing.Node(
      node,
      naming,
      lines: TextMeasure.wrap(
        graph.kind(of: node) == .paper ? naming.citation(node) : naming.title(node),
        size: LayeredDrawing.Node.nameSize,
        bold: true,
        width: narrowness > 0 ? 96 : 124,
        maxLines: 2
      ).lines,
      layer: layer
    )
  }

  private func line(
    _ line: Line,
    _ edges: [EdgeID],
    _ number: Int,
    from: Int,
    to: Int
  ) -> LayeredDrawing.Edge {
    let opposing = edges.allSatisfy { RelationWords.opposes($0, in: graph) }
    let denied = edges.allSatisfy { graph.isNegated($0) }
    let words =
      (denied ? "denied: " : "") + Naming.words(line.relation, graph.stance(of: edges[0]))
      + (edges.count > 1 ? " ×\(Figures.count(edges.count))" : "")
    let sources = edges.map { graph.source(of: $0)?.text ?? "unknown" }.uniqued
    let tooltip =
      "\(naming.brief(line.from)) \(words) \(naming.brief(line.to))\nsaid by: "
      + Figures.list(sources, first: 3)
    return LayeredDrawing.Edge(
      idPart: "\(number + 1)-\(line.relation.name)",
      from: from,
      to: to,
      style: LineStyle(opposes: opposing, isInferred: graph.areInferred(edges), width: 1.5),
      label: LayeredDrawing.Label(
        rings: [],
        value: "",
        word: TextMeasure.fitted(words, size: 7, width: 90),
        paint: opposing ? .opposingText : .second
      ),
      name: tooltip,
      tooltip: tooltip
    )
  }

  private func legend(_ drawing: LayeredDrawing) -> [LegendItem] {
    LineLegend(
      drawing: drawing,
      widths: [(1.5, "statement")],
      shapes: drawing.shapes()
    ).items()
  }

  func draw() throws(EvidenceError) -> String {
    let sheet = LayeredSheet(kind: "Result map", text: text(), legend: legend)
    let attempts =
      [(0, 12.0), (0, 6), (1, 6)].map {
        LayeredSheet.Attempt(narrowness: $0.0, separation: $0.1)
      } + [LayeredSheet.Attempt(size: (.infinity, .infinity), narrowness: 1, separation: 6)]
    guard let drawn = try sheet.fitting(map, attempts, drawing: drawing) else {
      throw EvidenceError("map-too-large", "the result fits no sheet")
    }
    return drawn
  }

  func dotGraph() -> DOTGraph {
    let drawing = drawing()
    return drawing.dot(text(), legend: legend(drawing))
  }

  private func text() -> SheetText {
    let footers = Footers(graph: graph)
    let counts =
      "\(Figures.count(map.nodes.count, "node")) and "
      + "\(Figures.count(map.statements.count, "statement"))"
    let drawn = lines.reduce(0) { $0 + $1.edges.count }
    let rest = map.statements.count - drawn
    let schemes = Set(map.nodes.compactMap { graph.scheme(of: $0) })
    return SheetText(
      of: map,
      kind: "RESULT MAP",
      isPreliminary: footers.isPreliminary,
      title: "What did the query find?",
      subtitle: "Nodes and statements that a query returned, from left to right as they lead.",
      headline: [TextRun(counts, bold: true), TextRun(".")],
      footers: [
        SheetText.Footer(
          text:
            "A line is one or more statements of one relation; its sources stand in the tooltip. "
            + "What is joined here is what is stated; which chains carry evidence, evidence.paths says."
            + (rest > 0
              ? " Not drawn: \(Figures.count(rest, "statement")) of a node to itself." : "")
        )
      ] + footers.noticeFooters + [
        SheetText.Footer(
          text: "What is not drawn was not asked for, or is not recorded in this graph. "
            + footers.data(schemes: schemes.sorted { $0.precedesInUTF8($1) })
        )
      ],
      description: "\(counts) that a query found. The same content can be had as a table."
    )
  }
}
