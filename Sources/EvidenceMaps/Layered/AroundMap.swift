internal import EvidenceAnalysis
public import EvidenceCore

/// One node and what is stated around it, some statements far.
///
/// What leads to the node stands at its left, what it leads to at its right. Where many statements
/// of one relation meet a node, the first are drawn and the rest is folded into a counted box.
///
/// ```swift
/// let map = AroundMap(node: node, hops: 2, graph: graph)
/// let picture = try map.svg()
/// ```
public struct AroundMap: EvidenceMap {
  /// The node in the middle.
  public let node: NodeID
  /// How many statements far, from 1 to 3.
  public let hops: Int
  /// The relations that are followed; `nil` follows all.
  public let relations: [Relation]?
  /// The graph that it is drawn from.
  public let graph: EvidenceGraph
  /// How it is drawn.
  public let options: MapOptions

  /// Makes a map of what lies around a node.
  public init(
    node: NodeID,
    hops: Int = 1,
    relations: [Relation]? = nil,
    graph: EvidenceGraph,
    options: MapOptions = MapOptions()
  ) {
    self.node = node
    self.hops = min(max(hops, 1), 3)
    self.relations = relations
    self.graph = graph
    self.options = options
  }

  /// What lies around the node, some statements far and with so many nodes of one relation shown.
  func surroundings(hops: Int? = nil, limit: Int) -> Surroundings {
    Surroundings(of: node, hops: hops ?? self.hops, relations: relations, limit: limit, in: graph)
  }

  /// The map as SVG on one landscape sheet.
  ///
  /// - Returns: the same bytes for the same graph.
  /// - Throws: `EvidenceError` if the package was built without Graphviz, or if the page cannot
  ///   hold the map even when it is folded as far as it goes; `dot()` still works.
  public func svg() throws(EvidenceError) -> String {
    var last: AroundSheet?
    for hops in (1...hops).reversed() {
      for limit in [12, 9, 7, 5, 4, 3, 2, 1] {
        let sheet = AroundSheet(map: self, hops: hops, limit: limit)
        last = sheet
        if sheet.boxCount > LayoutRequest.mostNodes / 3 { continue }
        if let drawn = try sheet.draw() { return drawn }
      }
    }
    let count = last.map { Figures.count($0.boxCount) } ?? "too many"
    throw EvidenceError(
      "map-too-large",
      "what lies around the node does not fit a page: \(count) boxes",
      hint: "ask for fewer hops, or name the relations to follow"
    )
  }

  func dotGraph() -> DOTGraph {
    let sheet = AroundSheet(map: self, limit: 7)
    let drawing = sheet.drawing()
    return drawing.dot(sheet.text(), legend: sheet.legend(drawing))
  }

  /// The statements as rows of text, one a row, headings first; nothing is folded.
  func content() -> [[String]] {
    let naming = Naming(graph: graph)
    let all = surroundings(limit: .max)
    return [["from", "relation", "to", "source", "via", "stance", "confidence"]]
      + all.statements.map { edge in
        [
          naming.title(graph.from(edge)), graph.relation(of: edge).name,
          naming.title(graph.to(edge)),
          graph.source(of: edge)?.text ?? "unknown", graph.via(of: edge) ?? "unknown",
          graph.stance(of: edge)?.rawValue ?? "",
          SupportScore.text(graph.confidence(of: edge)),
        ]
      }
  }
}

extension AroundMap: DrawnMap {
  static let idPrefix = "arn"
}
