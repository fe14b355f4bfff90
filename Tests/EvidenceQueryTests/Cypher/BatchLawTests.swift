import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceQuery

/// What leads to an aggregate runs over columns of ids, and says the same as row by row.
@Suite struct BatchLawTests {
  /// So many nodes that rows come in several batches, and values are kept by node.
  private static let graph = Result { try RandomGraph.sparse(seed: 3, nodes: 2_500).build() }

  @Test(
    "batches and rows agree",
    arguments: [
      "MATCH (p:Paper)-[:PROPOSES]->(m)-[:CLASSIFIED_AS]->(t)",
      "MATCH (t:TaxonomyNode)<-[:CLASSIFIED_AS]-(m)<-[:PROPOSES]-(p:Paper)-[:IDENTIFIES]->()",
      "MATCH (p:Paper)-[:IDENTIFIES]->(m)-[:IN_DOMAIN]->(t)",
      "MATCH (p)-[:IDENTIFIES]-(m)-[:IDENTIFIES]-(t) WHERE p <> t",
      "MATCH (m)-[:IDENTIFIES]->(t)<-[:ADDRESSES]-(p), (m)-[:PROPOSES]->(p)",
      "MATCH (p)-[:PROPOSES|IDENTIFIES]->(m)-[:ADDRESSES|IN_DOMAIN]->(t) WHERE p.year > 2015",
      "MATCH (p)-[r:ADDRESSES|CLASSIFIED_AS]->(t), (p)<-[:PROPOSES]-(m) WHERE m.year > 2019",
      "MATCH (p)-[r]->(m)-[:BROADER]->(t) WHERE exists { (m)<--(:Risk) } AND rand() < 2",
      "MATCH (m)-[:IS_VERSION_OF]->(p)--(t)",
      "MATCH (p)-[r:PROPOSES]->(m)<-[s:PROPOSES]-(t) WHERE id(t)>9 AND id(s) % 2 = 0 AND id(r) > 3",
      "MATCH (p)-[r]->(m)-[s]->(t) WHERE id(m) % 5 > 0 AND id(r) % 2 = 0 AND id(s) % 3 > 0",
    ]
  )
  func batchesAgree(pattern: String) throws {
    let graph = try Self.graph.get()
    for returned in [
      "count(*)", "t.key, count(*)", "t, p.year, count(*)", "labels(t), p.year, m.year, count(m)",
      "t.key, count(DISTINCT p)", "m.year, count(DISTINCT p.key), count(DISTINCT t.notation)",
      "p, sum(t.year), avg(m.year), max(m.key), count(t.year)",
      "m, count(DISTINCT m.year + p.year)",
      "m.year + t.year AS y, collect(DISTINCT p.year % 3)", "p.year AS y, sum(p.year + m.year)",
      "p.year AS y, percentileDisc(m.year, 0.5)", "count(DISTINCT [p, t])",
    ] {
      let query = try CypherQuery("\(pattern) RETURN \(returned)")
      var options = QueryOptions()
      options.mostHeld = 20_000_000
      let batches = try query.run(on: graph, options: options).rows
      options.isOptimizing = false
      let rows = try query.run(on: graph, options: options).rows
      #expect(Self.bag(batches) == Self.bag(rows), "\(pattern) \(returned)")
    }
  }

  /// The rows and how often each is there; lists in the order of their values.
  private static func bag(_ rows: [[QueryValue]]) -> [[QueryValue]: Int] {
    rows.reduce(into: [:]) { bag, row in
      let sorted = row.map { value in
        if case .list(let items) = value {
          return QueryValue.list(items.sorted { $0.sortOrder(to: $1) < 0 })
        }
        return value
      }
      bag[sorted, default: 0] += 1
    }
  }

  @Test("a profile counts the rows of batches") func profilesCountBatches() throws {
    let graph = try Self.graph.get()
    let query = try CypherQuery("MATCH (p:Paper)-[:PROPOSES]->(q) RETURN p.year, max(q.key)")
    var options = QueryOptions()
    options.isProfiled = true
    let profile = try #require(try query.run(on: graph, options: options).profile)
    let proposed = graph.counts.relations[try #require(graph.relations.firstIndex(of: .proposes))]
    #expect(profile.contains("[\(proposed) rows]"), "\(profile)")
  }

  @Test("batches end where the time is up") func batchesAreBounded() throws {
    let graph = try Self.graph.get()
    var options = QueryOptions()
    let asked = AskedCount()
    options.limit = .stopping { asked.next() > 3 ? .deadline : nil }
    let query = try CypherQuery("MATCH (a)--(b)--(c)--(d) RETURN a.year, count(DISTINCT d)")
    let error = #expect(throws: EvidenceError.self) { try query.run(on: graph, options: options) }
    #expect(error?.diagnostics.first?.code == "deadline")
  }
}
