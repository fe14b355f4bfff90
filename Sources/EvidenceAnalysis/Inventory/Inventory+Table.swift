package import EvidenceCore

extension Inventory {
  /// What the graph holds: the counts that scripts rely on, then what the header says.
  package var json: JSONValue {
    .object([
      JSONMember("nodes", .count(graph.nodeCount)),
      JSONMember("statements", .count(graph.statementCount)),
      JSONMember("kinds", Self.counts(kinds.map { ($0.kind.name, $0.nodes) })),
      JSONMember("relations", Self.counts(relations.map { ($0.relation.name, $0.statements) })),
      JSONMember("title", .text(graph.header.title)),
      JSONMember("asOf", .text(graph.header.asOf)),
      JSONMember("schemes", .array(table(by: .scheme, inWords: false).objects)),
      JSONMember("papers", .count(graph.nodes(of: .paper).count)),
      JSONMember("searches", .count(graph.header.searches.count)),
      JSONMember("judgments", .count(graph.header.judgments.count)),
      JSONMember("statuses", .count(graph.header.statuses.count)),
    ])
  }

  /// What the graph holds, listed by something.
  ///
  /// - Parameters:
  ///   - grouping: by what.
  ///   - isInWords: whether what is coded into a scheme is a text and no list of objects.
  package func table(by grouping: Grouping, inWords isInWords: Bool) -> AnswerTable {
    switch grouping {
    case .kind:
      return AnswerTable(
        heads: ["kind", "nodes", "named", "statementsFrom", "statementsTo"],
        rows: kinds.map {
          [.string($0.kind.name)] + [$0.nodes, $0.named, $0.from, $0.to].map(JSONValue.count)
        },
        rightAligned: [1, 2, 3, 4]
      )
    case .relation:
      return AnswerTable(
        heads: ["relation", "statements", "denied", "sources", "unsourced"],
        rows: relations.map { entry in
          [.string(entry.relation.name)]
            + [entry.statements, entry.denied, entry.sources, entry.unsourced].map(JSONValue.count)
        },
        rightAligned: [1, 2, 3, 4]
      )
    case .scheme: return schemeTable(inWords: isInWords)
    case .source: return sourceTable()
    case .via:
      return AnswerTable(
        heads: ["via", "statements", "nodes", "licence", "notice"],
        rows: vias().map { entry in
          [
            .text(entry.via), .count(entry.statements), .count(entry.nodes),
            .text(entry.licence), .text(entry.notice),
          ]
        },
        rightAligned: [1, 2]
      )
    case .coder:
      return AnswerTable(
        heads: ["coder", "coded", "reviewed", "disputed"],
        rows: coders().map {
          [.text($0.name)] + [$0.coded, $0.reviewed, $0.disputed].map(JSONValue.count)
        },
        rightAligned: [1, 2, 3]
      )
    case .year:
      return AnswerTable(
        heads: ["year", "papers", "statements"],
        rows: years().map { entry in
          [entry.year.map(JSONValue.count) ?? .null, .count(entry.papers)]
            + [.count(entry.statements)]
        },
        rightAligned: [0, 1, 2]
      )
    case .search: return searchTable()
    case .licence:
      return AnswerTable(
        heads: ["licence", "statements", "vias", "schemes"],
        rows: licences().map { entry in
          [
            .text(entry.licence), .count(entry.statements),
            .texts(entry.vias), .texts(entry.schemes),
          ]
        },
        rightAligned: [1]
      )
    }
  }

  private func schemeTable(inWords isInWords: Bool) -> AnswerTable {
    AnswerTable(
      heads: ["scheme", "title", "kind", "concepts", "levels", "coded", "licence"],
      rows: schemes().map { entry in
        [
          .string(entry.id), .text(entry.title), .text(entry.kind?.name),
          .count(entry.concepts), .array(entry.levels.map(JSONValue.count)),
          isInWords
            ? .text(entry.codings.map(\.words).joined(separator: "; "))
            : .array(entry.codings.map(Self.json)),
          .text(entry.licence),
        ]
      },
      rightAligned: [3]
    )
  }

  private static func json(_ coding: Coding) -> JSONValue {
    .object([
      JSONMember("kind", .string(coding.kind.name)),
      JSONMember("relation", .string(coding.relation.name)),
      JSONMember("nodes", .count(coding.nodes)),
      JSONMember("statements", .count(coding.statements)),
    ])
  }

  private func sourceTable() -> AnswerTable {
    AnswerTable(
      heads: [
        "source", "reference", "name", "year", "statements", "relations", "stances",
        "evidenceTypes",
      ],
      rows: sources().map { entry in
        [
          .text(entry.key?.text),
          .text(entry.node.flatMap { Citation(of: $0, in: graph)?.text }),
          .text(entry.node.flatMap { graph.label(of: $0) }),
          entry.year.map(JSONValue.count) ?? .null, .count(entry.statements),
          Self.counts(entry.relations.map { ($0.relation.name, $0.count) }),
          Self.counts(entry.stances.map { ($0.stance?.rawValue ?? "not stated", $0.count) }),
          Self.counts(entry.types.map { ($0.type?.rawValue ?? "not stated", $0.count) }),
        ]
      },
      rightAligned: [3, 4]
    )
  }

  private func searchTable() -> AnswerTable {
    AnswerTable(
      heads: ["rows", "columns", "relation", "date", "by", "method", "result"],
      rows: searches().map { search in
        [
          .keys(search.rows), .keys(search.columns), .text(search.relation?.name),
          .text(search.date), .text(search.by), .text(search.method),
          .text(search.result),
        ]
      },
      rightAligned: []
    )
  }

  private static func counts(_ counts: [(String, Int)]) -> JSONValue {
    .object(counts.map { JSONMember($0.0, .count($0.1)) })
  }
}
