import EvidenceCore
import EvidenceTestSupport
import Testing

@Suite struct GraphLawTests {
  @Test(
    "rows are those of a dictionary, forwards and backwards",
    arguments: 0..<50 as Range<UInt64>
  )
  func rowsAreADictionarys(seed: UInt64) throws {
    let parts = RandomGraph.parts(seed: seed)
    let graph = try parts.build()
    var outgoing: [Key: [Statement]] = [:]
    var incoming: [Key: [Statement]] = [:]
    for statement in Set(parts.statements) {
      outgoing[statement.from, default: []].append(statement)
      incoming[statement.to, default: []].append(statement)
    }
    for node in graph.nodes {
      let key = graph.key(of: node)
      #expect(graph.node(key) == node)
      let out = graph.outgoing(node).map { graph.statement($0) }
      let back = graph.incoming(node).map { graph.statement($0) }
      #expect(Set(out) == Set(outgoing[key] ?? []) && out.count == outgoing[key]?.count ?? 0)
      #expect(Set(back) == Set(incoming[key] ?? []) && back.count == incoming[key]?.count ?? 0)
      for relation in graph.relations {
        let narrow = graph.outgoing(node, relation).map { graph.statement($0) }
        #expect(narrow == out.filter { $0.relation == relation })
        let narrowBack = graph.incoming(node, relation).map { graph.statement($0) }
        #expect(narrowBack == back.filter { $0.relation == relation })
      }
    }
  }

  @Test("properties are a dictionary's", arguments: 0..<30 as Range<UInt64>)
  func propertiesAreADictionarys(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let names = ["a", "year", "a longer name than most", ""]
    let mostGaps = Int.random(in: 0...3, using: &random)
    var builder = GraphBuilder()
    var wanted: [[String: PropertyValue]] = []
    for number in 0..<Int.random(in: 0..<60, using: &random) {
      var properties: [String: PropertyValue] = [:]
      for (place, name) in names.enumerated()
      where place * 9 <= number && Int.random(in: 0...mostGaps, using: &random) == 0 {
        let values: [PropertyValue] = [
          .integer(Int64(number)), .string("\(number)"), .number(0.5), .boolean(true),
          .strings(["x", "\(number)"]),
        ]
        properties[name] = values[mostGaps < 2 ? place : Int.random(in: 0..<5, using: &random)]
      }
      let key = "paper:\(1_000 + number)"
      wanted.append(properties)
      builder.add(Node(Key(key), .paper, properties: properties))
      builder.add(
        Statement(Key(key), .cites, Key(key), via: "t", properties: properties)
      )
    }
    let graph = try builder.build()
    for (place, properties) in wanted.enumerated() {
      let (node, edge) = (NodeID(place), EdgeID(place))
      for name in names + ["b", "yea", "a longer name than any"] {
        #expect(graph.property(name, of: node) == properties[name])
        #expect(graph.property(name, of: edge) == properties[name])
      }
      #expect(graph.value(of: node).properties == properties)
    }
  }

  @Test("the order of adding never changes the bytes", arguments: 0..<30 as Range<UInt64>)
  func orderNeverMatters(seed: UInt64) throws {
    var parts = RandomGraph.parts(seed: seed)
    let first = ArchiveWriter.text(of: try parts.build())
    var random = SeededGenerator(seed: seed &+ 1)
    parts.nodes.shuffle(using: &random)
    parts.statements.shuffle(using: &random)
    parts.nodes.append(parts.nodes[0])
    parts.statements.append(parts.statements[0])
    #expect(ArchiveWriter.text(of: try parts.build()) == first)
  }

  @Test("what is written reads back the same", arguments: 0..<30 as Range<UInt64>)
  func readingUndoesWriting(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    let text = ArchiveWriter.text(of: graph)
    let again = try ArchiveReader.read(text: text)
    #expect(again.header == graph.header)
    #expect(again.nodes.map { again.value(of: $0) } == graph.nodes.map { graph.value(of: $0) })
    #expect(again.edges.map { again.statement($0) } == graph.edges.map { graph.statement($0) })
    #expect(ArchiveWriter.text(of: again) == text)
  }

