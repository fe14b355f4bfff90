/// The sorts of value that an expression may have, as far as its text tells.
struct ValueSorts: OptionSet, Hashable, Sendable {
  let rawValue: UInt16

  static let null = ValueSorts(rawValue: 1)
  static let boolean = ValueSorts(rawValue: 2)
  static let integer = ValueSorts(rawValue: 4)
  static let float = ValueSorts(rawValue: 8)
  static let string = ValueSorts(rawValue: 16)
  static let list = ValueSorts(rawValue: 32)
  static let map = ValueSorts(rawValue: 64)
  static let node = ValueSorts(rawValue: 128)
  static let relationship = ValueSorts(rawValue: 256)
  static let path = ValueSorts(rawValue: 512)
  static let number: ValueSorts = [.integer, .float]
  static let temporal = ValueSorts(rawValue: 1024)
  static let duration = ValueSorts(rawValue: 2048)
  static let any = ValueSorts(rawValue: 4095)

  /// What is taken where one of these is wanted: null always is.
  func accepts(_ other: ValueSorts) -> Bool { !isDisjoint(with: other) || other == .null }

  private static let names: [(ValueSorts, String)] = [
    (.boolean, "a boolean"), (.integer, "an integer"), (.float, "a float"), (.string, "a string"),
    (.list, "a list"), (.map, "a map"), (.node, "a node"), (.relationship, "a relationship"),
    (.path, "a path"), (.temporal, "a date or time"), (.duration, "a duration"), (.null, "null"),
  ]

  /// The sorts as a person names them.
  var text: String {
    if self == .any { return "any value" }
    let known = subtracting(.null)
    return Self.names.filter { (known.isEmpty ? self : known).contains($0.0) }.map(\.1)
      .joined(separator: " or ")
  }
}

/// The sorts of an expression, and of its elements where it is a list.
struct ValueType: Hashable, Sendable {
  var sorts: ValueSorts
  var elements: ValueSorts = .any

  static let unknown = ValueType(sorts: .any)

  init(sorts: ValueSorts, elements: ValueSorts = .any) {
    self.sorts = sorts
    self.elements = elements
  }

  init(_ value: QueryValue) {
    switch value {
    case .null: sorts = .null
    case .boolean: sorts = .boolean
    case .integer: sorts = .integer
    case .float: sorts = .float
    case .string: sorts = .string
    case .list(let values):
      sorts = .list
      elements = values.reduce([]) { $0.union(ValueType($1).sorts) }
    case .map: sorts = .map
    case .node: sorts = .node
    case .relationship: sorts = .relationship
    case .path: sorts = .path
    case .temporal: sorts = .temporal
    case .duration: sorts = .duration
    }
  }
}
