import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceMaps

/// What is folded is counted and said, and nothing is folded or refused that could be drawn.
@Suite struct FoldingTests {
  private static func scheme(
    _ id: String,
    _ kind: Kind,
    _ families: Int,
    _ size: Int,
    in builder: inout GraphBuilder
  ) -> [Key] {
    var leaves: [Key] = []
    for top in 1...families {
      let above = Key("\(id):\(top)")
      builder.add(Node(above, kind, label: "Family \(top)", notation: "\(top)", scheme: id))
      for leaf in 1...size {
        let key = Key("\(id):\(top).\(leaf)")
        let code = "\(top).\(leaf)"
        builder.add(Node(key, kind, label: "Concept \(code)", notation: code, scheme: id))
        builder.add(Statement(key, .broader, above))
        leaves.append(key)
      }
    }
    return leaves
  }

  /// A scheme of measures and one of domains; every third cell holds something.
  static func graph(families: Int, of size: Int, columns: Int) throws -> EvidenceGraph {
    var builder = GraphBuilder()
    builder.header.schemes = [Scheme(id: "rows@1"), Scheme(id: "cols@1")]
    builder.header.searches = [
      SearchRecord(rows: ["rows@1:1"], columns: ["cols@1:1"], relation: .addresses)
    ]
    let rows = scheme("rows@1", .taxonomyNode, families, size, in: &builder)
    let domains = scheme("cols@1", .riskDomain, columns, 3, in: &builder)
    builder.add(Node("paper:p", .paper, label: "A paper"))
    for (r, row) in rows.enumerated() {
      for (c, column) in domains.enumerated() where (r + c).isMultiple(of: 3) {
        let key = Key("mitigation:\(r)-\(c)")
        builder.add(Node(key, .mitigation, label: "Measure \(r) \(c)"))
        builder.add(Statement("paper:p", .proposes, key, source: "paper:p"))
        builder.add(Statement(key, .classifiedAs, row, source: "paper:p"))
        builder.add(Statement(key, .addresses, column, source: "paper:p"))
      }
    }
    return try builder.build()
  }

  static func map(_ graph: EvidenceGraph) throws -> CoverageMap {
    let query = CoverageQuery(rows: .init("rows@1"), columns: .init("cols@1"))
    return CoverageMap(matrix: try CoverageAnalysis(graph).matrix(query), graph: graph)
  }

