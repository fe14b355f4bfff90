internal import EvidenceCore

/// The way to Graphviz, if the package was built with it.
enum LayoutDoor {
  /// Lays a graph out with dot, from left to right. Callers wait their turn.
  ///
  /// - Returns: the same answer for the same request.
  /// - Throws: `EvidenceError` if there are too many nodes to read or to lay out, if Graphviz
  ///   reports an error, or if the package was built without it.
  static func layOut(_ request: LayoutRequest) throws(EvidenceError) -> LayoutAnswer {
    guard request.nodes.count <= LayoutRequest.mostNodes else {
      throw EvidenceError(
        "map-too-large",
        "the map has \(request.nodes.count) boxes, and at most \(LayoutRequest.mostNodes) are laid out",
        hint: "ask for fewer chains or hops, or for a coverage map, which folds"
      )
    }
    for edge in request.edges {
      precondition(
        request.nodes.indices.contains(edge.from) && request.nodes.indices.contains(edge.to),
        "an edge joins two nodes of its request"
      )
    }
    guard !request.nodes.isEmpty else {
      return LayoutAnswer(centers: [], splines: [], width: 0, height: 0)
    }
    #if Graphviz
      let answer = GraphvizThread.shared.perform { $0.layOut(request) }
      guard let answer else { throw EvidenceError("graphviz", "the layout gave no answer") }
      return try answer.get()
    #else
      throw EvidenceError(
        "no-graphviz",
        "this build has no Graphviz to lay the map out with",
        hint:
          "build with the package trait 'Graphviz', or ask for DOT text and lay it out elsewhere"
      )
    #endif
  }

  /// Has Graphviz draw a graph by itself. Callers wait their turn.
  ///
  /// - Returns: SVG as Graphviz writes it, to be passed through ``PlainSVG`` before it is shown.
  /// - Throws: `EvidenceError` past the budget, if Graphviz reports an error, or if the package was
  ///   built without it.
  static func render(_ graph: DOTGraph, budget: LayoutBudget) throws(EvidenceError) -> String {
    try budget.check(graph)
    #if Graphviz
      let (text, isPlaced) = (graph.text, graph.isPlaced)
      let answer = GraphvizThread.shared.perform { $0.render(text, isPlaced: isPlaced) }
      guard let answer else { throw EvidenceError("graphviz", "the drawing gave no answer") }
      return try answer.get()
    #else
      throw EvidenceError(
        "no-graphviz",
        "this build has no Graphviz to draw the map with",
        hint:
          "build with the package trait 'Graphviz', or ask for DOT text and draw it elsewhere"
      )
    #endif
  }

  /// Whether the package was built with Graphviz.
  static var isOpen: Bool {
    #if Graphviz
      return true
    #else
      return false
    #endif
  }
}
