/// Which way statements are walked.
public enum Direction: String, Hashable, Sendable, CaseIterable {
  /// From a statement's start to its end.
  case outgoing
  /// From its end to its start.
  case incoming
  /// Both ways, as if statements had no direction.
  case either
}
