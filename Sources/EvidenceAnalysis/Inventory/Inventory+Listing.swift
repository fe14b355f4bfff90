package import EvidenceCore

extension Inventory {
  /// A list of the inventory, ready to be written in any form.
  package struct Listing: Sendable {
    /// The names of the columns.
    package let heads: [String]
    /// A row each entry.
    package let rows: [[JSONValue]]
    /// The columns that are numbers.
    package let numbers: Set<Int>
    /// A column of objects in words, for a form that has no objects.
    package var words: (column: Int, texts: [String])?
  }

  /// What the graph holds: the counts that scripts rely on, then what the header says.
  package var json: JSONValue {
    .object([
      JSONMember("nodes", Self.number(graph.nodeCount)),
      JSONMember("statements", Self.number(graph.statementCount)),
      JSONMember("kinds", Self.counts(kinds.map { ($0.kind.name, $0.nodes) })),
      JSONMember("relations", Self.counts(relations.map { ($0.relation.name, $0.statements) })),
      JSONMember("title", Self.text(graph.header.title)),
      JSONMember("asOf", Self.text(graph.header.asOf)),
      JSONMember("schemes", .array(listing(by: .scheme).objects)),
      JSONMember("papers", Self.number(graph.nodes(of: .paper).count)),
      JSONMember("searches", Self.number(graph.header.searches.count)),
    ])
  }

  /// What the graph holds, listed by something.
  package func listing(by grouping: Grouping) -> Listing {
    switch grouping {
    case .kind:
      return Listing(
        ["kind", "nodes", "named", "statementsFrom", "statementsTo"],
        kinds.map {
          [.string($0.kind.name)] + [$0.nodes, $0.named, $0.from, $0.to].map(Self.number)
        },
        numbers: [1, 2, 3, 4]
      )
    case .relation:
      return Listing(
        ["relation", "statements", "denied", "sources", "unsourced"],
        relations.map { entry in
          [.string(entry.relation.name)]
            + [entry.statements, entry.denied, entry.sources, entry.unsourced].map(Self.number)
        },
        numbers: [1, 2, 3, 4]
      )
    case .scheme: return schemeTable()
    case .source: return sourceTable()
    case .via:
      return Listing(
        ["via", "statements", "nodes", "licence", "notice"],
        vias().map { entry in
          [
            Self.text(entry.via), Self.number(entry.statements), Self.number(entry.nodes),
            Self.text(entry.licence), Self.text(entry.notice),
          ]
        },
        numbers: [1, 2]
      )
    case .coder:
      return Listing(
        ["coder", "coded", "reviewed", "disputed"],
        coders().map {
          [Self.text($0.name)] + [$0.coded, $0.reviewed, $0.disputed].map(Self.number)
        },
        numbers: [1, 2, 3]
      )
    case .year:
      return Listing(
        ["year", "papers", "statements"],
        years().map { entry in
          [entry.year.map(Self.number) ?? .null, Self.number(entry.papers)]
            + [Self.number(entry.statements)]
        },
        numbers: [0, 1, 2]
      )
    case .search: return searchTable()
    case .licence:
      return Listing(
        ["licence", "statements", "vias", "schemes"],
        licences().map { entry in
          [
            Self.text(entry.licence), Self.number(entry.statements),
            .array(entry.vias.map { .string($0) }), .array(entry.schemes.map { .string($0) }),
          ]
        },
        numbers: [1]
      )
    }
  }

  private func schemeTable() -> Listing {
    let schemes = schemes()
    var listing = Listing(
      ["scheme", "title", "kind", "concepts", "levels", "coded", "licence"],
      schemes.map { entry in
        [
          .string(entry.id), Self.text(entry.title), Self.text(entry.kind?.name),
          Self.number(entry.concepts), .array(entry.levels.map(Self.number)),
          .array(
            entry.codings.map { coding in
              .object([
                JSONMember("kind", .string(coding.kind.name)),
                JSONMember("relation", .string(coding.relation.name)),
                JSONMember("nodes", Self.number(coding.nodes)),
                JSONMember("statements", Self.number(coding.statements)),
              ])
            }
          ),
          Self.text(entry.licence),
        ]
      },
      numbers: [3]
    )
    listing.words = (
      5, schemes.map { $0.codings.map(\.words).joined(separator: "; ") }
    )
    return listing
  }

  private func sourceTable() -> Listing {
    Listing(
      [
        "source", "reference", "name", "year", "statements", "relations", "stances",
        "evidenceTypes",
      ],
      sources().map { entry in
        [
          Self.text(entry.key?.text),
          Self.text(entry.node.flatMap { Citation(of: $0, in: graph)?.text }),
          Self.text(entry.node.flatMap { graph.label(of: $0) }),
          entry.year.map(Self.number) ?? .null, Self.number(entry.statements),
          Self.counts(entry.relations.map { ($0.relation.name, $0.count) }),
          Self.counts(entry.stances.map { ($0.stance?.rawValue ?? "not stated", $0.count) }),
          Self.counts(entry.types.map { ($0.type?.rawValue ?? "not stated", $0.count) }),
        ]
      },
      numbers: [3, 4]
    )
  }

  private func searchTable() -> Listing {
    Listing(
      ["rows", "columns", "relation", "date", "by", "method", "result"],
      searches().map { search in
        [
          .array(search.rows.map { .string($0.text) }),
          .array(search.columns.map { .string($0.text) }), Self.text(search.relation?.name),
          Self.text(search.date), Self.text(search.by), Self.text(search.method),
          Self.text(search.result),
        ]
      },
      numbers: []
    )
  }

  private static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  private static func number(_ number: Int) -> JSONValue { .integer(Int64(number)) }

  private static func counts(_ counts: [(String, Int)]) -> JSONValue {
    .object(counts.map { JSONMember($0.0, number($0.1)) })
  }
}

extension Inventory.Listing {
  fileprivate init(_ heads: [String], _ rows: [[JSONValue]], numbers: Set<Int>) {
    self.heads = heads
    self.rows = rows
    self.numbers = numbers
  }

  /// The rows for a form that has no objects.
  package var plainRows: [[JSONValue]] {
    guard let words else { return rows }
    return zip(rows, words.texts).map { row, text in
      var row = row
      row[words.column] = .string(text)
      return row
    }
  }

  /// The rows as objects.
  package var objects: [JSONValue] {
    rows.map { row in .object(zip(heads, row).map { JSONMember($0, $1) }) }
  }
}
