import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

@Suite struct ChainTests {
  @Test("the chains are those that the plain reading finds", arguments: 0..<60 as Range<UInt64>)
  func chainsAreTheReferences(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    let reference = ChainReference(graph)
    let paths = EvidencePaths(graph)
    let targets = graph.nodes(of: .riskDomain) + graph.nodes(of: .risk)
    var random = SeededGenerator(seed: seed)
    for from in graph.nodes where graph.kind(of: from) != .taxonomyNode {
      for to in targets.shuffled(using: &random).prefix(3) {
        let expected = reference.chains(from: from, to: to)
        let answer = paths.chains(
          from: from,
          to: to,
          options: .init(workBound: .max, limit: nil)
        )
        let found = Set(answer.chains.map { $0.steps.map(\.edge) })
        #expect(
          found == Set(expected.map(\.edges)),
          "\(graph.key(of: from)) to \(graph.key(of: to))"
        )
        #expect(found.count == answer.chains.count)
        #expect((answer.nearestMiss == nil) == !expected.isEmpty)
        for chain in answer.chains {
          let edges = chain.steps.map(\.edge)
          let strength = edges.map(reference.factor).reduce(1, *)
          #expect(abs((chain.strength ?? -1) - strength) < 1e-12)
          #expect((chain.directness == .inferred) == reference.isInferred(edges))
          #expect(
            (chain.about == .mitigation) == edges.contains { graph.relation(of: $0) == .addresses }
          )
        }
      }
    }
  }

  @Test("extending a chain never raises its strength", arguments: 0..<40 as Range<UInt64>)
  func longerIsNeverStronger(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    let paths = EvidencePaths(graph)
    let options = EvidencePaths.Options(limit: nil)
    for from in graph.nodes(of: .paper) {
      for to in graph.nodes(of: .riskDomain) {
        for chain in paths.chains(from: from, to: to, options: options).chains {
          guard let last = chain.steps.last, last.relation == .broader else { continue }
          let before = chain.nodes[chain.nodes.count - 2]
          let shorter = paths.chains(from: from, to: before, options: options).chains
            .first { $0.steps == Array(chain.steps.dropLast()) }
          #expect((shorter?.strength ?? 0) >= (chain.strength ?? 1))
        }
      }
    }
  }

  @Test(
    "the numbers of a set of chains are the brute-force ones",
    arguments: 0..<40 as Range<UInt64>
  )
  func strengthIsTheBruteForceOne(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed, density: 0.8).build()
    let reference = ChainReference(graph)
    let paths = EvidencePaths(graph)
    for from in graph.nodes(of: .paper) + graph.nodes(of: .mitigation) {
      for to in graph.nodes(of: .riskDomain) {
        let answer = paths.chains(from: from, to: to, options: .init(limit: nil))
        let sides: [(Strength?, [EvidenceChain])] = [
          (
            answer.supporting,
            answer.chains.filter { $0.about == .mitigation && $0.stance != .opposes }
          ),
          (
            answer.opposing,
            answer.chains.filter { $0.about == .mitigation && $0.stance != .supports }
          ),
          (answer.named, answer.chains.filter { $0.about == .risk && $0.stance != .opposes }),
        ]
        for (strength, chains) in sides {
          guard let expected = StrengthReference(graph, reference, from).strength(chains) else {
            continue
          }
          switch strength {
          case .exact(let value)?: #expect(abs(value - expected) < 1e-9)
          case .interval(let low, let high)?:
            #expect(low <= expected + 1e-9 && expected <= (high ?? 1) + 1e-9)
          case nil: #expect(chains.isEmpty)
          }
        }
      }
    }
  }

  @Test(
    "adding a supporting statement never lowers the supporting strength",
    arguments: 0..<30 as Range<UInt64>
  )
  func moreSupportIsNeverWeaker(seed: UInt64) throws {
    var parts = RandomGraph.parts(seed: seed, density: 0.7)
    let before = try parts.build()
    parts.statements.append(
      Statement(
        "mitigation:p0/m0",
        .addresses,
        "risk-a@1:1.1",
        source: "paper:p3",
        locator: "new",
        evidenceType: .experimental,
        confidence: 0.9
      )
    )
    let after = try parts.build()
    for paper in before.nodes(of: .paper) {
      func low(_ graph: EvidenceGraph) -> Double {
        guard let to = graph.node("risk-a@1:1") else { return 0 }
        switch EvidencePaths(graph).chains(from: paper, to: to).supporting {
        case .exact(let value)?: return value
        case .interval(let low, _)?: return low
        case nil: return 0
        }
      }
      #expect(low(after) >= low(before) - 1e-12)
    }
  }
}

/// Every pick of one chain for each work, every outcome of every statement.
struct StrengthReference {
  let graph: EvidenceGraph
  let reference: ChainReference
  let from: NodeID

  init(_ graph: EvidenceGraph, _ reference: ChainReference, _ from: NodeID) {
    self.graph = graph
    self.reference = reference
    self.from = from
  }

  /// `nil` where there are too many picks or outcomes to try them all.
  func strength(_ chains: [EvidenceChain]) -> Double? {
    guard !chains.isEmpty else { return nil }
    let groups = Dictionary(grouping: chains) { chain -> String in
      guard let claim = chain.claim else { return "" }
      if let source = graph.source(of: claim) { return reference.work(source) }
      return graph.kind(of: from) == .paper ? reference.work(graph.key(of: from)) : ""
    }
    let picks = groups.values.map(\.count).reduce(1, *)
    guard picks <= 200 else { return nil }
    var best = 0.0
    var choices: [[EvidenceChain]] = [[]]
    for group in groups.values { choices = choices.flatMap { pick in group.map { pick + [$0] } } }
    for pick in choices {
      var probability: [EdgeID: Double] = [:]
      for chain in pick {
        for step in chain.steps {
          let isHalved = chain.stance == .mixed && step.edge == chain.claim
          probability[step.edge] = reference.factor(step.edge) * (isHalved ? 0.5 : 1)
        }
      }
      let events = probability.filter { $0.value < 1 }.keys.sorted()
      guard events.count <= 12 else { return nil }
      var total = 0.0
      for outcome in 0..<(1 << events.count) {
        var weight = 1.0
        var failed: Set<EdgeID> = []
        for (bit, event) in events.enumerated() {
          let holds = outcome >> bit & 1 == 1
          weight *= holds ? probability[event] ?? 1 : 1 - (probability[event] ?? 1)
          if !holds { failed.insert(event) }
        }
        if pick.contains(where: { chain in !chain.steps.contains { failed.contains($0.edge) } }) {
          total += weight
        }
      }
      best = max(best, total)
    }
    return best
  }
}
