internal import EvidenceCore

/// A function that expressions call.
struct QueryFunction: Sendable {
  typealias Body =
    @Sendable ([QueryValue], FunctionContext) throws(QueryFailure) -> QueryValue

  var name: String
  /// How many arguments it takes.
  var arity: ClosedRange<Int>
  /// What it takes, for each argument; the last one stands for those behind it.
  var parameters: [ValueSorts]
  var result: ValueSorts
  /// Whether a null among the arguments makes the result null without a call.
  var isStrict: Bool
  var body: Body

  init(
    _ name: String,
    _ parameters: [ValueSorts],
    _ result: ValueSorts,
    arity: ClosedRange<Int>? = nil,
    isStrict: Bool = true,
    _ body: @escaping Body
  ) {
    self.name = name
    self.arity = arity ?? parameters.count...parameters.count
    self.parameters = parameters
    self.result = result
    self.isStrict = isStrict
    self.body = body
  }

  /// What the argument at a position may be.
  func parameter(_ index: Int) -> ValueSorts {
    parameters.isEmpty ? .any : parameters[min(index, parameters.count - 1)]
  }

  /// Every function, by its name in lower case.
  static let all: [String: QueryFunction] = Dictionary(
    (elements + lists + numbers + texts + conversions + temporal).map {
      ($0.name.lowercased(), $0)
    },
    uniquingKeysWith: { first, _ in first }
  )

  /// The function of a name, whatever its case.
  static func named(_ name: String) -> QueryFunction? { all[name.lowercased()] }

  /// What a function says of an argument that is no good.
  static func wrong(_ name: String, _ value: QueryValue, _ wanted: String) -> QueryFailure {
    .wrongType("\(name)() takes \(wanted), not \(value.sort)")
  }
}

/// What functions look at beside their arguments.
final class FunctionContext {
  let graph: any QueryGraph
  /// What is known of time zones.
  let zones: ZoneRules
  /// What `date()` and its like say.
  let now: (second: Int64, nanosecond: Int64)
  private var random: UInt64 = 0x9E37_79B9_7F4A_7C15

  init(_ graph: any QueryGraph, zones: ZoneRules, now: Int64) {
    self.graph = graph
    self.zones = zones
    self.now = (now, 0)
  }

  /// A number from 0 up to 1: the same row of numbers in each run (SplitMix64; Steele, Lea and
  /// Flood 2014).
  func nextRandom() -> Double {
    random &+= 0x9E37_79B9_7F4A_7C15
    var z = random
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    z ^= z >> 31
    return Double(z >> 11) / 9_007_199_254_740_992
  }
}

// MARK: Nodes, relationships and paths

extension QueryFunction {
  static let elements: [QueryFunction] = [
    QueryFunction("id", [[.node, .relationship]], .integer) {
      (arguments, _) throws(QueryFailure) in
      switch arguments[0] {
      case .node(let node): return .integer(Int64(node.index))
      case .relationship(let edge): return .integer(Int64(edge.index))
      default: throw wrong("id", arguments[0], "a node or a relationship")
      }
    },
    QueryFunction("labels", [.node], .list) { (arguments, context) throws(QueryFailure) in
      guard case .node(let node) = arguments[0] else {
        throw wrong("labels", arguments[0], "a node")
      }
      return .list(try context.graph.labels(of: node).map { .string($0) })
    },
    QueryFunction("type", [.relationship], .string) { (arguments, context) throws(QueryFailure) in
      guard case .relationship(let edge) = arguments[0] else {
        throw wrong("type", arguments[0], "a relationship")
      }
      return .string(context.graph.typeNames[context.graph.type(of: edge)])
    },
    QueryFunction("keys", [[.node, .relationship, .map]], .list) {
      (arguments, context) throws(QueryFailure) in
      .list(try map("keys", arguments[0], context).pairs.map { .string($0.name) })
    },
    QueryFunction("properties", [[.node, .relationship, .map]], .map) {
      (arguments, context) throws(QueryFailure) in
      .map(try map("properties", arguments[0], context))
    },
    QueryFunction("startNode", [.relationship], .node) {
      (arguments, context) throws(QueryFailure) in
      guard case .relationship(let edge) = arguments[0] else {
        throw wrong("startNode", arguments[0], "a relationship")
      }
      return .node(context.graph.start(of: edge))
    },
    QueryFunction("endNode", [.relationship], .node) {
      (arguments, context) throws(QueryFailure) in
      guard case .relationship(let edge) = arguments[0] else {
        throw wrong("endNode", arguments[0], "a relationship")
      }
      return .node(context.graph.end(of: edge))
    },
    QueryFunction("nodes", [.path], .list) { (arguments, _) throws(QueryFailure) in
      guard case .path(let path) = arguments[0] else {
        throw wrong("nodes", arguments[0], "a path")
      }
      return .list(path.nodes.map { .node($0) })
    },
    QueryFunction("relationships", [.path], .list) { (arguments, _) throws(QueryFailure) in
      guard case .path(let path) = arguments[0] else {
        throw wrong("relationships", arguments[0], "a path")
      }
      return .list(path.relationships.map { .relationship($0) })
    },
    QueryFunction("length", [.path], .integer) { (arguments, _) throws(QueryFailure) in
      guard case .path(let path) = arguments[0] else {
        throw wrong("length", arguments[0], "a path")
      }
      return .integer(Int64(path.relationships.count))
    },
  ]

  private static func map(
    _ name: String,
    _ value: QueryValue,
    _ context: FunctionContext
  ) throws(QueryFailure) -> QueryMap {
    switch value {
    case .node(let node): return try context.graph.properties(of: node)
    case .relationship(let edge): return try context.graph.properties(of: edge)
    case .map(let map): return map
    default: throw wrong(name, value, "a node, a relationship or a map")
    }
  }
}
