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
    let (rows, columns) = (map.axes.rows, map.axes.columns)
    let tally = DiffTally(map: map, rows: AxisPlan(rows.axis), columns: AxisPlan(columns.axis))
    // Every change has a place; those of cells with none below them are counted, and all are drawn.
    #expect(Set(map.changes.values) == Set(difference.cells))
    let width = columns.axis.entries.count
    let finest = map.changes.filter {
      rows.finest.contains($0.key / width) && columns.finest.contains($0.key % width)
    }.values
    let kinds: [DiffCell.Kind] = [.lost, .gained, .state]
    #expect(tally.counts.ofState == finest.count && tally.undrawn == 0)
    #expect(tally.count(.lost) == finest.count { $0.isLost })
    // The signs in the picture are as many as the headline says, and one more for each parent that
    // changed alone.
    let drawn = tally.changedRows.flatMap { row in
      tally.shownColumns.filter { tally.isDrawn(row, $0) }
        .map { tally.change(row.entry, $0.entry) }
    }
    #expect(drawn.count { $0.isOfState } == finest.count + tally.parentChanges)
    // Folded to the top, the signs add up to the same.
    let top = DiffTally(
      map: map,
      rows: AxisPlan(rows.axis, level: 1),
      columns: AxisPlan(columns.axis, level: 1)
    )
    for kind in kinds {
      let sum = top.changedRows.filter(\.isLeaf).flatMap { row in
        top.shownColumns.filter(\.isLeaf).map { top.change(row.entry, $0.entry) }
      }.reduce(0) { $0 + ($1.below.map { $0[kind] } ?? ($1.kind == kind ? 1 : 0)) }
      #expect(sum >= tally.count(kind), "\(kind), seed \(seed)")
    }
    // The table has each of them, with both states.
    let words = Set(kinds.map(\.rawValue))
    let lines = map.table().dropFirst().filter { words.contains($0[2]) }.map { [$0[3], $0[4]] }
    let expected = difference.cells.map {
      [$0.old?.rawValue ?? "not there", $0.new?.rawValue ?? "not there"]
    }
    #expect(
      lines.sorted { $0.joined() < $1.joined() } == expected.sorted { $0.joined() < $1.joined() }
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

  @Test("rows and columns that are gone are drawn as lost") func whatIsGoneIsLost() throws {
    let old = try FoldingTests.graph(families: 9, of: 7, columns: 5)
    let new = try FoldingTests.graph(families: 2, of: 7, columns: 2)
    let sides = try [old, new].map { graph in
      DiffMap.Side(matrix: try FoldingTests.map(graph).matrix, graph: graph)
    }
    let map = DiffMap(before: sides[0], after: sides[1])
    let held = sides.map { side in
      side.matrix.rows.finest.reduce(0) { sum, row in
        sum + side.matrix.columns.finest.count { !side.matrix[row, $0].state.isEmpty }
      }
    }
    let text = try map.svg().replacing(/<\/?tspan[^>]*>/, with: "")
    let lost = held[0] - held[1]
    #expect(text.contains("\(lost) of 945 cells lost their last evidence"))
    let signs = text.matches(of: />▼ ([0-9]+)/).compactMap { Int($0.1) }
    #expect(signs.reduce(0, +) == lost)
    // The same the other way round is what came.
    let back = DiffMap(before: sides[1], after: sides[0])
    let came = try back.svg().replacing(/<\/?tspan[^>]*>/, with: "")
    #expect(came.contains("\(lost) of 945 cells gained their first evidence"))
    // No word that could be read either way.
    #expect(!(text + came).contains(" opened ") && !(text + came).contains(" closed "))
  }
}
