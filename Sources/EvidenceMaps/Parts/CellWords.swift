internal import EvidenceAnalysis
internal import EvidenceCore

/// The lines of a tooltip that say what lies in a cell.
struct CellWords {
  let naming: Naming
  let policy: Policy
  let witnesses: Kind

  func lines(_ cell: CoverageCell, papers: [NodeID]) -> [String] {
    guard !cell.state.isEmpty || cell.unresolved > 0 else { return [] }
    var lines = [
      "\(Figures.count(cell.independentPapers, "independent paper")) of "
        + "\(Figures.count(cell.papers)); \(Figures.count(cell.witnesses)) "
        + Naming.words(witnesses, plural: cell.witnesses != 1),
      "for \(cell.supporting), mixed \(cell.mixed), against \(cell.opposing); here \(cell.here), "
        + "below \(cell.below), unresolved \(cell.unresolved)"
        + (cell.conflict.map { "; \($0.words)" } ?? ""),
    ]
    if !papers.isEmpty {
      let named = Figures.list(papers.map { naming.citation($0) }, first: 2)
      lines.append(named + (cell.newestYear.map { "; newest \($0)" } ?? ""))
    }
    return lines
  }
}
