import EvidenceCore
import Testing

@Suite struct HierarchyTests {
  @Test func levelsAreTheLeast() throws {
    var builder = GraphBuilder()
    for key in ["s@1:a", "s@1:b", "s@1:c", "s@1:d"] { builder.add(Node(Key(key), .taxonomyNode)) }
    builder.add(Statement("s@1:b", .broader, "s@1:a", via: "v"))
    builder.add(Statement("s@1:c", .broader, "s@1:b", via: "v"))
    builder.add(Statement("s@1:c", .broader, "s@1:d", via: "v"))
    let graph = try builder.build()
    let hierarchy = Hierarchy(graph)
    func node(_ key: Key) throws -> NodeID { try #require(graph.node(key)) }
    #expect(hierarchy.level(of: try node("s@1:a")) == 1)
    #expect(hierarchy.level(of: try node("s@1:b")) == 2)
    #expect(hierarchy.level(of: try node("s@1:c")) == 2)
    #expect(hierarchy.upwards(from: try node("s@1:c")).count == 4)
    #expect(hierarchy.downwards(from: try node("s@1:a")).count == 3)
  }

  @Test func aCircleEnds() throws {
    var builder = GraphBuilder()
    builder.add(Node("s@1:a", .taxonomyNode))
    builder.add(Node("s@1:b", .taxonomyNode))
    builder.add(Statement("s@1:a", .broader, "s@1:b", via: "v"))
    builder.add(Statement("s@1:b", .broader, "s@1:a", via: "v"))
    let graph = try builder.build()
    #expect(Hierarchy(graph).upwards(from: NodeID(0)).count == 2)
  }

  @Test func codesAreInNaturalOrder() {
    let codes = ["2.10", "2.9", "10", "9", "1.X", "1.1", "A2", "A10", "A1"]
    let sorted = codes.sorted { NaturalOrder.precedes($0, $1) }
    #expect(sorted == ["1.1", "1.X", "2.9", "2.10", "9", "10", "A1", "A2", "A10"])
  }
}
