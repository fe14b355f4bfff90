public import EvidenceCore

/// A kind of node as a Swift type, so that the compiler checks which steps a query may take.
///
/// The five built-in kinds are ``Paper``, ``Mitigation``, ``TaxonomyNode``, ``Risk`` and
/// ``RiskDomain``. A kind that a graph declares gets a type of your own:
///
/// ```swift
/// enum Control: NodeKind { static let kind: Kind = "Control" }
/// extension Link where From == Control, To == Mitigation {
///   static var implements: Self { Link("IMPLEMENTS") }
/// }
/// ```
public protocol NodeKind: SendableMetatype {
  /// The kind's name in a graph.
  static var kind: Kind { get }
}

/// A kind whose nodes are concepts of a scheme, with broader and narrower ones.
public protocol ConceptKind: NodeKind {}

/// A source: article, report, framework, standard.
public enum Paper: NodeKind { public static let kind = Kind.paper }

/// One measure.
public enum Mitigation: NodeKind { public static let kind = Kind.mitigation }

/// A concept of a classification scheme.
public enum TaxonomyNode: ConceptKind { public static let kind = Kind.taxonomyNode }

/// One risk as one source states it.
public enum Risk: NodeKind { public static let kind = Kind.risk }

/// A domain or subdomain of a risk scheme.
public enum RiskDomain: ConceptKind { public static let kind = Kind.riskDomain }
