import EvidenceCore

/// A layer of the ATT&CK Navigator, version 4.5 of its format, in JSON.
enum NavigatorLayerText {
  /// The text of a layer over a graph.
  ///
  /// - Throws: `EvidenceError` if the layer shows nothing.
  static func text(
    of graph: EvidenceGraph,
    _ layer: NavigatorLayer?,
    _ losses: inout LossReport
  ) throws(EvidenceError) -> String {
    guard let layer, !layer.techniques.isEmpty else {
      throw EvidenceError(
        "nothing-to-export",
        "no concepts that a layer could show",
        hint: "name the scheme, or the kind, that stands for techniques"
      )
    }
    losses.loseHeader(graph.header, holding: [.title, .asOf])
    let shown = layer.techniques.compactMap { technique in
      graph.node(technique.key).map { (technique, $0) }
    }
    let ids = shown.map { id(of: $0.1, graph) }
    let domain = domain(ids, graph)
    if domain == nil {
      losses.warn(
        "schemes that are not ATT&CK, whose layers the Navigator does not open",
        layer.scheme
      )
    }
    let names = Set(layer.techniques.map(\.key))
    for node in graph.nodes where !names.contains(graph.key(of: node)) {
      losses.lose("nodes that are no techniques", graph.key(of: node).text)
    }
    for edge in graph.edges {
      losses.lose(graph.statement(edge), "statements, of which a number and a text are left")
    }
    var members = [
      JSONMember("name", .string("\(graph.header.title ?? "Evidence"): \(layer.scheme)")),
      JSONMember("versions", .object(versions(layer, graph, isAttack: domain != nil))),
      JSONMember("domain", .string(domain ?? layer.scheme)),
      JSONMember(
        "description",
        .string("Score: independent works recorded in this graph; none where nobody looked.")
      ),
    ]
    let techniques = zip(shown, ids).map { shown, id in
      JSONWriter.text(technique(shown.0, id, shown.1, graph))
    }
    let legend = layer.legend.map { entry in
      JSONValue.object([
        JSONMember("label", .string(entry.label)), JSONMember("color", .string(entry.color)),
      ])
    }
    if !legend.isEmpty { members.append(JSONMember("legendItems", .array(legend))) }
    if let asOf = graph.header.asOf {
      members.append(JSONMember("metadata", .array([metadata("as of", asOf)])))
    }
    let head = JSONWriter.text(.object(members)).dropLast()
    return "\(head),\"techniques\":[\n\(techniques.joined(separator: ",\n"))\n]}\n"
  }

  private static func versions(
    _ layer: NavigatorLayer,
    _ graph: EvidenceGraph,
    isAttack: Bool
  ) -> [JSONMember] {
    var members: [JSONMember] = []
    let stated = graph.nodes(of: .paper).lazy.compactMap { graph.property("version", of: $0)?.text }
    if isAttack, let version = stated.first?.split(separator: ".").first {
      members.append(JSONMember("attack", .string(String(version))))
    }
    return members + [
      JSONMember("navigator", .string("4.9.1")), JSONMember("layer", .string("4.5")),
    ]
  }

  private static func technique(
    _ technique: NavigatorLayer.Technique,
    _ id: String,
    _ node: NodeID,
    _ graph: EvidenceGraph
  ) -> JSONValue {
    var members = [JSONMember("techniqueID", .string(id))]
    if let score = technique.score { members.append(JSONMember("score", .integer(Int64(score)))) }
    if !technique.color.isEmpty { members.append(JSONMember("color", .string(technique.color))) }
    members.append(JSONMember("comment", .string(technique.comment)))
    members.append(JSONMember("enabled", .boolean(true)))
    var notes = [
      metadata("key", technique.key.text), metadata("kind", graph.kind(of: node).name),
    ]
    if let label = graph.label(of: node), !label.isEmpty { notes.append(metadata("name", label)) }
    members.append(JSONMember("metadata", .array(notes)))
    if let url = graph.property("url", of: node)?.text, KeyIRI.isIRI(url) {
      let link = [JSONMember("label", .string("source")), JSONMember("url", .string(url))]
      members.append(JSONMember("links", .array([.object(link)])))
    }
    return .object(members)
  }

  private static func metadata(_ name: String, _ value: String) -> JSONValue {
    .object([JSONMember("name", .string(name)), JSONMember("value", .string(value))])
  }

  /// The id that a technique is known by: its code, else the last part of its key.
  static func id(of node: NodeID, _ graph: EvidenceGraph) -> String {
    if let notation = graph.notation(of: node) { return notation }
    let local = graph.key(of: node).local
    return local.lastIndex(of: "/").map { String(local[local.index(after: $0)...]) } ?? local
  }

  /// Whether an id is one of ATT&CK's: `T1059`, `T1059.001`, `TA0001`.
  static func isAttack(_ id: String) -> Bool {
    id.wholeMatch(of: /TA?\d{4}(\.\d{3})?/) != nil
  }

  /// The domain of ATT&CK that the ids are of; `nil` where they are none of ATT&CK's.
  private static func domain(_ ids: [String], _ graph: EvidenceGraph) -> String? {
    guard ids.allSatisfy(isAttack) else { return nil }
    let titles = graph.nodes(of: .paper).compactMap { graph.label(of: $0)?.lowercased() }
    if titles.contains(where: { $0.contains("mobile") }) { return "mobile-attack" }
    if titles.contains(where: { $0.hasPrefix("ics ") || $0.contains(" ics ") }) {
      return "ics-attack"
    }
    return "enterprise-attack"
  }
}
