internal import ArgumentParser
internal import EvidenceCore
internal import Foundation

/// Where the process starts: parses, runs, and turns every outcome into its exit code.
@main
enum Main {
  static func main() {
    Console.prepare()
    let arguments = Array(CommandLine.arguments.dropFirst())
    var used: any ParsableCommand.Type = EvidenceCommand.self
    do {
      try UsageText.checkCommand(arguments.first)
      var command = try EvidenceCommand.parseAsRoot(MapCommand.ordered(arguments))
      used = type(of: command)
      let work = (used as? any ExampledCommand.Type)?.work
      try Progress.during(work, reading: { ReadingAccount.current }) { try command.run() }
      Console.finish()
    } catch let error as EvidenceError {
      Console.stop(for: error)
    } catch {
      let code = EvidenceCommand.exitCode(for: error)
      let message = UsageText.message(for: error, of: used)
      if code == .success {
        Console.print(message + ExampleText.text(forHelp: message, of: EvidenceCommand.self))
      } else if !message.isEmpty {
        let hint = MapCommand.hint(for: message, of: arguments).map { "\n" + $0 } ?? ""
        Console.fail(message + hint)
      }
      Console.finish()
      exit(code.rawValue)
    }
  }
}
