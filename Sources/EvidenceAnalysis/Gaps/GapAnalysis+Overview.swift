public import EvidenceCore
internal import OrderedCollections

extension GapAnalysis {
  /// The gaps of single nodes in groups, the most urgent group first, and what is missing throughout.
  ///
  /// A group is ranked by the share of its nodes that have no stated link (a risk no measure, a measure
  /// no risk) × the distinct papers that name or propose them: a ranking of our own. Domains are taken
  /// at the deepest level that keeps the groups under forty; a risk that is coded above that level
  /// stands at its own domain.
  ///
  /// - Parameters:
  ///   - grouping: what the groups are of.
  ///   - kinds: the kinds of gaps that are counted.
  /// - Throws: `EvidenceError` if BROADER goes in a circle.
  /// - Complexity: O(*n* + *m*) and the states that evidence chains from measures reach.
  public func overview(
    by grouping: GapOverview.Grouping = .domain,
    kinds: [GapKind] = listed
  ) throws(EvidenceError) -> GapOverview {
    try graph.refuseCircles(along: [.broader])
    let ground = GapGround(graph, policy)
    let gaps = nodeGaps(kinds: kinds)
    var level: Int?
    var groups: [GapOverview.Group] = []
    if grouping == .domain {
      let depth = graph.nodes(of: .riskDomain).map { ground.hierarchy.level(of: $0) }.max() ?? 1
      for candidate in stride(from: depth, through: 1, by: -1) {
        level = candidate
        groups = self.groups(gaps, ground) { subjects(of: $0, by: grouping, at: candidate, ground) }
        if groups.count < 40 { break }
      }
      for index in groups.indices {
        guard case .node(let domain) = groups[index].subject else { continue }
        groups[index].isAbove = ground.hierarchy.level(of: domain) < level ?? 1
      }
    } else {
      groups = self.groups(gaps, ground) { subjects(of: $0, by: grouping, at: 1, ground) }
    }
    if grouping == .kind { groups = kindGroups(gaps, ground) }
    return GapOverview(
      grouping: grouping,
      level: level,
      systemic: SystemicGaps(ground, kinds: kinds).lines(),
      groups: ranked(groups),
      total: gaps.count,
      policy: policy
    )
  }

  /// The groups that a node belongs to.
  func subjects(
    of node: NodeID,
    by grouping: GapOverview.Grouping,
    at level: Int,
    _ ground: GapGround
  ) -> [GapOverview.Subject] {
    func named(_ names: [String?]) -> [GapOverview.Subject] {
      let found = names.compactMap { $0 }.uniqued
      return found.isEmpty ? [.rest] : found.map { .named($0) }
    }
    switch grouping {
    case .kind: return [.rest]
    case .via: return named([ground.dataSet(of: node)])
    case .source:
      let papers = ground.papers(of: node).sorted()
      return papers.isEmpty ? [.rest] : papers.map { .node($0) }
    case .scheme:
      let codes = [Relation.inDomain, .classifiedAs].flatMap { relation in
        graph.outgoing(node, relation).filter { !graph.isNegated($0) }.map { graph.to($0) }
      }
      return named(codes.map { graph.scheme(of: $0) })
    case .domain:
      guard graph.kind(of: node) != .mitigation else {
        return [ground.dataSet(of: node).map { .measures(of: $0) } ?? .rest]
      }
      let domains = ground.domains(of: node).flatMap { ground.place(of: $0, at: level) }
      return domains.isEmpty ? [.rest] : Set(domains).sorted().map { .node($0) }
    }
  }

  /// The groups that hold a gap, unranked, in the order in which their nodes come.
  private func groups(
    _ gaps: [Gap],
    _ ground: GapGround,
    _ subjects: (NodeID) -> [GapOverview.Subject]
  ) -> [GapOverview.Group] {
    var counts: OrderedDictionary<GapOverview.Subject, [GapKind: Int]> = [:]
    for gap in gaps {
      guard let node = gap.node else { continue }
      for subject in subjects(node) { counts[subject, default: [:]][gap.kind, default: 0] += 1 }
    }
    var members: [GapOverview.Subject: [NodeID]] = [:]
    let kinds = Set(gaps.compactMap { $0.node.map { graph.kind(of: $0) } })
    for node in graph.nodes where kinds.contains(graph.kind(of: node)) {
      for subject in subjects(node) where counts[subject] != nil {
        members[subject, default: []].append(node)
      }
    }
    return counts.map { group($0.key, $0.value, of: members[$0.key] ?? [], ground) }
  }

