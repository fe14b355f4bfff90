import EvidenceTestSupport
import Foundation
import Testing

/// What the command tells its users to type is typed.
@Suite struct ExampleLineTests {
  static let commands =
    [
      "new", "import", "template", "export", "snapshot", "validate", "stats", "find", "query",
      "show",
      "paths",
      "coverage", "gaps",
      "map", "report",
      "policy", "diff", "crosswalk", "agreement", "shell", "serve", "map taxonomy", "map coverage",
      "map paths", "map around", "map overview", "map gaps", "map diff",
      "sql", "sql coverage", "sql gaps", "sql paths",
    ]

  /// A folder with the shipped graphs, and with the files that the examples name.
  private static func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    let root = SharedData.packageRoot
    try FileManager.default.createSymbolicLink(
      at: sandbox.url.appendingPathComponent("Graphs"),
      withDestinationURL: root.appendingPathComponent("Graphs")
    )
    let files = [
      ("Tests/CommandTests/Fixtures/small.jsonl", "small.jsonl"),
      ("Graphs/frontier-mitigations/graph.jsonl", "old.jsonl"),
      ("Graphs/frontier-mitigations/graph.jsonl", "new.jsonl"),
    ]
    for (path, name) in files {
      try FileManager.default.copyItem(
        at: root.appendingPathComponent(path),
        to: sandbox.url.appendingPathComponent(name)
      )
    }
    try FileManager.default.copyItem(
      at: root.appendingPathComponent("Graphs/frontier-mitigations/graph.jsonl"),
      to: sandbox.url.appendingPathComponent("graph.jsonl")
    )
    try sandbox.write("paper,title\n,A new paper\n", to: "papers.csv")
    try sandbox.write(
      "from,relation,to\nContent safety,ADDRESSES,mit-risk@4:1.2\n",
      to: "statements.csv"
    )
    try sandbox.write("id:ID,:LABEL,label\na,Risk,One\nb,Risk,Two\n", to: "nodes.csv")
    try sandbox.write(":START_ID,:END_ID,:TYPE\na,b,PART_OF\n", to: "edges.csv")
    try FileManager.default.createDirectory(
      at: sandbox.url.appendingPathComponent("data"),
      withIntermediateDirectories: true
    )
    try sandbox.write("Id,Name\n1,First\n", to: "data/risks.csv")
    try sandbox.write(
      """
      recipe: 1
      title: Risks of one's own
      asOf: "2026-01-01"
      sources:
        - path: risks.csv
          via: the sheet
          rows:
            - node: {key: "risk:own/{Id}", kind: Risk, label: "{Name}"}

      """,
      to: "recipe.yaml"
    )
    func coding(_ item: String, _ code: String, _ coder: String) -> String {
      """
      {"from":"mitigation:\(item)","relation":"CLASSIFIED_AS","to":"mit-mitigation@2:\(code)",\
      "via":"\(coder)","coder":"\(coder)"}

      """
    }
    try sandbox.write(
      """
      {"evidence":1,"asOf":"2026-01-01"}
      {"node":"mit-mitigation@2:1","kind":"TaxonomyNode","notation":"1"}
      {"node":"mit-mitigation@2:2","kind":"TaxonomyNode","notation":"2"}
      {"node":"mitigation:x","kind":"Mitigation"}
      {"node":"mitigation:y","kind":"Mitigation"}

      """ + coding("x", "1", "ann") + coding("x", "1", "ben") + coding("y", "1", "ann")
        + coding("y", "2", "ben"),
      to: "coded.jsonl"
    )
    try sandbox.write("mitigation:x\nmitigation:y\n", to: "items.txt")
    try sandbox.write("MATCH (p:Paper)\nRETURN count(p);\n", to: "queries.cypher")
    try sandbox.write(
      #"{"jsonrpc":"2.0","id":1,"method":"tools/list"}"# + "\n",
      to: "requests.jsonl"
    )
    return sandbox
  }

  @Test("each example of each help text works as it is printed", arguments: [""] + commands)
  func examplesWork(command: String) throws {
    let words = command.split(separator: " ").map { String($0) }
    let help = try CommandRun.run(arguments: words + ["--help"])
    let examples =
      help.output.components(separatedBy: "EXAMPLES:\n").last?
      .split(separator: "\n").map { $0.drop { $0 == " " } } ?? []
    #expect(examples.count == 2)
    let sandbox = try Self.sandbox()
    for example in examples {
      let run = try Self.type(example, in: sandbox)
      #expect(run.status == 0, "\(example)\n\(run.errors)")
      let written = example.components(separatedBy: " -o ").last ?? ""
      let printed = Data((run.output + run.errors).utf8)
      let file = example.contains(" -o ") ? sandbox.read(written) : printed
      #expect(file?.isEmpty == false || example.contains(" > "), "\(example) wrote nothing")
    }
  }

  @Test(
    "what stats says to ask next can be asked",
    arguments: [
      "Graphs/ai-risk-repository/graph.jsonl", "Graphs/frontier-mitigations/graph.jsonl",
      "small.jsonl", "coded.jsonl", "with blank.jsonl",
    ]
  )
  func questionsCanBeAsked(graph: String) throws {
    let sandbox = try Self.sandbox()
    try sandbox.write(
      "{\"evidence\":1,\"asOf\":\"2026-01-01\"}\n{\"node\":\"risk:a/$x 'y\",\"kind\":\"Risk\"}\n",
      to: "with blank.jsonl"
    )
    let page = try Self.type("evidence stats \"\(graph)\""[...], in: sandbox)
    #expect(page.status == 0, "\(page.errors)")
    let lines =
      page.output.components(separatedBy: "Ask next\n").last?.split(separator: "\n")
      .map { $0.drop { $0 == " " } }.filter { $0.hasPrefix("evidence ") } ?? []
    #expect(lines.count >= 2, "\(page.output)")
    for line in lines {
      let run = try Self.type(line, in: sandbox)
      #expect(run.status == 0, "\(line)\n\(run.errors)")
      #expect(!run.output.isEmpty && !run.output.contains("Nothing found"), "\(line)")
      #expect(!run.output.contains("No evidence chain"), "\(line)")
    }
  }

  private static func type(_ line: Substring, in sandbox: Sandbox) throws -> CommandRun {
    try sandbox.run("evidence() { \"$E\" \"$@\"; }; \(line)")
  }
}
