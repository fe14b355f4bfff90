internal import EvidenceAnalysis
internal import EvidenceCore

/// One evidence-and-gap matrix as a table that needs no scripts.
struct ReportTable {
  /// Counted from 1.
  let number: Int
  let matrix: CoverageMatrix
  let graph: EvidenceGraph
  /// The positions on the axes that the table shows, and what was left out.
  let rows: [Int]
  let columns: [Int]
  let leftOut: String?
  private let showsWords: Bool
  /// The blanks at or below each row and column, shown or not.
  private let blanks: MatrixBlanks

  init(
    number: Int,
    matrix: CoverageMatrix,
    graph: EvidenceGraph,
    cellBudget: Int
  ) throws(EvidenceError) {
    for axis in [matrix.rows, matrix.columns] where axis.entries.isEmpty {
      throw EvidenceError(
        "empty-matrix",
        "there is nothing to show: nothing stands on '\(axis.selection)'",
        hint: "check the scheme's name and version, and the level"
      )
    }
    self.number = number
    self.matrix = matrix
    self.graph = graph
    (rows, columns, leftOut) = ReportTable.shown(matrix, cellBudget)
    blanks = matrix.blanks()
    let empty = matrix.cells.count { $0.state == .searchedEmpty }
    showsWords = empty * 5 <= matrix.cells.count * 2
  }

  /// Everything where it fits; else the top concepts, as many as fit.
  private static func shown(
    _ matrix: CoverageMatrix,
    _ budget: Int
  ) -> (rows: [Int], columns: [Int], leftOut: String?) {
    let (rows, columns) = (matrix.rows.entries, matrix.columns.entries)
    if matrix.cells.count <= budget {
      return (Array(rows.indices), Array(columns.indices), nil)
    }
    let topColumns = columns.indices.filter { columns[$0].parent == nil }
    let shownColumns = Array(topColumns.prefix(max(1, min(200, budget))))
    let most = max(1, budget / shownColumns.count)
    let topRows = rows.indices.filter { rows[$0].parent == nil }
    let all = rows.count <= most ? Array(rows.indices) : topRows
    let shownRows = Array(all.prefix(most))
    return (
      shownRows, shownColumns,
      "The matrix has \(Figures.count(rows.count, "row")) and "
        + "\(Figures.count(columns.count, "column")); shown are \(Figures.count(shownRows.count)) and "
        + "\(Figures.count(shownColumns.count)), from the top of the schemes. Name a level or narrower "
        + "axes to see the rest."
    )
  }

  private var naming: Naming { Naming(graph: graph) }

  var id: String { "matrix-\(number)" }

  var title: String {
    let kinds = Naming.words(matrix.witnessKind, plural: true)
    return "\(Naming.capitalised(kinds)): \(matrix.rows.title) against "
      + matrix.columns.title
  }

  /// What a table over its budget leaves out, under the concepts that it shows.
  private func folds(_ position: @escaping (NodeID) -> Int?) -> String {
    guard leftOut != nil else { return "" }
    func folds(_ axis: CoverageAxis, _ shown: [Int], _ side: String, _ totals: [CoverageCell])
      -> String
    {
      let kept = Set(shown)
      return ReportFolds(
        of: axis,
        words: side + "s",
        graph: graph,
        position: position,
        drawn: { kept.contains($0) ? headID(side, $0) : nil },
        note: { Figures.count(totals[$0].independentPapers, "paper") }
      ).html
    }
    return folds(matrix.rows, rows, "row", matrix.rowTotals)
      + folds(matrix.columns, columns, "column", matrix.columnTotals)
  }

  private func headID(_ side: String, _ place: Int) -> String { "\(id)-\(side)-\(place)" }

  /// The id of a head of a table that leaves something out.
  private func idOfHead(_ side: String, _ place: Int) -> String {
    leftOut == nil ? "" : " id=\"\(headID(side, place))\""
  }

  /// The table with its words.
  ///
  /// - Parameter position: the place of a node in the page's data.
  func section(_ position: @escaping (NodeID) -> Int?) -> String {
    """
    <section id="\(id)" class="matrix\(isNarrow ? " narrow" : "")" data-matrix="\(number - 1)">
    <h3>\(HTMLText.escape(title, limit: 240))</h3>
    \(matrix.reasonEmpty.map { "<p class=\"gap\">\(HTMLText.escape(Footers.sentence(Naming.capitalised($0))))</p>" } ?? "")
    <p class="note">A number counts \(counted), rolled up from the concepts below; grey rows \
    and columns hold others. An empty cell says that none is recorded in this graph.</p>
    \(leftOut.map { "<p class=\"note\">\(HTMLText.escape($0))</p>" } ?? "")
    \(matrix.reasonEmpty == nil ? "" : "<details><summary>The \(Figures.count(rows.count * columns.count)) empty cells</summary>")
    <div class="wide grid" tabindex="0" role="region" aria-label="\(HTMLText.escape(title, limit: 240))">
    <table class="cells\(showsWords ? "" : " wordless")\(heads.isFlat ? " flat" : columns.count > 16 ? " many" : "")" style="\(heads.style)">
    <caption class="hidden">\(HTMLText.escape(title, limit: 240))</caption>
    <thead><tr><td class="corner"></td>\(columns.map(columnHead).joined())\
    <th scope="col" class="sum"><span>\(sumWord)</span></th>\
    <th scope="col" class="sum"><span>gaps</span></th></tr></thead>
    <tbody>
    \(rows.map(row).joined(separator: "\n"))
    </tbody>
    <tfoot>
    <tr><th scope="row">\(Naming.capitalised(sumWord))</th>\(columns.map { sum(papers(matrix.columnTotals[$0])) }.joined())\
    \(sum(papers(matrix.total)))\(sum(""))</tr>
    <tr><th scope="row">Gaps</th>\(columns.map { sum(gaps(column: $0)) }.joined())\(sum(""))\
    \(sum(allGaps))</tr>
    </tfoot></table></div>
    \(folds(position))\(matrix.reasonEmpty == nil ? "" : "</details>")
    </section>
    """
  }

