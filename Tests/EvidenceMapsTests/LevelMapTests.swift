import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceMaps

/// A matrix of one level, or of nodes without levels: whatever does not fit, the gaps are in the picture.
@Suite struct LevelMapTests {
  private static func matrix(_ graph: EvidenceGraph, level: Int?) throws -> CoverageMatrix {
    try CoverageAnalysis(graph).matrix(
      CoverageQuery(
        rows: .init("rows@1", level: level),
        columns: .init("cols@1", level: level)
      )
    )
  }

  private static func map(_ graph: EvidenceGraph) throws -> CoverageMap {
    CoverageMap(
      matrix: try matrix(graph, level: 2),
      within: try matrix(graph, level: nil),
      graph: graph
    )
  }

  private static func text(_ svg: String) -> String {
    svg.replacing(/<\/?tspan[^>]*>/, with: "")
  }

  @Test func oneLevelIsFoldedIntoWhatStandsAbove() throws {
    let graph = try FoldingTests.graph(families: 9, of: 7, columns: 5)
    let map = try Self.map(graph)
    let text = Self.text(try map.svg())
    let total = map.matrix.blanks().total
    #expect(text.contains("\(total.gaps) of 945 cells are gaps"))
    #expect(text.contains("Folded here into") && text.contains("--sheets"))
    #expect(!text.contains("Left out"))
    let said = text.matches(of: />(?:([0-9]+) gaps? · )?([0-9]+) \? of ([0-9]+)</)
    #expect(said.reduce(0) { $0 + (Int($1.2) ?? 0) } == total.notSearched)
  }

  @Test("sheets hold every row and column, and break between top concepts")
  func sheetsBreakBetweenTopConcepts() throws {
    let graph = try FoldingTests.graph(families: 9, of: 7, columns: 5)
    let map = try Self.map(graph)
    let parts = try map.parts()
    #expect(parts.count > 1)
    var cells: Set<[Int]> = []
    for part in parts {
      let rows = part.grid.rows.map(\.item)
      let columns = part.grid.families.flatMap(\.columns).map(\.item)
      #expect(rows.allSatisfy(\.isLeaf) && columns.allSatisfy(\.isLeaf))
      for (shown, axis) in [(rows, part.rows), (columns, part.columns)] {
        for family in AxisPlan.families(of: axis.leaves) {
          let count = family.count { shown.contains($0) }
          #expect(count == 0 || count == family.count, "a family is broken")
        }
      }
      for row in rows { for column in columns { cells.insert([row.entry, column.entry]) } }
    }
    #expect(cells.count == 945)
    let sheets = try map.svgSheets()
    #expect(sheets.count == parts.count + 1 && sheets[0].contains("overview"))
    // The barest row is one of all, on each sheet the same.
    let barest = sheets.map { Self.text($0).firstMatch(of: /Barest row: ([^<]*)/)?.1 }
    #expect(barest[0] != nil && barest.allSatisfy { $0 == barest[0] })
  }

