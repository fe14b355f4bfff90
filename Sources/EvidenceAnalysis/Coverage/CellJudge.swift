internal import EvidenceCore

/// Turns what a cell collected into its counts, its state and its marks.
struct CellJudge {
  let graph: EvidenceGraph
  let policy: Policy
  let isAboutRisk: Bool
  private let asOfYear: Int?
  private let preliminary: PreliminaryNotices
  private var tally: CellTally

  init(_ graph: EvidenceGraph, _ works: Works, _ policy: Policy, isAboutRisk: Bool) {
    self.graph = graph
    self.policy = policy
    self.isAboutRisk = isAboutRisk
    asOfYear = graph.asOfYear
    preliminary = PreliminaryNotices(graph)
    tally = CellTally(graph, works)
  }

  mutating func cell(
    _ found: CellAccumulator,
    row: Int,
    column: Int,
    isSearched: Bool
  ) -> CoverageCell {
    var stances: CellTally.Sides = []
    var types: Set<EvidenceType> = []
    var hasPlain = false
    var hasSupportingClaim = false
    var isAsserted = true
    var isPreliminary = false
    tally.begin()
    for (claim, _) in found.claims { tally.add(claim.edge, isClaim: true, isPlain: claim.isPlain) }
    for edge in found.introductions { tally.add(edge, isClaim: false, isPlain: false) }
    for entry in tally.entries {
      let stance = graph.stance(of: entry.edge) ?? .supports
      let type = graph.evidenceType(of: entry.edge)
      var sides: CellTally.Sides =
        switch stance {
        case .supports: .supporting
        case .mixed: .mixed
        case .opposes: .opposing
        }
      stances.formUnion(sides)
      if type == .caseStudy || type == .observational || type == .experimental {
        sides.insert(.primary)
      }
      tally.speak(entry.edge, sides)
      isPreliminary = isPreliminary || preliminary.hold(entry.edge)
      guard stance == .supports else { continue }
      if let type { types.insert(type) }
      guard entry.isClaim else { continue }
      hasSupportingClaim = true
      hasPlain = hasPlain || entry.isPlain
      isAsserted = isAsserted && (type ?? .assertion) == .assertion
    }
    let works = tally.works()
    let supporting = tally.works(on: .supporting)
    let papers = tally.papers(of: found.witnesses)
    let isConflicting =
      stances.contains(.mixed) || stances.isSuperset(of: [.supporting, .opposing])
    var holding: [CellState] = []
    if !found.witnesses.isEmpty {
      if stances == .opposing {
        holding.append(.opposed)
      }
      if isConflicting { holding.append(.conflicting) }
      if isAboutRisk, hasSupportingClaim, !hasPlain { holding.append(.inferredOnly) }
      if works == 0 { holding.append(.unsourced) }
      if isAboutRisk, supporting > 0, hasSupportingClaim, isAsserted {
        holding.append(.assertedOnly)
      }
      if works > 0, works < policy.thinBelow { holding.append(.thin) }
    }
    let state =
      found.witnesses.isEmpty
      ? (isSearched ? .searchedEmpty : .notSearched) : holding.first ?? .covered
    var marks = holding.dropFirst().compactMap { CellMark(rawValue: $0.rawValue) }
    if !found.witnesses.isEmpty {
      marks += furtherMarks(works: works, types: types, newest: papers.newest)
      if isPreliminary { marks.append(.preliminary) }
    }
    return CoverageCell(
      row: row,
      column: column,
      witnesses: found.witnesses.count,
      here: found.here,
      below: found.witnesses.count - found.here,
      unresolved: max(0, found.upper - found.witnesses.count),
      papers: papers.count,
      independentPapers: works,
      supporting: supporting,
      mixed: tally.works(on: .mixed),
      opposing: tally.works(on: .opposing),
      worksFor: tally.works(on: [.supporting, .mixed]),
      worksAgainst: tally.works(on: [.opposing, .mixed]),
      conflict: isConflicting && !found.witnesses.isEmpty ? conflict(found) : nil,
      statesTypes: !types.isEmpty,
      state: state,
      marks: marks,
      strongestEvidence: Self.strength.last { types.contains($0) },
      newestYear: papers.newest,
      isSearched: isSearched
    )
  }

  /// Whether both sides are present for one witness and one target; the target is the statement's own,
  /// and a mixed statement stands on both sides.
  private func conflict(_ found: CellAccumulator) -> Conflict {
    struct Subject: Hashable {
      var witness: NodeID
      var target: NodeID
    }
    var sides: [Subject: Set<Stance>] = [:]
    func isWithin(_ edge: EdgeID, _ witness: NodeID) -> Bool {
      let stance = graph.stance(of: edge) ?? .supports
      if stance == .mixed { return true }
      let subject = Subject(witness: witness, target: graph.to(edge))
      sides[subject, default: []].insert(stance)
      return sides[subject]?.count == 2
    }
    for (claim, witness) in found.claims where isWithin(claim.edge, witness) { return .within }
    for edge in found.introductions where isWithin(edge, graph.to(edge)) { return .within }
    return .between
  }

  /// From the weakest type of evidence to the strongest.
  private static let strength: [EvidenceType] = [
    .assertion, .expertJudgment, .caseStudy, .observational, .synthesis, .experimental,
  ]

  private func furtherMarks(
    works count: Int,
    types: Set<EvidenceType>,
    newest: Int?
  ) -> [CellMark] {
    var marks: [CellMark] = []
    if count == 1 { marks.append(.singleSource) }
    if let asOfYear, let newest, newest < asOfYear - policy.staleAfterYears { marks.append(.stale) }
    if tally.works(on: .primary) >= policy.synthesisFrom, !types.contains(.synthesis) {
      marks.append(.synthesis)
    }
    return marks
  }
}
