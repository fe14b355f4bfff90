internal import EvidenceAnalysis
public import EvidenceCore

/// The whole of a graph in one picture: nodes counted by kind, scheme and data set, and the
/// statements between them counted by relation.
///
/// Papers stand at the left, then what they propose, the risks, and the schemes at the right. No
/// single node is drawn; where even the counted ones do not fit a page, data sets and then schemes
/// are folded, and the sheet says so. ``ConceptsMap`` and ``NodesMap`` fold less.
///
/// ```swift
/// let picture = try OverviewMap(graph: graph).svg()
/// ```
public struct OverviewMap: EvidenceMap {
  /// The graph that it is drawn from.
  public let graph: EvidenceGraph
  /// How it is drawn.
  public let options: MapOptions

  /// Makes an overview of a graph.
  public init(graph: EvidenceGraph, options: MapOptions = MapOptions()) {
    self.graph = graph
    self.options = options
  }

  /// The map as SVG on one landscape sheet.
  ///
  /// - Returns: the same bytes for the same graph.
  /// - Throws: `EvidenceError` if the graph is empty, if the package was built without Graphviz, or
  ///   if not even the kinds fit a page; `dot()` still works.
  /// - Complexity: O(*n* + *m*) for *n* nodes and *m* statements.
  public func svg() throws(EvidenceError) -> String {
    guard graph.nodeCount > 0 else {
      throw EvidenceError("empty-graph", "there is no node to draw", hint: "import something first")
    }
    for fold in OverviewGroups.Fold.allCases {
      let sheet = OverviewSheet(map: self, groups: OverviewGroups(graph, fold: fold))
      if let drawn = try sheet.draw() { return drawn }
    }
    let groups = OverviewGroups(graph, fold: .schemes)
    for most in [28, 20, 14, 8] {
      if let drawn = try OverviewSheet(map: self, groups: groups, mostDrawn: most).draw() {
        return drawn
      }
    }
    throw EvidenceError(
      "map-too-large",
      "the graph has too many kinds for a page",
      hint: "ask for DOT text, or for a map of one scheme"
    )
  }

  func dotGraph() -> DOTGraph {
    let sheet = OverviewSheet(map: self, groups: OverviewGroups(graph, fold: .nothing))
    let drawing = sheet.drawing()
    return drawing.dot(sheet.text(), legend: sheet.legend(drawing))
  }

  /// The counts as rows of text, headings first: the groups of nodes, then the statements between
  /// them, one relation a row.
  func content() -> [[String]] {
    let groups = OverviewGroups(graph, fold: .nothing)
    let names = groups.groups.map { OverviewSheet.name($0) }
    return [["from", "relation", "to", "count"]]
      + groups.groups.indices.map { [names[$0], "", "", String(groups.groups[$0].count)] }
      + groups.bundles.flatMap { bundle in
        bundle.relations.map {
          [
            names[bundle.from], $0.relation.name + ($0.opposes ? " (opposes)" : ""),
            names[bundle.to], String($0.count),
          ]
        }
      }
  }
}

extension OverviewMap: DrawnMap {
  static let idPrefix = "ovw"
}
