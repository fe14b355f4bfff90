/// Labels that a node has to have, or types one of which a relationship has to have.
indirect enum LabelPattern: Hashable, Sendable {
  case name(String)
  /// Any label at all.
  case any
  case and([LabelPattern])
  case or([LabelPattern])
  case not(LabelPattern)

  /// Every name in it.
  var names: [String] {
    switch self {
    case .name(let name): [name]
    case .any: []
    case .and(let parts), .or(let parts): parts.flatMap(\.names)
    case .not(let part): part.names
    }
  }

  /// The names of `:A:B`, where it is nothing but that.
  var conjunction: [String]? {
    switch self {
    case .name(let name): return [name]
    case .and(let parts):
      var names: [String] = []
      for part in parts {
        guard let more = part.conjunction else { return nil }
        names += more
      }
      return names
    default: return nil
    }
  }

  /// The names of `:A|B`, where it is nothing but that.
  var alternatives: [String]? {
    switch self {
    case .name(let name): return [name]
    case .or(let parts):
      var names: [String] = []
      for part in parts {
        guard let more = part.alternatives else { return nil }
        names += more
      }
      return names
    default: return nil
    }
  }
}

/// A node in a pattern.
struct NodePattern: Sendable {
  var variable: QueryName?
  var labels: LabelPattern?
  /// A map, or a parameter that holds one.
  var properties: QueryExpression?
  var condition: QueryExpression?
  var offset: Int
}

/// A relationship in a pattern.
struct RelationshipPattern: Sendable {
  enum Arrow: Sendable { case left, right, either }

  var variable: QueryName?
  var types: LabelPattern?
  /// How many relationships in a row, where a `*` asks for it.
  var length: PathLength?
  var properties: QueryExpression?
  var condition: QueryExpression?
  var arrow: Arrow
  var offset: Int
  /// A path that is repeated in place of a relationship, with what is asked of each repetition.
  var group: QuantifiedGroup?
}

/// A path in brackets that is walked several times: `((a)-[r:R]->(b) WHERE …){1,3}`.
struct QuantifiedGroup: Sendable {
  /// In a list of its own, since a pattern cannot hold itself.
  var patterns: [PathPattern]
  var condition: QueryExpression?
}

/// How many relationships a part of a path has.
struct PathLength: Hashable, Sendable {
  var least: Int
  /// `nil`: as many as there are.
  var most: Int?
}

/// A path in a pattern.
struct PathPattern: Sendable {
  /// Which of the paths that match are wanted.
  enum Selection: Hashable, Sendable { case all, shortest, allShortest }

  var variable: QueryName?
  var selection = Selection.all
  var start: NodePattern
  var steps: [(RelationshipPattern, NodePattern)] = []
  var offset: Int
}
