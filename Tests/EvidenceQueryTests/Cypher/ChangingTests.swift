import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceQuery

/// Changed copies of evidence graphs, and what the door refuses of them.
@Suite struct ChangingTests {
  static func change(_ text: String) throws -> ChangedGraph {
    try CypherQuery(text).changing(CypherQueryTests.graph())
  }

  @Test("nothing changes where a query only reads") func readingKeepsTheGraph() throws {
    for seed in UInt64(0)..<20 {
      let graph = try RandomGraph.parts(seed: seed).build()
      let changed = try CypherQuery("MATCH (n) RETURN count(n)").changing(graph)
      #expect(ArchiveWriter.text(of: changed.graph) == ArchiveWriter.text(of: graph))
      #expect(changed.changes.isEmpty && changed.findings.isEmpty)
    }
  }

  @Test("what is made, set and removed is in the new graph, and counted") func changesAreMade()
    throws
  {
    let old = try CypherQueryTests.graph()
    let changed = try CypherQuery(
      """
      MATCH (m:Mitigation {key: 'mitigation:a/m'}), (d:RiskDomain {key: 'risks@1:1'})
      CREATE (p:Paper {key: 'paper:c', label: 'C', year: 2024, tags: ['x']})
      CREATE (p)-[r:PROPOSES {source: 'paper:c', confidence: 0.5}]->(m)
      SET m.label = 'Renamed', m.note = 1.5
      RETURN p, r, m.label
      """
    ).changing(old)
    let graph = changed.graph
    let paper = try #require(graph.node("paper:c"))
    #expect(graph.value(of: paper).properties == ["year": .integer(2024), "tags": .strings(["x"])])
    let edge = try #require(graph.outgoing(paper).first)
    #expect(graph.source(of: edge) == "paper:c" && graph.confidence(of: edge) == 0.5)
    #expect(changed.result.rows == [[.node(paper), .relationship(edge), .string("Renamed")]])
    #expect(
      changed.changes.text == "1 node created, 1 statement created, 8 properties set"
    )
    #expect(old.node("paper:c") == nil)
    let undone = try CypherQuery(
      """
      MATCH (p:Paper {key: 'paper:c'}) DETACH DELETE p
      WITH count(*) AS n MATCH (m {key: 'mitigation:a/m'}) SET m.label = 'M' REMOVE m.note
      """
    ).changing(graph)
    #expect(ArchiveWriter.text(of: undone.graph) == ArchiveWriter.text(of: old))
    #expect(
      undone.changes.text
        == "1 node deleted, 1 statement deleted, 1 property set, 1 property removed"
    )
  }

  @Test("MERGE finds what is there by its key") func mergesFind() throws {
    let changed = try Self.change(
      """
      UNWIND ['paper:a', 'paper:z', 'paper:z'] AS k
      MERGE (p:Paper {key: k}) ON CREATE SET p.year = 1 ON MATCH SET p.seen = true
      """
    )
    #expect(changed.changes.nodesCreated == 1)
    let graph = changed.graph
    let z = try #require(graph.node("paper:z"))
    #expect(graph.value(of: z).properties == ["year": .integer(1), "seen": .boolean(true)])
  }

  @Test("a key that changes takes its statements with it") func keysMove() throws {
    let changed = try Self.change(
      "MATCH (n {key: 'mitigation:a/m'}) SET n.key = 'mitigation:a/k'"
    )
    let node = try #require(changed.graph.node("mitigation:a/k"))
    #expect(changed.graph.incoming(node).count == 1 && changed.graph.outgoing(node).count == 2)
    #expect(changed.changes.statementsCreated == 0)
  }

  @Test(
    "what the schema refuses is an error that names it",
    arguments: [
      ("CREATE (:Paper {label: 'x'})", "a node of kind Paper has no key"),
      ("CREATE ({key: 'x'})", "'x' has no kind"),
      ("CREATE (:Paper:Risk {key: 'x'})", "'x' has 2 kinds"),
      ("MATCH (p:Paper {key: 'paper:a'}) SET p:Risk", "'paper:a' has 2 kinds"),
      ("MATCH (p:Paper {key: 'paper:a'}) SET p.when = date('2024-01-01')", "cannot hold"),
      ("MATCH (p:Paper {key: 'paper:a'}) SET p.kind = 'Risk'", "'kind' of 'paper:a' cannot be set"),
      ("MATCH (p:Paper {key: 'paper:a'}) SET p.list = [1, 2]", "a list of anything but texts"),
      (
        "MATCH ()-[r {id: 's1'}]->() SET r.stance = 'agrees'",
        "mitigation:a/m -ADDRESSES-> risks@1:1.1"
      ),
      ("MATCH ()-[r {id: 's1'}]->() SET r.confidence = 7", "confidence"),
      ("MATCH (p:Paper), (d:RiskDomain) CREATE (p)-[:PROPOSES {source: p.key}]->(d)", "PROPOSES"),
      ("MATCH (p:Paper {key: 'paper:a'}) CREATE (:Papre {key: 'x'})", "Papre"),
      ("MATCH (p:Paper {key: 'paper:a'}) SET p.key = 'paper:b'", "paper:b"),
      (
        "MATCH (d {key: 'risks@1:1'}), (e {key: 'risks@1:1.1'}) CREATE (d)-[:BROADER {via: 'q'}]->(e)",
        ""
      ),
    ]
  )
  func refusalsNameTheirCause(text: String, message: String) throws {
    let error = #expect(throws: EvidenceError.self, "\(text)") { try Self.change(text) }
    let description = error?.description ?? ""
    #expect(message.isEmpty || description.contains(message), "\(description)")
    #expect(!description.contains("the changed graph"), "\(description)")
  }

  @Test("what was wrong before is not the query's fault") func oldFaultsAreKept() throws {
    var builder = GraphBuilder(header: GraphHeader(title: "synthetic"))
    builder.add(Node("paper:a", .paper))
    builder.add(Node("risk:r", .risk))
    builder.add(Statement("paper:a", .proposes, "risk:r", source: "paper:a"))
    let graph = builder.buildReporting().graph
    let changed = try CypherQuery("MATCH (p:Paper) SET p.year = 2000").changing(graph)
    #expect(changed.changes.propertiesSet == 1)
  }

  @Test("a query says whether it writes") func writingIsKnown() throws {
    #expect(try CypherQuery("CREATE (n) RETURN n").writes())
    #expect(try !CypherQuery("MATCH (n) RETURN n").writes())
  }
}
