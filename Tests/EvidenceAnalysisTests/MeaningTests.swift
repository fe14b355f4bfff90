import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

/// What the words, filters and sides of an answer mean.
@Suite struct MeaningTests {
  // MARK: A catalogue without papers

  /// Tactics, techniques under them, and measures that address techniques; nobody is named as source.
  static func catalogue() throws -> EvidenceGraph {
    var builder = GraphBuilder(
      header: GraphHeader(
        asOf: "2025-01-01",
        schemes: [Scheme(id: "tactic@1", kind: .riskDomain)]
      )
    )
    for tactic in ["1", "2", "3"] {
      builder.add(
        Node(Key("tactic@1:\(tactic)"), .riskDomain, notation: tactic, scheme: "tactic@1")
      )
    }
    let techniques = [("t1", ["1"]), ("t2", ["1", "2"]), ("t3", ["2"]), ("t4", ["3"])]
    for (technique, tactics) in techniques {
      builder.add(Node(Key("risk:c/\(technique)"), .risk))
      for tactic in tactics {
        builder.add(
          Statement(Key("risk:c/\(technique)"), .inDomain, Key("tactic@1:\(tactic)"), via: "c")
        )
      }
    }
    for (measure, addressed) in [("m1", ["t1", "t2"]), ("m2", ["t2"]), ("m3", ["t3"]), ("m4", [])] {
      builder.add(Node(Key("mitigation:c/\(measure)"), .mitigation))
      for technique in addressed {
        builder.add(
          Statement(
            Key("mitigation:c/\(measure)"),
            .addresses,
            Key("risk:c/\(technique)"),
            via: "c"
          )
        )
      }
    }
    return try builder.build()
  }

  /// The risks of each tactic that each measure addresses, counted by hand.
  @Test func risksOfEachDomainByMeasure() throws {
    let graph = try Self.catalogue()
    let matrix = try CoverageAnalysis(graph).matrix(
      CoverageQuery(of: .risk, rows: .init("tactic@1"), columns: .init("Mitigation"))
    )
    #expect(matrix.reasonEmpty == nil && matrix.isAboutRisk)
    let counts = matrix.rows.entries.indices.map { row in
      matrix.columns.entries.indices.map { matrix[row, $0].witnesses }
    }
    #expect(counts == [[2, 1, 0, 0], [1, 1, 1, 0], [0, 0, 0, 0]])
    for cell in matrix.cells {
      #expect(cell.state == (cell.witnesses == 0 ? .notSearched : .unsourced))
      #expect(cell.marks.isEmpty)
    }
    #expect(matrix.total.witnesses == 3 && matrix.statements(of: matrix.total).count == 4)
  }

  /// The measures of each tactic; unknown sources are no gap, and are listed on request.
  @Test func measuresOfEachDomain() throws {
    let graph = try Self.catalogue()
    let matrix = try CoverageAnalysis(graph).matrix(
      CoverageQuery(rows: .init("Mitigation"), columns: .init("tactic@1"))
    )
    #expect(matrix.columnTotals.map(\.witnesses) == [2, 3, 0])
    #expect(matrix.columnTotals.map(\.state) == [.unsourced, .unsourced, .notSearched])
    let analysis = GapAnalysis(graph)
    #expect(Set(analysis.cellGaps(matrix).map(\.kind)) == [.notSearched])
    let asked = analysis.cellGaps(matrix, kinds: [.unsourced])
    #expect(asked.count == matrix.cells.count { $0.witnesses > 0 })
    #expect(asked.allSatisfy { $0.reason.contains("source") })
  }

  @Test func aBuiltInKindThatTheGraphLacksIsAnEmptyAxis() throws {
    var builder = GraphBuilder()
    builder.add(Node("risk:a", .risk))
    let matrix = try CoverageAnalysis(builder.build()).matrix(
      CoverageQuery(of: .risk, rows: .init("Risk"), columns: .init("Mitigation"))
    )
    #expect(matrix.columns.entries.isEmpty && matrix.cells.isEmpty)
    #expect(matrix.reasonEmpty != nil)
  }

