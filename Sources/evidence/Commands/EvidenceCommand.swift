internal import ArgumentParser
internal import EvidenceCore

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
      NewCommand.self, ImportCommand.self, TemplateCommand.self, ExportCommand.self,
      ValidateCommand.self,
      SnapshotCommand.self, StatsCommand.self, FindCommand.self, QueryCommand.self,
      ShowCommand.self, PathsCommand.self, CoverageCommand.self, GapsCommand.self, MapCommand.self,
      ReportCommand.self, PolicyCommand.self, DiffCommand.self, CrosswalkCommand.self,
      AgreementCommand.self, SQLCommand.self, ShellCommand.self, ServeCommand.self,
    ]
  )

  static let examples = [
    "evidence stats Graphs/ai-risk-repository/graph.jsonl",
    "evidence gaps Graphs/ai-risk-repository/graph.jsonl --kind risk-without-mitigation",
  ]
}
