internal import EvidenceCore

/// Writes one node with its statements and who made them.
struct NodeReport {
  /// The statements of one relation that lead one way.
  private struct Group {
    var relation: Relation
    var isOutgoing: Bool
    var edges: [EdgeID]
    /// How many there are without the limit.
    var count: Int
  }

  private let node: NodeID
  private let graph: EvidenceGraph
  private let groups: [Group]

  /// Collects what is to be written.
  ///
  /// - Parameters:
  ///   - node: the node.
  ///   - graph: its graph.
  ///   - relations: the relations to list; `nil`: all.
  ///   - limit: how many statements of each relation and direction to list; `nil`: all.
  init(_ node: NodeID, _ graph: EvidenceGraph, relations: Set<Relation>?, limit: Int?) {
    self.node = node
    self.graph = graph
    var groups: [Group] = []
    // Outgoing and incoming statements come sorted by relation. One from a node to itself is both.
    for (isOutgoing, edges) in [(true, graph.outgoing(node)), (false, graph.incoming(node))] {
      for edge in edges where isOutgoing || graph.from(edge) != node {
        let relation = graph.relation(of: edge)
        if let relations, !relations.contains(relation) { continue }
        let last = groups.count - 1
        if last >= 0, groups[last].relation == relation, groups[last].isOutgoing == isOutgoing {
          groups[last].edges.append(edge)
        } else {
          groups.append(
            Group(relation: relation, isOutgoing: isOutgoing, edges: [edge], count: 0)
          )
        }
      }
    }
    self.groups = groups.sorted { a, b in
      a.relation != b.relation ? a.relation < b.relation : a.isOutgoing
    }
    .map { group in
      Group(
        relation: group.relation,
        isOutgoing: group.isOutgoing,
        edges: limit.map { Array(group.edges.prefix($0)) } ?? group.edges,
        count: group.edges.count
      )
    }
  }

  /// How many statements are not listed.
  var left: Int { groups.reduce(0) { $0 + $1.count - $1.edges.count } }

  /// The most statements of one relation and direction: a limit that leaves nothing out.
  var most: Int { groups.map(\.count).max() ?? 0 }

  func json() -> JSONValue {
    .object([
      JSONMember("node", ArchiveRecord.json(graph.value(of: node))),
      JSONMember(
        "statements",
        .array(
          statements.map { .object(members(of: $0)) }
        )
      ),
      JSONMember(
        "summary",
        .array(
          groups.map { group in
            .object([
              JSONMember("relation", .string(group.relation.name)),
              JSONMember("direction", .string(group.isOutgoing ? "from" : "to")),
              JSONMember("statements", .integer(Int64(group.count))),
            ])
          }
        )
      ),
    ])
  }

  /// The statements that are listed.
  var statements: [EdgeID] { groups.flatMap(\.edges) }

  /// A statement as data, with the names of its ends and its source.
  func members(of edge: EdgeID) -> [JSONMember] {
    guard case .object(let members) = ArchiveRecord.json(graph.statement(edge)) else { return [] }
    return members + names(of: edge)
  }

  private func names(of edge: EdgeID) -> [JSONMember] {
    func name(_ node: NodeID?) -> JSONValue {
      node.flatMap { graph.label(of: $0) }.map { .string($0) } ?? .null
    }
    return [
      JSONMember("fromName", name(graph.from(edge))), JSONMember("toName", name(graph.to(edge))),
      JSONMember("sourceName", name(graph.sourceNode(of: edge))),
    ]
  }

  func table() -> TextTable {
    TextTable(
      heads: [
        "from", "fromName", "relation", "to", "toName", "denied", "stance", "evidenceType",
        "confidence", "source", "sourceName", "via", "locator", "rationale", "justification",
        "method", "coder", "reviewer", "id",
      ],
      rows: groups.flatMap(\.edges).map { edge in
        func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
        let names = names(of: edge).map(\.value)
        return [
          .string(graph.key(of: graph.from(edge)).text), names[0],
          .string(graph.relation(of: edge).name),
          .string(graph.key(of: graph.to(edge)).text), names[1],
          .boolean(graph.isNegated(edge)), text(graph.stance(of: edge)?.rawValue),
          text(graph.evidenceType(of: edge)?.rawValue),
          graph.confidence(of: edge).map { .number($0) } ?? .null,
          text(graph.source(of: edge)?.text), names[2], text(graph.via(of: edge)),
          text(graph.locator(of: edge)), text(graph.rationale(of: edge)),
          text(graph.justification(of: edge)?.name), text(graph.method(of: edge)?.rawValue),
          .array(graph.coders(of: edge).map { .string($0) }),
          .array(graph.reviewers(of: edge).map { .string($0) }), .string(graph.id(of: edge)),
        ]
      }
    )
  }

  /// The node as people read it: what it is, how many statements of which sort, then these.
  func text(width: Int? = Console.width) -> String {
    guard let width else { return lines() }
    return DisplayWidth.wrapped(lines: lines(), to: width)
  }

  private func lines() -> String {
    let value = graph.value(of: node)
    var text = "\(graph.title(of: node))\n  key: \(value.key)\n  kind: \(value.kind)\n"
    if let scheme = graph.scheme(of: node) { text += "  scheme: \(scheme)\n" }
    if !value.sameAs.isEmpty { text += "  same as: \(value.sameAs.joined(separator: ", "))\n" }
    for (name, property) in value.properties.sorted(by: { $0.key < $1.key }) {
      text += "  \(name): \(property.text)\n"
    }
    let total = groups.reduce(0) { $0 + $1.count }
    text += "  statements: \(total)\n"
    for group in groups { text += "    \(summary(of: group))\n" }
    for group in groups {
      text += "\n  \(group.isOutgoing ? "→" : "←") \(group.relation)\n"
      for edge in group.edges {
        let other = group.isOutgoing ? graph.to(edge) : graph.from(edge)
        text += "    \(graph.title(of: other))  (\(graph.key(of: other)))\n"
        text += "      \(StatementText.provenance(of: edge, in: graph))\n"
      }
      let left = group.count - group.edges.count
      if left > 0 { text += "    … and \(left) more\n" }
    }
    return text
  }

  /// `12 ← ADDRESSES from Mitigation: 10 supports, 2 opposes; 5 works`.
  private func summary(of group: Group) -> String {
    let edges = Array(group.isOutgoing ? graph.outgoing(node) : graph.incoming(node))
      .filter { graph.relation(of: $0) == group.relation }
    let kinds = Set(
      edges.map { graph.kind(of: group.isOutgoing ? graph.to($0) : graph.from($0)) }
    )
    var text = "\(group.count) \(group.isOutgoing ? "→" : "←") \(group.relation) "
    text += group.isOutgoing ? "to " : "from "
    text += kinds.sorted().map(\.name).joined(separator: ", ")
    let denied = edges.count { graph.isNegated($0) }
    var parts: [String] = []
    if group.relation.bearsEvidence {
      let stances = edges.filter { !graph.isNegated($0) }.map { graph.stance(of: $0) }
      for stance in Stance.allCases where stance != .supports {
        let count = stances.count { $0 == stance }
        if count > 0 { parts.append("\(count) \(stance.rawValue)") }
      }
      let works = Set(edges.compactMap { graph.source(of: $0) }).count
      parts.append(works == 1 ? "1 source" : "\(works) sources")
    }
    if denied > 0 { parts.append("\(denied) denied") }
    return text + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
  }
}
