internal import EvidenceAnalysis
internal import EvidenceCore

/// Writes gaps, and what would settle them, for people.
struct GapReport {
  let graph: EvidenceGraph

  private func key(_ node: NodeID?) -> JSONValue { graph.json(node) }

  /// The gaps as people read them: one row a cell or node, with every kind of gap that it is.
  func gaps(_ list: GapList) -> TextTable {
    var order: [[NodeID]] = []
    var rows: [[NodeID]: [RankedGap]] = [:]
    for item in list.gaps {
      if rows[item.gap.nodes] == nil { order.append(item.gap.nodes) }
      rows[item.gap.nodes, default: []].append(item)
    }
    return TextTable(
      heads: ["rank", "kind", "where", "name", "nearest", "why"],
      rows: order.compactMap { nodes in
        guard let items = rows[nodes], let first = items.first else { return nil }
        return [
          .string("\(first.rank)\(first.isTied ? "=" : "")"),
          .string(items.map(\.gap.kind.rawValue).joined(separator: ", ")),
          .string(nodes.map { graph.key(of: $0).text }.joined(separator: " × ")),
          .string(list.name(of: first.gap)), key(first.gap.nearest),
          .string(items.map { list.reason(of: $0.gap) }.joined(separator: "; ")),
        ]
      },
      rightAligned: [0]
    )
  }

  /// What a gate asks, and what is there.
  static func verdicts(_ verdicts: [CoverageGate.Verdict]) -> TextTable {
    func level(_ axis: CoverageQuery.Axis?) -> JSONValue {
      axis?.level.map { .integer(Int64($0)) } ?? .null
    }
    return TextTable(
      heads: [
        "of", "rows", "rowsLevel", "columns", "columnsLevel", "kind", "count", "most", "holds",
      ],
      rows: verdicts.map { verdict in
        let query = verdict.query
        return [
          query.map { .string($0.of.name) } ?? .null,
          query.map { .string($0.rows.selection) } ?? .null, level(query?.rows),
          query.map { .string($0.columns.selection) } ?? .null, level(query?.columns),
          .string(verdict.kind.rawValue), .integer(Int64(verdict.count)),
          .integer(Int64(verdict.most)), .boolean(verdict.holds),
        ]
      }
    )
  }

  func suggestions(_ questions: [EvidenceQuestion], _ papers: [EvidenceQuestion]) -> TextTable {
    func row(_ rank: Int, _ item: EvidenceQuestion) -> [JSONValue] {
      let subject = graph.title(of: item.subject)
      let text =
        item.object.map { "check whether '\(subject)' addresses '\(graph.title(of: $0))'" }
        ?? "review '\(subject)' against every column"
      return [
        .integer(Int64(rank)), .string(item.object == nil ? "paper" : "question"), .string(text),
        key(item.subject), key(item.object), item.gain.json, .integer(Int64(item.cells)),
      ]
    }
    return TextTable(
      heads: ["rank", "what", "to do", "subject", "object", "gain", "cells"],
      rows: questions.enumerated().map { row($0 + 1, $1) }
        + papers.enumerated().map { row($0 + 1, $1) },
      rightAligned: [0, 5, 6]
    )
  }

  func fragile(_ cells: [FragileCell]) -> TextTable {
    TextTable(
      heads: ["row", "column", "state", "source"],
      rows: cells.map { cell in
        [key(cell.row), key(cell.column), .string(cell.state.rawValue), .string(cell.source.text)]
      }
    )
  }
}
