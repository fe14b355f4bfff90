/// How certain a person holds what is known of a cell to be: GRADE's four words.
///
/// It is recorded, with reasons, and never computed; no state and no strength follows from it.
public enum Certainty: String, Sendable, CaseIterable, Comparable {
  /// Further work is most unlikely to change it.
  case high
  /// Further work may well change it.
  case moderate
  /// Further work is likely to change it.
  case low
  /// It is little more than a guess.
  case veryLow = "very-low"

  /// From 1, very low, to 4, high.
  public var rank: Int {
    switch self {
    case .high: 4
    case .moderate: 3
    case .low: 2
    case .veryLow: 1
    }
  }

  public static func < (a: Certainty, b: Certainty) -> Bool { a.rank < b.rank }
}
