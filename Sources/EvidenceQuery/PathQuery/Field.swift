public import EvidenceCore

/// A value that a condition can compare a field with.
public protocol FieldValue: Sendable {
  /// The value as a property holds it.
  var asProperty: PropertyValue { get }
}

extension Int: FieldValue {
  public var asProperty: PropertyValue { .integer(Int64(self)) }
}

extension Double: FieldValue {
  public var asProperty: PropertyValue { .number(self) }
}

extension Bool: FieldValue {
  public var asProperty: PropertyValue { .boolean(self) }
}

extension String: FieldValue {
  public var asProperty: PropertyValue { .string(self) }
}

extension Key: FieldValue {
  public var asProperty: PropertyValue { .string(text) }
}

extension Stance: FieldValue {
  public var asProperty: PropertyValue { .string(rawValue) }
}

extension EvidenceType: FieldValue {
  public var asProperty: PropertyValue { .string(rawValue) }
}

/// A field or property by its name, with the type of what it holds.
public struct Field<Value: Sendable>: Hashable, Sendable {
  /// The name, as it stands in an archive.
  public let name: String
  /// What the field holds where nothing is stated.
  let unstated: PropertyValue?

  /// Names a property.
  public init(_ name: String) {
    self.name = name
    unstated = nil
  }

  init(_ name: String, unstated: PropertyValue) {
    self.name = name
    self.unstated = unstated
  }
}

/// What has fields that conditions can ask of.
public protocol FieldOwner {
  init()
}

/// What nodes of a kind have. A kind of your own declares its properties:
///
/// ```swift
/// extension NodeFields where Owner == Control {
///   var owner: Field<String> { Field("owner") }
/// }
/// query.where(\.owner == "IT")
/// ```
public struct NodeFields<Owner: NodeKind>: FieldOwner {
  /// Makes the fields of a kind.
  public init() {}

  public var key: Field<Key> { Field("key") }
  public var label: Field<String> { Field("label") }
  /// The code within the scheme.
  public var notation: Field<String> { Field("notation") }
  /// The scheme, named with its version.
  public var scheme: Field<String> { Field("scheme") }
  public var sameAs: Field<[String]> { Field("sameAs") }

  /// A property that the kind does not declare: `\.["owner"] == "IT"`.
  public subscript<Value>(_ name: String) -> Field<Value> { Field(name) }
}

extension NodeFields where Owner == Paper {
  public var year: Field<Int> { Field("year") }
}

/// What every statement has.
public struct StatementFields: FieldOwner {
  /// Makes the fields.
  public init() {}

  /// The work that makes it.
  public var source: Field<Key> { Field("source") }
  /// Where it was read.
  public var via: Field<String> { Field("via") }
  /// Which way it speaks; none stated is `supports`.
  public var stance: Field<Stance> { Field("stance", unstated: Stance.supports.asProperty) }
  public var evidenceType: Field<EvidenceType> { Field("evidenceType") }
  /// From 0 to 1.
  public var confidence: Field<Double> { Field("confidence") }
  /// `Not` where the statement denies its relation.
  public var predicateModifier: Field<String> { Field("predicateModifier") }

  /// Another property: `\.["reviewerAgreement"] == 0.8`.
  public subscript<Value>(_ name: String) -> Field<Value> { Field(name) }
}
