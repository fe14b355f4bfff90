internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceCore

/// What is in a graph.
struct StatsCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Say what is in a graph, and what to ask next; or list it by one thing.",
    discussion: """
      Without --by: the counts of nodes and statements, the schemes that other commands take for \
      --rows, --columns and --scheme, and lines to copy. --by lists one thing whole: kind, relation, \
      scheme, source, via (data set), coder, year, search (record) or licence.
      """
  )
  static let examples = [
    "evidence stats Graphs/ai-risk-repository/graph.jsonl",
    "evidence stats Graphs/ai-risk-repository/graph.jsonl --by scheme --format json",
  ]

  @OptionGroup var input: GraphArgument
  @Option(
    help: "List by kind, relation, scheme, source, via, coder, year, search or licence.",
    transform: StatsCommand.grouping(named:)
  )
  var by: Inventory.Grouping?
  @OptionGroup var output: FormatOption

  func run() throws {
    let graph = try input.read()
    let inventory = Inventory(graph)
    if let by {
      let isInWords = output.format != .json && output.format != .jsonl
      let table = TextTable(inventory.table(by: by, inWords: isInWords))
      Console.print(table.text(as: output.format))
      return
    }
    switch output.format {
    case .table:
      Console.print(StatsPage(inventory, graph, name: input.graph).text())
    case .json, .jsonl: Console.print(JSONWriter.text(inventory.json))
    default: Console.print(Self.counts(inventory, graph).text(as: output.format))
    }
  }

  private static func counts(_ inventory: Inventory, _ graph: EvidenceGraph) -> TextTable {
    var table = TextTable(heads: ["what", "name", "count"], rightAligned: [2])
    func add(_ what: String, _ name: String, _ count: Int) {
      table.rows.append([.string(what), .string(name), .integer(Int64(count))])
    }
    add("all", "nodes", graph.nodeCount)
    add("all", "statements", graph.statementCount)
    for entry in inventory.kinds { add("kind", entry.kind.name, entry.nodes) }
    for entry in inventory.relations { add("relation", entry.relation.name, entry.statements) }
    for scheme in inventory.schemes() { add("scheme", scheme.id, scheme.concepts) }
    return table
  }

  static func grouping(named name: String) throws -> Inventory.Grouping {
    if let grouping = Inventory.Grouping(rawValue: name) { return grouping }
    let known = Inventory.Grouping.allCases.map(\.rawValue)
    throw ValidationError(
      "nothing is listed by '\(name)'; "
        + (Suggestion.hint(for: name, among: known) ?? "there are: \(known.joined(separator: ", "))")
    )
  }
}
