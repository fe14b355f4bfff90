internal import ArgumentParser

/// A command whose help ends with examples.
protocol ExampledCommand: ParsableCommand {
  /// Two command lines that work on the shipped graphs.
  static var examples: [String] { get }
}
