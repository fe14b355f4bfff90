/// Places boxes in layers from left to right by itself, where Graphviz would take too long or is not
/// there.
///
/// Graphviz's dot grows about with the third power of what it is given; this grows with the number
/// of boxes and of the ranks that lines pass. Boxes keep their real sizes: none overlaps another, and
/// no line that passes a rank runs through a box of it.
struct LayerPlacement {
  private let request: LayoutRequest
  private let ranks: LayerRanks
  /// The middle of each vertex.
  private var y: [Double]
  private var height = 0.0

  /// Orders the ranks and gives every box its height on the page.
  ///
  /// - Parameter keepsOrder: whether the boxes of a column stand in the order of the request, and not
  ///   in one that avoids crossings.
  /// - Complexity: O((*v* + *e*) log *v*) for *v* boxes and passed ranks and *e* pieces of lines.
  init(_ request: LayoutRequest, keepsOrder: Bool = false) {
    self.request = request
    ranks = LayerRanks(request)
    y = Array(repeating: 0, count: ranks.rank.count)
    let order = LayerOrder(ranks, sweeps: keepsOrder ? 0 : LayerOrder.mostSweeps)
    stack(order)
    for _ in 0..<LayerPlacement.rounds {
      for rank in order.members.indices { settle(order.members[rank], toward: [ranks.before]) }
      for rank in order.members.indices.reversed() {
        settle(order.members[rank], toward: [ranks.after])
      }
    }
    for rank in order.members.indices {
      settle(order.members[rank], toward: [ranks.before, ranks.after])
    }
    let top = y.indices.map { y[$0] - ranks.height[$0] / 2 }.min() ?? 0
    for index in y.indices { y[index] -= top }
    height = y.indices.map { y[$0] + ranks.height[$0] / 2 }.max() ?? 0
  }

  /// Sweeps there and back until boxes stand about where their lines want them.
  private static let rounds = 4

  /// How wide the picture becomes with a distance between ranks.
  func width(rankSeparation: Double) -> Double {
    ranks.width.reduce(0, +) + Double(max(ranks.width.count - 1, 0)) * rankSeparation
  }

  /// The places, ranks as far apart as a width allows, but never nearer than the least distance.
  func answer(width: Double, least: Double) -> LayoutAnswer {
    let gaps = Double(max(ranks.width.count - 1, 1))
    let spare = (width - self.width(rankSeparation: 0)) / gaps
    return answer(rankSeparation: max(least, min(spare.rounded(.down), max(60, 220 / gaps))))
  }

  /// The places with a distance between ranks, in points.
  func answer(rankSeparation: Double) -> LayoutAnswer {
    var left: [Double] = []
    var x = 0.0
    for width in ranks.width {
      left.append(x)
      x += width + rankSeparation
    }
    let columns = zip(left, ranks.width).map { (left: $0, right: $0 + $1) }
    func center(_ vertex: Int) -> Point {
      let column = columns[ranks.rank[vertex]]
      return Point((column.left + column.right) / 2, y[vertex])
    }
    let (starts, ends) = ports()
    let splines = request.edges.indices.map { index -> Spline in
      let route = ranks.routes[index]
      let isTurned = route.first != request.edges[index].from
      let spline = spline(route, columns, center, leaves: starts[index], arrives: ends[index])
      return isTurned ? spline.reversed : spline
    }
    return LayoutAnswer(
      centers: request.nodes.indices.map { center($0) },
      splines: splines,
      width: width(rankSeparation: rankSeparation),
      height: height
    )
  }

  /// How far from the middle of a box each edge leaves it and arrives, so that lines do not run
  /// into one another: in the order of where they come from or go to, as far apart as there is room.
  private func ports() -> (starts: [Double], ends: [Double]) {
    var starts = [Double](repeating: 0, count: request.edges.count)
    var ends = starts
    var leaving = [[Int]](repeating: [], count: ranks.nodeCount)
    var arriving = leaving
    for (index, route) in ranks.routes.enumerated() {
      guard let first = route.first, let last = route.last, ranks.rank[first] < ranks.rank[last]
      else { continue }
      leaving[first].append(index)
      arriving[last].append(index)
    }
    for node in 0..<ranks.nodeCount {
      for (index, offset) in spread(leaving[node], on: node, by: { y[ranks.routes[$0][1]] }) {
        starts[index] = offset
      }
      for (index, offset) in spread(
        arriving[node],
        on: node,
        by: { y[ranks.routes[$0][ranks.routes[$0].count - 2]] }
      ) {
        ends[index] = offset
      }
    }
    return (starts, ends)
  }

