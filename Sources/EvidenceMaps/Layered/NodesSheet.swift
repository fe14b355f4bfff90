internal import EvidenceAnalysis
internal import EvidenceCore

/// One sheet with every node of a graph, as large as they need.
struct NodesSheet {
  let map: NodesMap

  private var graph: EvidenceGraph { map.graph }
  private var naming: Naming { Naming(graph: map.graph) }

  /// More lines than this are drawn without a name each.
  private static let mostNamedLines = 600

  /// Past so many nodes the sheet would be longer than anybody reads: of each kind only those with the
  /// most statements are drawn.
  static let mostNodes = 360

  /// What a box stands for: one node, or the rest of a kind.
  private struct Member {
    var nodes: [NodeID]
    var isFolded: Bool
  }

  private let members: [Member]
  /// The box of each node, by its position.
  private let boxOfNode: [Int]

  init(map: NodesMap) {
    self.map = map
    let graph = map.graph
    var members: [Member] = []
    for kind in graph.kinds {
      let nodes = Array(graph.nodes(of: kind))
      let share = max(12, nodes.count * NodesSheet.mostNodes / max(graph.nodeCount, 1))
      guard graph.nodeCount > NodesSheet.mostNodes, nodes.count > share else {
        members += nodes.map { Member(nodes: [$0], isFolded: false) }
        continue
      }
      let degrees = nodes.map { graph.outgoing($0).count + graph.incoming($0).count }
      let order = nodes.indices.sorted {
        degrees[$0] != degrees[$1] ? degrees[$0] > degrees[$1] : $0 < $1
      }
      members += order.prefix(share).sorted().map { Member(nodes: [nodes[$0]], isFolded: false) }
      members.append(
        Member(nodes: order.dropFirst(share).map { nodes[$0] }.sorted(), isFolded: true)
      )
    }
    var boxes = [Int](repeating: 0, count: graph.nodeCount)
    for (index, member) in members.enumerated() {
      for node in member.nodes { boxes[node.position] = index }
    }
    self.members = members
    boxOfNode = boxes
  }

  private var folded: Int { members.filter(\.isFolded).reduce(0) { $0 + $1.nodes.count } }

  /// All statements between two boxes, in one direction.
  private struct Line {
    var from: Int
    var to: Int
    var edges: [EdgeID]
  }

  private struct Ends: Hashable {
    var from: Int
    var to: Int
  }

  /// Statements between columns, those of the same two boxes together.
  private var lines: [Line] {
    var found: [Ends: [EdgeID]] = [:]
    for edge in graph.edges where !graph.isNegated(edge) {
      let (from, to) = (graph.from(edge), graph.to(edge))
      guard
        OverviewGroups.stage(of: graph.kind(of: from))
          != OverviewGroups.stage(of: graph.kind(of: to))
      else { continue }
      let ends = Ends(from: boxOfNode[from.position], to: boxOfNode[to.position])
      found[ends, default: []].append(edge)
    }
    return found.map { Line(from: $0.from, to: $0.to, edges: $1) }
      .sorted { ($0.from, $0.to) < ($1.from, $1.to) }
  }

  /// - Complexity: O((*n* + *m*) log *n*) for *n* nodes and *m* statements.
  func drawing() -> LayeredDrawing {
    let lines = lines
    var drawing = LayeredDrawing()
    drawing.placing = .bySweeps
    drawing.hasNamedLines = lines.count <= NodesSheet.mostNamedLines
    drawing.leastRankSeparation = drawing.hasNamedLines ? 60 : 160
    for member in members { drawing.nodes.append(box(member)) }
    tellApart(&drawing)
    for (index, line) in lines.enumerated() {
      drawing.edges.append(edge(line, index, named: drawing.hasNamedLines))
    }
    drawing.headByStage()
    return drawing
  }

  /// Boxes whose names read alike when they are cut: what differs in them, else what differs in their keys.
  private func tellApart(_ drawing: inout LayeredDrawing) {
    func fitted(_ name: String, besides mark: String = "") -> String {
      let size = LayeredDrawing.Node.nameSize
      let room = NodesSheet.nameWidth - TextMeasure.room(mark, size: size, bold: true)
      return TextMeasure.fitted(name, size: size, bold: true, width: room) + mark
    }
    let single = members.indices.filter { !members[$0].isFolded }
    // What is marked may come to read like what was apart before.
    for pass in 0..<4 {
      let groups = Dictionary(grouping: single, by: { drawing.nodes[$0].lines }).values
        .filter { $0.count > 1 }
      if groups.isEmpty { break }
      for alike in groups {
        let nodes = alike.map { members[$0].nodes[0] }
        let names = nodes.map { graph.kind(of: $0) == .paper ? naming.name($0) : naming.title($0) }
        var lines = Naming.apart(names).map { fitted($0) }
        if pass > 0 || Set(lines).count < lines.count {
          lines = zip(names, naming.marks(nodes)).map { fitted($0, besides: " [\($1)]") }
        }
        for (box, line) in zip(alike, lines) { drawing.nodes[box].lines = [line] }
      }
    }
  }

