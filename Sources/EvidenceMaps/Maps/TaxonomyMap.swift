public import EvidenceAnalysis
public import EvidenceCore

/// One classification scheme as a tidy tree, with what is known of each concept.
///
/// The tree is placed here: a parent stands level with its first child, and a wider gap follows a
/// family. A scheme too long for a page is folded to the deepest level that fits, and
/// ``svgSheets()`` shows the rest.
///
/// ```swift
/// let map = TaxonomyMap(coverage: coverage, graph: graph)
/// let picture = try map.svg()
/// ```
public struct TaxonomyMap: Sendable {
  public let coverage: SchemeCoverage
  public let graph: EvidenceGraph
  public let options: MapOptions
  /// Whether every cell that holds anything is preliminary.
  let isAllPreliminary: Bool

  /// Makes a map of what is known of a scheme.
  public init(
    coverage: SchemeCoverage,
    graph: EvidenceGraph,
    options: MapOptions = MapOptions()
  ) {
    self.coverage = coverage
    self.graph = graph
    self.options = options
    isAllPreliminary = coverage.cells.isAllPreliminary
  }

  /// The map as SVG, on one sheet of at most A4.
  ///
  /// - Returns: the same bytes for the same scheme.
  /// - Throws: `EvidenceError` if nothing stands in the scheme.
  public func svg() throws(EvidenceError) -> String {
    try checkShape()
    if let sheet = bestSheet() { return sheet.draw() }
    return try sheets()[0].draw()
  }

  /// The whole map as SVG, on as many sheets as it needs, split between top concepts.
  ///
  /// - Returns: one sheet where everything fits; else an overview, if there is a level that fits,
  ///   and then the families in the scheme's order. Every sheet says which it is.
  /// - Throws: `EvidenceError` if nothing stands in the scheme.
  public func svgSheets() throws(EvidenceError) -> [String] {
    try checkShape()
    let best = bestSheet()
    if let best, best.plan.level == nil { return [best.draw()] }
    return try sheets().map { $0.draw() }
  }

  /// The sheets of a scheme that no single one holds: an overview where a level fits, then the parts.
  private func sheets() throws(EvidenceError) -> [TaxonomySheet] {
    let best = bestSheet()
    let parts = TaxonomySplit(map: self).sheets()
    let all = (best.map { [$0] } ?? []) + parts
    guard !all.isEmpty else {
      throw EvidenceError(
        "map-too-large",
        "the scheme has too many levels for a page",
        hint: "ask for a higher level, or for DOT text"
      )
    }
    return all.enumerated().map { index, sheet in
      var sheet = sheet
      sheet.sheet = "sheet \(index + 1) of \(all.count): \(sheet.contents)"
      return sheet
    }
  }

  /// The scheme in the DOT language, for Graphviz to lay out; needs no Graphviz itself.
  ///
  /// - Returns: the same bytes for the same scheme.
  public func dot() -> String { dotGraph().text }

  func dotGraph() -> DOTGraph {
    let naming = Naming(graph: graph)
    let words = TaxonomyWords(map: self, plan: AxisPlan(coverage.axis))
    let text = words.sheetText()
    var dot = DOTGraph()
    dot.remarks =
      [text.kind, text.title, text.subtitle, TextRun.plain(text.headline)]
      + text.footers.map(\.text)
    dot.attributes = [.leftToRight, .nodeSeparation(6), .rankSeparation(30)]
    dot.nodeAttributes = [.shape(.box)]
    dot.edgeAttributes = [.arrowHead(.none), .colour(Palette.light.rule)]
    for (index, entry) in coverage.axis.entries.enumerated() {
      let cell = coverage.cells[index]
      let face = CellFace(cell, policy: coverage.policy)
      var attributes: [DOTAttribute] = [
        .label("\(naming.title(entry.node))\n\(face.signedText)"), .tooltip(words.tooltip(index)),
      ]
      switch cell.state {
      case .searchedEmpty:
        attributes += [
          .style([.dashed]), .colour(Palette.light.gap), .fontColour(Palette.light.gap),
        ]
      case .notSearched: attributes += [.style([.dotted]), .colour(Palette.light.notSearched)]
      case .inferredOnly: attributes += [.style([.dashed]), .colour(Palette.light.outline)]
      case .covered, .assertedOnly:
        attributes += [.style([.filled]), .fill(Palette.light.fills[min(face.fill, 3)])]
      default: break
      }
      dot.nodes.append(DOTGraph.Node(name: graph.key(of: entry.node).text, attributes: attributes))
      if let parent = entry.parent, coverage.axis.entries.indices.contains(parent) {
        dot.edges.append(
          DOTGraph.Edge(
            from: graph.key(of: coverage.axis.entries[parent].node).text,
            to: graph.key(of: entry.node).text,
            attributes: []
          )
        )
      }
    }
    return dot
  }

