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
  private var uses: [UInt32]
  /// The things of several groups.
  private var joint: [UInt32] = []
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
    uses = [UInt32](repeating: 0, count: stencils.groupCount)
    areByGroups = groups.thingCount > 2 * stencils.groupCount
    for thing in 0..<groups.groupCount {
      let range = groups.range(of: thing)
      if range.isEmpty { continue }
      if let isThing, !isThing(thing) { continue }
      if range.count > 1 {
        joint.append(UInt32(thing))
        if !areByGroups { continue }
      }
      for place in range { uses[groups.thing(at: place)] += 1 }
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
    func part(of count: Int) -> Range<Int> { half == 0 ? 0..<count / 2 : count / 2..<count }
    var numbers = [CellNumbers](repeating: CellNumbers(height, width), count: Facts.laneCount)
    var again = numbers
    var bits = CellBits<Facts>(height: height + 1, words: width / 64 + 1)
    for group in part(of: uses.count) where uses[group] > 0 {
      var work = 1
      stencils.forEach(at: stencils.place(of: group)) { row, word, facts in
        Self.count(facts, row, word * 64, times: Int(uses[group]), &numbers)
        work += 1
      }
      try meter.step(work)
    }
    var places: [CellStencils<Facts>.Place] = []
    var areApart: [Bool] = []
    let joint = joint[part(of: joint.count)]
    for first in stride(from: joint.startIndex, to: joint.endIndex, by: Self.block) {
      let block = joint[first..<min(first + Self.block, joint.endIndex)]
      places.removeAll(keepingCapacity: true)
      areApart.removeAll(keepingCapacity: true)
      for thing in block { areApart.append(find(&places, groups.range(of: Int(thing)))) }
      var (place, work) = (0, places.count)
      for (thing, isApart) in zip(block, areApart) {
        bits.begin()
        for _ in groups.range(of: Int(thing)) {
          if areByGroups {
            // Most often the groups share no row but the one for all.
            bits.gather(places[place], of: stencils, only: isApart ? height : nil) {
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

  /// How many things are looked up at a time.
  private static var block: Int { 128 }

  /// Finds where the groups of a thing stand.
  ///
  /// - Returns: whether it is plain that they have no row in common but the one for all, which all of
  ///   them have.
  @inline(__always)
  private func find(_ found: inout [CellStencils<Facts>.Place], _ range: Range<Int>) -> Bool {
    var (outline, isApart) = (UInt64.zero, true)
    for place in range {
      let group = groups.thing(at: place)
      found.append(stencils.place(of: group))
      let next = stencils.outlines[group]
      isApart = isApart && outline & next == 0 && next != .max
      outline |= next
    }
    return isApart
  }

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
