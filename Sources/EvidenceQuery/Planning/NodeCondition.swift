public import EvidenceCore

/// What a query asks of a node: data, so that a plan can move it to where it costs least.
///
/// ```swift
/// query.where(.property("year", .atLeast, .integer(2024)))
/// query.where(.any([.key("mit-risk@4:4.2"), .key("mit-risk@4:7.2")]))
/// ```
public indirect enum NodeCondition: Hashable, Sendable {
  /// It has this key.
  case key(Key)
  /// It has exactly this label.
  case label(String)
  /// It has this code within its scheme.
  case notation(String)
  /// It belongs to this scheme, named with its version.
  case scheme(String)
  /// A property compares so with a value; one that is absent never does.
  case property(String, Comparison, PropertyValue)
  case not(NodeCondition)
  case all([NodeCondition])
  case any([NodeCondition])
}

/// What a query asks of a statement.
public indirect enum StatementCondition: Hashable, Sendable {
  /// The work that makes it.
  case source(Key)
  /// Where it was read.
  case via(String)
  /// Which way it speaks; none stated is `supports`.
  case stance(Stance)
  case evidenceType(EvidenceType)
  /// Its confidence is known and at least this.
  case confidence(atLeast: Double)
  /// It denies its relation.
  case negated
  /// A property compares so with a value; one that is absent never does.
  case property(String, Comparison, PropertyValue)
  case not(StatementCondition)
  case all([StatementCondition])
  case any([StatementCondition])
}

/// How two values compare: numbers as numbers, texts byte by byte; what cannot be compared does
/// not hold, but `isNot`, which holds wherever a value is there and is another one.
public enum Comparison: String, Hashable, Sendable, CaseIterable {
  case equals = "="
  case isNot = "<>"
  case below = "<"
  case atMost = "<="
  case above = ">"
  case atLeast = ">="

  /// Whether two values compare so; a list compares as any one of its texts.
  func holds(_ left: PropertyValue, _ right: PropertyValue) -> Bool {
    if case .strings(let texts) = left {
      if self == .isNot { return !Comparison.equals.holds(left, right) }
      return texts.contains { holds(.string($0), right) }
    }
    guard let order = Comparison.order(left, right) else { return self == .isNot }
    switch self {
    case .equals: return order == 0
    case .isNot: return order != 0
    case .below: return order < 0
    case .atMost: return order <= 0
    case .above: return order > 0
    case .atLeast: return order >= 0
    }
  }

  private static func order(_ left: PropertyValue, _ right: PropertyValue) -> Int? {
    switch (left, right) {
    case (.integer(let a), .integer(let b)): return sign(a, b)
    case (.string(let a), .string(let b)):
      return a == b ? 0 : a.precedesInUTF8(b) ? -1 : 1
    case (.boolean(let a), .boolean(let b)): return a == b ? 0 : a ? 1 : -1
    default:
      guard let a = number(left), let b = number(right), !a.isNaN, !b.isNaN else { return nil }
      return sign(a, b)
    }
  }

  private static func sign<Value: Comparable>(_ a: Value, _ b: Value) -> Int {
    a == b ? 0 : a < b ? -1 : 1
  }

  private static func number(_ value: PropertyValue) -> Double? {
    switch value {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }
}
