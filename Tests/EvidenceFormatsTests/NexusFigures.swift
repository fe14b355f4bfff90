import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceFormats

@Suite(.enabled(if: SharedData.isPresent, "the real inputs are not here"))
struct NexusFigures {
  @Test func everyRecordIsANodeAndEveryReferenceIsAccountedFor() throws {
    let result = try RealGraphs.nexus.get()
    let input = try #require(result.report.inputs.first)
    #expect(result.graph.nodeCount == 2565)
    #expect(input.rowsRead == 2565 && input.rowsDropped == 0)
    #expect(input.referencesResolved == 8655)
    let dangling = input.entries.filter { $0.code == "dangling-reference" }
    #expect(dangling.count == 31)
    let repeated = input.entries.filter { $0.code == "repeated-statement" }
    // 3 + 4 references stand twice in one list; each of the 436 pairs has its mirror besides.
    #expect(repeated.count == 8655 - 8648 + 436)
    #expect(result.graph.statementCount == 8648 - 436)
    #expect(result.graph.edges.count { result.graph.from($0) == result.graph.to($0) } == 1)
  }

  @Test func fewRisksHaveAnAction() throws {
    let graph = try RealGraphs.nexus.get().graph
    let risks = graph.nodes(of: .risk)
    #expect(risks.count == 556)
    #expect(graph.count(.addresses) == 436)
    func without(_ taxonomy: String?) -> [Int] {
      let some = risks.filter {
        taxonomy == nil || graph.property("taxonomy", of: $0) == .string(taxonomy ?? "")
      }
      return [some.count { graph.incoming($0, .addresses).isEmpty }, some.count]
    }
    #expect(without(nil) == [517, 556])
    #expect(without("nist-ai-rmf") == [2, 12])
    #expect(without("credo-ucf") == [20, 49])
  }

  @Test func theGraphFallsIntoItsComponents() throws {
    let graph = try RealGraphs.nexus.get().graph
    var parent = Array(0..<graph.nodeCount)
    func root(_ node: Int) -> Int {
      var node = node
      while parent[node] != node {
        parent[node] = parent[parent[node]]
        node = parent[node]
      }
      return node
    }
    for edge in graph.edges {
      let (a, b) = (root(graph.from(edge).position), root(graph.to(edge).position))
      parent[a] = b
    }
    var sizes: [Int: Int] = [:]
    for node in 0..<graph.nodeCount { sizes[root(node), default: 0] += 1 }
    #expect(sizes.count == 14)
    #expect(Array(sizes.values.sorted(by: >).prefix(3)) == [2132, 375, 19])
  }

  @Test func aMitigationReachesFourteenSubdomains() throws {
    let graph = try RealGraphs.nexus.get().graph
    func reached(_ relations: Set<Relation>) -> Int {
      graph.nodes(of: .risk).count { risk in
        guard graph.key(of: risk).text.contains("/mit-ai-risk-subdomain-") else { return false }
        let matches =
          graph.outgoing(risk).filter { relations.contains(graph.relation(of: $0)) }
          .map { graph.to($0) }
          + graph.incoming(risk).filter { relations.contains(graph.relation(of: $0)) }
          .map { graph.from($0) }
        return ([risk] + matches).contains { !graph.incoming($0, .addresses).isEmpty }
      }
    }
    #expect(reached([.exactMatch, .closeMatch]) == 14)
    #expect(reached([.exactMatch, .closeMatch, .relatedMatch]) == 19)
  }
}
