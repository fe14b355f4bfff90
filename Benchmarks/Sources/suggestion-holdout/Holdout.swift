import EvidenceAnalysis
import EvidenceCore
import EvidenceQuery
import Foundation

/// SplitMix64: the same order for a seed, everywhere.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Hides stated pairs of a measure and a risk, one at a time, and looks whether they are suggested.
struct Holdout {
  struct Pair: Hashable {
    var measure: Key
    var risk: Key
  }

  let whole: EvidenceGraph
  /// The risks of AI Atlas Nexus, and its stated pairs.
  let risks: [Key]
  let pairs: [Pair]

  init(_ graph: EvidenceGraph) {
    let nexus = "ai-atlas-nexus/"
    whole = graph
    risks = graph.nodes(of: .risk).map { graph.key(of: $0) }
      .filter { $0.text.hasPrefix("risk:" + nexus) }
    var pairs: [Pair] = []
    for edge in graph.edges where graph.relation(of: edge) == .addresses && !graph.isNegated(edge) {
      let pair = Pair(
        measure: graph.key(of: graph.from(edge)),
        risk: graph.key(of: graph.to(edge))
      )
      if pair.measure.text.hasPrefix("mitigation:" + nexus), !pairs.contains(pair) {
        pairs.append(pair)
      }
    }
    self.pairs = pairs
  }

  /// The graph without what states a pair.
  private func graph(without pair: Pair) throws -> EvidenceGraph {
    var builder = GraphBuilder(header: whole.header)
    for node in whole.nodes { builder.add(whole.value(of: node)) }
    for edge in whole.edges {
      let statement = whole.statement(edge)
      let isHidden =
        statement.relation == .addresses && statement.from == pair.measure
        && statement.to == pair.risk
      if !isHidden { builder.add(statement) }
    }
    return try builder.build()
  }

  /// Says how often a hidden risk is among the first ten.
  func report(seed: UInt64, hiding count: Int?) throws -> String {
    var random = SplitMix(state: seed)
    let hidden = count.map { Array(pairs.shuffled(using: &random).prefix($0)) } ?? pairs
    var hits = (ours: 0, names: 0, random: 0)
    var reasons: [String: Int] = [:]
    for pair in hidden {
      let graph = try graph(without: pair)
      guard let measure = graph.node(pair.measure), let risk = graph.node(pair.risk) else {
        continue
      }
      let targets = risks.compactMap { graph.node($0) }
      let first = LinkSuggester(graph, targets: targets).suggestions(for: measure).prefix(10)
      if let found = first.first(where: { $0.object == risk }) {
        hits.ours += 1
        reasons[found.reasons[0].code, default: 0] += 1
      }
      // The same risks stand to choice: all that the measure is not stated to address.
      let stated = Set(graph.outgoing(measure, .addresses).map { graph.to($0) })
      let open = targets.filter { !stated.contains($0) }
      let words = WordLikeness(graph, nodes: Array(graph.nodes(of: .mitigation)) + targets)
      let byName = open.map { (risk: $0, likeness: words.likeness(measure, $0)) }
        .sorted { ($1.likeness, $0.risk) < ($0.likeness, $1.risk) }
      if byName.prefix(10).contains(where: { $0.risk == risk }) { hits.names += 1 }
      if open.shuffled(using: &random).prefix(10).contains(risk) { hits.random += 1 }
    }
    func share(_ count: Int) -> String {
      let percent = Double(count) / Double(max(hidden.count, 1)) * 100
      return "\(count) of \(hidden.count) (\(String(format: "%.1f", percent)) %)"
    }
    let parts = reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.value) \($0.key)" }
    return """
      seed \(seed): the hidden risk is among the first 10 of \(risks.count)
        suggested:     \(share(hits.ours))
        names alone:   \(share(hits.names))
        random order:  \(share(hits.random))
        first reason:  \(parts.joined(separator: ", "))
      """
  }
}
