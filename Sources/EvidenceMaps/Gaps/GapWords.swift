internal import EvidenceAnalysis
internal import EvidenceCore

/// The sentences of a map of gaps.
struct GapWords {
  let map: GapsMap

  var naming: Naming { Naming(graph: map.graph) }

  /// A kind of gap in words.
  func kind(_ kind: GapKind) -> String { Self.name(of: kind) }

  /// A kind of gap in words.
  static func name(of kind: GapKind) -> String {
    switch kind {
    case .absolute: "gap"
    case .riskWithoutMitigation: "no measure"
    case .mitigationWithoutRisk: "no risk named"
    case .synthesis: "no synthesis"
    default:
      CellState(rawValue: kind.rawValue)?.name ?? CellMark(rawValue: kind.rawValue)?.name
        ?? kind.rawValue
    }
  }

  /// What the legend says of a kind.
  func explanation(_ kind: GapKind) -> String {
    switch kind {
    case .riskWithoutMitigation: "nothing addresses it"
    case .mitigationWithoutRisk: "addresses nothing stated"
    case .unclassified: "under no heading"
    case .absolute: CellState.searchedEmpty.explanation(under: map.policy)
    default:
      CellState(rawValue: kind.rawValue)?.explanation(under: map.policy)
        ?? CellMark(rawValue: kind.rawValue)?.explanation(under: map.policy) ?? ""
    }
  }

  /// Where a gap is: one name, or two.
  func names(_ gap: Gap) -> [String] {
    [gap.row, gap.column, gap.node].compactMap { $0 }.map { naming.title($0) }
  }

  func place(_ gap: Gap) -> String { names(gap).joined(separator: " × ") }

  /// The priority with two decimals.
  func priority(_ gap: Gap) -> String {
    guard gap.priority.isFinite, gap.priority >= 0, gap.priority < 1e6 else { return "?" }
    let hundredths = Int((gap.priority * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// The rank: how many gaps are more urgent, and one; with `=` where others are equally urgent.
  func rank(_ item: RankedGap) -> String {
    Figures.count(item.rank) + (item.isTied ? "=" : "")
  }

  func tooltip(_ item: RankedGap) -> String {
    let gap = item.gap
    var lines = [
      "\(rank(item)). \(kind(gap.kind)): \(place(gap))", "why: \(LegibleText.clean(gap.reason))",
    ]
    if let question = gap.question { lines.append("ask: \(LegibleText.clean(question))") }
    var last: [String] = []
    if let nearest = gap.nearest { last.append("nearest: \(naming.brief(nearest))") }
    if !gap.restsOn.isEmpty {
      let keys = gap.restsOn.map { LegibleText.clean($0.text, limit: 60) }
      last.append("rests on: " + Figures.list(keys, first: 3))
    }
    if !last.isEmpty { lines.append(last.joined(separator: "; ")) }
    lines.append("priority (ours): \(priority(gap))")
    return lines.joined(separator: "\n")
  }

  func sheetText(shown: Range<Int>) -> SheetText {
    let footers = Footers(graph: map.graph)
    return SheetText(
      of: map,
      kind: "GAPS MAP",
      isPreliminary: footers.isPreliminary,
      title: title,
      subtitle: subtitle,
      headline: headline,
      footers: footerTexts(footers, shown: shown),
      description: description(shown: shown)
    )
  }

  private var title: String {
    guard let matrix = map.matrix else {
      return "What is most worth finding out next about \(Footers(graph: map.graph).subject)?"
    }
    return "Which gaps of \(matrix.rows.subject(in: map.graph)) against "
      + "\(matrix.columns.subject(in: map.graph)) are most worth closing?"
  }

  private var subtitle: String {
    guard let matrix = map.matrix else {
      return "Gaps of single nodes, ranked by a formula of our own: need × demand."
    }
    let nodes = map.ranking.contains { $0.gap.node != nil } ? ", and gaps of single nodes" : ""
    return "Gaps of \(matrix.rows.words) against \(matrix.columns.words)\(nodes), ranked by a "
      + "formula of our own: need × demand."
  }

  /// How many gaps there are of each kind, in the order of kinds.
  private var counts: [(kind: GapKind, count: Int)] {
    var counts: [GapKind: Int] = [:]
    for item in map.ranking { counts[item.gap.kind, default: 0] += 1 }
    return GapKind.allCases.compactMap { kind in counts[kind].map { (kind, $0) } }
  }

  private var headline: [TextRun] {
    let total = Figures.count(map.ranking.count, "gap")
    let parts = counts.map { "\(Figures.count($0.count)) \(kind($0.kind))" }
    var runs = [TextRun(total, .gapText, bold: true)]
    runs.append(TextRun(": \(parts.joined(separator: ", "))."))
    guard let first = map.ranking.first else { return runs }
    let equals = map.ranking.prefix { $0.rank == first.rank }.count
    let name = names(first.gap).map { $0.count > 48 ? String($0.prefix(46)) + "…" : $0 }
    runs.append(
      equals > 1
        ? TextRun(" \(Figures.count(equals)) share the first place.")
        : TextRun(" First: \(name.joined(separator: " × ")).")
    )
    return runs
  }

  private func footerTexts(_ common: Footers, shown: Range<Int>) -> [SheetText.Footer] {
    let rest = map.ranking.count - shown.upperBound
    var first =
      rest > 0
      ? "\(Figures.count(rest)) more \(rest == 1 ? "gap is" : "gaps are") not drawn; the table holds "
        + "all \(Figures.count(map.ranking.count))."
      : "No further gap was left out."
    first +=
      " Priority is ours, no standard: need (1 where nothing is known, less where something is) × "
      + "log2(2 + papers that name a risk there). “=”: equally urgent, those that most measures or "
      + "papers wait behind first, then in the order of kinds and of the scheme."
    let second =
      "The rank says where an answer is missing, not how grave the risk is. A gap says that this "
      + "graph records nothing, or too little, not that nothing exists. "
      + "Policy \(Footers.name(of: map.policy)): thin is under "
      + "\(map.policy.thinBelow) independent papers, stale over "
      + "\(Figures.count(map.policy.staleAfterYears, "year")). " + common.searched()
    var schemes: [String] = []
    for axis in [map.matrix?.rows, map.matrix?.columns].compactMap({ $0 })
    where !schemes.contains(axis.selection) {
      schemes.append(axis.selection)
    }
    return [SheetText.Footer(text: first), SheetText.Footer(text: second)]
      + common.noticeFooters + [SheetText.Footer(text: common.data(schemes: schemes))]
  }

  private func description(shown: Range<Int>) -> String {
    let parts = counts.map { "\(kind($0.kind)): \(Figures.count($0.count))" }
    return "The gaps ranked \(shown.lowerBound + 1) to \(shown.upperBound) of "
      + "\(Figures.count(map.ranking.count)). \(parts.joined(separator: "; ")). "
      + "The same content can be had as a table."
  }
}
