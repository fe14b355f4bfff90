public import EvidenceCore

/// How far two coders of the same items agree: over pairs of an item and a concept, concept by
/// concept, and over the sets of concepts that each gave an item.
///
/// An item counts when both coders saw it; a concept that a coder did not give an item that they saw
/// is a no, and an item that one of them did not see is missing, not a no. Coders saw what they made
/// any statement of the relation about, unless a list of the items is given: then both saw all.
///
/// ```swift
/// let agreement = try CoderAgreement(graph, between: "ann", and: "ben", scheme: "type@1")
/// print(agreement.levels[0].alpha ?? .nan, agreement.levels[0].disagreements.count)
/// ```
public struct CoderAgreement: Sendable {
  /// One concept, and how far the two agree on it.
  public struct Concept: Hashable, Sendable {
    public var concept: Key
    public var agreement: ConceptAgreement
  }

  /// One item to which the two gave different concepts.
  public struct Disagreement: Hashable, Sendable {
    public var item: Key
    /// The concepts that only the first gave it, only the second, and both; in the order of codes.
    public var onlyFirst: [Key]
    public var onlySecond: [Key]
    public var both: [Key]
    /// The MASI distance of the two sets, in 0…1.
    public var distance: Double
  }

  /// The agreement at one level of the scheme.
  public struct Level: Sendable {
    /// The level that the codes are rolled up to, from 1 at the top; `nil`: as they were given.
    public var level: Int?
    /// All pairs of an item that both saw and a concept of the level that either gave to an item.
    public var pairs: ConceptAgreement
    /// Each concept that either gave to an item, in the order of codes.
    public var concepts: [Concept]
    /// Krippendorff's alpha with the MASI distance; `nil` where nothing could differ.
    public var alpha: Double?
    /// The share of items with equal sets, in 0…1; `nil` without items.
    public var equalSets: Double?
    /// Codes that stand above the level, so that they say nothing at it.
    public var unresolved: Int
    /// The items with unequal sets, in the order of keys.
    public var disagreements: [Disagreement]
  }

  public let first: String
  public let second: String
  public let scheme: String
  public let relation: Relation
  /// The items that both saw, in the order of keys.
  public let items: [Key]
  /// The items that one of them alone saw: missing, in the order of keys.
  public let onlyFirstSaw: [Key]
  public let onlySecondSaw: [Key]
  /// The codes as given, then rolled up to each level from the top.
  public let levels: [Level]

  /// Compares two coders.
  ///
  /// - Parameters:
  ///   - graph: the graph with the statements of both.
  ///   - first: the name of a coder, as it stands at the statements.
  ///   - second: the name of the other.
  ///   - scheme: the scheme whose codes are compared, with its version.
  ///   - relation: the relation by which items are coded.
  ///   - items: every item that both saw; where none is given, each coder saw what they made a
  ///     statement of the relation about.
  /// - Throws: `EvidenceError` if the graph has no such scheme, no such coder or no such item, if the
  ///   two are one, or if BROADER goes in a circle.
  /// - Complexity: O(*m* + items × concepts × levels + *d*²) for *m* statements and *d* distinct
  ///   sets.
  public init(
    _ graph: EvidenceGraph,
    between first: String,
    and second: String,
    scheme: String,
    relation: Relation = .classifiedAs,
    items: [Key]? = nil
  ) throws(EvidenceError) {
    self.first = first
    self.second = second
    self.scheme = scheme
    self.relation = relation
    try graph.refuseCircles(along: [.broader])
    if first == second {
      throw EvidenceError("same-coder", "'\(first)' is named twice", hint: "name two coders")
    }
    let concepts = try SchemeMembers.concepts(of: scheme, in: graph)
    let one = try Coding(graph, coder: first, relation, scheme: scheme)
    let other = try Coding(graph, coder: second, relation, scheme: scheme)
    var seen: (Set<NodeID>, Set<NodeID>) = (one.seen, other.seen)
    if let items {
      var listed: Set<NodeID> = []
      var diagnostics: [Diagnostic] = []
      for key in items {
        if let node = graph.node(key) {
          listed.insert(node)
        } else {
          diagnostics.append(Diagnostic(.error, "unknown-node", "no node has the key '\(key)'"))
        }
      }
      guard diagnostics.isEmpty else { throw EvidenceError(diagnostics) }
      seen = (listed, listed)
    }
    let common = seen.0.intersection(seen.1).sorted()
    func keys(_ nodes: Set<NodeID>) -> [Key] { nodes.sorted().map { graph.key(of: $0) } }
    self.items = common.map { graph.key(of: $0) }
    onlyFirstSaw = keys(seen.0.subtracting(seen.1))
    onlySecondSaw = keys(seen.1.subtracting(seen.0))
    let hierarchy = Hierarchy(graph)
    let depth = concepts.map { hierarchy.level(of: $0) }.max() ?? 1
    levels = ([nil] + (1...depth).map { $0 }).map { level in
      let comparison = LevelComparison(graph, hierarchy, concepts, level: level)
      return comparison.compare(common.map { ($0, one.codes[$0] ?? [], other.codes[$0] ?? []) })
    }
  }
}

