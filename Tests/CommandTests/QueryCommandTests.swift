import EvidenceTestSupport
import Foundation
import Testing

@Suite struct QueryCommandTests {
  static let small = "Tests/CommandTests/Fixtures/small.jsonl"
  static let repository = "Graphs/ai-risk-repository/graph.jsonl"
  static let frontier = "Graphs/frontier-mitigations/graph.jsonl"

  private func query(_ arguments: String..., input: String? = nil) throws -> CommandRun {
    let run = try CommandRun.run(arguments: ["query"] + arguments, input: input)
    #expect(run.status == 0, "\(run.errors)")
    return run
  }

  @Test(
    "each form has the same answer",
    arguments: [
      ("table", "p.key    p.year\npaper:a    2020\npaper:b    2021\n"),
      ("csv", "p.key,p.year\npaper:a,2020\npaper:b,2021\n"),
      ("tsv", "p.key\tp.year\npaper:a\t2020\npaper:b\t2021\n"),
      (
        "jsonl",
        "{\"p.key\":\"paper:a\",\"p.year\":2020}\n{\"p.key\":\"paper:b\",\"p.year\":2021}\n"
      ),
      (
        "json",
        "[{\"p.key\":\"paper:a\",\"p.year\":2020},{\"p.key\":\"paper:b\",\"p.year\":2021}]\n"
      ),
      (
        "markdown",
        "| p.key | p.year |\n| --- | ---: |\n| paper:a | 2020 |\n| paper:b | 2021 |\n"
      ),
    ]
  )
  func formsAgree(format: String, text: String) throws {
    let run = try query(
      Self.small,
      "MATCH (p:Paper) RETURN p.key, p.year ORDER BY p.key",
      "--format",
      format
    )
    #expect(run.output == text)
    #expect(run.errors.isEmpty)
  }

