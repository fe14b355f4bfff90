import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceMaps

/// What plain drawings, maps of gaps, of sources and of catalogues say.
@Suite struct MapAnswerFormTests {
  private static let query = CoverageQuery(rows: .init("types@1"), columns: .init("risks@1"))

  private static func texts(_ svg: String) -> [String] {
    svg.matches(of: /<text[^>]*>([^<]*)</).map {
      String($0.1).replacing("&amp;", with: "&").replacing("&gt;", with: ">").replacing(
        "&lt;",
        with: "<"
      )
    }
  }

  @Test("a plain drawing has the cells of the table, in its order", .enabled(if: LayoutDoor.isOpen))
  func plainIsTheTable() throws {
    let graph = try EnduranceTests.graph()
    let matrix = try CoverageAnalysis(graph).matrix(Self.query)
    let map = CoverageMap(matrix: matrix, graph: graph)
    let texts = Self.texts(try map.plainSVG())
    #expect(texts.first?.hasPrefix("Measures by") == true, "the title stands first")
    let naming = Naming(graph: graph)
    var rest = texts[...]
    // The heads, and then row by row the sign of every cell, as the table has its state.
    for entry in matrix.rows.entries.indices {
      let name = naming.title(matrix.rows.entries[entry].node)
      let start = try #require(rest.firstIndex { name.hasPrefix($0) && $0.count > 3 }, "\(name)")
      rest = rest[(start + 1)...]
      guard !matrix.rows.entries[entry].hasChildren else { continue }
      for column in matrix.columns.entries.indices
      where !matrix.columns.entries[column].hasChildren {
        let face = CellFace(matrix[entry, column], policy: matrix.policy)
        let place = try #require(rest.firstIndex(of: face.signedText), "\(name) \(column)")
        rest = rest[(place + 1)...]
      }
    }
    let blanks = matrix.blanks().total
    #expect(texts.contains("gaps") == (blanks.gaps > 0 || blanks.notSearched == 0))
    #expect(texts.contains("?") == (blanks.notSearched > 0))
    for notice in Footers(graph: graph).notices {
      #expect(texts.joined(separator: " ").contains(notice.prefix(40)), "\(notice)")
    }
  }

  @Test("a tree in plain Graphviz stands in the scheme's order", .enabled(if: LayoutDoor.isOpen))
  func plainTreesKeepTheirOrder() throws {
    let graph = try EnduranceTests.graph()
    let coverage = try CoverageAnalysis(graph).scheme("types@1")
    let map = TaxonomyMap(coverage: coverage, graph: graph)
    var rest = Self.texts(try map.plainSVG())[...]
    for row in map.table().dropFirst() {
      let place = try #require(rest.firstIndex { row[1].hasPrefix($0) && $0.count > 3 }, "\(row)")
      rest = rest[(place + 1)...]
    }
  }

  @Test func theGapsOfAMatrixStandWhereTheyAre() throws {
    let graph = try EnduranceTests.graph()
    let matrix = try CoverageAnalysis(graph).matrix(Self.query)
    let gaps = GapAnalysis(graph).cellGaps(matrix)
    let map = GapsMap(gaps: gaps, matrix: matrix, graph: graph)
    let svg = try map.svg()
    let places = Set(
      gaps.map { CoverageMap.Pair(row: $0.row ?? NodeID(0), column: $0.column ?? NodeID(0)) }
    )
    #expect(svg.matches(of: /class="gap-cell"/).count == places.count)
    let lines = svg.matches(of: /class="gap-line"/).count
    #expect(lines == min(10, Set(map.ranking.map(\.rank)).count))
    // The margin holds them all.
    #expect(svg.contains(">\(Figures.count(gaps.count))</text>"))
  }

  @Test func sourcesInRowsAreNoGaps() throws {
    let graph = try EnduranceTests.graph()
    let query = CoverageQuery(rows: .init("Paper"), columns: .init("types@1"))
    let map = CoverageMap(matrix: try CoverageAnalysis(graph).matrix(query), graph: graph)
    #expect(map.sources == .rows)
    let svg = try map.svg()
    #expect(!svg.contains("hold nothing") && !svg.contains("class=\"gap\""))
    #expect(svg.contains("SOURCES MAP") && svg.contains("All of them, in papers"))
  }

  @Test func aCatalogueWithoutPapersIsAMapOfItsMeasures() throws {
    var builder = GraphBuilder()
    builder.header.schemes = [Scheme(id: "tactics@1"), Scheme(id: "risks@1")]
    for index in 1...3 {
      builder.add(
        Node(
          Key("tactics@1:\(index)"),
          .taxonomyNode,
          label: "Tactic \(index)",
          scheme: "tactics@1"
        )
      )
      builder.add(
        Node(Key("risks@1:\(index)"), .riskDomain, label: "Technique \(index)", scheme: "risks@1")
      )
    }
    for index in 0..<7 {
      let key = Key("mitigation:\(index)")
      builder.add(Node(key, .mitigation, label: "Measure \(index)"))
      builder.add(Statement(key, .classifiedAs, Key("tactics@1:\(index % 2 + 1)")))
      builder.add(Statement(key, .addresses, Key("risks@1:\(index % 3 + 1)")))
    }
    let graph = try builder.build()
    let query = CoverageQuery(rows: .init("tactics@1"), columns: .init("risks@1"))
    let matrix = try CoverageAnalysis(graph).matrix(query)
    let map = CoverageMap(matrix: matrix, graph: graph)
    let svg = try map.svg()
    let cells = matrix.cells.filter { $0.state == .unsourced }
    #expect(!cells.isEmpty)
    #expect(svg.contains(">Source not stated<"))
    #expect(svg.contains("Measures"), "the title says what is counted")
    for cell in cells {
      let face = CellFace(cell, policy: matrix.policy, counting: map.count)
      #expect(face.text == String(cell.witnesses))
    }
    let drawn = svg.matches(
      of: /class="f0"[^>]*\/>\n<circle[^>]*class="mark"\/>\n<circle[^>]*class="t"\/>/
    )
    // Each cell and the legend's sample: the first fill, a circle and its point.
    #expect(drawn.count == cells.count + 1)
  }
}
