import EvidenceCore
import EvidenceQuery
import Testing

/// A kind and a relation that a graph declares, as Swift types of the user's own.
private enum Control: NodeKind { static let kind: Kind = "Control" }

extension NodeFields where Owner == Control {
  fileprivate var owner: Field<String> { Field("owner") }
}

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
    builder.add(Node("control:c1", "Control", properties: ["owner": .string("IT's")]))
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
      .where(\.year >= 2024)
      .outgoing(.proposes)
      .outgoing(.addresses, where: \.stance == .supports)
      .outgoing(.inDomain)
      .outgoing(.broader.repeated(1...3))
      .where(\.key == "mit-risk@4:2")
    #expect(try query.count(in: graph) == 1)
    #expect(
      try query.paths(in: graph).map { $0.keys(in: graph).map(\.text) } == [
        ["paper:b", "mitigation:a/audit", "risk:a/leak", "mit-risk@4:2.1", "mit-risk@4:2"]
      ]
    )
    #expect(
      query.text == """
        MATCH path = (n0:Paper WHERE n0.year >= 2024)-[:PROPOSES]->(:Mitigation)\
        -[s2:ADDRESSES WHERE coalesce(s2.stance, 'supports') = 'supports']->(:Risk)\
        -[:IN_DOMAIN]->(:RiskDomain)((:RiskDomain)-[:BROADER]->(:RiskDomain)){1,3}\
        (n4:RiskDomain WHERE n4.key = 'mit-risk@4:2') RETURN path
        """
    )
    #expect(try CypherQuery(query.text).run(on: graph).rows.count == 1)
  }

  @Test func whatIsOnlyCountedIsNotWalked() throws {
    let query = PathQuery(from: Paper.self).outgoing(.proposes).outgoing(.addresses)
    let plan = try query.explanation(on: Self.graph()).split(separator: "\n")
    #expect(plan.count == 3 && plan[0].hasPrefix("every Risk"), "\(plan)")
    #expect(plan[1].hasSuffix("<-[:ADDRESSES]-(:Mitigation)<-[:PROPOSES]-(:Paper)"), "\(plan)")
  }

  @Test func eachStatementMakesAPathOfItsOwn() throws {
    let graph = try Self.graph()
    let query = PathQuery(from: Paper.self).outgoing(.proposes).outgoing(.addresses)
    #expect(try query.count(in: graph) == 4)
    let first = try query.first(2, in: graph)
    #expect(first.map { graph.key(of: $0.nodes[0]) } == ["paper:a", "paper:a"])
    #expect(first.map { graph.id(of: $0.edges[1]) } == ["one", "two"])
  }

  @Test func noStatementStandsTwiceInAPath() throws {
    let graph = try Self.graph()
    let together = PathQuery(from: Paper.self).outgoing(.proposes).incoming(.proposes)
    #expect(
      try together.paths(in: graph).map { $0.keys(in: graph).map(\.text) } == [
        ["paper:a", "mitigation:a/audit", "paper:b"],
        ["paper:b", "mitigation:a/audit", "paper:a"],
      ]
    )
    #expect(try together.count(in: graph) == 2)
  }

  @Test func aKindOfTheUsersOwn() throws {
    let graph = try Self.graph()
    let query = PathQuery(from: Control.self).outgoing(.implements).incoming(.proposes)
    #expect(try query.count(in: graph) == 2)
    #expect(try query.diagnostics(in: graph).isEmpty)
    #expect(try PathQuery(from: Control.self).where(\.owner == "IT's").count(in: graph) == 1)
    #expect(try PathQuery(from: Control.self).where(\.["owner"] == 1).count(in: graph) == 0)
    enum Contrl: NodeKind { static let kind: Kind = "Contrl" }
    let unknown = PathQuery(from: Contrl.self)
      .outgoing(Link<Contrl, Mitigation>("IMPLEMENT"))
    let found = try unknown.diagnostics(in: graph)
    #expect(found.map(\.code) == ["unknown-kind", "unknown-relation"])
    #expect(found[0].hint == "did you mean 'Control'?")
    #expect(try unknown.count(in: graph) == 0)
  }

  @Test func conditions() throws {
    let graph = try Self.graph()
    func count(_ condition: Condition<NodeFields<RiskDomain>>) throws -> Int {
      try PathQuery(from: RiskDomain.self).where(condition).count(in: graph)
    }
    #expect(try count(\.scheme == "mit-risk@4") == 2)
    #expect(try count(\.notation == "2.1") == 1)
    #expect(try count(.oneOf(\.key, ["mit-risk@4:2", "mit-risk@4:2.1", "none"])) == 2)
    #expect(try count(!(\.notation == "2")) == 1)
    #expect(try count(\.scheme == "mit-risk@4" && \.notation == "2") == 1)
    #expect(try count(\.notation == "2" || \.notation == "2.1") == 2)
    #expect(try count(\.["year"] != 1) == 0)
    #expect(try count(.has(\.notation)) == 2)
    #expect(try count(.contains(\.sameAs, "x")) == 0)
    func claims(_ condition: Condition<StatementFields>) throws -> Int {
      try PathQuery(from: Mitigation.self).outgoing(.addresses, where: condition).count(in: graph)
    }
    #expect(try claims(\.confidence >= 0.3) == 1)
    #expect(try claims(\.confidence > 0.5) == 0)
    #expect(try claims(\.evidenceType == .assertion) == 1)
    #expect(try claims(\.source == "paper:b") == 1)
    #expect(try claims(!(\.stance == .opposes)) == 1)
    #expect(try claims(\.predicateModifier == "Not") == 0)
    // What is absent is unknown, and neither is nor is not.
    #expect(try claims(\.confidence != 0.4) == 0)
  }

  @Test func bothTargetsOfAddresses() throws {
    let graph = try Self.graph()
    let direct = PathQuery(from: Mitigation.self).outgoing(.addressesDomain)
    #expect(try direct.count(in: graph) == 1)
  }

  @Test("what is asked again is answered anew, of each graph") func plansAreKept() throws {
    let (graph, none) = (try Self.graph(), try GraphBuilder().build())
    let query = PathQuery(from: Paper.self).where(\.year >= 2024).outgoing(.proposes)
    var few = QueryOptions()
    few.mostRows = 1
    for _ in 0..<3 {
      #expect(try query.count(in: graph) == 2)
      #expect(try query.count(in: none) == 0)
      #expect(try query.paths(in: graph).count == 2)
      #expect(try query.paths(in: graph, options: few).count == 1)
      #expect(try query.where(\.label == "Audit").count(in: graph) == 1)
      let result = try CypherQuery(query.text).run(on: graph)
      #expect(result.rows.count == 2)
    }
    for year in 1_700..<2_300 {
      let query = PathQuery(from: Paper.self).where(\.year >= year)
      #expect(try query.count(in: graph) == (year <= 2023 ? 2 : year <= 2025 ? 1 : 0))
    }
  }

  @Test("keys that differ in their bytes alone are two keys") func keysAreBytes() throws {
    var builder = GraphBuilder()
    builder.add(Node("paper:\u{E9}", .paper))
    let graph = try builder.build()
    for _ in 0..<2 {
      let (one, other) = (Key("paper:\u{E9}"), Key("paper:e\u{301}"))
      #expect(try PathQuery(from: Paper.self).where(\.key == one).count(in: graph) == 1)
      #expect(try PathQuery(from: Paper.self).where(\.key == other).count(in: graph) == 0)
    }
  }

  @Test("a limit ends a query of paths") func limits() throws {
    var options = QueryOptions()
    options.mostHeld = 2
    let graph = try Self.graph()
    let query = PathQuery(from: Paper.self).outgoing(.proposes)
    #expect(throws: EvidenceError.self) { try query.paths(in: graph, options: options) }
  }
}
