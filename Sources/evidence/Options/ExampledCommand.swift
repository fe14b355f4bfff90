internal import ArgumentParser

/// A command whose help ends with examples.
protocol ExampledCommand: ParsableCommand {
  /// Two command lines, on the shipped graphs where these hold what the command needs.
  static var examples: [String] { get }
}
