public import EvidenceCore

/// What makes a gap one: the link that is missing, or what there is too little of.
///
/// ``Gap/reason`` says the same in words.
public enum GapCause: Hashable, Sendable {
  /// No witness reaches both row and column of a cell: so many reach each, and whether a search of it
  /// is recorded.
  case unreached(row: Int, column: Int, isSearched: Bool)
  /// So many works speak against it, and none for it.
  case opposed(works: Int)
  /// So many works on each side, and whether they meet in one witness and one target.
  case conflicting(for: Int, mixed: Int, against: Int, isWithin: Bool)
  /// Every supporting chain rests on a match or on a statement that no person checked.
  case inferred
  /// Every supporting claim is an assertion, or none states its type of evidence.
  case asserted(statesTypes: Bool)
  /// No statement names its source.
  case sourceless
  /// So many independent works, fewer than the policy asks for.
  case few(works: Int, wanted: Int)
  /// Everything hangs on one work.
  case oneWork
  /// The newest paper is older than so many years at the graph's date.
  case old(newest: Int?, years: Int)
  /// At least so many primary studies, and no synthesis of them.
  case noSynthesis(studies: Int)
  /// No ADDRESSES statement leads to a risk, though perhaps to one that it is matched with.
  case noClaimAbout(match: NodeID?)
  /// No ADDRESSES statement starts from a measure, though perhaps from one that it is matched with.
  case noClaimFrom(match: NodeID?)
  /// No CLASSIFIED_AS statement codes a measure, in a scheme where one is named.
  case noCode(scheme: String?)

  /// The cause's name in data, in kebab-case.
  public var code: String {
    switch self {
    case .unreached(0, 0, _): "none-reaches-either"
    case .unreached(0, _, _): "none-reaches-row"
    case .unreached(_, 0, _): "none-reaches-column"
    case .unreached: "none-reaches-both"
    case .opposed: "opposed"
    case .conflicting(_, _, _, let isWithin): isWithin ? "conflict-within" : "conflict-between"
    case .inferred: "inferred"
    case .asserted(let statesTypes): statesTypes ? "asserted" : "type-not-stated"
    case .sourceless: "source-not-stated"
    case .few: "few-works"
    case .oneWork: "one-work"
    case .old: "old"
    case .noSynthesis: "no-synthesis"
    case .noClaimAbout(let match): match == nil ? "no-claim-about" : "no-claim-about-but-match"
    case .noClaimFrom(let match): match == nil ? "no-claim-from" : "no-claim-from-but-match"
    case .noCode: "no-code"
    }
  }
}
