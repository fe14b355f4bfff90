public import EvidenceAnalysis
public import EvidenceCore

/// A folded picture of the whole of a graph: what is counted at each concept of one scheme, and the
/// concepts of another that it reaches.
///
/// The rows of a coverage matrix stand at the left, its columns at the right, both in the order of
/// their schemes. A line joins two where the cell between them has witnesses, by the chains of the
/// coverage analysis and by nothing less; what reaches a column from none of the rows stands in a
/// box of its own, so that no count leaves anything out. ``CoverageMap`` tells how firm each is.
///
/// ```swift
/// let picture = try ConceptsMap(matrix: matrix, graph: graph).svg()
/// ```
public struct ConceptsMap: EvidenceMap {
  /// What it draws.
  public let matrix: CoverageMatrix
  /// The graph that it is drawn from.
  public let graph: EvidenceGraph
  /// How it is drawn.
  public let options: MapOptions
  /// The same matrix at the levels that were asked for, whose cells a headline counts.
  private let whole: CoverageMatrix?

  /// Makes a map of a matrix, most often one at the top levels.
  ///
  /// `whole` is the same matrix of all levels, where nobody asked for the top ones: what is drawn as cells
  /// is folded from it, and counts what it folds.
  public init(
    matrix: CoverageMatrix,
    within whole: CoverageMatrix? = nil,
    graph: EvidenceGraph,
    options: MapOptions = MapOptions()
  ) {
    self.matrix = matrix
    self.whole = whole
    self.graph = graph
    self.options = options
  }

  /// The map as SVG, on one landscape sheet where it fits one, else on one as high as it needs; past
  /// a hundred or so lines, as the matrix that they come from.
  ///
  /// - Returns: the same bytes for the same matrix, with and without Graphviz.
  /// - Throws: `EvidenceError` if the matrix has no rows or no columns.
  /// - Complexity: O(*c* + *w*) for *c* cells with *w* witnesses.
  public func svg() throws(EvidenceError) -> String {
    guard !matrix.rows.entries.isEmpty, !matrix.columns.entries.isEmpty else {
      throw EvidenceError(
        "empty-axis",
        "the matrix has no \(matrix.rows.entries.isEmpty ? "rows" : "columns") to draw",
        hint: "name a scheme that has concepts at this level"
      )
    }
    let flow = ConceptFlow(matrix)
    let sheet = ConceptsSheet(map: self, flow: flow)
    // A tangle of lines says less than the matrix that it is.
    guard flow.lines.count <= ConceptsMap.mostLines else {
      var options = options
      options.title = options.title ?? sheet.text().title
      options.idPrefix = idPrefix
      return try CoverageMap(matrix: whole ?? matrix, graph: graph, options: options).svg()
    }
    return try sheet.draw()
  }

  /// More lines than this are drawn as cells.
  static let mostLines = 96

  func dotGraph() -> DOTGraph {
    let sheet = ConceptsSheet(map: self, flow: ConceptFlow(matrix))
    let drawing = sheet.drawing()
    return drawing.dot(sheet.text(), legend: sheet.legend(drawing))
  }

  /// The boxes and lines as rows of text, headings first.
  func content() -> [[String]] {
    ConceptsSheet(map: self, flow: ConceptFlow(matrix)).table()
  }
}

extension ConceptsMap: DrawnMap {
  static let idPrefix = "ovw"
  var weighing: Policy? { matrix.policy }
}
