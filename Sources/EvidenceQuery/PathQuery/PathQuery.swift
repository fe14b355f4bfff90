internal import EvidenceCore

/// A pattern of paths, whose steps and conditions the compiler checks against the kinds they join.
///
/// It is a question of the language, written in Swift: ``text`` is the same in openCypher, and both are
/// planned and answered alike. Whether a path is evidence is another question, and EvidenceAnalysis
/// answers it.
///
/// ```swift
/// let query = PathQuery(from: Paper.self)
///   .where(\.year >= 2024)
///   .outgoing(.proposes)
///   .outgoing(.addressesDomain, where: \.stance == .supports)
///   .where(\.key == "mit-risk@4:4.2")
/// print(try query.count(in: graph))
/// for path in try query.paths(in: graph) { print(path.keys(in: graph)) }
/// ```
public struct PathQuery<Last: NodeKind>: Hashable, Sendable {
  let pattern: WalkedPattern

  init(_ pattern: WalkedPattern) { self.pattern = pattern }

  /// Starts at the nodes of a kind.
  public init(from kind: Last.Type) {
    pattern = WalkedPattern(start: WalkedPattern.Stop(kind: Last.kind))
  }

  /// Goes along statements of a relation.
  ///
  /// Every statement of the step meets the conditions.
  public func outgoing<Next: NodeKind>(
    _ link: Link<Last, Next>,
    where conditions: Condition<StatementFields>...
  ) -> PathQuery<Next> {
    PathQuery<Next>(stepping(link.relation, true, link.repetitions, conditions, Next.kind))
  }

  /// Goes against statements of a relation.
  ///
  /// Every statement of the step meets the conditions.
  public func incoming<Next: NodeKind>(
    _ link: Link<Next, Last>,
    where conditions: Condition<StatementFields>...
  ) -> PathQuery<Next> {
    PathQuery<Next>(stepping(link.relation, false, link.repetitions, conditions, Next.kind))
  }

  /// Asks something of the node that the query has come to; several conditions all hold.
  public func `where`(_ conditions: Condition<NodeFields<Last>>...) -> PathQuery {
    var pattern = pattern
    let terms = conditions.map(\.term)
    if pattern.steps.isEmpty {
      pattern.start.conditions += terms
    } else {
      pattern.steps[pattern.steps.count - 1].stop.conditions += terms
    }
    return PathQuery(pattern)
  }

  private func stepping(
    _ relation: Relation,
    _ isOutgoing: Bool,
    _ repetitions: ClosedRange<Int>,
    _ conditions: [Condition<StatementFields>],
    _ kind: Kind
  ) -> WalkedPattern {
    var pattern = pattern
    pattern.steps.append(
      WalkedPattern.Step(
        relation: relation,
        isOutgoing: isOutgoing,
        repetitions: repetitions,
        conditions: conditions.map(\.term),
        stop: WalkedPattern.Stop(kind: kind)
      )
    )
    return pattern
  }
}

/// What a path query walks, as data.
struct WalkedPattern: Hashable, Sendable {
  struct Stop: Hashable, Sendable {
    var kind: Kind
    var conditions: [ConditionTerm] = []
  }

  struct Step: Hashable, Sendable {
    var relation: Relation
    var isOutgoing: Bool
    /// How many statements in a row; the nodes between are of the kind of the last one, and only the
    /// last one meets its conditions.
    var repetitions: ClosedRange<Int>
    /// What every statement of the step meets.
    var conditions: [ConditionTerm]
    var stop: Stop
  }

  var start: Stop
  var steps: [Step] = []

  /// Whether paths can be brought into their order when all are there: each has as many statements.
  var isSortable: Bool { steps.allSatisfy { $0.repetitions == 1...1 } }

  /// Whether a node behind the first can be looked up.
  var isFoundFromItsEnd: Bool {
    steps.contains { $0.stop.conditions.contains(where: \.isLookUp) }
  }
}

extension ConditionTerm {
  fileprivate var isLookUp: Bool {
    switch self {
    case .compare(let name, .equal, _), .oneOf(let name, _): name.text == "key"
    default: false
    }
  }
}
