internal import ArgumentParser
internal import EvidenceCore

/// What is said where a command is used wrongly.
enum UsageText {
  /// The message of an error, with the usage of the command that was meant.
  static func message(for error: any Error, of command: any ParsableCommand.Type) -> String {
    guard let words = words(of: command, below: EvidenceCommand.self), let name = words.last else {
      return EvidenceCommand.fullMessage(for: error)
    }
    // A command by itself does not know whose it is.
    let whole = words.joined(separator: " ")
    return command.fullMessage(for: error)
      .replacing("Usage: \(name) ", with: "Usage: evidence \(whole) ")
      .replacing("See '\(name) --help'", with: "See 'evidence \(whole) --help'")
  }

  /// The words that stand for a command behind the name of another.
  private static func words(
    of command: any ParsableCommand.Type,
    below other: any ParsableCommand.Type
  ) -> [String]? {
    for type in other.configuration.subcommands {
      let name = type.configuration.commandName ?? ""
      if type == command { return [name] }
      if let words = words(of: command, below: type) { return [name] + words }
    }
    return nil
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
