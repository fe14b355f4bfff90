internal import EvidenceAnalysis
internal import EvidenceCore

/// One sheet of a map of what lies around a node.
struct AroundSheet {
  let map: AroundMap
  let surroundings: Surroundings

  /// How many statements far it reaches: fewer than were asked for, where more fit no page.
  let hops: Int

  init(map: AroundMap, hops: Int? = nil, limit: Int) {
    self.map = map
    self.hops = hops ?? map.hops
    surroundings = map.surroundings(hops: self.hops, limit: limit)
  }

  private var graph: EvidenceGraph { map.graph }
  private var naming: Naming { Naming(graph: map.graph) }

  /// How many boxes and words the layout would have to place.
  var boxCount: Int { surroundings.members.count + surroundings.links.count }

  /// The sheet, or nothing where it does not fit.
  func draw() throws(EvidenceError) -> String? {
    try LayeredSheet(kind: "Neighbourhood map", text: text(), legend: legend).fitting(
      map,
      [(0, 12.0), (0, 6), (1, 8), (1, 4)].map {
        LayeredSheet.Attempt(narrowness: $0.0, separation: $0.1)
      },
      drawing: drawing
    )
  }

  func drawing(narrowness: Int = 0) -> LayeredDrawing {
    var drawing = LayeredDrawing()
    let order = surroundings.members.indices.sorted { a, b in
      let (x, y) = (surroundings.members[a], surroundings.members[b])
      return x.layer != y.layer ? x.layer < y.layer : a < b
    }
    var position: [Int: Int] = [:]
    for index in order {
      position[index] = drawing.nodes.count
      drawing.nodes.append(box(surroundings.members[index], index, narrowness))
    }
    for (number, link) in surroundings.links.enumerated() {
      guard let from = position[link.from], let to = position[link.to] else { continue }
      drawing.edges.append(edge(link, number, from: from, to: to))
    }
    for layer in Set(surroundings.members.map(\.layer)) {
      drawing.heads[layer] =
        abs(layer) > 1
        ? "\(abs(layer)) steps away" : ["Leads to it", "This node", "It leads to"][layer + 1]
    }
    return drawing
  }

  private func box(_ member: Surroundings.Member, _ index: Int, _ narrowness: Int)
    -> LayeredDrawing.Node
  {
    guard let node = member.node else {
      let kind = Naming.words(member.kind, plural: member.count > 1)
      let text = "and \(Figures.count(member.count)) more"
      return LayeredDrawing.Node(
        idPart: "folded-\(index)",
        shape: .counted,
        lines: [text],
        detail: kind,
        layer: member.layer,
        name: "\(text) \(kind)",
        tooltip: "\(text) \(kind), folded"
      )
    }
    let isPaper = member.kind == .paper
    let isCenter = member.layer == 0
    let lines = TextMeasure.wrap(
      isPaper && !isCenter
        ? naming.citation(node) : isPaper ? naming.name(node) : naming.title(node),
      size: LayeredDrawing.Node.nameSize,
      bold: true,
      width: narrowness > 0 ? 96 : 124,
      maxLines: isCenter ? 4 : 2
    ).lines
    var box = LayeredDrawing.Node(
      node,
      naming,
      lines: lines,
      detail: isCenter && isPaper ? naming.citation(node) : "",
      layer: member.layer
    )
    box.isStrong = isCenter
    return box
  }

  private func edge(_ link: Surroundings.Link, _ number: Int, from: Int, to: Int)
    -> LayeredDrawing.Edge
  {
    let says = said(link.edges)
    let opposing = link.edges.count { RelationWords.opposes($0, in: graph) }
    let onlyOpposes = opposing > 0 && opposing == link.edges.count
    let words = says.map { $0.words + ($0.count > 1 ? " ×\(Figures.count($0.count))" : "") }
    let sources = Set(link.edges.compactMap { graph.sourceNode(of: $0) }).sorted()
    var tooltip = says.map { "\($0.words): \(Figures.count($0.count, "statement"))" }
      .joined(separator: "\n")
    if !sources.isEmpty {
      tooltip +=
        "\nsaid by: " + Figures.list(sources.map { naming.citation($0) }, first: 3)
    }
    let confidences = link.edges.compactMap { graph.confidence(of: $0) }
    tooltip +=
      "\nconfidence: "
      + (confidences.count < link.edges.count
        ? "unknown for \(link.edges.count - confidences.count)"
        : confidences.map { SupportScore.text($0) }.prefix(5).joined(separator: ", "))
    return LayeredDrawing.Edge(
      idPart: "\(number + 1)-\(link.relation.name)",
      from: from,
      to: to,
      style: LineStyle(
        opposes: onlyOpposes,
        isInferred: graph.areInferred(link.edges),
        width: 1.5
      ),
      label: LayeredDrawing.Label(
        rings: [],
        value: words.count > 1 ? TextMeasure.fitted(words[0], size: 8, width: 90) : "",
        word: TextMeasure.fitted(words.last ?? "", size: 7, width: 90),
        paint: onlyOpposes || says.last?.opposes == true ? .opposingText : .second,
        valuePaint: says.first?.opposes == true ? .opposingText : .ink
      ),
      name: tooltip,
      tooltip: tooltip
    )
  }

