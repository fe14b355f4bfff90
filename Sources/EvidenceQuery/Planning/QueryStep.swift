/// One step of a plan: it takes a row and hands on none, one or many.
indirect enum QueryStep: Sendable {
  /// Each node, or each with a label, or those with a property.
  case scan(NodeScan)
  /// Lets a row pass whose slot holds a node with all labels.
  case check(Int, labels: [String])
  case expand(Expansion)
  /// Counts what an expansion would lead to, and gives the row so much weight.
  case weigh(Expansion)
  /// Counts the ways that lead on from a node, and gives the row so much weight.
  case tally(Int, [CountedBranch])
  case walk(PathWalk)
  case shortest(PathWalk, isAll: Bool)
  /// Walks a path several times.
  case repeating(PathWalk, BoundMatch.Group, walk: [QueryStep])
  /// The ends of a relationship that is known already.
  case ends(Expansion)
  case filter([BoundExpression])
  case path(PathAssembly)
  case optional([QueryStep], nulls: [Int])
  case unwind(BoundExpression, Int)
  case compute([(slot: Int, value: BoundExpression)])
  case aggregate(BoundProjection.Grouping)
  case distinct([Int])
  /// Sorts; where a limit follows, only so many rows are kept.
  case sort(
    [(value: BoundExpression, isDescending: Bool)],
    skip: BoundExpression?,
    BoundExpression?
  )
  case skip(BoundExpression)
  case limit(BoundExpression)
  case call(BoundCall)
  case create(BoundCreation)
  case merge(BoundMerge, match: [QueryStep])
  case change([BoundChange])
  case delete([BoundExpression], detaches: Bool)
}

/// Where a plan gets nodes from.
struct NodeScan: Sendable {
  enum Source: Sendable {
    case all
    case label(String)
    case property(String, BoundExpression)
    /// Any of the values of a list.
    case properties(String, BoundExpression)
  }

  var slot: Int
  var source: Source
  /// The labels that a node has to have beside.
  var labels: [String]
}

/// A step over single relationships.
struct Expansion: Sendable {
  var relationship: Int
  var from: Int
  var to: Int
  var types: [String]
  /// From `from` to `to`, against it, or either way.
  var arrow: RelationshipPattern.Arrow
  /// Whether both ends are known.
  var isInto: Bool
  /// What the node behind it has to bear.
  var labels: [String]
  /// Relationships of the same clause, which it is none of.
  var others: [Int]
  /// Whether the near end is known; for a relationship that is known itself.
  var isFromKnown = true
}

/// A step over rows of relationships.
struct PathWalk: Sendable {
  var expansion: Expansion
  var length: PathLength
  var elementSlot: Int
  var elementConditions: [BoundExpression]
  /// Whether the relationships are to be listed from the far end.
  var isReversed: Bool
  /// Whether the list is known already.
  var isGiven: Bool
}

/// How a path is put together.
struct PathAssembly: Sendable {
  struct Part: Sendable {
    var relationship: Int
    var node: Int
    var isList: Bool
  }

  var slot: Int
  var start: Int
  var parts: [Part]
}

/// What a query does, step by step.
struct QueryPlan: Sendable {
  struct Part: Sendable {
    var steps: [QueryStep] { didSet { live = Self.live(steps, columns) } }
    let columns: [Int]
    /// The slots that are still wanted behind each step.
    private(set) var live: [[Int]]

    init(steps: [QueryStep], columns: [Int]) {
      self.steps = steps
      self.columns = columns
      live = Self.live(steps, columns)
    }

    private static func live(_ steps: [QueryStep], _ columns: [Int]) -> [[Int]] {
      var wanted = Set(columns)
      var result = [[Int]](repeating: [], count: steps.count)
      for index in steps.indices.reversed() {
        result[index] = wanted.sorted()
        wanted.formUnion(steps[index].slots)
      }
      return result
    }
  }

  var parts: [Part]
  var keepsDoubles: Bool
  var columns: [String]
}

extension QueryStep {
  /// The slot of the nodes that it looks at, each once.
  var scanned: Int? { if case .scan(let scan) = self { scan.slot } else { nil } }

  /// The slots that it reads or gives.
  var slots: Set<Int> {
    switch self {
    case .scan(let scan):
      var result: Set = [scan.slot]
      switch scan.source {
      case .property(_, let value), .properties(_, let value): result.formUnion(value.slots)
      case .all, .label: break
      }
      return result
    case .check(let slot, _): return [slot]
    case .expand(let expansion), .ends(let expansion), .weigh(let expansion):
      return expansion.slots
    case .tally(let slot, let branches): return Set(branches.flatMap(\.slots) + [slot])
    case .walk(let walk), .shortest(let walk, _):
      return walk.elementConditions.reduce(into: walk.expansion.slots) {
        $0.formUnion($1.slots)
      }
    case .repeating(let walk, let group, let steps):
      return steps.reduce(into: walk.expansion.slots.union(group.slots)) {
        $0.formUnion($1.slots)
      }
    case .filter(let conditions):
      return conditions.reduce(into: []) { $0.formUnion($1.slots) }
    case .path(let path):
      return Set(path.parts.flatMap { [$0.relationship, $0.node] } + [path.slot, path.start])
    case .optional(let steps, let nulls):
      return steps.reduce(into: Set(nulls)) { $0.formUnion($1.slots) }
    case .unwind(let list, let slot): return list.slots.union([slot])
    case .compute(let columns):
      return columns.reduce(into: []) { $0.formUnion($1.value.slots.union([$1.slot])) }
    case .aggregate(let grouping):
      var result = Set(grouping.keys.map(\.slot) + grouping.aggregates.map(\.slot))
      for value in grouping.keys.compactMap(\.value) { result.formUnion(value.slots) }
      for value in grouping.aggregates.flatMap(\.arguments) { result.formUnion(value.slots) }
      return result
    case .distinct(let slots): return Set(slots)
    case .sort(let keys, _, _): return keys.reduce(into: []) { $0.formUnion($1.value.slots) }
    case .skip(let value), .limit(let value): return value.slots
    case .call(let call): return BoundClause.call(call).slots
    case .create(let creation): return creation.slots
    case .merge(let merge, _): return BoundClause.merge(merge).slots
    case .change(let changes): return changes.reduce(into: []) { $0.formUnion($1.slots) }
    case .delete(let items, _): return items.reduce(into: []) { $0.formUnion($1.slots) }
    }
  }
}

extension Expansion {
  var slots: Set<Int> { Set([relationship, from, to] + others) }
}