  /// Whether some work makes a statement of the matrix; of a catalogue without papers what is counted
  /// is the witnesses.
  private var hasWorks: Bool { matrix.counted(nil) != .witnesses }

  /// What a number counts, in words.
  private var counted: String {
    hasWorks ? "independent papers" : "\(sumWord), since no source is known"
  }

  private var sumWord: String {
    hasWorks ? "papers" : Naming.words(matrix.witnessKind, plural: true)
  }

  /// Whether the table fits the width of an upright sheet of paper.
  var isNarrow: Bool { columns.count <= 5 || matrix.reasonEmpty != nil }

  private var heads: ReportHeads {
    let texts = columns.map { column in
      let entry = matrix.columns.entries[column]
      let text = LegibleText.clean(naming.headName(entry.node), limit: ReportTable.longestName)
      return ReportHeads.Head(text: text, isBold: entry.hasChildren)
    }
    return ReportHeads(texts, rowCount: rows.count)
  }

  /// Longer names are cut.
  private static let longestName = 300

  private func columnHead(_ column: Int) -> String {
    let entry = matrix.columns.entries[column]
    return
      "<th scope=\"col\"\(idOfHead("column", column))\(entry.hasChildren ? " class=\"top\"" : "")>"
      + "<span>\(name(entry.node))</span></th>"
  }

  private func row(_ row: Int) -> String {
    let entry = matrix.rows.entries[row]
    let depth = min(entry.level, 5)
    // Sheets of paper break before a row that none holds.
    let kind = [entry.hasChildren ? "top" : "", entry.parent == nil ? "first" : ""]
      .filter { !$0.isEmpty }.joined(separator: " ")
    return
      "<tr\(kind.isEmpty ? "" : " class=\"\(kind)\"")><th scope=\"row\"\(idOfHead("row", row)) class=\"l\(depth)\">"
      + "<span>\(name(entry.node))</span></th>"
      + columns.map { cell(matrix[row, $0]) }.joined()
      + sum(papers(matrix.rowTotals[row])) + sum(gaps(row: row)) + "</tr>"
  }

  private func name(_ node: NodeID) -> String {
    let code = naming.code(node)
    let rest = HTMLText.escape(naming.rowName(node), limit: ReportTable.longestName)
    return code.map { "<b>\(HTMLText.escape($0))</b> \(rest)" } ?? rest
  }

  private func cell(_ cell: CoverageCell) -> String {
    let isSum =
      matrix.rows.entries[cell.row].hasChildren || matrix.columns.entries[cell.column].hasChildren
    let face = CellFace(cell, policy: matrix.policy)
    if cell.isFiltered {
      return
        "<td class=\"c-filtered\">\(CellFace.filteredText)<i> \(CoverageCell.filteredWords)</i></td>"
    }
    if isSourceAxis, cell.state.isEmpty { return "<td class=\"c-none\">·<i> none</i></td>" }
    if isSum {
      return
        "<td class=\"c-sum\">\(number(cell))"
        + "<i> \(cell.state.words)</i></td>"
    }
    if isSourceAxis { return "<td class=\"c-source\">●<i> stated</i></td>" }
    return "<td class=\"\(ReportTable.style(cell.state, face.fill))\">"
      + ReportTable.content(cell.state, face) + "</td>"
  }

  /// Whether papers stand on an axis: what one of them does not say is no gap.
  var isSourceAxis: Bool {
    [matrix.rows, matrix.columns].contains { axis in
      axis.entries.first.map { graph.kind(of: $0.node) == .paper } ?? false
    }
  }

  /// The classes of a cell.
  static func style(_ state: CellState, _ fill: Int) -> String {
    StateTable.style(state) + (StateTable.isFilled(state) ? " f\(min(fill, 3))" : "")
  }

  private static func content(_ state: CellState, _ face: CellFace) -> String {
    switch state {
    case .searchedEmpty: "<b>\(face.signedText)</b>"
    case .covered: face.signedText
    default: "\(face.signedText)<i> \(state.words)</i>"
    }
  }

  private func sum(_ text: String) -> String { "<td class=\"sum\">\(text)</td>" }

  private func papers(_ cell: CoverageCell) -> String {
    cell.witnesses == 0 ? "0" : number(cell)
  }

  private func number(_ cell: CoverageCell) -> String {
    cell.state.isEmpty
      ? "0" : Figures.count(hasWorks ? cell.independentPapers : cell.witnesses)
  }

  private func gaps(row: Int) -> String { gaps(blanks.row(row)) }

  private func gaps(column: Int) -> String { gaps(blanks.column(column)) }

  private var allGaps: String { gaps(blanks.total) }

  /// Gaps, and what nobody looked for.
  private func gaps(_ blanks: BlankCells) -> String {
    guard !isSourceAxis else { return "" }
    let text = blanks.gaps > 0 ? "<b class=\"gap\">\(Figures.count(blanks.gaps))</b>" : ""
    let rest = blanks.notSearched > 0 ? "\(Figures.count(blanks.notSearched)) ?" : ""
    return [text, rest].filter { !$0.isEmpty }.joined(separator: " ")
  }
}
