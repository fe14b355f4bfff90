internal import EvidenceAnalysis
public import EvidenceCore

/// Some nodes and statements of a graph, as a query found them: each node in a box, what leads to
/// another at its left.
///
/// A statement brings its two nodes with it. What the query did not find is not drawn, and the sheet
/// says so: a walk is what is stated, and no evidence chain.
///
/// ```swift
/// let map = ResultMap(nodes: [paper], statements: edges, graph: graph)
/// let picture = try map.svg()
/// ```
public struct ResultMap: EvidenceMap {
  /// The nodes, with those of the statements, each once, in the order of keys.
  public let nodes: [NodeID]
  /// The statements, each once, in their order in the graph.
  public let statements: [EdgeID]
  /// The graph that it is drawn from.
  public let graph: EvidenceGraph
  /// How it is drawn.
  public let options: MapOptions

  /// More boxes than this are no picture that anybody reads.
  public static let mostNodes = 240

  /// Makes a map of a result.
  ///
  /// - Complexity: O(*k* log *k*) for *k* nodes and statements.
  public init(
    nodes: [NodeID],
    statements: [EdgeID],
    graph: EvidenceGraph,
    options: MapOptions = MapOptions()
  ) {
    self.statements = Set(statements).sorted()
    let ends = statements.flatMap { [graph.from($0), graph.to($0)] }
    self.nodes = Set(nodes + ends).sorted()
    self.graph = graph
    self.options = options
  }

  /// The map as SVG on one sheet, which grows where a page is too small.
  ///
  /// - Returns: the same bytes for the same result.
  /// - Throws: `EvidenceError` if there is no node, or more than ``mostNodes``.
  public func svg() throws(EvidenceError) -> String {
    guard !nodes.isEmpty else {
      throw EvidenceError(
        "nothing-to-draw",
        "the result holds no node, statement or path",
        hint: "return what you want to see: RETURN n, or a path: MATCH p = … RETURN p"
      )
    }
    guard nodes.count <= Self.mostNodes else {
      throw EvidenceError(
        "map-too-large",
        "the result holds \(nodes.count) nodes; \(Self.mostNodes) are drawn at most",
        hint: "return fewer of them: LIMIT 50"
      )
    }
    return try ResultSheet(map: self).draw()
  }

  func dotGraph() -> DOTGraph { ResultSheet(map: self).dotGraph() }

  /// The nodes that no statement joins and then the statements as rows of text, headings first.
  func content() -> [[String]] {
    let naming = Naming(graph: graph)
    let joined = Set(statements.flatMap { [graph.from($0), graph.to($0)] })
    return [["from", "relation", "to", "source", "via", "stance"]]
      + nodes.filter { !joined.contains($0) }.map { [naming.title($0), "", "", "", "", ""] }
      + statements.map { edge in
        [
          naming.title(graph.from(edge)), graph.relation(of: edge).name,
          naming.title(graph.to(edge)), graph.source(of: edge)?.text ?? "unknown",
          graph.via(of: edge) ?? "unknown", graph.stance(of: edge)?.rawValue ?? "",
        ]
      }
  }
}

extension ResultMap: DrawnMap {
  static let idPrefix = "res"
}
