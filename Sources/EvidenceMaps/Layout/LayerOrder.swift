/// Orders the vertices of each rank so that few lines cross.
///
/// Barycentre sweeps: each rank in turn is sorted by the mean position of its neighbours in the rank
/// before it, then the other way about, and the order with the fewest crossings is kept.
/// Source: K. Sugiyama, S. Tagawa, M. Toda, "Methods for Visual Understanding of Hierarchical System
/// Structures", IEEE Transactions on Systems, Man, and Cybernetics 11 (1981).
struct LayerOrder {
  private let ranks: LayerRanks
  /// The vertices of each rank from top to bottom.
  private(set) var members: [[Int]]
  /// How many pairs of lines cross; not counted where nothing was sorted.
  private(set) var crossings: Int

  /// After so many sweeps without a gain the order is as good as it gets.
  private static let patience = 4
  static let mostSweeps = 24

  /// - Complexity: O(*v* log *v* + *e* log *e*) a sweep for *v* vertices and *e* pieces of lines, and
  ///   at most 24 sweeps.
  init(_ ranks: LayerRanks, sweeps: Int = mostSweeps) {
    self.ranks = ranks
    members = ranks.members
    crossings = 0
    guard sweeps > 0 else { return }
    crossings = LayerOrder.crossings(members, ranks)
    var current = members
    var idle = 0
    for sweep in 0..<sweeps where crossings > 0 && idle < LayerOrder.patience {
      LayerOrder.sweep(&current, ranks, forward: sweep.isMultiple(of: 2))
      let count = LayerOrder.crossings(current, ranks)
      idle = count < crossings ? 0 : idle + 1
      if count < crossings { (members, crossings) = (current, count) }
    }
  }

  /// The position of each vertex in its rank, from 0 to 1.
  private static func positions(_ members: [[Int]], _ count: Int) -> [Double] {
    var positions = [Double](repeating: 0, count: count)
    for rank in members {
      for (index, vertex) in rank.enumerated() {
        positions[vertex] = (Double(index) + 0.5) / Double(rank.count)
      }
    }
    return positions
  }

  private static func sweep(_ members: inout [[Int]], _ ranks: LayerRanks, forward: Bool) {
    var positions = positions(members, ranks.rank.count)
    let side = forward ? ranks.before : ranks.after
    for rank in forward ? Array(members.indices) : members.indices.reversed() {
      // One without neighbours on this side keeps its place; what no line holds stands below all.
      let wanted = members[rank].map { vertex in
        side.mean(of: vertex, positions)?.value ?? (ranks.isFree(vertex) ? 2 : positions[vertex])
      }
      let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
      members[rank] = order.map { members[rank][$0] }
      for (index, vertex) in members[rank].enumerated() {
        positions[vertex] = (Double(index) + 0.5) / Double(order.count)
      }
    }
  }

  /// How many pairs of lines cross between neighbouring ranks.
  ///
  /// Counted with a binary indexed tree: W. Barth, P. Mutzel, M. Jünger, "Simple and Efficient
  /// Bilayer Cross Counting", Journal of Graph Algorithms and Applications 8 (2004).
  static func crossings(_ members: [[Int]], _ ranks: LayerRanks) -> Int {
    var index = [Int](repeating: 0, count: ranks.rank.count)
    for rank in members {
      for (position, vertex) in rank.enumerated() { index[vertex] = position }
    }
    var crossings = 0
    for rank in members.indices.dropLast() {
      let size = members[rank + 1].count
      var tree = [Int](repeating: 0, count: size + 1)
      var seen = 0
      for vertex in members[rank] {
        let ends = ranks.after.range(of: vertex).map { index[ranks.after.target($0)] }
        for end in ends {
          // Lines that ended at or above this end do not cross it.
          var notCrossing = 0
          var place = end + 1
          while place > 0 {
            notCrossing += tree[place]
            place -= place & -place
          }
          crossings += seen - notCrossing
        }
        for end in ends {
          var place = end + 1
          while place <= size {
            tree[place] += 1
            place += place & -place
          }
        }
        seen += ends.count
      }
    }
    return crossings
  }
}
