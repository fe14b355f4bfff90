internal import EvidenceAnalysis
internal import EvidenceCore

/// The first screen of a report: what it finds in plain sentences, each with a small picture, and three
/// figures.
struct ReportAnswers {
  let graph: EvidenceGraph
  let tables: [ReportTable]
  /// The schemes on the axes, with the measures, or the risks, of each concept.
  let schemes: [SchemeCoverage]
  /// How many risks no measure is stated for, and how many measures state no risk.
  let gaps: ReportGaps

  /// One sentence and its picture.
  private struct FirstSentence {
    var sentence: String
    var picture: String
  }

  /// No more schemes have a sentence of their own.
  private static let mostSchemes = 1

  var html: String {
    let answers = tables.isEmpty ? [without] : ofSchemes + tables.map(ofTable)
    let items = answers.map { answer in
      "<li><p class=\"finding\">\(answer.sentence)</p>\n"
        + "\(answer.picture)</li>"
    }
    return "<ul class=\"answers\">\n\(items.joined(separator: "\n"))\n</ul>\n\(figures)"
  }

  /// The risk schemes first: which parts have no measure.
  private var ofSchemes: [FirstSentence] {
    let risks = schemes.filter { scheme in
      scheme.axis.entries.first.map { graph.kind(of: $0.node) == .riskDomain } ?? false
        && scheme.witnessKind == .mitigation
    }
    return risks.prefix(Self.mostSchemes).map { scheme in
      let text = scheme.finding(in: graph) { Figures.count($0) }
      let picture = ReportPicture(scheme, graph: graph, label: text, target: "matrices")
      return FirstSentence(
        sentence: HTMLText.escape(text)
          + " <span class=\"said\">\(HTMLText.escape(scheme.axis.title, limit: 200))</span>",
        picture: picture?.svg ?? ""
      )
    }
  }

  /// Why there is nothing else to say.
  private var without: FirstSentence {
    FirstSentence(sentence: HTMLText.escape(ReportContents(graph: graph).reason), picture: "")
  }

  private func ofTable(_ table: ReportTable) -> FirstSentence {
    let name = "<a href=\"#\(table.id)\">\(HTMLText.escape(table.title, limit: 200))</a>"
    let text = table.matrix.finding(in: graph) { Figures.count($0) }
    // Boxes that are all empty would say nothing that the sentence does not.
    let reason = table.matrix.reasonEmpty.map { Footers.sentence(Naming.capitalised($0)) }
    return FirstSentence(
      sentence: HTMLText.escape(text) + " <span class=\"said\">\(name)</span>"
        + (reason.map { " <span class=\"said\">\(HTMLText.escape($0))</span>" } ?? ""),
      picture: reason == nil
        ? ReportPicture(table, label: "\(table.title). \(text)")?.svg ?? "" : ""
    )
  }

  // MARK: Figures

  private var figures: String {
    func count(_ kind: Kind) -> Int { graph.nodes(of: kind).count }
    func unlinked(_ kind: GapKind) -> Int { gaps.nodes.count { $0.gap.kind == kind } }
    func share(_ lacking: Int, of all: Int, _ none: String, _ some: String) -> String {
      lacking == all
        ? none : lacking == 0 ? "each \(some)" : "\(Figures.count(all - lacking)) \(some)"
    }
    var items: [(Int, String, String)] = []
    if count(.paper) > 0 {
      let years = graph.nodes(of: .paper).compactMap { graph.year(of: $0) }
      let span = years.min().flatMap { first in
        years.max().map { first == $0 ? "\(first)" : "\(first)–\($0)" }
      }
      items.append(
        (
          count(.paper), Naming.words(.paper, plural: count(.paper) != 1),
          span ?? "years not stated"
        )
      )
    }
    if count(.mitigation) > 0 {
      items.append(
        (
          count(.mitigation), Naming.words(.mitigation, plural: count(.mitigation) != 1),
          share(
            unlinked(.mitigationWithoutRisk),
            of: count(.mitigation),
            "none states a risk that it addresses",
            "with a stated risk"
          )
        )
      )
    }
    if count(.risk) > 0 {
      items.append(
        (
          count(.risk), Naming.words(.risk, plural: count(.risk) != 1),
          share(
            unlinked(.riskWithoutMitigation),
            of: count(.risk),
            "no measure is stated for any",
            "with a stated measure"
          )
        )
      )
    }
    if items.count < 3 {
      let sourced = graph.edges.count { graph.source(of: $0) != nil }
      let note =
        sourced == graph.statementCount
        ? "each with its source" : "\(Figures.count(sourced)) with a known source"
      items.append(
        (graph.statementCount, graph.statementCount == 1 ? "statement" : "statements", note)
      )
    }
    let texts = items.prefix(3).map { number, name, note in
      "<li><b>\(Figures.count(number))</b> \(name) <span class=\"said\">\(note)</span></li>"
    }
    return "<ul class=\"figures\">\n\(texts.joined(separator: "\n"))\n</ul>"
  }
}
