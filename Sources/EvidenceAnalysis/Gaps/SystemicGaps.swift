internal import EvidenceCore
internal import OrderedCollections

/// Finds what is missing throughout a data set or a scheme.
struct SystemicGaps {
  private let ground: GapGround
  private let kinds: [GapKind]

  init(_ ground: GapGround, kinds: [GapKind]) {
    self.ground = ground
    self.kinds = kinds
  }

  /// A line is written where at least ten nodes lack something and they are at least a fifth.
  private static let (least, share, most) = (10, 0.2, 6)

  /// The lines, the most complete absence first, then the one of more nodes; at most six.
  ///
  /// - Complexity: O(*n* + *m*) for *n* nodes and *m* statements.
  func lines() -> [SystemicGap] {
    var found: [(line: SystemicGap, nodes: [NodeID])] = []
    if kinds.contains(.riskWithoutMitigation) {
      found += lines(.risksWithoutMeasure, of: .risk) { ground.claims(of: $0).isEmpty }
      found += domainLines().map { ($0, []) }
    }
    if kinds.contains(.mitigationWithoutRisk) {
      found += lines(.measuresWithoutRisk, of: .mitigation) { ground.claims(of: $0).isEmpty }
    }
    if kinds.contains(.unclassified) {
      found += lines(.unclassified, of: .mitigation) { node in
        ground.graph.outgoing(node, .classifiedAs).allSatisfy { ground.graph.isNegated($0) }
      }
    }
    let order = found.indices.sorted { a, b in
      let (x, y) = (found[a].line, found[b].line)
      if x.share != y.share { return x.share > y.share }
      return x.of == y.of ? a < b : x.of > y.of
    }
    var counted: [SystemicGap.Subject: Set<NodeID>] = [:]
    return order.prefix(Self.most).map { index in
      var (line, nodes) = found[index]
      let known = counted[line.subject, default: []]
      line.twins = nodes.count { node in ground.twins(of: node).contains { known.contains($0) } }
      counted[line.subject] = known.union(nodes)
      return line
    }
  }

  private func lines(
    _ subject: SystemicGap.Subject,
    of kind: Kind,
    where isMissing: (NodeID) -> Bool
  ) -> [(SystemicGap, [NodeID])] {
    var sets: OrderedDictionary<String, (missing: [NodeID], count: Int)> = [:]
    for node in ground.graph.nodes(of: kind) {
      guard let name = ground.dataSet(of: node) else { continue }
      sets[name, default: ([], 0)].count += 1
      if isMissing(node) { sets[name, default: ([], 0)].missing.append(node) }
    }
    return sets.compactMap { name, found in
      let line = SystemicGap(
        subject: subject,
        name: name,
        missing: found.missing.count,
        of: found.count,
        twins: 0,
        inferredOnly: 0,
        level: nil
      )
      guard line.missing >= Self.least, line.share >= Self.share else { return nil }
      return (line, found.missing)
    }
  }

  /// For each scheme of risk domains, at its deepest level, how many no measure reaches, or only an
  /// inferred chain.
  private func domainLines() -> [SystemicGap] {
    let graph = ground.graph
    var schemes: OrderedDictionary<String, [NodeID]> = [:]
    for node in graph.nodes(of: .riskDomain) {
      if let scheme = graph.scheme(of: node) { schemes[scheme, default: []].append(node) }
    }
    return schemes.compactMap { name, nodes in
      let deepest = nodes.map { ground.hierarchy.level(of: $0) }.max() ?? 1
      let leaves = nodes.filter { ground.hierarchy.level(of: $0) == deepest }
      let inferred = leaves.count { ground.reached[$0] == false }
      let missing = leaves.count { ground.reached[$0] == nil } + inferred
      guard missing * 5 >= leaves.count, missing > 0 else { return nil }
      return SystemicGap(
        subject: .domainsWithoutMeasure,
        name: name,
        missing: missing,
        of: leaves.count,
        twins: 0,
        inferredOnly: inferred,
        level: deepest
      )
    }
  }
}
