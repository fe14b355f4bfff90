internal import EvidenceCore

/// The cells of many things, where each thing has those of some groups of patches: a work has those of
/// what it says, a paper those of what it introduces.
///
/// Things of one group alone, which are many, are not looked at one by one: the group is, with their
/// number.
struct CellUnions<Facts: CellFacts>: Sendable {
  private let stencils: CellStencils
  private let masks: [Facts]
  private let groups: Grouping
  /// How many things have the cells of each group, and no others.
  private var alone: [UInt32]
  /// The things that have those of several.
  private var several: [UInt32] = []

  /// Makes the cells of things.
  ///
  /// - Parameters:
  ///   - stencils: the groups of patches.
  ///   - masks: the facts that the stencils name by number.
  ///   - groups: the numbers of the groups of each thing, closed.
  /// - Complexity: O(things).
  init(_ stencils: CellStencils, _ masks: [Facts], of groups: Grouping) {
    self.stencils = stencils
    self.masks = masks
    self.groups = groups
    alone = [UInt32](repeating: 0, count: stencils.groupCount)
    for thing in 0..<groups.groupCount {
      let range = groups.range(of: thing)
      switch range.count {
      case 0: break
      case 1: alone[groups.thing(at: range.lowerBound)] += 1
      default: several.append(UInt32(thing))
      }
    }
  }

  /// Calls a function with the cells of each thing of one half, and of how many things they are.
  ///
  /// - Parameters:
  ///   - half: 0 for the first half, 1 for the second.
  ///   - height: how many rows there are.
  ///   - words: how many words a row has.
  ///   - meter: counts the words that are looked at.
  ///   - body: what is done with a word of a row.
  /// - Complexity: O(Σ words of the cells of each thing of several groups, and of each other group).
  @inline(__always)
  func forEachWord<Failure>(
    ofHalf half: Int,
    _ height: Int,
    _ words: Int,
    _ meter: inout WorkMeter<Failure>,
    _ body: (_ row: Int, _ column: Int, _ facts: Facts, _ times: Int) -> Void
  ) throws(Failure) {
    func part(of count: Int) -> Range<Int> { half == 0 ? 0..<count / 2 : count / 2..<count }
    var bits = CellBits<Facts>(height: height + 1, words: words)
    for group in part(of: alone.count) where alone[group] > 0 {
      bits.begin()
      bits.gather(group, of: stencils, masks)
      let times = Int(alone[group])
      for index in 0..<bits.work {
        let (row, column, facts) = bits[index]
        body(row, column, facts, times)
      }
      try meter.step(1 + bits.work)
    }
    for place in part(of: several.count) {
      bits.begin()
      let range = groups.range(of: Int(several[place]))
      for place in range { bits.gather(groups.thing(at: place), of: stencils, masks) }
      for index in 0..<bits.work {
        let (row, column, facts) = bits[index]
        body(row, column, facts, 1)
      }
      try meter.step(range.count + bits.work)
    }
  }
}
