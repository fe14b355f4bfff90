internal import EvidenceAnalysis
internal import EvidenceCore

/// Writes gaps, and what would settle them, for people.
struct GapReport {
  let graph: EvidenceGraph

  private func key(_ node: NodeID?) -> JSONValue { graph.json(node) }

  /// The gaps as people read them: one row a cell or node, with every kind of gap that it is, and the
  /// number of each cell where it was asked what that counts.
  func gaps(_ list: GapList, counting counted: CellCount? = nil) -> TextTable {
    var order: [[NodeID]] = []
    var rows: [[NodeID]: [RankedGap]] = [:]
    for item in list.gaps {
      if rows[item.gap.nodes] == nil { order.append(item.gap.nodes) }
      rows[item.gap.nodes, default: []].append(item)
    }
    let hasStatuses = list.hasStatuses
    var heads = ["rank", "kind", "where", "name"]
    if let counted { heads.append(counted.rawValue) }
    heads += ["nearest", "why"]
    if hasStatuses { heads += ["status", "owner", "due"] }
    func row(_ nodes: [NodeID]) -> [JSONValue]? {
      guard let items = rows[nodes], let first = items.first else { return nil }
      var row: [JSONValue] = [
        .string("\(first.rank)\(first.isTied ? "=" : "")"),
        .string(items.map(\.gap.kind.rawValue).joined(separator: ", ")),
        .string(nodes.map { graph.key(of: $0).text }.joined(separator: " × ")),
        .string(list.name(of: first.gap)),
      ]
      if counted != nil { row.append(list.number(of: first.gap).map { .count($0) } ?? .null) }
      row.append(key(first.gap.nearest))
      row.append(.string(items.map { list.reason(of: $0.gap) }.joined(separator: "; ")))
      if hasStatuses { row += status(of: first.gap, in: list) }
      return row
    }
    return TextTable(
      heads: heads,
      rows: order.compactMap(row),
      rightAligned: counted == nil ? [0] : [0, 4]
    )
  }

  /// What was decided about a gap.
  private func status(of gap: Gap, in list: GapList) -> [JSONValue] {
    let status = list.status(of: gap)
    return [status?.status.words, status?.owner, status?.due].map { .string($0 ?? "–") }
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

  /// Questions and papers as people read them.
  func questions(_ list: QuestionList, isMarkdown: Bool) -> TextTable {
    var rows: [[JSONValue]] = []
    for items in [list.questions, list.papers] {
      for (index, item) in items.enumerated() {
        let reason = list.reason(of: item)
        var row: [JSONValue] = [
          .count(index + 1), .string(list.task(of: item)), .string(reason.isEmpty ? "–" : reason),
          item.gain.json, .count(item.cells),
        ]
        if isMarkdown { row += [key(item.subject), key(item.object)] }
        rows.append(row)
      }
    }
    return TextTable(
      heads: ["rank", "to do", "because", "gain", "cells"]
        + (isMarkdown ? ["subject", "object"] : []),
      rows: rows,
      rightAligned: [0, 3, 4]
    )
  }

  func fragile(_ cells: [FragileCell]) -> TextTable {
    TextTable(
      heads: ["row", "column", "state", "source", "rowName", "columnName", "sourceName"],
      rows: cells.map { cell in
        let source = graph.node(cell.source)
        return [
          key(cell.row), key(cell.column), .string(cell.state.rawValue), .string(cell.source.text),
          .string(graph.title(of: cell.row)), .string(graph.title(of: cell.column)),
          .text(source.map { Citation(of: $0, in: graph)?.text ?? graph.title(of: $0) }),
        ]
      }
    )
  }
}
