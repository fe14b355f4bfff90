internal import EvidenceAnalysis
internal import EvidenceCore

/// The bibliography of a report: every work, and what it states.
struct ReportWorks {
  let graph: EvidenceGraph

  /// Further works are the command's.
  private static let most = 1_000

  /// The papers that are listed; where they are too many, those that state the most.
  var listed: [NodeID] { papers.prefix(Self.most).compactMap(\.node) }

  private var papers: [Inventory.SourceCount] {
    Inventory(graph).sources().filter { source in
      source.node.map { graph.kind(of: $0) == .paper } ?? false
    }
  }

  /// - Parameter position: the place of a node in the page's data.
  func html(_ position: (NodeID) -> Int?) -> String {
    let naming = Naming(graph: graph)
    let papers = papers
    let all = papers.prefix(Self.most)
      .compactMap { source in source.node.map { ($0, source) } }
      .map { (naming.citation($0.0, limit: 60), $0.0, $0.1) }
      .sorted { a, b in a.0 == b.0 ? a.1 < b.1 : a.0.precedesInUTF8(b.0) }
    guard !all.isEmpty else { return "<p>This graph has no paper.</p>" }
    let isAppraised = all.contains { graph.appraisal(of: $0.1) != nil }
    let rows = all.map { name, node, source in
      row(name, node, source, naming, position, isAppraised: isAppraised)
    }
    let isCut = papers.count > Self.most
    let note =
      isCut
      ? "<p class=\"note\">Listed are the \(Figures.count(Self.most)) that state the most, of "
        + "\(Figures.count(papers.count)); <code>evidence stats --by source</code> lists all.</p>\n"
      : ""
    return note
      + ReportHead.table(
        Figures.count(papers.count, "work"),
        [
          "work", "year", "title", "type", "measures", "risks", "claims", "against",
          "evidence types",
        ] + (isAppraised ? ["appraisal"] : []),
        rows,
        id: "works-table"
      )
  }

  private func row(
    _ name: String,
    _ node: NodeID,
    _ source: Inventory.SourceCount,
    _ naming: Naming,
    _ position: (NodeID) -> Int?,
    isAppraised: Bool
  ) -> String {
    let appraisal = graph.appraisal(of: node).map { HTMLText.escape($0.text, limit: 120) }
    func count(_ relations: Relation...) -> Int {
      source.relations.filter { relations.contains($0.relation) }.map(\.count).reduce(0, +)
    }
    func number(_ value: Int) -> String {
      "<td class=\"number\">\(value == 0 ? "–" : Figures.count(value))</td>"
    }
    let against = source.stances.filter { $0.stance == .opposes || $0.stance == .mixed }
      .map(\.count).reduce(0, +)
    let types = source.types.compactMap { type, count in
      type.map { "\($0.word) \(Figures.count(count))" }
    }
    let type = (graph.property("itemType", of: node) ?? graph.property("type", of: node))?.text
    return
      "<tr><td\(position(node).map { " data-node=\"\($0)\"" } ?? "")>\(HTMLText.escape(name))</td>"
      + "<td class=\"number\">\(graph.year(of: node).map(String.init) ?? "–")</td>"
      + "<td>\(HTMLText.link(naming.name(node), to: naming.link(node)))</td>"
      + "<td>\(type.map { HTMLText.escape($0, limit: 60) } ?? "–")</td>"
      + number(count(.proposes, .evaluates)) + number(count(.identifies))
      + number(count(.addresses))
      + number(against)
      + "<td>\(types.isEmpty ? "–" : HTMLText.escape(types.joined(separator: ", ")))</td>"
      + (isAppraised ? "<td>\(appraisal ?? "–")</td></tr>" : "</tr>")
  }
}