  @Test("nodes, statements and paths draw themselves") func resultsAreDrawn() throws {
    let text = "MATCH p = (:Paper {key: 'paper:a'})-[]->() RETURN p"
    let drawn = try query(Self.small, text, "--format", "svg").output
    #expect(drawn.hasPrefix("<?xml") && drawn.hasSuffix("</svg>\n"))
    #expect(drawn.contains("id=\"res-paper-a\"") && drawn.contains("id=\"res-mitigation-a-x\""))
    #expect(drawn.contains("Made by: evidence query small.jsonl"))
    #expect(try query(Self.small, text, "--format", "svg").output == drawn)
    let sandbox = try Sandbox()
    let file = sandbox.url.appendingPathComponent("result.svg").path
    #expect(try query(Self.small, text, "-o", file).output.isEmpty)
    let written = String(decoding: try #require(sandbox.read("result.svg")), as: UTF8.self)
    #expect(written.contains("id=\"res-mitigation-a-x\""))
    // Nodes within lists and maps are found too, and what draws nothing says so.
    let nested = "MATCH (n:Paper) RETURN {all: collect([n])} AS x"
    #expect(try query(Self.small, nested, "--format", "svg").output.contains("res-paper-b"))
    let nothing = try CommandRun.run(
      arguments: ["query", Self.small, "RETURN 1", "--format", "svg"]
    )
    #expect(nothing.status == 1 && nothing.errors.contains("[nothing-to-draw]"))
    let clash = try CommandRun.run(
      arguments: ["query", Self.small, "RETURN 1", "--format", "csv", "-o", "x.svg"]
    )
    #expect(clash.status == 64 && clash.errors.contains("says svg"))
  }

  @Test("nodes, statements and paths are written by their keys") func elementsHaveKeys() throws {
    let text = "MATCH p = (a:Paper {key: 'paper:a'})-[r]->(m) RETURN a, r, p, [1, null] AS l"
    let table = try query(Self.small, text, "--format", "csv").output
    let walk = "paper:a -PROPOSES-> mitigation:a/x"
    #expect(table == "a,r,p,l\npaper:a,\(walk),\(walk),1; null\n")
    let json = try query(Self.small, text, "--format", "json").output
    let rows = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]]
    )
    let node = try #require(rows.first?["a"] as? [String: String])
    #expect(node == ["node": "paper:a", "kind": "Paper", "label": "A"])
    let statement = try #require(rows.first?["r"] as? [String: Any])
    #expect(statement["relation"] as? String == "PROPOSES")
    #expect(statement["source"] as? String == "paper:a")
    let path = try #require(rows.first?["p"] as? [String: Any])
    #expect(path["keys"] as? [String] == ["paper:a", "mitigation:a/x"])
  }

  @Test("a query comes from a file, or from standard input, with parameters")
  func queriesComeFromFiles() throws {
    let sandbox = try Sandbox()
    try sandbox.write("MATCH (p:Paper)\nWHERE p.year = $year\nRETURN p.label", to: "q.cypher")
    let file = sandbox.url.appendingPathComponent("q.cypher").path
    let run = try query(Self.small, "-f", file, "--param", "year=2021", "--format", "csv")
    #expect(run.output == "p.label\nB\n")
    let piped = try query(
      Self.small,
      "-f",
      "-",
      "--param",
      "keys=['paper:a']",
      "--format",
      "csv",
      input: "MATCH (n) WHERE n.key IN $keys RETURN n.label"
    )
    #expect(piped.output == "n.label\nA\n")
    let wrong = try CommandRun.run(arguments: ["query", Self.small, "-f", file])
    #expect(wrong.status == 1)
    #expect(wrong.errors.contains("q.cypher:2:16: error: the parameter $year is not given"))
  }

  @Test("what cannot be meant is told where, and what is not in the graph is warned of")
  func slipsAreNamed() throws {
    let wrong = try CommandRun.run(arguments: ["query", Self.small, "MATCH (n) RETURN m"])
    #expect(wrong.status == 1 && wrong.output.isEmpty)
    #expect(wrong.errors.contains("query:1:18: error: there is no variable 'm'"))
    #expect(wrong.errors.contains("\n  MATCH (n) RETURN m\n                   ^"))
    let misspelt = try query(Self.small, "MATCH (n:Papre) RETURN n")
    #expect(misspelt.output == "No rows.\n")
    #expect(misspelt.errors.contains("the graph has no kind 'Papre'"))
    #expect(misspelt.errors.contains("did you mean 'Paper'?"))
    let writing = try CommandRun.run(arguments: ["query", Self.small, "CREATE (:Risk)"])
    #expect(writing.status == 1 && writing.errors.contains("read, not changed"))
    for arguments in [
      [Self.small], [Self.small, "RETURN 1", "--max-rows", "0"],
      [Self.small, "RETURN 1", "--timeout", "0"], [Self.small, "RETURN 1", "--param", "x"],
      [Self.small, "RETURN 1", "--explain", "--profile"], [Self.small, "RETURN 1", "-f", "x"],
    ] {
      let run = try CommandRun.run(arguments: ["query"] + arguments)
      #expect(run.status == 64, "\(arguments)")
    }
  }

  @Test("a query is bounded in rows and in time") func queriesAreBounded() throws {
    let cut = try query(Self.small, "MATCH (n) RETURN n.key", "--max-rows", "2")
    #expect(cut.output.split(separator: "\n").count == 3)
    #expect(cut.errors.contains("the first 2 rows; there are more"))
    let late = try CommandRun.run(
      arguments: [
        "query", Self.repository, "MATCH (a), (b), (c), (d) RETURN count(*)", "--timeout", "0.2",
      ]
    )
    #expect(late.status == 1 && late.errors.contains("not done in time"))
  }

  @Test("the plan can be seen, and what it did") func plansAreShown() throws {
    let text = "MATCH (m:Mitigation)-[:ADDRESSES]->(d {key: 'risks@1:1.1'}) RETURN count(m)"
    let plan = try query(Self.small, text, "--explain")
    #expect(plan.output.hasPrefix("node by key   (d)\n"))
    let profile = try query(Self.small, text, "--profile", "--format", "csv")
    #expect(profile.output == "count(m)\n2\n")
    #expect(profile.errors.contains("[1 rows]") && profile.errors.contains("looked at"))
  }

  @Test("each query of the article on the language has an answer, and names what there is")
  func articleQueriesWork() throws {
    let page = SharedData.packageRoot.appending(
      path: "Sources/EvidenceQuery/Documentation.docc/TheLanguage.md"
    )
    let text = try String(contentsOf: page, encoding: .utf8)
    let queries = text.matches(of: /```cypher\n([\s\S]*?)```/).map { String($0.1) }
    #expect(queries.count >= 6)
    for query in queries {
      let run = try self.query(Self.repository, query)
      #expect(run.errors.isEmpty && run.output != "No rows.\n", "\(query)\n\(run.errors)")
    }
  }
}
