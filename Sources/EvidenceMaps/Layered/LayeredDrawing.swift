internal import EvidenceCore

/// Boxes in layers from left to right, joined by lines that bear their words in themselves.
struct LayeredDrawing {
  struct Node {
    var idPart: String
    /// The kind of what it stands for, where its shape says it.
    var kind: Kind?
    var shape: NodeShape
    /// The name, wrapped.
    var lines: [String]
    var detail: String
    var detailPaint = PaintClass.second
    var isStrong = false
    var isMissing = false
    /// Whether it is missing because nobody may have looked.
    var isUnknown = false
    var isHollow = false
    var layer: Int
    var name: String
    var tooltip: String
    var link: String?

    static let nameSize = 8.0
    static let detailSize = 7.0

    var width: Double {
      let texts =
        lines.map { TextMeasure.room($0, size: Node.nameSize, bold: true) }
        + [TextMeasure.room(detail, size: Node.detailSize)]
      return (texts.max() ?? 0) + shape.sidePadding
    }

    var height: Double {
      Double(lines.count) * 10 + (detail.isEmpty ? 0 : 9) + shape.heightPadding
    }
  }

  /// What stands within a line.
  struct Label {
    /// The numbers of the chains that run along it.
    var rings: [Int]
    var value: String
    var word: String
    var paint = PaintClass.second
    /// The ink of the value, where it is not that of the word.
    var valuePaint: PaintClass?
    var isBold = false

    var width: Double {
      let text = TextMeasure.reach(value, size: 8, bold: isBold || paint != .second)
      let upper = ringsWidth + text + (rings.isEmpty || value.isEmpty ? 0 : 2)
      return max(upper, TextMeasure.reach(word, size: 7)) + 8
    }

    var ringsWidth: Double { rings.reduce(0) { $0 + Label.radius($1) * 2 + 1.4 } }
    var hasUpper: Bool { !rings.isEmpty || !value.isEmpty }
    var height: Double { hasUpper && !word.isEmpty ? 20 : 12 }

    static func radius(_ ring: Int) -> Double { ring > 9 ? 6.2 : 4.6 }
  }

  struct Edge {
    var idPart: String
    var from: Int
    var to: Int
    var style: LineStyle
    var label: Label?
    var name: String
    var tooltip: String
    var weight = 1
  }

  var nodes: [Node] = []
  var edges: [Edge] = []
  /// What stands above each layer.
  var heads: [Int: String] = [:]
  /// Who finds the places of boxes and lines.
  enum Placing {
    /// Graphviz, as long as the drawing is small.
    case byGraphviz
    /// We, by sweeps that avoid crossings.
    case bySweeps
    /// We, each column in the order of the boxes.
    case inOrder
  }

  var placing = Placing.byGraphviz
  /// The least distance between columns where we place them.
  var leastRankSeparation = 9.0
  /// Whether lines stand for themselves, each with a name, or are only a texture: then a reader of
  /// the screen is not told of every one.
  var hasNamedLines = true

  /// The room that the drawing takes, once it is laid out.
  struct Placed {
    var boxes: [Box]
    var labels: [Box?]
    var lines: [(Spline, Spline?)]
    var width: Double
    var height: Double
  }

  /// Has the drawing laid out, as wide as the room where it can be.
  func placed(width room: Double, nodeSeparation: Double) throws(EvidenceError) -> Placed {
    let ranks = layerRanks()
    var request = LayoutRequest(nodes: [], edges: [])
    request.nodeSeparation = nodeSeparation
    var widest: [Int: Double] = [:]
    for node in nodes { widest[node.layer] = max(widest[node.layer] ?? 0, node.width) }
    for node in nodes {
      request.nodes.append(
        LayoutRequest.Node(
          width: widest[node.layer] ?? node.width,
          height: node.height,
          layer: ranks[node.layer]
        )
      )
    }
    var labelNodes: [Int?] = []
    for edge in edges {
      guard let label = edge.label else {
        labelNodes.append(nil)
        let (from, to) = isBackward(edge) ? (edge.to, edge.from) : (edge.from, edge.to)
        request.edges.append(LayoutRequest.Edge(from: from, to: to, weight: edge.weight))
        continue
      }
      let index = request.nodes.count
      request.nodes.append(
        LayoutRequest.Node(width: label.width, height: label.height, layer: nil)
      )
      labelNodes.append(index)
      let (from, to) = isBackward(edge) ? (edge.to, edge.from) : (edge.from, edge.to)
      request.edges.append(LayoutRequest.Edge(from: from, to: index, weight: edge.weight * 2))
      request.edges.append(LayoutRequest.Edge(from: index, to: to, weight: edge.weight * 2))
    }
    return trimmed(request, try laidOut(request, width: room), labelNodes)
  }

