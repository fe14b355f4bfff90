public import EvidenceAnalysis
public import EvidenceCore

/// The evidence chains between two nodes as a picture: how one bears on the other, who says so, and
/// how firmly.
///
/// The ten strongest chains are drawn, or as many as a page holds; the sheet says how many are left
/// out. Where there is no chain, the nearest miss is drawn with its missing statement.
///
/// ```swift
/// let map = PathsMap(answer: answer, graph: graph)
/// let picture = try map.svg()
/// ```
public struct PathsMap: EvidenceMap {
  /// The chains, or the nearest miss.
  public let answer: PathAnswer
  /// The graph that it is drawn from.
  public let graph: EvidenceGraph
  /// How it is drawn.
  public let options: MapOptions

  /// The chains in the answer's order, but one that does not oppose first, if there is one: the
  /// picture is built about it.
  let chains: [EvidenceChain]

  /// The positions of as many chains as asked for: the first, and one that opposes among them, where
  /// there is any.
  func drawn(_ count: Int) -> [Int] {
    let first = Array(chains.indices.prefix(count))
    guard count > 1, !first.contains(where: { chains[$0].stance == .opposes }),
      let against = chains.firstIndex(where: { $0.stance == .opposes })
    else { return first }
    return first.dropLast() + [against]
  }

  /// Measures and papers of the chains that are called alike.
  let twins: Set<NodeID>

  /// More chains than this are not drawn in one picture.
  static let mostChains = 10

  /// Makes a map of the answer to a question of paths.
  public init(answer: PathAnswer, graph: EvidenceGraph, options: MapOptions = MapOptions()) {
    self.answer = answer
    self.graph = graph
    self.options = options
    var chains = answer.chains
    if let first = chains.firstIndex(where: { $0.stance != .opposes }) {
      chains.insert(chains.remove(at: first), at: 0)
    }
    self.chains = chains
    let naming = Naming(graph: graph)
    let nodes = Set(answer.chains.prefix(200).flatMap(\.nodes))
    let named = Dictionary(grouping: nodes) { naming.title($0) }
    twins = Set(named.values.filter { $0.count > 1 }.joined())
  }

  /// The map as SVG on one landscape sheet.
  ///
  /// - Returns: the same bytes for the same answer.
  /// - Throws: `EvidenceError` if the package was built without Graphviz, or if not even one chain
  ///   fits the page; `dot()` still works.
  public func svg() throws(EvidenceError) -> String {
    var count = min(chains.count, PathsMap.mostChains)
    while true {
      let sheet = PathsSheet(map: self, places: drawn(count))
      if let drawn = try sheet.draw(isLast: count <= 1) { return drawn }
      count -= 1
    }
  }

  func dotGraph() -> DOTGraph {
    let sheet = PathsSheet(map: self, places: drawn(PathsMap.mostChains))
    let drawing = sheet.drawing()
    return drawing.dot(sheet.text(), legend: sheet.legend(drawing))
  }

  /// The chains as rows of text, one a row, headings first: all that the answer lists.
  func content() -> [[String]] {
    let words = ChainWords(map: self)
    let marks = words.marks(chains)
    return [["chain", "path", "kind", "stance", "strength", "weakest link", "against"]]
      + chains.enumerated().map { index, chain in
        [
          String(index + 1),
          [words.path(chain), marks[index]].filter { !$0.isEmpty }.joined(separator: " "),
          chain.directness.rawValue, chain.stance.rawValue,
          SupportScore.text(chain.strength), words.weakest(chain), words.against(chain),
        ]
      }
      + (answer.nearestMiss.map {
        [["–", words.path($0), "no path", "", "–", words.missing($0), ""]]
      }
        ?? [])
  }
}

extension PathsMap: DrawnMap {
  static let idPrefix = "pth"
  var weighing: Policy? { answer.policy }
}
