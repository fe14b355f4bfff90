internal import EvidenceAnalysis
internal import EvidenceCore

/// How the cells of the matrices are read. What does not occur is hidden, until a filter brings it.
struct ReportLegend {
  let tables: [ReportTable]
  let policy: Policy
  /// Whether people recorded anything of a cell or a node.
  let hasRecords: Bool

  var html: String {
    let cells = tables.flatMap { table in
      table.rows.flatMap { row in table.columns.map { table.matrix[row, $0] } }
    }
    let occurring = Set(
      tables.filter { !$0.isSourceAxis }.flatMap { table in
        table.rows.flatMap { row in
          table.columns.map { table.matrix[row, $0] }.filter { !$0.isFiltered }.map(\.state)
        }
      }
    )
    let hasSources = tables.contains { $0.isSourceAxis }
    let hasFiltered = cells.contains { $0.isFiltered }
    let items = CellState.allCases.reversed().map { state in
      "<li data-state=\"\(state.rawValue)\"\(occurring.contains(state) ? "" : " hidden")>"
        + samples(state) + " \(words(state))</li>"
    }
    // It stands there where a selection, or a filter of the page, has emptied a cell.
    let filtered =
      "<li data-state=\"filtered\"\(hasFiltered ? "" : " hidden")><span class=\"c-filtered\">\(CellFace.filteredText)</span> "
      + "\(CoverageCell.filteredWords): the whole graph holds something</li>"
    let stated =
      "<li data-state=\"source\"\(hasSources ? "" : " hidden")><span class=\"c-source\">●</span> the paper "
      + "states it</li>"
    // And this where something stands beside the map.
    let beside =
      "<li class=\"beside\" hidden><span class=\"differs\">2<small>1</small></span> "
      + "<span class=\"said\"></span></li>"
    // And this where the page shows what a reviewer asks.
    let types = Self.types.enumerated().map { "<span class=\"type t\($0)\"></span> \($1)" }
    let strip =
      "<li class=\"types\" hidden>strip, types of evidence: \(types.joined(separator: " ")); "
      + "%: claims that a second person checked; 1×: a single source; "
      + "<a href=\"#sources\">how far coders agree</a></li>"
    // It stands there once a script has drawn corners.
    let recorded =
      hasRecords
      ? [
        "<li class=\"records\" hidden><span class=\"noted\">\u{a0}</span> corner: somebody recorded a certainty "
          + "or a status of the cell</li>"
      ] : []
    let all = items + [stated, filtered] + recorded + [beside, strip]
    // On paper it stands under the last table, on the same kind of sheet.
    let kind = tables.last?.isNarrow == false ? "legend landscape" : "legend"
    return "<ul class=\"\(kind)\" aria-label=\"How to read a cell\">\n"
      + all.joined(separator: "\n") + "\n</ul>"
  }

  /// Types of evidence, the weakest first.
  private static var types: [String] { ["not stated"] + EvidenceType.allCases.map(\.word) }

  private func samples(_ state: CellState) -> String {
    func sample(_ text: String, _ fill: Int = 0) -> String {
      "<span class=\"\(ReportTable.style(state, fill))\">\(text)</span>"
    }
    switch state {
    case .covered:
      return Figures.classes(from: policy.thinBelow, limits: policy.classLimits).enumerated()
        .map { sample($1, $0) }.joined()
    default:
      let isConflict = state == .conflicting
      let count = isConflict ? "3" : state == .thin ? "1" : "2"
      let text = state.text(count: count, against: "1")
      return sample(state == .searchedEmpty ? "<b>\(text)</b>" : text)
    }
  }

  private func words(_ state: CellState) -> String {
    "\(state.name): \(state.explanation(under: policy))"
  }
}
