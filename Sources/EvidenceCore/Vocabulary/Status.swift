/// How far somebody has come with a cell or a gap, or what was decided about it.
public enum Status: String, Sendable, CaseIterable {
  /// Seen, and nothing is decided; what has no record is open too.
  case open
  /// Somebody is going to see to it.
  case planned
  /// Somebody sees to it.
  case inProgress = "in-progress"
  /// It is to stay as it is: the risk is accepted, or the gap is none that matters here.
  case accepted
  /// Seen to.
  case done
}
