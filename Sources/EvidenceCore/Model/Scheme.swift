/// A classification scheme in one version, as a graph's header declares it.
public struct Scheme: Hashable, Sendable {
  /// Name and version, `mit-risk@4`: the namespace of its concepts' keys.
  public var id: String
  public var title: String?
  /// The kind of its concepts.
  public var kind: Kind?
  public var licence: String?
  /// What its source asks of everybody who uses it.
  public var notice: String?
  /// Where it was published.
  public var source: String?
  /// Anything else that its declaration says.
  public var properties: [String: PropertyValue]

  /// Declares a scheme.
  public init(
    id: String,
    title: String? = nil,
    kind: Kind? = nil,
    licence: String? = nil,
    notice: String? = nil,
    source: String? = nil,
    properties: [String: PropertyValue] = [:]
  ) {
    self.id = id
    self.title = title
    self.kind = kind
    self.licence = licence
    self.notice = notice
    self.source = source
    self.properties = properties
  }
}
