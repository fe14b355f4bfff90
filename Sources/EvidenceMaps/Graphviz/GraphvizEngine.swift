#if Graphviz
  internal import CGraphviz
  internal import EvidenceCore
  internal import Synchronization

  /// What Graphviz said since the last layout began.
  private let complaints = Mutex<String>("")

  /// Called by the C library, often with parts of one message.
  private func hear(_ text: UnsafeMutablePointer<CChar>?) -> CInt {
    guard let text else { return 0 }
    let part = String(cString: text)
    complaints.withLock { if $0.utf8.count < 4000 { $0 += part } }
    return 0
  }

  /// Calls Graphviz; to be made and used on one thread only.
  ///
  /// What is only laid out is handed over as boxes of fixed sizes without a text. What Graphviz draws
  /// it measures by tables of its own; the fonts of the machine make no difference to either.
  struct GraphvizEngine: ~Copyable {
    private let context: OpaquePointer?

    init() {
      agseterrf(hear)
      agseterr(AGWARN)
      context = GraphvizPlugins.context()
    }

    deinit { if let context { gvFreeContext(context) } }

    func layOut(_ request: LayoutRequest) -> Result<LayoutAnswer, EvidenceError> {
      guard let context, let graph = evidence_open("map") else {
        return .failure(EvidenceError("graphviz", "Graphviz could not be started"))
      }
      complaints.withLock { $0 = "" }
      agreseterrors()
      defer { agclose(graph) }
      let (nodes, edges) = build(request, graph)
      guard nodes.count == request.nodes.count, edges.count == request.edges.count else {
        return .failure(EvidenceError("graphviz", "Graphviz took only part of the map"))
      }
      let status = gvLayout(context, graph, "dot")
      defer { gvFreeLayout(context, graph) }
      let said = complaints.withLock { $0 }
      if status != 0 || said.contains("Error") {
        return .failure(
          EvidenceError(
            "graphviz",
            "Graphviz could not lay the map out: "
              + (said.isEmpty ? "status \(status)" : LegibleText.clean(said, limit: 300)),
            hint: "ask for DOT text instead, or for fewer chains"
          )
        )
      }
      let height = evidence_height(graph)
      return .success(
        LayoutAnswer(
          centers: nodes.map { Point(evidence_node_x($0), height - evidence_node_y($0)) },
          splines: edges.map { spline($0, height: height) },
          width: evidence_width(graph),
          height: height
        )
      )
    }

    /// What Graphviz has to say against some DOT text of ours; `nil` where it lays it out.
    ///
    /// Not for text from elsewhere: only our own writer keeps to what Graphviz survives.
    func complaint(about dot: String) -> String? {
      complaints.withLock { $0 = "" }
      agreseterrors()
      guard let context, let graph = agmemread(dot) else {
        return "unreadable: " + complaints.withLock { $0 }
      }
      defer { agclose(graph) }
      let status = gvLayout(context, graph, "dot")
      defer { gvFreeLayout(context, graph) }
      let said = complaints.withLock { $0 }
      return status == 0 && said.isEmpty ? nil : said.isEmpty ? "status \(status)" : said
    }

    /// Some DOT text of ours as Graphviz itself draws it: not yet fit to be shown.
    ///
    /// - Parameter isPlaced: whether every box has its place already.
    func render(_ dot: String, isPlaced: Bool) -> Result<String, EvidenceError> {
      complaints.withLock { $0 = "" }
      agreseterrors()
      guard let context, let graph = agmemread(dot) else { return failure("unreadable DOT text") }
      defer { agclose(graph) }
      let status = gvLayout(context, graph, isPlaced ? "nop2" : "dot")
      defer { gvFreeLayout(context, graph) }
      let said = complaints.withLock { $0 }
      guard status == 0, !said.contains("Error"), !said.contains("error") else {
        return failure("status \(status)")
      }
      guard let text = evidence_svg(context, graph) else { return failure("nothing was drawn") }
      defer { gvFreeRenderData(text) }
      return .success(String(cString: text))
    }

    private func failure<Answer>(_ otherwise: String) -> Result<Answer, EvidenceError> {
      let said = complaints.withLock { $0 }
      return .failure(
        EvidenceError(
          "graphviz",
          "Graphviz could not draw the map: "
            + (said.isEmpty ? otherwise : LegibleText.clean(said, limit: 300)),
          hint: "leave --plain away, or ask for DOT text"
        )
      )
    }

    private func build(
      _ request: LayoutRequest,
      _ graph: UnsafeMutablePointer<Agraph_t>
    ) -> ([UnsafeMutablePointer<Agnode_t>], [UnsafeMutablePointer<Agedge_t>]) {
      func set(_ object: UnsafeMutableRawPointer, _ name: String, _ value: String) {
        precondition(value.utf8.count <= 900, "attributes are short")
        evidence_set(object, name, value)
      }
      func inches(_ points: Double) -> String {
        let bounded = points.isFinite ? min(max(points, 1), 4000) : 1
        return String((bounded / 72 * 10_000).rounded() / 10_000)
      }
      set(graph, "rankdir", "LR")
      set(graph, "nodesep", inches(request.nodeSeparation))
      set(graph, "ranksep", inches(request.rankSeparation))
      set(graph, "splines", "true")
      set(graph, "pad", "0")
      set(graph, "outputorder", "nodesfirst")
      var nodes: [UnsafeMutablePointer<Agnode_t>] = []
      for (index, node) in request.nodes.enumerated() {
        guard let made = evidence_node(graph, "n\(index)") else { break }
        set(made, "label", "")
        set(made, "shape", "box")
        set(made, "fixedsize", "true")
        set(made, "width", inches(node.width))
        set(made, "height", inches(node.height))
        nodes.append(made)
      }
      guard nodes.count == request.nodes.count else { return (nodes, []) }
      setLayers(request, nodes, graph)
      var edges: [UnsafeMutablePointer<Agedge_t>] = []
      for (index, edge) in request.edges.enumerated() {
        guard let made = evidence_edge(graph, nodes[edge.from], nodes[edge.to], "e\(index)") else {
          break
        }
        set(made, "weight", String(min(max(edge.weight, 0), 100)))
        set(made, "minlen", String(min(max(edge.minimumLength, 0), 20)))
        set(made, "headclip", "false")
        set(made, "tailclip", "false")
        set(made, "arrowhead", "none")
        edges.append(made)
      }
      return (nodes, edges)
    }

    /// Keeps the nodes of a layer in one rank, and the layers in their order by unseen lines.
    private func setLayers(
      _ request: LayoutRequest,
      _ nodes: [UnsafeMutablePointer<Agnode_t>],
      _ graph: UnsafeMutablePointer<Agraph_t>
    ) {
      var layers: [Int: [Int]] = [:]
      for (index, node) in request.nodes.enumerated() {
        if let layer = node.layer { layers[layer, default: []].append(index) }
      }
      var before: (layer: Int, node: Int)?
      for (layer, members) in layers.sorted(by: { $0.key < $1.key }) {
        if let subgraph = evidence_subgraph(graph, "l\(layer)") {
          evidence_set(subgraph, "rank", "same")
          for member in members { agsubnode(subgraph, nodes[member], 1) }
        }
        if let before,
          let unseen = evidence_edge(graph, nodes[before.node], nodes[members[0]], "o\(layer)")
        {
          evidence_set(unseen, "style", "invis")
          evidence_set(unseen, "weight", "0")
          evidence_set(unseen, "minlen", String(min(max(layer - before.layer, 1), 20)))
        }
        before = (layer, members[0])
      }
    }

    private func spline(_ edge: UnsafeMutablePointer<Agedge_t>, height: Double) -> Spline {
      var curves: [Curve] = []
      for piece in 0..<evidence_pieces(edge) {
        func point(_ index: CInt) -> Point {
          Point(
            evidence_point_x(edge, piece, index),
            height - evidence_point_y(edge, piece, index)
          )
        }
        let count = evidence_points(edge, piece)
        var index: CInt = 0
        while index + 3 < count {
          curves.append(
            Curve(a: point(index), b: point(index + 1), c: point(index + 2), d: point(index + 3))
          )
          index += 3
        }
      }
      return Spline(curves: curves)
    }
  }
#endif
