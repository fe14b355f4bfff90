public import EvidenceCore
internal import OrderedCollections

/// What becomes of the concepts of one scheme when another, or its next version, replaces it.
///
/// Matches are followed with the meaning that SKOS gives them: exact ones are transitive, and
/// disjoint from broad and related ones, so that the exact match of a pair that is both is reported
/// and not used; a broad match rolls up; a narrow one never carries down; related and denied ones
/// carry nothing, and neither do two broad ones against each other. At most one close or broad match
/// stands on a way, as in an evidence chain. Nothing is added to the graph: what follows is handed
/// out as statements that name their premises.
///
/// ```swift
/// let crosswalk = try Crosswalk(graph, from: "mit-mitigation@1", to: "mit-mitigation@2")
/// for entry in crosswalk.entries where entry.fate == .lost { print(entry.concept) }
/// ```
/// - Note: A. Miles, S. Bechhofer, "SKOS Simple Knowledge Organization System Reference", 2009,
///   section 10; `MappingChaining` is of the semantic mapping vocabulary that SSSOM uses.
public struct Crosswalk: Sendable {
  /// The scheme that is left, and the one that replaces it.
  public let old: String
  public let new: String
  /// Every concept of the older scheme, in the order of its codes.
  public let entries: [CrosswalkEntry]
  /// The pairs that are said to match exactly and otherwise too; the exact match is not used.
  public let conflicts: [CrosswalkConflict]
  let graph: EvidenceGraph

  /// Follows the matches of a graph from one scheme to another.
  ///
  /// - Throws: `EvidenceError` if the graph has no concepts of one of the schemes; and what the
  ///   limit throws.
  /// - Complexity: O(Σ what the matches of each concept reach).
  public init(
    _ graph: EvidenceGraph,
    from old: String,
    to new: String,
    limit: WorkLimit<EvidenceError> = .none
  ) throws(EvidenceError) {
    var meter = try WorkMeter(limit)
    self.graph = graph
    self.old = old
    self.new = new
    let concepts = try SchemeMembers.concepts(of: old, in: graph)
    let targets = Set(try SchemeMembers.concepts(of: new, in: graph))
    let walk = MatchWalk(graph)
    var entries: [CrosswalkEntry] = []
    var conflicts: OrderedSet<CrosswalkConflict> = []
    var takers: [Key: Set<Key>] = [:]
    for concept in concepts {
      let key = graph.key(of: concept)
      var counterparts: [CrosswalkTarget] = []
      var broader: [CrosswalkTarget] = []
      var taken: Set<Key> = []
      let ways = walk.ways(from: concept)
      try meter.step(ways.steps.count)
      for node in ways.nodes where targets.contains(node) {
        guard let looseness = ways.looseness(of: node) else { continue }
        // Within one scheme a concept stands for itself.
        if old == new, node != concept { continue }
        if looseness == .exact, node != concept, walk.objection(concept, node) != nil {
          continue
        }
        let target = CrosswalkTarget(
          concept: graph.key(of: node),
          relation: looseness.relation,
          premises: ways.premises(to: node).map { graph.id(of: $0) }
        )
        if looseness == .broad {
          broader.append(target)
        } else {
          counterparts.append(target)
          taken.insert(target.concept)
        }
      }
      for target in taken { takers[target, default: []].insert(key) }
      conflicts.append(contentsOf: Self.conflicts(of: concept, walk, graph))
      entries.append(
        CrosswalkEntry(
          concept: key,
          fate: counterparts.count > 1
            ? .split
            : counterparts.count == 1 ? .moved : broader.isEmpty ? .lost : .broadened,
          targets: counterparts.isEmpty ? Self.nearest(broader) : counterparts,
          narrower: walk.narrower(than: concept).filter { targets.contains($0) }
            .map { graph.key(of: $0) }.sorted()
        )
      )
    }
    for index in entries.indices where entries[index].fate == .moved {
      let target = entries[index].targets[0].concept
      if takers[target]?.count ?? 0 > 1 { entries[index].fate = .merged }
    }
    self.entries = entries
    self.conflicts = conflicts.elements
  }

