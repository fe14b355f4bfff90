public import EvidenceCore

/// What a path query does, as data: where a path starts and each step from there.
///
/// Query text and ``PathQuery`` both come down to it.
public struct PathPlan: Hashable, Sendable {
  /// What is asked of a node: its kind, and conditions that all hold.
  public struct NodeTest: Hashable, Sendable {
    /// `nil` is any kind.
    public var kind: Kind?
    public var conditions: [NodeCondition]

    /// Makes a test.
    public init(kind: Kind? = nil, conditions: [NodeCondition] = []) {
      self.kind = kind
      self.conditions = conditions
    }
  }

  /// One step: statements of one relation, walked one way, and the node behind them.
  public struct Step: Hashable, Sendable {
    public var relation: Relation
    /// Along the statements' direction, or against it.
    public var isOutgoing: Bool
    /// How many statements in a row; the nodes between are of the kind of the last one, and only
    /// the last one meets its conditions.
    public var repetitions: ClosedRange<Int>
    /// What every statement of the step meets.
    public var statementConditions: [StatementCondition]
    public var node: NodeTest

    /// Makes a step.
    public init(
      _ relation: Relation,
      isOutgoing: Bool = true,
      repetitions: ClosedRange<Int> = 1...1,
      statementConditions: [StatementCondition] = [],
      node: NodeTest
    ) {
      self.relation = relation
      self.isOutgoing = isOutgoing
      self.repetitions = repetitions
      self.statementConditions = statementConditions
      self.node = node
    }
  }

  public var start: NodeTest
  public var steps: [Step]

  /// Makes a plan.
  public init(start: NodeTest, steps: [Step] = []) {
    self.start = start
    self.steps = steps
  }

  /// What the plan asks of a graph that the graph knows nothing of: kinds and relations that are
  /// neither built in nor declared and do not occur, each with what may have been meant.
  public func diagnostics(in graph: EvidenceGraph) -> [Diagnostic] {
    let kinds = Set(Kind.builtIn + graph.header.kinds.map(\.kind) + graph.kinds)
    let relations = Set(
      Relation.builtIn + graph.header.relations.map(\.relation) + graph.relations
    )
    var result: [Diagnostic] = []
    for kind in ([start] + steps.map(\.node)).compactMap(\.kind) where !kinds.contains(kind) {
      let names = kinds.map(\.name).sorted { $0.precedesInUTF8($1) }
      result.append(
        Diagnostic(
          .error,
          "unknown-kind",
          "the graph has no kind '\(kind)'",
          hint: Suggestion.hint(for: kind.name, among: names) ?? "declare it in the graph's header"
        )
      )
    }
    for relation in steps.map(\.relation) where !relations.contains(relation) {
      let names = relations.map(\.name).sorted { $0.precedesInUTF8($1) }
      result.append(
        Diagnostic(
          .error,
          "unknown-relation",
          "the graph has no relation '\(relation)'",
          hint: Suggestion.hint(for: relation.name, among: names)
            ?? "declare it in the graph's header"
        )
      )
    }
    return result
  }
}
