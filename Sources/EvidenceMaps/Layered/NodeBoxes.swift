internal import EvidenceCore

extension LayeredDrawing.Node {
  /// The box of one node of a graph.
  init(_ node: NodeID, _ naming: Naming, lines: [String], detail: String = "", layer: Int) {
    let kind = naming.graph.kind(of: node)
    let isTop = kind == .riskDomain && naming.graph.outgoing(node, .broader).isEmpty
    self.init(
      idPart: naming.graph.key(of: node).text,
      kind: kind,
      shape: NodeShape.of(kind, isTop: isTop, declared: naming.graph.kinds),
      lines: lines,
      detail: detail,
      isHollow: kind == .riskDomain && !isTop,
      layer: layer,
      name: "\(Naming.words(kind)): \(naming.title(node))",
      tooltip: naming.tooltip(node),
      link: naming.link(node)
    )
  }
}

extension LayeredDrawing {
  /// What stands above the columns of a drawing in which kinds have theirs.
  mutating func headByStage() {
    let words = ["What is read", "What they propose", "What may go wrong", "How both are ordered"]
    for layer in Set(nodes.map(\.layer)) { heads[layer] = words[layer] }
  }

  /// The shapes of boxes in the order in which they first occur, with what they stand for.
  func shapes(top: String = "top domain", counted: String = "", plural: Bool = false)
    -> [(NodeShape, String)]
  {
    var seen: Set<NodeShape> = []
    return nodes.filter { seen.insert($0.shape).inserted }.map { node in
      switch node.shape {
      case .counted: (node.shape, counted)
      case .topDomain: (node.shape, top)
      default: (node.shape, node.kind.map { Naming.words($0, plural: plural) } ?? "")
      }
    }
  }
}

extension LineStyle {
  /// The line of statements that are drawn together.
  init(opposes: Bool, isInferred: Bool, width: Double) {
    self.init(
      role: opposes ? .opposing : .ordinary,
      head: opposes ? .tee : .full,
      isDashed: isInferred,
      width: width
    )
  }
}
