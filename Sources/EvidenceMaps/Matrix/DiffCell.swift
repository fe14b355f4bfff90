internal import EvidenceAnalysis

/// What became of one cell, as a difference map draws it.
struct DiffCell {
  enum Kind: String { case lost, gained, state, number, blank, same }

  var before: CoverageCell?
  var after: CoverageCell
  /// How its state changed, if it did.
  var change: CellChange?

  var kind: Kind {
    if let change { return Self.kind(of: change) }
    if after.state.isEmpty { return .blank }
    return before?.independentPapers == after.independentPapers ? .same : .number
  }

  /// Which sort of change a change of state is.
  static func kind(of change: CellChange) -> Kind {
    if change.isLost { return .lost }
    return (change.old?.isEmpty ?? true) && change.new?.isEmpty == false ? .gained : .state
  }

  var isOfState: Bool { change != nil }

  private var numbers: String {
    let new = DiffCell.number(after)
    guard let before else { return "–→\(new)" }
    let old = DiffCell.number(before)
    return old == new ? new : "\(old)→\(new)"
  }

  /// The papers of a cell; those against it, with a minus, where none is for it.
  private static func number(_ cell: CoverageCell) -> String {
    cell.state == .opposed
      ? "−" + Figures.count(cell.worksAgainst) : Figures.count(cell.independentPapers)
  }

  /// The sign of the new state beside the number, where the ground alone would not tell it.
  private var side: String {
    switch after.state {
    case .conflicting, .inferredOnly: after.state.sign.map { " " + $0 } ?? ""
    default: ""
    }
  }

  /// What the cell bears.
  var text: String {
    switch kind {
    case .lost: return "▼ \(numbers)"
    case .gained: return "▲ \(numbers)\(side)"
    case .state where after.state.isEmpty:
      let old = before.map { $0.isGap ? "gap" : "?" } ?? "–"
      return "\(old)→\(after.isGap ? "gap" : "?")"
    case .state: return numbers + side
    case .number, .same: return numbers
    case .blank: return after.isGap ? "gap" : "?"
    }
  }
}

extension CoverageCell {
  /// Whether somebody looked and nothing was found.
  var isGap: Bool { state == .searchedEmpty }
}
