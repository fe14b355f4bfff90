internal import EvidenceAnalysis
internal import EvidenceCore

/// What is said of chains: their paths, factors and weakest links.
struct ChainWords {
  let map: PathsMap

  private var graph: EvidenceGraph { map.graph }
  private var policy: Policy { map.answer.policy }
  private var naming: Naming { Naming(graph: map.graph) }

  /// The factor of one statement under the policy, and whether its confidence is stated.
  struct Factor {
    var value: Double?
    var isStated: Bool
    /// Whether it counts at all, or is taken as 1 because it only codes.
    var counts: Bool
  }

  func factor(_ edge: EdgeID) -> Factor {
    let stated = graph.confidence(of: edge)
    let relation = graph.relation(of: edge)
    let value = policy.factor(of: edge, relation: relation, in: graph)
    if relation.isMatch { return Factor(value: value, isStated: true, counts: true) }
    switch relation {
    case .addresses, .identifies:
      return Factor(value: value, isStated: stated != nil, counts: true)
    default: return Factor(value: stated ?? 1, isStated: stated != nil, counts: stated != nil)
    }
  }

  /// `Uuk 2024 → audits → 4.2`, short enough for a line of a table.
  ///
  /// - Parameter limit: how many letters of a name are shown.
  func path(_ chain: EvidenceChain, limit: Int = 34) -> String {
    var text = chain.nodes.first.map { short($0, limit: limit) } ?? ""
    for (step, node) in zip(chain.steps, chain.nodes.dropFirst()) {
      text += (step.relation.isMatch ? " ≈ " : " → ") + short(node, limit: limit)
    }
    return text
  }

  /// The path with as much of each name as a line has room for, so that none is left out.
  func path(_ chain: EvidenceChain, size: Double, bold: Bool, width: Double) -> String {
    let paths = [34, 26, 20, 14, 10].map { path(chain, limit: $0) }
    let fitting = paths.first { TextMeasure.room($0, size: size, bold: bold) <= width }
    return fitting
      ?? TextMeasure.fitted(paths[paths.count - 1], size: size, bold: bold, width: width)
  }

  func path(_ miss: NearestMiss) -> String {
    let end = miss.to ?? map.answer.to
    let known = miss.nodes.isEmpty ? [map.answer.from] : miss.nodes
    return known.map { short($0) }.joined(separator: " → ") + " … " + short(end)
  }

  /// Code, or the first words of the name.
  func short(_ node: NodeID, limit: Int = 34) -> String {
    if graph.kind(of: node) == .paper {
      return LegibleText.cut(naming.citation(node, limit: limit + 6), to: limit + 6)
    }
    if let code = naming.code(node), graph.kind(of: node) != .mitigation { return code }
    let name = naming.name(node)
    // A name that ends in what tells it apart keeps its end.
    let short = graph.label(of: node) == Naming.nameless ? name : LegibleText.cut(name, to: limit)
    return map.twins.contains(node) ? "\(short) [\(naming.tail(node))]" : short
  }

  /// What tells chains apart that read alike, a mark each: the end of a key, else what the statement says,
  /// where it stands, where it was read, or its id's first letters. Empty for a chain that reads like no
  /// other.
  func marks(_ chains: [EvidenceChain]) -> [String] {
    var marks = chains.map { _ in "" }
    for (_, alike) in Dictionary(grouping: chains.indices, by: { path(chains[$0]) })
    where alike.count > 1 {
      let group = alike.map { chains[$0] }
      for (place, mark) in zip(alike, distinguished(group)) { marks[place] = mark }
    }
    return marks
  }

  private func distinguished(_ chains: [EvidenceChain]) -> [String] {
    func isApart(_ texts: [String]) -> Bool { Set(texts).count == texts.count }
    let length = chains.map(\.nodes.count).min() ?? 0
    let differing = (0..<length).filter { place in Set(chains.map { $0.nodes[place] }).count > 1 }
    var candidates = differing.map { place in chains.map { "[\(naming.tail($0.nodes[place]))]" } }
    let steps = (0..<max(length - 1, 0)).filter { place in
      Set(chains.map { $0.steps[place].edge }).count > 1
    }
    for place in steps {
      let edges = chains.map { $0.steps[place].edge }
      func said(_ text: (EdgeID) -> String?) -> [String] {
        edges.map { "(\(LegibleText.clean(text($0) ?? "unknown", limit: 14)))" }
      }
      candidates += [
        said { Naming.words(graph.relation(of: $0), graph.stance(of: $0)) },
        said { graph.locator(of: $0) }, said { graph.via(of: $0) },
        said { String(graph.id(of: $0).prefix(8)) },
      ]
    }
    if let apart = candidates.first(where: isApart) { return apart }
    return chains.map { chain in
      "(" + chain.steps.map { String(graph.id(of: $0.edge).prefix(8)) }.joined(separator: " ") + ")"
    }
  }

  /// A reason without the names of relations as they are written in data.
  func plain(_ reason: String, of miss: NearestMiss) -> String {
    var relations: [Relation] = [miss.relation, .addresses]
    if case .refusedMatch(let edge, _) = miss.cause { relations.append(graph.relation(of: edge)) }
    return Naming.plain(reason, relations)
  }

  func weakest(_ chain: EvidenceChain) -> String {
    var weakest: (factor: Factor, step: EvidenceChain.Step)?
    for step in chain.steps {
      let factor = factor(step.edge)
      guard factor.counts else { continue }
      if (factor.value ?? -1) < (weakest.map { $0.factor.value ?? -1 } ?? 2) {
        weakest = (factor, step)
      }
    }
    guard let weakest else { return "none counted" }
    let said = Naming.words(weakest.step.relation, graph.stance(of: weakest.step.edge))
    return said + ", " + SupportScore.text(weakest.factor.value)
      + (weakest.factor.isStated ? "" : " (confidence unknown)")
  }

  func against(_ chain: EvidenceChain) -> String {
    guard chain.stance != .opposes, let claim = chain.claim else {
      return chain.stance == .opposes ? "this chain opposes" : "nothing"
    }
    let target = graph.to(claim)
    let others = map.answer.chains.filter {
      $0.stance == .opposes && $0.claim.map { graph.to($0) } == target
    }
    let claims = Set(others.compactMap(\.claim))
    guard let first = claims.min() else { return "nothing" }
    let source = graph.sourceNode(of: first).map { naming.citation($0) } ?? "source unknown"
    return Figures.count(claims.count, "statement") + " (\(source)"
      + (claims.count > 1 ? " and others)" : ")")
  }

  func missing(_ miss: NearestMiss) -> String {
    if miss.cause == .statesNothing { return "missing: any measure or risk that it states" }
    let from = miss.from.map { short($0) } ?? "something"
    let to = miss.to.map { short($0) } ?? "something"
    return "missing: \(from) \(Naming.words(miss.relation)) \(to)"
  }
}
