internal import EvidenceAnalysis

/// What became of one cell, as a difference map draws it.
struct DiffCell {
  enum Kind: String { case lost, gained, state, number, blank, same }

  /// `nil` where the version has no such row or column.
  var before: CoverageCell?
  var after: CoverageCell?
  /// How its state changed, if it did.
  var change: CellChange?
  /// What became of the finest cells below it, where it stands for several.
  var below: DiffCounts?

  var kind: Kind {
    if let below { return below.kind }
    if let change { return Self.kind(of: change) }
    if isEmpty { return .blank }
    return before?.independentPapers == after?.independentPapers ? .same : .number
  }

  /// Which sort of change a change of state is.
  static func kind(of change: CellChange) -> Kind {
    if change.isLost { return .lost }
    return (change.old?.isEmpty ?? true) && change.new?.isEmpty == false ? .gained : .state
  }

  var isOfState: Bool { below.map { $0.ofState > 0 } ?? (change != nil) }

  /// Whether one of the versions has such a cell, or cells below it.
  var isThere: Bool { before != nil || after != nil || below.map { $0.total > 0 } ?? false }
  /// Whether nothing is there now.
  var isEmpty: Bool { after?.state.isEmpty ?? true }
  /// Whether somebody looked and nothing was found.
  var isGap: Bool { after?.isGap ?? false }
  /// What it is called now.
  var stateWords: String { after?.state.words ?? "no longer there" }

  private var numbers: String {
    let new = after.map { DiffCell.number($0) } ?? "–"
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
    switch after?.state {
    case .conflicting, .inferredOnly: after?.state.sign.map { " " + $0 } ?? ""
    default: ""
    }
  }

  /// What an empty cell bears.
  private static func sign(_ cell: CoverageCell?) -> String {
    cell.map { $0.isGap ? "gap" : "?" } ?? "–"
  }

  /// What the cell bears.
  var text: String {
    if let below { return below.text }
    switch kind {
    case .lost: return "▼ \(numbers)"
    case .gained: return "▲ \(numbers)\(side)"
    case .state where isEmpty: return "\(Self.sign(before))→\(Self.sign(after))"
    case .state: return numbers + side
    case .number, .same: return numbers
    case .blank: return Self.sign(after)
    }
  }
}

/// What became of several cells.
struct DiffCounts: Hashable {
  private var counts: [DiffCell.Kind: Int] = [:]

  subscript(kind: DiffCell.Kind) -> Int { counts[kind] ?? 0 }

  mutating func add(_ kind: DiffCell.Kind) { counts[kind, default: 0] += 1 }

  var total: Int { counts.values.reduce(0, +) }
  /// How many changed their state.
  var ofState: Int { self[.lost] + self[.gained] + self[.state] }

  /// What outweighs the others: a loss, then what was gained.
  fileprivate var kind: DiffCell.Kind {
    let order: [DiffCell.Kind] = [.lost, .gained, .state, .number]
    return order.first { self[$0] > 0 } ?? .same
  }

  /// How many lost their last evidence, gained their first, and changed otherwise.
  fileprivate var text: String {
    let number = ofState == 0 ? self[.number] : 0
    let parts = [
      ("▼", self[.lost]), ("▲", self[.gained]), ("±", self[.state]), ("≠", number),
    ].filter { $0.1 > 0 }
    return parts.isEmpty ? "–" : parts.map { "\($0) \(Figures.count($1))" }.joined(separator: " ")
  }

  /// `36 lost their last evidence, 2 gained their first, of 140 below`.
  var sentence: String {
    let parts = [
      (self[.lost], "lost their last evidence"), (self[.gained], "gained their first"),
      (self[.state], "changed in state otherwise"), (self[.number], "changed in number only"),
    ].filter { $0.0 > 0 }.map { "\(Figures.count($0)) \($1)" }
    return (parts.isEmpty ? "none changed" : parts.joined(separator: ", "))
      + ", of \(Figures.count(total)) below"
  }
}

extension CoverageCell {
  /// Whether somebody looked and nothing was found.
  var isGap: Bool { state == .searchedEmpty }
}
