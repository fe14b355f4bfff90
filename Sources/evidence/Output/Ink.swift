internal import EvidenceAnalysis
internal import Foundation

/// The few colours of a terminal. Nothing is said by colour alone: a sign or a word stands beside it.
enum Ink: String {
  /// The heads of a table.
  case head = "1"
  /// Something is known.
  case known = "34"
  /// Something is missing.
  case missing = "33"
  /// Sides disagree.
  case disputed = "35"
  /// Something is wrong.
  case error = "1;31"
  /// Something may be wrong.
  case warning = "1;33"
  /// Something worth knowing.
  case note = "1;36"

  /// The colour of a cell's state.
  init(_ state: CellState) {
    self =
      switch state {
      case .covered, .thin, .assertedOnly, .unsourced, .inferredOnly: .known
      case .conflicting, .opposed: .disputed
      case .searchedEmpty, .notSearched: .missing
      }
  }

  /// A text in this colour.
  func colouring(_ text: String) -> String {
    text.isEmpty ? text : "\u{1B}[\(rawValue)m\(text)\u{1B}[0m"
  }

  /// Whether a stream takes colours: a terminal that knows them, where the user has not asked for none
  /// with `NO_COLOR` (any value but an empty one, as no-color.org has it).
  static func isTaken(
    by descriptor: Int32,
    in environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> Bool {
    isatty(descriptor) == 1 && environment["TERM"] != "dumb"
      && (environment["NO_COLOR"] ?? "").isEmpty
  }
}
