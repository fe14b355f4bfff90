internal import EvidenceAnalysis
internal import EvidenceCore

/// The gaps of a report: those of single nodes in groups and those of cells in a table, as
/// `evidence gaps` ranks them, then all of them by kind and reason.
struct ReportGaps {
  let graph: EvidenceGraph
  let tables: [ReportTable]
  let policy: Policy
  /// How many of one kind are listed.
  let budget: Int
  /// The place of a node in the page's data.
  let position: (NodeID) -> Int?

  private static let mostUrgent = 60

  var html: String {
    let items = GapAnalysis(graph, policy: policy).ranking(of: tables.map(\.matrix))
    let kinds = GapKind.allCases.filter { kind in items.contains { $0.gap.kind == kind } }
    guard !kinds.isEmpty else { return "<p>No gap of the listed kinds.</p>" }
    let cells = GapAnalysis(graph, policy: policy)
      .ranking(of: tables.map(\.matrix), kinds: GapAnalysis.listed(withAxes: true))
    let top = cells.prefix(ReportGaps.mostUrgent).map { row($0) }
    let shown = min(cells.count, ReportGaps.mostUrgent)
    return groups
      + ReportHead.table(
        "The \(Figures.count(shown)) most urgent of \(Figures.count(cells.count, "gap")) of cells",
        ["rank", "kind", "where", "why", "question that would settle it"],
        top
      ) + "\n<h3>All gaps by kind</h3>\n" + kinds.map { list($0, items) }.joined(separator: "\n")
  }

  private func row(_ item: RankedGap) -> String {
    "<tr data-kind=\"\(item.gap.kind.rawValue)\"><td class=\"number\">\(item.rank)\(item.isTied ? "=" : "")</td>"
      + "<td>\(item.gap.kind.rawValue)</td><td\(target(item))>\(place(item.gap, isLong: true))</td>"
      + "<td>\(HTMLText.escape(Footers.sentence(item.gap.reason)))</td>"
      + "<td>\(item.gap.question.map { HTMLText.escape($0) } ?? "–")</td></tr>"
  }

  /// What is missing throughout, then the gaps of single nodes, a row a group.
  private var groups: String {
    guard let overview = try? GapAnalysis(graph, policy: policy).overview(), overview.total > 0
    else { return "" }
    let words = GapGroupWords(map: GapGroupsMap(overview: overview, graph: graph))
    var html = ""
    if !overview.systemic.isEmpty {
      let lines = overview.systemic.map { line in
        "<li>\(HTMLText.escape(Footers.sentence(Naming.capitalised(line.text))))</li>"
      }
      html += "<ul class=\"throughout\">\n\(lines.joined(separator: "\n"))\n</ul>\n"
    }
    let rows = overview.groups.map { group in
      let numbers = [group.count, group.nodes, group.withoutStated, group.withoutAny, group.papers]
      return "<tr><td class=\"number\">\(words.rank(group))</td>"
        + "<td\(target(group.subject))>\(HTMLText.escape(words.name(group)))</td>"
        + numbers.map { "<td class=\"number\">\(Figures.count($0))</td>" }.joined()
        + "<td>\(HTMLText.escape(words.evidence(group)))</td>"
        + "<td>\(HTMLText.escape(words.nearest(group)))</td></tr>"
    }
    let level = overview.level.map { " of level \($0)" } ?? ""
    return html
      + ReportHead.table(
        "\(Figures.count(overview.total, "gap")) of single nodes, by \(overview.grouping.rawValue)"
          + "\(level)",
        [
          "rank", overview.grouping.rawValue, "gaps", "of", "none stated", "none at all", "papers",
          "evidence", "nearest measure",
        ],
        rows
      ) + "\n"
  }

  private func target(_ subject: GapOverview.Subject) -> String {
    guard case .node(let node) = subject, let position = position(node) else { return "" }
    return " data-node=\"\(position)\""
  }

  /// The gaps of one kind, those with the same reason together.
  private func list(_ kind: GapKind, _ items: [RankedGap]) -> String {
    let all = items.filter { $0.gap.kind == kind }
    var order: [String] = []
    var groups: [String: [RankedGap]] = [:]
    for item in all.prefix(budget) {
      if groups[item.gap.reason] == nil { order.append(item.gap.reason) }
      groups[item.gap.reason, default: []].append(item)
    }
    let count = Figures.count(all.count)
    var html = "<details class=\"gaps\" data-kind=\"\(kind.rawValue)\">"
    html += "<summary>\(kind.rawValue) <span class=\"count\">\(count)</span></summary>\n"
    if all.count > budget {
      html += "<p class=\"note\">Listed are the \(Figures.count(budget)) most urgent; "
      html += "<code>evidence gaps</code> lists all \(count).</p>\n"
    }
    for reason in order {
      let group = groups[reason] ?? []
      html +=
        "<p class=\"why\">\(HTMLText.escape(Footers.sentence(Naming.capitalised(reason)))) "
      html += "<span class=\"count\">\(Figures.count(group.count))</span></p>\n<ul>\n"
      html += group.map { "<li\(target($0))>\(place($0.gap))</li>" }.joined(separator: "\n")
      html += "\n</ul>\n"
    }
    return html + "</details>"
  }

  /// What the page's scripts open: a cell by matrix, row and column, or a node.
  private func target(_ item: RankedGap) -> String {
    if let matrix = item.matrix, let row = item.gap.row, let column = item.gap.column {
      guard let row = position(row), let column = position(column) else { return "" }
      return " data-cell=\"\(matrix) \(row) \(column)\""
    }
    guard let node = item.gap.node, let position = position(node) else { return "" }
    return " data-node=\"\(position)\""
  }

  private func place(_ gap: Gap, isLong: Bool = false) -> String {
    let naming = Naming(graph: graph)
    let nodes = [gap.row, gap.column, gap.node].compactMap { $0 }
    return nodes.map { node in
      let name = HTMLText.escape(naming.headName(node), limit: isLong ? 200 : 120)
      return name
    }
    .joined(separator: " × ")
  }
}
