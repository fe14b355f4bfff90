public import EvidenceCore

/// The gaps of one group, folded so that each thing that a person can act on is one line.
public struct GapFolding: Sendable {
  /// A gap, and what was folded into it.
  public struct Line: Sendable {
    public var gap: Gap
    /// Gaps of nodes that are PART_OF this one, or of a part of it.
    public var parts: [NodeID]
    /// Gaps of nodes that EXACT_MATCH joins with this one.
    public var twins: [NodeID]
    /// Distinct papers that name or propose this very node or one of its twins.
    public var papers: Int
    /// The nearest measure, and the node that it is of: a twin or a near match of this one, else
    /// another node of the group; `nil` where none of them has one.
    public var measure: NodeID?
    public var measureOf: NodeID?
    /// One more than the number of lines that more papers name: equal counts, equal ranks.
    public var rank: Int
    /// Whether another line has the same rank.
    public var isTied: Bool
  }

  public var subject: GapOverview.Subject
  public var grouping: GapOverview.Grouping
  /// By the papers that name it, then the nearer measure, then the key.
  public var lines: [Line]
  /// Nodes that their source itself left out, by a property that says "excluded".
  public var excluded: [NodeID]
  /// Nodes that stand for a concept of a scheme, which is no risk of its own.
  public var copies: [NodeID]
}

extension GapAnalysis {
  /// The gaps of one group, parts under their wholes and exact twins in one line.
  ///
  /// - Parameters:
  ///   - subject: the group; a domain may stand at any level.
  ///   - grouping: what the groups are of.
  ///   - kinds: the kinds of gaps that are listed.
  /// - Throws: `EvidenceError` if BROADER or PART_OF goes in a circle.
  /// - Complexity: as ``overview(by:kinds:)``.
  public func folding(
    of subject: GapOverview.Subject,
    by grouping: GapOverview.Grouping = .domain,
    kinds: [GapKind] = listed
  ) throws(EvidenceError) -> GapFolding {
    try graph.refuseCircles(along: [.broader, .partOf])
    let ground = GapGround(graph, policy)
    var level = 1
    if case .node(let node) = subject { level = ground.hierarchy.level(of: node) }
    func isInside(_ gap: Gap, _ node: NodeID) -> Bool {
      if grouping == .kind { return subject == .named(gap.kind.rawValue) }
      return subjects(of: node, by: grouping, at: level, ground).contains(subject)
    }
    let gaps = nodeGaps(kinds: kinds).filter { gap in gap.node.map { isInside(gap, $0) } ?? false }
    var excluded: [NodeID] = []
    var copies: [NodeID] = []
    let kept = gaps.filter { gap in
      guard let node = gap.node else { return false }
      if ground.isExcludedBySource(node) {
        excluded.append(node)
        return false
      }
      if graph.kind(of: node) == .risk, ground.isCopyOfConcept(node) {
        copies.append(node)
        return false
      }
      return true
    }
    return GapFolding(
      subject: subject,
      grouping: grouping,
      lines: lines(kept, subject, ground),
      excluded: excluded,
      copies: copies
    )
  }

  private func lines(
    _ gaps: [Gap],
    _ subject: GapOverview.Subject,
    _ ground: GapGround
  ) -> [GapFolding.Line] {
    var result: [GapFolding.Line] = []
    for kind in GapKind.allCases {
      let nodes = gaps.filter { $0.kind == kind }.compactMap(\.node)
      let present = Set(nodes)
      var head: [NodeID: NodeID] = [:]
      for node in nodes { head[node] = whole(of: node, among: present) }
      // Twins join the first of them, in the order of keys, that is no part of another.
      var leader: [NodeID: NodeID] = [:]
      for node in nodes where head[node] == node && leader[node] == nil {
        leader[node] = node
        for twin in ground.twins(of: node) where head[twin] == twin && leader[twin] == nil {
          leader[twin] = node
        }
      }
      var parts: [NodeID: [NodeID]] = [:]
      var twins: [NodeID: [NodeID]] = [:]
      for node in nodes {
        guard let head = head[node], let leader = leader[head] else { continue }
        if head != node { parts[leader, default: []].append(node) }
        if head == node, leader != node { twins[leader, default: []].append(node) }
      }
      let near = ground.nearestMeasure(
        to: subject,
        among: ground.neighbours(of: subject, like: nodes)
      )
      for gap in gaps where gap.kind == kind {
        guard let node = gap.node, leader[node] == node else { continue }
        let own = [node] + (twins[node] ?? [])
        let papers = own.reduce(into: Set<NodeID>()) { $0.formUnion(ground.papers(of: $1)) }
        let joined = own.first { ground.measures[$0] != nil }
        result.append(
          GapFolding.Line(
            gap: gap,
            parts: parts[node] ?? [],
            twins: twins[node] ?? [],
            papers: papers.count,
            measure: joined.flatMap { ground.measures[$0] } ?? near?.measure,
            measureOf: joined ?? near?.of,
            rank: 0,
            isTied: false
          )
        )
      }
    }
    return ranked(result)
  }

  /// The topmost node among some that a node is part of, itself where it is part of none.
  private func whole(of node: NodeID, among present: Set<NodeID>) -> NodeID {
    var current = node
    while let next = graph.outgoing(current, .partOf).filter({ !graph.isNegated($0) })
      .map({ graph.to($0) }).first(where: { present.contains($0) })
    {
      current = next
    }
    return current
  }

  private func ranked(_ lines: [GapFolding.Line]) -> [GapFolding.Line] {
    func nearness(_ line: GapFolding.Line) -> Int {
      guard let of = line.measureOf else { return 2 }
      return of == line.gap.node || line.twins.contains(of) ? 0 : 1
    }
    let order = lines.indices.sorted { a, b in
      let (x, y) = (lines[a], lines[b])
      if x.papers != y.papers { return x.papers > y.papers }
      let (near, far) = (nearness(x), nearness(y))
      return near == far ? a < b : near < far
    }
    var result: [GapFolding.Line] = []
    for index in order {
      var line = lines[index]
      line.rank = result.count + 1
      if let last = result.last, last.papers == line.papers {
        result[result.count - 1].isTied = true
        (line.rank, line.isTied) = (last.rank, true)
      }
      result.append(line)
    }
    return result
  }
}

extension GapGround {
  /// The nodes among which a measure would be near: the risks coded in a group's domain or below it,
  /// whether they have a gap or not; else the nodes given.
  func neighbours(of subject: GapOverview.Subject, like nodes: [NodeID]) -> [NodeID] {
    guard case .node(let domain) = subject, graph.kind(of: domain) == .riskDomain else {
      return nodes
    }
    var result: Set<NodeID> = []
    for concept in hierarchy.downwards(from: domain) {
      for edge in graph.incoming(concept, .inDomain) where !graph.isNegated(edge) {
        result.insert(graph.from(edge))
      }
    }
    return result.sorted()
  }
}
