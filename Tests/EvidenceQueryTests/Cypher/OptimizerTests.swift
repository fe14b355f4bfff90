import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceQuery

/// What the rewrites make of queries, as the plan says it.
@Suite struct OptimizerTests {
  static func plan(_ text: String) throws -> [String] {
    let graph = try CypherQueryTests.graph()
    return try CypherQuery(text).explanation(on: graph).split(separator: "\n").map(String.init)
  }

  @Test("what hangs on a grouped node is a number") func branchesAreCounted() throws {
    let plan = try Self.plan(
      "MATCH (p:Paper)-[:PROPOSES]->(m)-[:ADDRESSES]->(d:RiskDomain) RETURN d.label, count(*)"
    )
    #expect(plan[0] == "every RiskDomain   (d:RiskDomain)")
    #expect(plan[1] == "count         (d)<-[:ADDRESSES]-()<-[:PROPOSES]-(:Paper)")
    #expect(plan[2].hasPrefix("aggregate"))
  }

  @Test("what may be the same statement is walked") func doublesAreWalked() throws {
    let plan = try Self.plan("MATCH (a)--(b)--(c) RETURN count(*)")
    #expect(plan.contains { $0.hasPrefix("walk") })
    let named = try Self.plan("MATCH p = (a)-[:PROPOSES]->(b)-[:ADDRESSES]->(c) RETURN count(p)")
    #expect(!named.contains { $0.hasPrefix("count") })
    let collected = try Self.plan("MATCH (a)-[:PROPOSES]->(b) RETURN a.key, collect(1)")
    #expect(!collected.contains { $0.hasPrefix("count") })
  }

  @Test("a condition behind WITH is asked where the pattern is") func conditionsMove() throws {
    let plan = try Self.plan(
      "MATCH (p:Paper)-[:PROPOSES]->(m) WITH p, m WHERE p.year > 2000 RETURN p.key, m.key"
    )
    let filter = try #require(plan.firstIndex { $0.hasPrefix("filter") })
    let walk = try #require(plan.firstIndex { $0.hasPrefix("walk") })
    #expect(filter < walk)
    let grouped = try Self.plan(
      "MATCH (p:Paper)-[:PROPOSES]->(m) WITH p, count(m) AS n WHERE p.year > 2000 AND n > 1 RETURN p.key"
    )
    let first = try #require(grouped.firstIndex { $0.hasPrefix("filter") })
    let group = try #require(grouped.firstIndex { $0.hasPrefix("aggregate") })
    #expect(first < group && grouped[(group + 1)...].contains { $0.hasPrefix("filter") })
  }

  @Test("columns that do not order are computed last") func columnsAreLate() throws {
    let plan = try Self.plan(
      "MATCH (n) RETURN n.key AS k, toUpper(n.label) AS l ORDER BY k LIMIT 2"
    )
    #expect(
      plan.map { String($0.prefix { $0 != " " }) } == [
        "every", "compute", "top", "limit", "compute",
      ]
    )
    let rows = try CypherQueryTests.rows(
      "MATCH (n) RETURN n.key AS k, toUpper(n.label) AS l ORDER BY k LIMIT 2"
    )
    #expect(
      rows == [
        [.string("mitigation:a/m"), .string("M")], [.string("mitigation:b/n"), .string("N")],
      ]
    )
  }

  @Test("UNWIND range() makes no list") func rangesAreCounted() throws {
    let rows = try CypherQueryTests.rows(
      "UNWIND range(1, 9223372036854775807) AS i RETURN i LIMIT 2"
    )
    #expect(rows == [[.integer(1)], [.integer(2)]])
    #expect(
      try CypherQueryTests.rows(
        "UNWIND range(9223372036854775806, 9223372036854775807) AS i RETURN i"
      )
        == [[.integer(.max - 1)], [.integer(.max)]]
    )
    #expect(
      try CypherQueryTests.rows("UNWIND range(3, 1, -1) AS i RETURN sum(i)") == [[.integer(6)]]
    )
    #expect(try CypherQueryTests.rows("UNWIND range(2, 1) AS i RETURN i").isEmpty)
  }

  @Test("a failure within a procedure names the CALL") func callsAreNamed() throws {
    struct Broken: Procedure {
      let name = "it.breaks"
      let inputs = [ProcedureField("text", .string)]
      let outputs = [ProcedureField("x", .string)]
      func rows(for arguments: [QueryValue]) throws(EvidenceError) -> [[QueryValue]] {
        throw EvidenceError("procedure-argument", "no good", hint: "try another")
      }
    }
    var options = QueryOptions()
    options.procedures = [Broken()]
    let graph = try CypherQueryTests.graph()
    let query = try CypherQuery("MATCH (n)\nCALL it.breaks(n.key) YIELD x\nRETURN x")
    let error = #expect(throws: EvidenceError.self) { try query.run(on: graph, options: options) }
    let finding = try #require(error?.diagnostics.first)
    #expect(finding.place == Place("query", line: 2, column: 6))
    #expect(finding.message == "no good\n  CALL it.breaks(n.key) YIELD x\n       ^")
    #expect(finding.code == "procedure-argument" && finding.hint == "try another")
  }
}
