import EvidenceCore
import EvidenceMaps
import EvidenceTestSupport
import Foundation
import Testing

/// The picture of what a query found.
@Suite struct ResultMapTests {
  @Test("every node and line of a result is drawn, once", arguments: UInt64(0)..<20)
  func everythingIsDrawn(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    let statements = Array(graph.edges.prefix(30))
    let map = ResultMap(nodes: [], statements: statements + statements, graph: graph)
    guard !statements.isEmpty else { return }
    #expect(map.statements == statements)
    let ends = Set(statements.flatMap { [graph.from($0), graph.to($0)] })
    #expect(map.nodes == ends.sorted())
    let svg = try map.svg()
    #expect(svg.components(separatedBy: "class=\"node\"").count - 1 == ends.count)
    #expect(svg == (try map.svg()))
    let rows = map.table().dropFirst()
    #expect(rows.filter { !$0[1].isEmpty }.count == statements.count)
    #expect(!map.dot().isEmpty)
  }

  @Test("a circle ends, and nodes alone stand by kind") func circlesEnd() throws {
    var builder = GraphBuilder()
    for name in ["a", "b", "c"] { builder.add(Node(Key("paper:\(name)"), .paper)) }
    for (from, to) in [("a", "b"), ("b", "c"), ("c", "a"), ("a", "a")] {
      builder.add(Statement(Key("paper:\(from)"), .cites, Key("paper:\(to)")))
    }
    let graph = try builder.build()
    let map = ResultMap(nodes: [], statements: Array(graph.edges), graph: graph)
    let svg = try map.svg()
    #expect(svg.components(separatedBy: "class=\"node\"").count - 1 == 3)
    let alone = ResultMap(nodes: graph.nodes.map { $0 }, statements: [], graph: graph)
    #expect(try alone.svg().contains("res-paper-c"))
  }

  @Test("nothing, and too much, are errors that say what to do") func boundsAreSaid() throws {
    var builder = GraphBuilder()
    for index in 0...ResultMap.mostNodes { builder.add(Node(Key("paper:\(index)"), .paper)) }
    let graph = try builder.build()
    let none = ResultMap(nodes: [], statements: [], graph: graph)
    let many = ResultMap(nodes: graph.nodes.map { $0 }, statements: [], graph: graph)
    for (map, code) in [(none, "nothing-to-draw"), (many, "map-too-large")] {
      do {
        _ = try map.svg()
        Issue.record("drawn")
      } catch {
        #expect(error.diagnostics.first?.code == Diagnostic.Code(code))
        #expect(error.diagnostics.first?.hint != nil)
      }
    }
  }
}
