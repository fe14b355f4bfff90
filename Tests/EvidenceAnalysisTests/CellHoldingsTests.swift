import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceAnalysis

/// What a cell holds is what its numbers count, for cells and totals of every kind of matrix.
@Suite struct CellHoldingsTests {
  private static let queries = [
    CoverageQuery(rows: .init("type@1"), columns: .init("risk-a@1")),
    CoverageQuery(of: .risk, rows: .init("risk-a@1"), columns: .init("Mitigation")),
    CoverageQuery(of: .risk, rows: .init("risk-a@1"), columns: .init("Paper")),
    CoverageQuery(of: .paper, rows: .init("type@1"), columns: .init("risk-a@1")),
  ]

  @Test("counts are the sizes of what is held", arguments: 0..<40 as Range<UInt64>)
  func countsAreSizes(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    let works = Works(graph)
    for query in Self.queries {
      let matrix = try CoverageAnalysis(graph).matrix(query)
      for cell in matrix.cells + matrix.rowTotals + matrix.columnTotals + [matrix.total] {
        let witnesses = matrix.witnesses(of: cell)
        #expect(cell.witnesses == witnesses.count)
        let papers = matrix.papers(of: cell)
        #expect(cell.papers == papers.count)
        #expect(cell.newestYear == papers.compactMap { graph.year(of: $0) }.max())
        #expect(cell.independentPapers == matrix.works(of: cell).count)
        let statements = matrix.statements(of: cell)
        let known = Set(statements.compactMap { works.source(of: $0, in: graph) })
        #expect(known.isSubset(of: matrix.works(of: cell)))
        let claims = matrix.claims(of: cell)
        #expect(Set(claims).count == claims.count)
        #expect(claims.allSatisfy { witnesses.contains($0.witness) })
        #expect(claims.allSatisfy { statements.contains($0.statement) })
        if matrix.isAboutRisk, query.of != .paper {
          #expect(Set(claims.map(\.statement)) == Set(statements))
        }
        let plain = claims.contains {
          $0.isPlain && (graph.stance(of: $0.statement) ?? .supports) == .supports
        }
        #expect(!(plain && (cell.state == .inferredOnly || cell.marks.contains(.inferredOnly))))
      }
      for (row, total) in matrix.rowTotals.enumerated() {
        let parts = matrix.columns.entries.indices.map { matrix[row, $0] }
        #expect(Set(matrix.statements(of: total)) == Set(parts.flatMap(matrix.statements)))
        #expect(Set(matrix.papers(of: total)) == Set(parts.flatMap(matrix.papers)))
      }
    }
  }

  /// A dense graph with matrices of all kinds, or a large sparse one with one matrix.
  private static func asked(seed: UInt64) throws -> (EvidenceGraph, [CoverageQuery]) {
    guard seed < 37 else {
      return (try RandomGraph.sparse(seed: seed, nodes: 2_000).build(), [queries[0]])
    }
    let values = [
      CoverageQuery(rows: .init("type@1"), columns: .init("evidenceType")),
      CoverageQuery(of: .paper, rows: .init("year"), columns: .init("risk-a@1")),
    ]
    return (try RandomGraph.parts(seed: seed, density: 2).build(), queries + values)
  }

  @Test("two threads find what one finds", arguments: 0..<40 as Range<UInt64>)
  func twoThreads(seed: UInt64) throws {
    let (graph, queries) = try Self.asked(seed: seed)
    for query in queries {
      let one = CoverageAnalysis(
        try graph.withPlaces(of: [query.rows, query.columns], for: query.of)
      )
      var two = one
      two.mostOnOneThread = 0
      let (a, b) = (try one.matrix(query), try two.matrix(query))
      #expect("\(a.cells) \(a.total)" == "\(b.cells) \(b.total)")
      #expect("\(a.rowTotals) \(a.columnTotals)" == "\(b.rowTotals) \(b.columnTotals)")
      #expect(a.rowReach == b.rowReach && a.columnReach == b.columnReach)
      #expect(a.reasonEmpty == b.reasonEmpty)
      for (x, y) in zip(a.cells + [a.total], b.cells + [b.total]).prefix(60) {
        #expect(a.witnesses(of: x) == b.witnesses(of: y))
        #expect(a.papers(of: x) == b.papers(of: y) && a.works(of: x) == b.works(of: y))
        #expect(a.statements(of: x) == b.statements(of: y))
        #expect(a.claims(of: x) == b.claims(of: y))
      }
    }
    let one = CoverageAnalysis(graph)
    var two = one
    two.mostOnOneThread = 0
    for scheme in ["type@1", "risk-a@1"] {
      #expect(try "\(one.scheme(scheme).cells)" == "\(two.scheme(scheme).cells)")
    }
  }

