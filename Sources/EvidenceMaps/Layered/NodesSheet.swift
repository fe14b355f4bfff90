internal import EvidenceAnalysis
internal import EvidenceCore

/// One sheet with every node of a graph, as large as they need.
struct NodesSheet {
  let map: NodesMap

  private var graph: EvidenceGraph { map.graph }
  private var naming: Naming { Naming(graph: map.graph) }

  /// More lines than this are drawn without a name each.
  private static let mostNamedLines = 600

  /// All statements between two nodes, in one direction.
  private struct Line {
    var from: NodeID
    var to: NodeID
    var edges: [EdgeID]
  }

  /// Statements between columns, those of the same two nodes together.
  private var lines: [Line] {
    var lines: [Line] = []
    for node in graph.nodes {
      let column = OverviewGroups.stage(of: graph.kind(of: node))
      var here: [NodeID: [EdgeID]] = [:]
      for edge in graph.outgoing(node) where !graph.isNegated(edge) {
        let other = graph.to(edge)
        guard OverviewGroups.stage(of: graph.kind(of: other)) != column else { continue }
        here[other, default: []].append(edge)
      }
      for (other, edges) in here.sorted(by: { $0.key < $1.key }) {
        lines.append(Line(from: node, to: other, edges: edges))
      }
    }
    return lines
  }

  /// - Complexity: O((*n* + *m*) log *n*) for *n* nodes and *m* statements.
  func drawing() -> LayeredDrawing {
    let lines = lines
    var drawing = LayeredDrawing()
    drawing.placing = .bySweeps
    drawing.hasNamedLines = lines.count <= NodesSheet.mostNamedLines
    drawing.leastRankSeparation = drawing.hasNamedLines ? 60 : 160
    for node in graph.nodes { drawing.nodes.append(box(node)) }
    for (index, line) in lines.enumerated() {
      drawing.edges.append(edge(line, index, named: drawing.hasNamedLines))
    }
    drawing.headByStage()
    return drawing
  }

  private func box(_ node: NodeID) -> LayeredDrawing.Node {
    let kind = graph.kind(of: node)
    return LayeredDrawing.Node(
      node,
      naming,
      lines: [
        TextMeasure.fitted(
          kind == .paper ? naming.citation(node) : naming.title(node),
          size: LayeredDrawing.Node.nameSize,
          bold: true,
          width: 132
        )
      ],
      layer: OverviewGroups.stage(of: kind)
    )
  }

  private func edge(_ line: Line, _ index: Int, named: Bool) -> LayeredDrawing.Edge {
    let bearing = line.edges.filter { graph.relation(of: $0).bearsEvidence }
    let opposes = !bearing.isEmpty && bearing.allSatisfy { RelationWords.opposes($0, in: graph) }
    var tooltip = ""
    if named {
      let words = Set(
        line.edges.map { Naming.words(graph.relation(of: $0), graph.stance(of: $0)) }
      )
      tooltip =
        "\(naming.brief(line.from)) "
        + words.sorted { $0.precedesInUTF8($1) }.joined(separator: ", ")
        + " \(naming.brief(line.to)): \(Figures.count(line.edges.count, "statement"))"
    }
    var style =
      bearing.isEmpty ? .quiet : LineStyle(opposes: opposes, isInferred: false, width: 0.8)
    style.isDashed = graph.areInferred(line.edges)
    return LayeredDrawing.Edge(
      idPart: "\(index + 1)",
      from: line.from.position,
      to: line.to.position,
      style: style,
      name: tooltip,
      tooltip: tooltip
    )
  }

  /// The room between boxes.
  private static let separation = 4.0

  func draw() throws(EvidenceError) -> String {
    let drawing = drawing()
    let sheet = LayeredSheet(kind: "Overview map", text: text(drawing)) { drawing in
      LineLegend(
        drawing: drawing,
        widths: [(0.8, "evidence")],
        shapes: drawing.shapes(),
        quiet: "coding"
      ).items()
    }
    let free = LayeredSheet.Attempt(
      size: (.infinity, .infinity),
      separation: NodesSheet.separation
    )
    guard let drawn = try sheet.fitting(map, [free], drawing: { _ in drawing }) else {
      throw EvidenceError("map-too-large", "the nodes fit no sheet")
    }
    return drawn
  }

  func text(_ drawing: LayeredDrawing) -> SheetText {
    let footers = Footers(graph: graph)
    return SheetText(
      of: map,
      kind: "OVERVIEW MAP",
      isPreliminary: footers.isPreliminary,
      title: "What does this graph hold, node by node?",
      subtitle: "Every node in the column of its kind, and the statements between columns.",
      headline: [
        TextRun(
          "\(Figures.count(graph.nodeCount, "node")) and "
            + "\(Figures.count(graph.statementCount, "statement")).",
          bold: true
        )
      ],
      footers: footerTexts(footers, drawing),
      description:
        "\(Figures.count(graph.nodeCount, "node")) in columns by kind, "
        + "\(Figures.count(drawing.edges.count, "line")) between them. The same content is given as "
        + "a table."
    )
  }

  private func footerTexts(_ common: Footers, _ drawing: LayeredDrawing) -> [SheetText.Footer] {
    let drawn = lines.reduce(0) { $0 + $1.edges.count }
    let negated = graph.edges.filter { graph.isNegated($0) }.count
    let within = graph.statementCount - drawn - negated
    var first =
      "A line stands for all statements between two nodes; every sheet of this detail is as large as "
      + "its nodes need, so that it is for a screen or a poster. Nothing was folded."
    if within > 0 {
      first += " Not drawn: \(Figures.count(within, "statement")) within a column."
    }
    if negated > 0 { first += " Left out: \(Figures.count(negated, "negated statement"))." }
    if !drawing.hasNamedLines {
      first += " Single lines have no tooltip; the table holds them."
    }
    return [SheetText.Footer(text: first)] + common.noticeFooters + [
      SheetText.Footer(
        text: "Where no line runs, this graph records no statement; there may be some elsewhere. "
          + common.data(schemes: graph.header.schemes.map(\.id))
      )
    ]
  }

  func dotGraph() -> DOTGraph {
    let drawing = drawing()
    let remarks = text(drawing).remarks
    let placed = try? drawing.placed(
      width: MapStyle.landscape.width - 2 * MapStyle.pageMargin,
      nodeSeparation: NodesSheet.separation
    )
    return drawing.dot(remarks: remarks, at: placed)
  }

  /// Nodes and then the statements between columns as rows of text, headings first.
  func table() -> [[String]] {
    [["from", "relation", "to", "count"]]
      + graph.nodes.map { [graph.key(of: $0).text, "", naming.title($0), "1"] }
      + lines.flatMap { line in
        Dictionary(grouping: line.edges) { graph.relation(of: $0) }
          .sorted { $0.key < $1.key }.map {
            [
              graph.key(of: line.from).text, $0.key.name, graph.key(of: line.to).text,
              String($0.value.count),
            ]
          }
      }
  }
}
