internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceCore

/// Every finding, clang-style.
struct ValidateCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check a graph and list every finding with its place and a hint.",
    discussion: """
      Exit codes: 0 no error, 2 errors found, 1 could not read. Warnings fail under --strict. --lint \
      adds what is sound and still doubtful: \
      \(GraphLinter.rules.map(\.name).joined(separator: ", ")). A finding that was looked at is \
      silenced in the recipe or the header: lint: [{rule, of, reason}], where 'of' is a key, a \
      statement's id, or the name that the finding is about. Silenced findings are counted, and \
      listed under --strict.
      """
  )
  static let examples = [
    "evidence validate Graphs/ai-risk-repository/graph.jsonl",
    "evidence validate Graphs/frontier-mitigations/graph.jsonl --lint",
  ]

  @OptionGroup var input: ArchiveArgument
  @Flag(help: "Let warnings fail too.") var strict = false
  @Flag(help: "Look for what is sound and still doubtful.") var lint = false
  @OptionGroup var output: FormatOption

  func run() throws {
    let (graph, unsound) = try GraphArgument.readReporting(input.graph)
    let report = lint ? GraphLinter.report(on: graph) : nil
    let linted = (report?.findings ?? []) + (strict ? report?.silenced ?? [] : [])
    let findings = (unsound + GraphValidation.findings(in: graph) + linted).enumerated()
      .sorted { a, b in
        (a.element.place?.line ?? 0, a.offset) < (b.element.place?.line ?? 0, b.offset)
      }
      .map(\.element)
    if output.format == .table {
      if !findings.isEmpty {
        Console.print(findings.map(\.description).joined(separator: "\n"))
      }
    } else {
      Console.print(table(findings).text(as: output.format))
    }
    let errors = findings.count { $0.severity == .error }
    let warnings = findings.count { $0.severity == .warning }
    Console.complain(
      "\(graph.nodeCount) nodes, \(graph.statementCount) statements: \(errors) "
        + "\(errors == 1 ? "error" : "errors"), \(warnings) \(warnings == 1 ? "warning" : "warnings")"
        + (report.map { ", \($0.silenced.count) silenced" } ?? "")
    )
    if errors > 0 || (strict && warnings > 0) { throw ExitCode(2) }
  }

  private func table(_ findings: [Diagnostic]) -> TextTable {
    TextTable(
      heads: ["severity", "code", "file", "line", "message", "hint"],
      rows: findings.map { finding in
        [
          .string(finding.severity.rawValue), .string(finding.code.rawValue),
          finding.place.map { .string($0.file) } ?? .null,
          finding.place.map { .integer(Int64($0.line)) } ?? .null,
          .string(finding.message), finding.hint.map { .string($0) } ?? .null,
        ]
      }
    )
  }
}
