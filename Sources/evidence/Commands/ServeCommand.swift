internal import ArgumentParser
internal import EvidenceCore

/// The answers for an assistant, over standard input and output.
struct ServeCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Give an assistant the answers, over standard input and output (MCP).",
    discussion: """
      Speaks the Model Context Protocol: one JSON-RPC request a line in, one answer a line out, until \
      the input ends. Tools: find, query, show, paths, coverage, why (a cell) and gaps; resources: the \
      header, the schemes, the notices, and any node. Nothing is changed, and no network is used. \
      Every answer carries the sources of its statements, the notices that go with them and the policy, \
      and says what was left out. An assistant's configuration names the command and its arguments: \
      {"command": "evidence", "args": ["serve", "graph.jsonl"]}.
      """
  )
  static let examples = [
    "evidence serve Graphs/ai-risk-repository/graph.jsonl < requests.jsonl",
    "evidence serve Graphs/frontier-mitigations/graph.jsonl < requests.jsonl > answers.jsonl",
  ]

  @OptionGroup var input: GraphArgument
  @OptionGroup var policy: PolicyOption

  func validate() throws {
    if input.graph == "-" {
      throw ValidationError("requests come through standard input: name a file for the graph")
    }
  }

  func run() throws {
    let served = ServedGraph(try input.read(), policy: try policy.read())
    var door = AssistantDoor(served, version: EvidenceCommand.configuration.version)
    var reader = LineReader.ofStandardInput(limit: AssistantDoor.mostBytes)
    while true {
      switch try reader.next() {
      case .end: return
      case .tooLong: Console.print(AssistantDoor.tooLong)
      case .line(let line):
        if let reply = door.reply(to: line) { Console.print(reply) }
      }
    }
  }
}
