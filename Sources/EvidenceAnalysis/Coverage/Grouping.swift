/// The numbers of things in groups, each group's together.
struct Grouping: Sendable {
  /// The group of each thing until it is closed.
  private var owners: [UInt32] = []
  private var things: [UInt32] = []
  private var isAscending = true
  private var starts: [UInt32] = [0]

  /// Makes room for so many more things.
  mutating func reserveCapacity(_ count: Int) {
    owners.reserveCapacity(owners.count + count)
    things.reserveCapacity(things.count + count)
  }

  /// Adds a thing to a group.
  mutating func add(_ thing: Int, to group: Int) {
    if let last = owners.last, last > group { isAscending = false }
    owners.append(UInt32(group))
    things.append(UInt32(thing))
  }

  /// Sorts the things by group; within one they keep their order.
  ///
  /// - Complexity: O(groups + things).
  mutating func close(groups: Int) {
    starts = [UInt32](repeating: 0, count: groups + 1)
    for group in owners { starts[Int(group) + 1] += 1 }
    for group in 0..<groups { starts[group + 1] += starts[group] }
    if !isAscending {
      var next = starts
      var sorted = [UInt32](repeating: 0, count: things.count)
      for (group, thing) in zip(owners, things) {
        sorted[Int(next[Int(group)])] = thing
        next[Int(group)] += 1
      }
      things = sorted
    }
    owners = []
  }

  /// How many groups there are, once it is closed.
  var groupCount: Int { starts.count - 1 }

  /// How many things there are in all groups.
  var thingCount: Int { things.count }

  /// The places of the things of a group, once it is closed.
  func range(of group: Int) -> Range<Int> { Int(starts[group])..<Int(starts[group + 1]) }

  /// A thing by its place.
  func thing(at place: Int) -> Int { Int(things[place]) }
}
