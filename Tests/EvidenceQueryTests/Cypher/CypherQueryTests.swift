import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceQuery

/// Queries over evidence graphs: what a node and a statement look like, and what is said where a
/// query is no good.
@Suite struct CypherQueryTests {
  static func graph() throws -> EvidenceGraph {
    var builder = GraphBuilder(header: GraphHeader(title: "synthetic"))
    builder.add(Node("paper:a", .paper, label: "A", properties: ["year": .integer(2020)]))
    builder.add(Node("paper:b", .paper, label: "B", properties: ["tags": .strings(["x", "y"])]))
    builder.add(Node("mitigation:a/m", .mitigation, label: "M"))
    builder.add(Node("mitigation:b/n", .mitigation, label: "N", sameAs: ["other:n"]))
    builder.add(Node("risks@1:1", .riskDomain, label: "one", notation: "1"))
    builder.add(Node("risks@1:1.1", .riskDomain, label: "one one", notation: "1.1"))
    builder.add(Statement("paper:a", .proposes, "mitigation:a/m", source: "paper:a"))
    builder.add(Statement("paper:b", .proposes, "mitigation:b/n", source: "paper:b"))
    builder.add(Statement("mitigation:a/m", .closeMatch, "mitigation:b/n", via: "q"))
    builder.add(
      Statement(
        "mitigation:a/m",
        .addresses,
        "risks@1:1.1",
        id: "s1",
        source: "paper:a",
        stance: .opposes,
        confidence: 0.5
      )
    )
    builder.add(
      Statement("mitigation:b/n", .addresses, "risks@1:1.1", id: "s2", source: "paper:b")
    )
    builder.add(Statement("risks@1:1.1", .broader, "risks@1:1", via: "q"))
    return try builder.build()
  }

  static func rows(_ text: String, _ parameters: [String: QueryValue] = [:]) throws
    -> [[QueryValue]]
  {
    var options = QueryOptions()
    options.parameters = parameters
    return try CypherQuery(text).run(on: try graph(), options: options).rows
  }

  @Test(
    "fields are properties",
    arguments: [
      ("MATCH (n {key: 'paper:a'}) RETURN n.label + ' ' + n.year", "A 2020"),
      ("MATCH (n:Paper) WHERE 'y' IN n.tags RETURN n.key", "paper:b"),
      ("MATCH (n {notation: '1.1'}) RETURN n.scheme", "risks@1"),
      ("MATCH (n) WHERE n.sameAs IS NOT NULL RETURN head(n.sameAs)", "other:n"),
      (
        "MATCH ()-[r {id: 's1'}]->() RETURN r.stance + r.source + r.confidence", "opposespaper:a0.5"
      ),
      ("MATCH ()-[r:CLOSE_MATCH]-(n {label: 'N'}) RETURN type(r) + r.via", "CLOSE_MATCHq"),
      ("MATCH (n {label: 'M'}) RETURN head(labels(n))", "Mitigation"),
      ("MATCH (n {key: 'risks@1:1'}) RETURN n['notation']", "1"),
      ("MATCH (n {key: 'paper:a'}) RETURN n {.label, y: n.year}.label", "A"),
    ]
  )
  func fieldsAreProperties(text: String, answer: String) throws {
    #expect(try Self.rows(text) == [[.string(answer)]])
  }

  @Test("everything of a node, and of a statement") func everythingIsThere() throws {
    let rows = try Self.rows(
      "MATCH (n {key: 'paper:a'})-[r]->() RETURN keys(n), properties(r).source, size(r.id)"
    )
    let keys = ["key", "label", "year"].map { QueryValue.string($0) }
    #expect(rows == [[.list(keys), .string("paper:a"), .integer(16)]])
  }

