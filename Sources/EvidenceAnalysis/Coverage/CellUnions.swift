internal import EvidenceCore

/// The cells of many things, where each thing has those of some groups of parts: a work has those of
/// what it says, a paper those of what it introduces.
///
/// Where most groups are shared by several things, things are counted by their groups: each group with
/// the number of its things, less what the groups of one thing have in common. Else things of several
/// groups are looked at as a whole.
struct CellUnions<Facts: CellFacts>: Sendable {
  private let stencils: CellStencils<Facts>
  private let groups: Grouping
  /// How many things are counted by each group.
  private var uses: [Int32]
  /// Whether some thing has each group.
  private var isHad: [Bool] = []
  /// The things of several groups.
  private var joint: [UInt32]
  private let areByGroups: Bool

  /// Makes the cells of things.
  ///
  /// - Parameters:
  ///   - stencils: the groups.
  ///   - groups: the numbers of the groups of each thing, closed.
  ///   - isThing: which things are among them; all where it is `nil`.
  /// - Complexity: O(things + their groups).
  init(
    _ stencils: CellStencils<Facts>,
    of groups: Grouping,
    where isThing: ((Int) -> Bool)? = nil
  ) {
    self.stencils = stencils
    self.groups = groups
    uses = [Int32](repeating: 0, count: stencils.groupCount)
    joint = Array(repeating: 0, count: groups.thingCount / 2 + 1)
    areByGroups = groups.thingCount > 2 * stencils.groupCount
    if let isThing {
      for thing in 0..<groups.groupCount where isThing(thing) { use(thing, 1) }
    } else {
      for place in 0..<groups.thingCount { uses[groups.thing(at: place)] += 1 }
    }
    isHad = uses.map { $0 > 0 }
    // Each is written where the next one of several groups will be: which of them are is not foreseen.
    var count = 0
    for thing in 0..<groups.groupCount {
      joint[count] = UInt32(truncatingIfNeeded: thing)
      let isJoint = groups.range(of: thing).count > 1 && isThing?(thing) ?? true
      count += isJoint ? 1 : 0
    }
    joint.removeLast(joint.count - count)
    if !areByGroups {
      for thing in joint { use(Int(thing), -1) }
    }
  }

  /// Counts a thing by its groups so many times more.
  private mutating func use(_ thing: Int, _ times: Int32) {
    for place in groups.range(of: thing) {
      uses[groups.thing(at: place)] += times
    }
  }

  /// Counts the things of each cell, lane by lane, as one half of the work; the numbers of both halves
  /// belong together.
  ///
  /// - Parameters:
  ///   - half: 0 for the first half, 1 for the second.
  ///   - height: how many rows there are.
  ///   - width: how many columns there are.
  ///   - meter: counts the words that are looked at.
  /// - Complexity: O(Σ words of the cells of each group that some thing has, and of the groups of each
  ///   thing of several).
  func numbers<Failure>(
    ofHalf half: Int,
    _ height: Int,
    _ width: Int,
    _ meter: inout WorkMeter<Failure>
  ) throws(Failure) -> [CellNumbers] {
    var numbers = [CellNumbers](repeating: CellNumbers(height, width), count: Facts.laneCount)
    var again = numbers
    var bits = CellBits<Facts>(height: height + 1, words: width / 64 + 1)
    for group in part(half, of: uses.count) where uses[group] > 0 {
      var work = 1
      stencils.forEach(at: stencils.place(of: group)) { row, word, facts in
        Self.count(facts, row, word * 64, times: Int(uses[group]), &numbers)
        work += 1
      }
      try meter.step(work)
    }
    var places: [CellStencils<Facts>.Place] = []
    var looked: [(thing: UInt32, shared: UInt64)] = []
    let joint = joint[part(half, of: joint.count)]
    for first in stride(from: joint.startIndex, to: joint.endIndex, by: Self.block) {
      places.removeAll(keepingCapacity: true)
      looked.removeAll(keepingCapacity: true)
      var work = 0
      for thing in joint[first..<min(first + Self.block, joint.endIndex)] {
        let range = groups.range(of: Int(thing))
        let shared = areByGroups ? sharedRows(range) : .max
        if shared == 0, !stencils.totals.isEmpty {
          countTotals(range, row: height, &again)
          work += range.count
        } else {
          looked.append((thing, shared))
          for place in range { places.append(stencils.place(of: groups.thing(at: place))) }
        }
      }
      work += places.count
      var place = 0
      for (thing, shared) in looked {
        let range = groups.range(of: Int(thing))
        if shared != .max, !stencils.totals.isEmpty, range.count <= Self.few {
          countShared(range, places, place, row: height, &again)
          place += range.count
          continue
        }
        bits.begin()
        for _ in range {
          if areByGroups {
            bits.gather(places[place], of: stencils, among: shared, height) {
              Self.count($2, $0, $1, times: 1, &again)
            }
          } else {
            bits.gather(places[place], of: stencils)
          }
          place += 1
        }
        work += bits.work
        if areByGroups { continue }
        for index in 0..<bits.work {
          let (row, column, facts) = bits[index]
          Self.count(facts, row, column, times: 1, &numbers)
        }
      }
      try meter.step(work)
    }
    for lane in numbers.indices { numbers[lane].subtract(again[lane]) }
    return numbers
  }

