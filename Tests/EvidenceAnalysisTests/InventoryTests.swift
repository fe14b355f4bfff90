import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

/// The inventory against a plain recount of nodes and statements as values.
@Suite struct InventoryTests {
  private static func graph(seed: UInt64) throws -> EvidenceGraph {
    var parts = RandomGraph.parts(seed: seed)
    var random = SeededGenerator(seed: seed)
    let people = ["ann", "ben", nil]
    for index in parts.statements.indices {
      parts.statements[index].coder = people[Int.random(in: 0...2, using: &random)]
      parts.statements[index].reviewer = people[Int.random(in: 0...2, using: &random)]
      if Bool.random(using: &random) {
        parts.statements[index].properties["reviewerAgreement"] = .integer(
          Bool.random(using: &random) ? -1 : 1
        )
      }
      if Bool.random(using: &random) { parts.statements[index].via = "another set" }
    }
    parts.header.notices = [Notice("synthetic", via: "synthetic", licence: "CC BY 4.0")]
    parts.header.schemes.append(Scheme(id: "unused@1", licence: "CC BY 4.0"))
    return try parts.build()
  }

  private static func statements(_ graph: EvidenceGraph) -> [Statement] {
    graph.edges.map { graph.statement($0) }
  }

  @Test("kinds and relations", arguments: 0..<60 as Range<UInt64>)
  func kindsAndRelations(seed: UInt64) throws {
    let graph = try Self.graph(seed: seed)
    let inventory = Inventory(graph)
    let nodes = graph.nodes.map { graph.value(of: $0) }
    let kinds = Dictionary(uniqueKeysWithValues: nodes.map { ($0.key, $0.kind) })
    let statements = Self.statements(graph)
    #expect(inventory.kinds.map(\.kind) == Set(nodes.map(\.kind)).sorted())
    for entry in inventory.kinds {
      #expect(entry.nodes == nodes.count { $0.kind == entry.kind })
      #expect(entry.named == nodes.count { $0.kind == entry.kind && $0.label != nil })
      #expect(entry.from == statements.count { kinds[$0.from] == entry.kind })
      #expect(entry.to == statements.count { kinds[$0.to] == entry.kind })
    }
    #expect(inventory.relations.map(\.relation) == Set(statements.map(\.relation)).sorted())
    for entry in inventory.relations {
      let mine = statements.filter { $0.relation == entry.relation }
      #expect(entry.statements == mine.count)
      #expect(entry.denied == mine.count { $0.isNegated })
      #expect(entry.sources == Set(mine.compactMap(\.source)).count)
      #expect(entry.unsourced == mine.count { $0.source == nil })
    }
  }

