import EvidenceCore

/// A small graph, made up throughout, with one of each thing that a form may lose.
enum ExportFixtures {
  static let parts: (header: GraphHeader, nodes: [Node], statements: [Statement]) = {
    let header = GraphHeader(
      title: "Made up",
      asOf: "2026-01-31",
      schemes: [Scheme(id: "risks@1", title: "Risks", kind: .riskDomain)],
      notices: [Notice("a notice"), Notice("of one", via: "notes")],
      relations: [RelationDefinition("OWNS")],
      searches: [SearchRecord(rows: ["risks@1:1"], columns: ["risks@1:1.1"], relation: .addresses)],
      lint: [LintSilence(rule: "uniform-confidence", of: "notes", reason: "so it is")]
    )
    let nodes = [
      Node(
        "doi:10.1000/one",
        .paper,
        label: "On \"Quotes\" & the LLM: 50% <more>",
        sameAs: ["arxiv:2401.00001", "paper:one"],
        properties: [
          "authors": .strings(["Øster, Åsa", "van der Berg, J.", "The {Braces} Group"]),
          "year": .integer(2024), "date": .string("2024-05-06"), "itemType": .string("Report"),
          "url": .string("https://example.org/a_b?c=d&e"), "pages": .string("3-9"),
          "keywords": .strings(["one", "two"]), "quickref": .string("Oster2024"),
        ]
      ),
      Node("paper:two", .paper, label: "Second", properties: ["cited": .integer(3)]),
      Node("mitigation:two/a b@c", .mitigation, label: "It's\na `test`"),
      Node("risks@1:1", .riskDomain, label: "All", notation: "1", scheme: "risks@1"),
      Node(
        "risks@1:1.1",
        .riskDomain,
        label: "Some",
        notation: "1.1",
        scheme: "risks@1",
        properties: ["altLabels": .strings(["Few", "Several"]), "weight": .number(0.5)]
      ),
      Node("other:x", .taxonomyNode, label: "=SUM(A1)"),
    ]
    let statements = [
      Statement("paper:two", .proposes, "mitigation:two/a b@c", source: "paper:two", via: "notes"),
      Statement(
        "mitigation:two/a b@c",
        .addresses,
        "risks@1:1.1",
        source: "paper:two",
        via: "notes",
        locator: "p. 3",
        stance: .opposes,
        evidenceType: .caseStudy,
        confidence: 0.75,
        rationale: "a 'reason'; with | and \t too",
        coder: "ann"
      ),
      Statement("risks@1:1.1", .broader, "risks@1:1", via: "scheme"),
      Statement(
        "risks@1:1.1",
        .closeMatch,
        "other:x",
        via: "notes",
        confidence: 0.1234,
        justification: .manualMappingCuration,
        coder: "ann; ben",
        properties: ["coders": .strings(["ann", "ben"]), "mappingDate": .string("2025-01-01")]
      ),
      Statement(
        "risks@1:1",
        .exactMatch,
        "other:x",
        via: "notes",
        properties: ["predicateModifier": .string("Not")]
      ),
      Statement("paper:two", "OWNS", "doi:10.1000/one"),
    ]
    return (header, nodes, statements)
  }()

  static func graph() throws -> EvidenceGraph {
    var builder = GraphBuilder(header: parts.header)
    for node in parts.nodes.reversed() { builder.add(node) }
    for statement in parts.statements { builder.add(statement) }
    return try builder.build()
  }
}
