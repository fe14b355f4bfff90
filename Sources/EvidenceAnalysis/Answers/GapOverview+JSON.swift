public import EvidenceCore

extension GapOverview {
  /// The answer in its one JSON form, as `evidence gaps --group-by domain --format json` prints it.
  ///
  /// - Parameter graph: the graph that was asked.
  /// - Complexity: O(groups).
  public func json(in graph: EvidenceGraph) -> String { JSONWriter.text(jsonValue(in: graph)) }

  package func jsonValue(in graph: EvidenceGraph) -> JSONValue {
    .object([
      JSONMember("groupBy", .string(grouping.rawValue)),
      JSONMember("level", level.map { .count($0) } ?? .null),
      JSONMember("total", .count(total)),
      JSONMember("systemic", .array(systemic.map(\.jsonValue))),
      JSONMember("groups", .array(groups.map { .object(members(of: $0, in: graph)) })),
      JSONMember("policy", policy.json),
    ])
  }

  /// The groups, one object each.
  package func lines(in graph: EvidenceGraph) -> [JSONValue] {
    groups.map { .object(members(of: $0, in: graph)) }
  }

  /// The groups, one a row.
  package func table(in graph: EvidenceGraph) -> AnswerTable {
    let rows = groups.map { members(of: $0, in: graph) }
    return AnswerTable(rows, heads: rows.first?.map(\.name) ?? ["rank", "key", "name", "gaps"])
  }

  private func members(of group: Group, in graph: EvidenceGraph) -> [JSONMember] {
    [
      JSONMember("rank", .count(group.rank)),
      JSONMember("tied", .boolean(group.isTied)),
      JSONMember("key", .text(group.subject.key(in: graph))),
      JSONMember("name", .string(name(of: group, in: graph))),
      JSONMember("gaps", .count(group.count)),
      JSONMember(
        "kinds",
        .object(
          GapKind.allCases.compactMap { kind in
            group.counts[kind].map { JSONMember(kind.rawValue, .count($0)) }
          }
        )
      ),
      JSONMember("nodes", .count(group.nodes)),
      JSONMember("withoutStated", .count(group.withoutStated)),
      JSONMember("withoutAny", .count(group.withoutAny)),
      JSONMember("papers", .count(group.papers)),
      JSONMember("strongestEvidence", .text(group.strongestEvidence?.rawValue)),
      JSONMember("nearest", graph.json(group.nearest)),
      JSONMember("nearestName", .text(group.nearest.map { graph.title(of: $0) })),
      JSONMember("nearestOf", graph.json(group.nearestOf)),
      JSONMember("priority", SupportScore.json(group.priority)),
    ]
  }
}

extension SystemicGap {
  var jsonValue: JSONValue {
    let word =
      switch subject {
      case .measuresWithoutRisk: "measures-without-risk"
      case .risksWithoutMeasure: "risks-without-measure"
      case .unclassified: "unclassified"
      case .domainsWithoutMeasure: "domains-without-measure"
      }
    return .object([
      JSONMember("kind", .string(word)),
      JSONMember("name", .string(name)),
      JSONMember("missing", .count(missing)),
      JSONMember("of", .count(of)),
      JSONMember("twins", .count(twins)),
      JSONMember("inferredOnly", .count(inferredOnly)),
      JSONMember("level", level.map { .count($0) } ?? .null),
      JSONMember("wants", .string(relation.name)),
      JSONMember("text", .string(text)),
    ])
  }
}

extension GapFolding {
  /// The answer in its one JSON form, as `evidence gaps --in KEY --format json` prints it.
  ///
  /// - Parameter graph: the graph that was asked.
  /// - Complexity: O(gaps of the group).
  public func json(in graph: EvidenceGraph) -> String { JSONWriter.text(jsonValue(in: graph)) }

  package func jsonValue(in graph: EvidenceGraph) -> JSONValue {
    .object([
      JSONMember("groupBy", .string(grouping.rawValue)),
      JSONMember("in", .text(subject.key(in: graph))),
      JSONMember("name", .string(subject.name(in: graph, by: grouping))),
      JSONMember("gaps", .array(lines.map { .object(members(of: $0, in: graph)) })),
      JSONMember("excluded", graph.json(excluded)),
      JSONMember("copies", graph.json(copies)),
    ])
  }

  /// The gaps, one object each.
  package func objects(in graph: EvidenceGraph) -> [JSONValue] {
    lines.map { .object(members(of: $0, in: graph)) }
  }

  /// The gaps, one a row.
  package func table(in graph: EvidenceGraph) -> AnswerTable {
    let rows = lines.map { members(of: $0, in: graph) }
    return AnswerTable(rows, heads: rows.first?.map(\.name) ?? ["rank", "kind", "node", "name"])
  }

  private func members(of line: Line, in graph: EvidenceGraph) -> [JSONMember] {
    let gap = line.gap
    return [
      JSONMember("rank", .count(line.rank)),
      JSONMember("tied", .boolean(line.isTied)),
      JSONMember("kind", .string(gap.kind.rawValue)),
      JSONMember("node", graph.json(gap.node)),
      JSONMember("name", .text(gap.node.map { graph.title(of: $0) })),
      JSONMember("papers", .count(line.papers)),
      JSONMember("parts", graph.json(line.parts)),
      JSONMember("twins", graph.json(line.twins)),
      JSONMember("reason", .string(gap.reason)),
      JSONMember("cause", .string(gap.cause.code)),
      JSONMember("question", .text(gap.question)),
      JSONMember("nearest", graph.json(line.measure)),
      JSONMember("nearestName", .text(line.measure.map { graph.title(of: $0) })),
      JSONMember("nearestOf", graph.json(line.measureOf)),
      JSONMember("priority", SupportScore.json(gap.priority)),
    ]
  }
}
