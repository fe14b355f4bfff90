internal import ArgumentParser

/// The examples at the end of a help text.
enum ExampleText {
  /// The examples of the command that a help text is about; empty for any other message.
  static func text(
    forHelp message: String,
    of root: any ExampledCommand.Type
  ) -> String {
    let usage = message.split(separator: "\n").first { $0.hasPrefix("USAGE: evidence") }
    guard let usage else { return "" }
    let words = usage.dropFirst("USAGE: ".count).split(separator: " ").map(String.init)
    var command: any ExampledCommand.Type = root
    let name = words.dropFirst().first
    if let type = subcommand(of: root, where: { $0 == name }) { command = type }
    // What a usage says of a kind of map stands behind the graph.
    if let kind = subcommand(of: command, where: words.dropFirst(2).contains) { command = kind }
    return "\n\nEXAMPLES:\n" + command.examples.map { "  " + $0 }.joined(separator: "\n")
  }

  private static func subcommand(
    of command: any ExampledCommand.Type,
    where isNamed: (String) -> Bool
  ) -> (any ExampledCommand.Type)? {
    command.configuration.subcommands.lazy.compactMap { $0 as? any ExampledCommand.Type }
      .first { $0.configuration.commandName.map(isNamed) ?? false }
  }
}
