internal import EvidenceAnalysis
internal import EvidenceCore
internal import EvidenceFormats

/// What a layer of the ATT&CK Navigator shows: the coverage of one scheme, or of risks.
enum LayerAnswer {
  /// The layer of a scheme, or of a kind.
  ///
  /// - Parameters:
  ///   - selection: the scheme with its version, or a kind; unsaid, risks where they are techniques,
  ///     else the risk scheme with the most concepts.
  ///   - graph: what is counted.
  static func layer(_ selection: String?, of graph: EvidenceGraph) throws -> NavigatorLayer? {
    guard let scheme = selection ?? standard(in: graph) else { return nil }
    let answer = try CoverageAnalysis(graph).concepts(CoverageQuery.Axis(scheme))
    let techniques = answer.rows.map { row in
      let cell = row.cell
      let words = [cell.state.name] + cell.marks.map(\.name)
      return NavigatorLayer.Technique(
        key: graph.key(of: answer.entry(of: row).node),
        score: cell.state == .notSearched ? nil : cell.independentPapers,
        comment: words.joined(separator: "; "),
        color: color(of: cell.state)
      )
    }
    return NavigatorLayer(scheme: scheme, techniques: techniques)
  }

  private static func standard(in graph: EvidenceGraph) -> String? {
    let risks = graph.nodes(of: .risk)
    if !risks.isEmpty, risks.allSatisfy({ graph.key(of: $0).local.contains("/T") }) {
      return Kind.risk.name
    }
    var counts: [String: Int] = [:]
    for node in graph.nodes(of: .riskDomain) {
      if let scheme = graph.scheme(of: node) { counts[scheme, default: 0] += 1 }
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
      ?? (risks.isEmpty ? nil : Kind.risk.name)
  }

  private static func color(of state: CellState) -> String {
    switch state {
    case .notSearched: ""
    case .searchedEmpty: "#f7d9cc"
    case .opposed, .conflicting: "#dba0e6"
    case .inferredOnly, .unsourced, .assertedOnly: "#d4e9fd"
    case .thin: "#a8d3f9"
    case .covered: "#50a2e3"
    }
  }
}
