public import EvidenceCore

/// Small random evidence graphs, synthetic throughout: the same seed gives the same graph.
public enum RandomGraph {
  /// The nodes, statements and header of a graph, before it is built.
  public struct Parts: Sendable {
    public var header: GraphHeader
    public var nodes: [Node]
    public var statements: [Statement]

    /// Collects parts.
    public init(header: GraphHeader, nodes: [Node], statements: [Statement]) {
      self.header = header
      self.nodes = nodes
      self.statements = statements
    }

    /// Builds the graph.
    public func build() throws -> EvidenceGraph {
      var builder = GraphBuilder(header: header)
      for node in nodes { builder.add(node) }
      for statement in statements { builder.add(statement) }
      return try builder.build()
    }
  }

  /// A graph with every kind and relation of evidence chains, dense enough to have chains.
  public static func parts(seed: UInt64, density: Double = 1) -> Parts {
    var random = SeededGenerator(seed: seed)
    var parts = Parts(
      header: GraphHeader(
        title: "synthetic \(seed)",
        asOf: "2026-01-01",
        schemes: [
          Scheme(id: "risk-a@1", kind: .riskDomain), Scheme(id: "risk-b@1", kind: .riskDomain),
          Scheme(id: "type@1", kind: .taxonomyNode),
        ]
      ),
      nodes: [],
      statements: []
    )
    let papers = (0..<4).map { Key("paper:p\($0)") }
    let mitigations = (0..<5).map { Key("mitigation:p\($0 % 4)/m\($0)") }
    let risks = (0..<4).map { Key("risk:p\($0 % 4)/r\($0)") }
    let types = ["1", "1.1", "1.1.1", "1.2", "2"].map { Key(scheme: "type@1", notation: $0) }
    let domainsA = ["1", "1.1", "1.2", "2", "2.1"].map { Key(scheme: "risk-a@1", notation: $0) }
    let domainsB = ["1", "2"].map { Key(scheme: "risk-b@1", notation: $0) }
    for (index, key) in papers.enumerated() {
      parts.nodes.append(
        Node(
          key,
          .paper,
          label: "Paper \(index)",
          properties: index == 3
            ? ["published": .string("2018-05-01")] : ["year": .integer(Int64(2015 + index))]
        )
      )
    }
    for key in mitigations { parts.nodes.append(Node(key, .mitigation)) }
    for key in risks { parts.nodes.append(Node(key, .risk)) }
    for key in types { parts.nodes.append(Node(key, .taxonomyNode, notation: key.local)) }
    for key in domainsA + domainsB {
      parts.nodes.append(Node(key, .riskDomain, notation: key.local))
    }
    for scheme in [types, domainsA, domainsB] {
      for key in scheme where key.local.contains(".") {
        let parent = key.local.split(separator: ".").dropLast().joined(separator: ".")
        parts.statements.append(
          Statement(key, .broader, Key(scheme: key.namespace, notation: parent), via: "scheme")
        )
      }
    }
    if Bool.random(using: &random) {
      parts.statements.append(Statement(types[2], .broader, types[4], via: "scheme"))
    }
    func scatter(_ relation: Relation, _ from: [Key], _ to: [Key], _ share: Double) {
      for a in from {
        for b in to where a != b && Double.random(in: 0..<1, using: &random) < share * density {
          parts.statements.append(statement(a, relation, b, papers, &random))
          if Int.random(in: 0..<8, using: &random) == 0 {
            var second = statement(a, relation, b, papers, &random)
            second.locator = "again"
            parts.statements.append(second)
          }
        }
      }
    }
    scatter(.proposes, papers, mitigations, 0.3)
    scatter(.evaluates, papers, mitigations, 0.1)
    scatter(.identifies, papers, risks, 0.2)
    scatter(.addresses, mitigations, risks, 0.15)
    scatter(.addresses, mitigations, domainsA, 0.1)
    scatter(.inDomain, risks, domainsA + domainsB, 0.12)
    scatter(.classifiedAs, mitigations, types, 0.2)
    scatter(.exactMatch, mitigations, mitigations, 0.05)
    scatter(.closeMatch, mitigations, mitigations, 0.05)
    scatter(.exactMatch, risks, risks + domainsA, 0.04)
    scatter(.closeMatch, risks, risks, 0.05)
    scatter(.exactMatch, domainsA, domainsB, 0.06)
    scatter(.broadMatch, risks + domainsA, risks + domainsB, 0.04)
    scatter(.narrowMatch, domainsB, domainsA, 0.06)
    scatter(.relatedMatch, risks, domainsA, 0.1)
    if Bool.random(using: &random) {
      parts.statements.append(Statement(papers[1], .isVersionOf, papers[0], via: "notes"))
    }
    if Bool.random(using: &random) {
      parts.header.searches.append(
        SearchRecord(rows: [types[0]], columns: [domainsA[0], domainsA[3]], relation: .addresses)
      )
    }
    return parts
  }

  private static func statement(
    _ from: Key,
    _ relation: Relation,
    _ to: Key,
    _ papers: [Key],
    _ random: inout SeededGenerator
  ) -> Statement {
    var statement = Statement(from, relation, to, via: "synthetic")
    let dice = { (sides: Int, random: inout SeededGenerator) in
      Int.random(in: 0..<sides, using: &random)
    }
    if relation.bearsEvidence, dice(4, &random) > 0 {
      statement.source = from.text.hasPrefix("paper:") ? from : papers[dice(papers.count, &random)]
    }
    if dice(2, &random) == 0 { statement.confidence = Double(dice(9, &random) + 1) / 10 }
    if relation == .addresses || relation == .identifies {
      statement.stance = [nil, .supports, .supports, .mixed, .opposes][dice(5, &random)]
      statement.evidenceType = dice(3, &random) == 0 ? nil : EvidenceType.allCases[dice(6, &random)]
    }
    if relation.isMatch, dice(6, &random) == 0 {
      statement.justification = Justification(
        ["LexicalMatching", "MappingChaining", "ManualMappingCuration"][dice(3, &random)]
      )
    }
    if relation.bearsEvidence || relation == .classifiedAs, dice(14, &random) == 0 {
      statement.properties["predicateModifier"] = .string("Not")
    }
    if relation.isMatch {
      if dice(10, &random) == 0 { statement.properties["predicateModifier"] = .string("Not") }
    } else if dice(12, &random) == 0 {
      statement.method = [.model, .modelThenPerson][dice(2, &random)]
    }
    return statement
  }
}
