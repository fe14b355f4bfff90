internal import EvidenceAnalysis
internal import EvidenceCore

/// Writes gaps in groups, and the gaps of one group, for people.
struct GapOverviewReport {
  let graph: EvidenceGraph
  /// What opens a group: the command without the group's key.
  let opening: String

  /// What is missing throughout, then one line a group.
  func text(_ overview: GapOverview, as format: OutputFormat) -> String {
    guard overview.total > 0 else { return "no gaps of these kinds\n" }
    let isMarkdown = format == .markdown
    var text = isMarkdown ? "## Gaps, by \(word(overview))\n\n" : ""
    for line in overview.systemic {
      text += fitted((isMarkdown ? "* " : "• ") + line.text, format) + "\n"
    }
    if !overview.systemic.isEmpty { text += "\n" }
    text += groups(overview).text(as: format)
    return text + "\n" + fitted(footer(overview, isMarkdown: isMarkdown), format) + "\n"
  }

  /// Lines broken where the terminal ends, and whole anywhere else.
  private func fitted(_ text: String, _ format: OutputFormat) -> String {
    guard format == .table, let width = Console.width else { return text }
    return DisplayWidth.wrapped(lines: text, to: width)
  }

  private func word(_ overview: GapOverview) -> String {
    overview.grouping.rawValue + (overview.level.map { " (level \($0))" } ?? "")
  }

  private func groups(_ overview: GapOverview) -> TextTable {
    TextTable(
      heads: [
        "rank", overview.grouping.rawValue, "gaps", "of", "none stated", "none at all", "papers",
        "evidence", "nearest measure",
      ],
      rows: overview.groups.map { group in
        [
          .string("\(group.rank)\(group.isTied ? "=" : "")"),
          .string(overview.name(of: group, in: graph)), .count(group.count),
          .count(group.nodes), .count(group.withoutStated), .count(group.withoutAny),
          .count(group.papers), .string(evidence(group)), .string(nearest(group)),
        ]
      },
      rightAligned: [0, 2, 3, 4, 5, 6],
      oneLine: [1: 30, 8: 20]
    )
  }

  private func evidence(_ group: GapOverview.Group) -> String {
    group.strongestEvidence?.word ?? (group.hasClaims ? "type not stated" : "none")
  }

  private func nearest(_ group: GapOverview.Group) -> String {
    guard let measure = group.nearest else { return "none" }
    let own = group.nearestOf.map { of -> String in
      if case .node(let node) = group.subject, node == of { return "" }
      return " (of \(graph.notation(of: of) ?? graph.title(of: of)))"
    }
    return graph.title(of: measure) + (own ?? "")
  }

  private func footer(_ overview: GapOverview, isMarkdown: Bool) -> String {
    let ranking =
      "\(overview.total) \(overview.total == 1 ? "gap" : "gaps"); ranked by the share without a stated "
      + "link × papers, a ranking of our own; policy '\(overview.policy.name)' \(overview.policy.digest)"
    guard !isMarkdown else { return "*\(ranking)*" }
    let by = overview.grouping == .domain ? "" : " --group-by \(overview.grouping.rawValue)"
    return
      "\(ranking)\nopen a group: \(opening)\(by) --in KEY\nevery gap:    \(opening) --group-by none"
  }

  /// The gaps of one group, a line each.
  func text(_ folding: GapFolding, limit: Int?, as format: OutputFormat) -> String {
    let name = folding.subject.name(in: graph, by: folding.grouping)
    let folded = folding.lines.map { $0.parts.count + $0.twins.count }.reduce(0, +)
    let shown = limit.map { Array(folding.lines.prefix($0)) } ?? folding.lines
    var text =
      (format == .markdown ? "## " : "") + "Gaps of \(name): \(folding.lines.count) to act on"
    text += folded > 0 ? ", \(folded) more folded into them\n\n" : "\n\n"
    let table = TextTable(
      heads: ["rank", "kind", "name", "papers", "folded", "nearest measure", "key"],
      rows: shown.map { line in
        [
          .string("\(line.rank)\(line.isTied ? "=" : "")"), .string(line.gap.kind.rawValue),
          .string(line.gap.node.map { graph.title(of: $0) } ?? ""), .count(line.papers),
          .string(foldedWords(line)), .string(nearest(line)),
          .string(line.gap.node.map { graph.key(of: $0).text } ?? ""),
        ]
      },
      rightAligned: [0, 3],
      oneLine: [2: 30, 5: 20]
    )
    text += table.text(as: format)
    let left = folding.lines.count - shown.count
    if left > 0 { text += "\n\(left) more, named by fewer papers; list them with --all\n" }
    var out: [String] = []
    if !folding.excluded.isEmpty {
      out.append("\(folding.excluded.count) that their source itself excluded")
    }
    if !folding.copies.isEmpty { out.append("\(folding.copies.count) copies of concepts") }
    if !out.isEmpty { text += "\nleft out: \(out.joined(separator: ", "))\n" }
    return text
  }

  private func foldedWords(_ line: GapFolding.Line) -> String {
    var parts: [String] = []
    if !line.parts.isEmpty {
      parts.append("+\(line.parts.count) \(line.parts.count == 1 ? "part" : "parts")")
    }
    if !line.twins.isEmpty {
      parts.append("+\(line.twins.count) \(line.twins.count == 1 ? "twin" : "twins")")
    }
    return parts.joined(separator: ", ")
  }

  private func nearest(_ line: GapFolding.Line) -> String {
    guard let measure = line.measure else { return "none" }
    guard let of = line.measureOf, of != line.gap.node else { return graph.title(of: measure) }
    return "\(graph.title(of: measure)) (of \(graph.title(of: of)))"
  }
}
