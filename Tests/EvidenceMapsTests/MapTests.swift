import EvidenceCore
import EvidenceTestSupport
import Foundation
import Testing

@testable import EvidenceAnalysis
@testable import EvidenceMaps

/// What the maps say, and that they say the same twice.
@Suite struct MapTests {
  @Test func theHeadlineCountsWhatIsDrawn() throws {
    let map = try Fixtures.coverage()
    let svg = try map.svg()
    let gaps = svg.components(separatedBy: "class=\"gap\"").count - 2
    #expect(svg.contains(">\(gaps) of 216 cells are gaps<"))
    #expect(svg.contains(">Gaps in the column, of 24<"))
  }

  @Test func everyCellHasANameATooltipAndAnID() throws {
    let svg = try Fixtures.coverage().svg()
    let cells = svg.components(separatedBy: "class=\"cell\"").count - 1
    #expect(cells == 216)
    #expect(svg.contains("role=\"graphics-document document\""))
    #expect(svg.contains("aria-label=\"1.1 Unfair discrimination and misrepresentation, before: "))
    #expect(svg.contains("independent papers of "))
  }

  @Test func theLegendHoldsOnlyWhatOccurs() throws {
    let full = try Fixtures.coverage().svg()
    for word in ["Opposed", "Inferred only", "Conflicting", "Stale", "Single source"] {
      #expect(full.contains(">\(word)<"))
    }
    let plain = try Fixtures.taxonomy(searched: false).svg()
    #expect(!plain.contains(">Gap<") && plain.contains(">Not searched<"))
    #expect(!plain.contains(">Opposed<"))
  }

  @Test(arguments: CellState.allCases) func everyStateHasAPictureOfItsOwn(state: CellState) {
    func picture(_ state: CellState) -> String {
      var canvas = SVGCanvas(prefix: "x")
      let face = CellFace(sample: state, count: 3, against: 2, fill: 1, marks: [])
      CellPainter(face: face, box: Box(0, 0, 22, 16)).paint(on: &canvas)
      return canvas.body
    }
    for other in CellState.allCases where other != state {
      #expect(picture(other) != picture(state))
    }
  }

  @Test func notSearchedIsSaid() throws {
    let svg = try Fixtures.taxonomy(searched: false).svg()
    #expect(svg.contains("Not systematically searched"))
    #expect(svg.contains("not that none exists"))
  }

  @Test func noticesAndDatesStandOnEveryMap() throws {
    var maps = [
      try Fixtures.coverage().svg(), try Fixtures.sources().svg(), try Fixtures.taxonomy().svg(),
    ]
    if LayoutDoor.isOpen {
      maps += [try PathFixtures.map().svg(), try Fixtures.hub(5).svg()]
    }
    for svg in maps {
      #expect(svg.contains("Notice: seed pages: These figures are preliminary"))
      // A line may end anywhere in the date.
      #expect(svg.replacing(/<\/text>\s*<text[^>]*>/, with: " ").contains("3 December 2025"))
      #expect(svg.contains("preliminary data"))
    }
  }

  @Test func aLargeDifferenceIsSplitIntoSheets() throws {
    let map = try Fixtures.largeDifference()
    let tally = DiffTally(
      map: map,
      rows: AxisPlan(map.axes.rows.axis),
      columns: AxisPlan(map.axes.columns.axis)
    )
    let sheets = try map.svgSheets()
    #expect(sheets.count > 1)
    let naming = Naming(graph: map.axes.names)
    for row in tally.changedRows {
      for column in tally.columns.leaves where tally.isDrawn(row, column) {
        let name = SVGText.escape(DiffWords(tally: tally).name(row.entry, column.entry))
        #expect(sheets.filter { $0.contains("aria-label=\"\(name)\"") }.count == 1)
      }
      let title = SVGText.escape(naming.title(map.axes.rows.axis.entries[row.entry].node))
      #expect(sheets.contains { $0.contains("aria-label=\"\(title)\"") })
    }
    #expect(try map.svg() == sheets[0] || !(try map.svg()).contains(">sheet "))
  }

