internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceCore

/// Which evidence counts, and what is left out as a what-if.
struct SelectionOptions: ParsableArguments {
  @Option(help: "Only evidence of papers from this year on.") var since: Int?
  @Option(help: "Only evidence of papers up to this year.") var until: Int?
  @Option(
    parsing: .upToNextOption,
    help: "Only claims that rest on evidence of these types.",
    transform: SelectionOptions.type(named:)
  )
  var evidence: [EvidenceType] = []
  @Option(parsing: .upToNextOption, help: "Only statements of these works and their versions.")
  var source: [String] = []
  @Flag(help: "Only statements that a second person reviewed.") var reviewed = false
  @Option(
    name: .customLong("where"),
    parsing: .upToNextOption,
    help:
      "Only witnesses with this property, as NAME=VALUE; appraisal=RATING: only claims of such studies."
  )
  var conditions: [String] = []
  @Option(
    parsing: .upToNextOption,
    help: "As if these papers, with their versions, were retracted."
  )
  var without: [String] = []
  @Option(parsing: .upToNextOption, help: "As if nothing had been read in these data sets.")
  var withoutVia: [String] = []
  @Flag(help: "Leave out nodes that their source has deprecated, revoked or made obsolete.")
  var withoutDeprecated = false

  static func type(named name: String) throws -> EvidenceType {
    if let type = EvidenceType(rawValue: name) { return type }
    let known = EvidenceType.allCases.map(\.rawValue)
    throw ValidationError(
      "unknown type of evidence '\(name)'; "
        + (Suggestion.hint(for: name, among: known) ?? "there are: \(known.joined(separator: ", "))")
    )
  }

  /// What a subtitle says of the selection; empty where nothing is left out.
  func text(in graph: EvidenceGraph) throws -> String {
    try [selection(in: graph), supposition(in: graph)].compactMap { $0 }.joined(separator: "; ")
  }

  /// What alone counts, in words; `nil` where everything does.
  func selection(in graph: EvidenceGraph) throws -> String? {
    let parts = [
      try filter(in: graph).text, leavesOutDeprecated ? "nodes that are not deprecated" : "",
    ].filter { !$0.isEmpty }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  /// What is supposed and not so, in words; `nil` where nothing is.
  func supposition(in graph: EvidenceGraph) throws -> String? {
    let names = KnownNames(graph: graph)
    let works = try without.map { name in
      let key = try names.source(name)
      return graph.node(key).flatMap { Citation(of: $0, in: graph)?.text } ?? name
    }
    var parts = works.isEmpty ? [] : ["without \(works.joined(separator: ", "))"]
    if !withoutVia.isEmpty {
      parts.append("without what was read in \(withoutVia.joined(separator: ", "))")
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  /// Whether nodes that are out of use are left out, asked for by the flag or as a condition.
  private var leavesOutDeprecated: Bool {
    withoutDeprecated || conditions.contains(where: Self.isOfDeprecation)
  }

  /// Whether a condition asks for what is in use: few nodes say `deprecated=false` of themselves, and
  /// one that says nothing is meant too.
  private static func isOfDeprecation(_ condition: String) -> Bool {
    Deprecation.properties.contains { condition == "\($0)=false" }
  }

  /// The graph of what counts.
  func apply(to graph: EvidenceGraph, witnesses kind: Kind) throws -> EvidenceGraph {
    let names = KnownNames(graph: graph)
    let keys = try without.map { try names.source($0) }
    let current = leavesOutDeprecated ? Deprecation.graph(without: graph) : graph
    let kept = try Retraction(sources: keys, vias: withoutVia).graph(without: current)
    return try filter(in: graph).graph(from: kept, witnesses: kind)
  }

  /// What is selected, for an analysis that is not run here.
  func sqlSelection(in graph: EvidenceGraph) throws -> SQLSelection {
    let names = KnownNames(graph: graph)
    return SQLSelection(
      filter: try filter(in: graph),
      retraction: Retraction(
        sources: try without.map { try names.source($0) },
        vias: withoutVia
      ),
      leavesOutDeprecated: leavesOutDeprecated
    )
  }

  /// A matrix of what counts, with the cells marked that the selection emptied.
  ///
  /// - Parameters:
  ///   - graph: the graph of what counts.
  ///   - whole: the graph that it was selected from.
  func matrix(
    _ query: CoverageQuery,
    of graph: EvidenceGraph,
    from whole: EvidenceGraph,
    policy: Policy
  ) throws -> CoverageMatrix {
    var matrix = try CoverageAnalysis(graph, policy: policy).matrix(query)
    if try !text(in: whole).isEmpty {
      do {
        let all = try CoverageAnalysis(whole, policy: policy).matrix(query)
        matrix.markFiltered(from: all, of: whole, in: graph)
      } catch {
        guard error.diagnostics.contains(where: { $0.code == "matrix-too-large" }) else {
          throw error
        }
        Console.complain(
          "note: the whole graph's matrix is too large to tell what was filtered out"
        )
      }
    }
    return matrix
  }

  private func filter(in graph: EvidenceGraph) throws -> EvidenceFilter {
    let names = KnownNames(graph: graph)
    var filter = EvidenceFilter(
      types: Set(evidence),
      sources: try source.map { try names.source($0) },
      isReviewed: reviewed
    )
    if since != nil || until != nil {
      let (low, high) = (since ?? Int.min, until ?? Int.max)
      guard low <= high else { throw ValidationError("--since must not be later than --until") }
      filter.years = low...high
    }
    for condition in conditions where !Self.isOfDeprecation(condition) {
      let parts = condition.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { throw ValidationError("--where takes NAME=VALUE") }
      try names.checkProperty(parts[0])
      filter.properties[parts[0]] = parts[1]
    }
    return filter
  }
}