extension CoderAgreement {
  /// The pairs of coders that saw some item both, so that their agreement can be asked for.
  ///
  /// - Parameters:
  ///   - graph: the graph with the statements of all.
  ///   - relation: the relation by which items are coded.
  /// - Returns: for each coder the others, each pair both ways.
  /// - Complexity: O(*m* + *i* · *c*²) for *m* statements and *i* items that *c* coders saw at most.
  package static func partners(
    in graph: EvidenceGraph,
    by relation: Relation
  ) -> [String: Set<String>] {
    var coders: [NodeID: Set<String>] = [:]
    for edge in graph.edges where graph.relation(of: edge) == relation {
      coders[graph.from(edge), default: []].formUnion(graph.coders(of: edge))
    }
    var partners: [String: Set<String>] = [:]
    for names in Set(coders.values) where names.count > 1 {
      for name in names { partners[name, default: []].formUnion(names) }
    }
    return partners
  }
}

/// What one coder said.
private struct Coding {
  var seen: Set<NodeID> = []
  var codes: [NodeID: Set<NodeID>] = [:]

  init(
    _ graph: EvidenceGraph,
    coder: String,
    _ relation: Relation,
    scheme: String
  ) throws(EvidenceError) {
    var coders: Set<String> = []
    for edge in graph.edges where graph.relation(of: edge) == relation {
      let names = graph.coders(of: edge)
      coders.formUnion(names)
      guard names.contains(coder) else { continue }
      let item = graph.from(edge)
      seen.insert(item)
      // A denied code was looked at, and is a no.
      guard !graph.isNegated(edge), graph.scheme(of: graph.to(edge)) == scheme else { continue }
      codes[item, default: []].insert(graph.to(edge))
    }
    guard coders.contains(coder) else {
      let known = coders.sorted { $0.precedesInUTF8($1) }
      throw EvidenceError(
        "unknown-coder",
        "no \(relation) statement is coded by '\(coder)'",
        hint: Suggestion.hint(for: coder, among: known)
          ?? (known.isEmpty
            ? "no \(relation) statement names a coder"
            : "there are: \(known.prefix(12).joined(separator: ", "))")
      )
    }
  }
}

/// Compares the codes of two coders at one level.
private struct LevelComparison {
  private let graph: EvidenceGraph
  private let hierarchy: Hierarchy
  /// The concepts of the level, in the order of codes.
  private let concepts: [NodeID]
  private let level: Int?

  init(_ graph: EvidenceGraph, _ hierarchy: Hierarchy, _ concepts: [NodeID], level: Int?) {
    self.graph = graph
    self.hierarchy = hierarchy
    self.level = level
    self.concepts = concepts.filter { level == nil || hierarchy.level(of: $0) == level }
  }

  func compare(_ units: [(NodeID, Set<NodeID>, Set<NodeID>)]) -> CoderAgreement.Level {
    var unresolved = 0
    let rolled = units.map { item, a, b in (item, roll(a, &unresolved), roll(b, &unresolved)) }
    var all = ConceptAgreement(both: 0, onlyFirst: 0, onlySecond: 0, neither: 0)
    var parts: [CoderAgreement.Concept] = []
    for concept in concepts {
      var one = ConceptAgreement(both: 0, onlyFirst: 0, onlySecond: 0, neither: 0)
      for (_, a, b) in rolled {
        switch (a.contains(concept), b.contains(concept)) {
        case (true, true): one.both += 1
        case (true, false): one.onlyFirst += 1
        case (false, true): one.onlySecond += 1
        case (false, false): one.neither += 1
        }
      }
      // That neither uses a concept at all is no agreement about the items.
      guard one.neither < one.count else { continue }
      all.both += one.both
      all.onlyFirst += one.onlyFirst
      all.onlySecond += one.onlySecond
      all.neither += one.neither
      parts.append(CoderAgreement.Concept(concept: graph.key(of: concept), agreement: one))
    }
    func keys(_ codes: Set<NodeID>) -> [Key] {
      concepts.filter { codes.contains($0) }.map { graph.key(of: $0) }
    }
    let equal = rolled.count { $0.1 == $0.2 }
    return CoderAgreement.Level(
      level: level,
      pairs: all,
      concepts: parts,
      alpha: SetAgreement.alpha(rolled.map { ($0.1, $0.2) }),
      equalSets: rolled.isEmpty ? nil : Double(equal) / Double(rolled.count),
      unresolved: unresolved,
      disagreements: rolled.filter { $0.1 != $0.2 }.map { item, a, b in
        CoderAgreement.Disagreement(
          item: graph.key(of: item),
          onlyFirst: keys(a.subtracting(b)),
          onlySecond: keys(b.subtracting(a)),
          both: keys(a.intersection(b)),
          distance: SetAgreement.masiDistance(a, b)
        )
      }
    )
  }

  private func roll(_ codes: Set<NodeID>, _ unresolved: inout Int) -> Set<NodeID> {
    guard let level else { return codes }
    var result: Set<NodeID> = []
    for code in codes {
      let above = hierarchy.upwards(from: code).filter { hierarchy.level(of: $0) == level }
      if above.isEmpty { unresolved += 1 }
      result.formUnion(above)
    }
    return result
  }
}
