/// The kind of a node, by name: what sort of thing it is.
///
/// The five built-in kinds have constants; a graph may declare more in its header, and they work
/// the same way.
public struct Kind: Hashable, Comparable, Sendable, CustomStringConvertible,
  ExpressibleByStringLiteral
{
  /// The name in `PascalCase`, such as `Paper`.
  public let name: String

  /// Names a kind.
  public init(_ name: String) { self.name = name }

  public init(stringLiteral value: String) { self.name = value }

  public var description: String { name }

  public static func < (a: Kind, b: Kind) -> Bool { a.name.precedesInUTF8(b.name) }

  /// A source: article, report, framework, standard.
  public static let paper: Kind = "Paper"
  /// One measure, normally of one source.
  public static let mitigation: Kind = "Mitigation"
  /// A concept of a classification scheme: mitigation type, actor, lifecycle stage, function.
  public static let taxonomyNode: Kind = "TaxonomyNode"
  /// One risk as one source states it.
  public static let risk: Kind = "Risk"
  /// A domain or subdomain of a risk scheme.
  public static let riskDomain: Kind = "RiskDomain"

  /// The built-in kinds, in the order of the evidence chain.
  public static let builtIn: [Kind] = [.paper, .mitigation, .taxonomyNode, .risk, .riskDomain]
}