  @Test func everyFieldSurvives() throws {
    var builder = GraphBuilder(
      header: GraphHeader(
        title: "té\"st\\ \u{1}",
        asOf: "2026-01-01",
        schemes: [
          Scheme(
            id: "s@1",
            title: "S",
            kind: .taxonomyNode,
            licence: "CC0",
            notice: "n",
            source: "u",
            properties: ["x": .integer(1)]
          )
        ],
        notices: [Notice("all"), Notice("one", via: "v", licence: "L")],
        kinds: [KindDefinition("Control", description: "a control")],
        relations: [
          RelationDefinition(
            "IMPLEMENTS",
            from: ["Control"],
            to: [.mitigation],
            description: "d",
            isAcyclic: true
          )
        ],
        searches: [
          SearchRecord(
            rows: ["s@1:1"],
            columns: ["s@1:1"],
            relation: .addresses,
            date: "2026-01-01",
            by: "b",
            method: "m",
            result: "r"
          )
        ],
        judgments: [
          Judgment(
            row: "s@1:1",
            column: "c:1",
            of: .risk,
            certainty: .veryLow,
            reasons: "r \"q\"",
            by: "b",
            date: "2026-01-02"
          )
        ],
        statuses: [
          StatusRecord(
            row: "s@1:1",
            column: "c:1",
            status: .inProgress,
            owner: "o",
            due: "2026-06-30",
            by: "b",
            date: "2026-01-02",
            note: "n"
          ), StatusRecord(row: "s@1:1", status: .accepted),
        ]
      )
    )
    builder.add(
      Node(
        "s@1:1",
        .taxonomyNode,
        label: "L\n",
        sameAs: ["b", "a"],
        notation: "1",
        scheme: "s@1",
        properties: [
          "text": .string("π"), "whole": .integer(-7), "part": .number(0.5), "one": .number(1),
          "flag": .boolean(true), "list": .strings(["x", ""]),
        ]
      )
    )
    builder.add(Node("c:1", "Control"))
    let statement = Statement(
      "c:1",
      "IMPLEMENTS",
      "s@1:1",
      id: "mine",
      source: "c:1",
      via: "v",
      locator: "row 1",
      stance: .mixed,
      evidenceType: .caseStudy,
      confidence: 0.25,
      justification: .mappingChaining,
      method: .modelThenPerson,
      rationale: "because",
      coder: "A",
      reviewer: "B",
      properties: ["predicateModifier": .string("Not")]
    )
    builder.add(statement)
    let graph = try builder.build()
    let again = try ArchiveReader.read(text: ArchiveWriter.text(of: graph))
    #expect(again.header == graph.header)
    #expect(again.edges.map { again.statement($0) } == [statement])
    #expect(graph.nodes.map { again.value(of: $0) } == graph.nodes.map { graph.value(of: $0) })
    #expect(again.edges.allSatisfy { again.isNegated($0) })
  }

  @Test func idIsTheDocumentedDigest() {
    let statement = Statement("a", .addresses, "b", source: "c", locator: "l")
    // printf 'a\x1fADDRESSES\x1fb\x1fc\x1f\x1fl' | sha256sum
    #expect(statement.derivedID == "0b7660dad28563f0")
  }

  @Test func clashesAreErrors() {
    var builder = GraphBuilder()
    builder.add(Node("paper:a", .paper, label: "A"), line: 1)
    builder.add(Node("paper:a", .paper, label: "B"), line: 2)
    builder.add(Node("mitigation:m", .mitigation), line: 3)
    builder.add(Statement("paper:a", .proposes, "mitigation:m", id: "x", via: "v"), line: 4)
    builder.add(Statement("paper:a", .evaluates, "mitigation:m", id: "x", via: "v"), line: 5)
    builder.add(Statement("paper:a", .proposes, "mitigation:none", via: "v"), line: 6)
    let (graph, findings) = builder.buildReporting()
    #expect(findings.map(\.code) == ["duplicate-key", "statement-id-clash", "dangling-reference"])
    #expect(findings.map { $0.place?.line } == [2, 5, 6])
    #expect(graph.nodeCount == 2 && graph.statementCount == 1)
  }

  @Test func namesAreResolvedOrRefused() throws {
    var builder = GraphBuilder()
    builder.add(Node("doi:10.1/x", .paper, label: "Same", sameAs: ["arxiv:1"]))
    builder.add(Node("paper:y", .paper, label: "Same"))
    builder.add(Node("mitigation:p/A1", .mitigation, label: "Only"))
    let graph = try builder.build()
    #expect(graph.key(of: try graph.resolve("arxiv:1")) == "doi:10.1/x")
    #expect(graph.key(of: try graph.resolve("Only")) == "mitigation:p/A1")
    #expect(graph.key(of: try graph.resolve("A1")) == "mitigation:p/A1")
    let ambiguous = #expect(throws: EvidenceError.self) { try graph.resolve("Same") }
    #expect(ambiguous?.description.contains("paper:y  Paper  Same") == true)
    let unknown = #expect(throws: EvidenceError.self) { try graph.resolve("Onlyy") }
    #expect(unknown?.description.contains("did you mean 'Only'?") == true)
  }

  @Test("properties that bear a record's own names survive the archive")
  func propertiesOfAnyNameSurvive() throws {
    let names = [
      "evidence", "node", "from", "to", "relation", "kind", "label", "id", "source",
      "predicateModifier",
    ]
    var properties = Dictionary(uniqueKeysWithValues: names.map { ($0, PropertyValue.string($0)) })
    properties["predicateModifier"] = .string("Not")
    var builder = GraphBuilder()
    builder.add(Node("paper:a", .paper, properties: properties))
    builder.add(Node("paper:b", .paper))
    builder.add(Statement("paper:a", .cites, "paper:b", via: "v", properties: properties))
    let graph = try builder.build()
    let text = ArchiveWriter.text(of: graph)
    let again = try ArchiveReader.read(text: text)
    #expect(ArchiveWriter.text(of: again) == text)
    let paper = try again.resolve("paper:a")
    #expect(again.property("evidence", of: paper) == .string("evidence"))
    #expect(again.property("kind_", of: paper) == .string("kind"))
    #expect(again.property("node", of: EdgeID(0)) == .string("node"))
    #expect(again.property("source_", of: EdgeID(0)) == .string("source"))
  }
}