  /// An empty matrix has one reason only where no chain joins its axes.
  @Test(arguments: 0..<60 as Range<UInt64>) func emptyForOneReasonIsProved(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed, density: 0.25).build()
    for kind in [Kind.mitigation, .risk, .paper] {
      for rows in ["type@1", "risk-a@1", "Mitigation", "Risk", "Paper"] {
        for columns in ["risk-a@1", "risk-b@1", "Mitigation", "Risk"] where rows != columns {
          let matrix = try CoverageAnalysis(graph).matrix(
            CoverageQuery(of: kind, rows: .init(rows), columns: .init(columns))
          )
          #expect((matrix.reasonEmpty != nil) == matrix.cells.allSatisfy { $0.witnesses == 0 })
        }
      }
    }
  }

  // MARK: Several parents

  /// Coded at C, open for K, when something lies below both.
  @Test func openCodesWithSeveralParents() throws {
    var builder = GraphBuilder(header: GraphHeader(schemes: [Scheme(id: "s@1")]))
    for code in ["a", "b", "c", "d", "m"] {
      builder.add(Node(Key("s@1:\(code)"), .taxonomyNode, notation: code, scheme: "s@1"))
    }
    // m lies below a and b; d below a alone; c apart.
    for (below, above) in [("m", "a"), ("m", "b"), ("d", "a")] {
      builder.add(Statement(Key("s@1:\(below)"), .broader, Key("s@1:\(above)")))
    }
    builder.add(Node("mitigation:x", .mitigation))
    builder.add(Node("d@1:1", .riskDomain, scheme: "d@1"))
    builder.add(Statement("mitigation:x", .classifiedAs, "s@1:a"))
    builder.add(Statement("mitigation:x", .addresses, "d@1:1"))
    let graph = try builder.build()
    let matrix = try CoverageAnalysis(graph).matrix(
      CoverageQuery(rows: .init("s@1"), columns: .init("d@1"))
    )
    let keys = matrix.rows.entries.map { graph.key(of: $0.node).local }
    #expect(keys.firstIndex(of: "m") == 3, "behind both parents: \(keys)")
    var open: [String: Int] = [:]
    for (row, key) in keys.enumerated() { open[key] = matrix[row, 0].unresolved }
    #expect(open == ["a": 0, "b": 1, "m": 1, "d": 1, "c": 0])
  }

  // MARK: Conflicts

  @Test func conflictsWithinAndBetween() throws {
    func cell(_ claims: [(String, String, Stance)]) throws -> CoverageCell {
      var builder = GraphBuilder(header: GraphHeader(asOf: "2025-01-01"))
      builder.add(Node("d@1:1", .riskDomain, scheme: "d@1"))
      builder.add(Node("d@1:2", .riskDomain, scheme: "d@1"))
      builder.add(Statement("d@1:2", .broader, "d@1:1"))
      builder.add(Node("t@1:1", .taxonomyNode, scheme: "t@1"))
      for name in ["a", "b"] {
        builder.add(Node(Key("mitigation:\(name)"), .mitigation))
        builder.add(Statement(Key("mitigation:\(name)"), .classifiedAs, "t@1:1"))
      }
      for (index, (from, to, stance)) in claims.enumerated() {
        builder.add(
          Statement(
            Key("mitigation:\(from)"),
            .addresses,
            Key("d@1:\(to)"),
            source: Key("paper:\(index)"),
            stance: stance
          )
        )
      }
      return try CoverageAnalysis(builder.build()).matrix(
        CoverageQuery(rows: .init("t@1"), columns: .init("d@1", level: 1))
      )[0, 0]
    }
    #expect(try cell([("a", "1", .supports), ("a", "1", .opposes)]).conflict == .within)
    #expect(try cell([("a", "1", .supports), ("b", "1", .opposes)]).conflict == .between)
    #expect(try cell([("a", "1", .supports), ("a", "2", .opposes)]).conflict == .between)
    #expect(try cell([("a", "1", .mixed)]).conflict == .within)
    #expect(try cell([("a", "1", .supports)]).conflict == nil)
    let sides = try cell([("a", "1", .supports), ("b", "1", .mixed), ("b", "2", .opposes)])
    #expect(sides.worksFor == 2 && sides.worksAgainst == 2 && sides.independentPapers == 3)
  }

  // MARK: Filters

  /// The graph under a filter is the graph rebuilt without what fails, statement by statement.
  @Test(arguments: 0..<40 as Range<UInt64>) func filtersRebuild(seed: UInt64) throws {
    let parts = RandomGraph.parts(seed: seed)
    let graph = try parts.build()
    let years = Dictionary(
      parts.nodes.map { node in
        (
          node.key,
          node.properties["year"]?.integer.map(Int.init) ?? (node.key == "paper:p3" ? 2018 : nil)
        )
      },
      uniquingKeysWith: { first, _ in first }
    )
    let filters = [
      EvidenceFilter(years: 2016...2018), EvidenceFilter(years: 2017...Int.max),
      EvidenceFilter(types: [.experimental, .assertion]), EvidenceFilter(stances: [.opposes]),
      EvidenceFilter(sources: ["paper:p2"]), EvidenceFilter(isReviewed: true),
    ]
    for filter in filters {
      let works = Works(graph)
      let wanted = filter.sources.compactMap { graph.node($0).map { works.work(of: $0) } }
      func passes(_ statement: Statement) -> Bool {
        guard statement.relation.bearsEvidence else { return true }
        let start = statement.from.text.hasPrefix("paper:") ? statement.from : nil
        let maker = statement.source ?? start
        if let range = filter.years {
          guard let year = maker.flatMap({ years[$0] ?? nil }), range.contains(year) else {
            return false
          }
        }
        if !wanted.isEmpty {
          guard let node = maker.flatMap({ graph.node($0) }), wanted.contains(works.work(of: node))
          else { return false }
        }
        if statement.relation == .proposes { return true }
        if !filter.types.isEmpty, !filter.types.contains(statement.evidenceType ?? .assertion) {
          return false
        }
        if !filter.stances.isEmpty, !filter.stances.contains(statement.stance ?? .supports) {
          return false
        }
        return !filter.isReviewed || statement.reviewer != nil
      }
      var rebuilt = parts
      rebuilt.statements = parts.statements.filter(passes)
      let introductions: Set<Relation> = [.proposes, .evaluates, .identifies]
      func introduced(_ statements: [Statement]) -> Set<Key> {
        Set(statements.filter { introductions.contains($0.relation) && !$0.isNegated }.map(\.to))
      }
      let lost = introduced(parts.statements).subtracting(introduced(rebuilt.statements))
      rebuilt.nodes.removeAll { lost.contains($0.key) }
      rebuilt.statements.removeAll { lost.contains($0.from) || lost.contains($0.to) }
      for kind in [Kind.mitigation, .risk, .paper] {
        let filtered = filter.graph(from: graph, witnesses: kind)
        #expect(
          try ArchiveWriter.text(of: filtered) == ArchiveWriter.text(of: rebuilt.build()),
          "\(filter.text)"
        )
      }
    }
  }

  @Test func theYearOfAWork() throws {
    var builder = GraphBuilder()
    let years: [(String, [String: PropertyValue], Int?)] = [
      ("a", ["year": .integer(2020)], 2020), ("b", ["year": .string("2019")], 2019),
      ("c", ["date": .string("2018-05-01")], 2018), ("d", ["year": .string("n.d.")], nil),
      ("e", ["issued": .string("2017")], 2017), ("f", ["year": .number(1e300)], nil),
      ("g", ["year": .string("n.d."), "published": .string("2016")], 2016),
    ]
    for (name, properties, _) in years {
      builder.add(Node(Key(name), .paper, properties: properties))
    }
    let graph = try builder.build()
    for (name, _, year) in years {
      #expect(graph.year(of: try graph.resolve(name)) == year, "\(name)")
    }
  }

  @Test func aDeniedStatementFillsNoGap() throws {
    var builder = GraphBuilder()
    builder.add(Node("mitigation:a", .mitigation))
    builder.add(Node("risk:a", .risk))
    builder.add(
      Statement(
        "mitigation:a",
        .addresses,
        "risk:a",
        properties: ["predicateModifier": .string("Not")]
      )
    )
    let kinds = GapAnalysis(try builder.build()).nodeGaps().map(\.kind)
    #expect(kinds.contains(.riskWithoutMitigation) && kinds.contains(.mitigationWithoutRisk))
  }
}
