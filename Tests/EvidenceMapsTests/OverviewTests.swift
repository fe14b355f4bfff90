import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Foundation
import Testing

@testable import EvidenceMaps

/// The overviews that fold less than kinds: by concept, and node by node.
@Suite struct OverviewTests {
  static func matrix(_ graph: EvidenceGraph, level: Int? = 1) throws -> CoverageMatrix {
    try CoverageAnalysis(graph).matrix(
      CoverageQuery(
        rows: CoverageQuery.Axis("types@1", level: level),
        columns: CoverageQuery.Axis("risks@1", level: level)
      )
    )
  }

  @Test func everyWitnessOfAColumnIsInSomeLine() throws {
    let graph = try EnduranceTests.graph()
    let matrix = try Self.matrix(graph, level: nil)
    let flow = ConceptFlow(matrix)
    #expect(!flow.lines.isEmpty)
    for (position, column) in flow.columns.enumerated() {
      let lines = flow.lines.filter { $0.column == position }
      #expect(lines.isEmpty == matrix.columnReach[column].isEmpty)
      let sum = lines.reduce(0) { $0 + $1.witnesses }
      #expect(sum >= matrix.columnReach[column].count)
    }
    for line in flow.lines {
      guard let row = line.row else { continue }
      let cell = matrix[flow.rows[row], flow.columns[line.column]]
      #expect(line.witnesses == cell.witnesses)
    }
  }

