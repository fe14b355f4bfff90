internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceCore

/// What is not known, and why.
struct GapsCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "gaps",
    abstract: "List what is not known: each gap with its reason and what lies nearest.",
    discussion: """
      Kinds: \(GapKind.allCases.map(\.rawValue).joined(separator: ", ")). Gaps of cells need --rows and \
      --columns; gaps of single nodes are listed with or without them. single-source, stale and \
      synthesis are listed when asked for.
      """
  )
  static let examples = [
    "evidence gaps Graphs/ai-risk-repository/graph.jsonl --kind risk-without-mitigation",
    "evidence gaps Graphs/frontier-mitigations/graph.jsonl --rows mit-mitigation@2 --columns mit-risk@4 --kind conflicting opposed",
  ]

  @OptionGroup var input: GraphArgument
  @OptionGroup var selection: CoverageOptions
  @Option(
    parsing: .upToNextOption,
    help: "Only gaps of these kinds.",
    transform: GapsCommand.kind(named:)
  )
  var kind: [GapKind] = []
  @OptionGroup var output: FormatOption

  func run() throws {
    let graph = try input.read()
    let analysis = GapAnalysis(graph)
    let kinds = kind.isEmpty ? GapAnalysis.listed : kind
    var gaps: [Gap] = []
    var schemes: [String] = []
    if let query = try selection.query(in: graph) {
      let matrix = try CoverageAnalysis(graph).matrix(query)
      if let reason = matrix.reasonEmpty { Console.complain("note: \(reason)") }
      gaps += analysis.cellGaps(matrix, kinds: kinds)
      schemes = [matrix.rows, matrix.columns].filter { axis in
        axis.relations.contains(.classifiedAs) && !Kind.builtIn.map(\.name).contains(axis.selection)
      }
      .map(\.selection)
    }
    gaps += analysis.nodeGaps(kinds: kinds, schemes: schemes)
    Console.print(table(gaps, graph).text(as: output.format))
    if output.format == .table { Console.complain(summary(gaps)) }
  }

  private static func kind(named name: String) throws -> GapKind {
    if let kind = GapKind(rawValue: name) { return kind }
    let known = GapKind.allCases.map(\.rawValue)
    throw ValidationError(
      "'\(name)' is no kind of gap; "
        + (Suggestion.hint(for: name, among: known) ?? "there are: \(known.joined(separator: ", "))")
    )
  }

  private func table(_ gaps: [Gap], _ graph: EvidenceGraph) -> TextTable {
    func key(_ node: NodeID?) -> JSONValue { node.map { .string(graph.key(of: $0).text) } ?? .null }
    if output.format == .table {
      return TextTable(
        heads: ["kind", "where", "nearest", "why"],
        rows: gaps.map { gap in
          let place = [gap.row, gap.column, gap.node].compactMap { $0 }
            .map { graph.key(of: $0).text }.joined(separator: " × ")
          return [
            .string(gap.kind.rawValue), .string(place), key(gap.nearest), .string(gap.reason),
          ]
        }
      )
    }
    return TextTable(
      heads: ["kind", "row", "column", "node", "reason", "nearest"],
      rows: gaps.map { gap in
        [
          .string(gap.kind.rawValue), key(gap.row), key(gap.column), key(gap.node),
          .string(gap.reason), key(gap.nearest),
        ]
      }
    )
  }

  private func summary(_ gaps: [Gap]) -> String {
    var counts: [GapKind: Int] = [:]
    for gap in gaps { counts[gap.kind, default: 0] += 1 }
    let parts = GapKind.allCases.compactMap { kind in counts[kind].map { "\($0) \(kind.rawValue)" }
    }
    return parts.isEmpty ? "no gaps of these kinds" : parts.joined(separator: ", ")
  }
}
