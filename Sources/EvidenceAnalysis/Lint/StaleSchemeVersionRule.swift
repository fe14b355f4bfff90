internal import EvidenceCore

/// Statements code into a version of a scheme, and the graph declares a newer one.
///
/// One finding for each scheme and relation. The scheme's own order and the matches that lead from
/// one version to the next are no coding.
struct StaleSchemeVersionRule: LintRule {
  let name = "stale-scheme-version"
  let meaning = "statements code into a version of a scheme of which the graph declares a newer one"
  let example = """
    {"evidence":1,"asOf":"2026-01-01","schemes":[{"id":"t@1"},{"id":"t@2"}]}
    {"node":"mitigation:a/x","kind":"Mitigation"}
    {"node":"t@1:1","kind":"TaxonomyNode"}
    {"from":"mitigation:a/x","relation":"CLASSIFIED_AS","to":"t@1:1","via":"t"}
    """

  func findings(in graph: EvidenceGraph) -> [LintFinding] {
    let newer = newerVersions(graph.header.schemes.map(\.id))
    guard !newer.isEmpty else { return [] }
    struct Group: Hashable {
      var scheme: String
      var relation: Relation
    }
    var found: [Group: (first: EdgeID, count: Int)] = [:]
    for edge in graph.edges {
      let relation = graph.relation(of: edge)
      guard relation != .broader, !relation.isMatch, let scheme = graph.scheme(of: graph.to(edge)),
        newer[scheme] != nil
      else { continue }
      found[Group(scheme: scheme, relation: relation), default: (edge, 0)].count += 1
    }
    let order = found.keys.sorted {
      $0.scheme == $1.scheme ? $0.relation < $1.relation : $0.scheme.precedesInUTF8($1.scheme)
    }
    return order.compactMap { group in
      guard let (first, count) = found[group], let other = newer[group.scheme] else { return nil }
      return LintFinding(
        self,
        of: [group.scheme],
        "\(count) \(group.relation) \(count == 1 ? "statement codes" : "statements code") into "
          + "'\(group.scheme)', and there is '\(other)'",
        at: graph.place(of: first),
        hint: "see what moves with 'evidence crosswalk GRAPH \(group.scheme) \(other)'"
      )
    }
  }

  /// The newest version of each scheme that has a newer one.
  private func newerVersions(_ schemes: [String]) -> [String: String] {
    var newest: [String: String] = [:]
    func name(_ scheme: String) -> String? {
      scheme.lastIndex(of: "@").map { String(scheme[..<$0]) }
    }
    for scheme in schemes {
      guard let name = name(scheme) else { continue }
      if let known = newest[name], !NaturalOrder.precedes(known, scheme) { continue }
      newest[name] = scheme
    }
    var result: [String: String] = [:]
    for scheme in schemes {
      guard let name = name(scheme), let other = newest[name], other != scheme else { continue }
      result[scheme] = other
    }
    return result
  }
}
