public import EvidenceAnalysis
public import EvidenceCore

/// One classification scheme as a tidy tree, with what is known of each concept.
///
/// The tree is placed here: a parent stands level with its first child, and a wider gap follows a
/// family. A scheme too long for a page is folded to the deepest level that fits, and
/// ``EvidenceMap/svgSheets()`` shows the rest.
///
/// ```swift
/// let map = TaxonomyMap(coverage: coverage, graph: graph)
/// let picture = try map.svg()
/// ```
public struct TaxonomyMap: EvidenceMap {
  /// What is known of each concept.
  public let coverage: SchemeCoverage
  /// The graph that it is drawn from.
  public let graph: EvidenceGraph
  /// How it is drawn.
  public let options: MapOptions
  /// Whether every cell that holds anything is preliminary.
  let isAllPreliminary: Bool
  /// What holds nothing below each concept.
  let blanks: [BlankCells]

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
    blanks = coverage.blanksBelow()
  }

  func overview() -> TaxonomySheet? {
    for level in AxisPlan.levels(of: coverage.axis) {
      let plan = TaxonomyPlan(map: self, axis: AxisPlan(coverage.axis, level: level))
      if let sheet = TaxonomySheet.fitting(plan, items: plan.axis.items) { return sheet }
    }
    return nil
  }

  func parts() -> [TaxonomySheet] {
    let plan = TaxonomyPlan(map: self, axis: AxisPlan(coverage.axis))
    return plan.axis.parts(of: plan.axis.items) { TaxonomySheet.fitting(plan, items: $0) != nil }
      .compactMap { TaxonomySheet.fitting(plan, items: $0) }
  }

  func dotGraph() -> DOTGraph {
    let naming = Naming(graph: graph)
    let words = TaxonomyWords(map: self, plan: AxisPlan(coverage.axis))
    var dot = DOTGraph()
    dot.remarks = words.sheetText().remarks
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
  func content() -> [[String]] {
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
}

extension TaxonomyMap: SplitMap {
  static let idPrefix = "tax"
  var weighing: Policy? { coverage.policy }
}
