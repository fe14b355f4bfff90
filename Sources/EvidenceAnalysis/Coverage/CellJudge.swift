internal import EvidenceCore

/// Turns what a cell collected into its counts, its state and its marks.
struct CellJudge {
  let graph: EvidenceGraph
  let works: Works
  let policy: Policy
  let isAboutRisk: Bool
  private let asOfYear: Int?
  private let preliminary: PreliminaryNotices

  init(_ graph: EvidenceGraph, _ works: Works, _ policy: Policy, isAboutRisk: Bool) {
    self.graph = graph
    self.works = works
    self.policy = policy
    self.isAboutRisk = isAboutRisk
    asOfYear = graph.asOfYear
    preliminary = PreliminaryNotices(graph)
  }

  func cell(
    _ found: CellAccumulator,
    row: Int,
    column: Int,
    isSearched: Bool
  ) -> CoverageCell {
    var sides: [Stance: Set<Works.Work>] = [:]
    var stances: Set<Stance> = []
    var all: Set<Works.Work> = []
    var types: Set<EvidenceType> = []
    var hasPlain = false
    var hasSupportingClaim = false
    var isAsserted = true
    var claims: [EdgeID: Bool] = [:]
    for (claim, _) in found.claims {
      claims[claim.edge] = claims[claim.edge] == true || claim.isPlain
    }
    let edges = Set(found.introductions).union(claims.keys).sorted()
    for edge in edges {
      let stance = graph.stance(of: edge) ?? .supports
      let makers = works.makers(of: edge, in: graph)
      stances.insert(stance)
      sides[stance, default: []].formUnion(makers)
      all.formUnion(makers)
      guard stance == .supports else { continue }
      if let type = graph.evidenceType(of: edge) { types.insert(type) }
      guard let isPlain = claims[edge] else { continue }
      hasSupportingClaim = true
      hasPlain = hasPlain || isPlain
      let type = graph.evidenceType(of: edge) ?? .assertion
      isAsserted = isAsserted && type == .assertion
    }
    let papers = graph.introducers(of: found.witnesses)
    let years = papers.compactMap { graph.year(of: $0) }
    let isConflicting =
      stances.contains(.mixed) || stances.isSuperset(of: [.supports, .opposes])
    var holding: [CellState] = []
    if !found.witnesses.isEmpty {
      if stances.contains(.opposes), !stances.contains(.supports), !stances.contains(.mixed) {
        holding.append(.opposed)
      }
      if isConflicting { holding.append(.conflicting) }
      if isAboutRisk, hasSupportingClaim, !hasPlain { holding.append(.inferredOnly) }
      if all.isEmpty { holding.append(.unsourced) }
      if isAboutRisk {
        if sides[.supports]?.isEmpty == false, hasSupportingClaim, isAsserted {
          holding.append(.assertedOnly)
        }
      }
      if !all.isEmpty, all.count < policy.thinBelow { holding.append(.thin) }
    }
    let state =
      found.witnesses.isEmpty
      ? (isSearched ? .searchedEmpty : .notSearched) : holding.first ?? .covered
    var marks = holding.dropFirst().compactMap { CellMark(rawValue: $0.rawValue) }
    if !found.witnesses.isEmpty {
      marks += furtherMarks(edges, works: all.count, types: types, newest: years.max())
    }
    return CoverageCell(
      row: row,
      column: column,
      witnesses: found.witnesses.count,
      here: found.here,
      below: found.witnesses.count - found.here,
      unresolved: max(0, found.upper - found.witnesses.count),
      papers: papers.count,
      independentPapers: all.count,
      supporting: sides[.supports]?.count ?? 0,
      mixed: sides[.mixed]?.count ?? 0,
      opposing: sides[.opposes]?.count ?? 0,
      worksFor: (sides[.supports] ?? []).union(sides[.mixed] ?? []).count,
      worksAgainst: (sides[.opposes] ?? []).union(sides[.mixed] ?? []).count,
      conflict: isConflicting && !found.witnesses.isEmpty ? conflict(found) : nil,
      statesTypes: !types.isEmpty,
      state: state,
      marks: marks,
      strongestEvidence: Self.strength.last { types.contains($0) },
      newestYear: years.max(),
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
    _ edges: [EdgeID],
    works count: Int,
    types: Set<EvidenceType>,
    newest: Int?
  ) -> [CellMark] {
    var marks: [CellMark] = []
    if count == 1 { marks.append(.singleSource) }
    if let asOfYear, let newest, newest < asOfYear - policy.staleAfterYears { marks.append(.stale) }
    let primary = edges.filter {
      let type = graph.evidenceType(of: $0)
      return type == .caseStudy || type == .observational || type == .experimental
    }
    let studies = primary.reduce(into: Set<Works.Work>()) {
      $0.formUnion(works.makers(of: $1, in: graph))
    }
    if studies.count >= policy.synthesisFrom, !types.contains(.synthesis) {
      marks.append(.synthesis)
    }
    if edges.contains(where: preliminary.hold) { marks.append(.preliminary) }
    return marks
  }
}
