public import EvidenceCore
internal import EvidenceQuery

/// Finds pairs of a measure and a target for which something speaks, though nobody has stated that the
/// measure addresses the target.
///
/// What speaks for a pair is looked for in what is known of other pairs: measures that are matched with
/// this one, parts of the same whole, others of its class or its paper, and measures that say nearly
/// the same; then in the paper that proposes the measure and names risks there; and in the words of
/// both. Each kind of reason has a weight *w* (ours, chosen by hand), scaled by how far it holds, and a
/// pair's likelihood is 1 − Π(1 − *w*). `Benchmarks` hides stated pairs and reports how often they are
/// suggested again.
///
/// ```swift
/// let suggester = LinkSuggester(graph, targets: graph.nodes(of: .risk))
/// for pair in suggester.suggestions(for: measure).prefix(10) { print(graph.title(of: pair.object)) }
/// ```
public struct LinkSuggester: Sendable {
  /// Measures that belong together: of one class, or of one paper.
  private struct Group {
    var members = 0
    /// For each target how many members address it, and the one with the least key.
    var addressing: [Int: (count: Int, example: NodeID)] = [:]
  }

  private let graph: EvidenceGraph
  private let targets: [NodeID]
  /// The positions of the targets that each measure is known to address.
  private let met: [NodeID: Set<Int>]
  /// The targets at which each risk stands.
  private let placesOfRisks: [NodeID: [Int]]
  private var groups: [NodeID: Group] = [:]
  private let words: WordLikeness
  private let measuresByWord: WordLikeness.Lists
  private let targetsByWord: WordLikeness.Lists
  private let positions: [NodeID: Int]

  /// Looks for risks that a measure may address, by what is stated: a pair is known where an ADDRESSES
  /// statement holds it.
  ///
  /// - Parameters:
  ///   - graph: the graph to learn from.
  ///   - targets: the risks or risk domains that may be suggested.
  /// - Complexity: O(*n* + *m* + texts of measures and targets) for *n* nodes and *m* statements.
  public init(_ graph: EvidenceGraph, targets: [NodeID]) {
    let positions = Dictionary(
      targets.enumerated().map { ($1, $0) },
      uniquingKeysWith: { a, _ in a }
    )
    var met: [NodeID: Set<Int>] = [:]
    for measure in graph.nodes(of: .mitigation) {
      for edge in graph.outgoing(measure, .addresses) where !graph.isNegated(edge) {
        if let place = positions[graph.to(edge)] { met[measure, default: []].insert(place) }
      }
    }
    self.init(graph, targets: targets, met: met, risks: positions.mapValues { [$0] })
  }