  @Test("schemes, their levels, and what is coded there", arguments: 0..<60 as Range<UInt64>)
  func schemes(seed: UInt64) throws {
    let graph = try Self.graph(seed: seed)
    let schemes = Inventory(graph).schemes()
    let nodes = graph.nodes.map { graph.value(of: $0) }
    #expect(schemes.map(\.id) == ["risk-a@1", "risk-b@1", "type@1", "unused@1"])
    #expect(schemes.last?.levels == [] && schemes.allSatisfy(\.isDeclared))
    for scheme in schemes {
      let concepts = nodes.filter { $0.key.namespace == scheme.id }
      #expect(scheme.concepts == concepts.count)
      let depths = concepts.map { $0.key.local.split(separator: ".").count }
      // 1.1.1 may lie under 2 as well, which is nearer to the top.
      if scheme.id != "type@1" {
        #expect(
          scheme.levels == (1...(depths.max() ?? 1)).map { level in depths.count { $0 == level } }
            || concepts.isEmpty
        )
      }
      let coded = Self.statements(graph).filter {
        $0.to.namespace == scheme.id && !$0.relation.isMatch && $0.relation != .broader
          && !$0.isNegated
      }
      #expect(scheme.codings.reduce(0) { $0 + $1.statements } == coded.count)
      for coding in scheme.codings {
        let mine = coded.filter {
          $0.relation == coding.relation
            && graph.node($0.from).map { graph.kind(of: $0) } == coding.kind
        }
        #expect(coding.statements == mine.count)
        #expect(coding.nodes == Set(mine.map(\.from)).count)
      }
    }
  }

  @Test("sources, years, data sets, coders and licences", arguments: 0..<60 as Range<UInt64>)
  func whoSaysWhat(seed: UInt64) throws {
    let graph = try Self.graph(seed: seed)
    let inventory = Inventory(graph)
    let statements = Self.statements(graph)
    let sources = inventory.sources()
    #expect(sources.reduce(0) { $0 + $1.statements } == statements.count)
    #expect(
      Set(sources.compactMap(\.key)).isSuperset(
        of: graph.nodes(of: .paper).map { graph.key(of: $0) }
      )
    )
    for entry in sources {
      let mine = statements.filter { $0.source == entry.key }
      let evidence = mine.filter { $0.relation.bearsEvidence && !$0.isNegated }
      #expect(entry.statements == mine.count)
      #expect(entry.relations.reduce(0) { $0 + $1.count } == mine.count)
      for (stance, count) in entry.stances {
        #expect(count == evidence.count { $0.stance == stance })
      }
      for (type, count) in entry.types {
        #expect(count == evidence.count { $0.evidenceType == type })
      }
      #expect(entry.stances.reduce(0) { $0 + $1.count } == evidence.count)
      #expect(entry.types.reduce(0) { $0 + $1.count } == evidence.count)
    }
    let years = inventory.years()
    #expect(years.reduce(0) { $0 + $1.papers } == graph.nodes(of: .paper).count)
    #expect(
      years.reduce(0) { $0 + $1.statements }
        == statements.count { $0.relation.bearsEvidence && !$0.isNegated && $0.source != nil }
    )
    for entry in inventory.vias() {
      let mine = statements.filter { $0.via == entry.via }
      #expect(entry.statements == mine.count)
      #expect(entry.nodes == Set(mine.flatMap { [$0.from, $0.to] }).count)
      #expect(entry.licence == (entry.via == "synthetic" ? "CC BY 4.0" : nil))
    }
    for entry in inventory.coders() {
      #expect(entry.coded == statements.count { $0.coder == entry.name })
      guard let name = entry.name else { continue }
      #expect(entry.reviewed == statements.count { $0.reviewer == name })
      #expect(entry.disputed == statements.count { $0.reviewer == name && $0.isDisputed })
    }
    let licences = inventory.licences()
    #expect(licences.reduce(0) { $0 + $1.statements } == statements.count)
    #expect(licences.first?.licence == "CC BY 4.0" && licences.first?.schemes == ["unused@1"])
    #expect(inventory.searches() == graph.header.searches)
  }

  @Test("each listing has a value for each column, and JSON and rows say the same")
  func listingsAreWhole() throws {
    let inventory = Inventory(try Self.graph(seed: 1))
    for grouping in Inventory.Grouping.allCases {
      let listing = inventory.table(by: grouping, inWords: false)
      #expect(listing.rows.allSatisfy { $0.count == listing.heads.count }, "\(grouping)")
      let words = inventory.table(by: grouping, inWords: true)
      #expect(words.heads == listing.heads && words.rows.count == listing.rows.count)
      #expect(listing.objects.count == listing.rows.count)
      #expect(listing.rightAligned.allSatisfy { listing.heads.indices.contains($0) })
    }
    for name in ["nodes", "statements", "kinds", "relations"] {
      #expect(inventory.json[name] != nil, "\(name)")
    }
  }

  @Test("counting grows with the graph", arguments: GrowingInput.allCases)
  func workGrows(shape: GrowingInput) {
    let graphs = [200, 400, 800].map { shape.graph($0) }
    let steps = graphs.map { graph in
      WorkCounter.steps {
        let inventory = Inventory(graph)
        for grouping in Inventory.Grouping.allCases {
          _ = inventory.table(by: grouping, inWords: true)
        }
        _ = inventory.questions()
      }
    }
    #expect(Growth.isLinear(steps), "\(steps)")
  }
}
