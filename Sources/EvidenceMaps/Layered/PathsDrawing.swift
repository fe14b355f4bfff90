internal import EvidenceAnalysis
internal import EvidenceCore

/// Makes boxes and lines of chains.
struct PathsDrawing {
  let map: PathsMap
  /// The positions of the chains in the map's order, one less than their numbers.
  let places: [Int]
  let chains: [EvidenceChain]
  /// How narrow boxes are, from 0 to 2, so that more layers fit.
  var narrowness = 0

  private var graph: EvidenceGraph { map.graph }
  private var naming: Naming { Naming(graph: map.graph) }
  private var words: ChainWords { ChainWords(map: map) }

  /// A line as several chains may share it.
  private struct Line {
    var step: EvidenceChain.Step
    var from: NodeID
    var to: NodeID
    var chains: [Int]
    /// The statements that say the same between the two.
    var statements: Set<EdgeID>
  }

  /// Statements of one relation and one side between two nodes are one line.
  private struct LineKey: Hashable {
    var from: NodeID
    var to: NodeID
    var relation: Relation
    var opposes: Bool
  }

  /// Whether the first chain is one that does not oppose.
  private var isLed: Bool { chains.first.map { $0.stance != .opposes } ?? false }

  func drawing() -> LayeredDrawing {
    var drawing = LayeredDrawing()
    let lines = sharedLines()
    let miss = chains.isEmpty ? map.answer.nearestMiss : nil
    let missPath = missingPath(miss)
    var pairs = lines.map { ($0.from, $0.to) }
    pairs += zip(missPath, missPath.dropFirst()).map { ($0, $1) }
    let shown = Set(pairs.flatMap { [$0.0, $0.1] } + missPath + chains.flatMap(\.nodes))
    let layers = Layers(graph: graph, pairs: pairs, nodes: shown)
    let order = shown.sorted { (layers[$0], graph.key(of: $0)) < (layers[$1], graph.key(of: $1)) }
    let strongest = Set(isLed ? chains[0].nodes : [])
    let ghost = miss != nil ? missPath.last : nil
    var index: [NodeID: Int] = [:]
    for node in order {
      index[node] = drawing.nodes.count
      drawing.nodes.append(
        box(
          node,
          layer: layers[node],
          isStrong: strongest.contains(node),
          isMissing: node == ghost
        )
      )
    }
    for line in lines {
      guard let from = index[line.from], let to = index[line.to] else { continue }
      drawing.edges.append(edge(line, from: from, to: to))
    }
    addMissing(missPath, miss, index, to: &drawing)
    for layer in Set(order.map { layers[$0] }) {
      drawing.heads[layer] = head(order.filter { layers[$0] == layer }, layers: layers)
    }
    return drawing
  }

  /// The nodes of the nearest miss, and the end that nothing leads to.
  private func missingPath(_ miss: NearestMiss?) -> [NodeID] {
    guard let miss else { return [] }
    var path = miss.nodes.isEmpty ? [miss.from ?? map.answer.from] : miss.nodes
    let end = miss.to ?? map.answer.to
    if !path.contains(end) { path.append(end) }
    return path
  }

  private func sharedLines() -> [Line] {
    var lines: [LineKey: Line] = [:]
    for (number, chain) in chains.enumerated() {
      for (position, step) in chain.steps.enumerated() {
        let key = LineKey(
          from: chain.nodes[position],
          to: chain.nodes[position + 1],
          relation: step.relation,
          opposes: RelationWords.opposes(step.edge, in: graph)
        )
        let new = Line(step: step, from: key.from, to: key.to, chains: [], statements: [])
        lines[key, default: new].chains.append(places[number] + 1)
        lines[key]?.statements.insert(step.edge)
      }
    }
    return lines.values.sorted {
      ($0.chains[0], graph.key(of: $0.from), graph.key(of: $0.to), $0.step.edge)
        < ($1.chains[0], graph.key(of: $1.from), graph.key(of: $1.to), $1.step.edge)
    }
  }

