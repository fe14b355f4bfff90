import EvidenceTestSupport
import Testing

@testable import EvidenceMaps

/// The layers that we place ourselves, on random requests.
@Suite struct LayoutTests {
  /// Boxes of several sizes in layers, lines both ways, labels without a layer.
  static func request(_ seed: UInt64, nodes count: Int = 40) -> LayoutRequest {
    var random = SeededGenerator(seed: seed)
    var request = LayoutRequest(nodes: [], edges: [])
    request.nodeSeparation = Double.random(in: 1...12, using: &random)
    let layers = Int.random(in: 1...5, using: &random)
    for _ in 0..<count {
      request.nodes.append(
        LayoutRequest.Node(
          width: Double.random(in: 20...90, using: &random),
          height: Double.random(in: 12...40, using: &random),
          layer: Int.random(in: 0..<layers, using: &random) * 2
        )
      )
    }
    for _ in 0..<Int.random(in: 0...(count * 2), using: &random) {
      let (from, to) = (
        Int.random(in: 0..<count, using: &random), Int.random(in: 0..<count, using: &random)
      )
      guard from != to else { continue }
      guard Bool.random(using: &random) else {
        request.edges.append(LayoutRequest.Edge(from: from, to: to))
        continue
      }
      let label = request.nodes.count
      request.nodes.append(LayoutRequest.Node(width: 30, height: 12, layer: nil))
      request.edges.append(LayoutRequest.Edge(from: from, to: label, weight: 2))
      request.edges.append(LayoutRequest.Edge(from: label, to: to, weight: 2))
    }
    return request
  }

  static func boxes(_ request: LayoutRequest, _ answer: LayoutAnswer) -> [Box] {
    zip(request.nodes, answer.centers).map {
      Box(center: $1, width: $0.width, height: $0.height)
    }
  }

