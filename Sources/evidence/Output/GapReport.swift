internal import EvidenceAnalysis
internal import EvidenceCore

/// Writes gaps, and what would settle them.
struct GapReport {
  private let graph: EvidenceGraph
  private let isForPeople: Bool

  init(_ graph: EvidenceGraph, isForPeople: Bool) {
    self.graph = graph
    self.isForPeople = isForPeople
  }

  private func key(_ node: NodeID?) -> JSONValue {
    node.map { .string(graph.key(of: $0).text) } ?? .null
  }

  func gaps(_ gaps: [Gap]) -> TextTable {
    if isForPeople {
      return TextTable(
        heads: ["rank", "kind", "where", "name", "nearest", "why"],
        rows: gaps.enumerated().map { index, gap in
          let nodes = [gap.row, gap.column, gap.node].compactMap { $0 }
          return [
            .integer(Int64(index + 1)), .string(gap.kind.rawValue),
            .string(nodes.map { graph.key(of: $0).text }.joined(separator: " × ")),
            .string(nodes.map { graph.title(of: $0) }.joined(separator: " × ")),
            key(gap.nearest), .string(gap.reason),
          ]
        },
        rightAligned: [0],
        widest: 44
      )
    }
    return TextTable(
      heads: [
        "kind", "row", "column", "node", "reason", "nearest", "question", "restsOn", "priority",
      ],
      rows: gaps.map { gap in
        [
          .string(gap.kind.rawValue), key(gap.row), key(gap.column), key(gap.node),
          .string(gap.reason), key(gap.nearest), gap.question.map { .string($0) } ?? .null,
          .array(gap.restsOn.map { .string($0.text) }), SupportScore.json(gap.priority),
        ]
      }
    )
  }

  func summary(_ gaps: [Gap]) -> String {
    var counts: [GapKind: Int] = [:]
    for gap in gaps { counts[gap.kind, default: 0] += 1 }
    let parts = GapKind.allCases.compactMap { kind in counts[kind].map { "\($0) \(kind.rawValue)" }
    }
    return parts.isEmpty ? "no gaps of these kinds" : parts.joined(separator: ", ")
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
      rightAligned: [0, 5, 6],
      widest: 90
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
