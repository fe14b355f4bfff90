internal import EvidenceCore

/// What a path query asks of a node or a statement, checked by the compiler against what these have.
///
/// As in the language, what compares with a value that is absent is unknown, and does not hold; neither
/// does its opposite.
///
/// ```swift
/// query.where(\.year >= 2024 && \.label != "Draft")
/// query.where(.oneOf(\.key, ["mit-risk@4:4.2", "mit-risk@4:7.2"]))
/// ```
public struct Condition<Owner: FieldOwner>: Hashable, Sendable {
  let term: ConditionTerm

  /// The field holds one of some values.
  public static func oneOf<Value: FieldValue>(
    _ field: KeyPath<Owner, Field<Value>>,
    _ values: [Value]
  ) -> Condition {
    Condition(term: .oneOf(ConditionTerm.Name(Owner()[keyPath: field]), values.map(\.asProperty)))
  }

  /// The field holds a value at all.
  public static func has<Value>(_ field: KeyPath<Owner, Field<Value>>) -> Condition {
    Condition(term: .has(ConditionTerm.Name(Owner()[keyPath: field])))
  }

  /// The list that the field holds has a text among its own.
  public static func contains(
    _ field: KeyPath<Owner, Field<[String]>>,
    _ text: String
  ) -> Condition {
    Condition(term: .contains(ConditionTerm.Name(Owner()[keyPath: field]), text))
  }

  static func compare<Value: FieldValue>(
    _ field: KeyPath<Owner, Field<Value>>,
    _ sign: ConditionTerm.Sign,
    _ value: Value
  ) -> Condition {
    Condition(
      term: .compare(ConditionTerm.Name(Owner()[keyPath: field]), sign, value.asProperty)
    )
  }

  /// Both hold.
  public static func && (a: Condition, b: Condition) -> Condition {
    Condition(term: .both(a.term, b.term))
  }

  /// One of them holds, or both.
  public static func || (a: Condition, b: Condition) -> Condition {
    Condition(term: .either(a.term, b.term))
  }

  /// The condition is known not to hold.
  public static prefix func ! (condition: Condition) -> Condition {
    Condition(term: .not(condition.term))
  }
}

/// The field holds this value.
public func == <Owner: FieldOwner, Value: FieldValue>(
  field: KeyPath<Owner, Field<Value>>,
  value: Value
) -> Condition<Owner> { .compare(field, .equal, value) }

/// The field holds another value.
public func != <Owner: FieldOwner, Value: FieldValue>(
  field: KeyPath<Owner, Field<Value>>,
  value: Value
) -> Condition<Owner> { .compare(field, .unequal, value) }

/// The field holds a smaller value.
public func < <Owner: FieldOwner, Value: FieldValue & Comparable>(
  field: KeyPath<Owner, Field<Value>>,
  value: Value
) -> Condition<Owner> { .compare(field, .less, value) }

/// The field holds this value or a smaller one.
public func <= <Owner: FieldOwner, Value: FieldValue & Comparable>(
  field: KeyPath<Owner, Field<Value>>,
  value: Value
) -> Condition<Owner> { .compare(field, .lessOrEqual, value) }

/// The field holds a greater value.
public func > <Owner: FieldOwner, Value: FieldValue & Comparable>(
  field: KeyPath<Owner, Field<Value>>,
  value: Value
) -> Condition<Owner> { .compare(field, .greater, value) }

/// The field holds this value or a greater one.
public func >= <Owner: FieldOwner, Value: FieldValue & Comparable>(
  field: KeyPath<Owner, Field<Value>>,
  value: Value
) -> Condition<Owner> { .compare(field, .greaterOrEqual, value) }

/// A condition as data.
indirect enum ConditionTerm: Hashable, Sendable {
  /// How a field compares with a value, as the language writes it.
  enum Sign: String {
    case equal = "="
    case unequal = "<>"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
  }

  /// A field, without the type of what it holds.
  struct Name: Hashable {
    var text: String
    var unstated: PropertyValue?

    init<Value>(_ field: Field<Value>) { (text, unstated) = (field.name, field.unstated) }
  }

  case compare(Name, Sign, PropertyValue)
  case oneOf(Name, [PropertyValue])
  case has(Name)
  case contains(Name, String)
  case not(ConditionTerm)
  case both(ConditionTerm, ConditionTerm)
  case either(ConditionTerm, ConditionTerm)
}
