internal import EvidenceCore

/// Says in a sentence why a cell is a gap: which link of the chain is missing.
struct CellReasons {
  private let graph: EvidenceGraph
  private let matrix: CoverageMatrix
  private let policy: Policy

  init(_ graph: EvidenceGraph, _ matrix: CoverageMatrix, _ policy: Policy) {
    self.graph = graph
    self.matrix = matrix
    self.policy = policy
  }

  func reason(_ kind: GapKind, _ cell: CoverageCell) -> String {
    let works =
      "\(cell.independentPapers) independent \(cell.independentPapers == 1 ? "paper" : "papers")"
    switch kind {
    case .absolute: return "none recorded in this graph, though it was searched: \(missing(cell))"
    case .notSearched: return "nobody recorded a search for it: \(missing(cell))"
    case .opposed:
      return
        "\(cell.opposing) \(cell.opposing == 1 ? "work speaks" : "works speak") against it and none for it"
    case .conflicting:
      return "for: \(cell.supporting), mixed: \(cell.mixed), against: \(cell.opposing) works"
    case .inferredOnly:
      return "every supporting chain rests on a match or on a statement that no person checked"
    case .assertedOnly:
      return "every supporting ADDRESSES statement is an assertion: nobody tested it"
    case .thin:
      return "\(works), below the \(policy.thinBelow) that policy '\(policy.name)' asks for"
    case .singleSource: return "everything in it hangs on one work"
    case .stale:
      return
        "its newest paper is of \(cell.newestYear.map(String.init) ?? "an unknown year"), more "
        + "than \(policy.staleAfterYears) years before the graph's date"
    case .synthesis: return "at least \(policy.synthesisFrom) primary studies and no synthesis"
    case .riskWithoutMitigation, .mitigationWithoutRisk, .unclassified: return ""
    }
  }

  private func missing(_ cell: CoverageCell) -> String {
    let kind = matrix.witnessKind.name
    let row = matrix.rowTotals[cell.row].witnesses.count
    let column = matrix.columnTotals[cell.column].witnesses.count
    func relations(_ axis: CoverageAxis) -> String {
      axis.relations.map(\.name).joined(separator: " or ")
    }
    switch (row, column) {
    case (0, 0): return "no \(kind) reaches the row or the column"
    case (0, _):
      return "no \(kind) reaches the row (\(relations(matrix.rows))); \(column) reach the column"
    case (_, 0):
      return
        "\(row) \(kind) nodes reach the row, but none the column (\(relations(matrix.columns)))"
    default:
      return "\(row) \(kind) nodes reach the row and \(column) the column, but none reaches both "
        + "(\(relations(matrix.columns)))"
    }
  }
}
