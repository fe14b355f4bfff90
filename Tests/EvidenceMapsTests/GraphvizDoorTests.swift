#if Graphviz
  import EvidenceCore
  import EvidenceTestSupport
  import Testing

  @testable import EvidenceMaps

  /// The one way to Graphviz.
  @Suite struct GraphvizDoorTests {
    static func request(_ count: Int, seed: UInt64) -> LayoutRequest {
      var random = SeededGenerator(seed: seed)
      var request = LayoutRequest(nodes: [], edges: [])
      for index in 0..<count {
        request.nodes.append(
          LayoutRequest.Node(
            width: Double.random(in: 20...120, using: &random),
            height: 30,
            layer: index % 4
          )
        )
      }
      for _ in 0..<(count * 2) {
        let (a, b) = (
          Int.random(in: 0..<count, using: &random), Int.random(in: 0..<count, using: &random)
        )
        if a % 4 < b % 4 { request.edges.append(LayoutRequest.Edge(from: a, to: b)) }
      }
      return request
    }

    @Test func eightCallersGetTheSameAnswer() async throws {
      let request = Self.request(24, seed: 5)
      let alone = try LayoutDoor.layOut(request)
      let answers = try await withThrowingTaskGroup(of: LayoutAnswer.self) { group in
        for _ in 0..<8 { group.addTask { try LayoutDoor.layOut(request) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers.count == 8)
      for answer in answers { #expect(answer == alone) }
    }

    @Test(arguments: 0..<20) func boxesOfALayerStandInOneColumn(seed: UInt64) throws {
      let request = Self.request(20, seed: seed)
      let answer = try LayoutDoor.layOut(request)
      #expect(answer.centers.count == request.nodes.count)
      #expect(answer.splines.count == request.edges.count)
      var columns: [Int: Double] = [:]
      for (node, center) in zip(request.nodes, answer.centers) {
        guard let layer = node.layer else { continue }
        let x = columns[layer, default: center.x]
        columns[layer] = x
        #expect(abs(x - center.x) < 0.6)
      }
      let order = columns.sorted { $0.key < $1.key }.map(\.value)
      #expect(order == order.sorted())
      for (edge, spline) in zip(request.edges, answer.splines) {
        let start = try #require(spline.start)
        let end = try #require(spline.end)
        #expect((start - answer.centers[edge.from]).length < 1.5)
        #expect((end - answer.centers[edge.to]).length < 1.5)
      }
    }

    @Test func tooManyBoxesAreRefusedWithAHint() {
      let request = LayoutRequest(
        nodes: Array(repeating: .init(width: 10, height: 10, layer: nil), count: 501),
        edges: []
      )
      #expect {
        try LayoutDoor.layOut(request)
      } throws: { error in
        (error as? EvidenceError)?.diagnostics.first?.hint != nil
      }
    }

    @Test func nothingGivesNothing() throws {
      #expect(try LayoutDoor.layOut(LayoutRequest(nodes: [], edges: [])).centers.isEmpty)
    }

    @Test func strangeSizesAreBounded() throws {
      let request = LayoutRequest(
        nodes: [
          .init(width: .nan, height: -5, layer: 0),
          .init(width: .infinity, height: 1e12, layer: 900),
        ],
        edges: [.init(from: 0, to: 1, weight: -4, minimumLength: 1_000_000)]
      )
      #expect(try LayoutDoor.layOut(request).centers.count == 2)
    }
  }
#endif
