public import EvidenceCore

/// A relation between two kinds of node, and how often it may be walked in a row.
public struct Link<From: NodeKind, To: NodeKind>: Hashable, Sendable {
  public var relation: Relation
  /// How many statements in a row.
  public var repetitions: ClosedRange<Int>

  /// Names a relation, such as one that a graph declares.
  public init(_ relation: Relation) {
    self.relation = relation
    repetitions = 1...1
  }
}

extension Link where From == To {
  /// The same relation, several times in a row.
  ///
  /// - Precondition: no count is below 0; 0 is the node itself.
  public func repeated(_ times: ClosedRange<Int>) -> Self {
    precondition(times.lowerBound >= 0, "a relation cannot be walked fewer than 0 times")
    var result = self
    result.repetitions = times
    return result
  }
}

extension Link where From == Paper, To == Mitigation {
  public static var proposes: Self { Link(.proposes) }
  public static var evaluates: Self { Link(.evaluates) }
}

extension Link where From == Paper, To == Risk {
  public static var identifies: Self { Link(.identifies) }
}

extension Link where From == Paper, To == Paper {
  public static var cites: Self { Link(.cites) }
  public static var isVersionOf: Self { Link(.isVersionOf) }
}

extension Link where From == Mitigation, To == TaxonomyNode {
  public static var classifiedAs: Self { Link(.classifiedAs) }
}

extension Link where From == Mitigation, To == Risk {
  /// A mitigation addresses a risk as some source states it.
  public static var addresses: Self { Link(.addresses) }
}

extension Link where From == Mitigation, To == RiskDomain {
  /// A mitigation addresses a whole domain or subdomain.
  public static var addressesDomain: Self { Link(.addresses) }
}

extension Link where From == Risk, To == RiskDomain {
  public static var inDomain: Self { Link(.inDomain) }
}

extension Link where From == To, From: ConceptKind {
  public static var broader: Self { Link(.broader) }
}

extension Link where From == Mitigation, To == Mitigation {
  public static var partOf: Self { Link(.partOf) }
}

extension Link where From == Risk, To == Risk {
  public static var partOf: Self { Link(.partOf) }
}

extension Link where From == To {
  public static var exactMatch: Self { Link(.exactMatch) }
  public static var closeMatch: Self { Link(.closeMatch) }
  public static var broadMatch: Self { Link(.broadMatch) }
  public static var narrowMatch: Self { Link(.narrowMatch) }
  public static var relatedMatch: Self { Link(.relatedMatch) }
}
