import EvidenceCore
import EvidenceQuery
import Testing

/// A kind and a relation that a graph declares, as Swift types of the user's own.
private enum Control: NodeKind { static let kind: Kind = "Control" }

extension Link where From == Control, To == Mitigation {
  fileprivate static var implements: Self { Link("IMPLEMENTS") }
}

@Suite struct PathQueryTests {
  static func graph() throws -> EvidenceGraph {
    var builder = GraphBuilder()
    builder.header.kinds = [KindDefinition("Control")]
    builder.header.relations = [
      RelationDefinition("IMPLEMENTS", from: ["Control"], to: [.mitigation])
    ]
    builder.add(Node("paper:a", .paper, properties: ["year": .integer(2023)]))
    builder.add(Node("paper:b", .paper, properties: ["year": .integer(2025)]))
    builder.add(Node("mitigation:a/audit", .mitigation, label: "Audit"))
    builder.add(Node("mitigation:b/training", .mitigation, label: "Training"))
    builder.add(Node("risk:a/leak", .risk))
    builder.add(Node("mit-risk@4:2", .riskDomain, notation: "2", scheme: "mit-risk@4"))
    builder.add(Node("mit-risk@4:2.1", .riskDomain, notation: "2.1", scheme: "mit-risk@4"))
    builder.add(Node("control:c1", "Control"))
    builder.add(Statement("paper:a", .proposes, "mitigation:a/audit", source: "paper:a"))
    builder.add(Statement("paper:b", .proposes, "mitigation:a/audit", source: "paper:b"))
    builder.add(Statement("paper:b", .proposes, "mitigation:b/training", source: "paper:b"))
    builder.add(
      Statement(
        "mitigation:a/audit",
        .addresses,
        "risk:a/leak",
        id: "one",
        source: "paper:a",
        stance: .supports,
        evidenceType: .assertion,
        confidence: 0.4
      )
    )
    builder.add(
      Statement(
        "mitigation:a/audit",
        .addresses,
        "risk:a/leak",
        id: "two",
        source: "paper:b",
        stance: .opposes
      )
    )
    builder.add(
      Statement("mitigation:b/training", .addresses, "mit-risk@4:2.1", source: "paper:b")
    )
    builder.add(Statement("risk:a/leak", .inDomain, "mit-risk@4:2.1", via: "t"))
    builder.add(Statement("mit-risk@4:2.1", .broader, "mit-risk@4:2", via: "t"))
    builder.add(Statement("control:c1", "IMPLEMENTS", "mitigation:a/audit", via: "t"))
    return try builder.build()
  }

  @Test func aChainOfSteps() throws {
    let graph = try Self.graph()
    let query = PathQuery(from: Paper.self)
      .where(.property("year", .atLeast, .integer(2024)))
      .outgoing(.proposes)
      .outgoing(.addresses, where: .stance(.supports))
      .outgoing(.inDomain)
      .outgoing(.broader.repeated(1...3))
      .where(.key("mit-risk@4:2"))
    #expect(query.count(in: graph) == 1)
    #expect(
      query.paths(in: graph).map { $0.keys(in: graph).map(\.text) } == [
        ["paper:b", "mitigation:a/audit", "risk:a/leak", "mit-risk@4:2.1", "mit-risk@4:2"]
      ]
    )
    #expect(
      query.explanation == """
        start  Paper where year >= 2024
        step   -PROPOSES-> Mitigation
        step   -ADDRESSES-> [stance = supports] Risk
        step   -IN_DOMAIN-> RiskDomain
        step   -BROADER*1..3-> RiskDomain where key = 'mit-risk@4:2'
        paths  no node twice; depth first, in the order of keys
        """
    )
  }

  @Test func eachStatementMakesAPathOfItsOwn() throws {
    let graph = try Self.graph()
    let query = PathQuery(from: Paper.self).outgoing(.proposes).outgoing(.addresses)
    #expect(query.count(in: graph) == 4)
    #expect(query.first(2, in: graph).map { graph.key(of: $0.nodes[0]) } == ["paper:a", "paper:a"])
    #expect(query.first(2, in: graph).map { graph.id(of: $0.edges[1]) } == ["one", "two"])
  }

  @Test func noNodeStandsTwiceInAPath() throws {
    let graph = try Self.graph()
    let together = PathQuery(from: Paper.self).outgoing(.proposes).incoming(.proposes)
    #expect(
      together.paths(in: graph).map { $0.keys(in: graph).map(\.text) } == [
        ["paper:a", "mitigation:a/audit", "paper:b"],
        ["paper:b", "mitigation:a/audit", "paper:a"],
      ]
    )
    #expect(together.count(in: graph) == 2)
  }

  @Test func aKindOfTheUsersOwn() throws {
    let graph = try Self.graph()
    let query = PathQuery(from: Control.self).outgoing(.implements).incoming(.proposes)
    #expect(query.count(in: graph) == 2)
    #expect(query.diagnostics(in: graph).isEmpty)
    let unknown = PathPlan(
      start: PathPlan.NodeTest(kind: "Contrl"),
      steps: [PathPlan.Step("IMPLEMENT", node: PathPlan.NodeTest(kind: .mitigation))]
    )
    #expect(unknown.diagnostics(in: graph).map(\.code) == ["unknown-kind", "unknown-relation"])
    #expect(unknown.diagnostics(in: graph)[0].hint == "did you mean 'Control'?")
    #expect(unknown.count(in: graph) == 0)
  }

  @Test func conditions() throws {
    let graph = try Self.graph()
    func count(_ condition: NodeCondition) -> Int {
      PathQuery(from: RiskDomain.self).where(condition).count(in: graph)
    }
    #expect(count(.scheme("mit-risk@4")) == 2)
    #expect(count(.notation("2.1")) == 1)
    #expect(count(.any([.key("mit-risk@4:2"), .key("mit-risk@4:2.1"), .key("none")])) == 2)
    #expect(count(.not(.notation("2"))) == 1)
    #expect(count(.all([.scheme("mit-risk@4"), .notation("2")])) == 1)
    #expect(count(.property("year", .isNot, .integer(1))) == 0)
    func claims(_ condition: StatementCondition) -> Int {
      PathQuery(from: Mitigation.self).outgoing(.addresses, where: condition).count(in: graph)
    }
    #expect(claims(.confidence(atLeast: 0.3)) == 1)
    #expect(claims(.confidence(atLeast: 0.5)) == 0)
    #expect(claims(.evidenceType(.assertion)) == 1)
    #expect(claims(.source("paper:b")) == 1)
    #expect(claims(.not(.stance(.opposes))) == 1)
    #expect(claims(.negated) == 0)
  }

  @Test func bothTargetsOfAddresses() throws {
    let graph = try Self.graph()
    let direct = PathQuery(from: Mitigation.self).outgoing(.addressesDomain)
    #expect(direct.count(in: graph) == 1)
  }
}