  private func spread(
    _ edges: [Int],
    on node: Int,
    by neighbour: (Int) -> Double
  ) -> [(Int, Double)] {
    guard edges.count > 1 else { return [] }
    let room = max(0, ranks.height[node] - 12)
    let step = min(7, room / Double(edges.count - 1))
    let first = -step * Double(edges.count - 1) / 2
    let order = edges.map { (neighbour($0), $0) }.sorted { $0 < $1 }
    return order.enumerated().map { ($1.1, first + Double($0) * step) }
  }

  /// A line between two boxes: straight within a column, a bow between two.
  private func spline(
    _ route: [Int],
    _ columns: [(left: Double, right: Double)],
    _ center: (Int) -> Point,
    leaves: Double,
    arrives: Double
  ) -> Spline {
    guard let first = route.first, let last = route.last else { return Spline(curves: []) }
    let start = center(first) + Point(0, leaves)
    let end = center(last) + Point(0, arrives)
    guard ranks.rank[first] < ranks.rank[last] else {
      // Two boxes of one column: the line leaves and comes back on the right.
      let reach = columns[ranks.rank[first]].right + 24
      return Spline(
        curves: [Curve(a: start, b: Point(reach, start.y), c: Point(reach, end.y), d: end)]
      )
    }
    var curves: [Curve] = []
    var here = start
    for (position, (a, b)) in zip(route, route.dropFirst()).enumerated() {
      let exit = Point(columns[ranks.rank[a]].right, position == 0 ? start.y : y[a])
      let isLast = position + 2 == route.count
      let entry = Point(columns[ranks.rank[b]].left, isLast ? end.y : y[b])
      if exit.x - here.x > 0.01 { curves += Spline(from: here, to: exit).curves }
      let middle = (exit.x + entry.x) / 2
      curves.append(
        Curve(a: exit, b: Point(middle, exit.y), c: Point(middle, entry.y), d: entry)
      )
      here = entry
    }
    if end.x - here.x > 0.01 { curves += Spline(from: here, to: end).curves }
    return Spline(curves: curves)
  }

  /// The ranks one under the other, each about the same middle.
  private mutating func stack(_ order: LayerOrder) {
    for members in order.members {
      let distances = distances(members)
      var place = -distances.reduce(0, +) / 2
      for (index, vertex) in members.enumerated() {
        y[vertex] = place
        if index < distances.count { place += distances[index] }
      }
    }
  }

  /// Moves a rank to where its lines want it.
  private mutating func settle(_ members: [Int], toward sides: [Neighbours]) {
    var wanted: [Double] = []
    var weights: [Double] = []
    for vertex in members {
      var (sum, weight) = (0.0, 0.0)
      for side in sides {
        guard let mean = side.mean(of: vertex, y) else { continue }
        sum += mean.value * mean.weight
        weight += mean.weight
      }
      // One that no line moves stays where it is, but gives way.
      wanted.append(weight > 0 ? sum / weight : y[vertex])
      weights.append(weight > 0 ? weight : 0.01)
    }
    let places = OrderedFit.places(wanted, weights: weights, distances: distances(members))
    for (vertex, place) in zip(members, places) { y[vertex] = place }
  }

  /// The least distance from the middle of each vertex to that of the next.
  private func distances(_ members: [Int]) -> [Double] {
    zip(members, members.dropFirst()).map { a, b in
      let stops = (a >= ranks.nodeCount ? 1 : 0) + (b >= ranks.nodeCount ? 1 : 0)
      let apart = request.nodeSeparation
      let beside = max(min(apart, 5), (apart - LayerRanks.stopHeight) / 2)
      let gap = [apart, beside, 1.5][stops]
      return (ranks.height[a] + ranks.height[b]) / 2 + gap
    }
  }
}
