import EvidenceCore
import EvidenceTestSupport
import Synchronization
import Testing

@testable import EvidenceQuery

/// What must hold of every query.
@Suite struct CypherLawTests {
  @Test(
    "the order that costs least gives the same rows as the order of the text",
    arguments: 0..<600
  )
  func optimizingChangesNothing(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed % 40, density: 0.6).build()
    let text = RandomQuery.text(seed: seed)
    let query = try CypherQuery(text)
    var options = QueryOptions()
    // A product of everything with everything is no test.
    options.mostHeld = 2_000_000
    let optimized = Self.bag(query, graph, options)
    options.isOptimizing = false
    let plain = Self.bag(query, graph, options)
    if let optimized, let plain { #expect(optimized == plain, "\(text)") }
  }

  @Test("most random queries have rows, and none is refused") func randomQueriesMean() throws {
    var (answered, tried) = (0, 0)
    for seed in UInt64(0)..<120 {
      let graph = try RandomGraph.parts(seed: seed % 40, density: 0.6).build()
      var options = QueryOptions()
      options.mostRows = 5
      let result = try CypherQuery(RandomQuery.text(seed: seed)).run(on: graph, options: options)
      tried += 1
      if !result.rows.isEmpty { answered += 1 }
    }
    #expect(answered * 5 > tried, "\(answered) of \(tried)")
  }

