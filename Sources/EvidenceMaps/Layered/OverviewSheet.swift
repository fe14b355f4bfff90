internal import EvidenceAnalysis
internal import EvidenceCore

/// One sheet of an overview.
struct OverviewSheet {
  let map: OverviewMap
  let groups: OverviewGroups
  /// Of the lines, only so many are drawn, those of the most statements; `nil` draws all.
  var mostDrawn: Int?

  private var graph: EvidenceGraph { map.graph }

  /// What a group is called in full.
  static func name(_ group: OverviewGroups.Group) -> String {
    let kind = Naming.words(group.kind, plural: group.count != 1)
    return "\(Figures.count(group.count)) \(kind)" + (part(group).map { ", \($0)" } ?? "")
  }

  private static func part(_ group: OverviewGroups.Group) -> String? {
    switch group.part {
    case .scheme(let id, let title):
      "\(LegibleText.clean(title, limit: 120)) (\(LegibleText.clean(id, limit: 60)))"
    case .dataSet(let name): LegibleText.clean(name, limit: 120)
    case .withoutDataSet: "data set not stated"
    case nil: group.folded > 0 ? "of \(group.folded) \(group.foldedWord)" : nil
    }
  }

  /// Bundles between groups of different columns are drawn as lines; the others are listed.
  private var drawn: [OverviewGroups.Bundle] { split.drawn }
  private var listed: [OverviewGroups.Bundle] { split.listed }

  private var split: (drawn: [OverviewGroups.Bundle], listed: [OverviewGroups.Bundle]) {
    func isHeavier(_ a: OverviewGroups.Bundle, _ b: OverviewGroups.Bundle) -> Bool {
      a.count != b.count ? a.count > b.count : (a.from, a.to) < (b.from, b.to)
    }
    let within = groups.bundles.filter { isWithinColumn($0) }
    let between = groups.bundles.filter { !isWithinColumn($0) }
    guard let mostDrawn, between.count > mostDrawn else {
      return (between, within.sorted(by: isHeavier))
    }
    let order = between.sorted(by: isHeavier)
    let drawn = order.prefix(mostDrawn).sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    return (drawn, (within + order.dropFirst(mostDrawn)).sorted(by: isHeavier))
  }

  private func isWithinColumn(_ bundle: OverviewGroups.Bundle) -> Bool {
    OverviewGroups.stage(of: groups.groups[bundle.from].kind)
      == OverviewGroups.stage(of: groups.groups[bundle.to].kind)
  }

  /// More lines than this between counted groups are a tangle.
  private static let mostLines = 32
  private static let mostListed = 6

  /// The sheet, or nothing where it does not fit.
  func draw() throws(EvidenceError) -> String? {
    let isFree = mostDrawn != nil
    guard drawn.count <= OverviewSheet.mostLines, groups.groups.count <= 40 || isFree else {
      return nil
    }
    let lines = listLines
    let sheet = LayeredSheet(
      kind: "Overview map",
      text: text(),
      legend: legend,
      below: LayeredSheet.Below(
        height: lines.isEmpty ? 0 : 17 + Double(lines.count) * 9.6,
        draw: { drawList(lines, at: $0, on: &$1) }
      )
    )
    var attempts = [(0, 18.0), (0, 9), (1, 12), (1, 5)].map {
      LayeredSheet.Attempt(narrowness: $0.0, separation: $0.1)
    }
    // Where kinds are many, the sheet is as high as they need.
    if isFree {
      let size = (MapStyle.landscape.width, Double.infinity)
      attempts.append(LayeredSheet.Attempt(size: size, narrowness: 1, separation: 5))
    }
    return try sheet.fitting(map, attempts, drawing: drawing)
  }

  func legend(_ drawing: LayeredDrawing) -> [LegendItem] {
    LineLegend(
      drawing: drawing,
      widths: [(1.5, "statements, counted")],
      shapes: drawing.shapes(plural: true)
    ).items()
  }

  func drawing(narrowness: Int = 0) -> LayeredDrawing {
    var drawing = LayeredDrawing()
    for (index, group) in groups.groups.enumerated() {
      drawing.nodes.append(box(group, index, narrowness))
    }
    for (index, bundle) in drawn.enumerated() {
      drawing.edges.append(edge(bundle, index))
    }
    drawing.headByStage()
    return drawing
  }

