import EvidenceTestSupport
import Foundation
import Testing

/// The protocol of assistants, as a client sees it.
@Suite struct ServeCommandTests {
  static let small = "Tests/CommandTests/Fixtures/small.jsonl"
  static let frontier = "Graphs/frontier-mitigations/graph.jsonl"
  static let article = "Sources/EvidenceAnalysis/Documentation.docc/Assistants.md"

  typealias Object = [String: Any]

  /// The answers to some lines.
  static func serve(_ lines: [String], _ graph: String = small) throws -> [Object] {
    let run = try CommandRun.run(
      arguments: ["serve", graph],
      input: lines.map { $0 + "\n" }.joined()
    )
    #expect(run.status == 0, "\(run.errors)")
    return try run.output.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? Object)
    }
  }

  private static func call(_ tool: String, _ arguments: Object) throws -> String {
    let request: Object = [
      "jsonrpc": "2.0", "id": 1, "method": "tools/call",
      "params": ["name": tool, "arguments": arguments],
    ]
    return String(decoding: try JSONSerialization.data(withJSONObject: request), as: UTF8.self)
  }

  /// What a tool answers with on a graph.
  static func content(
    _ tool: String,
    _ arguments: Object,
    _ graph: String = small
  ) throws -> Object {
    let answers = try serve([try call(tool, arguments)], graph)
    let result = try #require(answers.first?["result"] as? Object, "\(answers)")
    #expect(result["isError"] as? Bool == false, "\(result)")
    let content = try #require(result["structuredContent"] as? Object)
    let texts = try #require(result["content"] as? [Object])
    let text = try #require(texts.first?["text"] as? String)
    let read = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary
    #expect(read == content as NSDictionary, "the text is the same answer")
    for name in ["says", "answer", "sources", "statements", "notices", "policy", "notRecorded"] {
      #expect(content[name] != nil, "\(tool) leaves out \(name)")
    }
    return content
  }

  @Test("the session of the article goes as it is printed") func sessionIsReplayed() throws {
    let url = SharedData.packageRoot.appending(path: Self.article)
    var page = try String(contentsOf: url, encoding: .utf8)
    let blocks = page.matches(of: /```json\n([\s\S]*?)```/).map { String($0.1) }
    #expect(blocks.count >= 10 && blocks.count % 2 == 0)
    let requests = stride(from: 0, to: blocks.count, by: 2).map { index in
      blocks[index].trimmingCharacters(in: .newlines)
    }
    let answers = try Self.serve(requests, Self.frontier)
    #expect(answers.count == requests.count)
    for (request, answer) in zip(requests, answers) {
      let result = answer["result"] as? Object
      let shown = result?["structuredContent"] ?? result ?? answer["error"]
      let data = try JSONSerialization.data(
        withJSONObject: try #require(shown),
        options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      )
      let block = "```json\n" + String(decoding: data, as: UTF8.self) + "\n```"
      let start = try #require(page.range(of: request)?.upperBound)
      let rest = try #require(page[start...].firstRange(of: /```json\n[\s\S]*?```/))
      page.replaceSubrange(rest, with: block)
    }
    try Snapshot.expect(page, in: Self.article)
  }

  @Test(
    "the revision that is asked for is agreed on, and the newest where it is not known",
    arguments: [
      ("2024-11-05", "2024-11-05"), ("2025-03-26", "2025-03-26"), ("2025-06-18", "2025-06-18"),
      ("2025-11-25", "2025-11-25"), ("1999-01-01", "2025-11-25"),
    ]
  )
  func revisionsAreAgreedOn(asked: String, agreed: String) throws {
    let answers = try Self.serve([
      """
      {"jsonrpc":"2.0","id":"a","method":"initialize","params":{"protocolVersion":"\(asked)"}}
      """, #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
      #"{"jsonrpc":"2.0","id":"b","method":"ping"}"#,
    ])
    #expect(answers.count == 2, "a notification has no answer")
    let result = try #require(answers.first?["result"] as? Object)
    #expect(result["protocolVersion"] as? String == agreed)
    #expect((result["capabilities"] as? Object).map { Set($0.keys) } == ["tools", "resources"])
    #expect((result["instructions"] as? String)?.contains("none is recorded") == true)
    #expect(answers.last?["id"] as? String == "b")
    #expect((answers.last?["result"] as? Object)?.isEmpty == true)
  }

  @Test("a request may say its revision itself") func requestsMayStandAlone() throws {
    func request(_ revision: String, _ method: String) -> String {
      """
      {"jsonrpc":"2.0","id":1,"method":"\(method)","params":{"_meta":\
      {"io.modelcontextprotocol/protocolVersion":"\(revision)"}}}
      """
    }
    let answers = try Self.serve([
      request("2026-07-28", "server/discover"), request("2026-07-28", "tools/list"),
      request("1999-01-01", "tools/list"),
    ])
    let found = try #require(answers[0]["result"] as? Object)
    #expect((found["supportedVersions"] as? [String])?.contains("2026-07-28") == true)
    #expect(found["resultType"] as? String == "complete")
    #expect((answers[1]["result"] as? Object)?["cacheScope"] as? String == "private")
    let error = try #require(answers[2]["error"] as? Object)
    #expect(error["code"] as? Int == -32022)
  }

  @Test("each tool says what it takes, and that it changes nothing") func toolsAreListed() throws {
    let answers = try Self.serve([#"{"jsonrpc":"2.0","id":1,"method":"tools/list"}"#])
    let tools = try #require((answers.first?["result"] as? Object)?["tools"] as? [Object])
    #expect(
      tools.compactMap { $0["name"] as? String }
        == ["find", "query", "show", "paths", "coverage", "why", "gaps"]
    )
    for tool in tools {
      let schema = try #require(tool["inputSchema"] as? Object)
      #expect(schema["type"] as? String == "object")
      let properties = try #require(schema["properties"] as? [String: Object])
      #expect(properties.values.allSatisfy { $0["type"] != nil && $0["description"] != nil })
      let annotations = try #require(tool["annotations"] as? Object)
      #expect(annotations["readOnlyHint"] as? Bool == true)
      #expect(tool["outputSchema"] != nil)
    }
  }

  @Test("resources are read") func resourcesAreRead() throws {
    let uris = [
      "evidence://header", "evidence://schemes", "evidence://notices",
      "evidence://node/mit-risk%404%3A7.3", "evidence://records",
    ]
    let answers = try Self.serve(
      uris.map {
        #"{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"\#($0)"}}"#
      } + [
        #"{"jsonrpc":"2.0","id":1,"method":"resources/list"}"#,
        #"{"jsonrpc":"2.0","id":1,"method":"resources/templates/list"}"#,
        #"{"jsonrpc":"2.0","id":1,"method":"prompts/list"}"#,
      ],
      Self.frontier
    )
    let texts = try answers.prefix(5).map { answer in
      let result = try #require(answer["result"] as? Object, "\(answer)")
      return try #require((result["contents"] as? [Object])?.first?["text"] as? String)
    }
    #expect(texts[0].contains("\"asOf\":"))
    #expect(texts[1].contains("mit-risk@4"))
    #expect(texts[2].contains("preliminary"))
    #expect(texts[3].contains("\"node\":\"mit-risk@4:7.3\""))
    #expect(texts[4] == #"{"judgments":[],"judgmentsLeftOut":0,"statuses":[],"statusesLeftOut":0}"#)
    let lists = try answers.suffix(3).map { try #require($0["result"] as? Object) }
    #expect((lists[0]["resources"] as? [Object])?.count == 4)
    #expect((lists[1]["resourceTemplates"] as? [Object])?.count == 1)
    #expect((lists[2]["prompts"] as? [Object])?.isEmpty == true)
  }
}

/// What people recorded is read as a resource.
@Suite struct ServedRecordTests {
  @Test("judgments and statuses stand there as in the header") func records() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      #"""
      {"evidence":1,"judgments":[{"row":"a@1:1","certainty":"low","by":"Ann"}],"statuses":[{"row":"a@1:1","status":"planned","owner":"Ben"}]}
      {"node":"a@1:1","kind":"TaxonomyNode"}
      """#,
      to: "g.jsonl"
    )
    let answers = try ServeCommandTests.serve(
      [
        #"{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"evidence://records"}}"#
      ],
      sandbox.path("g.jsonl")
    )
    let result = try #require(answers.first?["result"] as? [String: Any])
    let text = (result["contents"] as? [[String: Any]])?.first?["text"] as? String
    #expect(
      text
        == #"{"judgments":[{"row":"a@1:1","certainty":"low","by":"Ann"}],"judgmentsLeftOut":0,"#
        + #""statuses":[{"row":"a@1:1","status":"planned","owner":"Ben"}],"statusesLeftOut":0}"#
    )
  }
}

/// What the tools answer.
@Suite struct ServedToolTests {
  typealias Object = [String: Any]

  private func json(_ arguments: String...) throws -> Any {
    let run = try CommandRun.run(arguments: arguments + ["--format", "json"])
    #expect(run.status == 0, "\(run.errors)")
    return try JSONSerialization.jsonObject(with: Data(run.output.utf8))
  }

  @Test("answers are those of the command") func answersAreTheCommands() throws {
    let graph = ServeCommandTests.frontier
    let (from, to) = ("arxiv:2412.02145", "mit-risk@4:4.2")
    let paths = try ServeCommandTests.content("paths", ["from": from, "to": to], graph)
    let asked = try #require(try json("paths", graph, from, to) as? Object)
    let chains = (paths["answer"] as? Object)?["chains"] as? NSArray
    #expect(chains == asked["chains"] as? NSArray)
    #expect((chains?.count ?? 0) > 0)
    let sources = try #require(paths["sources"] as? [Object])
    #expect(sources.contains { $0["source"] as? String == "doi:10.48550/arxiv.2412.02145" })
    #expect((paths["notices"] as? [String])?.isEmpty == false)

    let gaps = try ServeCommandTests.content("gaps", ["limit": 5], graph)
    let list = (gaps["answer"] as? Object)?["gaps"] as? NSArray
    #expect(list == (try json("gaps", graph, "--limit", "5") as? NSArray))
    let left = try #require(gaps["leftOut"] as? [Object])
    #expect(left.contains { $0["what"] as? String == "gaps" })

    let axes: Object = ["rows": "mit-risk@4", "columns": "mit-mitigation@2"]
    let matrix = try ServeCommandTests.content(
      "coverage",
      axes.merging(["limit": 200]) { $1 },
      graph
    )
    let whole = try #require(
      try json("coverage", graph, "--rows", "mit-risk@4", "--columns", "mit-mitigation@2")
        as? Object
    )
    let cells = try #require((matrix["answer"] as? Object)?["cells"] as? [Object])
    let all = try #require(whole["cells"] as? [Object])
    #expect(cells.count <= 200 && !cells.isEmpty)
    #expect(cells as NSArray == Array(all.prefix(cells.count)) as NSArray)

    let cell = try ServeCommandTests.content(
      "why",
      axes.merging(["row": to, "column": "2.2"]) { $1 },
      graph
    )
    let why = try #require(
      try json(
        "coverage",
        graph,
        "--rows",
        "mit-risk@4",
        "--columns",
        "mit-mitigation@2",
        "--cell",
        "4.2,2.2"
      ) as? Object
    )
    let evidence = (cell["answer"] as? Object)?["evidence"] as? NSArray
    #expect(evidence == why["evidence"] as? NSArray)
  }

  @Test("what is not recorded is said so") func absenceIsSaid() throws {
    let graph = ServeCommandTests.frontier
    let none = try ServeCommandTests.content(
      "paths",
      ["from": "arxiv:2412.02145", "to": "mit-risk@4:7.4"],
      graph
    )
    #expect((none["says"] as? String)?.contains("recorded in this graph") == true)
    let miss = (none["answer"] as? Object)?["nearestMiss"] as? Object
    #expect((miss?["missing"] as? Object)?["relation"] as? String == "ADDRESSES")
    let nothing = try ServeCommandTests.content("find", ["words": "xyzzy"], graph)
    #expect((nothing["says"] as? String)?.contains("none recorded in this graph") == true)
    let rows = try ServeCommandTests.content(
      "query",
      ["query": "MATCH (n) WHERE n.key = $key RETURN n", "parameters": ["key": "x"]],
      graph
    )
    #expect((rows["says"] as? String)?.contains("none recorded in this graph") == true)
  }

  @Test("a query has procedures, and its statements' sources") func queriesAreAnswered() throws {
    let content = try ServeCommandTests.content(
      "query",
      [
        "query": "CALL evidence.paths('arxiv:2412.02145', 'mit-risk@4:4.2') YIELD path RETURN path"
      ],
      ServeCommandTests.frontier
    )
    #expect((content["sources"] as? [Object])?.isEmpty == false)
    #expect((content["statements"] as? [Object])?.isEmpty == false)
  }

  @Test("an answer is bounded, whatever is asked for") func answersAreBounded() throws {
    let run = try CommandRun.run(
      arguments: ["serve", "Graphs/ai-risk-repository/graph.jsonl"],
      input: """
        {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"query","arguments":\
        {"query":"MATCH (n)-[r]->(m) RETURN n, r, m","limit":100000}}}
        {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"coverage","arguments":\
        {"rows":"mit-risk@4","columns":"Paper","of":"Risk","limit":100000}}}
        {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"show","arguments":\
        {"node":"mit-risk@4:7.3","limit":100000}}}

        """
    )
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 3)
    // Twice an answer, with its quotes escaped once, and little else.
    for line in lines { #expect(line.utf8.count < 500_000 && line.contains("\"leftOut\":[{")) }
  }
}
