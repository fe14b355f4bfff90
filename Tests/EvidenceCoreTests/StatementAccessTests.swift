import EvidenceCore
import EvidenceTestSupport
import Testing

/// A field asked for alone is the field of the whole statement.
@Suite struct StatementAccessTests {
  /// Statements of which each states some fields and leaves others out.
  static func graph(_ seed: UInt64) throws -> EvidenceGraph {
    var random = SeededGenerator(seed: seed)
    var builder = GraphBuilder()
    let names = ["ann", "bo; cy", ""]
    func some<Value>(_ values: [Value]) -> Value? {
      Bool.random(using: &random) ? values.randomElement(using: &random) : nil
    }
    for index in 0..<12 {
      builder.add(Node(Key("mitigation:\(index)"), .mitigation))
      builder.add(Node(Key("risk:\(index)"), .risk))
      var statement = Statement(
        Key("mitigation:\(index)"),
        .addresses,
        Key("risk:\(index)"),
        id: some(["id-\(index)"]),
        source: some(["paper:a", "paper:b"]),
        via: some(["sheet.csv"]),
        locator: some(["row 3"]),
        rationale: some(["since"]),
        coder: some(names),
        reviewer: some(names)
      )
      statement.properties["coders"] = some([.strings(["ann", "bo"])])
      statement.properties["reviewers"] = some([.strings(["ann", "bo"])])
      statement.properties["reviewerAgreement"] = some([.number(-0.5), .integer(-1), .integer(1)])
      builder.add(statement)
    }
    return try builder.build()
  }

  @Test(arguments: 0..<40 as Range<UInt64>) func fieldsAreThoseOfTheStatement(seed: UInt64) throws {
    let graph = try Self.graph(seed)
    for edge in graph.edges {
      let statement = graph.statement(edge)
      #expect(graph.coder(of: edge) == statement.coder)
      #expect(graph.reviewer(of: edge) == statement.reviewer)
      #expect(graph.locator(of: edge) == statement.locator)
      #expect(graph.rationale(of: edge) == statement.rationale)
      #expect(graph.coders(of: edge) == statement.coders)
      #expect(graph.reviewers(of: edge) == statement.reviewers)
      #expect(graph.isDisputed(edge) == statement.isDisputed)
      #expect(graph.id(of: edge) == statement.effectiveID)
    }
  }
}
