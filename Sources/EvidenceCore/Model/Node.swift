/// A node as a value: what a builder takes in and a graph hands out.
public struct Node: Hashable, Sendable {
  public var key: Key
  public var kind: Kind
  /// The name a person reads, in the source's words.
  public var label: String?
  /// Other keys and identifiers of the same thing.
  public var sameAs: [String]
  /// The code of a concept within its scheme.
  public var notation: String?
  /// The scheme of a concept, with its version: `mit-risk@4`.
  public var scheme: String?
  /// Everything else, by name.
  public var properties: [String: PropertyValue]

  /// Makes a node.
  public init(
    _ key: Key,
    _ kind: Kind,
    label: String? = nil,
    sameAs: [String] = [],
    notation: String? = nil,
    scheme: String? = nil,
    properties: [String: PropertyValue] = [:]
  ) {
    self.key = key
    self.kind = kind
    self.label = label
    self.sameAs = sameAs
    self.notation = notation
    self.scheme = scheme
    self.properties = properties
  }
}
