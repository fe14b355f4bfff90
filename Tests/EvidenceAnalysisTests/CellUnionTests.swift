import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceAnalysis

/// Things are counted by their groups or one by one: the numbers are those of sets of cells.
@Suite struct CellUnionTests {
  private struct Cell: Hashable { var (row, column) = (0, 0) }

  /// Groups of parts, as stencils and as sets of cells, lane by lane.
  private struct Groups {
    var rows: PlaceSets
    var columns: PlaceSets
    var parts: [[CellStencils<SIMD2<UInt64>>.Part]] = []
    var cells: [[Set<Cell>]] = []

    init(_ random: inout SeededGenerator, height: Int, width: Int, count: Int) {
      rows = PlaceSets(count: height)
      columns = PlaceSets(count: width)
      for _ in 0..<count {
        var group: [CellStencils<SIMD2<UInt64>>.Part] = []
        var lanes: [Set<Cell>] = [[], []]
        var last: (set: PlaceSet, places: Set<Int>)?
        for _ in 0..<Int.random(in: 0...3, using: &random) {
          // Half of the parts have the rows of the one before, as claims of one mitigation do.
          let own = last.flatMap { Bool.random(using: &random) ? $0 : nil }
          let (rowSet, rowPlaces) = own ?? Self.pick(&rows, &random)
          let (columnSet, columnPlaces) = Self.pick(&columns, &random)
          last = (rowSet, rowPlaces)
          let second = Bool.random(using: &random)
          let mask = SIMD2<UInt64>(.max, second ? .max : 0)
          group.append(.init(cells: Patch(rows: rowSet, columns: columnSet), mask: mask))
          for row in rowPlaces {
            for column in columnPlaces {
              lanes[0].insert(Cell(row: row, column: column))
              if second { lanes[1].insert(Cell(row: row, column: column)) }
            }
          }
        }
        parts.append(group)
        cells.append(lanes)
      }
    }

    /// A set of places; most have the one for all others.
    private static func pick(
      _ sets: inout PlaceSets,
      _ random: inout SeededGenerator
    ) -> (set: PlaceSet, places: Set<Int>) {
      var places: Set<Int> = []
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        places.insert(Int.random(in: 0..<sets.count, using: &random))
      }
      for place in places { sets.insert(place) }
      let withAll = Int.random(in: 0..<8, using: &random) > 0
      if withAll { places.insert(sets.all) }
      return (sets.take(withAll: withAll), places)
    }

    var stencils: CellStencils<SIMD2<UInt64>> {
      var stencils = CellStencils<SIMD2<UInt64>>(rows: rows, columns: columns)
      for group in parts { stencils.add(group) }
      return stencils
    }
  }

  @Test("numbers are those of sets of cells", arguments: 0..<60 as Range<UInt64>)
  func numbers(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let height = [1, 5, 63, 64, 200][Int.random(in: 0..<5, using: &random)]
    let width = [1, 7, 63, 64, 65, 130][Int.random(in: 0..<6, using: &random)]
    let count = Int.random(in: 1...40, using: &random)
    let groups = Groups(&random, height: height, width: width, count: count)
    // Few things have groups of their own, many share them.
    let thingCount = seed % 2 == 0 ? count / 2 + 1 : 600
    var grouping = Grouping()
    var groupsOfThing = [[Int]](repeating: [], count: thingCount)
    for _ in 0..<thingCount * Int.random(in: 1...3, using: &random) {
      let thing = Int.random(in: 0..<thingCount, using: &random)
      let group = Int.random(in: 0..<count, using: &random)
      grouping.add(group, to: thing)
      groupsOfThing[thing].append(group)
    }
    // One thing has more groups than are compared with each other.
    for group in 0..<min(count, 30) {
      grouping.add(group, to: thingCount - 1)
      groupsOfThing[thingCount - 1].append(group)
    }
    grouping.close(groups: thingCount)
    for isThing in [nil, { $0 % 3 != 0 }] as [((Int) -> Bool)?] {
      let unions = CellUnions(groups.stencils, of: grouping, where: isThing)
      var meter = try WorkMeter(WorkLimit<EvidenceError>.none)
      var found = try unions.numbers(ofHalf: 0, height, width, &meter)
      for (lane, other) in try unions.numbers(ofHalf: 1, height, width, &meter).enumerated() {
        found[lane].add(other)
      }
      for lane in 0..<2 {
        var expected: [Cell: Int] = [:]
        for thing in 0..<thingCount where isThing?(thing) ?? true {
          let cells = groupsOfThing[thing].reduce(into: Set<Cell>()) {
            $0.formUnion(groups.cells[$1][lane])
          }
          for cell in cells { expected[cell, default: 0] += 1 }
        }
        for row in 0...height {
          for column in 0...width {
            let number = found[lane][row, column]
            #expect(number == expected[Cell(row: row, column: column)] ?? 0)
          }
        }
      }
    }
  }

  @Test(
    "nodes in groups keep their order, and those without a number go",
    arguments: 0..<30 as Range<UInt64>
  )
  func nodesInGroups(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...60, using: &random)
    var lists = (0..<3).map { _ in
      (0..<Int.random(in: 0...80, using: &random)).map { _ in
        (
          NodeID(Int.random(in: 0..<count, using: &random)),
          NodeID(Int.random(in: 0..<count, using: &random))
        )
      }
    }
    if seed % 3 == 0 { lists[0].sort { $0.0 < $1.0 } }
    let numbered = (0..<count).filter { _ in seed % 2 == 0 || Bool.random(using: &random) }
    let numbers = NodeNumbers(numbering: numbered.map { NodeID($0) })
    let groups = Grouping(lists, groups: count)
    let renumbered = groups.numbered(by: numbers)
    #expect(groups.groupCount == count)
    #expect(renumbered.groupCount == count)
    for group in 0..<count {
      let expected = lists.flatMap { list in
        list.compactMap { $0.0.position == group ? $0.1.position : nil }
      }
      #expect(groups.range(of: group).map { groups.thing(at: $0) } == expected)
      let found = renumbered.range(of: group).map { numbered[renumbered.thing(at: $0)] }
      #expect(found == expected.filter { numbered.contains($0) })
    }
  }
}