  @Test("the blanks below a cell are those of the finest cells", arguments: UInt64(0)..<20)
  func blanksAreThoseOfTheLeaves(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed, density: 1.5).build()
    let query = CoverageQuery(rows: .init("type@1"), columns: .init("risk-a@1"))
    let matrix = try CoverageAnalysis(graph).matrix(query)
    let blanks = matrix.blanks()
    func finest(_ axis: CoverageAxis, below top: Int) -> [Int] {
      let plan = AxisPlan(axis)
      return plan.leaves.map(\.entry).filter { $0 == top || plan.isBelow($0, top) }
    }
    for row in matrix.rows.entries.indices {
      for column in matrix.columns.entries.indices {
        let cells = finest(matrix.rows, below: row).flatMap { r in
          finest(matrix.columns, below: column).map { matrix[r, $0] }
        }
        let below = blanks[row, column]
        #expect(below.count == cells.count)
        #expect(below.gaps == cells.count { $0.state == .searchedEmpty })
        #expect(below.notSearched == cells.count { $0.state == .notSearched })
      }
    }
    let ends = AxisPlan(matrix.columns).leaves.map(\.entry)
    #expect(blanks.total.gaps == ends.reduce(0) { $0 + blanks.column($1).gaps })
  }

  @Test func aFoldedMapCountsWhatLiesBelow() throws {
    let map = try Self.map(try Self.graph(families: 9, of: 7, columns: 5))
    let layout = try #require(map.overview())
    #expect(!layout.isWhole)
    let total = map.matrix.blanks().total
    #expect(total.count == 63 * 15)
    let svg = try map.svg().replacing(/<\/?tspan[^>]*>/, with: "")
    #expect(svg.contains("\(total.gaps) of 945 cells are gaps"))
    #expect(svg.contains("Folded here into"))
    #expect(svg.contains("Folded below"), "the strip has no entry in the legend")
    // Each row says what it hides, and the rows add up.
    let said = svg.matches(of: />(?:([0-9]+) gaps? · )?([0-9]+) \? of ([0-9]+)</)
    #expect(said.reduce(0) { $0 + (Int($1.2) ?? 0) } == total.notSearched)
    #expect(said.reduce(0) { $0 + ($1.1.flatMap { Int($0) } ?? 0) } == total.gaps)
    // Everything is on the sheets, the first of which is the overview.
    let sheets = try map.svgSheets()
    #expect(sheets.count > 1 && sheets[0].contains("sheet 1 of \(sheets.count): overview"))
  }

  @Test func parentsGiveWayBeforeCellsAreFolded() throws {
    let map = try Self.map(try Self.graph(families: 10, of: 3, columns: 2))
    let layout = try #require(map.overview())
    #expect(layout.isWhole && layout.tally.leftOut.contains(.parents))
    let svg = try map.svg().replacing(/<\/?tspan[^>]*>/, with: "")
    #expect(svg.contains("Sums of parent concepts are left out"))
    #expect(!svg.contains("Folded here"))
  }

  @Test func aTreeCountsWhatItFolds() throws {
    let graph = try Self.graph(families: 20, of: 7, columns: 1)
    let coverage = try CoverageAnalysis(graph).scheme("rows@1")
    let map = TaxonomyMap(coverage: coverage, graph: graph)
    let sheet = try #require(map.overview())
    #expect(!sheet.isWhole)
    let empty = coverage.cells.count { $0.state.isEmpty }
    let svg = try map.svg().replacing(/<\/?tspan[^>]*>/, with: "")
    #expect(empty == 0 || svg.contains("\(empty) of 160 concepts"))
    #expect(svg.contains("Folded here into"))
    for (index, below) in coverage.blanksBelow().enumerated() {
      let plan = AxisPlan(coverage.axis)
      let cells = coverage.cells.indices.filter { plan.isBelow($0, index) }
      #expect(below.count == cells.count)
      #expect(below.notSearched == cells.count { coverage.cells[$0].state == .notSearched })
    }
  }

  @Test func whatIsTooLargeIsDrawnInPart() throws {
    var builder = GraphBuilder()
    for index in 0..<90 {
      builder.add(Node(Key("risk:\(index)"), .risk, label: "Risk \(index)"))
      builder.add(Node(Key("mitigation:\(index)"), .mitigation, label: "Measure \(index)"))
      builder.add(
        Statement(
          Key("mitigation:\(index)"),
          .addresses,
          Key("risk:\(index % 7)"),
          source: "paper:p"
        )
      )
    }
    builder.add(Node("paper:p", .paper, label: "A paper"))
    let graph = try builder.build()
    let query = CoverageQuery(rows: .init("Risk"), columns: .init("Mitigation"))
    let matrix = try CoverageAnalysis(graph).matrix(query)
    let svg = try CoverageMap(matrix: matrix, graph: graph).svg()
    let text = svg.replacing(/<\/?tspan[^>]*>/, with: "")
    #expect(text.contains("of 8,100 cells hold nothing"))
    #expect(text.contains("Left out for want of room"))
  }

  @Test(.enabled(if: LayoutDoor.isOpen)) func aLongChainRunsOnInTheNextRow() throws {
    var builder = GraphBuilder()
    let length = 9
    builder.add(Node("paper:p", .paper, label: "A paper with a rather long name of its own"))
    builder.add(Node("mitigation:m", .mitigation, label: "A measure with a rather long name"))
    builder.add(Statement("paper:p", .proposes, "mitigation:m", source: "paper:p"))
    for index in 0..<length {
      builder.add(
        Node(
          Key("risks@1:\(index)"),
          .riskDomain,
          label: "A domain with a rather long name \(index)"
        )
      )
      if index > 0 {
        builder.add(Statement(Key("risks@1:\(index - 1)"), .broader, Key("risks@1:\(index)")))
      }
    }
    builder.add(Statement("mitigation:m", .addresses, "risks@1:0", source: "paper:p"))
    let graph = try builder.build()
    let answer = EvidencePaths(graph).chains(
      from: try graph.resolve("paper:p"),
      to: try graph.resolve("risks@1:\(length - 1)")
    )
    #expect(answer.chains.count == 1)
    let svg = try PathsMap(answer: answer, graph: graph).svg()
    #expect(svg.matches(of: /class="node"/).count == length + 2)
  }

  @Test(.enabled(if: LayoutDoor.isOpen)) func manyNodesAreFoldedIntoBoxes() throws {
    let graph = try Self.graph(families: 20, of: 7, columns: 5)
    #expect(graph.nodeCount > NodesSheet.mostNodes)
    let svg = try NodesMap(graph: graph).svg()
    let nodes = svg.matches(of: /class="node"/).count
    #expect(nodes < graph.nodeCount && svg.contains("more measures, folded"))
    // The table has every node.
    let rows = NodesMap(graph: graph).table().dropFirst().filter { $0[1].isEmpty }
    #expect(rows.count == graph.nodeCount)
  }

  @Test("nothing of a folded cell lies under the strip at its foot", arguments: CellState.allCases)
  func stripCoversNothing(state: CellState) throws {
    let matrix = try Self.map(Self.graph(families: 3, of: 4, columns: 3)).matrix
    let below = matrix.blanks().total
    try #require(below.gaps > 0 || below.notSearched > 0)
    for mark in [[], [CellMark.singleSource], [.stale, .preliminary]] {
      var face = CellFace(sample: state, count: 35, against: 17, fill: 2, marks: mark)
      face.below = below
      let box = Box(10, 20, 28, 15)
      var canvas = SVGCanvas(prefix: "x")
      CellPainter(face: face, box: box).paint(on: &canvas)
      let strip = box.bottom - 2.4
      for match in canvas.body.matches(of: /<text x="[^"]*" y="([^"]*)"/) {
        #expect(try #require(Double(match.1)) <= strip, "\(state)")
      }
      for match in canvas.body.matches(of: /<circle [^>]*cy="([^"]*)" r="([^"]*)"/) {
        let (y, radius) = (try #require(Double(match.1)), try #require(Double(match.2)))
        #expect(y + radius <= strip, "\(state)")
      }
    }
  }

  @Test("the title that a long name makes is whole") func titlesAreWhole() throws {
    let graph = try ReportTests.shipped()
    let matrix = try CoverageAnalysis(graph).matrix(ReportTests.query)
    let svg = try CoverageMap(matrix: matrix, graph: graph).svg()
    let title = try #require(svg.firstMatch(of: /<title[^>]*>([^<]*)/)).1
    #expect(title.hasSuffix("and where none?"))
    let head = svg.matches(of: /<text [^>]*font-size="15[^>]*>([^<]*)/).map { String($0.1) }
    #expect(!head.contains { $0.hasSuffix("…") })
  }
}
