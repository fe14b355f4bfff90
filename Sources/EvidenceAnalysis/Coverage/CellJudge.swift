internal import EvidenceCore

/// Turns what was counted for a cell into its state and its marks.
struct CellJudge {
  private let collected: CellCollector
  private let counted: CellCounter
  private let (thinBelow, staleAfterYears, synthesisFrom): (Int, Int, Int)
  private let isAboutRisk: Bool
  private let asOfYear: Int?

  init(
    _ policy: Policy,
    _ collected: CellCollector,
    _ counted: CellCounter,
    isAboutRisk: Bool,
    asOfYear: Int?
  ) {
    self.collected = collected
    self.counted = counted
    self.isAboutRisk = isAboutRisk
    self.asOfYear = asOfYear
    thinBelow = policy.thinBelow
    staleAfterYears = policy.staleAfterYears
    synthesisFrom = policy.synthesisFrom
  }

  /// A cell or a total.
  ///
  /// - Parameters:
  ///   - row: the position of the row; `nil` for the total of a column or of the whole.
  ///   - column: the position of the column; `nil` for the total of a row or of the whole.
  ///   - isSearched: whether a search record covers it.
  func cell(_ row: Int?, _ column: Int?, isSearched: Bool) -> CoverageCell {
    let sheet = collected.sheet
    let (r, c) = (row ?? sheet.rows.all, column ?? sheet.columns.all)
    let witnesses = collected.witnesses[r, c]
    guard witnesses > 0 else {
      return blank(row, column, possible: collected.upper[r, c], isSearched: isSearched)
    }
    let planes = counted.planes
    func holds(_ fact: CellPlanes.Fact) -> Bool { planes.holds(fact, r, c) }
    // Whatever stands in a total stands there itself.
    let here = row == nil || column == nil ? witnesses : collected.here[r, c]
    let works = counted.works(r, c)
    let types = Self.strength.filter { holds(CellPlanes.Fact($0)) }
    let isConflicting = holds(.mixed) || holds(.supports) && holds(.opposes)
    let newest = counted.newest(r, c)
    var holding: [CellState] = []
    if holds(.opposes), !holds(.supports), !holds(.mixed) { holding.append(.opposed) }
    if isConflicting { holding.append(.conflicting) }
    if isAboutRisk, holds(.claim), !holds(.plain) { holding.append(.inferredOnly) }
    if works == 0 { holding.append(.unsourced) }
    if isAboutRisk, counted.supporting(r, c) > 0, holds(.claim), !holds(.tested) {
      holding.append(.assertedOnly)
    }
    if works > 0, works < thinBelow { holding.append(.thin) }
    var marks = holding.dropFirst().compactMap { CellMark(rawValue: $0.rawValue) }
    if works == 1 { marks.append(.singleSource) }
    if let asOfYear, let newest, newest < asOfYear - staleAfterYears {
      marks.append(.stale)
    }
    if counted.primary(r, c) >= synthesisFrom, !types.contains(.synthesis) {
      marks.append(.synthesis)
    }
    if holds(.preliminary) { marks.append(.preliminary) }
    return CoverageCell(
      row: row ?? -1,
      column: column ?? -1,
      witnesses: witnesses,
      here: here,
      below: witnesses - here,
      unresolved: max(0, collected.upper[r, c] - witnesses),
      papers: counted.papers(r, c),
      independentPapers: works,
      supporting: counted.supporting(r, c),
      mixed: counted.mixed(r, c),
      opposing: counted.opposing(r, c),
      worksFor: counted.worksFor(r, c),
      worksAgainst: counted.worksAgainst(r, c),
      conflict: isConflicting ? (holds(.within) ? .within : .between) : nil,
      statesTypes: !types.isEmpty,
      state: holding.first ?? .covered,
      marks: marks,
      strongestEvidence: types.last,
      newestYear: newest,
      isSearched: isSearched
    )
  }

  private func blank(
    _ row: Int?,
    _ column: Int?,
    possible: Int,
    isSearched: Bool
  ) -> CoverageCell {
    CoverageCell(
      row: row ?? -1,
      column: column ?? -1,
      witnesses: 0,
      here: 0,
      below: 0,
      unresolved: possible,
      papers: 0,
      independentPapers: 0,
      supporting: 0,
      mixed: 0,
      opposing: 0,
      worksFor: 0,
      worksAgainst: 0,
      conflict: nil,
      statesTypes: false,
      state: isSearched ? .searchedEmpty : .notSearched,
      marks: [],
      strongestEvidence: nil,
      newestYear: nil,
      isSearched: isSearched
    )
  }

  /// From the weakest type of evidence to the strongest.
  private static let strength: [EvidenceType] = [
    .assertion, .expertJudgment, .caseStudy, .observational, .synthesis, .experimental,
  ]
}
