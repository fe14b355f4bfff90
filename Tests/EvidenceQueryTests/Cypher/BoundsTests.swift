import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceQuery

/// Queries that would go on for ever, or take everything, end.
@Suite struct BoundsTests {
  /// A hub that statements join with many nodes, both ways.
  static func hub() throws -> EvidenceGraph {
    var builder = GraphBuilder()
    builder.add(Node("n:0", .risk))
    for number in 1...60 {
      builder.add(Node(Key("n:\(number)"), .risk))
      builder.add(Statement("n:0", .closeMatch, Key("n:\(number)"), id: "a\(number)", via: "t"))
      builder.add(Statement(Key("n:\(number)"), .relatedMatch, "n:0", id: "b\(number)", via: "t"))
    }
    return try builder.build()
  }

  @Test(
    "a limit that is asked a few times ends what explodes",
    arguments: [
      "MATCH (a), (b), (c), (d), (e), (f) RETURN count(*)",
      "MATCH (a)-[*]-(b) RETURN count(*)",
      "MATCH p = (a)-[*]-(b) RETURN p ORDER BY length(p) DESC LIMIT 3",
      "MATCH p = allShortestPaths((a)-[*]-(b)) RETURN count(DISTINCT [x IN nodes(p) | x.key])",
      "MATCH (a) ((x)--(y)){1,50} (b) RETURN count(*)",
      "UNWIND range(1, 1000000000) AS i RETURN sum(i)",
      "UNWIND range(1, 1000000000) AS i RETURN DISTINCT i % 3",
      "UNWIND range(1, 1000000000) AS i WITH i WHERE i < 0 RETURN i",
      "UNWIND range(1, 100000) AS i WITH collect(i) AS l UNWIND l AS a UNWIND l AS b RETURN count(*)",
      "RETURN reduce(n = 0, a IN range(1, 9000000) | n + size([x IN range(1, 1000) | x]))",
      "UNWIND range(1, 5000000) AS i RETURN i ORDER BY -i",
      "MATCH (n) WHERE exists { (n)-[*]-(m)-[*]-(k) WHERE m.key = 'none' } RETURN n",
      "UNWIND range(1, 1000000) AS i RETURN count(i IN range(1, 100000))",
    ]
  )
  func limitsEnd(text: String) throws {
    let asked = AskedCount()
    var options = QueryOptions()
    options.limit = .stopping { asked.next() > 20 ? .deadline : nil }
    let error = #expect(throws: EvidenceError.self, "\(text)") {
      try CypherQuery(text).run(on: Self.hub(), options: options)
    }
    #expect(error?.diagnostics.first?.code == "deadline", "\(text): \(error?.description ?? "")")
  }

  @Test(
    "what would be held is bounded",
    arguments: [
      "MATCH (a), (b), (c) RETURN a, b, c", "MATCH (a), (b), (c) RETURN collect([a, b, c])",
      "MATCH (a), (b), (c) WITH a, b, c ORDER BY a.key RETURN count(*)",
      "MATCH (a), (b), (c) RETURN DISTINCT a, b, c",
      "UNWIND range(1, 1000) AS a RETURN collect(range(1, 1000))",
      "UNWIND range(1, 1000) AS a RETURN collect({x: range(1, 1000)})",
      "RETURN reduce(t = [1], x IN range(1, 100) | t + t)",
      "RETURN reduce(t = 'aaaaaaaa', x IN range(1, 100) | t + t)",
      "RETURN reduce(t = 'aaaaaaaa', x IN range(1, 100) | t || t)",
      "RETURN reduce(t = 'a', x IN range(1, 100) | replace(t, 'a', 'aaaaaaaaaaaaaaaa'))",
      "RETURN range(1, 1000000000)",
      "MATCH (a), (b), (c) RETURN percentileDisc(a.year + 1, 0.5), count(*)",
      "RETURN [(a)--(b)--(c)--(d)--(e) | a]",
    ]
  )
  func holdingEnds(text: String) throws {
    var options = QueryOptions()
    options.mostHeld = 100_000
    let graph = try Self.hub()
    do throws(EvidenceError) {
      _ = try CypherQuery(text).run(on: graph, options: options)
      #expect(text.contains("percentileDisc"), "\(text)")
    } catch {
      #expect(error.diagnostics.first?.code == "query-limit", "\(text): \(error)")
    }
  }

  @Test("more rows than an integer counts are an error") func countsOverflow() throws {
    var builder = GraphBuilder()
    builder.add(Node("n:0", .risk))
    builder.add(Node("n:1", .risk))
    for number in 0..<100 {
      builder.add(Statement("n:0", .closeMatch, "n:1", id: "a\(number)", via: "t"))
    }
    let graph = try builder.build()
    // A hundred ways, ten times over, from one node.
    let branches = (0..<10).map { "(a)-[:CLOSE_MATCH]->(b\($0):Risk)" }.joined(separator: " MATCH ")
    let error = #expect(throws: EvidenceError.self) {
      try CypherQuery("MATCH \(branches) RETURN count(*)").run(on: graph)
    }
    #expect(error?.description.contains("more rows than an integer") == true)
  }
}
