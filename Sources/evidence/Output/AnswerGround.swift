internal import EvidenceAnalysis
internal import EvidenceCore

/// What an answer rests on, where that is not everything under the default policy: what was counted, what
/// was supposed, the policy, the date of the data and the command.
///
/// A file goes its own way: it must say what it left out. In CSV and TSV lines that begin with `# `
/// stand before the heads, as in the files of the report's page; in JSON and JSONL there are members.
struct AnswerGround {
  /// What alone counts, in words; `nil` where everything does.
  let counted: String?
  /// What is supposed and not so, in words; `nil` where nothing is.
  let supposed: String?
  let policy: Policy
  let title: String?
  let asOf: String?
  let command: String

  /// The ground of an answer; `nil` where everything counts under the default policy.
  init?(
    _ graph: EvidenceGraph,
    counted: String?,
    supposed: String?,
    policy: Policy,
    command: String
  ) {
    guard counted != nil || supposed != nil || policy != .standard else { return nil }
    self.counted = counted
    self.supposed = supposed
    self.policy = policy
    self.command = command
    title = graph.header.title
    asOf = graph.header.asOf
  }

  /// The lines that stand before the heads of a table.
  var lines: [String] {
    let parts = [
      title ?? "evidence",
      "as of \(asOf ?? "no date stated")",
      "policy \(policy.name) (\(policy.digest))",
      "counted: \(counted.map { "only \($0)" } ?? "everything")",
      supposed.map { "what if: \($0)" },
      "command: \(command)",
    ]
    return parts.compactMap { $0 }.map { "# \(Self.plain($0))" }
  }

  /// A text in one line that needs no quotation marks: with them a line would no longer begin with `#`.
  private static func plain(_ text: String) -> String {
    String(
      text.map { sign in
        sign.isNewline || sign == "\t" ? " " : sign == "\"" ? "'" : sign
      }
    )
  }

  /// What data say of it.
  private var members: [JSONMember] {
    [
      JSONMember("counted", .text(counted)), JSONMember("whatIf", .text(supposed)),
      JSONMember("policy", policy.json), JSONMember("asOf", .text(asOf)),
      JSONMember("command", .string(command)),
    ]
  }

  /// An answer that says what it rests on; of a list, each of its items does.
  func stated(in value: JSONValue) -> JSONValue {
    switch value {
    case .object(let own):
      let names = Set(own.map(\.name))
      return .object(own + members.filter { !names.contains($0.name) })
    case .array(let items): return .array(items.map { stated(in: $0) })
    default: return value
    }
  }
}

extension Console {
  /// Writes a table in a form for data, behind what it rests on.
  static func print(_ table: AnswerTable, as format: OutputFormat, on ground: AnswerGround?) {
    guard let ground else { return print(TextTable(table).text(as: format)) }
    switch format {
    case .json: print(JSONWriter.text(ground.stated(in: .array(table.objects))))
    case .jsonl: print(table.objects, on: ground)
    case .csv, .tsv:
      print(ground.lines.joined(separator: "\n") + "\n" + TextTable(table).text(as: format))
    case .table, .markdown: print(TextTable(table).text(as: format))
    }
  }

  /// Writes objects, one a line, each with what it rests on.
  static func print(_ objects: [JSONValue], on ground: AnswerGround?) {
    print(objects.map { JSONWriter.text(ground?.stated(in: $0) ?? $0) + "\n" }.joined())
  }

  /// Writes an answer as JSON with what it rests on.
  static func print(_ value: JSONValue, on ground: AnswerGround?) {
    print(JSONWriter.text(ground?.stated(in: value) ?? value))
  }
}
