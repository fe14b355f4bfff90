internal import ArgumentParser

/// A command whose help ends with examples.
protocol ExampledCommand: ParsableCommand {
  /// Two command lines, on the shipped graphs where these hold what the command needs.
  static var examples: [String] { get }

  /// What the command does while its user waits, as in `drawing the map`; `nil` where it is quick.
  static var work: String? { get }
}

extension ExampledCommand {
  static var work: String? { nil }
}
