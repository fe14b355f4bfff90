import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

/// Axes of values: years, other properties, and what claims state of themselves.
@Suite struct ValueAxisTests {
  /// The names of an axis's places with the witnesses in each cell of a row.
  private func cells(
    _ matrix: CoverageMatrix,
    row: Int,
    _ graph: EvidenceGraph
  ) -> [String: Set<Key>] {
    var result: [String: Set<Key>] = [:]
    for (column, entry) in matrix.columns.entries.enumerated() {
      let nodes = matrix.witnesses(of: matrix[row, column])
      let label = graph.label(of: entry.node)
      let name =
        matrix.columns.values == .source && label != "not stated"
        ? graph.key(of: entry.node).text : label ?? ""
      result[name] = Set(nodes.map { graph.key(of: $0) })
    }
    return result.filter { !$0.value.isEmpty }
  }

  @Test("a year is the witness's own, else that of each paper", arguments: 0..<60 as Range<UInt64>)
  func years(seed: UInt64) throws {
    let base = try RandomGraph.parts(seed: seed).build()
    let axis = CoverageQuery.Axis("year")
    let graph = try base.withPlaces(of: [axis], for: .mitigation)
    for rows in ["type@1", "risk-a@1"] {
      let matrix = try CoverageAnalysis(graph).matrix(
        CoverageQuery(rows: .init(rows), columns: axis)
      )
      let coverage = try CoverageAnalysis(graph).scheme(rows, of: .mitigation)
      for (row, cell) in coverage.cells.enumerated() {
        var expected: [String: Set<Key>] = [:]
        for witness in coverage.witnesses(of: cell) {
          var years: Set<String> = []
          for edge in graph.edges
          where graph.to(edge) == witness && !graph.isNegated(edge)
            && [.proposes, .evaluates, .identifies].contains(graph.relation(of: edge))
          {
            if let year = graph.year(of: graph.from(edge)) { years.insert("\(year)") }
          }
          for year in years.isEmpty ? ["not stated"] : years {
            expected[year, default: []].insert(graph.key(of: witness))
          }
        }
        #expect(cells(matrix, row: row, graph) == expected, "seed \(seed), \(rows)")
        #expect(matrix.rowTotals[row].witnesses == cell.witnesses)
      }
      #expect(GapAnalysis(graph).cellGaps(matrix, kinds: GapKind.allCases).isEmpty)
    }
  }

  @Test(
    "a cell of values of claims counts the claims that have its value, and no others",
    arguments: 0..<60 as Range<UInt64>
  )
  func claims(seed: UInt64) throws {
    let base = try RandomGraph.parts(seed: seed).build()
    for selection in ["evidenceType", "source", "via"] {
      let axis = CoverageQuery.Axis(selection)
      let graph = try base.withPlaces(of: [axis], for: .mitigation)
      func value(_ edge: EdgeID) -> String {
        switch selection {
        case "evidenceType": graph.evidenceType(of: edge)?.rawValue ?? "not stated"
        case "via": graph.via(of: edge) ?? "not stated"
        default: graph.source(of: edge)?.text ?? "not stated"
        }
      }
      let matrix = try CoverageAnalysis(graph).matrix(
        CoverageQuery(rows: .init("risk-a@1"), columns: axis)
      )
      let turned = try CoverageAnalysis(graph).matrix(
        CoverageQuery(rows: axis, columns: .init("risk-a@1"))
      )
      let coverage = try CoverageAnalysis(graph).scheme("risk-a@1", of: .mitigation)
      for (row, cell) in coverage.cells.enumerated() {
        var expected: [String: Set<CellClaim>] = [:]
        for claim in coverage.claims(of: cell) {
          expected[value(claim.statement), default: []].insert(claim)
        }
        let witnesses = expected.mapValues { Set($0.map { graph.key(of: $0.witness) }) }
        #expect(cells(matrix, row: row, graph) == witnesses, "seed \(seed), \(selection)")
        for column in matrix.columns.entries.indices {
          let found = matrix.claims(of: matrix[row, column])
          #expect(found.allSatisfy { claim in expected.values.contains { $0.contains(claim) } })
          #expect(Set(found.map { value($0.statement) }).count <= 1)
          #expect(turned[column, row].state == matrix[row, column].state)
          #expect(turned.claims(of: turned[column, row]) == found)
        }
        #expect(matrix.claims(of: matrix.rowTotals[row]) == coverage.claims(of: cell))
      }
    }
  }

  @Test("places stand in their order, with what is not stated last")
  func order() throws {
    var builder = GraphBuilder()
    let sizes: [PropertyValue?] = [
      .string("beta"), .integer(10), .integer(9), .number(9.5), nil, .strings(["alpha", "beta"]),
    ]
    for (index, size) in sizes.enumerated() {
      builder.add(
        Node(
          Key("mitigation:a/\(index)"),
          .mitigation,
          properties: size.map { ["size": $0] } ?? [:]
        )
      )
    }
    // A node that is called as one of the values.
    builder.add(Node("10", .risk))
    let base = try builder.build()
    let graph = try base.withPlaces(of: [.init("size"), .init("year")], for: .mitigation)
    let answer = try CoverageAnalysis(graph).concepts(.init("size"))
    #expect(
      answer.axis.entries.map { graph.label(of: $0.node) }
        == ["9", "9.5", "10", "alpha", "beta", "not stated"]
    )
    #expect(answer.rows.map(\.cell.witnesses) == [1, 1, 1, 1, 2, 1])
    #expect(answer.total.cell.witnesses == 6)
    let keys = answer.axis.entries.map { graph.key(of: $0.node).text }
    #expect(keys == ["9", "9.5", "size=10", "alpha", "beta", "not stated"])
    let years = try CoverageAnalysis(graph).concepts(.init("year"))
    #expect(years.axis.entries.map { graph.key(of: $0.node).text } == ["year=not stated"])
    #expect(throws: EvidenceError.self) {
      let graph = try base.withPlaces(of: [.init("nosuch")], for: .risk)
      _ = try CoverageAnalysis(graph).concepts(.init("nosuch"))
    }
    #expect(throws: EvidenceError.self) {
      try CoverageAnalysis(base).matrix(CoverageQuery(rows: .init("size"), columns: .init("year")))
    }
    #expect(try base.withPlaces(of: [.init("Risk")], for: .risk).nodeCount == base.nodeCount)
  }
}
