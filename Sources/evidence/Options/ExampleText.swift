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
    for type in root.configuration.subcommands {
      if let type = type as? any ExampledCommand.Type,
        words.dropFirst().first == type.configuration.commandName
      {
        command = type
      }
    }
    return "\n\nEXAMPLES:\n" + command.examples.map { "  " + $0 }.joined(separator: "\n")
  }
}
