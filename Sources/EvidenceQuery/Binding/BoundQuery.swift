/// A query whose names are resolved.
struct BoundQuery: Sendable {
  var parts: [BoundPart]
  /// Whether UNION keeps doubles.
  var keepsDoubles = true
  /// What the answer's columns are called.
  var columns: [String] = []
  var writes: Bool { parts.contains { $0.clauses.contains(where: \.writes) } }

  /// Every slot that its patterns and expressions name.
  var slots: Set<Int> { parts.reduce(into: []) { $0.formUnion($1.slots) } }
}

/// A query without UNION.
struct BoundPart: Sendable {
  var clauses: [BoundClause]
  /// The slots of the columns, in their order; empty where nothing is returned.
  var columns: [Int] = []

  var slots: Set<Int> { clauses.reduce(into: Set(columns)) { $0.formUnion($1.slots) } }
}

enum BoundClause: Sendable {
  case match(BoundMatch)
  case unwind(BoundExpression, Int)
  case project(BoundProjection)
  case call(BoundCall)
  case create(BoundCreation)
  case merge(BoundMerge)
  case change([BoundChange])
  case delete([BoundExpression], detaches: Bool)

  var writes: Bool {
    switch self {
    case .match, .unwind, .project, .call: false
    case .create, .merge, .change, .delete: true
    }
  }

  var slots: Set<Int> {
    switch self {
    case .match(let match): match.slots
    case .unwind(let list, let slot): list.slots.union([slot])
    case .project(let projection): projection.slots
    case .call(let call):
      call.arguments.reduce(into: Set(call.fields.map(\.slot))) { $0.formUnion($1.slots) }
        .union(call.condition?.slots ?? [])
    case .create(let creation): creation.slots
    case .merge(let merge):
      (merge.onMatch + merge.onCreate).reduce(merge.match.slots.union(merge.creation.slots)) {
        $0.union($1.slots)
      }
    case .change(let changes): changes.reduce([]) { $0.union($1.slots) }
    case .delete(let items, _): items.reduce([]) { $0.union($1.slots) }
    }
  }
}

/// A pattern that is looked for.
struct BoundMatch: Sendable {
  struct Node: Sendable {
    var slot: Int
    /// Labels that are plain names and all wanted; others stand among the conditions.
    var labels: [String] = []
    /// Whether an earlier clause gives it.
    var isBound: Bool
  }

  struct Relationship: Sendable {
    /// Holds a relationship, or the list of them where there is a length.
    var slot: Int
    var from: Int
    var to: Int
    /// The types that are wanted; empty: any.
    var types: [String] = []
    /// From ``from`` to ``to``, against it, or either way.
    var arrow: RelationshipPattern.Arrow
    var length: PathLength?
    /// Where each relationship of a row stands while its conditions are asked.
    var elementSlot: Int
    var elementConditions: [BoundExpression] = []
    /// Whether an earlier clause gives it.
    var isBound: Bool
    var selection = PathPattern.Selection.all
    /// A path that is repeated in place of a relationship.
    var group: Group?
  }

  /// A path that is walked several times.
  struct Group: Sendable {
    /// What one walk looks like; in a list of its own, since a pattern cannot hold itself.
    var matches: [BoundMatch]
    var start: Int
    var end: Int
    /// Its relationships, in their order.
    var relationships: [Int]
    /// Variables, and the slots of the lists of what they were.
    var lists: [(inner: Int, outer: Int)]

    var slots: Set<Int> {
      matches.reduce(into: Set(lists.map(\.outer))) { $0.formUnion($1.slots) }
    }
  }

  struct Path: Sendable {
    var slot: Int
    var start: Int
    /// The positions of its relationships, and the nodes behind them.
    var steps: [(relationship: Int, node: Int)]
  }

  var nodes: [Node] = []
  var relationships: [Relationship] = []
  var paths: [Path] = []
  var conditions: [BoundExpression] = []
  var isOptional = false
  /// What is only counted, by the slot of the node that it hangs on.
  var branches: [Int: [CountedBranch]] = [:]

