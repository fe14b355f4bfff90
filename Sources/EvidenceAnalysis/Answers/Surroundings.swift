public import EvidenceCore

/// What lies around a node, side by side and hop by hop, with hubs folded.
///
/// What leads to the node is counted below 0, what it leads to above. Denied statements are not
/// there.
///
/// ```swift
/// let around = Surroundings(of: node, hops: 2, limit: 7, in: graph)
/// for link in around.links { print(link.relation, link.edges.count) }
/// ```
public struct Surroundings: Sendable {
  /// A node, or several folded into one.
  public struct Member: Sendable {
    /// The node; `nil` where several are folded.
    public var node: NodeID?
    /// How many nodes it stands for.
    public var count: Int
    /// Its kind; of several, that of the first.
    public var kind: Kind
    /// How many statements away, below 0 on the side of what leads to the node.
    public var layer: Int
  }

  /// Statements of one relation between two members.
  public struct Link: Sendable {
    /// The position in ``Surroundings/members`` of where they start.
    public var from: Int
    /// The position in ``Surroundings/members`` of where they end.
    public var to: Int
    /// Their relation.
    public var relation: Relation
    /// The statements, in the order of what they lead to.
    public var edges: [EdgeID]
  }

  /// The node itself, and then what was met, in the order of hops.
  public private(set) var members: [Member] = []
  /// What joins members of different layers.
  public private(set) var links: [Link] = []
  /// Every statement that was met, folded or not.
  public private(set) var statements: [EdgeID] = []
  /// How many nodes were folded away.
  public private(set) var folded = 0

  /// Statements of one relation on one side of a node, by what they lead to.
  private struct Group {
    var relation: Relation
    var isIncoming: Bool
    var nodes: [NodeID]
    var edges: [NodeID: [EdgeID]]
  }

  /// Walks from a node over the statements around it.
  ///
  /// - Parameters:
  ///   - start: the node in the middle.
  ///   - hops: how many statements far, 1 at the least.
  ///   - relations: the relations that are followed; `nil` follows all.
  ///   - limit: how many nodes one relation shows on one side of the node, before the rest is folded;
  ///     a third of it further out.
  ///   - graph: the graph that holds the node.
  /// - Complexity: O(*s* log *s*) for the *s* statements of the nodes that are shown.
  public init(
    of start: NodeID,
    hops: Int = 1,
    relations: [Relation]? = nil,
    limit: Int = .max,
    in graph: EvidenceGraph
  ) {
    let wanted = relations.map { Set($0) }
    members = [Member(node: start, count: 1, kind: graph.kind(of: start), layer: 0)]
    var index: [NodeID: Int] = [start: 0]
    var seen: Set<EdgeID> = []
    var front = [0]
    for hop in 1...max(hops, 1) {
      var next: [Int] = []
      for owner in front {
        guard let node = members[owner].node else { continue }
        let groups = Surroundings.groups(of: node, graph: graph, wanted: wanted, seen: seen)
        for group in groups {
          statements += group.nodes.flatMap { group.edges[$0] ?? [] }
          seen.formUnion(group.edges.values.joined())
          let side = owner == 0 ? (group.isIncoming ? -1 : 1) : members[owner].layer.signum()
          let known = group.nodes.filter { index[$0] != nil }
          let fresh = group.nodes.filter { index[$0] == nil }
          let room = hop == 1 ? limit : max(1, limit / 3)
          let shown = fresh.count <= room ? fresh : Array(fresh.prefix(room - 1))
          for other in known {
            guard let there = index[other], members[there].layer != members[owner].layer else {
              continue
            }
            link(owner, there, group, group.edges[other] ?? [])
          }
          for other in shown {
            index[other] = members.count
            next.append(members.count)
            members.append(
              Member(node: other, count: 1, kind: graph.kind(of: other), layer: side * hop)
            )
            link(owner, members.count - 1, group, group.edges[other] ?? [])
          }
          let rest = fresh.dropFirst(shown.count)
          if let first = rest.first {
            folded += rest.count
            members.append(
              Member(
                node: nil,
                count: rest.count,
                kind: graph.kind(of: first),
                layer: side * hop
              )
            )
            link(owner, members.count - 1, group, rest.flatMap { group.edges[$0] ?? [] })
          }
        }
      }
      front = next
    }
  }

  private mutating func link(_ owner: Int, _ other: Int, _ group: Group, _ edges: [EdgeID]) {
    links.append(
      group.isIncoming
        ? Link(from: other, to: owner, relation: group.relation, edges: edges)
        : Link(from: owner, to: other, relation: group.relation, edges: edges)
    )
  }

  /// The statements of a node that are not denied, incoming first, relations in the order of their names.
  private static func groups(
    of node: NodeID,
    graph: EvidenceGraph,
    wanted: Set<Relation>?,
    seen: Set<EdgeID>
  ) -> [Group] {
    var result: [Group] = []
    for isIncoming in [true, false] {
      let edges = isIncoming ? graph.incoming(node) : graph.outgoing(node)
      for edge in edges where !seen.contains(edge) && !graph.isNegated(edge) {
        let relation = graph.relation(of: edge)
        guard wanted?.contains(relation) ?? true, graph.from(edge) != graph.to(edge) else {
          continue
        }
        let other = isIncoming ? graph.from(edge) : graph.to(edge)
        if result.last?.relation != relation || result.last?.isIncoming != isIncoming {
          result.append(Group(relation: relation, isIncoming: isIncoming, nodes: [], edges: [:]))
        }
        let last = result.count - 1
        if result[last].edges[other] == nil { result[last].nodes.append(other) }
        result[last].edges[other, default: []].append(edge)
      }
    }
    return result
  }
}
