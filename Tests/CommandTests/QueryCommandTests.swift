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
    #expect(late.status == 1 && late.errors.contains("not done in 0.2 seconds"))
    let large = try CommandRun.run(
      arguments: [
        "query", Self.small, "UNWIND range(1, 3000000) AS i RETURN size(collect(toString(i)))",
        "--max-memory", "50",
      ]
    )
    #expect(large.status == 1 && large.errors.contains("more than 50 MB"), "\(large.errors)")
    // A single step that does not end: the match of an expression that goes back and forth.
    let stuck = try CommandRun.run(
      arguments: [
        "query", Self.small, "RETURN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab' =~ '(a|a)*c'",
        "--timeout", "0.3",
      ]
    )
    #expect(stuck.status == 1 && stuck.errors.contains("not done in 0.3 seconds"))
  }

  @Test("a changed copy is written, and what has changed is said") func copiesAreWritten() throws {
    let sandbox = try Sandbox()
    let file = sandbox.url.appendingPathComponent("new.jsonl").path
    let text = "MATCH (p:Paper) SET p.seen = true RETURN p.key ORDER BY p.key"
    let run = try query(Self.small, text, "--write", "-o", file, "--format", "csv")
    #expect(run.output == "p.key\npaper:a\npaper:b\n")
    #expect(run.errors.contains("2 properties set -> \(file): 8 nodes, 7 statements"))
    #expect(try query(file, "MATCH (p {seen: true}) RETURN count(p)").output.contains("2"))
    let snapshot = sandbox.url.appendingPathComponent("new.evidence").path
    _ = try query(file, "MATCH (p:Paper) REMOVE p.seen", "--write", "-o", snapshot)
    #expect(try query(snapshot, "MATCH (p {seen: true}) RETURN count(p)").output.contains("0"))
    // Never over the input, unless that is asked.
    let over = try CommandRun.run(
      arguments: ["query", file, "MATCH (p:Paper) SET p.seen = 2", "--write", "-o", file]
    )
    #expect(over.status == 1 && over.errors.contains("[output-is-input]"))
    #expect(try query(file, "MATCH (p {seen: true}) RETURN count(p)").output.contains("2"))
    let asked = try query(
      file,
      "MATCH (p:Paper) SET p.seen = 2",
      "--write",
      "-o",
      file,
      "--replace"
    )
    #expect(asked.errors.contains("it replaced a graph of 8 nodes"))
    #expect(try query(file, "MATCH (p {seen: 2}) RETURN count(p)").output.contains("2"))
    // What the schema refuses is not written.
    let refused = try CommandRun.run(
      arguments: [
        "query", file, "MATCH (p:Paper), (d:RiskDomain) CREATE (p)-[:PROPOSES {via: 'x'}]->(d)",
        "--write", "-o", sandbox.url.appendingPathComponent("none.jsonl").path,
      ]
    )
    #expect(refused.status == 1 && refused.errors.contains("paper:a -PROPOSES-> risks@1:1"))
    #expect(sandbox.read("none.jsonl") == nil)
    for arguments in [["--write"], ["--write", "-o", "x.csv"], ["--replace"]] {
      let run = try CommandRun.run(arguments: ["query", Self.small, "RETURN 1"] + arguments)
      #expect(run.status == 64, "\(arguments)")
    }
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