  /// Counts the groups of each cell as one half of the work: all of them, and those that some thing has.
  ///
  /// - Parameters:
  ///   - half: 0 for the first half, 1 for the second.
  ///   - height: how many rows there are.
  ///   - width: how many columns there are.
  ///   - meter: counts the words that are looked at.
  /// - Complexity: O(groups of things + Σ words of the cells of each group).
  func groupNumbers<Failure>(
    ofHalf half: Int,
    _ height: Int,
    _ width: Int,
    _ meter: inout WorkMeter<Failure>
  ) throws(Failure) -> (all: CellNumbers, had: CellNumbers) {
    var had = CellNumbers(height, width)
    var all = had
    for group in part(half, of: stencils.groupCount) {
      var work = 1
      stencils.forEach(at: stencils.place(of: group)) { row, word, facts in
        if isHad[group] {
          had.count(facts.lane(0), row, word * 64)
        } else {
          all.count(facts.lane(0), row, word * 64)
        }
        work += 1
      }
      try meter.step(work)
    }
    all.add(had)
    return (all, had)
  }

  /// The greatest number of the things that have each group.
  ///
  /// - Parameters:
  ///   - numbers: the number of each thing.
  ///   - none: stands for none, and is less than any other.
  /// - Complexity: O(groups of things).
  func greatest(_ numbers: [Int32], none: Int32) -> [Int32] {
    var result = [Int32](repeating: none, count: stencils.groupCount)
    for thing in 0..<groups.groupCount where numbers[thing] > none {
      for place in groups.range(of: thing) {
        let group = groups.thing(at: place)
        result[group] = max(result[group], numbers[thing])
      }
    }
    return result
  }

  private func part(_ half: Int, of count: Int) -> Range<Int> {
    half == 0 ? 0..<count / 2 : count / 2..<count
  }

  /// How many things are looked up at a time.
  private static var block: Int { 128 }

  /// The rows that the groups of a thing may have in common besides the one for all, many rows a bit: most
  /// often none. All bits where that is not known.
  @inline(__always)
  private func sharedRows(_ range: Range<Int>) -> UInt64 {
    var (once, again): (UInt64, UInt64) = (0, 0)
    for place in range {
      let next = stencils.outlines[groups.thing(at: place)]
      if next == .max { return .max }
      again |= once & next
      once |= next
    }
    return again
  }

  /// Counts what some groups have in common in the row for all.
  @inline(__always)
  private func countTotals(_ range: Range<Int>, row: Int, _ again: inout [CellNumbers]) {
    var seen = Facts.none
    for place in range {
      let facts = stencils.totals[groups.thing(at: place)]
      Self.count(seen & facts, row, 0, times: 1, &again)
      seen = seen | facts
    }
  }

  /// Counts what a few groups have in common in each row: the facts of each are the same in all of its
  /// rows.
  ///
  /// - Parameters:
  ///   - range: the places of the groups, each of which has an outline.
  ///   - places: where groups stand.
  ///   - first: where among them the first one of the groups is.
  ///   - all: the row for all.
  ///   - again: what is counted.
  @inline(__always)
  private func countShared(
    _ range: Range<Int>,
    _ places: [CellStencils<Facts>.Place],
    _ first: Int,
    row all: Int,
    _ again: inout [CellNumbers]
  ) {
    let offset = first - range.lowerBound
    var seen = Facts.none
    var outlines: UInt64 = 0
    for place in range {
      let group = groups.thing(at: place)
      let (facts, outline) = (stencils.totals[group], stencils.outlines[group])
      Self.count(seen & facts, all, 0, times: 1, &again)
      seen = seen | facts
      if outlines & outline != 0 {
        stencils.forEachRow(at: places[offset + place], among: outlines) { row in
          guard row != all else { return }
          var before = Facts.none
          for other in range.lowerBound..<place
          where stencils.has(row, at: places[offset + other]) {
            before = before | stencils.totals[groups.thing(at: other)]
          }
          Self.count(before & facts, row, 0, times: 1, &again)
        }
      }
      outlines |= outline
    }
  }

  /// How many groups of a thing are each compared with the others.
  private static var few: Int { 16 }

  @inline(__always)
  private static func count(
    _ facts: Facts,
    _ row: Int,
    _ column: Int,
    times: Int,
    _ numbers: inout [CellNumbers]
  ) {
    for lane in 0..<Facts.laneCount {
      numbers[lane].count(facts.lane(lane), row, column, times: times)
    }
  }
}
