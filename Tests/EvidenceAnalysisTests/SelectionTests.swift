import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

@Suite struct SelectionTests {
  @Test("a retraction is the graph built without the work", arguments: 0..<40 as Range<UInt64>)
  func retractionIsRebuilding(seed: UInt64) throws {
    let parts = RandomGraph.parts(seed: seed)
    let graph = try parts.build()
    for source in ["paper:p0", "paper:p2"] as [Key] {
      // Versions of one work go together.
      var gone: Set<Key> = [source]
      while true {
        let linked = parts.statements.filter { $0.relation == .isVersionOf && !$0.isNegated }
          .filter { gone.contains($0.from) || gone.contains($0.to) }
          .flatMap { [$0.from, $0.to] }
        guard !gone.isSuperset(of: linked) else { break }
        gone.formUnion(linked)
      }
      var without = parts
      without.nodes.removeAll { gone.contains($0.key) }
      without.statements.removeAll { statement in
        gone.contains(statement.from) || gone.contains(statement.to)
          || (statement.relation.bearsEvidence
            && statement.source.map { gone.contains($0) } ?? false)
      }
      let retracted = try Retraction(sources: [source]).graph(without: graph)
      #expect(try ArchiveWriter.text(of: retracted) == ArchiveWriter.text(of: without.build()))
    }
  }

  @Test("what is deprecated is neither a gap nor cover; what says nothing stays")
  func deprecatedNodesGo() throws {
    var builder = GraphBuilder(header: GraphHeader(asOf: "2025-01-01"))
    builder.add(Node("d@1:1", .riskDomain, scheme: "d@1"))
    builder.add(
      Node("d@1:2", .riskDomain, scheme: "d@1", properties: ["deprecated": .boolean(true)])
    )
    builder.add(Node("mitigation:a", .mitigation))
    builder.add(Node("mitigation:b", .mitigation, properties: ["revoked": .string("TRUE")]))
    builder.add(Node("mitigation:c", .mitigation, properties: ["obsolete": .boolean(false)]))
    for name in ["a", "b", "c"] {
      builder.add(Statement(Key("mitigation:\(name)"), .addresses, "d@1:1"))
      builder.add(Statement(Key("mitigation:\(name)"), .addresses, "d@1:2"))
    }
    let current = Deprecation.graph(without: try builder.build())
    #expect(current.nodes.map { current.key(of: $0) } == ["d@1:1", "mitigation:a", "mitigation:c"])
    #expect(current.statementCount == 2)
  }

  @Test("what was read in a data set goes with it") func viasGo() throws {
    let graph = try RandomGraph.parts(seed: 1).build()
    let without = try Retraction(vias: ["synthetic"]).graph(without: graph)
    #expect(!without.edges.contains { without.via(of: $0) == "synthetic" })
    #expect(without.nodeCount == graph.nodeCount)
    #expect(without.edges.contains { without.via(of: $0) == "scheme" })
    let error = #expect(throws: EvidenceError.self) {
      try Retraction(vias: ["syntetic"]).graph(without: graph)
    }
    #expect(error?.diagnostics.first?.hint == "did you mean 'synthetic'?")
    #expect(throws: EvidenceError.self) {
      try Retraction(sources: ["paper:none"]).graph(without: graph)
    }
    #expect(try Retraction().graph(without: graph).statementCount == graph.statementCount)
  }
}
