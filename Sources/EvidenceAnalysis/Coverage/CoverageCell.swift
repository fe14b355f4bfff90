public import EvidenceCore

/// The state of a cell: the first of these that holds.
public enum CellState: String, Sendable, CaseIterable {
  /// No witness, and no record that anybody looked.
  case notSearched = "not-searched"
  /// No witness, though somebody looked.
  case searchedEmpty = "searched-empty"
  /// Evidence, none of it supporting.
  case opposed
  /// Evidence on both sides.
  case conflicting
  /// Every supporting chain rests on a match or on a statement that nobody made.
  case inferredOnly = "inferred-only"
  /// A witness, and no known work behind it: the data do not state their sources.
  case unsourced
  /// Every supporting claim is an assertion, or does not state its type of evidence.
  case assertedOnly = "asserted-only"
  /// Fewer independent papers than the policy asks for.
  case thin
  /// None of the above.
  case covered

  /// Whether the cell holds no witness.
  public var isEmpty: Bool { self == .notSearched || self == .searchedEmpty }
}

/// How the two sides of a cell meet.
public enum Conflict: String, Sendable, CaseIterable {
  /// Both sides speak of one witness and one target: a disagreement.
  case within
  /// The sides speak of different witnesses or targets: no disagreement.
  case between
}

/// What else holds of a cell beside its state.
public enum CellMark: String, Sendable, CaseIterable {
  /// As the state of this name.
  case opposed
  /// As the state of this name.
  case conflicting
  /// As the state of this name.
  case inferredOnly = "inferred-only"
  /// As the state of this name.
  case unsourced
  /// As the state of this name.
  case assertedOnly = "asserted-only"
  /// As the state of this name.
  case thin
  /// Everything rests on one work.
  case singleSource = "single-source"
  /// The newest paper is older than the policy allows at the graph's as-of date.
  case stale
  /// Enough primary studies, and no synthesis of them.
  case synthesis
  /// What it rests on bears a notice that it may change.
  case preliminary
}

/// One cell of a coverage matrix, in numbers; what it holds is asked of its matrix.
public struct CoverageCell: Sendable {
  /// The position of the cell's row and column on their axes.
  public var row: Int
  public var column: Int
  /// How many nodes reach the row and the column; ``CoverageMatrix/witnesses(of:)`` names them.
  public var witnesses: Int
  /// The witnesses coded at exactly this row and this column, and those that came by roll-up.
  public var here: Int
  public var below: Int
  /// Witnesses coded higher up and at nothing below: the cell's true count may be higher by these.
  public var unresolved: Int
  /// How many papers propose, evaluate or identify a witness; ``CoverageMatrix/papers(of:)`` names
  /// them.
  public var papers: Int
  /// How many works state the evidence; this is what "thin" counts. ``CoverageMatrix/works(of:)``
  /// names them.
  public var independentPapers: Int
  /// Distinct works with a statement on that side.
  public var supporting: Int
  public var mixed: Int
  public var opposing: Int
  /// Distinct works with a supporting or mixed statement, and with an opposing or mixed one: two sets
  /// that may share works, never to be added up.
  public var worksFor: Int
  public var worksAgainst: Int
  /// Where both sides are present: whether they disagree about one witness and one target.
  public var conflict: Conflict?
  /// Whether some supporting claim states its type of evidence; else "asserted" is our reading of
  /// its silence.
  public var statesTypes: Bool
  public var state: CellState
  public var marks: [CellMark]
  /// The strongest type of evidence among the supporting claims, where one is stated.
  public var strongestEvidence: EvidenceType?
  /// The year of the newest paper, where one is known.
  public var newestYear: Int?
  /// Whether a search record covers the cell; a total, whether one covers every empty cell of it.
  public var isSearched: Bool
  /// Whether a selection emptied the cell: the whole graph holds something there. Set by
  /// ``CoverageMatrix/markFiltered(from:of:in:)``.
  public var isFiltered = false
}
