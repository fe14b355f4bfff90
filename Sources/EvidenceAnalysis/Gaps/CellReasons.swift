internal import EvidenceCore

/// Says in a sentence why a cell is a gap: which link of the chain is missing.
struct CellReasons {
  private let graph: EvidenceGraph
  private let matrix: CoverageMatrix
  private let policy: Policy

  init(_ graph: EvidenceGraph, _ matrix: CoverageMatrix, _ policy: Policy) {
    self.graph = graph
    self.matrix = matrix
    self.policy = policy
  }

  /// What makes a cell a gap of a kind; `nil` for kinds of gaps of single nodes.
  func cause(_ kind: GapKind, _ cell: CoverageCell) -> GapCause? {
    switch kind {
    case .absolute, .notSearched:
      .unreached(
        row: matrix.rowReach[cell.row].count,
        column: matrix.columnReach[cell.column].count,
        isSearched: kind == .absolute
      )
    case .opposed: .opposed(works: cell.opposing)
    case .conflicting:
      .conflicting(
        for: cell.supporting,
        mixed: cell.mixed,
        against: cell.opposing,
        isWithin: cell.conflict == .within
      )
    case .inferredOnly: .inferred
    case .assertedOnly: .asserted(statesTypes: cell.statesTypes)
    case .unsourced: .sourceless
    case .thin: .few(works: cell.independentPapers, wanted: policy.thinBelow)
    case .singleSource: .oneWork
    case .stale: .old(newest: cell.newestYear, years: policy.staleAfterYears)
    case .synthesis: .noSynthesis(studies: policy.synthesisFrom)
    case .riskWithoutMitigation, .mitigationWithoutRisk, .unclassified: nil
    }
  }

  /// A cause in a sentence without a full stop.
  func reason(_ cause: GapCause) -> String {
    switch cause {
    case .unreached(let row, let column, let isSearched):
      return
        (isSearched
        ? "none recorded in this graph, though it was searched: "
        : "nobody recorded a search for it: ") + missing(row, column)
    case .opposed(let works):
      return "\(works) \(works == 1 ? "work speaks" : "works speak") against it and none for it"
    case .conflicting(let supporting, let mixed, let against, let isWithin):
      return "works for it: \(supporting), mixed: \(mixed), against it: \(against); "
        + (isWithin
          ? "they disagree about one witness and one target"
          : "the sides speak of different witnesses or targets")
    case .inferred:
      return "every supporting chain rests on a match or on a statement that no person checked"
    case .asserted(let statesTypes):
      return statesTypes
        ? "every supporting ADDRESSES statement is an assertion, or does not state its type of evidence"
        : "no supporting ADDRESSES statement states its type of evidence; each counts as an assertion"
    case .sourceless: return "no statement behind it names its source"
    case .few(let works, let wanted):
      return "\(works) independent \(works == 1 ? "paper" : "papers"), below the \(wanted) that "
        + "policy '\(policy.name)' asks for"
    case .oneWork: return "everything in it hangs on one work"
    case .old(let newest, let years):
      return "its newest paper is of \(newest.map(String.init) ?? "an unknown year"), more than "
        + "\(years) years before the graph's date"
    case .noSynthesis(let studies): return "at least \(studies) primary studies and no synthesis"
    case .noClaimAbout, .noClaimFrom, .noCode: return ""
    }
  }

  /// The question that would settle a gap, asked of what the graph holds already.
  func question(_ kind: GapKind, _ cell: CoverageCell, _ nearest: NodeID?) -> String? {
    let column = graph.title(of: matrix.columns.entries[cell.column].node)
    let row = graph.title(of: matrix.rows.entries[cell.row].node)
    guard let nearest else { return "does anybody state something about \(row) and \(column)?" }
    let name = graph.title(of: nearest)
    switch kind {
    case .absolute, .notSearched:
      return matrix.isAboutRisk
        ? "does '\(name)' address \(column)?" : "does '\(name)' belong to \(row) and \(column)?"
    case .thin, .singleSource: return "does a second work say the same of \(row) and \(column)?"
    case .opposed: return "does anything speak for \(row) against \(column)?"
    case .conflicting: return "under which conditions does '\(name)' help against \(column)?"
    case .inferredOnly: return "does a source itself say that '\(name)' addresses \(column)?"
    case .unsourced: return "who states it for \(row) and \(column)?"
    case .assertedOnly: return "has anybody tested '\(name)' against \(column)?"
    case .stale: return "does it still hold for \(row) and \(column)?"
    case .synthesis: return "what do the studies of \(row) and \(column) say together?"
    case .riskWithoutMitigation, .mitigationWithoutRisk, .unclassified: return nil
    }
  }

  private func missing(_ row: Int, _ column: Int) -> String {
    let kind = matrix.witnessKind
    func relations(_ axis: CoverageAxis) -> String {
      axis.relations.map(\.name).joined(separator: " or ")
    }
    func reach(_ count: Int) -> String { count == 1 ? "reaches" : "reach" }
    let some = "\(row) \(kind.words(row)) \(reach(row)) the row"
    let others = relations(matrix.columns)
    switch (row, column) {
    case (0, 0): return "no \(kind.words(1)) reaches the row or the column"
    case (0, _):
      return "no \(kind.words(1)) reaches the row (\(relations(matrix.rows))); \(column) "
        + "\(reach(column)) the column"
    case (_, 0): return "\(some), but none the column (\(others))"
    default: return "\(some) and \(column) the column, but none reaches both (\(others))"
    }
  }
}
