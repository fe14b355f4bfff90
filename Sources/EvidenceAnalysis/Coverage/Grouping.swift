internal import EvidenceCore

/// The numbers of things in groups, each group's together.
struct Grouping: Sendable {
  /// The group of each thing until it is closed.
  private var owners: [UInt32] = []
  private var things: [UInt32] = []
  private var isAscending = true
  private var starts: [UInt32] = [0]

  init() {}

  /// Groups nodes by others, by the positions of both; closed.
  ///
  /// - Parameters:
  ///   - pairs: lists of nodes, each behind the one whose group it is in.
  ///   - groups: how many there are.
  /// - Complexity: O(groups + things).
  init(_ pairs: [[(NodeID, NodeID)]], groups: Int) {
    starts = [UInt32](repeating: 0, count: groups + 2)
    for list in pairs {
      for (group, _) in list { starts[group.position + 2] += 1 }
    }
    for group in 0..<groups { starts[group + 2] += starts[group + 1] }
    things = [UInt32](repeating: 0, count: pairs.reduce(0) { $0 + $1.count })
    // Where a group starts moves on to where the next one does.
    for list in pairs {
      for (group, thing) in list {
        things[Int(starts[group.position + 1])] = UInt32(thing.index)
        starts[group.position + 1] += 1
      }
    }
    starts.removeLast()
  }

  /// The same groups of nodes by their numbers, without those that have none.
  ///
  /// - Complexity: O(groups + things).
  func numbered(by numbers: NodeNumbers) -> Grouping {
    var result = Grouping()
    result.things = things.map { numbers[NodeID($0)] }
    result.starts = starts
    if result.things.contains(NodeNumbers.none) { result.dropUnnumbered() }
    return result
  }

  private mutating func dropUnnumbered() {
    var (kept, ends) = (things, starts)
    var place = 0
    for group in 0..<groupCount {
      for old in range(of: group) {
        // Each is written where the next one that has a number will be.
        kept[place] = things[old]
        place += things[old] == NodeNumbers.none ? 0 : 1
      }
      ends[group + 1] = UInt32(place)
    }
    kept.removeLast(kept.count - place)
    (things, starts) = (kept, ends)
  }

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
