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

  /// A table and no tree of boxes: Graphviz would choose an order of its own.
  func dotGraph() -> DOTGraph {
    let naming = Naming(graph: graph)
    let plan = AxisPlan(coverage.axis)
    let words = TaxonomyWords(map: self, plan: plan)
    let depth = (plan.items.map(\.depth).max() ?? 0) + 1
    var table = DOTTable(rows: [])
    for item in plan.items {
      let node = coverage.axis.entries[item.entry].node
      var line = [DOTTable.Cell](repeating: DOTTable.Cell(width: 14), count: item.depth)
      line.append(
        DOTTable.Cell(
          text: naming.title(node),
          isBold: item.depth == 0,
          isLeft: true,
          columns: depth - item.depth,
          fill: item.isLeaf ? nil : Palette.light.panel
        )
      )
      line.append(DOTTable.Cell(words.face(item.entry)))
      table.rows.append(line)
    }
    return DOTGraph(text: words.sheetText(), table: table, legend: words.legend())
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
