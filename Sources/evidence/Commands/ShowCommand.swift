internal import ArgumentParser
internal import EvidenceAnalysis
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
  @Argument(help: "The node: a key, an identifier, a code, a reference or a name.")
  var key: String?
  @Option(help: "List the neighbourhood within this many statements, either way.") var hops: Int?
  @Option(parsing: .upToNextOption, help: "Follow only these relations.")
  var relations: [String] = []
  @Option(help: "Without a key: list the nodes of this kind.") var kind: String?
  @Option(
    help: "List only this many: statements of each relation (10 in a table), or nodes."
  )
  var limit: Int?
  @OptionGroup var output: FormatOption

  func validate() throws {
    if let hops, hops < 0 { throw ValidationError("--hops must not be negative") }
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
    if key == nil, hops != nil || !relations.isEmpty {
      throw ValidationError("--hops and --relations are about one node: name it")
    }
    if key != nil, kind != nil {
      throw ValidationError("--kind lists all nodes of a kind: leave out the node, or --kind")
    }
  }

  func run() throws {
    let graph = try input.read()
    let names = KnownNames(graph: graph)
    guard let key else {
      let kinds = try kind.map { try names.kinds([$0]) } ?? graph.kinds
      return print(list(kinds.flatMap { graph.nodes(of: $0) }, graph))
    }
    let node = try graph.named(key)
    let wanted = relations.isEmpty ? nil : Set(try names.relations(relations))
    if let hops { return print(neighbourhood(of: node, hops, wanted, graph)) }
    let most = limit ?? (output.format == .table ? 10 : nil)
    let report = NodeReport(node, graph, relations: wanted, limit: most)
    switch output.format {
    case .table: Console.print(report.text())
    case .json, .jsonl: Console.print(JSONWriter.text(report.json()))
    default: Console.print(report.table().text(as: output.format))
    }
    if report.left > 0 {
      Console.complain("\(report.left) more statements; --limit \(report.most) lists all")
    }
  }

  private func print(_ table: TextTable) {
    var table = table
    let count = table.rows.count
    if let limit { table.rows = Array(table.rows.prefix(limit)) }
    Console.print(table.text(as: output.format))
    if table.rows.count < count {
      Console.complain("\(table.rows.count) of \(count) nodes; --limit \(count) lists all")
    }
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
