/// The boxes of a request in ranks from left to right, with a stop in every rank that a line passes.
///
/// A vertex is a box, or a stop: the place in a rank that a longer line keeps free for itself.
struct LayerRanks {
  /// The rank of each vertex; the first are the nodes of the request, in its order.
  private(set) var rank: [Int] = []
  /// The height of each vertex, in points.
  private(set) var height: [Double] = []
  /// The vertices of each rank.
  private(set) var members: [[Int]] = []
  /// The width of the widest box of each rank, in points.
  private(set) var width: [Double] = []
  /// The vertices that each edge of the request passes, from left to right.
  private(set) var routes: [[Int]] = []
  /// How many of the vertices are boxes.
  let nodeCount: Int

  /// The neighbours of each vertex in the rank before it and in the rank after it.
  private(set) var before: Neighbours
  private(set) var after: Neighbours

  /// What a line needs for itself in a rank that it passes.
  static let stopHeight = 0.75

  /// - Complexity: O(*n* + *e* *r*) for *n* nodes, *e* edges and *r* ranks.
  init(_ request: LayoutRequest) {
    nodeCount = request.nodes.count
    rank = LayerRanks.ranks(of: request)
    height = request.nodes.map(\.height)
    var links: [Link] = []
    for edge in request.edges {
      var (from, to) = (edge.from, edge.to)
      if rank[from] > rank[to] { swap(&from, &to) }
      var route = [from]
      if rank[from] + 1 < rank[to] {
        for passed in (rank[from] + 1)..<rank[to] {
          route.append(rank.count)
          rank.append(passed)
          height.append(LayerRanks.stopHeight)
        }
      }
      route.append(to)
      routes.append(route)
      guard rank[from] < rank[to] else { continue }
      for (a, b) in zip(route, route.dropFirst()) {
        // A line is straight first of all where it passes other boxes.
        let stops = (a >= nodeCount ? 1 : 0) + (b >= nodeCount ? 1 : 0)
        let weight = Double(max(edge.weight, 1)) * [1, 2, 8][stops]
        links.append(Link(from: a, to: b, weight: weight))
      }
    }
    let count = (rank.max() ?? -1) + 1
    members = Array(repeating: [], count: count)
    width = Array(repeating: 0, count: count)
    for vertex in rank.indices { members[rank[vertex]].append(vertex) }
    for (index, node) in request.nodes.enumerated() {
      width[rank[index]] = max(width[rank[index]], node.width)
    }
    before = Neighbours(count: rank.count, links: links.map { ($0.to, $0.from, $0.weight) })
    after = Neighbours(count: rank.count, links: links.map { ($0.from, $0.to, $0.weight) })
  }

  /// Whether no line holds a vertex in its place.
  func isFree(_ vertex: Int) -> Bool {
    before.range(of: vertex).isEmpty && after.range(of: vertex).isEmpty
  }

  private struct Link {
    var from: Int
    var to: Int
    var weight: Double
  }

  /// The layer of each node, without empty ones; a node without a layer stands midway between its
  /// neighbours, or beside the only one.
  private static func ranks(of request: LayoutRequest) -> [Int] {
    var ranks = request.nodes.map(\.layer)
    var left: [Int: Int] = [:]
    var right: [Int: Int] = [:]
    for edge in request.edges {
      if ranks[edge.to] == nil, let layer = ranks[edge.from] {
        left[edge.to] = max(left[edge.to] ?? layer, layer)
      }
      if ranks[edge.from] == nil, let layer = ranks[edge.to] {
        right[edge.from] = min(right[edge.from] ?? layer, layer)
      }
    }
    for node in ranks.indices where ranks[node] == nil {
      switch (left[node], right[node]) {
      case (let a?, let b?): ranks[node] = a == b ? a + 1 : (a + b) / 2
      case (let a?, nil): ranks[node] = a + 1
      case (nil, let b?): ranks[node] = b - 1
      case (nil, nil): ranks[node] = 0
      }
    }
    let used = Set(ranks.compactMap(\.self)).sorted()
    let position = Dictionary(uniqueKeysWithValues: zip(used, used.indices))
    return ranks.map { $0.flatMap { position[$0] } ?? 0 }
  }
}

/// The neighbours of every vertex on one side, one list after the other.
struct Neighbours {
  private var starts: [Int]
  private var targets: [Int]
  private var weights: [Double]

  /// - Parameter links: owner, neighbour and weight.
  init(count: Int, links: [(Int, Int, Double)]) {
    starts = Array(repeating: 0, count: count + 1)
    targets = Array(repeating: 0, count: links.count)
    weights = Array(repeating: 0, count: links.count)
    for link in links { starts[link.0 + 1] += 1 }
    for index in 0..<count { starts[index + 1] += starts[index] }
    var next = starts
    for (owner, target, weight) in links {
      targets[next[owner]] = target
      weights[next[owner]] = weight
      next[owner] += 1
    }
  }

  func range(of vertex: Int) -> Range<Int> { starts[vertex]..<starts[vertex + 1] }
  func target(_ index: Int) -> Int { targets[index] }

  /// The weighted mean of what the neighbours of a vertex have, and the sum of their weights;
  /// `nil` where it has none.
  func mean(of vertex: Int, _ values: [Double]) -> (value: Double, weight: Double)? {
    let range = range(of: vertex)
    guard !range.isEmpty else { return nil }
    var (sum, weight) = (0.0, 0.0)
    for index in range {
      sum += weights[index] * values[targets[index]]
      weight += weights[index]
    }
    return (sum / weight, weight)
  }
}