  private func box(_ node: NodeID, layer: Int, isStrong: Bool, isMissing: Bool)
    -> LayeredDrawing.Node
  {
    let kind = graph.kind(of: node)
    let isPaper = kind == .paper
    let name =
      (isPaper ? naming.name(node) : naming.title(node))
      + (map.twins.contains(node) ? " [\(naming.tail(node))]" : "")
    let wrapped = TextMeasure.wrap(
      name,
      size: LayeredDrawing.Node.nameSize,
      bold: true,
      width: isPaper ? [140, 112, 92][narrowness] : [110, 90, 74][narrowness],
      maxLines: narrowness > 0 ? 4 : 3
    )
    var detail = ""
    var paint = PaintClass.second
    if isMissing {
      // A paper that states nothing is further away than one statement.
      let isFar = map.answer.nearestMiss?.cause == .statesNothing
      let words =
        isFar
        ? ["gap: two statements at least", "gap: two or more"]
        : ["gap: one statement closes it", "gap: one statement"]
      let width = detailWidth
      detail =
        words.first {
          TextMeasure.room($0, size: LayeredDrawing.Node.detailSize) <= width
        } ?? "gap"
      paint = .gapText
    } else if isPaper {
      let citation = naming.citation(node)
      detail = name.hasPrefix(citation.prefix(20)) ? "" : citation
    } else if kind == .mitigation {
      detail = graph.incoming(node, .proposes).first.map { naming.citation(graph.from($0)) } ?? ""
    } else {
      (detail, paint) = claims(on: node)
    }
    detail = TextMeasure.fitted(
      detail,
      size: LayeredDrawing.Node.detailSize,
      width: detailWidth
    )
    var box = LayeredDrawing.Node(
      node,
      naming,
      lines: wrapped.lines,
      detail: detail,
      layer: layer
    )
    (box.detailPaint, box.isStrong, box.isMissing) = (paint, isStrong, isMissing)
    return box
  }

  private var detailWidth: Double { [112, 92, 84][narrowness] }

  /// How many works claim something of a risk, over the chains that are drawn.
  private func claims(on node: NodeID) -> (String, PaintClass) {
    let all = chains.filter { $0.claim.map { graph.to($0) } == node }
    guard !all.isEmpty else { return ("", .second) }
    func sources(_ opposing: Bool) -> Int {
      Set(
        all.filter { ($0.stance == .opposes) == opposing }.compactMap { chain in
          chain.claim.map { graph.source(of: $0)?.text ?? "unknown \(chain.nodes[0].index)" }
        }
      ).count
    }
    let (for_, against) = (sources(false), sources(true))
    if against > 0 {
      return ("\(for_) for, \(against) against", .opposingText)
    }
    return (
      Figures.count(for_, "source") + (for_ < map.answer.policy.thinBelow ? ": thin" : ""), .second
    )
  }

  private func edge(_ line: Line, from: Int, to: Int) -> LayeredDrawing.Edge {
    let relation = line.step.relation
    let factor = words.factor(line.step.edge)
    let isFirst = isLed && line.chains.contains(1)
    let stance = graph.stance(of: line.step.edge)
    let opposes = RelationWords.opposes(relation, stance)
    let chain = map.chains[line.chains[0] - 1]
    let isClaim = chain.claim == line.step.edge
    let isQuiet = relation == .broader || relation == .inDomain || relation == .broadMatch
    let isCoded = isQuiet && relation != .broadMatch
    let isInferred = graph.areInferred(line.statements)
    var style = LineStyle(
      role: opposes ? .opposing : isFirst ? .strongest : .ordinary,
      head: opposes ? .tee : isClaim && chain.directness == .borrowed ? .hollow : .full,
      isDashed: isInferred,
      width: factor.isStated
        ? MapStyle.edgeWidth(factor.value) : factor.counts ? MapStyle.edgeWidth(nil) : 1.5
    )
    let source = graph.sourceNode(of: line.step.edge).map { naming.citation($0) }
    var tooltip =
      "\(words.short(line.from)) \(Naming.words(relation, stance)) \(words.short(line.to))"
    if line.statements.count > 1 {
      tooltip += ", \(Figures.count(line.statements.count)) statements; of the first:"
    }
    tooltip += "\nsays: " + (source ?? "source unknown")
    if let via = graph.via(of: line.step.edge) {
      tooltip += "; read in \(LegibleText.clean(via, limit: 80))"
    }
    if factor.counts {
      tooltip +=
        "\nfactor " + SupportScore.text(factor.value)
        + (factor.isStated ? "" : ", confidence unknown")
    }
    tooltip +=
      "\nin \(line.chains.count == 1 ? "chain" : "chains") "
      + line.chains.map { String($0) }.joined(separator: ", ")
    var label: LayeredDrawing.Label?
    if isCoded {
      style = isFirst ? LineStyle(role: .strongest, head: .none, isDashed: false, width: 1) : .quiet
      style.isDashed = isInferred
    } else {
      let who = "\(source ?? "unknown source") opposes"
      let word =
        !opposes
        ? Naming.words(relation) : TextMeasure.reach(who, size: 7) <= 96 ? who : "opposes"
      label = LayeredDrawing.Label(
        rings: Array(line.chains.prefix(3)),
        value: factor.counts ? factor.isStated ? SupportScore.text(factor.value) : "?" : "",
        word: TextMeasure.fitted(word, size: 7, width: 112),
        paint: opposes ? .opposingText : .second,
        isBold: isFirst
      )
    }
    return LayeredDrawing.Edge(
      idPart: graph.id(of: line.step.edge),
      from: from,
      to: to,
      style: style,
      label: label,
      name: tooltip,
      tooltip: tooltip,
      weight: isFirst ? 8 : 2
    )
  }

