internal import EvidenceCore

/// Turns what a user selected into the entries of an axis.
struct AxisBuilder {
  let graph: EvidenceGraph
  let hierarchy: Hierarchy

  /// The axis of a selection, for witnesses of a kind.
  ///
  /// - Throws: `EvidenceError` if the selection names no scheme and no kind of the graph, several
  ///   schemes, or a level that the scheme does not have.
  func axis(_ query: CoverageQuery.Axis, of witness: Kind) throws(EvidenceError) -> CoverageAxis {
    let members = members(of: query.selection)
    if let values = valuesAxis(query.selection, members?.nodes) {
      return try axis(query, values, of: witness)
    }
    guard let (selection, nodes) = members else { throw failure(query.selection) }
    let depth = nodes.map { hierarchy.level(of: $0) }.max() ?? 1
    if let level = query.level, level < 1 || level > depth {
      throw EvidenceError(
        "no-such-level",
        "'\(selection)' has no level \(level)",
        hint: depth == 1 ? "it has one level" : "its levels are 1 to \(depth)"
      )
    }
    let ordered = inSchemeOrder(nodes)
    let shown = ordered.filter { node in
      (query.level == nil || hierarchy.level(of: node) == query.level)
        && query.only?.contains(graph.key(of: node)) ?? true
    }
    let above = hierarchy.nearestAbove(among: Set(shown))
    var position: [NodeID: Int] = [:]
    for (index, node) in shown.enumerated() { position[node] = index }
    var entries = shown.map { node in
      CoverageAxisEntry(
        node: node,
        level: hierarchy.level(of: node),
        parent: above[node].flatMap { $0 == node ? nil : position[$0] },
        hasChildren: false
      )
    }
    for index in entries.indices {
      if let parent = entries[index].parent { entries[parent].hasChildren = true }
    }
    let kind =
      nodes.first.map { graph.kind(of: $0) }
      ?? (Kind.builtIn.contains(Kind(selection)) ? Kind(selection) : .taxonomyNode)
    return CoverageAxis(
      selection: selection,
      level: query.level,
      title: graph.header.schemes.first { $0.id == selection }?.title ?? selection,
      entries: entries,
      relations: relations(from: witness, to: kind, occurringAt: nodes),
      only: query.only
    )
  }

  /// What a selection's values are of; `nil` where it is a scheme or a kind, or nothing that is known.
  private func valuesAxis(_ selection: String, _ members: [NodeID]?) -> AxisValues? {
    if let nodes = members {
      return nodes.first.map { graph.kind(of: $0) } == .axisValue ? AxisValues(selection) : nil
    }
    // Every source may be a paper of the graph, so that no place had to be added.
    return AxisValues(selection) == .source ? .source : nil
  }

  /// The axis of the values that occur among the witnesses.
  private func axis(
    _ query: CoverageQuery.Axis,
    _ values: AxisValues,
    of witness: Kind
  ) throws(EvidenceError) -> CoverageAxis {
    if let level = query.level, level != 1 {
      throw EvidenceError(
        "no-such-level",
        "'\(query.selection)' has no level \(level)",
        hint: "values have one level"
      )
    }
    var entries: [CoverageAxisEntry] = []
    for value in values.occurring(of: witness, in: graph) {
      guard let node = values.place(of: value, query.selection, in: graph) else {
        throw noPlaces(query.selection)
      }
      entries.append(CoverageAxisEntry(node: node, level: 1, parent: nil, hasChildren: false))
    }
    return CoverageAxis(
      selection: query.selection,
      level: query.level,
      title: query.selection,
      entries: entries,
      relations: values.isOfClaims ? [.addresses] : [],
      values: values
    )
  }

  /// Why a selection is no scheme and no kind.
  private func failure(_ selection: String) -> EvidenceError {
    let versions = schemes.keys.filter { $0.hasPrefix(selection + "@") }
      .sorted { $0.precedesInUTF8($1) }
    if versions.count > 1 {
      return EvidenceError(
        "ambiguous-scheme",
        "'\(selection)' stands for \(versions.joined(separator: ", "))",
        hint: "name the version: a code of one version means something else in another"
      )
    }
    return hasValues(selection) ? noPlaces(selection) : unknown(selection)
  }

  /// Whether a selection may be an axis of values: some node has the property, or claims have it.
  func hasValues(_ selection: String) -> Bool {
    guard case .property(let name) = AxisValues(selection), name != "year" else { return true }
    return graph.nodes.contains { graph.property(name, of: $0) != nil }
  }

  private func noPlaces(_ selection: String) -> EvidenceError {
    EvidenceError(
      "no-places",
      "the axis '\(selection)' is of values, for which this graph has no places",
      hint: "'coverage' and 'map coverage' make them; in the library withPlaces(of:for:) does"
    )
  }