  private static let nameWidth = 132.0

  private func box(_ member: Member) -> LayeredDrawing.Node {
    let node = member.nodes[0]
    let kind = graph.kind(of: node)
    guard !member.isFolded else {
      let text = "and \(Figures.count(member.nodes.count)) more"
      let name = "\(text) \(Naming.words(kind, plural: true))"
      return LayeredDrawing.Node(
        idPart: "folded-\(kind.name)",
        shape: .counted,
        lines: [text],
        detail: Naming.words(kind, plural: true),
        layer: OverviewGroups.stage(of: kind),
        name: name,
        tooltip: "\(name), folded"
      )
    }
    return LayeredDrawing.Node(
      node,
      naming,
      lines: [
        TextMeasure.fitted(
          kind == .paper ? naming.citation(node) : naming.title(node),
          size: LayeredDrawing.Node.nameSize,
          bold: true,
          width: NodesSheet.nameWidth
        )
      ],
      layer: OverviewGroups.stage(of: kind)
    )
  }

  /// What a box is called in a sentence.
  private func brief(_ box: Int) -> String {
    let member = members[box]
    return member.isFolded
      ? "\(Figures.count(member.nodes.count)) more" : naming.brief(member.nodes[0])
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
        "\(brief(line.from)) "
        + words.sorted { $0.precedesInUTF8($1) }.joined(separator: ", ")
        + " \(brief(line.to)): \(Figures.count(line.edges.count, "statement"))"
    }
    var style =
      bearing.isEmpty ? .quiet : LineStyle(opposes: opposes, isInferred: false, width: 0.8)
    style.isDashed = graph.areInferred(line.edges)
    return LayeredDrawing.Edge(
      idPart: "\(index + 1)",
      from: line.from,
      to: line.to,
      style: style,
      name: tooltip,
      tooltip: tooltip
    )
  }

  /// The room between boxes.
  private static let separation = 4.0

  private func legend(_ drawing: LayeredDrawing) -> [LegendItem] {
    LineLegend(
      drawing: drawing,
      widths: [(0.8, "evidence")],
      shapes: drawing.shapes(counted: "several, folded"),
      quiet: "coding"
    ).items()
  }

  func draw() throws(EvidenceError) -> String {
    let drawing = drawing()
    let sheet = LayeredSheet(kind: "Overview map", text: text(drawing), legend: legend)
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
      title: "What does \(footers.subject) hold, node by node?",
      subtitle: "Every node in the column of its kind, and the statements between columns.",
      headline: [
        TextRun(
          "\(Figures.count(graph.nodeCount, "node")) and "
            + "\(Figures.count(graph.statementCount, "statement")).",
          bold: true
        ),
        TextRun(folded > 0 ? " Folded: \(Figures.count(folded)) with the fewest statements." : ""),
      ],
      footers: footerTexts(footers, drawing),
      description:
        "\(Figures.count(graph.nodeCount, "node")) in columns by kind, "
        + "\(Figures.count(drawing.edges.count, "line")) between them. The same content can be had as "
        + "a table."
    )
  }

  private func footerTexts(_ common: Footers, _ drawing: LayeredDrawing) -> [SheetText.Footer] {
    let drawn = lines.reduce(0) { $0 + $1.edges.count }
    let negated = graph.edges.filter { graph.isNegated($0) }.count
    let within = graph.statementCount - drawn - negated
    var first =
      "A line stands for all statements between two boxes; every sheet of this detail is as large as "
      + "its nodes need, so that it is for a screen or a poster. "
      + (folded > 0
        ? "Of each kind those with the most statements are drawn, the rest is counted in one box; the "
          + "table names them." : "Nothing was folded.")
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
    let placed = try? drawing.placed(
      width: MapStyle.landscape.width - 2 * MapStyle.pageMargin,
      nodeSeparation: NodesSheet.separation
    )
    return drawing.dot(text(drawing), legend: legend(drawing), at: placed)
  }

  /// Nodes and then the statements between columns as rows of text, headings first; nothing is folded.
  func table() -> [[String]] {
    [["from", "relation", "to", "count"]]
      + graph.nodes.map { [graph.key(of: $0).text, "", naming.title($0), "1"] }
      + graph.nodes.flatMap { node in
        var counts: [NodeID: [Relation: Int]] = [:]
        let stage = OverviewGroups.stage(of: graph.kind(of: node))
        for edge in graph.outgoing(node) where !graph.isNegated(edge) {
          let other = graph.to(edge)
          guard OverviewGroups.stage(of: graph.kind(of: other)) != stage else { continue }
          counts[other, default: [:]][graph.relation(of: edge), default: 0] += 1
        }
        return counts.sorted { $0.key < $1.key }.flatMap { other, relations in
          relations.sorted { $0.key < $1.key }.map {
            [graph.key(of: node).text, $0.key.name, graph.key(of: other).text, String($0.value)]
          }
        }
      }
  }
}
