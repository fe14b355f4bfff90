internal import EvidenceAnalysis

/// How the cells of the matrices are read. What does not occur is hidden, until a filter brings it.
struct ReportLegend {
  let tables: [ReportTable]
  let policy: Policy

  var html: String {
    let occurring = Set(
      tables.flatMap { table in
        table.rows.flatMap { row in table.columns.map { table.matrix[row, $0].state } }
      }
    )
    let items = CellState.allCases.reversed().map { state in
      "<li data-state=\"\(state.rawValue)\"\(occurring.contains(state) ? "" : " hidden")>"
        + samples(state) + " \(words(state))</li>"
    }
    return "<ul class=\"legend\" aria-label=\"How to read a cell\">\n"
      + items.joined(separator: "\n") + "\n</ul>"
  }

  private func samples(_ state: CellState) -> String {
    func sample(_ text: String, _ fill: Int = 0) -> String {
      "<span class=\"\(ReportTable.style(state, fill))\">\(text)</span>"
    }
    switch state {
    case .covered:
      return Figures.classes(from: policy.thinBelow, limits: policy.classLimits).enumerated()
        .map { sample($1, $0) }.joined()
    case .thin: return sample("1")
    case .assertedOnly: return sample("2 ○")
    case .inferredOnly: return sample("≈ 2")
    case .unsourced: return sample("2 ⊙")
    case .conflicting: return sample("3 ↔ 1")
    case .opposed: return sample("−1")
    case .searchedEmpty: return sample("<b>gap</b>")
    case .notSearched: return sample("?")
    }
  }

  private func words(_ state: CellState) -> String {
    switch state {
    case .covered: "covered: independent papers"
    case .thin: "thin: fewer than \(policy.thinBelow)"
    case .conflicting: "conflicting: for ↔ against"
    case .searchedEmpty: "searched, none recorded"
    case .notSearched: "no search recorded"
    default: state.words
    }
  }
}