  private struct Said: Hashable {
    var words: String
    var opposes: Bool
  }

  /// What statements say, each with how many say it: those that oppose are counted apart.
  private func said(_ edges: [EdgeID]) -> [(words: String, count: Int, opposes: Bool)] {
    var counts: [Said: Int] = [:]
    for edge in edges {
      let said = Said(
        words: Naming.words(graph.relation(of: edge), graph.stance(of: edge)),
        opposes: RelationWords.opposes(edge, in: graph)
      )
      counts[said, default: 0] += 1
    }
    return counts.sorted { ($1.value, $0.key.words) < ($0.value, $1.key.words) }
      .map { (words: $0.key.words, count: $0.value, opposes: $0.key.opposes) }
  }

  func legend(_ drawing: LayeredDrawing) -> [LegendItem] {
    let shapes = drawing.shapes(counted: "several, folded")
    return LineLegend(
      drawing: drawing,
      widths: [(1.5, "statement")],
      shapes: shapes.filter { $0.0 != .counted } + shapes.filter { $0.0 == .counted }
    ).items()
  }

  func text() -> SheetText {
    let footers = Footers(graph: graph)
    let name = naming.brief(map.node)
    return SheetText(
      of: map,
      kind: "NEIGHBOURHOOD MAP",
      isPreliminary: footers.isPreliminary,
      title: "What is stated about \(name)?",
      subtitle: subtitle,
      headline: headline,
      footers: footerTexts(footers),
      description: description
    )
  }

  private var subtitle: String {
    let followed =
      map.relations.map { list in
        "following " + list.map { Naming.words($0) }.joined(separator: ", ")
      } ?? "following every relation"
    return
      "\(naming.title(map.node)) and what lies up to \(Figures.count(hops, "statement")) away, "
      + "\(followed)."
  }

  private func states(_ edges: some Sequence<EdgeID>) -> Bool {
    edges.contains { !graph.isNegated($0) }
  }

  private var headline: [TextRun] {
    let node = map.node
    let kind = graph.kind(of: node)
    var runs: [TextRun] = []
    let isTarget = kind == .risk || kind == .riskDomain
    let follows = map.relations?.contains(.addresses) ?? true
    if surroundings.statements.isEmpty {
      return [TextRun("Nothing is stated about it", .gapText, bold: true), TextRun(".")]
    }
    if isTarget, follows, !states(graph.incoming(node, .addresses)) {
      runs = [TextRun("No measure is stated to address it itself", .gapText, bold: true)]
    } else if kind == .mitigation, follows, !states(graph.outgoing(node, .addresses)) {
      runs = [TextRun("Nobody states which risk it addresses", .gapText, bold: true)]
    }
    let nodes = surroundings.members.reduce(0) { $0 + $1.count } - 1
    let counts =
      "\(Figures.count(surroundings.statements.count, "statement")) with "
      + "\(Figures.count(nodes, "other node"))"
    runs.append(runs.isEmpty ? TextRun(counts, bold: true) : TextRun("; \(counts)"))
    let most = said(surroundings.statements)
    runs.append(
      TextRun(
        ": "
          + most.prefix(4).map { "\(Figures.count($0.count)) \($0.words)" }
          .joined(separator: ", ") + (most.count > 4 ? " and others." : ".")
      )
    )
    return runs
  }

  private func footerTexts(_ common: Footers) -> [SheetText.Footer] {
    var first =
      "A line is one or more statements of one relation; its sources stand in the tooltip. "
      + "Statements among boxes of one column are not drawn. "
    first +=
      surroundings.folded > 0
      ? "Folded: \(Figures.count(surroundings.folded, "node")) into counted boxes, the last by key."
      : hops < map.hops ? "" : "Nothing was folded."
    if hops < map.hops {
      first +=
        " Left out: what lies \(hops + 1 == map.hops ? "\(map.hops)" : "\(hops + 1) to \(map.hops)") "
        + "statements away, for want of room; the table has it."
    }
    let schemes = Set(surroundings.members.compactMap(\.node)).compactMap { graph.scheme(of: $0) }
    return [SheetText.Footer(text: first)] + common.noticeFooters + [
      SheetText.Footer(
        text: "What is not drawn is not recorded in this graph; it may exist. "
          + common.data(schemes: Set(schemes).sorted { $0.precedesInUTF8($1) })
      )
    ]
  }

  private var description: String {
    "\(naming.title(map.node)) in the middle, what leads to it at the left, what it leads to at the "
      + "right: \(Figures.count(surroundings.statements.count, "statement")). "
      + "The same content can be had as a table."
  }
}