  @Test func theStrongestTypeOfEvidenceIsALetterWhereTheStateDoesNotSayIt() throws {
    func face(_ state: CellState, _ type: EvidenceType?) -> CellFace {
      var cell = Fixtures.cell(0, 0, state, papers: 3)
      cell.strongestEvidence = type
      return CellFace(cell, policy: .standard, showsLetter: true)
    }
    #expect(Set(EvidenceType.allCases.map(\.letter)).count == EvidenceType.allCases.count)
    for type in EvidenceType.allCases {
      for state in [CellState.covered, .thin] {
        #expect(face(state, type).strongest == type)
        #expect(face(state, nil).strongest == nil)
        #expect(face(state, type).neededWidth > face(state, nil).neededWidth)
      }
      for state in CellState.allCases where state != .covered && state != .thin {
        #expect(face(state, type).strongest == nil)
      }
    }
    let sheets = try Fixtures.turned().svgSheets()
    for type in [EvidenceType.experimental, .synthesis] {
      #expect(sheets.contains { $0.contains("\(type.letter) \(type.word)") })
      #expect(sheets.contains { $0.contains(">\(type.letter)</text>") })
    }
    // Where they would fold the matrix they are left out, and said to be.
    let map = try Fixtures.coverage()
    let plan = CoveragePlan(
      map: map,
      rows: AxisPlan(map.matrix.rows),
      columns: AxisPlan(map.matrix.columns),
      leftOut: .letters
    )
    #expect(plan.frames.portrait.text.footers.contains { $0.text.contains("no letter") })
  }

  @Test func sheetsHoldEveryRowOnce() throws {
    let sheets = try Fixtures.turned().parts().map { $0.draw(sheet: nil) }
    #expect(sheets.count > 1)
    for (_, names) in Fixtures.subdomains {
      for name in names {
        let escaped = SVGText.escape(name)
        let holders = sheets.filter { $0.contains("\(escaped), 1.1 Model: ") }
        #expect(holders.count == 1, "\(name)")
      }
    }
  }

  @Test func emptyRowsAreFoldedAndNamed() throws {
    var map = try Fixtures.coverage(options: MapOptions(foldEmptyRows: true))
    var matrix = map.matrix
    for index in matrix.cells.indices where matrix.cells[index].row == 2 {
      matrix.cells[index] = Fixtures.cell(2, matrix.cells[index].column, .searchedEmpty)
    }
    map = CoverageMap(matrix: matrix, graph: map.graph, options: map.options)
    let svg = try map.svg()
    #expect(svg.contains("Folded: 1 row without evidence (1.2)"))
    #expect(!svg.contains("id=\"cov-1.2-1.1\""))
  }

  @Test func anEmptyMatrixIsAnError() throws {
    let map = try Fixtures.coverage()
    var matrix = map.matrix
    matrix.rows.entries = []
    #expect(throws: EvidenceError.self) {
      try CoverageMap(matrix: matrix, graph: map.graph).svg()
    }
  }

  @Test func tablesHoldEveryCell() throws {
    let map = try Fixtures.coverage()
    #expect(map.table().count == map.matrix.cells.count + 1)
    #expect(try Fixtures.taxonomy().table().count == 27 + 1)
    #expect(try PathFixtures.map().table().count == 6)
    #expect(try PathFixtures.miss().table()[1][1] == "Uuk & Else 2024 → Data curation … 1.2")
    #expect(try Fixtures.hub(30).table().count == Fixtures.hub(0).table().count + 30)
  }

  @Test func reasonsOfGapsStandInTooltips() throws {
    let map = try Fixtures.coverage()
    let cell = map.matrix.cells.first {
      $0.state == .searchedEmpty && !map.matrix.rows.entries[$0.row].hasChildren
        && !map.matrix.columns.entries[$0.column].hasChildren
    }
    let found = try #require(cell)
    let gap = Gap(
      kind: .absolute,
      row: map.matrix.rows.entries[found.row].node,
      column: map.matrix.columns.entries[found.column].node,
      cause: .unreached(row: 1, column: 1, isSearched: true),
      reason: "no mitigation of this kind addresses it"
    )
    let svg = try CoverageMap(matrix: map.matrix, gaps: [gap], graph: map.graph).svg()
    #expect(svg.contains("why: no mitigation of this kind addresses it"))
  }

  @Test func theSameBytesTwice() throws {
    #expect(try Fixtures.coverage().svg() == Fixtures.coverage().svg())
    #expect(try Fixtures.taxonomy().svg() == Fixtures.taxonomy().svg())
    if LayoutDoor.isOpen { #expect(try PathFixtures.map().svg() == PathFixtures.map().svg()) }
  }

  @Test(arguments: 0..<8) func theOrderOfInputChangesNothing(seed: UInt64) throws {
    #expect(try PathFixtures.map(shuffled: seed).dot() == PathFixtures.map().dot())
    #expect(try Fixtures.hub(4, shuffled: seed).dot() == Fixtures.hub(4).dot())
    if LayoutDoor.isOpen {
      #expect(try PathFixtures.map(shuffled: seed).svg() == PathFixtures.map().svg())
      #expect(try Fixtures.hub(4, shuffled: seed).svg() == Fixtures.hub(4).svg())
    }
  }
}