  private static func bag(
    _ query: CypherQuery,
    _ graph: EvidenceGraph,
    _ options: QueryOptions
  ) -> [[QueryValue]: Int]? {
    guard let result = try? query.run(on: graph, options: options) else { return nil }
    return result.rows.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  @Test("a path query and the same question as text match as many paths", arguments: 0..<200)
  func pathQueriesAgree(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let graph = try PathQueryLawTests.graph(&random)
    let plan = PathQueryLawTests.plan(&random)
    let text = Self.text(of: plan)
    let result = try CypherQuery(text).run(on: graph)
    let count = try PathQuery<Paper>(plan).count(in: graph)
    #expect(result.rows == [[.integer(Int64(count))]], "\(text)")
  }

  @Test("a repeated path matches as often as a row of relationships", arguments: 0..<60)
  func repeatedPathsAgree(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let graph = try PathQueryLawTests.graph(&random)
    let type = RandomQuery.relations.randomElement(using: &random) ?? "BROADER"
    let types = "\(type)|BROADER|PART_OF"
    let least = Int.random(in: 0...2, using: &random)
    let most = least + Int.random(in: 0...2, using: &random)
    let arrow = [("", "->"), ("<", "-"), ("", "-")].randomElement(using: &random) ?? ("", "-")
    func count(_ pattern: String) throws -> [[QueryValue]] {
      let text = "MATCH p = \(pattern) RETURN p, a.key, b.key ORDER BY p, a.key, b.key"
      return try CypherQuery(text).run(on: graph).rows
    }
    let row = try count("(a)\(arrow.0)-[:\(types)*\(least)..\(most)]\(arrow.1)(b)")
    let group = "((x)\(arrow.0)-[r:\(types)]\(arrow.1)(y))"
    #expect(try count("(a)\(group){\(least),\(most)}(b)") == row)
    #expect(try count("(a)\(arrow.0)-[:\(types)]\(arrow.1){\(least),\(most)}(b)") == row)
  }

  /// A pattern in Cypher, written another way than the path query writes it.
  private static func text(of plan: WalkedPattern) -> String {
    func node(_ stop: WalkedPattern.Stop, _ number: Int) -> String {
      let conditions = stop.conditions.map { condition in
        switch condition {
        case .compare(let name, let sign, .string(let text)):
          "n\(number).\(name.text) \(sign.rawValue) '\(text)'"
        case .compare(let name, let sign, let value):
          "n\(number).\(name.text) \(sign.rawValue) \(value.text)"
        default: "false"
        }
      }
      let text = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
      return "(n\(number):\(stop.kind.name)\(text)) "
    }
    var text = "MATCH p = " + node(plan.start, 0)
    for (index, step) in plan.steps.enumerated() {
      let (least, most) = (step.repetitions.lowerBound, step.repetitions.upperBound)
      let length = least == 1 && most == 1 ? "" : "*\(least)..\(most)"
      let filter = step.conditions.isEmpty ? "" : " {stance: 'supports'}"
      let inner = "-[:\(step.relation)\(length)\(filter)]-"
      text += (step.isOutgoing ? inner + ">" : "<" + inner) + node(step.stop, index + 1)
    }
    return text + "RETURN count(p)"
  }

  @Test("a changed text is read or refused, and never the end of the process", arguments: 0..<40)
  func changedTextsAreRefused(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let graph = try RandomGraph.parts(seed: seed, density: 0.6).build()
    let pieces = [
      "MATCH ", "RETURN ", "WITH ", "(", ")", "[", "]", "{", "}", "-", "->", "<-", "'", "\"", "`",
      "*", "..", "1", "0x", "9223372036854775808", "$p", "|", ":", ",", "=", " WHERE ", " AND ",
      "NOT ", "exists { ", "CASE WHEN ", "\\u", "é", "\u{0}", "//", "/*", "count(*)", "UNION ",
    ]
    for round in 0..<50 {
      var bytes = Array(RandomQuery.text(seed: seed &* 64 &+ UInt64(round)).utf8)
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0...bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0 where place < bytes.count: bytes.remove(at: place)
        case 1 where place < bytes.count:
          bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 2:
          let piece = pieces[Int.random(in: 0..<pieces.count, using: &random)]
          bytes.insert(contentsOf: piece.utf8, at: place)
        default:
          let end = Int.random(in: place...bytes.count, using: &random)
          bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
        }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      do throws(EvidenceError) {
        let query = try CypherQuery(text)
        _ = try query.bound(QueryOptions())
        // What can be meant is asked too, for a while, with the optimiser and without.
        for isOptimizing in [true, false] {
          var options = QueryOptions()
          options.isOptimizing = isOptimizing
          options.mostRows = 50
          options.mostHeld = 5_000
          let asked = AskedCount()
          options.limit = .stopping { asked.next() > 10 ? .deadline : nil }
          do throws(EvidenceError) {
            _ = try query.run(on: graph, options: options)
          } catch {
            let isStop = error.diagnostics.first?.code == "deadline"
            #expect(isStop || error.cause is QueryFailure, "\(text)")
          }
        }
      } catch {
        #expect(error.cause is QueryFailure, "\(text)")
      }
    }
  }

  @Test(
    "what nests too deep is refused",
    arguments: [
      ("RETURN ", "(", 100_000, "nests"), ("RETURN ", "[", 100_000, "nests"),
      ("RETURN ", "NOT ", 100_000, "nests"), ("RETURN ", "-", 100_000, "nests"),
      ("RETURN ", "({a:", 50_000, "nests"), ("RETURN ", "[(a)-[:X {p:", 20_000, ""),
      ("RETURN 1", " + 1", 100_000, "chains"), ("RETURN a", ".b", 100_000, "properties"),
      ("MATCH (a:", "!", 100_000, "nests"), ("MATCH ", "(", 100_000, ""),
      ("RETURN ", "[(a)-[:X {p: 1}]->(b), ", 60, ""),
      ("MATCH (a) WHERE ", "exists { MATCH (a) WHERE ", 10_000, "nests"),
    ]
  )
  func deepQueriesAreRefused(
    start: String,
    piece: String,
    count: Int,
    message: String
  ) throws {
    let text = start + String(repeating: piece, count: count)
    let error = #expect(throws: EvidenceError.self) { try CypherQuery(text) }
    #expect(error?.description.contains(message) == true)
  }