  @Test("the shortest way, and all of them") func shortestWays() throws {
    let rows = try Self.rows(
      """
      MATCH p = shortestPath((a {key: 'paper:a'})-[*]-(b {key: 'risks@1:1'}))
      RETURN [n IN nodes(p) | n.label]
      """
    )
    let labels = ["A", "M", "one one", "one"].map { QueryValue.string($0) }
    #expect(rows == [[.list(labels)]])
    let all = try Self.rows(
      """
      MATCH (a {label: 'M'}), (b {label: 'one one'})
      RETURN size(allShortestPaths((a)-[*..4]-(b))), length(shortestPath((a)-[*..4]->(b)))
      """
    )
    #expect(all == [[.integer(1), .integer(1)]])
    #expect(
      try Self.rows("MATCH p = ANY SHORTEST (a:Paper)-[*]->(:RiskDomain {notation: '1'}) RETURN p")
        .count == 2
    )
    #expect(
      try Self.rows("MATCH p = shortestPath((a:Paper)-[*1..2]->(b:RiskDomain)) RETURN p").count == 2
    )
  }

  @Test("a path is repeated as a whole, and its variables are lists") func pathsAreRepeated() throws
  {
    let rows = try Self.rows(
      """
      MATCH (p:Paper {key: 'paper:a'})((a)-[r]->(b) WHERE b.key <> 'mitigation:b/n'){2,}(d)
      RETURN [n IN a | n.label], [x IN r | type(x)], size(b), d.label ORDER BY size(b)
      """
    )
    func list(_ texts: String...) -> QueryValue { .list(texts.map { .string($0) }) }
    #expect(
      rows == [
        [list("A", "M"), list("PROPOSES", "ADDRESSES"), .integer(2), .string("one one")],
        [
          list("A", "M", "one one"), list("PROPOSES", "ADDRESSES", "BROADER"), .integer(3),
          .string("one"),
        ],
      ]
    )
    #expect(
      try Self.rows("MATCH ((:Paper)-[:PROPOSES]->()-[:ADDRESSES]->(d)) {1} RETURN d").count == 2
    )
    #expect(
      try Self.rows("MATCH (a:Paper)-->+(b:RiskDomain {notation: '1'}) RETURN a, b").count == 3
    )
  }

  @Test("nodes are found by their keys, by a label in a condition") func scansAreChosen() throws {
    func first(_ text: String) throws -> Substring? {
      try CypherQuery(text).explanation(on: try Self.graph()).split(separator: "\n").first
    }
    #expect(
      try first("MATCH (n) WHERE n.key IN ['paper:a'] RETURN n")?.hasPrefix("nodes by key") == true
    )
    #expect(try first("MATCH (n) WHERE n:Paper RETURN n")?.hasPrefix("every Paper") == true)
    #expect(
      try Self.rows("MATCH (n) WHERE n.key IN ['paper:a', 'paper:a', 'x'] RETURN n").count == 1
    )
    // Whatever is asked beside the key that finds a node is asked still.
    for asked in ["n.key IN ['paper:b']", "n.key = 'paper:b'", "n.year = 1", "false", "n.none"] {
      for found in ["n.key IN ['paper:a']", "n.key = 'paper:a'"] {
        #expect(try Self.rows("MATCH (n) WHERE \(found) AND \(asked) RETURN n").isEmpty)
        #expect(try Self.rows("MATCH (n) WHERE \(asked) AND \(found) RETURN n").isEmpty)
      }
    }
    #expect(try Self.rows("MATCH (n), (m {key: n.key}) RETURN n").count == Self.graph().nodeCount)
    #expect(try Self.rows("MATCH (n {key: 'paper:a'}) WHERE n.key IN [null] RETURN n").isEmpty)
  }

  @Test("parameters are read as a person writes them") func parametersAreRead() {
    #expect(QueryValue(reading: "2024") == .integer(2024))
    #expect(QueryValue(reading: "-1.5") == .float(-1.5))
    #expect(QueryValue(reading: "[1, 'a']") == .list([.integer(1), .string("a")]))
    #expect(QueryValue(reading: "{a: true}") == .map(QueryMap([("a", .boolean(true))])))
    #expect(QueryValue(reading: "mit-risk@4:7.3") == .string("mit-risk@4:7.3"))
    #expect(QueryValue(reading: "bias") == .string("bias"))
    #expect(QueryValue(reading: "") == .string(""))
  }

  @Test(
    "a query that is no good is told where, and what may have been meant",
    arguments: [
      ("MTACH (n) RETURN n", "query:1:1: error:", "did you mean 'MATCH'?"),
      ("MATCH (n)\nRETRUN n", "query:2:1: error:", "did you mean 'RETURN'?"),
      ("MATCH (node) RETURN nod", "query:1:21: error: there is no variable 'nod'", "'node'"),
      ("RETURN cuont(1)", "there is no function 'cuont'", "did you mean 'count'?"),
      ("RETURN 'abc", "the text has no closing quote", "^"),
      ("MATCH (n) RETURN n.year —1", "'—' is no part of a query", "minus is written '-'"),
      ("MATCH (n)", "the query ends without RETURN", ""),
      ("MATCH (n) RETURN n UNION MATCH (m) RETURN m", "different columns: n and m", ""),
      ("MATCH (n) WITH n.year RETURN 1", "'n.year' needs a name", "write n.year AS name"),
      ("MATCH (n) WHERE count(n) > 1 RETURN n", "only in RETURN or WITH", "WITH first"),
      ("CREATE (:Risk)", "the graph can be read, not changed", "--write -o NEW"),
      ("MATCH (n) RETURN n.label / 0", "'/' does not go with a string and an integer", ""),
      ("RETURN $who", "the parameter $who is not given", ""),
      ("CALL evidence.nothing()", "there is no procedure 'evidence.nothing'", ""),
    ]
  )
  func errorsSayWhere(text: String, message: String, hint: String) throws {
    let error = #expect(throws: EvidenceError.self) { try Self.rows(text) }
    let said = error?.description ?? ""
    #expect(said.contains(message) && said.contains(hint), "\(said)")
  }

  @Test("names that the graph does not have are warned of") func unknownNamesAreWarnedOf() throws {
    let query = try CypherQuery(
      "MATCH (n:Papr)-[:PROPOSE]->(m:Mitigation)\nWHERE n.yaer = 1 AND m.label = 'x' RETURN n.kind"
    )
    let found = try query.diagnostics(in: try Self.graph()).map(\.description)
    #expect(found.count == 4)
    #expect(found[0].contains("query:1:7: warning") && found[0].contains("did you mean 'Paper'?"))
    #expect(found[1].contains("did you mean 'PROPOSES'?"))
    #expect(found[2].contains("query:2:7") && found[2].contains("did you mean 'year'?"))
    #expect(found[3].contains("labels(n) says the kind"))
  }

  @Test("a query is ended by its limits") func limitsEndQueries() throws {
    let graph = try RandomGraph.parts(seed: 3).build()
    let query = try CypherQuery("MATCH (a), (b), (c), (d), (e) RETURN count(*)")
    var options = QueryOptions()
    options.limit = .stopping { .deadline }
    #expect(throws: EvidenceError.self) { try query.run(on: graph, options: options) }
    options.limit = .none
    options.mostHeld = 1_000
    let error = #expect(throws: EvidenceError.self) {
      try CypherQuery("MATCH (a), (b), (c) RETURN collect(a)").run(on: graph, options: options)
    }
    #expect(error?.description.contains("holds more than 1000 values") == true)
    options.mostHeld = 1_000_000
    options.mostRows = 7
    let result = try CypherQuery("MATCH (a), (b) RETURN a, b").run(on: graph, options: options)
    #expect(result.rows.count == 7 && result.isCut)
  }

  @Test("a plan starts where there is least, and says so") func plansAreExplained() throws {
    let query = try CypherQuery(
      "MATCH (m:Mitigation)-[:ADDRESSES]->(d {key: 'risks@1:1.1'}) RETURN m.label ORDER BY m.label"
    )
    let lines = try query.explanation(on: try Self.graph()).split(separator: "\n")
    #expect(lines[0].hasPrefix("node by key"))
    #expect(lines[1].contains("(d)<-[_") && lines[1].contains(":ADDRESSES]-(m:Mitigation)"))
    var options = QueryOptions()
    options.isProfiled = true
    let profile = try query.run(on: try Self.graph(), options: options).profile ?? ""
    #expect(profile.contains("[2 rows]") && profile.contains("looked at"), "\(profile)")
  }

  @Test("a graph in memory is changed as a whole, or not at all") func writingIsWhole() throws {
    var graph = PropertyGraph()
    try CypherQuery("UNWIND range(1, 3) AS i CREATE (:N {i: i})-[:R]->(:M)").run(on: &graph)
    #expect(graph.nodeCount == 6 && graph.relationshipCount == 3)
    #expect(throws: EvidenceError.self) {
      try CypherQuery("MATCH (n:N) SET n.j = 1 / (n.i - 2)").run(on: &graph)
    }
    let kept = try CypherQuery("MATCH (n:N) RETURN count(n.j), sum(n.i)").run(on: &graph)
    #expect(kept.rows == [[.integer(0), .integer(6)]])
    try CypherQuery("MATCH (n:N {i: 2}) DETACH DELETE n").run(on: &graph)
    #expect(graph.nodeCount == 5 && graph.relationshipCount == 2)
  }
}
