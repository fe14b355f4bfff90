import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceMaps

/// A difference map says what `CoverageDifference` says, of every cell.
@Suite struct DiffMapTests {
  private static let query = CoverageQuery(rows: .init("type@1"), columns: .init("risk-a@1"))

  /// A graph and a later one, in which statements went, turned their stance, or came.
  private static func versions(seed: UInt64) throws -> (old: EvidenceGraph, new: EvidenceGraph) {
    var random = SeededGenerator(seed: seed)
    let parts = RandomGraph.parts(seed: seed, density: 1.5)
    var later = parts
    later.statements = parts.statements.compactMap { statement in
      var statement = statement
      guard statement.relation != .broader else { return statement }
      switch Int.random(in: 0..<12, using: &random) {
      case 0: return nil
      case 1 where statement.relation == .addresses:
        statement.stance = statement.stance == .opposes ? .supports : .opposes
      default: break
      }
      return statement
    }
    if seed.isMultiple(of: 3) {
      let gone = Key(scheme: "risk-a@1", notation: "1.2")
      later.nodes.removeAll { $0.key == gone }
      later.statements.removeAll { $0.from == gone || $0.to == gone }
      later.header.searches = []
    }
    if seed.isMultiple(of: 4) {
      later.nodes.append(Node(Key(scheme: "type@1", notation: "3"), .taxonomyNode, notation: "3"))
    }
    return (try parts.build(), try later.build())
  }

  private static func map(_ old: EvidenceGraph, _ new: EvidenceGraph) throws -> DiffMap {
    DiffMap(
      before: DiffMap.Side(matrix: try CoverageAnalysis(old).matrix(query), graph: old),
      after: DiffMap.Side(matrix: try CoverageAnalysis(new).matrix(query), graph: new)
    )
  }

  @Test("what changed is what the difference says", arguments: UInt64(0)..<40)
  func changesAreThoseOfTheDifference(seed: UInt64) throws {
    let (old, new) = try Self.versions(seed: seed)
    let map = try Self.map(old, new)
    let difference = try CoverageDifference(from: old, to: new, Self.query)
    let tally = DiffTally(
      map: map,
      rows: AxisPlan(map.after.matrix.rows),
      columns: AxisPlan(map.after.matrix.columns)
    )
    // Every change that has a place on the later map is drawn, none else, and all are counted.
    var drawn: Set<CellChange> = []
    for row in tally.changedRows {
      for column in tally.shownColumns {
        if let change = tally.change(row.entry, column.entry).change { drawn.insert(change) }
      }
    }
    #expect(drawn.union(map.gone) == Set(difference.cells))
    #expect(tally.undrawn == map.gone.count)
    let kinds: [DiffCell.Kind] = [.lost, .gained, .state]
    #expect(kinds.map { tally.count($0) }.reduce(0, +) == difference.cells.count)
    #expect(tally.count(.lost) == difference.cells.count { $0.isLost })
    // The table has each of them, with both states.
    let words = Set(kinds.map(\.rawValue))
    let rows = map.table().dropFirst().filter { words.contains($0[2]) }.map { [$0[3], $0[4]] }
    let expected = difference.cells.map {
      [$0.old?.rawValue ?? "not there", $0.new?.rawValue ?? "not there"]
    }
    #expect(
      rows.sorted { $0.joined() < $1.joined() } == expected.sorted { $0.joined() < $1.joined() }
    )
    let svg = try map.svg()
    #expect(svg.contains("No cell changed") == difference.cells.isEmpty)
  }

  @Test("a claim at an inner concept that turns is no cell unchanged") func innerRowsAreDrawn()
    throws
  {
    var parts = RandomGraph.parts(seed: 0)
    parts.statements.removeAll { $0.relation != .broader && $0.relation != .proposes }
    let measure = Key("mitigation:p0/m0")
    let target = Key(scheme: "risk-a@1", notation: "1")
    let inner = Key(scheme: "type@1", notation: "1.1")
    parts.statements.append(Statement(measure, .classifiedAs, inner, via: "synthetic"))
    parts.statements.append(Statement(measure, .addresses, target, via: "synthetic"))
    var later = parts
    later.statements[later.statements.count - 1].stance = .opposes
    let map = try Self.map(try parts.build(), try later.build())
    let svg = try map.svg()
    #expect(!svg.contains("No cell changed"))
    #expect(map.changes.count == 2, "type 1 and 1.1 against domain 1")
    #expect(map.dot().contains("1.1"))
  }
}