  private func box(_ group: OverviewGroups.Group, _ index: Int, _ narrowness: Int)
    -> LayeredDrawing.Node
  {
    let count = "\(Figures.count(group.count)) "
    let width = narrowness > 0 ? 96.0 : 132
    var short = OverviewSheet.part(group) ?? ""
    if case .scheme(let id, let title) = group.part {
      let title = LegibleText.clean(title, limit: 120)
      let isShort = TextMeasure.room(title, size: LayeredDrawing.Node.detailSize) <= width
      short = isShort ? title : LegibleText.clean(id, limit: 60)
    }
    let kind = TextMeasure.fitted(
      count + Naming.words(group.kind, plural: group.count != 1),
      size: LayeredDrawing.Node.nameSize,
      bold: true,
      width: width
    )
    let name = OverviewSheet.name(group)
    let inside = group.inside.map(\.words)
    return LayeredDrawing.Node(
      idPart: "\(group.kind.name)-\(index + 1)",
      kind: group.kind,
      shape: NodeShape.of(group.kind, isTop: false, declared: graph.kinds),
      lines: [kind],
      detail: TextMeasure.fitted(short, size: LayeredDrawing.Node.detailSize, width: width),
      isHollow: group.kind == .riskDomain,
      layer: OverviewGroups.stage(of: group.kind),
      name: name,
      tooltip: name
        + (inside.isEmpty ? "" : "\namong themselves: " + inside.joined(separator: ", "))
    )
  }

  private func edge(_ bundle: OverviewGroups.Bundle, _ index: Int) -> LayeredDrawing.Edge {
    let (from, to) = (groups.groups[bundle.from], groups.groups[bundle.to])
    let parts = bundle.relations.map(\.words)
    let onlyOpposes = bundle.opposing == bundle.count
    let name =
      "\(OverviewSheet.name(from)) → \(OverviewSheet.name(to)): "
      + parts.joined(separator: ", ")
    return LayeredDrawing.Edge(
      idPart: "\(index + 1)",
      from: bundle.from,
      to: bundle.to,
      style: LineStyle(
        opposes: onlyOpposes,
        isInferred: bundle.inferred == bundle.count,
        width: 1.5
      ),
      label: LayeredDrawing.Label(
        rings: [],
        value: Figures.count(onlyOpposes ? bundle.count : bundle.count - bundle.opposing),
        word: TextMeasure.fitted(word(bundle), size: 7, width: 92)
      ),
      name: name,
      tooltip: name
    )
  }

  /// The relation, or the kinds of match, that a line stands for.
  private func word(_ bundle: OverviewGroups.Bundle) -> String {
    let said = bundle.relations.filter { !$0.opposes }
    guard let first = said.first else { return Naming.words(.addresses, .opposes) }
    let opposing = bundle.opposing > 0 ? ", \(Figures.count(bundle.opposing)) opposes" : ""
    if said.count > 1, said.allSatisfy({ $0.relation.isMatch }) { return "matches" + opposing }
    return Naming.words(first.relation) + (said.count > 1 ? ", +\(said.count - 1)" : "") + opposing
  }

  /// Statements between groups of one column and within a group, in sentences.
  private var listLines: [String] {
    var lines = listed.prefix(OverviewSheet.mostListed).map { bundle in
      let parts = bundle.relations.map(\.words)
      return "\(OverviewSheet.name(groups.groups[bundle.from])) → "
        + "\(OverviewSheet.name(groups.groups[bundle.to])): \(parts.joined(separator: ", "))"
    }
    let rest = listed.dropFirst(OverviewSheet.mostListed)
    if !rest.isEmpty {
      let count = rest.reduce(0) { $0 + $1.count }
      lines.append(
        "\(Figures.count(rest.count)) more pairs with \(Figures.count(count, "statement")); "
          + "the table holds them"
      )
    }
    for group in groups.groups where !group.inside.isEmpty {
      let parts = group.inside.map(\.words)
      lines.append("Among \(OverviewSheet.name(group)): \(parts.joined(separator: ", "))")
    }
    return lines.prefix(OverviewSheet.mostListed + 7).map {
      TextMeasure.fitted(
        $0,
        size: 7.5,
        width: MapStyle.landscape.width - 2 * MapStyle.pageMargin - 4
      )
    }
  }

