internal import EvidenceCore

/// The changes from one graph to another, work by work: the answer to "what changed?" that a person
/// reads first.
///
/// Every record of the difference is counted once: a paper and what it introduces at the paper, a
/// statement at the work that makes it, else at the work that introduces what it starts from; what
/// belongs to no work is counted by scheme, kind or relation.
///
/// ```swift
/// let changes = WorkChanges(GraphDifference(from: old, to: new))
/// for change in changes.works { print(change.kind, change.work, change.risks.added) }
/// ```
public struct WorkChanges: Sendable {
  /// The works: added ones first, then removed, re-coded and relocated ones; those with the most changes
  /// first, equal ones by key.
  public let works: [WorkChange]
  /// What belongs to no work, in the order of names; nodes before statements.
  public let rest: [SortChange]

  /// Sorts the records of a difference by works.
  ///
  /// - Complexity: O(*m* + changes, and the statements that lead to what changed), for *m* statements of both.
  public init(_ difference: GraphDifference) {
    var tally = Tally(difference.older, difference.newer)
    for node in difference.addedNodes { tally.count(node, in: difference.newer, \.added) }
    for node in difference.removedNodes { tally.count(node, in: difference.older, \.removed) }
    for change in difference.changedNodes {
      tally.count(change.new, in: difference.newer, \.changed)
    }
    for statement in difference.addedStatements {
      tally.count(statement, in: difference.newer, \.added)
    }
    for statement in difference.removedStatements {
      tally.count(statement, in: difference.older, \.removed)
    }
    for change in difference.changedStatements {
      tally.count(change.new, in: difference.newer, \.changed)
    }
    for change in difference.relocatedStatements {
      tally.count(change.new, in: difference.newer, nil)
    }
    let kinds = WorkChange.Kind.allCases
    works = tally.works.values.map { tally.judged($0) }.sorted { a, b in
      let (x, y) = (kinds.firstIndex(of: a.kind) ?? 0, kinds.firstIndex(of: b.kind) ?? 0)
      if x != y { return x < y }
      return a.total == b.total ? a.work < b.work : a.total > b.total
    }
    rest = tally.rest.values.sorted { a, b in
      a.isOfStatements == b.isOfStatements
        ? NaturalOrder.precedes(a.name, b.name) : !a.isOfStatements
    }
  }
}

extension WorkChange {
  /// How many records changed, those that were only read elsewhere among them.
  public var total: Int {
    paper.total + risks.total + measures.total + others.total + statements.total + relocated
  }
}

extension SortChange {
  /// How many records changed, those that were only read elsewhere among them.
  public var total: Int { counts.total + relocated }
}

/// Counts records at the works that they belong to.
private struct Tally {
  typealias Change = WritableKeyPath<WorkChange.Counts, Int>

  private let older: EvidenceGraph
  private let newer: EvidenceGraph
  /// The sources of statements in each graph.
  private let olderSources: Set<Key>
  private let newerSources: Set<Key>
  var works: [Key: WorkChange] = [:]
  var rest: [String: SortChange] = [:]

  init(_ older: EvidenceGraph, _ newer: EvidenceGraph) {
    self.older = older
    self.newer = newer
    olderSources = Set(older.edges.compactMap { older.source(of: $0) })
    newerSources = Set(newer.edges.compactMap { newer.source(of: $0) })
  }

  mutating func count(_ node: Node, in graph: EvidenceGraph, _ change: Change) {
    if node.kind == .paper {
      return count(at: node.key) { $0.paper[keyPath: change] += 1 }
    }
    guard let id = graph.node(node.key), let paper = graph.introducers(of: [id]).min() else {
      let name = node.scheme ?? node.kind.name
      return countRest(name, isOfStatements: false) { $0.counts[keyPath: change] += 1 }
    }
    count(at: graph.key(of: paper)) { work in
      switch node.kind {
      case .risk: work.risks[keyPath: change] += 1
      case .mitigation: work.measures[keyPath: change] += 1
      default: work.others[keyPath: change] += 1
      }
    }
  }

  /// Counts a statement; where no change is named, one that was only read elsewhere.
  mutating func count(_ statement: Statement, in graph: EvidenceGraph, _ change: Change?) {
    guard let work = work(of: statement, in: graph) else {
      return countRest(statement.relation.name, isOfStatements: true) { sort in
        if let change { sort.counts[keyPath: change] += 1 } else { sort.relocated += 1 }
      }
    }
    count(at: work) { counted in
      if let change { counted.statements[keyPath: change] += 1 } else { counted.relocated += 1 }
    }
  }

  /// The work that makes a statement, else the one that introduces what it starts from.
  private func work(of statement: Statement, in graph: EvidenceGraph) -> Key? {
    guard let from = graph.node(statement.from) else { return statement.source }
    if statement.relation.bearsEvidence, graph.kind(of: from) == .paper { return statement.from }
    if let source = statement.source {
      return graph.node(source).map { graph.key(of: $0) } ?? source
    }
    if graph.kind(of: from) == .paper { return statement.from }
    return graph.introducers(of: [from]).min().map { graph.key(of: $0) }
  }

  private mutating func count(at work: Key, _ change: (inout WorkChange) -> Void) {
    let none = WorkChange.Counts()
    change(
      &works[
        work,
        default: WorkChange(
          work: work,
          kind: .recoded,
          paper: none,
          risks: none,
          measures: none,
          others: none,
          statements: none,
          relocated: 0
        )
      ]
    )
  }

  private mutating func countRest(
    _ name: String,
    isOfStatements: Bool,
    _ change: (inout SortChange) -> Void
  ) {
    change(
      &rest[
        (isOfStatements ? "s" : "n") + name,
        default: SortChange(
          name: name,
          isOfStatements: isOfStatements,
          counts: WorkChange.Counts(),
          relocated: 0
        )
      ]
    )
  }

  /// A work with what became of it. One that is no node came or went with its statements.
  func judged(_ work: WorkChange) -> WorkChange {
    var work = work
    let before = older.node(work.work) != nil || olderSources.contains(work.work)
    let after = newer.node(work.work) != nil || newerSources.contains(work.work)
    work.kind =
      !before
      ? .added
      : !after ? .removed : work.total == work.relocated ? .relocated : .recoded
    return work
  }
}
