import EvidenceTestSupport
import Foundation
import Testing

/// What the number of a cell counts, in the table, on the map and in JSON alike.
@Suite struct CellCountTests {
  /// A catalogue without a paper in it: techniques of two tactics, and measures against them.
  private static let catalogue = """
    {"evidence":1,"schemes":[{"id":"tactic@1","kind":"RiskDomain"}]}
    {"node":"mitigation:m1","kind":"Mitigation","label":"Filter"}
    {"node":"mitigation:m2","kind":"Mitigation","label":"Audit"}
    {"node":"risk:t1","kind":"Risk","label":"Poisoning"}
    {"node":"risk:t2","kind":"Risk","label":"Theft"}
    {"node":"tactic@1:1","kind":"RiskDomain","notation":"1","label":"Access"}
    {"node":"tactic@1:2","kind":"RiskDomain","notation":"2","label":"Impact"}
    {"from":"mitigation:m1","relation":"ADDRESSES","to":"risk:t1","via":"catalogue"}
    {"from":"mitigation:m2","relation":"ADDRESSES","to":"risk:t1","via":"catalogue"}
    {"from":"risk:t1","relation":"IN_DOMAIN","to":"tactic@1:1","via":"catalogue"}
    {"from":"risk:t2","relation":"IN_DOMAIN","to":"tactic@1:2","via":"catalogue"}

    """

  @Test("where no source is known measures are counted, and every form says so")
  func withoutSources() throws {
    let sandbox = try Sandbox()
    try sandbox.write(Self.catalogue, to: "c.jsonl")
    let axes = "--rows Mitigation --columns tactic@1"
    let table = try sandbox.run("$E coverage c.jsonl \(axes)")
    #expect(table.output.contains("measures are counted: the data state no sources"))
    #expect(table.output.contains("Mitigation × tactic@1: measures in each cell"))
    let lines = table.output.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(lines.contains(["Filter", "1⊙", "?", "1"]) && lines.contains(["all", "2", "0", "2"]))
    let map = try sandbox.run("$E map c.jsonl coverage \(axes) -o -")
    #expect(map.output.contains("Measures are counted: the data state no sources"))
    #expect(!map.output.contains(">0<"), "no nought is drawn")
    let json = try sandbox.run("$E coverage c.jsonl \(axes) --format json")
    #expect(json.output.contains("\"count\":\"witnesses\""))
    // Asked for, works are counted all the same.
    let works = try sandbox.run("$E coverage c.jsonl \(axes) --count works")
    #expect(works.output.contains("independent papers behind measures in each cell"))
    #expect(!works.output.contains("are counted"))
  }

  @Test(
    "the table prints the numbers of the JSON, whatever is counted",
    arguments: [
      ("works", "independentPapers"), ("papers", "papers"), ("witnesses", "witnesses"),
    ]
  )
  func numbers(count: String, member: String) throws {
    let graph = "Graphs/ai-risk-repository/graph.jsonl"
    let question = [
      "coverage", graph, "--of", "Risk", "--rows", "mit-risk@4", "--rows-level", "1", "--columns",
      "mit-causal-entity@4",
    ]
    let table = try CommandRun.run(arguments: question + ["--count", count])
    let json = try CommandRun.run(arguments: question + ["--count", count, "--format", "json"])
    let answer = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    )
    #expect(answer["count"] as? String == count)
    let cells = try #require(answer["cells"] as? [[String: Any]])
    let printed = table.output.split(separator: "\n").dropFirst(2).prefix(7).flatMap {
      $0.split(separator: " ").suffix(4).prefix(3).map { String($0) }
    }
    #expect(printed == cells.compactMap { ($0[member] as? Int).map(String.init) })
    let map = try CommandRun.run(
      arguments: ["map"] + [graph] + ["coverage"] + Array(question.dropFirst(2))
        + ["--count", count, "-o", "-"]
    )
    let drawn = cells.prefix(3).compactMap { $0[member] as? Int }
    for number in drawn { #expect(map.output.contains(">\(number)<"), "\(number)") }
  }
}