  @Test(arguments: 0..<60, [false, true]) func boxesKeepTheirDistance(
    seed: UInt64,
    keepsOrder: Bool
  ) {
    let request = Self.request(seed)
    let answer = LayerPlacement(request, keepsOrder: keepsOrder).answer(rankSeparation: 30)
    let boxes = Self.boxes(request, answer)
    for (i, a) in boxes.enumerated() {
      #expect(a.y >= -0.001 && a.bottom <= answer.height + 0.001)
      #expect(a.x >= -0.001 && a.right <= answer.width + 0.001)
      for b in boxes[..<i] where abs(a.center.x - b.center.x) < 0.001 {
        let gap = max(a.y, b.y) - min(a.bottom, b.bottom)
        #expect(gap >= request.nodeSeparation - 0.001)
      }
      for b in boxes[..<i] where abs(a.center.x - b.center.x) >= 0.001 {
        #expect(max(a.x, b.x) >= min(a.right, b.right))
      }
    }
    for (a, x) in zip(request.nodes, answer.centers) {
      for (b, y) in zip(request.nodes, answer.centers) {
        guard let one = a.layer, let other = b.layer else { continue }
        if one == other { #expect(x.x == y.x) } else { #expect((one < other) == (x.x < y.x)) }
      }
    }
  }

  @Test(arguments: 0..<40) func linesEndInTheirBoxesAndPassNoOther(seed: UInt64) throws {
    let request = Self.request(seed)
    let answer = LayerPlacement(request).answer(rankSeparation: 30)
    let boxes = Self.boxes(request, answer)
    for (edge, spline) in zip(request.edges, answer.splines) {
      #expect(boxes[edge.from].contains(try #require(spline.start)))
      #expect(boxes[edge.to].contains(try #require(spline.end)))
      for (one, next) in zip(spline.curves, spline.curves.dropFirst()) { #expect(one.d == next.a) }
      guard abs(answer.centers[edge.from].x - answer.centers[edge.to].x) > 1 else { continue }
      let points = spline.curves.flatMap { curve in
        (0...24).map { curve.point(Double($0) / 24) }
      }
      for (index, box) in boxes.enumerated() where index != edge.from && index != edge.to {
        #expect(!points.contains { box.inset(0.01).contains($0) })
      }
    }
  }

  @Test(arguments: 0..<30) func theSameRequestHasTheSameAnswer(seed: UInt64) {
    let request = Self.request(seed)
    let first = LayerPlacement(request).answer(rankSeparation: 30)
    #expect(first == LayerPlacement(request).answer(rankSeparation: 30))
  }

  @Test(arguments: 0..<40) func sweepsNeverAddCrossings(seed: UInt64) {
    let ranks = LayerRanks(Self.request(seed))
    let order = LayerOrder(ranks)
    #expect(order.crossings == Self.crossings(order.members, ranks))
    #expect(order.crossings <= Self.crossings(ranks.members, ranks))
    #expect(order.members.map { $0.sorted() } == ranks.members)
    #expect(LayerOrder(ranks, sweeps: 0).members == ranks.members)
  }

  /// Every pair of lines looked at.
  private static func crossings(_ members: [[Int]], _ ranks: LayerRanks) -> Int {
    var place: [Int: Int] = [:]
    for rank in members { for (index, vertex) in rank.enumerated() { place[vertex] = index } }
    var count = 0
    for rank in members {
      let lines = rank.flatMap { vertex in
        ranks.after.range(of: vertex).map {
          (place[vertex] ?? 0, place[ranks.after.target($0)] ?? 0)
        }
      }
      for (index, a) in lines.enumerated() {
        for b in lines[..<index] where (a.0 - b.0) * (a.1 - b.1) < 0 { count += 1 }
      }
    }
    return count
  }

  @Test func twoCrossedLinesAreUntied() {
    var request = LayoutRequest(nodes: [], edges: [])
    for layer in [0, 0, 1, 1] {
      request.nodes.append(LayoutRequest.Node(width: 20, height: 10, layer: layer))
    }
    request.edges = [LayoutRequest.Edge(from: 0, to: 3), LayoutRequest.Edge(from: 1, to: 2)]
    let ranks = LayerRanks(request)
    #expect(Self.crossings(ranks.members, ranks) == 1)
    #expect(LayerOrder(ranks).crossings == 0)
    let answer = LayerPlacement(request).answer(rankSeparation: 30)
    #expect(answer.centers[0].y == answer.centers[3].y)
    let kept = LayerPlacement(request, keepsOrder: true).answer(rankSeparation: 30)
    #expect(kept.centers[0].y < kept.centers[1].y && kept.centers[2].y < kept.centers[3].y)
  }

  @Test(arguments: 0..<60) func noPlacesAreNearer(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...12, using: &random)
    let wanted = (0..<count).map { _ in Double.random(in: -50...50, using: &random) }
    let weights = (0..<count).map { _ in Double.random(in: 0.1...8, using: &random) }
    let distances = (1..<max(count, 1)).map { _ in Double.random(in: 0...20, using: &random) }
    func cost(_ places: [Double]) -> Double {
      zip(places, zip(wanted, weights)).reduce(0) {
        $0 + $1.1.1 * ($1.0 - $1.1.0) * ($1.0 - $1.1.0)
      }
    }
    func isAllowed(_ places: [Double]) -> Bool {
      zip(zip(places, places.dropFirst()), distances).allSatisfy { $0.1 - $0.0 >= $1 - 1e-9 }
    }
    let places = OrderedFit.places(wanted, weights: weights, distances: distances)
    #expect(isAllowed(places))
    // The cost is convex: where no small step helps, nothing does.
    for _ in 0..<300 {
      let reach = Double.random(in: 0...2, using: &random)
      let other = places.map { $0 + Double.random(in: -1...1, using: &random) * reach }
      if isAllowed(other) { #expect(cost(other) >= cost(places) - 1e-9) }
    }
    for start in places.indices {
      for end in start..<count {
        for step in [-0.01, 0.01] {
          var other = places
          for index in start...end { other[index] += step }
          if isAllowed(other) { #expect(cost(other) >= cost(places) - 1e-9) }
        }
      }
    }
  }

  @Test func nothingAtAllIsPlaced() {
    let answer = LayerPlacement(LayoutRequest(nodes: [], edges: [])).answer(width: 100, least: 9)
    #expect(answer.centers.isEmpty && answer.width == 0 && answer.height == 0)
  }
}
