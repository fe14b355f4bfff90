/// What Graphviz is asked: where boxes of given sizes should stand, and how lines should run.
///
/// It holds no text and no data: nodes are known by their number, so that nothing from a graph
/// ever reaches the C library.
struct LayoutRequest: Hashable, Sendable {
  struct Node: Hashable, Sendable {
    /// In points.
    var width: Double
    var height: Double
    /// Nodes of one layer stand in one column, layers from left to right.
    var layer: Int?
  }

  struct Edge: Hashable, Sendable {
    var from: Int
    var to: Int
    /// How much a short, straight line is worth, from 0 to 100.
    var weight = 1
    /// How many ranks lie between the ends, at least.
    var minimumLength = 1
  }

  var nodes: [Node]
  var edges: [Edge]
  /// Distances in points.
  var nodeSeparation = 12.0
  var rankSeparation = 20.0

  /// More nodes than this are not laid out within the process.
  static let mostNodes = 500
}

/// What Graphviz answers: y grows downwards, in points.
struct LayoutAnswer: Hashable, Sendable {
  /// The middle of each node.
  var centers: [Point]
  /// The line of each edge, from middle to middle; parts under the boxes are still to be cut.
  var splines: [Spline]
  var width: Double
  var height: Double
}