  @Test("counts are those of the matrix", arguments: 0..<40 as Range<UInt64>)
  func countsAreThoseOfTheMatrix(seed: UInt64) throws {
    let (graph, queries) = try Self.asked(seed: seed)
    for query in queries {
      var analysis = CoverageAnalysis(
        try graph.withPlaces(of: [query.rows, query.columns], for: query.of)
      )
      let matrix = try analysis.matrix(query)
      for most in [0, 5_000] {
        analysis.mostOnOneThread = most
        let counts = try analysis.counts(query)
        #expect(counts.rows.entries.map(\.node) == matrix.rows.entries.map(\.node))
        #expect(counts.columns.entries.map(\.node) == matrix.columns.entries.map(\.node))
        for cell in matrix.cells {
          #expect(counts.witnesses(cell.row, cell.column) == cell.witnesses)
          #expect(counts.papers(cell.row, cell.column) == cell.papers)
          let introduced = matrix.witnesses(of: cell).count {
            !analysis.graph.introducers(of: [$0]).isEmpty
          }
          #expect(counts.introduced(cell.row, cell.column) == introduced)
        }
      }
    }
  }

  @Test("a scheme's cells hold what they count", arguments: 0..<20 as Range<UInt64>)
  func schemes(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    for scheme in ["type@1", "risk-a@1"] {
      let coverage = try CoverageAnalysis(graph).scheme(scheme)
      for cell in coverage.cells + [coverage.total] {
        #expect(cell.witnesses == coverage.witnesses(of: cell).count)
        #expect(cell.papers == coverage.papers(of: cell).count)
        #expect(
          coverage.statements(of: cell).isEmpty == (cell.independentPapers == 0)
            || cell.state == .unsourced || cell.marks.contains(.unsourced)
        )
      }
    }
  }

  @Test("a cell's papers that cite each other overlap", arguments: 0..<30 as Range<UInt64>)
  func overlaps(seed: UInt64) throws {
    var parts = RandomGraph.parts(seed: seed)
    var random = SeededGenerator(seed: seed ^ 0xC17E)
    let papers = parts.nodes.filter { $0.kind == .paper }.map(\.key)
    for citing in papers {
      for cited in papers where citing != cited && Bool.random(using: &random) {
        var statement = Statement(citing, .cites, cited, via: "synthetic")
        if Int.random(in: 0..<4, using: &random) == 0 {
          statement.properties["predicateModifier"] = .string("Not")
        }
        parts.statements.append(statement)
      }
    }
    let graph = try parts.build()
    let matrix = try CoverageAnalysis(graph).matrix(Self.queries[0])
    for cell in matrix.cells + [matrix.total] {
      let held = matrix.papers(of: cell)
      let wanted = graph.edges.filter {
        graph.relation(of: $0) == .cites && !graph.isNegated($0) && held.contains(graph.from($0))
          && held.contains(graph.to($0))
      }
      let overlaps = matrix.overlaps(in: cell)
      #expect(overlaps.map(\.statement).sorted() == wanted)
      for overlap in overlaps {
        #expect(overlap.citing == graph.from(overlap.statement))
        #expect(overlap.cited == graph.to(overlap.statement))
      }
    }
  }

  @Test("reach makes the cells that the matrix has", arguments: 0..<30 as Range<UInt64>)
  func reachMakesCells(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    let coverage = CoverageAnalysis(graph)
    for query in Self.queries where query.of != .paper {
      let matrix = try coverage.matrix(query)
      let reach = try #require(try coverage.reach([query.rows, query.columns], of: [query.of]))
      for cell in matrix.cells {
        var witnesses: [NodeID] = []
        var claims: [CellClaim] = []
        for node in graph.nodes(of: query.of) {
          let onRow = reach[0].ways[node]?.filter { $0.position == cell.row } ?? []
          let onColumn = reach[1].ways[node]?.filter { $0.position == cell.column } ?? []
          guard !onRow.isEmpty, !onColumn.isEmpty else { continue }
          witnesses.append(node)
          let ways = (onRow + onColumn).filter(\.isClaim)
          for statement in Set(ways.compactMap(\.statement)).sorted() {
            let isPlain = ways.contains { $0.statement == statement && $0.isPlain }
            claims.append(CellClaim(statement: statement, witness: node, isPlain: isPlain))
          }
        }
        #expect(matrix.witnesses(of: cell) == witnesses)
        #expect(matrix.claims(of: cell) == claims)
      }
    }
  }

  @Test("a reach that is too much to find is none") func bounded() throws {
    let graph = try RandomGraph.parts(seed: 1).build()
    let coverage = CoverageAnalysis(graph)
    let axes = [Self.queries[0].rows, Self.queries[0].columns]
    #expect(try coverage.reach(axes, of: [.mitigation], bound: 3) == nil)
    #expect(try coverage.reach(axes, of: [.mitigation]) != nil)
  }
}