  /// The scheme as rows of text, a concept a row, headings first.
  public func table() -> [[String]] {
    let naming = Naming(graph: graph)
    return [
      [
        "level", "concept", "state", "papers", "all papers", "witnesses", "here", "below",
        "unresolved", "newest", "also",
      ]
    ]
      + coverage.axis.entries.enumerated().map { index, entry in
        let cell = coverage.cells[index]
        return [
          String(entry.level), naming.title(entry.node), cell.state.rawValue,
          String(cell.independentPapers), String(cell.papers),
          String(cell.witnesses), String(cell.here), String(cell.below),
          String(cell.unresolved), cell.newestYear.map { String($0) } ?? "?",
          cell.marks.map(\.rawValue).joined(separator: ", "),
        ]
      }
  }

  func checkShape() throws(EvidenceError) {
    guard coverage.axis.entries.isEmpty else { return }
    throw EvidenceError(
      "empty-scheme",
      "there is no concept to draw in '\(coverage.axis.selection)'",
      hint: "check the scheme's name and version"
    )
  }

  private func bestSheet() -> TaxonomySheet? {
    for level in AxisPlan.levels(of: coverage.axis) {
      let plan = AxisPlan(coverage.axis, level: level)
      if let sheet = TaxonomySheet.fitting(map: self, plan: plan, items: plan.items) {
        return sheet
      }
    }
    return nil
  }
}

/// Splits a scheme into sheets between its top concepts.
struct TaxonomySplit {
  let map: TaxonomyMap

  func sheets() -> [TaxonomySheet] {
    let plan = AxisPlan(map.coverage.axis)
    var result: [TaxonomySheet] = []
    var part: [AxisPlan.Item] = []
    func flush() {
      guard !part.isEmpty else { return }
      if var sheet = TaxonomySheet.fitting(map: map, plan: plan, items: part) {
        sheet.contents = contents(part)
        result.append(sheet)
      } else {
        result += halves(part, plan)
      }
      part = []
    }
    for family in plan.families {
      let longer = part + family
      if !part.isEmpty, TaxonomySheet.fitting(map: map, plan: plan, items: longer) == nil {
        flush()
      }
      part += family
    }
    flush()
    return result
  }

  /// A family that is too long, in parts that each repeat its top.
  private func halves(_ items: [AxisPlan.Item], _ plan: AxisPlan) -> [TaxonomySheet] {
    guard items.count > 2 else { return [] }
    let middle = items.count / 2
    let ancestors = items[..<middle].filter { plan.isBelow(items[middle].entry, $0.entry) }
    return [Array(items[..<middle]), ancestors + items[middle...]].flatMap { half in
      if var sheet = TaxonomySheet.fitting(map: map, plan: plan, items: half) {
        sheet.contents = contents(half)
        return [sheet]
      }
      return half.count < items.count ? halves(half, plan) : []
    }
  }

  private func contents(_ items: [AxisPlan.Item]) -> String {
    let naming = Naming(graph: map.graph)
    let names = [items.first, items.last].compactMap { $0 }.map { item in
      let node = map.coverage.axis.entries[item.entry].node
      return naming.code(node) ?? String(naming.name(node).prefix(16))
    }
    return names.first == names.last ? names.first ?? "" : names.joined(separator: "–")
  }
}