  /// - Parameters:
  ///   - met: the positions of the targets that each measure is known to address.
  ///   - risks: the positions of the targets at which each risk stands.
  ///   - compared: the measures whose words are compared; `nil` compares all.
  init(
    _ graph: EvidenceGraph,
    targets: [NodeID],
    met: [NodeID: Set<Int>],
    risks: [NodeID: [Int]],
    comparing compared: [NodeID]? = nil
  ) {
    self.graph = graph
    self.targets = targets
    self.met = met
    placesOfRisks = risks
    positions = Dictionary(targets.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
    let measures = graph.nodes(of: .mitigation)
    words = WordLikeness(graph, nodes: (compared ?? Array(measures)) + targets)
    measuresByWord = words.lists(of: measures.filter { met[$0]?.isEmpty == false })
    targetsByWord = words.lists(of: targets)
    for measure in measures {
      for group in Self.concepts(of: measure, graph) + Self.papers(of: measure, graph) {
        groups[group, default: Group()].members += 1
        for place in met[measure] ?? [] {
          let known = groups[group]?.addressing[place]
          groups[group]?.addressing[place] = ((known?.count ?? 0) + 1, known?.example ?? measure)
        }
      }
    }
  }

  /// The targets for which something speaks, the likeliest first, equal ones by key.
  ///
  /// Targets that the measure is known to address, or of which it is stated that it does not, are left
  /// out.
  ///
  /// - Complexity: O(*t* log *t* + *k*) for *t* targets and the *k* measures and targets that share a
  ///   word with the measure or are tied to it.
  public func suggestions(for measure: NodeID) -> [LinkSuggestion] {
    var found: [Int: [(reason: SuggestionReason, weight: Double)]] = [:]
    func add(_ reason: SuggestionReason, _ weight: Double, at place: Int) {
      found[place, default: []].append((reason, weight))
    }
    for (other, weight) in matches(of: measure) {
      for place in met[other] ?? [] { add(.match(other), weight, at: place) }
    }
    for (other, whole) in siblings(of: measure) {
      for place in met[other] ?? [] { add(.sibling(other, whole: whole), 0.4, at: place) }
    }
    addGroups(of: measure, add)
    addNames(of: measure, add)
    addWords(of: measure, add)
    let closed = (met[measure] ?? []).union(denied(by: measure))
    return found.filter { !closed.contains($0.key) }.map { place, entries in
      let ordered = Self.strongest(entries)
      WorkCounter.add(entries.count)
      return LinkSuggestion(
        subject: measure,
        object: targets[place],
        reasons: ordered.map(\.reason),
        likelihood: 1 - ordered.reduce(1) { $0 * (1 - $1.weight) }
      )
    }
    .sorted { ($1.likelihood, $0.object) < ($0.likelihood, $1.object) }
  }

  /// Of each kind of reason the strongest, the strongest kind first; of equals the one found first.
  private static func strongest(
    _ entries: [(reason: SuggestionReason, weight: Double)]
  ) -> [(reason: SuggestionReason, weight: Double)] {
    var best: [String: (reason: SuggestionReason, weight: Double)] = [:]
    var order: [String] = []
    for entry in entries {
      let code = entry.reason.code
      if best[code] == nil { order.append(code) }
      if entry.weight > best[code]?.weight ?? 0 { best[code] = entry }
    }
    // Sorting is stable, so that kinds of equal weight stay in the order in which they are looked for.
    return order.compactMap { best[$0] }.sorted { $0.weight > $1.weight }
  }

  private func addGroups(
    of measure: NodeID,
    _ add: (SuggestionReason, Double, Int) -> Void
  ) {
    let (classes, papers) = (Self.concepts(of: measure, graph), Self.papers(of: measure, graph))
    for (index, node) in (classes + papers).enumerated() {
      guard let group = groups[node] else { continue }
      let others = group.members - 1
      for (place, held) in group.addressing {
        let share = Double(held.count) / Double(others + 1)
        let isClass = index < classes.count
        add(
          isClass
            ? .sameClass(
              concept: node,
              addressing: held.count,
              others: others,
              example: held.example
            )
            : .samePaper(
              paper: node,
              addressing: held.count,
              others: others,
              example: held.example
            ),
          (isClass ? 0.6 : 0.5) * share,
          place
        )
      }
    }
  }

  /// Risks of a target that a paper names which proposes the measure.
  private func addNames(of measure: NodeID, _ add: (SuggestionReason, Double, Int) -> Void) {
    for paper in Self.papers(of: measure, graph) {
      var named: [Int: [NodeID]] = [:]
      for edge in graph.outgoing(paper, .identifies) where !graph.isNegated(edge) {
        for place in placesOfRisks[graph.to(edge)] ?? [] {
          named[place, default: []].append(graph.to(edge))
        }
      }
      for (place, risks) in named {
        let distinct = Set(risks)
        guard let first = distinct.min() else { continue }
        let share = Double(distinct.count) / Double(distinct.count + 2)
        add(.paperNames(paper: paper, risk: first, risks: distinct.count), 0.4 * share, place)
      }
    }
  }

  private func addWords(of measure: NodeID, _ add: (SuggestionReason, Double, Int) -> Void) {
    let alike = words.alike(to: measure, in: measuresByWord)
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    for (other, likeness) in alike where likeness >= Self.leastLikeness {
      let reason = SuggestionReason.alike(other, words: words.sharedWords(measure, other))
      for place in met[other] ?? [] { add(reason, 0.6 * likeness, place) }
    }
    for (target, likeness) in words.alike(to: measure, in: targetsByWord).sorted(by: {
      $0.key < $1.key
    })
    where likeness >= Self.leastLikeness {
      guard let place = positions[target] else { continue }
      add(.sharedWords(words.sharedWords(measure, target)), min(0.9 * likeness, 0.9), place)
    }
  }

  /// Below this likeness, words that two texts share are passed over.
  private static let leastLikeness = 0.1

  /// The measures that are matched with one, in either direction, with the weight of the match.
  private func matches(of measure: NodeID) -> [(NodeID, Double)] {
    var result: [NodeID: Double] = [:]
    for edge in Array(graph.outgoing(measure)) + Array(graph.incoming(measure)) {
      let relation = graph.relation(of: edge)
      guard relation.isMatch, !graph.isNegated(edge) else { continue }
      let other = graph.from(edge) == measure ? graph.to(edge) : graph.from(edge)
      guard other != measure, graph.kind(of: other) == .mitigation else { continue }
      let weight =
        switch relation {
        case .exactMatch: 0.8
        case .closeMatch: 0.7
        case .relatedMatch: 0.3
        default: 0.5
        }
      result[other] = max(result[other] ?? 0, weight)
    }
    return result.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
  }

  /// The other parts of the wholes that a measure is part of.
  private func siblings(of measure: NodeID) -> [(NodeID, whole: NodeID)] {
    var result: [(NodeID, whole: NodeID)] = []
    for edge in graph.outgoing(measure, .partOf) where !graph.isNegated(edge) {
      for part in graph.incoming(graph.to(edge), .partOf) where !graph.isNegated(part) {
        if graph.from(part) != measure { result.append((graph.from(part), whole: graph.to(edge))) }
      }
    }
    return result
  }

  /// The targets of which somebody has stated that the measure does not address them.
  private func denied(by measure: NodeID) -> Set<Int> {
    Set(
      graph.outgoing(measure, .addresses).filter { graph.isNegated($0) }
        .compactMap { positions[graph.to($0)] }
    )
  }

  private static func concepts(of measure: NodeID, _ graph: EvidenceGraph) -> [NodeID] {
    Set(
      graph.outgoing(measure, .classifiedAs).filter { !graph.isNegated($0) }.map { graph.to($0) }
    ).sorted()
  }

  private static func papers(of measure: NodeID, _ graph: EvidenceGraph) -> [NodeID] {
    Set(graph.incoming(measure, .proposes).filter { !graph.isNegated($0) }.map { graph.from($0) })
      .sorted()
  }
}
