internal import ArgumentParser
internal import EvidenceCore

/// One node, or the list of a kind.
struct ShowCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract:
      "Show one node, its statements and who made them; or its neighbourhood; or a kind's nodes."
  )
  static let examples = [
    "evidence show Graphs/ai-risk-repository/graph.jsonl mit-risk@4:7.3",
    "evidence show Graphs/frontier-mitigations/graph.jsonl mit-risk@4:4.2 --hops 2 --relations ADDRESSES PROPOSES",
  ]

  @OptionGroup var input: GraphArgument
  @Argument(help: "The node: a key, an identifier or an exact name.") var key: String?
  @Option(help: "List the neighbourhood within this many statements, either way.") var hops: Int?
  @Option(parsing: .upToNextOption, help: "Follow only these relations.")
  var relations: [String] = []
  @Option(help: "Without a key: list the nodes of this kind.") var kind: String?
  @OptionGroup var output: FormatOption

  func run() throws {
    let graph = try input.read()
    guard let key else {
      let kinds = try kind.map { [try known($0, graph)] } ?? graph.kinds
      Console.print(list(kinds.flatMap { graph.nodes(of: $0) }, graph).text(as: output.format))
      return
    }
    let node = try graph.resolve(key)
    let wanted = relations.isEmpty ? nil : Set(relations.map { Relation($0) })
    if let hops {
      guard hops >= 0 else { throw ValidationError("--hops must not be negative") }
      Console.print(neighbourhood(of: node, hops, wanted, graph).text(as: output.format))
      return
    }
    let report = NodeReport(node, graph, relations: wanted)
    switch output.format {
    case .table: Console.print(report.text())
    case .json, .jsonl: Console.print(JSONWriter.text(report.json()))
    default: Console.print(report.table().text(as: output.format))
    }
  }

  private func known(_ name: String, _ graph: EvidenceGraph) throws -> Kind {
    if graph.kinds.contains(Kind(name)) { return Kind(name) }
    throw EvidenceError(
      "unknown-kind",
      "this graph has no kind '\(name)'",
      hint: Suggestion.hint(for: name, among: graph.kinds.map(\.name))
    )
  }

  private func list(_ nodes: [NodeID], _ graph: EvidenceGraph) -> TextTable {
    TextTable(
      heads: ["key", "kind", "label"],
      rows: nodes.map { node in
        [
          .string(graph.key(of: node).text), .string(graph.kind(of: node).name),
          graph.label(of: node).map { .string($0) } ?? .null,
        ]
      }
    )
  }

  private func neighbourhood(
    of start: NodeID,
    _ hops: Int,
    _ relations: Set<Relation>?,
    _ graph: EvidenceGraph
  ) -> TextTable {
    let found = graph.neighbourhood(of: start, within: hops, along: relations)
    var table = TextTable(heads: ["hops", "key", "kind", "label"])
    for (distance, ring) in found.rings.enumerated() {
      for node in ring {
        table.rows.append([
          .integer(Int64(distance)), .string(graph.key(of: node).text),
          .string(graph.kind(of: node).name), graph.label(of: node).map { .string($0) } ?? .null,
        ])
      }
    }
    return table
  }
}
