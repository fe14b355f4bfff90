internal import EvidenceCore

/// Says in a sentence why a cell is a gap: which link of the chain is missing.
struct CellReasons {
  private let graph: EvidenceGraph
  private let matrix: CoverageMatrix
  private let policy: Policy
  private let rows: AxisVerb
  private let columns: AxisVerb

  init(_ graph: EvidenceGraph, _ matrix: CoverageMatrix, _ policy: Policy) {
    self.graph = graph
    self.matrix = matrix
    self.policy = policy
    rows = AxisVerb(matrix.rows, of: matrix.witnessKind, in: graph)
    columns = AxisVerb(matrix.columns, of: matrix.witnessKind, in: graph)
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
        ? "every statement that supports it is an assertion, or does not state its type of evidence"
        : "no statement that supports it states its type of evidence; each counts as an assertion"
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

  /// The question that would settle a gap, asked of what the graph holds already where it can be.
  func question(_ kind: GapKind, _ cell: CoverageCell, _ nearest: NodeID?) -> String? {
    let row = graph.title(of: matrix.rows.entries[cell.row].node)
    let column = graph.title(of: matrix.columns.entries[cell.column].node)
    if kind == .absolute || kind == .notSearched { return question(cell, nearest, row, column) }
    // What is asked about, and what it is asked of.
    let isRowTheRisk = matrix.isAboutRisk && !isRisk(matrix.columns) && isRisk(matrix.rows)
    let (risk, other) = isRowTheRisk ? (row, column) : (column, row)
    let name = nearest.map { graph.title(of: $0) }
    switch kind {
    case .thin, .singleSource: return "does a second work say the same of \(row) and \(column)?"
    case .opposed: return "does anything speak for \(other) against \(risk)?"
    case .conflicting:
      guard cell.conflict == .within else {
        return "which \(matrix.witnessKind.words) of \(other) help against \(risk), and which do "
          + "not?"
      }
      return name.map { "under which conditions does '\($0)' help against \(risk)?" }
        ?? "under which conditions does \(other) help against \(risk)?"
    case .inferredOnly:
      return name.map { "does a source itself say that '\($0)' addresses \(risk)?" }
        ?? "does a source itself say it of \(row) and \(column)?"
    case .unsourced: return "who states it for \(row) and \(column)?"
    case .assertedOnly:
      return name.map { "has anybody tested '\($0)' against \(risk)?" }
        ?? "has anybody tested it for \(row) and \(column)?"
    case .stale: return "does it still hold for \(row) and \(column)?"
    case .synthesis: return "what do the studies of \(row) and \(column) say together?"
    case .absolute, .notSearched, .riskWithoutMitigation, .mitigationWithoutRisk, .unclassified:
      return nil
    }
  }

  /// What would fill an empty cell: the nearest witness at the place that it lacks, else any at both.
  private func question(
    _ cell: CoverageCell,
    _ nearest: NodeID?,
    _ row: String,
    _ column: String
  ) -> String {
    if let nearest {
      let name = graph.title(of: nearest)
      if matrix.rowReach[cell.row].contains(nearest) { return columns.question(name, column) }
      if matrix.columnReach[cell.column].contains(nearest) { return rows.question(name, row) }
    }
    let kind = matrix.witnessKind.words(1)
    let article = "aeiou".contains(kind.first ?? "x") ? "an" : "a"
    return "is there \(article) \(kind) that \(rows.words(1)) \(row) and \(columns.words(1)) "
      + "\(column)?"
  }

  private func isRisk(_ axis: CoverageAxis) -> Bool {
    axis.entries.first.map { [.risk, .riskDomain].contains(graph.kind(of: $0.node)) } ?? false
  }

  private func missing(_ row: Int, _ column: Int) -> String {
    let kind = matrix.witnessKind
    let some = "\(row) \(kind.words(row)) \(rows.words(row)) the row"
    let none = "no \(kind.words(1)) \(rows.words(1)) the row"
    switch (row, column) {
    case (0, 0): return "\(none), and none \(columns.words(1)) the column"
    case (0, _): return "\(none); \(column) \(columns.words(column)) the column"
    case (_, 0): return "\(some), but none \(columns.words(1)) the column"
    default:
      return "\(some) and \(column) \(columns.words(column)) the column, but none does both"
    }
  }
}
