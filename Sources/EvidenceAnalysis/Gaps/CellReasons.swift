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
      let sides = "for: \(cell.supporting), mixed: \(cell.mixed), against: \(cell.opposing) works"
      return cell.conflict == .within
        ? "\(sides); they disagree about one witness and one target"
        : "\(sides); the sides speak of different witnesses or targets"
    case .inferredOnly:
      return "every supporting chain rests on a match or on a statement that no person checked"
    case .assertedOnly:
      return cell.statesTypes
        ? "every supporting ADDRESSES statement is an assertion, or does not state its type of evidence"
        : "no supporting ADDRESSES statement states its type of evidence; each counts as an assertion"
    case .unsourced: return "no statement behind it names its source"
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

  /// The question that would settle a gap, asked of what the graph holds already.
  func question(_ kind: GapKind, _ cell: CoverageCell, _ nearest: NodeID?) -> String? {
    let column = graph.title(of: matrix.columns.entries[cell.column].node)
    let row = graph.title(of: matrix.rows.entries[cell.row].node)
    guard let nearest else { return "does anybody state something about \(row) and \(column)?" }
    let name = graph.title(of: nearest)
    switch kind {
    case .absolute, .notSearched:
      return matrix.isAboutRisk
        ? "does '\(name)' address \(column)?" : "does '\(name)' belong to \(row) and \(column)?"
    case .thin, .singleSource: return "does a second work say the same of \(row) and \(column)?"
    case .opposed: return "does anything speak for \(row) against \(column)?"
    case .conflicting: return "under which conditions does '\(name)' help against \(column)?"
    case .inferredOnly: return "does a source itself say that '\(name)' addresses \(column)?"
    case .unsourced: return "who states it for \(row) and \(column)?"
    case .assertedOnly: return "has anybody tested '\(name)' against \(column)?"
    case .stale: return "does it still hold for \(row) and \(column)?"
    case .synthesis: return "what do the studies of \(row) and \(column) say together?"
    case .riskWithoutMitigation, .mitigationWithoutRisk, .unclassified: return nil
    }
  }

  private func missing(_ cell: CoverageCell) -> String {
    let kind = matrix.witnessKind
    let row = matrix.rowReach[cell.row].count
    let column = matrix.columnReach[cell.column].count
    func relations(_ axis: CoverageAxis) -> String {
      axis.relations.map(\.name).joined(separator: " or ")
    }
    switch (row, column) {
    case (0, 0): return "no \(kind.words(1)) reaches the row or the column"
    case (0, _):
      return
        "no \(kind.words(1)) reaches the row (\(relations(matrix.rows))); \(column) reach the column"
    case (_, 0):
      return
        "\(row) \(kind.words(row)) reach the row, but none the column (\(relations(matrix.columns)))"
    default:
      return
        "\(row) \(kind.words(row)) reach the row and \(column) the column, but none reaches both "
        + "(\(relations(matrix.columns)))"
    }
  }
}
