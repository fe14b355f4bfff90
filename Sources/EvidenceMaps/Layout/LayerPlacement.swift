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
    return answer(rankSeparation: max(least, min(spare.rounded(.down), 60)))
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
    let splines = request.edges.indices.map { index -> Spline in
      let route = ranks.routes[index]
      let isTurned = route.first != request.edges[index].from
      let spline = spline(route, columns, center)
      return isTurned ? spline.reversed : spline
    }
    return LayoutAnswer(
      centers: request.nodes.indices.map { center($0) },
      splines: splines,
      width: width(rankSeparation: rankSeparation),
      height: height
    )
  }

  /// A line from middle to middle: straight within a column, a bow between two.
  private func spline(
    _ route: [Int],
    _ columns: [(left: Double, right: Double)],
    _ center: (Int) -> Point
  ) -> Spline {
    guard let first = route.first, let last = route.last else { return Spline(curves: []) }
    let (start, end) = (center(first), center(last))
    guard ranks.rank[first] < ranks.rank[last] else {
      // Two boxes of one column: the line leaves and comes back on the right.
      let reach = columns[ranks.rank[first]].right + 24
      return Spline(
        curves: [Curve(a: start, b: Point(reach, start.y), c: Point(reach, end.y), d: end)]
      )
    }
    var curves: [Curve] = []
    var here = start
    for (a, b) in zip(route, route.dropFirst()) {
      let exit = Point(columns[ranks.rank[a]].right, y[a])
      let entry = Point(columns[ranks.rank[b]].left, y[b])
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
      let gap = [request.nodeSeparation, min(request.nodeSeparation, 5), 1.5][stops]
      return (ranks.height[a] + ranks.height[b]) / 2 + gap
    }
  }
}
