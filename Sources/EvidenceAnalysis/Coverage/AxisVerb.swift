internal import EvidenceCore

/// How witnesses come to stand on an axis, in the words of a sentence: `addresses`, `is coded in`.
struct AxisVerb {
  private enum Way {
    case stands, addresses, isAddressed, names, isNamed, belongs, proposes, isProposed, coded
  }

  private let way: Way
  private let axis: CoverageAxis
  private let witness: Kind
  private let isKind: Bool

  init(_ axis: CoverageAxis, of witness: Kind, in graph: EvidenceGraph) {
    self.axis = axis
    self.witness = witness
    let kind = Kind(axis.selection)
    isKind = graph.kinds.contains(kind) || Kind.builtIn.contains(kind)
    let isOwn = axis.entries.first.map { graph.kind(of: $0.node) == witness } ?? false
    way = isOwn ? .stands : Self.way(by: axis.relations, of: witness)
  }

  private static func way(by relations: [Relation], of witness: Kind) -> Way {
    let isPaper = witness == .paper
    if relations.contains(.addresses) {
      return witness == .risk ? .isAddressed : isPaper ? .names : .addresses
    }
    if relations.contains(.identifies) { return isPaper ? .names : .isNamed }
    if relations.contains(.inDomain) { return .belongs }
    if relations.contains(.proposes) { return isPaper ? .proposes : .isProposed }
    return .coded
  }

  /// What one witness, or several, do with something: `addresses`, `address`.
  func words(_ count: Int) -> String {
    let isOne = count == 1
    switch way {
    case .stands: return isOne ? "stands in" : "stand in"
    case .addresses: return isOne ? "addresses" : "address"
    case .isAddressed: return isOne ? "is addressed by" : "are addressed by"
    case .names: return isOne ? "speaks of" : "speak of"
    case .isNamed: return isOne ? "is named by" : "are named by"
    case .belongs: return isOne ? "belongs to" : "belong to"
    case .proposes: return isOne ? "proposes or evaluates" : "propose or evaluate"
    case .isProposed: return isOne ? "is proposed or evaluated by" : "are proposed or evaluated by"
    case .coded:
      let isOfPaper = witness == .paper
      return isOfPaper
        ? "\(isOne ? "states" : "state") something that is coded in"
        : "\(isOne ? "is" : "are") coded in"
    }
  }

  /// Anything on the axis: `anything in 'AI risks'`, `any paper`.
  var anything: String {
    if isKind { return "any \(Kind(axis.selection).words(1))" }
    return way == .coded || way == .stands ? "'\(axis.title)'" : "anything in '\(axis.title)'"
  }

  /// Something on the axis: `something in 'AI risks'`, `some paper`.
  var something: String {
    if isKind { return "some \(Kind(axis.selection).words(1))" }
    return way == .coded || way == .stands ? "'\(axis.title)'" : "something in '\(axis.title)'"
  }

  /// Whether a witness stands at a place, as a question without a capital.
  func question(_ name: String, _ place: String) -> String {
    switch way {
    case .stands: "is '\(name)' the same as '\(place)'?"
    case .addresses: "does '\(name)' address \(place)?"
    case .isAddressed: "does '\(place)' address '\(name)'?"
    case .names: "does '\(name)' say anything of \(place)?"
    case .isNamed: "does '\(place)' name '\(name)'?"
    case .belongs: "does '\(name)' belong to \(place)?"
    case .proposes: "does '\(name)' propose or evaluate '\(place)'?"
    case .isProposed: "does '\(place)' propose or evaluate '\(name)'?"
    case .coded:
      witness == .paper
        ? "does '\(name)' state anything that belongs under \(place)?"
        : "does '\(name)' belong under \(place)?"
    }
  }
}