  @Test("a level of all levels is that level", arguments: UInt64(0)..<20)
  func aLevelOfAllIsThatLevel(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed, density: 1.5).build()
    for (row, column) in [(1, 1), (2, 1), (2, 2)] {
      let (rows, columns) = ("type@1", "risk-a@1")
      let analysis = CoverageAnalysis(graph)
      let whole = try analysis.matrix(.init(rows: .init(rows), columns: .init(columns)))
      let one = try analysis.matrix(
        .init(rows: .init(rows, level: row), columns: .init(columns, level: column))
      )
      let part = whole.down(toRows: row, columns: column)
      func kept(_ axis: CoverageAxis, _ level: Int) -> [Int] {
        axis.entries.indices.filter { axis.entries[$0].level == level }
      }
      let (r, c) = (kept(part.rows, row), kept(part.columns, column))
      #expect(r.map { part.rows.entries[$0].node } == one.rows.entries.map(\.node))
      for (place, cell) in r.flatMap({ r in c.map { part[r, $0] } }).enumerated() {
        let same = one.cells[place]
        #expect(cell.state == same.state && cell.witnesses == same.witnesses)
        #expect(cell.independentPapers == same.independentPapers)
        #expect(part.papers(of: cell) == one.papers(of: same))
      }
    }
  }

  @Test("rows sorted by gaps name the papers that they named before")
  func sortedRowsKeepTheirPapers() throws {
    let graph = try ReportTests.shipped()
    let matrix = try CoverageAnalysis(graph).matrix(ReportTests.query)
    let sorted = CoverageMap(
      matrix: matrix,
      graph: graph,
      options: MapOptions(rowOrder: .gaps)
    ).matrix
    #expect(sorted.rows.entries.map(\.node) != matrix.rows.entries.map(\.node))
    for (new, entry) in sorted.rows.entries.enumerated() {
      let old = try #require(matrix.rows.entries.firstIndex { $0.node == entry.node })
      for column in matrix.columns.entries.indices {
        #expect(
          sorted.papers(of: sorted[new, column]) == matrix.papers(of: matrix[old, column])
        )
      }
    }
  }

  @Test func whatIsLeftOutHasTheFewestGaps() throws {
    var builder = GraphBuilder()
    builder.add(Node("paper:p", .paper, label: "A paper"))
    for index in 0..<90 {
      builder.add(Node(Key("risk:\(index)"), .risk, label: "Risk \(index)"))
      builder.add(Node(Key("mitigation:\(index)"), .mitigation, label: "Measure \(index)"))
      for other in 0..<(index % 9) {
        builder.add(
          Statement(Key("mitigation:\(other)"), .addresses, Key("risk:\(index)"), source: "paper:p")
        )
      }
    }
    let graph = try builder.build()
    let query = CoverageQuery(rows: .init("Risk"), columns: .init("Mitigation"))
    let map = CoverageMap(matrix: try CoverageAnalysis(graph).matrix(query), graph: graph)
    let layout = try #require(map.overview())
    let blanks = map.matrix.blanks()
    func blank(_ row: Int) -> Int { blanks.row(row).gaps + blanks.row(row).notSearched }
    let least = try #require(layout.rows.items.map { blank($0.entry) }.min())
    let most = try #require(layout.rows.leftOut.map(blank).max())
    #expect(most <= least)
    let text = Self.text(try map.svg())
    #expect(text.contains("with the fewest “?” (Risk "), "it is not said which are left out")
  }

  @Test func anOverviewDrawnAsCellsCountsLeaves() throws {
    let graph = try FoldingTests.graph(families: 20, of: 3, columns: 9)
    let (top, whole) = (try Self.matrix(graph, level: 1), try Self.matrix(graph, level: nil))
    let text = Self.text(try ConceptsMap(matrix: top, within: whole, graph: graph).svg())
    let total = whole.blanks().total
    #expect(text.contains("\(total.gaps) of \(Figures.count(60 * 27)) cells"))
    #expect(!text.contains("as asked"))
  }

  @Test("papers on an axis leave no gaps, in no word", arguments: [true, false])
  func sourcesLeaveNoGaps(inRows: Bool) throws {
    var builder = GraphBuilder()
    for index in 0..<6 {
      builder.add(Node(Key("paper:\(index)"), .paper, label: "Paper \(index)"))
      builder.add(Node(Key("risk:\(index)"), .risk, label: "Risk \(index)"))
      builder.add(Node(Key("risks@1:\(index)"), .riskDomain, label: "Domain \(index)"))
      builder.add(Statement(Key("paper:\(index)"), .identifies, Key("risk:\(index)")))
      builder.add(Statement(Key("risk:\(index)"), .inDomain, Key("risks@1:\(index / 2)")))
    }
    builder.header.schemes = [Scheme(id: "risks@1")]
    let graph = try builder.build()
    let axes = (CoverageQuery.Axis("Paper"), CoverageQuery.Axis("RiskDomain"))
    let query = CoverageQuery(
      of: .risk,
      rows: inRows ? axes.0 : axes.1,
      columns: inRows ? axes.1 : axes.0
    )
    let map = CoverageMap(matrix: try CoverageAnalysis(graph).matrix(query), graph: graph)
    let states = Set(map.table().dropFirst().map { $0[2] })
    #expect(states == ["stated", "not stated"])
    let svg = try map.svg()
    let said = try #require(svg.firstMatch(of: /<desc[^>]*>([^<]*)/)).1
    #expect(said.contains("stated: 6; not stated: 30"))
    for match in svg.matches(of: /class="count"[^>]*aria-label="([^"]*)"/) {
      #expect(!match.1.contains("searched") && !match.1.contains("thin"))
    }
    // The legend has the states of the boxes that are drawn, and of no other cell.
    let boxes = inRows ? map.matrix.columnTotals : map.matrix.rowTotals
    #expect(svg.contains(">Thin<") == boxes.contains { $0.state == .thin })
  }
}