  /// The pairs on the exact ways of a concept that something speaks against: itself and what it
  /// reaches, and the steps in between.
  private static func conflicts(
    of concept: NodeID,
    _ walk: MatchWalk,
    _ graph: EvidenceGraph
  ) -> [CrosswalkConflict] {
    var result: [CrosswalkConflict] = []
    func report(_ from: NodeID, _ to: NodeID, _ premises: [EdgeID], _ objection: EdgeID) {
      result.append(
        CrosswalkConflict(
          from: graph.key(of: from),
          to: graph.key(of: to),
          relation: graph.relation(of: objection),
          premises: premises.map { graph.id(of: $0) },
          against: graph.id(of: objection)
        )
      )
    }
    let ways = walk.ways(from: concept, usesObjected: true)
    var isChecked = [Bool](repeating: false, count: ways.steps.count)
    for node in ways.nodes where ways.looseness(of: node) == .exact && node != concept {
      if let objection = walk.objection(concept, node) {
        report(concept, node, ways.premises(to: node), objection)
        continue
      }
      // What this way shares with an earlier one was checked there.
      var fresh: [EdgeID] = []
      var position = ways.lastStep(to: node) ?? 0
      while !isChecked[position], let edge = ways.steps[position].edge {
        isChecked[position] = true
        fresh.append(edge)
        position = ways.steps[position].before
      }
      for step in fresh.reversed() {
        let (from, to) = (graph.from(step), graph.to(step))
        if from == concept || to == concept { continue }
        if let objection = walk.objection(from, to) { report(from, to, [step], objection) }
      }
    }
    return result
  }

  /// Of the broader concepts, those on the shortest ways: what lies above them rolls up by itself.
  private static func nearest(_ targets: [CrosswalkTarget]) -> [CrosswalkTarget] {
    let least = targets.map(\.premises.count).min() ?? 0
    return targets.filter { $0.premises.count == least }
  }

  /// The matches that follow from others and that nobody states, with their premises.
  ///
  /// - Returns: statements with the justification `MappingChaining` and the ids of what they follow
  ///   from under `premises`, in the order of the older scheme; none of them stands in the graph.
  public var inferredMatches: [Statement] {
    entries.flatMap { entry in
      entry.targets.filter { $0.premises.count > 1 }.map { target in
        inferred(
          Statement(entry.concept, target.relation, target.concept),
          premises: target.premises
        )
      }
    }
  }

  /// The codings into the newer scheme that follow from those into the older one.
  ///
  /// A witness coded under a concept is coded under what takes the concept up: CLASSIFIED_AS,
  /// IN_DOMAIN, and the relations that the graph declares into the kind of the scheme.
  ///
  /// - Returns: statements with the justification `MappingChaining` and the ids of what they follow
  ///   from under `premises`, the coding first; in the order of the older scheme. One for each
  ///   witness, relation and target; none of them stands in the graph.
  public var inferredCodings: [Statement] {
    struct Coding: Hashable {
      var from: Key
      var relation: Relation
      var to: Key
    }
    let relations = codingRelations
    var seen: Set<Coding> = []
    var result: [Statement] = []
    for entry in entries {
      guard let node = graph.node(entry.concept) else { continue }
      for relation in relations {
        for edge in graph.incoming(node, relation) where !graph.isNegated(edge) {
          let witness = graph.key(of: graph.from(edge))
          for target in entry.targets
          where seen.insert(Coding(from: witness, relation: relation, to: target.concept)).inserted
          {
            result.append(
              inferred(
                Statement(witness, relation, target.concept),
                premises: [graph.id(of: edge)] + target.premises
              )
            )
          }
        }
      }
    }
    return result
  }

  private func inferred(_ statement: Statement, premises: [String]) -> Statement {
    var statement = statement
    statement.via = "crosswalk \(old) \(new)"
    statement.justification = .mappingChaining
    statement.properties["premises"] = .strings(premises)
    return statement
  }

  /// The relations that code a witness under a concept of the older scheme.
  var codingRelations: [Relation] {
    let kinds = Set(entries.compactMap { graph.node($0.concept) }.map { graph.kind(of: $0) })
    let declared = graph.header.relations.filter { definition in
      !Relation.builtIn.contains(definition.relation)
        && definition.to.contains { kinds.contains($0) }
    }
    return [.classifiedAs, .inDomain] + declared.map(\.relation).sorted()
  }
}
