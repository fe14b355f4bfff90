internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceCore
internal import Foundation

/// How far two coders of the same items agree.
struct AgreementCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "agreement",
    abstract: "Measure how far two coders of the same items agree, and list where they do not.",
    discussion: """
      The unit is an item and a concept. An item counts when both coders saw it: when each made a \
      statement of the relation about it, or when it stands in --items. A concept that a coder did \
      not give an item that he saw is a no; an item that one did not see is missing. Printed are \
      percent agreement, Cohen's kappa with prevalence index and PABAK for each concept, and \
      Krippendorff's alpha with the MASI distance, for the codes as given and rolled up to each level.
      """
  )
  static let examples = [
    "evidence agreement coded.jsonl --coders ann ben --scheme mit-mitigation@2",
    "evidence agreement coded.jsonl --coders ann ben --scheme mit-mitigation@2 --level 1 --items items.txt --format json",
  ]

  @OptionGroup var input: GraphArgument
  @Option(parsing: .upToNextOption, help: "The two coders, as their statements name them.")
  var coders: [String] = []
  @Option(help: "The scheme that they coded into, with its version.")
  var scheme: String
  @Option(help: "The relation that they coded by.")
  var relation: String = Relation.classifiedAs.name
  @Option(help: "Only this level, from 1 at the top; else the codes as given, and every level.")
  var level: Int?
  @Option(help: "A file with the key of every item that both saw, one a line.")
  var items: String?
  @OptionGroup var output: FormatOption

  func validate() throws {
    if coders.count != 2 { throw ValidationError("--coders takes two names") }
  }

  func run() throws {
    let graph = try input.read()
    let agreement = try CoderAgreement(
      graph,
      between: coders[0],
      and: coders[1],
      scheme: scheme,
      relation: Relation(relation),
      items: try items.map { try Self.keys(in: $0) }
    )
    var levels = agreement.levels
    if let level {
      levels = levels.filter { $0.level == level }
      guard !levels.isEmpty else {
        throw EvidenceError(
          "no-such-level",
          "'\(scheme)' has no level \(level)",
          hint: "its levels are 1 to \(agreement.levels.count - 1)"
        )
      }
    }
    let answer = AgreementAnswer(agreement, levels: levels)
    switch output.format {
    case .json: Console.print(answer.json)
    case .table, .markdown: Console.print(AgreementReport(answer: answer).text(as: output.format))
    default: Console.print(TextTable(answer.concepts).text(as: output.format))
    }
  }

  /// The keys of a file, one a line; empty lines and those that begin with # are left out.
  private static func keys(in path: String) throws -> [Key] {
    let bytes = try Inputs.open(path).contents(limit: 64 << 20)
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty && !$0.hasPrefix("#") }
      .map { Key($0) }
  }
}
