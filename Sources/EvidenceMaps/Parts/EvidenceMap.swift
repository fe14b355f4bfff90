internal import EvidenceAnalysis
public import EvidenceCore

/// A map of any kind: what can be asked of each of them.
///
/// ```swift
/// let map: any EvidenceMap = OverviewMap(graph: graph)
/// let picture = try map.svg()
/// ```
public protocol EvidenceMap: Sendable {
  /// The map as SVG on one sheet.
  ///
  /// - Returns: the same bytes for the same graph.
  /// - Throws: `EvidenceError` if there is nothing to draw, if no page can hold it, or if it takes
  ///   Graphviz and the package was built without it.
  func svg() throws(EvidenceError) -> String

  /// The map as SVG on as many sheets as it needs, in reading order; one, where the map folds.
  ///
  /// - Throws: `EvidenceError` as ``svg()`` does.
  func svgSheets() throws(EvidenceError) -> [String]

  /// The map as Graphviz itself draws ``dot()``, with only what is safe left in it.
  ///
  /// - Returns: the same bytes for the same graph, whatever fonts the machine has.
  /// - Throws: `EvidenceError` past the budget of the map's options, or if the package was built
  ///   without Graphviz.
  func plainSVG() throws(EvidenceError) -> String

  /// The map in the DOT language, for Graphviz to lay out; needs no Graphviz itself.
  ///
  /// - Returns: the same bytes for the same graph.
  func dot() -> String

  /// The map's content as rows of text, headings first, for readers who do not see it; nothing is
  /// folded. What was selected, and what is only supposed, stands in columns of its own.
  func table() -> [[String]]
}

extension EvidenceMap {
  public func svgSheets() throws(EvidenceError) -> [String] { [try svg()] }
}

/// What each map here has beside what is public of it.
protocol DrawnMap: EvidenceMap {
  var options: MapOptions { get }
  /// What stands before the ids of its drawing, where the options name nothing.
  static var idPrefix: String { get }
  /// By which evidence is weighed in it; `nil` where none is.
  var weighing: Policy? { get }
  /// What it shows as rows of text, headings first.
  func content() -> [[String]]
  func dotGraph() -> DOTGraph
}

extension DrawnMap {
  var weighing: Policy? { nil }

  var idPrefix: String { options.idPrefix ?? Self.idPrefix }

  public func dot() -> String { dotGraph().text }

  public func plainSVG() throws(EvidenceError) -> String {
    let graph = dotGraph()
    let title = graph.caption.first?.text ?? "Map"
    let drawn = try LayoutDoor.render(graph, budget: options.budget)
    let id = SVGText.idPart(idPrefix)
    return try PlainSVG(
      prefix: id.first?.isLetter == true ? id : "map" + id,
      title: title,
      description: graph.caption.dropFirst().map(\.text).joined(separator: " ")
    ).rewritten(drawn)
  }
}
