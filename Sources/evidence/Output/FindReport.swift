internal import EvidenceCore
internal import EvidenceQuery

/// Writes what a search found.
struct FindReport {
  private let answer: SearchAnswer
  private let graph: EvidenceGraph

  init(_ answer: SearchAnswer, _ graph: EvidenceGraph) {
    self.answer = answer
    self.graph = graph
  }

  func text(as format: OutputFormat) -> String {
    switch format {
    case .json: JSONWriter.text(.array(answer.hits.map(json))) + "\n"
    case .jsonl: answer.hits.map { JSONWriter.text(json($0)) + "\n" }.joined()
    case .table: answer.hits.isEmpty ? "Nothing found.\n" : people().text(as: .table)
    default: table().text(as: format)
    }
  }

  /// Which words nobody has, or that none has all.
  var whyNothing: [String] {
    let missing = answer.words.filter { $0.nodes == 0 }
    if missing.isEmpty {
      let counts = answer.words.map { "'\($0.text)' \($0.nodes)" }
      return [
        answer.words.count == 1
          ? "nothing of the kind or scheme asked for; in all: \(counts.joined())"
          : "no node has every word; nodes that have each: \(counts.joined(separator: ", "))"
      ]
    }
    return missing.map { word in
      "no node has '\(word.text)'"
        + (word.suggestion.map { "; did you mean '\($0)'?" } ?? "")
    }
  }

  private func people() -> TextTable {
    TextTable(
      heads: ["key", "kind", "name", "evidence", "where", "text"],
      rows: answer.hits.map { hit in
        let best = hit.matches.first
        // The name and the key stand there already.
        let isShown = best.map { $0.field != .name && $0.field != .key } ?? false
        return [
          .string(graph.key(of: hit.node).text), .string(graph.kind(of: hit.node).name),
          .string(graph.title(of: hit.node)), .integer(Int64(hit.evidence)),
          .string(best?.field.words ?? ""), .string(isShown ? best?.snippet ?? "" : ""),
        ]
      },
      rightAligned: [3]
    )
  }

  private func table() -> TextTable {
    TextTable(
      heads: [
        "key", "kind", "name", "evidence", "statements", "where", "text", "statement", "score",
      ],
      rows: answer.hits.map { hit in
        let best = hit.matches.first
        return members(hit).map(\.value)
          + [
            .string(best?.field.words ?? ""), .string(best?.snippet ?? ""),
            best?.statement.map { .string(graph.id(of: $0)) } ?? .null, score(hit),
          ]
      },
      rightAligned: [3, 4, 8]
    )
  }

  /// One hit as data, with everything that it was found by.
  func json(_ hit: SearchHit) -> JSONValue {
    .object(
      members(hit) + [
        JSONMember(
          "matches",
          .array(
            hit.matches.map { match in
              .object([
                JSONMember("field", .string(match.field.words)),
                JSONMember("text", .string(match.snippet)),
                JSONMember(
                  "statement",
                  match.statement.map { .string(graph.id(of: $0)) } ?? .null
                ),
              ])
            }
          )
        ),
        JSONMember("score", score(hit)),
      ]
    )
  }

  private func members(_ hit: SearchHit) -> [JSONMember] {
    [
      JSONMember("key", .string(graph.key(of: hit.node).text)),
      JSONMember("kind", .string(graph.kind(of: hit.node).name)),
      JSONMember("name", graph.label(of: hit.node).map { .string($0) } ?? .null),
      JSONMember("evidence", .integer(Int64(hit.evidence))),
      JSONMember("statements", .integer(Int64(hit.statements))),
    ]
  }

  /// Two decimals: more would say more than a rank can.
  private func score(_ hit: SearchHit) -> JSONValue {
    .number((hit.score * 100).rounded() / 100)
  }
}