  private func addMissing(
    _ path: [NodeID],
    _ miss: NearestMiss?,
    _ index: [NodeID: Int],
    to drawing: inout LayeredDrawing
  ) {
    guard let miss else { return }
    for (position, (a, b)) in zip(path, path.dropFirst()).enumerated() {
      guard let from = index[a], let to = index[b] else { continue }
      let isGap = position == path.count - 2
      let relation = isGap ? miss.relation : self.relation(between: a, b)
      let words =
        isGap && miss.cause == .statesNothing
        ? "states nothing that leads to" : relation.map { Naming.words($0) } ?? "leads to"
      let name = "\(self.words.short(a)) \(words) \(self.words.short(b))"
      drawing.edges.append(
        LayeredDrawing.Edge(
          idPart: isGap ? "gap" : "step-\(position + 1)",
          from: from,
          to: to,
          style: isGap
            ? .missing : LineStyle(role: .ordinary, head: .full, isDashed: false, width: 1.5),
          label: LayeredDrawing.Label(
            rings: [],
            value: isGap ? "gap" : "",
            word: !isGap
              ? words
              : miss.cause == .statesNothing ? "it states nothing" : "no statement: \(words)",
            paint: isGap ? .gapText : .second
          ),
          name: isGap ? "missing: \(name)" : name,
          tooltip: isGap ? "gap: no statement says that \(name)" : name
        )
      )
    }
  }

  private func relation(between a: NodeID, _ b: NodeID) -> Relation? {
    for edge in graph.outgoing(a) where graph.to(edge) == b { return graph.relation(of: edge) }
    for edge in graph.incoming(a) where graph.from(edge) == b { return graph.relation(of: edge) }
    return nil
  }

  private func head(_ nodes: [NodeID], layers: Layers) -> String {
    let kinds = Set(nodes.map { graph.kind(of: $0) }).sorted()
    let parts = kinds.map { kind -> String in
      let word = Naming.words(kind)
      if kind == .mitigation, nodes.contains(where: { layers.depth(of: $0) > 0 }) {
        return "matched measure"
      }
      if kind == .riskDomain, nodes.allSatisfy({ !graph.outgoing($0, .broader).isEmpty }) {
        return "risk subdomain"
      }
      return word
    }
    let text = parts.joined(separator: " or ")
    return Naming.capitalised(text)
  }

  /// The layer of each node: papers, then mitigations, then risks and domains; within these, the
  /// longest way there.
  struct Layers {
    private var numbers: [NodeID: Int] = [:]
    private var depths: [NodeID: Int] = [:]

    init(graph: EvidenceGraph, pairs: [(NodeID, NodeID)], nodes: Set<NodeID>) {
      func stage(_ node: NodeID) -> Int {
        switch graph.kind(of: node) {
        case .paper: 0
        case .risk, .riskDomain: 2
        default: 1
        }
      }
      for node in nodes { depths[node] = 0 }
      for _ in 0..<min(nodes.count, 40) {
        var changed = false
        for (from, to) in pairs where stage(from) == stage(to) && from != to {
          let wanted = (depths[from] ?? 0) + 1
          if wanted > depths[to] ?? 0, wanted < 12 {
            depths[to] = wanted
            changed = true
          }
        }
        if !changed { break }
      }
      let used = Set(nodes.map { stage($0) * 100 + (depths[$0] ?? 0) }).sorted()
      for node in nodes {
        numbers[node] = used.firstIndex(of: stage(node) * 100 + (depths[node] ?? 0)) ?? 0
      }
    }

    subscript(node: NodeID) -> Int { numbers[node] ?? 0 }
    func depth(of node: NodeID) -> Int { depths[node] ?? 0 }
  }
}
