internal import ArgumentParser
internal import EvidenceCore
internal import Foundation

/// The command: evidence graphs from the shell.
struct EvidenceCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract:
      "What is known about an AI risk, who says so, how strongly, and where nothing is known.",
    discussion: """
      The graph comes first: a graph.jsonl, or - for standard input. Results go to standard output, \
      everything else to standard error. Exit codes: 0 done, 1 failed, 2 findings, 64 usage.
      """,
    version: "0.1.0",
    subcommands: [
      ImportCommand.self, ValidateCommand.self, StatsCommand.self, FindCommand.self,
      ShowCommand.self, PathsCommand.self, CoverageCommand.self, GapsCommand.self, MapCommand.self,
      ReportCommand.self, PolicyCommand.self, DiffCommand.self, CrosswalkCommand.self,
      AgreementCommand.self,
    ]
  )

  static let examples = [
    "evidence stats Graphs/ai-risk-repository/graph.jsonl",
    "evidence gaps Graphs/ai-risk-repository/graph.jsonl --kind risk-without-mitigation",
  ]
}

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
      try Progress.during(work) { try command.run() }
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