  private func drawList(_ lines: [String], at top: Double, on canvas: inout SVGCanvas) {
    guard !lines.isEmpty else { return }
    let left = MapStyle.pageMargin
    canvas.line([Point(left, top), Point(MapStyle.landscape.width - left, top)], .rule)
    var y = top + 11
    canvas.text(
      mostDrawn == nil
        ? "Statements within a column, not drawn as lines"
        : "Statements that are not drawn as lines",
      at: Point(left, y),
      size: 7.5,
      .second,
      bold: true
    )
    for line in lines {
      y += 9.6
      canvas.text(line, at: Point(left, y), size: 7.5)
    }
  }

  func text() -> SheetText {
    let footers = Footers(graph: graph)
    return SheetText(
      of: map,
      kind: "OVERVIEW MAP",
      isPreliminary: footers.isPreliminary,
      title: "What does \(footers.subject) hold?",
      subtitle: "All nodes counted by kind, scheme and data set, and the statements between them "
        + "counted by relation. No single node is drawn.",
      headline: headline,
      footers: footerTexts(footers),
      description: description
    )
  }

  /// What is missing between kinds of which the graph holds some, as the list of gaps counts it.
  private var missing: String? {
    let (risks, mitigations) = (graph.nodes(of: .risk).count, graph.nodes(of: .mitigation).count)
    guard mitigations > 0 else { return nil }
    let analysis = GapAnalysis(graph)
    let open = analysis.nodeGaps(kinds: [.riskWithoutMitigation]).count
    if open > 0 {
      return "\(Figures.count(open)) of \(Figures.count(risks, "risk")) are addressed "
        + "by no stated measure"
    }
    let silent = analysis.nodeGaps(kinds: [.mitigationWithoutRisk]).count
    guard silent > 0 else { return nil }
    return "\(Figures.count(silent)) of \(Figures.count(mitigations, "measure")) are "
      + "without a statement of what they address"
  }

  private var headline: [TextRun] {
    var runs: [TextRun] = []
    if let missing {
      runs = [TextRun(missing, .gapText, bold: true), TextRun(". ")]
    }
    runs.append(
      TextRun(
        "\(Figures.count(graph.nodeCount, "node")) and "
          + "\(Figures.count(graph.statementCount, "statement")).",
        bold: true
      )
    )
    return runs
  }

  private func footerTexts(_ common: Footers) -> [SheetText.Footer] {
    let negated = graph.edges.filter { graph.isNegated($0) }.count
    var first =
      "A box counts nodes, a line statements of one or more relations; which, stands in its "
      + "tooltip and in the table. Neither the size of a box nor the width of a line says "
      + "anything. A node stands with the data set that states the most of it."
    if negated > 0 {
      first += " Left out: \(Figures.count(negated, "negated statement"))."
    }
    let folded = groups.groups.filter { $0.folded > 1 }.map { group in
      "\(group.folded) \(group.foldedWord) of \(Naming.words(group.kind, plural: true))"
    }
    first +=
      folded.isEmpty
      ? " Nothing else was folded." : " Folded: \(folded.joined(separator: "; ")) into one box."
    return [SheetText.Footer(text: first)] + common.noticeFooters + [
      SheetText.Footer(
        text: "Where no line runs, this graph records no statement; there may be some elsewhere. "
          + "Many statements are not much evidence: one paper may make hundreds. "
          + common.data(schemes: graph.header.schemes.map(\.id))
      )
    ]
  }

  private var description: String {
    let parts = groups.groups.prefix(30).map { OverviewSheet.name($0) }
    return parts.joined(separator: "; ") + ". \(Figures.count(groups.bundles.count)) bundles of "
      + "statements between them. The same content can be had as a table."
  }
}

extension OverviewGroups.Count {
  /// `12 addresses`, `3 opposes`.
  var words: String {
    "\(Figures.count(count)) \(Naming.words(relation, opposes ? .opposes : nil))"
  }
}

extension OverviewGroups.Group {
  /// What was folded into it.
  var foldedWord: String { foldsSchemes ? "schemes and data sets" : "data sets" }
}
