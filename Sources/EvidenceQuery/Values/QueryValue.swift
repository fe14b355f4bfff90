public import EvidenceCore

/// A value that a query works with and answers with.
///
/// Two values are equal (`==`) where a query would put them in one group: null is equal to null,
/// NaN to NaN, and `1` to `1.0`. What `=` says within a query is another thing, and may be unknown.
public enum QueryValue: Sendable {
  /// Nothing, or not known.
  case null
  /// True or false.
  case boolean(Bool)
  /// A whole number.
  case integer(Int64)
  /// A number with decimals.
  case float(Double)
  /// A text.
  case string(String)
  /// Values in an order.
  case list([QueryValue])
  /// Values by name.
  case map(QueryMap)
  /// A node, by its position in the graph that was asked.
  case node(NodeID)
  /// A relationship, in an evidence graph a statement, by its position.
  case relationship(EdgeID)
  /// A path.
  case path(QueryPath)
  /// A date, a time of day, or both.
  indirect case temporal(QueryTemporal)
  /// A length of time.
  indirect case duration(QueryDuration)
}

/// A path as a query answers with it: one node more than relationships, in the order of the walk.
public struct QueryPath: Hashable, Sendable {
  public var nodes: [NodeID]
  public var relationships: [EdgeID]

  /// Makes a path.
  public init(nodes: [NodeID], relationships: [EdgeID] = []) {
    self.nodes = nodes
    self.relationships = relationships
  }
}

/// Values by name, in the order in which they were given.
public struct QueryMap: Sendable {
  /// A name and its value.
  public struct Pair: Sendable {
    public var name: String
    public var value: QueryValue
  }

  /// The names and values in their order; no name twice.
  public private(set) var pairs: [Pair] = []

  /// Makes an empty map.
  public init() {}

  /// Makes a map of some values; of two values with one name the later one stays.
  public init(_ values: some Sequence<(String, QueryValue)>) {
    for (name, value) in values { self[name] = value }
  }

  /// The value of a name. Setting `nil` takes the name out.
  ///
  /// - Complexity: O(*n*) for *n* names.
  public subscript(name: String) -> QueryValue? {
    get { pairs.first { $0.name == name }?.value }
    set {
      let index = pairs.firstIndex { $0.name == name }
      switch (index, newValue) {
      case (let index?, let value?): pairs[index].value = value
      case (let index?, nil): pairs.remove(at: index)
      case (nil, let value?): pairs.append(Pair(name: name, value: value))
      case (nil, nil): break
      }
    }
  }

  /// How many names there are.
  public var count: Int { pairs.count }

  /// The pairs in the order of their names.
  var sorted: [Pair] { pairs.sorted { $0.name.precedesInUTF8($1.name) } }
}

extension QueryValue: Hashable {
  public static func == (a: QueryValue, b: QueryValue) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.boolean(let a), .boolean(let b)): a == b
    case (.integer(let a), .integer(let b)): a == b
    case (.float(let a), .float(let b)): a == b || (a.isNaN && b.isNaN)
    case (.integer(let a), .float(let b)), (.float(let b), .integer(let a)):
      Int64(exactly: b) == a
    case (.string(let a), .string(let b)): a == b
    case (.list(let a), .list(let b)): a == b
    case (.map(let a), .map(let b)): a == b
    case (.node(let a), .node(let b)): a == b
    case (.relationship(let a), .relationship(let b)): a == b
    case (.path(let a), .path(let b)): a == b
    case (.temporal(let a), .temporal(let b)): a == b
    case (.duration(let a), .duration(let b)): a == b
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .boolean(let value): hasher.combine(value)
    case .integer(let value): hasher.combine(value)
    case .float(let value):
      if let whole = Int64(exactly: value) { hasher.combine(whole) } else { hasher.combine(value) }
    case .string(let value): hasher.combine(value)
    case .list(let values): hasher.combine(values)
    case .map(let map): hasher.combine(map)
    case .node(let node): hasher.combine(node)
    case .relationship(let edge): hasher.combine(edge)
    case .path(let path): hasher.combine(path)
    case .temporal(let value): hasher.combine(value)
    case .duration(let value): hasher.combine(value)
    }
  }
}

extension QueryMap: Hashable {
  public static func == (a: QueryMap, b: QueryMap) -> Bool {
    a.count == b.count
      && a.pairs.allSatisfy { pair in b[pair.name].map { $0 == pair.value } ?? false }
  }

  public func hash(into hasher: inout Hasher) {
    for pair in sorted {
      hasher.combine(pair.name)
      hasher.combine(pair.value)
    }
  }
}

extension QueryValue {
  var isNull: Bool { if case .null = self { true } else { false } }

  /// A number as one with decimals.
  var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .float(let value): value
    default: nil
    }
  }

  /// What sort of value it is, for messages.
  var sort: String {
    switch self {
    case .null: "null"
    case .boolean: "a boolean"
    case .integer: "an integer"
    case .float: "a float"
    case .string: "a string"
    case .list: "a list"
    case .map: "a map"
    case .node: "a node"
    case .relationship: "a relationship"
    case .path: "a path"
    case .temporal(let value): value.sort.rawValue
    case .duration: "a duration"
    }
  }
}