  @Test func whatNoRowCodesHasABoxOfItsOwn() throws {
    var builder = GraphBuilder(
      header: GraphHeader(schemes: [Scheme(id: "t@1"), Scheme(id: "r@1")])
    )
    builder.add(Node("paper:p", .paper, label: "P"))
    builder.add(Node("mitigation:p/a", .mitigation, label: "A"))
    builder.add(Node("mitigation:p/b", .mitigation, label: "B"))
    builder.add(Node("t@1:1", .taxonomyNode, label: "Type", scheme: "t@1"))
    builder.add(Node("r@1:1", .riskDomain, label: "One", scheme: "r@1"))
    builder.add(Node("r@1:2", .riskDomain, label: "Two", scheme: "r@1"))
    let said: [(Key, Relation, Key)] = [
      ("paper:p", .proposes, "mitigation:p/a"), ("paper:p", .proposes, "mitigation:p/b"),
      ("mitigation:p/a", .classifiedAs, "t@1:1"), ("mitigation:p/a", .addresses, "r@1:1"),
      ("mitigation:p/b", .addresses, "r@1:2"),
    ]
    for (from, relation, to) in said {
      builder.add(Statement(from, relation, to, source: "paper:p"))
    }
    let graph = try builder.build()
    let matrix = try CoverageAnalysis(graph).matrix(
      CoverageQuery(rows: CoverageQuery.Axis("t@1"), columns: CoverageQuery.Axis("r@1"))
    )
    let map = ConceptsMap(matrix: matrix, graph: graph)
    #expect(
      map.table() == [
        ["row", "column", "measures", "independent papers", "state"],
        ["t@1:1", "", "1", "1", "asserted-only"],
        ["", "r@1:1", "1", "1", "asserted-only"],
        ["", "r@1:2", "1", "0", "not-searched"],
        ["t@1:1", "r@1:1", "1", "1", "asserted-only"],
        ["Under none of these", "r@1:2", "1", "", ""],
      ]
    )
    let drawing = try map.svg()
    #expect(drawing.contains("Under none of these"))
    #expect(!drawing.contains("none reaches it"))
    #expect(drawing.contains("Some measure reaches each of 2 risk domains"))
  }

  @Test func everyNodeHasItsBoxAndEveryPairItsLine() throws {
    let graph = try EnduranceTests.graph()
    let map = NodesMap(graph: graph)
    let drawing = NodesSheet(map: map).drawing()
    #expect(drawing.nodes.count == graph.nodeCount)
    let pairs = Set(
      graph.edges.filter {
        !graph.isNegated($0)
          && OverviewGroups.stage(of: graph.kind(of: graph.from($0)))
            != OverviewGroups.stage(of: graph.kind(of: graph.to($0)))
      }.map { [graph.from($0), graph.to($0)] }
    )
    #expect(drawing.edges.count == pairs.count)
    let text = try map.svg()
    #expect(text == (try NodesMap(graph: graph).svg()))
    for node in graph.nodes {
      #expect(text.contains("id=\"ovw-\(SVGText.idPart(graph.key(of: node).text))\""))
    }
  }

  @Test func aGraphFarPastTheBudgetIsDrawn() throws {
    var builder = GraphBuilder()
    var random = SeededGenerator(seed: 3)
    for index in 0..<700 {
      builder.add(Node(Key("paper:p\(index)"), .paper, label: "Paper \(index)"))
      builder.add(Node(Key("mitigation:m\(index)"), .mitigation, label: "Measure \(index)"))
    }
    for index in 0..<200 { builder.add(Node(Key("risk:r\(index)"), .risk, label: "Risk \(index)")) }
    for index in 0..<1400 {
      let paper = Key("paper:p\(Int.random(in: 0..<700, using: &random))")
      let measure = Key("mitigation:m\(index / 2)")
      let risk = Key("risk:r\((index * 7 + index / 200) % 200)")
      builder.add(Statement(paper, .proposes, measure, source: paper, locator: "\(index)"))
      builder.add(Statement(measure, .addresses, risk, source: paper, locator: "\(index)"))
    }
    let graph = try builder.build()
    let map = NodesMap(graph: graph)
    let text = try map.svg()
    #expect(!NodesSheet(map: map).drawing().hasNamedLines)
    #expect(text.contains("Single lines"))
    let boxes = NodesSheet(map: map).drawing().nodes.count
    #expect(boxes < graph.nodeCount, "it is folded")
    #expect(text.components(separatedBy: "class=\"node\"").count == boxes + 1)
    let dot = map.dot()
    #expect(dot.contains("layout=nop2"))
    #expect(dot.components(separatedBy: "fixedsize=true").count == boxes + 1)
  }

  @Test func shufflingTheInputChangesNoByte() throws {
    let graphs = [try EnduranceTests.graph(), try EnduranceTests.graph(shuffled: 9)]
    let concepts = try graphs.map {
      try ConceptsMap(matrix: try Self.matrix($0), graph: $0).svg()
    }
    #expect(concepts[0] == concepts[1])
    let nodes = try graphs.map { try NodesMap(graph: $0).svg() }
    #expect(nodes[0] == nodes[1])
  }

  @Test func anEmptyGraphIsAClearError() throws {
    let empty = try GraphBuilder().build()
    #expect(throws: EvidenceError.self) { try NodesMap(graph: empty).svg() }
  }

  @Test func cellsOfARadialOverviewStandApartAndInOrder() throws {
    let map = try Fixtures.taxonomy()
    let (radii, places) = RadialSheet(map: map).places()
    #expect(radii == radii.sorted())
    #expect(places.count == map.coverage.axis.entries.count)
    for (index, a) in places.enumerated() {
      #expect(abs(a.point.length - radii[a.item.depth]) < 1e-6)
      for b in places[..<index] {
        let apart = max(abs(a.point.x - b.point.x), abs(a.point.y - b.point.y))
        #expect(apart > RadialSheet.cell)
      }
    }
    let leaves = places.filter(\.item.isLeaf).map(\.angle)
    #expect(leaves == leaves.sorted())
    let radial = RadialMap(coverage: map.coverage, graph: map.graph, options: map.options)
    let drawing = try radial.svg()
    #expect(try radial.svg() == drawing)
    for place in places {
      let key = map.graph.key(of: map.coverage.axis.entries[place.item.entry].node)
      #expect(drawing.contains("id=\"tax-\(SVGText.idPart(key.local))\""))
    }
  }

  @Test func sineIsTheSine() {
    for step in -400...400 {
      let angle = Double(step) / 31
      #expect(abs(Trigonometry.sine(angle) - sin(angle)) < 1e-11)
      #expect(abs(Trigonometry.cosine(angle) - cos(angle)) < 1e-11)
    }
  }
}
