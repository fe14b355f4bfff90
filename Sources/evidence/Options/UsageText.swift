internal import ArgumentParser
internal import EvidenceCore

/// What is said where a command is used wrongly.
enum UsageText {
  /// The message of an error, with the usage of the command that was meant.
  static func message(for error: any Error, of command: any ParsableCommand.Type) -> String {
    guard let name = command.configuration.commandName, command != EvidenceCommand.self else {
      return EvidenceCommand.fullMessage(for: error)
    }
    // A command by itself does not know whose it is.
    return command.fullMessage(for: error)
      .replacing("Usage: \(name) ", with: "Usage: evidence \(name) ")
      .replacing("See '\(name) --help'", with: "See 'evidence \(name) --help'")
  }

  /// Makes sure that a first argument is a command.
  ///
  /// - Throws: `ValidationError` with the command that was probably meant.
  static func checkCommand(_ argument: String?) throws {
    let known = EvidenceCommand.configuration.subcommands
      .compactMap { $0.configuration.commandName }
    guard let argument, !argument.hasPrefix("-"), !(known + ["help"]).contains(argument) else {
      return
    }
    throw ValidationError(
      "there is no command '\(argument)'; "
        + (Suggestion.hint(for: argument, among: known)
          ?? "there are: \(known.joined(separator: ", "))")
    )
  }
}