  /// Small drawings are laid out by Graphviz, the others, and where it is missing all, by us.
  private func laidOut(_ request: LayoutRequest, width room: Double) throws(EvidenceError)
    -> LayoutAnswer
  {
    var request = request
    let isSmall = LayoutDoor.isOpen && request.nodes.count <= LayoutRequest.mostNodes
    guard case .byGraphviz = placing, isSmall else {
      var keepsOrder = false
      if case .inOrder = placing { keepsOrder = true }
      return LayerPlacement(request, keepsOrder: keepsOrder)
        .answer(width: room, least: leastRankSeparation)
    }
    request.rankSeparation = 16
    var answer = try LayoutDoor.layOut(request)
    if answer.width > room {
      request.rankSeparation = 9
      answer = try LayoutDoor.layOut(request)
    }
    let count = Double(Set(answer.centers.map { Int($0.x.rounded()) }).count - 1)
    if count > 0, answer.width < room {
      let spare = min((room - answer.width) / count, 44)
      if spare > 1 {
        request.rankSeparation += spare.rounded(.down)
        let wider = try LayoutDoor.layOut(request)
        if wider.width <= room { answer = wider }
      }
    }
    return answer
  }

  /// Whether a line runs from right to left: it is laid out the other way about.
  private func isBackward(_ edge: Edge) -> Bool { nodes[edge.from].layer > nodes[edge.to].layer }

  /// The rank of each layer: two apart where a labelled line joins neighbours, else one; the label
  /// of a longer line stands among the boxes between.
  private func layerRanks() -> [Int: Int] {
    let layers = Set(nodes.map(\.layer)).sorted()
    var ranks: [Int: Int] = [:]
    var rank = 0
    for (index, layer) in layers.enumerated() {
      ranks[layer] = rank
      guard index + 1 < layers.count else { break }
      let next = layers[index + 1]
      let needsRoom = edges.contains {
        $0.label != nil
          && Set([nodes[$0.from].layer, nodes[$0.to].layer]) == Set([layer, next])
      }
      rank += needsRoom ? 2 : 1
    }
    return ranks
  }

  /// Cuts the lines where they reach boxes and words.
  private func trimmed(
    _ request: LayoutRequest,
    _ answer: LayoutAnswer,
    _ labelNodes: [Int?]
  ) -> Placed {
    let boxes = nodes.indices.map {
      Box(
        center: answer.centers[$0],
        width: request.nodes[$0].width,
        height: request.nodes[$0].height
      )
    }
    var labels: [Box?] = []
    var lines: [(Spline, Spline?)] = []
    var next = 0
    for (index, edge) in edges.enumerated() {
      let (from, to) = (nodes[edge.from], nodes[edge.to])
      let (fromBox, toBox) = (boxes[edge.from], boxes[edge.to])
      let isFrom: (Point) -> Bool = { from.shape.contains($0, in: fromBox) }
      let isTo: (Point) -> Bool = { to.shape.contains($0, in: toBox) }
      if let label = labelNodes[index] {
        let box = Box(
          center: answer.centers[label],
          width: request.nodes[label].width,
          height: request.nodes[label].height
        )
        labels.append(box)
        let isBackward = isBackward(edge)
        let (a, b) = (answer.splines[next], answer.splines[next + 1])
        let first = (isBackward ? b.reversed : a).cut(headInside: isFrom).cut(
          tailInside: box.contains
        )
        let second = (isBackward ? a.reversed : b).cut(headInside: box.contains).cut(
          tailInside: isTo
        )
        lines.append((first, second))
        next += 2
      } else {
        labels.append(nil)
        let line = isBackward(edge) ? answer.splines[next].reversed : answer.splines[next]
        lines.append((line.cut(headInside: isFrom).cut(tailInside: isTo), nil))
        next += 1
      }
    }
    return Placed(
      boxes: boxes,
      labels: labels,
      lines: lines,
      width: answer.width,
      height: answer.height
    )
  }
}
