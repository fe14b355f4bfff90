internal import EvidenceAnalysis
internal import EvidenceCore

/// The sentences of a map of groups of gaps.
struct GapGroupWords {
  let map: GapGroupsMap

  private var overview: GapOverview { map.overview }
  private var naming: Naming { Naming(graph: map.graph) }

  static let heads = [
    "rank", "group", "gaps", "nodes", "none stated", "none at all", "papers", "evidence",
    "nearest measure", "priority",
  ]

  func row(_ group: GapOverview.Group) -> [String] {
    [
      rank(group), name(group), String(group.count), String(group.nodes),
      String(group.withoutStated), String(group.withoutAny), String(group.papers),
      evidence(group), nearest(group), SupportScore.text(group.priority),
    ]
  }

  /// What is missing throughout, a sentence each.
  var systemic: [String] {
    overview.systemic.map {
      Footers.sentence(Naming.capitalised(LegibleText.clean(Naming.plain($0.text))))
    }
  }

  func rank(_ group: GapOverview.Group) -> String {
    Figures.count(group.rank) + (group.isTied ? "=" : "")
  }

  func name(_ group: GapOverview.Group) -> String {
    LegibleText.clean(overview.name(of: group, in: map.graph))
  }

  func evidence(_ group: GapOverview.Group) -> String {
    group.strongestEvidence?.word ?? (group.hasClaims ? "type not stated" : "none")
  }

  func nearest(_ group: GapOverview.Group) -> String {
    guard let measure = group.nearest else { return "none" }
    var name = naming.title(measure)
    if let of = group.nearestOf, group.subject != .node(of) {
      name += " (of \(map.graph.notation(of: of) ?? naming.title(of)))"
    }
    return name
  }

  func tooltip(_ group: GapOverview.Group) -> String {
    let kinds = GapKind.allCases.compactMap { kind in
      group.counts[kind].map { "\($0) \(kind.rawValue)" }
    }
    return [
      "\(rank(group)). \(name(group)): \(Figures.count(group.count, "gap"))",
      kinds.joined(separator: ", "),
      "\(group.withoutStated) of \(group.nodes) without a stated link, \(group.withoutAny) without any",
      "\(Figures.count(group.papers, "paper")); strongest evidence: \(evidence(group))",
      "nearest measure: \(nearest(group))",
      "priority (ours): \(SupportScore.text(group.priority))",
    ].joined(separator: "\n")
  }

  func sheetText(shown: Range<Int>) -> SheetText {
    let footers = Footers(graph: map.graph)
    return SheetText(
      of: map,
      kind: "GAPS MAP",
      isPreliminary: footers.isPreliminary,
      title: "Where is most missing in \(footers.subject), and where to start?",
      subtitle: "Gaps of single nodes by \(overview.grouping.rawValue)"
        + (overview.level.map { " of level \($0)" } ?? "")
        + ", ranked by a formula of our own: share without a stated link × papers.",
      headline: headline,
      footers: footerTexts(footers, shown: shown),
      description: description(shown: shown)
    )
  }

  private var headline: [TextRun] {
    var runs = [TextRun(Figures.count(overview.total, "gap"), .gapText, bold: true)]
    guard let first = overview.groups.first else { return runs }
    let equals = overview.groups.prefix { $0.rank == first.rank }.count
    runs.append(
      TextRun(
        equals > 1
          ? "; \(Figures.count(equals)) groups share the first place."
          : "; most urgent: \(name(first))."
      )
    )
    return runs
  }

  private func footerTexts(_ common: Footers, shown: Range<Int>) -> [SheetText.Footer] {
    let rest = overview.groups.count - shown.upperBound
    let first =
      (rest > 0
        ? "\(Figures.count(rest, "more group")) \(rest == 1 ? "is" : "are") not drawn; the table holds "
          + "all \(Figures.count(overview.groups.count))."
        : "No group was left out.")
      + " “None stated”: no “addresses” statement; “none at all”: no evidence chain either. The rank is "
      + "ours, no standard; “=”: equally urgent."
    let second =
      "The rank says where an answer is missing, not how grave a risk is. A gap says that this graph "
      + "records nothing, not that nothing exists. Policy \(Footers.name(of: overview.policy)). "
      + common.searched()
    return [SheetText.Footer(text: first), SheetText.Footer(text: second)]
      + common.noticeFooters + [SheetText.Footer(text: common.data(schemes: []))]
  }

  private func description(shown: Range<Int>) -> String {
    return "Groups of gaps \(shown.lowerBound + 1) to \(shown.upperBound) of "
      + "\(Figures.count(overview.groups.count)), the most urgent first. "
      + systemic.joined(separator: " ") + " The same content can be had as a table."
  }
}