  /// The slots that it gives values.
  var given: [Int] {
    nodes.filter { !$0.isBound }.map(\.slot) + relationships.filter { !$0.isBound }.map(\.slot)
      + paths.map(\.slot) + relationships.flatMap { $0.group?.lists.map(\.outer) ?? [] }
      + branches.values.flatMap { $0.flatMap(\.slots) }.sorted()
  }

  var slots: Set<Int> {
    var result = Set(nodes.map(\.slot) + relationships.map(\.slot) + paths.map(\.slot))
    for condition in conditions + relationships.flatMap(\.elementConditions) {
      result.formUnion(condition.slots)
    }
    for group in relationships.compactMap(\.group) { result.formUnion(group.slots) }
    return result
  }
}

/// What WITH or RETURN does.
struct BoundProjection: Sendable {
  struct Column: Sendable {
    var name: String
    var slot: Int
    /// `nil`: the slot holds the value already.
    var value: BoundExpression?
  }

  struct Grouping: Sendable {
    var keys: [(slot: Int, value: BoundExpression?)]
    var aggregates: [BoundAggregate]
  }

  var columns: [Column] = []
  var grouping: Grouping?
  var isDistinct = false
  var order: [(value: BoundExpression, isDescending: Bool)] = []
  var skip: BoundExpression?
  var limit: BoundExpression?
  var condition: BoundExpression?

  var slots: Set<Int> {
    var expressions = columns.compactMap(\.value) + order.map(\.value)
    expressions += [skip, limit, condition].compactMap(\.self)
    expressions += grouping?.keys.compactMap(\.value) ?? []
    expressions += grouping?.aggregates.flatMap(\.arguments) ?? []
    var result = Set(columns.map(\.slot))
    result.formUnion(grouping?.keys.map(\.slot) ?? [])
    return expressions.reduce(into: result) { $0.formUnion($1.slots) }
  }
}

/// An aggregate and the slot of its result.
struct BoundAggregate: Sendable {
  var kind: AggregateKind
  var isDistinct: Bool
  var arguments: [BoundExpression]
  var slot: Int
}

/// A procedure that is called for each row.
struct BoundCall: Sendable {
  var procedure: any Procedure
  var arguments: [BoundExpression]
  /// Which outputs are taken, and where to.
  var fields: [(output: Int, slot: Int)]
  /// Where it is named, in bytes from the start of the text.
  var offset: Int
  var condition: BoundExpression?
}

/// Nodes and relationships that are made, in their order.
struct BoundCreation: Sendable {
  struct Node: Sendable {
    var slot: Int
    var labels: [String]
    var properties: BoundExpression?
  }

  struct Relationship: Sendable {
    var slot: Int
    var type: String
    var start: Int
    var end: Int
    var properties: BoundExpression?
  }

  enum Item: Sendable {
    case node(Node)
    case relationship(Relationship)
    /// The path through nodes and relationships, whose slots stand in the order of the walk.
    case path(Int, nodes: [Int], relationships: [Int])
  }

  var items: [Item] = []

  var slots: Set<Int> {
    items.reduce(into: []) { result, item in
      switch item {
      case .node(let node):
        result.insert(node.slot)
        result.formUnion(node.properties?.slots ?? [])
      case .relationship(let relationship):
        result.formUnion([relationship.slot, relationship.start, relationship.end])
        result.formUnion(relationship.properties?.slots ?? [])
      case .path(let slot, let nodes, let relationships):
        result.formUnion(nodes + relationships + [slot])
      }
    }
  }
}

/// A pattern that is looked for, and made where it is not there.
struct BoundMerge: Sendable {
  var match: BoundMatch
  var creation: BoundCreation
  var onMatch: [BoundChange]
  var onCreate: [BoundChange]
}

enum BoundChange: Sendable {
  case property(BoundExpression, String, BoundExpression)
  case replace(Int, BoundExpression)
  case merge(Int, BoundExpression)
  case addLabels(Int, [String])
  case removeLabels(Int, [String])

  var slots: Set<Int> {
    switch self {
    case .property(let owner, _, let value): owner.slots.union(value.slots)
    case .replace(let slot, let value), .merge(let slot, let value): value.slots.union([slot])
    case .addLabels(let slot, _), .removeLabels(let slot, _): [slot]
    }
  }
}
