internal import ArgumentParser
internal import EvidenceCore
internal import EvidenceFormats

/// An empty coding sheet.
struct TemplateCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Write a coding sheet to fill in, with the codes of the graph's schemes in it.",
    discussion: """
      A sheet is a table: CSV, or by the name of the file TSV or a workbook (.xlsx) with lists to choose \
      from. Below its header, in a workbook on a sheet of their own, stand notes, rows that begin with #: \
      what each column takes, and every code with its name. Filled in, it is merged by \
      'evidence import SHEET --into GRAPH', which says row by row what is new, what it changes and what \
      contradicts. Keys may be left empty for new papers, measures and risks. A judgment is a person's \
      certainty about a cell, a status what was decided about a cell or gap; nothing is computed from them.
      """
  )
  static let examples = [
    "evidence template Graphs/frontier-mitigations/graph.jsonl --kind mitigation --scheme mit-mitigation@2 -o measures.csv",
    "evidence template Graphs/ai-risk-repository/graph.jsonl --kind statement",
  ]

  @OptionGroup var input: GraphArgument
  @Option(
    help: "What a row is: paper, mitigation, risk, statement, judgment or status.",
    transform: TemplateCommand.kind(named:)
  )
  var kind: SheetKind
  @Option(parsing: .upToNextOption, help: "The schemes whose codes it has columns for.")
  var scheme: [String] = []
  @Option(name: .shortAndLong, help: "Where to write it; - is standard output.")
  var output: String = "-"

  static func kind(named name: String) throws -> SheetKind {
    if let kind = SheetKind(rawValue: name.lowercased()) { return kind }
    let known = SheetKind.allCases.map(\.rawValue)
    throw ValidationError(
      "'\(name)' is no kind of sheet; "
        + (Suggestion.hint(for: name, among: known) ?? "there are: \(known.joined(separator: ", "))")
    )
  }

  func validate() throws {
    let suffix = output.split(separator: ".").last.map { $0.lowercased() } ?? ""
    if output.contains("."), !["csv", "tsv", "xlsx"].contains(suffix),
      !Console.isStandardOutput(output)
    {
      throw ValidationError("a coding sheet is written as .csv, .tsv or .xlsx, not as '.\(suffix)'")
    }
  }

  func run() throws {
    let graph = try input.read()
    let template = try SheetTemplate(of: kind, for: graph, schemes: scheme)
    if output.lowercased().hasSuffix(".xlsx") {
      let bytes = try WorkbookWriter.bytes(
        of: template.sheets,
        title: "Coding sheet: \(kind.plural)",
        asOf: graph.header.asOf
      )
      return try Console.write(bytes, to: output)
    }
    let table = TextTable(
      heads: template.header,
      rows: template.notes.map { note in
        [.string(note)] + template.header.dropFirst().map { _ in .null }
      }
    )
    let text = table.text(as: output.lowercased().hasSuffix(".tsv") ? .tsv : .csv)
    try Console.write(Array(text.utf8), to: output)
  }
}