/// Matrices and schemes that no page holds.
@Suite struct LargeMapTests {
  static func families(_ tops: Int, _ each: Int) -> [(String, [String])] {
    (0..<tops).map { top in
      ("Family \(top + 1) of made-up concepts", (0..<each).map { "Concept \(top + 1).\($0 + 1)" })
    }
  }

  static func map(_ rows: (Int, Int), _ columns: (Int, Int), searched: Bool = true) throws
    -> CoverageMap
  {
    var builder = GraphBuilder(header: Fixtures.header)
    let (rowNames, columnNames) = (families(rows.0, rows.1), families(columns.0, columns.1))
    Fixtures.add("rows@1", rowNames, kind: .riskDomain, to: &builder)
    Fixtures.add("cols@1", columnNames, kind: .taxonomyNode, to: &builder)
    let graph = try builder.build()
    return CoverageMap(
      matrix: Fixtures.matrix(
        rows: Fixtures.axis("rows@1", rowNames, title: "Rows", graph: graph),
        columns: Fixtures.axis("cols@1", columnNames, title: "Columns", graph: graph),
        graph: graph
      ),
      graph: graph
    )
  }

  @Test(arguments: [(40, 6, 3, 4), (3, 4, 14, 5), (120, 0, 2, 3), (12, 9, 30, 0), (2, 90, 1, 4)])
  func everyCellIsOnOneSheet(a: Int, b: Int, c: Int, d: Int) throws {
    let map = try Self.map((a, b), (c, d))
    let clock = ContinuousClock()
    let before = clock.now
    let sheets = try map.svgSheets()
    if ProcessInfo.processInfo.environment["EVIDENCE_MAPS_OUT"] != nil {
      print("\(sheets.count) sheets in \(clock.now - before)")
    }
    let first = try map.svg()
    #expect(first.contains("Folded: ") || first.contains(">sheet 1 of "))
    let leaves = max(a * b, b == 0 ? a : 0) * max(c * d, d == 0 ? c : 0)
    var cells = 0
    for sheet in sheets where !sheet.contains(": overview<") {
      cells += sheet.components(separatedBy: "class=\"cell\"").count - 1
    }
    #expect(cells == leaves)
    try SafetyTests.expectSafe(sheets[sheets.count / 2])
    try SafetyTests.expectSafe(first)
  }

  @Test func tooManyCellsAreRefusedWithAHint() throws {
    let map = try Self.map((300, 0), (90, 0))
    #expect(throws: EvidenceError.self) { try map.svgSheets() }
  }

  @Test func aLongSchemeIsFoldedAndSplit() throws {
    var builder = GraphBuilder(header: Fixtures.header)
    let names = Self.families(12, 14)
    Fixtures.add("types@2", names, kind: .taxonomyNode, to: &builder)
    let graph = try builder.build()
    let axis = Fixtures.axis("types@2", names, title: "A long scheme", graph: graph)
    let cells = axis.entries.indices.map { Fixtures.cell($0, -1, .thin, papers: 1) }
    let map = TaxonomyMap(
      coverage: SchemeCoverage(
        axis: axis,
        witnessKind: .mitigation,
        cells: cells,
        total: Fixtures.cell(-1, -1, .covered, papers: 9),
        isAboutRisk: true,
        policy: .standard,
        holdings: CellHoldings(graph, height: 0, width: 0, witnesses: [])
      ),
      graph: graph
    )
    #expect(try map.svg().contains("Folded: 168 concepts below level 1"))
    let sheets = try map.svgSheets()
    for sheet in sheets { try SafetyTests.expectSafe(sheet) }
    for entry in axis.entries where entry.level == 2 {
      let id = "id=\"tax-\(graph.key(of: entry.node).local)\""
      #expect(sheets.filter { $0.contains(id) }.count == 1)
    }
  }
}
