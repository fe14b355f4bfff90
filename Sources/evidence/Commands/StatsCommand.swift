internal import ArgumentParser
internal import EvidenceCore

/// Counts.
struct StatsCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Count nodes by kind and statements by relation."
  )
  static let examples = [
    "evidence stats Graphs/ai-risk-repository/graph.jsonl",
    "evidence stats Graphs/ai-risk-repository/graph.jsonl --format json",
  ]

  @OptionGroup var input: GraphArgument
  @OptionGroup var output: FormatOption

  func run() throws {
    let graph = try input.read()
    let stats = GraphStatistics(graph)
    guard output.format != .json, output.format != .jsonl else {
      Console.print(JSONWriter.text(stats.json))
      return
    }
    var table = TextTable(heads: ["what", "name", "count"], rightAligned: [2])
    func add(_ what: String, _ name: String, _ count: Int) {
      table.rows.append([.string(what), .string(name), .integer(Int64(count))])
    }
    add("all", "nodes", graph.nodeCount)
    add("all", "statements", graph.statementCount)
    for (kind, count) in stats.kinds { add("kind", kind.name, count) }
    for (relation, count) in stats.relations { add("relation", relation.name, count) }
    Console.print(table.text(as: output.format))
    if output.format == .table, let title = graph.header.title {
      let date = graph.header.asOf.map { ", as of \($0)" } ?? ""
      Console.complain("\(title)\(date)")
    }
  }
}
