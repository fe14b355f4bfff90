internal import EvidenceAnalysis
internal import EvidenceCore

extension CoverageAxis {
  /// The title alone.
  var legibleTitle: String { LegibleText.clean(title, limit: 120) }

  /// The title in a question: without its version, a kind in words.
  func subject(in graph: EvidenceGraph) -> String {
    if let values { return values.words }
    if let node = entries.first?.node, graph.kind(of: node).name == selection {
      return Naming.words(graph.kind(of: node), plural: true)
    }
    let parts = legibleTitle.split(separator: ", ")
    let kept = parts.prefix { !$0.lowercased().hasPrefix("version") }
    return kept.isEmpty ? legibleTitle : kept.joined(separator: ", ")
  }

  /// The title, and what a user asks for it by.
  var words: String {
    selection == title
      ? legibleTitle : "\(legibleTitle) (\(LegibleText.clean(selection, limit: 60)))"
  }

  /// What a user asks for it by: short enough to stand above a column.
  var briefWords: String { LegibleText.clean(selection, limit: 60) }
}
