internal import EvidenceAnalysis
internal import EvidenceCore

/// Writes gaps, and what would settle them.
struct GapReport {
  private let graph: EvidenceGraph
  private let cells: [[NodeID]: CoverageCell]
  private let isForPeople: Bool

  init(_ graph: EvidenceGraph, _ matrix: CoverageMatrix?, isForPeople: Bool) {
    self.graph = graph
    var cells: [[NodeID]: CoverageCell] = [:]
    if let matrix {
      for cell in matrix.cells {
        cells[[matrix.rows.entries[cell.row].node, matrix.columns.entries[cell.column].node]] = cell
      }
    }
    self.cells = cells
    self.isForPeople = isForPeople
  }

  private func key(_ node: NodeID?) -> JSONValue {
    node.map { .string(graph.key(of: $0).text) } ?? .null
  }

  func gaps(_ ranking: [RankedGap]) -> TextTable {
    func name(_ gap: Gap) -> JSONValue {
      .string(nodes(gap).map { graph.title(of: $0) }.joined(separator: " × "))
    }
    if isForPeople {
      return TextTable(
        heads: ["rank", "kind", "where", "name", "nearest", "why"],
        rows: ranking.map { item in
          [
            .string("\(item.rank)\(item.isTied ? "=" : "")"), .string(item.gap.kind.rawValue),
            .string(nodes(item.gap).map { graph.key(of: $0).text }.joined(separator: " × ")),
            name(item.gap), key(item.gap.nearest), .string(reason(item.gap)),
          ]
        },
        rightAligned: [0]
      )
    }
    return TextTable(
      heads: [
        "kind", "row", "column", "node", "reason", "nearest", "question", "restsOn", "priority",
        "rank", "tied", "name", "for", "against", "conflict", "filtered",
      ],
      rows: ranking.map { item in
        let gap = item.gap
        let cell = cells[nodes(gap)]
        return [
          .string(gap.kind.rawValue), key(gap.row), key(gap.column), key(gap.node),
          .string(gap.reason), key(gap.nearest), gap.question.map { .string($0) } ?? .null,
          .array(gap.restsOn.map { .string($0.text) }), SupportScore.json(gap.priority),
          .integer(Int64(item.rank)), .boolean(item.isTied), name(gap),
          cell.map { .integer(Int64($0.worksFor)) } ?? .null,
          cell.map { .integer(Int64($0.worksAgainst)) } ?? .null,
          (cell?.conflict?.rawValue).map { .string($0) } ?? .null,
          cell.map { .boolean($0.isFiltered) } ?? .null,
        ]
      }
    )
  }

  /// Why it is a gap, and whether only the selection makes it one.
  private func reason(_ gap: Gap) -> String {
    (cells[nodes(gap)]?.isFiltered == true ? "filtered: the whole graph holds something; " : "")
      + gap.reason
  }

  private func nodes(_ gap: Gap) -> [NodeID] { [gap.row, gap.column, gap.node].compactMap { $0 } }

  /// How many gaps there are of each kind, and in how many cells where one holds several.
  func summary(_ ranking: [RankedGap]) -> String {
    var counts: [GapKind: Int] = [:]
    var cells: Set<[NodeID]> = []
    var filtered = 0
    for item in ranking {
      counts[item.gap.kind, default: 0] += 1
      if item.gap.kind.isOfCells { cells.insert(nodes(item.gap)) }
      if self.cells[nodes(item.gap)]?.isFiltered == true { filtered += 1 }
    }
    let parts = GapKind.allCases.compactMap { kind in counts[kind].map { "\($0) \(kind.rawValue)" }
    }
    guard !parts.isEmpty else { return "no gaps of these kinds" }
    let ofCells = ranking.count { $0.gap.kind.isOfCells }
    return parts.joined(separator: ", ")
      + (ofCells > cells.count ? "; the \(ofCells) of cells are in \(cells.count) cells" : "")
      + (filtered > 0 ? "; \(filtered) only because of what is selected" : "")
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
