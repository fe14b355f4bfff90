internal import EvidenceCore

/// Ranks gaps: need × demand. The formula is ours.
///
/// *Need* is what is missing: 1 where nothing is known, 0.75 where what is known points the wrong way
/// or both ways, 0.5 where it is only asserted or inferred, the missing share of the policy's
/// threshold where it is thin, 0.25 else. *Demand* is log₂(2 + papers), where the papers are those
/// that name a risk at or below a cell's concepts, or a risk with the very code of a single node: a
/// gap where many have seen a risk comes first.
struct GapPriority {
  private let policy: Policy
  private let demand: [NodeID: Set<NodeID>]
  private let demandHere: [NodeID: Set<NodeID>]

  /// Counts who names what.
  ///
  /// - Complexity: O(*i* · *d*) for *i* IDENTIFIES statements and hierarchies of depth *d*.
  init(_ graph: EvidenceGraph, _ policy: Policy) {
    self.policy = policy
    let hierarchy = Hierarchy(graph)
    var demand: [NodeID: Set<NodeID>] = [:]
    var demandHere: [NodeID: Set<NodeID>] = [:]
    for risk in graph.nodes(of: .risk) {
      let papers = graph.incoming(risk, .identifies).filter { !graph.isNegated($0) }
        .map { graph.from($0) }
      guard !papers.isEmpty else { continue }
      demand[risk, default: []].formUnion(papers)
      demandHere[risk, default: []].formUnion(papers)
      for edge in graph.outgoing(risk, .inDomain) where !graph.isNegated(edge) {
        demandHere[graph.to(edge), default: []].formUnion(papers)
        for concept in hierarchy.upwards(from: graph.to(edge)) {
          demand[concept, default: []].formUnion(papers)
        }
      }
    }
    self.demand = demand
    self.demandHere = demandHere
  }

  /// The priority of a gap of a cell with these concepts.
  func of(_ kind: GapKind, papers: Int, concepts: [NodeID]) -> Double {
    let named = concepts.compactMap { demand[$0]?.count }.max() ?? 0
    return need(kind, papers: papers) * Double(2 + named).logarithm2
  }

  /// The priority of a gap of one node, with the codes that it has.
  func of(_ kind: GapKind, node: NodeID, codes: [NodeID]) -> Double {
    let named = ([node] + codes).compactMap { demandHere[$0]?.count }.max() ?? 0
    return need(kind, papers: 0) * Double(2 + named).logarithm2
  }

  private func need(_ kind: GapKind, papers: Int) -> Double {
    switch kind {
    case .absolute, .notSearched, .riskWithoutMitigation: 1
    case .opposed, .conflicting: 0.75
    case .inferredOnly, .assertedOnly, .mitigationWithoutRisk: 0.5
    case .thin:
      1 - Double(min(papers, policy.thinBelow)) / Double(max(1, policy.thinBelow))
    case .singleSource, .stale, .synthesis, .unclassified, .unsourced: 0.25
    }
  }
}

extension Double {
  /// The logarithm to base 2 of a positive number, to within 2⁻⁴⁰: by exponent, then by squaring.
  fileprivate var logarithm2: Double {
    var result = Double(exponent)
    var mantissa = significand
    var bit = 0.5
    for _ in 0..<40 {
      mantissa *= mantissa
      if mantissa >= 2 {
        mantissa /= 2
        result += bit
      }
      bit /= 2
    }
    return result
  }
}
