public import EvidenceCore

extension PathRanking {
  /// The answer in its one JSON form, as `evidence paths --to RISK --format json` prints it.
  ///
  /// - Parameter graph: the graph that was asked.
  /// - Complexity: O(entries + steps of their best chains).
  public func json(in graph: EvidenceGraph) -> String { JSONWriter.text(jsonValue(in: graph)) }

  package func jsonValue(in graph: EvidenceGraph) -> JSONValue {
    .object([
      JSONMember("from", isTowards ? .null : graph.json(node)),
      JSONMember("to", isTowards ? graph.json(node) : .null),
      JSONMember("name", .string(graph.title(of: node))),
      JSONMember("of", .string(kind.name)),
      JSONMember("entries", .array(entries.map { .object(members(of: $0, in: graph)) })),
      JSONMember(
        "others",
        .object(
          others.sorted { $0.key < $1.key }.map { JSONMember($0.key.name, .count($0.value)) }
        )
      ),
      JSONMember("policy", policy.json),
    ])
  }

  /// The entries, one object each.
  package func lines(in graph: EvidenceGraph) -> [JSONValue] {
    entries.map { .object(members(of: $0, in: graph)) }
  }

  private func members(of entry: Entry, in graph: EvidenceGraph) -> [JSONMember] {
    [
      JSONMember("rank", .count(entry.rank)),
      JSONMember("tied", .boolean(entry.isTied)),
      JSONMember("key", graph.json(entry.node)),
      JSONMember("name", .string(graph.title(of: entry.node))),
      JSONMember("versions", graph.json(entry.versions)),
      JSONMember("about", .texts(entry.about.map(\.rawValue))),
      JSONMember("chains", .count(entry.chains)),
      JSONMember("directness", .string(entry.best.directness.rawValue)),
      JSONMember("for", .count(entry.worksFor)),
      JSONMember("against", .count(entry.worksAgainst)),
      JSONMember(
        "strength",
        .object([
          JSONMember("supporting", SupportScore.json(entry.supporting)),
          JSONMember("opposing", SupportScore.json(entry.opposing)),
          JSONMember("named", SupportScore.json(entry.named)),
        ])
      ),
      JSONMember("best", entry.best.jsonValue(in: graph)),
      JSONMember("stoppedAt", entry.stoppedAt.map { .count($0) } ?? .null),
    ]
  }

  /// The entries, one a row, with the nodes of their best chains.
  package func table(in graph: EvidenceGraph) -> AnswerTable {
    AnswerTable(
      heads: [
        "rank", "tied", "key", "name", "about", "supporting", "opposing", "named", "for",
        "against", "chains", "directness", "bestStrength", "bestKeys", "bestNames", "versions",
        "stoppedAt",
      ],
      rows: entries.map { entry in
        [
          .count(entry.rank), .boolean(entry.isTied), graph.json(entry.node),
          .string(graph.title(of: entry.node)), .texts(entry.about.map(\.rawValue)),
          SupportScore.value(entry.supporting), SupportScore.value(entry.opposing),
          SupportScore.value(entry.named), .count(entry.worksFor), .count(entry.worksAgainst),
          .count(entry.chains), .string(entry.best.directness.rawValue),
          SupportScore.json(entry.best.strength), graph.json(entry.best.nodes),
          .texts(entry.best.nodes.map { graph.title(of: $0) }), graph.json(entry.versions),
          entry.stoppedAt.map { .count($0) } ?? .null,
        ]
      },
      rightAligned: [0, 5, 6, 7, 8, 9, 10, 12, 16]
    )
  }
}