  @Test("branches that are only counted are counted as if they were walked", arguments: 0..<80)
  func countedBranchesAgree(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let graph = try PathQueryLawTests.graph(&random)
    for pattern in [
      "(a:Paper)-[:PROPOSES]->(b)-[:ADDRESSES]->(c)-[:IN_DOMAIN]->(d)",
      "(a)-[:CITES]->(b)-[:CITES]->(c)", "(a)-[:CITES]->(b)-[:CITES]->(c)-[:CITES]->(d)",
      "(a)-[:PROPOSES]->(b)<-[:PROPOSES]-(c), (b)-[:CLASSIFIED_AS]->(d)",
      "(a)--(b)--(c)", "(a)-[:ADDRESSES]-(b)-[r:PROPOSES {stance: 'opposes'}]-(c {year: 2021})",
      "(a:Paper)-[:CITES]->(b:Paper)<-[:PROPOSES]-(c)",
      "(a:TaxonomyNode)-[:BROADER]->(b:TaxonomyNode), (c:RiskDomain)-[:BROADER]->(d)",
      "(a:Mitigation)-[:PART_OF*1..2]->(b)-[:ADDRESSES]->(c)", "(a)-[:CITES]->(a)<-[:PROPOSES]-(b)",
      "(a {key: 'paper:0'})-[:PROPOSES]->(b)-[:PART_OF]->(c)-[:PART_OF]->(d)",
    ] {
      for returned in [
        "count(*)", "b.key, count(*)", "a.key, count(c)", "DISTINCT b.key", "b.year, sum(b.year)",
        "b, count(DISTINCT a), avg(b.year)", "b.year, a.year, count(*)",
      ] {
        for clause in ["MATCH", "MATCH (x:Paper {key: 'paper:0'}) OPTIONAL MATCH"] {
          guard pattern.contains("(c") || !returned.contains("(c)") else { continue }
          let text = "\(clause) \(pattern) RETURN \(returned)"
          let query = try CypherQuery(text)
          var options = QueryOptions()
          let counted = try query.run(on: graph, options: options).rows
          options.isOptimizing = false
          let walked = try query.run(on: graph, options: options).rows
          #expect(Self.bag(counted) == Self.bag(walked), "\(text)")
        }
      }
    }
  }

  private static func bag(_ rows: [[QueryValue]]) -> [[QueryValue]: Int] {
    rows.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  @Test("what is only counted is counted as if it were walked", arguments: 0..<40)
  func countedTailsAgree(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let graph = try PathQueryLawTests.graph(&random)
    for pattern in [
      "(a)--(b)--(c)", "(a)-->(b)--(c)", "(a)<--(b)<--(c)", "(a)-[:CITES|PART_OF]-(b)-[:CITES]-(c)",
      "(a)-[*1..2]-(b)--(c)", "(a)-->(b)-->(c:Paper)", "(a:Mitigation)-->(b)", "(a)-[r]-(b)",
    ] {
      var options = QueryOptions()
      for returned in ["count(*)", "a.key, count(b)"] {
        let query = try CypherQuery("MATCH \(pattern) RETURN \(returned)")
        options.isOptimizing = true
        let counted = Set(try query.run(on: graph, options: options).rows)
        options.isOptimizing = false
        let walked = Set(try query.run(on: graph, options: options).rows)
        #expect(counted == walked, "\(pattern) \(returned)")
      }
    }
  }

  @Test("a row of many alternatives is no deep query") func longChainsAreRead() throws {
    let many = (0..<5_000).map { "n.key = 'k\($0)'" }.joined(separator: " OR ")
    let graph = try RandomGraph.parts(seed: 1).build()
    let result = try CypherQuery("MATCH (n) WHERE \(many) RETURN count(n)").run(on: graph)
    #expect(result.rows == [[.integer(0)]])
  }
}

/// Counts how often it is asked.
final class AskedCount: Sendable {
  private let count = Atomic(0)

  func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }
}
