/// The numbers of things in groups, each group's together.
struct Grouping: Sendable {
  private var pairs: [(group: UInt32, thing: UInt32)] = []
  private var starts: [UInt32] = [0]
  private var things: [UInt32] = []

  /// Makes room for so many more things.
  mutating func reserveCapacity(_ count: Int) { pairs.reserveCapacity(pairs.count + count) }

  /// Adds a thing to a group.
  mutating func add(_ thing: Int, to group: Int) {
    pairs.append((UInt32(group), UInt32(thing)))
  }

  /// Sorts the things by group; within one they keep their order.
  ///
  /// - Complexity: O(groups + things).
  mutating func close(groups: Int) {
    starts = [UInt32](repeating: 0, count: groups + 1)
    for pair in pairs { starts[Int(pair.group) + 1] += 1 }
    for group in 0..<groups { starts[group + 1] += starts[group] }
    var next = starts
    things = [UInt32](repeating: 0, count: pairs.count)
    for pair in pairs {
      let group = Int(pair.group)
      things[Int(next[group])] = pair.thing
      next[group] += 1
    }
    pairs = []
  }

  /// How many groups there are, once it is closed.
  var groupCount: Int { starts.count - 1 }

  /// The places of the things of a group, once it is closed.
  func range(of group: Int) -> Range<Int> { Int(starts[group])..<Int(starts[group + 1]) }

  /// A thing by its place.
  func thing(at place: Int) -> Int { Int(things[place]) }
}
