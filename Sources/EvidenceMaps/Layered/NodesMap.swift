public import EvidenceCore

/// Every node of a graph in the column of its kind, and the statements between columns, on a sheet as
/// large as they need: for a screen or a poster, where an overview folds too much.
///
/// ```swift
/// let picture = try NodesMap(graph: graph).svg()
/// ```
public struct NodesMap: EvidenceMap {
  /// The graph that it is drawn from.
  public let graph: EvidenceGraph
  /// How it is drawn.
  public let options: MapOptions

  /// Makes a map of all nodes of a graph.
  public init(graph: EvidenceGraph, options: MapOptions = MapOptions()) {
    self.graph = graph
    self.options = options
  }

  /// The map as SVG on one sheet.
  ///
  /// The layers are placed here and not by Graphviz, in time that grows with the size of the graph:
  /// see `Layout/LayerPlacement`.
  /// - Returns: the same bytes for the same graph, with and without Graphviz.
  /// - Throws: `EvidenceError` if the graph is empty.
  /// - Complexity: O((*n* + *m*) log *n*) for *n* nodes and *m* statements.
  public func svg() throws(EvidenceError) -> String {
    guard graph.nodeCount > 0 else {
      throw EvidenceError("empty-graph", "there is no node to draw", hint: "import something first")
    }
    return try NodesSheet(map: self).draw()
  }

  func dotGraph() -> DOTGraph { NodesSheet(map: self).dotGraph() }

  /// Nodes and then the statements between columns as rows of text, headings first.
  func content() -> [[String]] { NodesSheet(map: self).table() }
}

extension NodesMap: DrawnMap {
  static let idPrefix = "ovw"
}