  /// What belongs to a kind or a scheme, which may be named without its version where there is one;
  /// `nil` where the selection names none.
  func members(of selection: String) -> (name: String, nodes: [NodeID])? {
    let kind = Kind(selection)
    if graph.kinds.contains(kind) || Kind.builtIn.contains(kind) {
      return (selection, graph.nodes(of: kind))
    }
    let schemes = schemes
    if let nodes = schemes[selection] { return (selection, nodes) }
    let versions = schemes.keys.filter { $0.hasPrefix(selection + "@") }
    guard versions.count == 1, let nodes = schemes[versions[0]] else { return nil }
    return (versions[0], nodes)
  }

  /// That a selection names nothing in the graph, with what there is.
  func unknown(_ selection: String) -> EvidenceError {
    let known = schemes.keys.sorted { $0.precedesInUTF8($1) } + graph.kinds.map(\.name)
    let values = ["year", "evidenceType", "source", "via"]
    return EvidenceError(
      "unknown-axis",
      "this graph has no scheme, kind or property '\(selection)'",
      hint: Suggestion.hint(for: selection, among: known + values)
        ?? "there are: \((known + values).joined(separator: ", "))"
    )
  }

  private var schemes: [String: [NodeID]] {
    var schemes: [String: [NodeID]] = [:]
    for node in graph.nodes where isConcept(node) {
      if let scheme = graph.scheme(of: node) { schemes[scheme, default: []].append(node) }
    }
    return schemes
  }

  private func isConcept(_ node: NodeID) -> Bool {
    let kind = graph.kind(of: node)
    return kind != .paper && kind != .mitigation
  }

  /// Parents before their children, siblings in the order of their codes.
  private func inSchemeOrder(_ nodes: [NodeID]) -> [NodeID] {
    let members = Set(nodes)
    func precedes(_ a: NodeID, _ b: NodeID) -> Bool {
      let (x, y) = (graph.notation(of: a), graph.notation(of: b))
      if let x, let y, x != y { return NaturalOrder.precedes(x, y) }
      return a < b
    }
    let tops = nodes.filter { node in
      !hierarchy.parents(of: node).contains { members.contains($0) }
    }
    var result: [NodeID] = []
    var seen: Set<NodeID> = []
    // A concept with several parents comes behind the last of them.
    var waiting: [NodeID: Int] = [:]
    for node in nodes {
      waiting[node] = hierarchy.parents(of: node).count { members.contains($0) }
    }
    var stack = Array(tops.sorted(by: precedes).reversed())
    while let node = stack.popLast() {
      guard seen.insert(node).inserted else { continue }
      result.append(node)
      let ready = hierarchy.children(of: node).filter { child in
        guard let left = waiting[child] else { return false }
        waiting[child] = left - 1
        return left == 1
      }
      stack += ready.sorted(by: precedes).reversed()
    }
    return result + nodes.filter { !seen.contains($0) }
  }

  /// The relations by which a witness reaches nodes of a kind; of those into a taxonomy, the ones
  /// that occur there.
  private func relations(
    from witness: Kind,
    to kind: Kind,
    occurringAt nodes: [NodeID]
  ) -> [Relation] {
    let all = relations(from: witness, to: kind)
    guard all.count > 1, all.contains(.classifiedAs) else { return all }
    let occurring = all.filter { relation in
      nodes.contains { !graph.incoming($0, relation).isEmpty }
    }
    return occurring.isEmpty ? [.classifiedAs] : occurring
  }

  private func relations(from witness: Kind, to kind: Kind) -> [Relation] {
    switch (witness, kind) {
    case (.mitigation, .risk), (.mitigation, .riskDomain): return [.addresses]
    case (.risk, .riskDomain): return [.inDomain]
    case (.risk, .mitigation): return [.addresses]
    case (.risk, .paper): return [.identifies]
    case (.mitigation, .paper), (.paper, .mitigation): return [.proposes, .evaluates]
    case (.paper, .paper): return [.proposes, .evaluates, .identifies]
    case (.paper, .risk), (.paper, .riskDomain): return [.addresses, .identifies]
    case (.paper, _): return [.classifiedAs] + declared(from: [.mitigation, .risk], to: kind)
    default: return [.classifiedAs] + declared(from: [witness], to: kind)
    }
  }

  private func declared(from witnesses: [Kind], to kind: Kind) -> [Relation] {
    graph.header.relations
      .filter { definition in
        !Relation.builtIn.contains(definition.relation) && definition.to.contains(kind)
          && witnesses.contains { definition.from.contains($0) }
      }
      .map(\.relation).sorted()
  }
}