  /// The groups by kind of gap, whose nodes are those of the kind that the gap is of.
  private func kindGroups(_ gaps: [Gap], _ ground: GapGround) -> [GapOverview.Group] {
    GapKind.allCases.compactMap { kind in
      let count = gaps.count { $0.kind == kind }
      guard count > 0 else { return nil }
      let nodes = graph.nodes(of: kind == .riskWithoutMitigation ? .risk : .mitigation)
      return group(.named(kind.rawValue), [kind: count], of: nodes, ground)
    }
  }

  private func group(
    _ subject: GapOverview.Subject,
    _ counts: [GapKind: Int],
    of nodes: [NodeID],
    _ ground: GapGround
  ) -> GapOverview.Group {
    var papers: Set<NodeID> = []
    var types: Set<EvidenceType> = []
    var (withoutStated, withoutAny, hasClaims) = (0, 0, false)
    for node in nodes {
      papers.formUnion(ground.papers(of: node))
      let claims = ground.claims(of: node)
      if claims.isEmpty { withoutStated += 1 } else { hasClaims = true }
      if !ground.isJoined(node) { withoutAny += 1 }
      for claim in claims where (graph.stance(of: claim) ?? .supports) == .supports {
        if let type = graph.evidenceType(of: claim) { types.insert(type) }
      }
    }
    let share = nodes.isEmpty ? 0 : Double(withoutStated) / Double(nodes.count)
    let nearest = ground.nearestMeasure(to: subject, among: nodes)
    return GapOverview.Group(
      subject: subject,
      isAbove: false,
      counts: counts,
      nodes: nodes.count,
      withoutStated: withoutStated,
      withoutAny: withoutAny,
      papers: papers.count,
      strongestEvidence: EvidenceType.byStrength.last { types.contains($0) },
      hasClaims: hasClaims,
      nearest: nearest?.measure,
      nearestOf: nearest?.of,
      priority: share * Double(papers.count),
      rank: 0,
      isTied: false
    )
  }

  /// The groups by priority, equals in the order given; what belongs to no group comes last of equals.
  private func ranked(_ groups: [GapOverview.Group]) -> [GapOverview.Group] {
    let order = groups.indices.sorted { a, b in
      if groups[a].priority != groups[b].priority { return groups[a].priority > groups[b].priority }
      let rests = (groups[a].subject == .rest, groups[b].subject == .rest)
      return rests.0 == rests.1 ? a < b : rests.1
    }
    var result: [GapOverview.Group] = []
    for index in order {
      var group = groups[index]
      group.rank = result.count + 1
      if let last = result.last, last.priority == group.priority {
        result[result.count - 1].isTied = true
        (group.rank, group.isTied) = (last.rank, true)
      }
      result.append(group)
    }
    return result
  }
}

extension EvidenceType {
  /// From the weakest type of evidence to the strongest, as the policy weighs them by default.
  static let byStrength: [EvidenceType] = [
    .assertion, .expertJudgment, .caseStudy, .observational, .synthesis, .experimental,
  ]
}

extension GapGround {
  /// Where a domain stands among groups of a level: the concepts above it at that level, else itself.
  func place(of domain: NodeID, at level: Int) -> [NodeID] {
    guard hierarchy.level(of: domain) > level else { return [domain] }
    return hierarchy.upwards(from: domain).filter { hierarchy.level(of: $0) == level }
  }

  /// The measure nearest to a group, and the risk or domain that it is of: of the risks of the group
  /// that a chain joins with a measure, the one that most papers name, stated ones first; else the
  /// first sibling of the domain, in the order of codes, that a measure reaches.
  func nearestMeasure(
    to subject: GapOverview.Subject,
    among nodes: [NodeID]
  ) -> (measure: NodeID, of: NodeID)? {
    var best: (measure: NodeID, of: NodeID)?
    var most = (-1, -1)
    for node in nodes where graph.kind(of: node) != .mitigation {
      guard let measure = measures[node] else { continue }
      let weight = (claims(of: node).isEmpty ? 0 : 1, papers(of: node).count)
      if weight > most { (best, most) = ((measure, node), weight) }
    }
    if let best { return best }
    guard case .node(let domain) = subject, graph.kind(of: domain) == .riskDomain else {
      return nil
    }
    if let measure = measures[domain] { return (measure, domain) }
    let siblings = hierarchy.parents(of: domain).flatMap { hierarchy.children(of: $0) }
    for sibling in siblings where sibling != domain {
      if let measure = measures[sibling] { return (measure, sibling) }
    }
    return nil
  }
}
