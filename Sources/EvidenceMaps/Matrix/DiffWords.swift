internal import EvidenceAnalysis
internal import EvidenceCore

/// The sentences of a difference map.
struct DiffWords {
  let tally: DiffTally

  private var map: DiffMap { tally.map }
  private var naming: Naming { Naming(graph: map.axes.names) }

  func sheetText() -> SheetText {
    let footers = [map.before, map.after].map { Footers(graph: $0.graph) }
    return SheetText(
      of: map,
      kind: "DIFFERENCE MAP",
      isPreliminary: footers.contains { $0.isPreliminary },
      title: "What did \(map.after.matrix.rows.subject(in: map.after.graph)) against "
        + "\(map.after.matrix.columns.subject(in: map.after.graph)) gain and lose?",
      subtitle: subtitle,
      headline: headline,
      footers: footerTexts(footers),
      description: description
    )
  }

  /// What a version is called.
  private func name(_ side: DiffMap.Side) -> String {
    if let name = side.name { return LegibleText.clean(name, limit: 80) }
    let date = side.graph.header.asOf.map { Figures.date(LegibleText.clean($0, limit: 20)) }
    let size = Figures.count(side.graph.statementCount, "statement")
    return "\(date ?? "no date stated") (\(size))"
  }

  private var subtitle: String {
    let (rows, columns) = (map.after.matrix.rows, map.after.matrix.columns)
    return "Independent papers behind \(Naming.words(map.after.matrix.witnessKind, plural: true)) "
      + "in each cell of \(rows.legibleTitle) against \(columns.legibleTitle), before → after: "
      + "\(name(map.before)) → \(name(map.after))."
  }

  private var headline: [TextRun] {
    let (lost, gained) = (tally.count(.lost), tally.count(.gained))
    let (state, number) = (tally.count(.state), tally.count(.number))
    let of = "of \(Figures.count(tally.counts.total)) cells"
    let still = "Still empty: \(Figures.count(tally.count(.blank)))."
    guard lost + gained + state > 0 else {
      let numbers =
        number > 0 ? [TextRun(" \(Figures.count(number)) changed in number only. \(still)")] : []
      guard tally.parentChanges == 0 else {
        let sums = Figures.count(tally.parentChanges, "sum of parents", "sums of parents")
        return [
          TextRun("\(sums) changed in state", bold: true), TextRun(", and none \(of) below them."),
        ] + numbers
      }
      let what = number == 0 ? "changed" : "changed its state"
      return [TextRun("No cell \(what)", bold: true), TextRun(" \(of).")] + numbers
    }
    var runs: [TextRun] = []
    if lost > 0 {
      runs = [
        TextRun("\(Figures.count(lost)) \(of) lost their last evidence", .gapText, bold: true),
        TextRun(", \(gained == 0 ? "none" : Figures.count(gained)) gained their first."),
      ]
    } else if gained > 0 {
      runs = [
        TextRun("\(Figures.count(gained)) \(of) gained their first evidence", bold: true),
        TextRun(", none lost its last."),
      ]
    } else {
      runs = [
        TextRun("No cell \(of) gained its first evidence or lost its last", bold: true),
        TextRun("."),
      ]
    }
    if tally.lostWithAxis > 0 {
      let those = tally.lostWithAxis == 1 ? "loss is" : "losses are"
      runs.append(
        TextRun(
          " \(Figures.count(tally.lostWithAxis)) \(those) in rows or columns that are no longer "
            + "there."
        )
      )
    }
    runs.append(
      TextRun(
        " \(Figures.count(state)) changed in state otherwise, \(Figures.count(number)) in number "
          + "only. \(still)"
      )
    )
    return runs + parentRuns
  }

  /// How many parents changed where nothing below them did.
  private var parentRuns: [TextRun] {
    guard tally.parentChanges > 0 else { return [] }
    return [
      TextRun(
        " Above them, \(Figures.count(tally.parentChanges, "sum of parents", "sums of parents")) "
          + "changed in state where no cell did."
      )
    ]
  }

  /// What a work did to the cells that changed their state.
  private struct Deeds {
    /// Where it brought the first evidence, and where the last went with it.
    var brought: [String] = []
    var took: [String] = []
    var changed: [String] = []

    var count: Int { brought.count + took.count + changed.count }
  }

  private static let mostWorks = 8

  /// The works that brought the first evidence to cells, took the last or changed them, those that did
  /// the most first, a line each.
  var works: [[TextRun]] {
    var deeds: [Key: Deeds] = [:]
    let cells = (map.answer.coverage?.cells ?? []).filter { tally.isCounted($0) }
    for change in cells {
      let place = "\(code(change.row)) × \(code(change.column))"
      switch DiffCell.kind(of: change) {
      case .lost:
        for work in change.lostWorks { deeds[work, default: Deeds()].took.append(place) }
      case .gained:
        for work in change.gainedWorks { deeds[work, default: Deeds()].brought.append(place) }
      default:
        for work in Set(change.gainedWorks + change.lostWorks) {
          deeds[work, default: Deeds()].changed.append(place)
        }
      }
    }
    let order = deeds.sorted {
      $0.value.count != $1.value.count ? $0.value.count > $1.value.count : $0.key < $1.key
    }
    var lines = order.prefix(Self.mostWorks).map { work, deeds -> [TextRun] in
      var runs = [TextRun(LegibleText.clean(map.answer.name(of: work), limit: 60), bold: true)]
      let parts: [(String, [String], PaintClass)] = [
        (" brought the first evidence to ", deeds.brought, .ink),
        (" took the last evidence from ", deeds.took, .gapText),
        (" changed ", deeds.changed, .ink),
      ]
      for (verb, places, paint) in parts where !places.isEmpty {
        runs.append(
          TextRun(
            "\(runs.count > 1 ? ";" : "")\(verb)\(Figures.count(places.count, "cell")): "
              + Figures.list(places, first: 4),
            paint
          )
        )
      }
      return runs
    }
    if order.count > Self.mostWorks {
      lines.append([
        TextRun(
          "and \(Figures.count(order.count - Self.mostWorks, "more work")); the table names them"
        )
      ])
    }
    return lines
  }

  private func code(_ key: Key) -> String {
    for graph in [map.after.graph, map.before.graph] {
      if let node = graph.node(key) {
        let naming = Naming(graph: graph)
        return naming.code(node) ?? naming.brief(node)
      }
    }
    return LegibleText.clean(key.text, limit: 60)
  }

  private var foldedText: String {
    if tally.isEmpty { return "No row is drawn, since no cell changed." }

    var parts: [String] = []
    let isChanged = tally.changedRows.contains { row in
      tally.shownColumns.contains { tally.change(row.entry, $0.entry).isOfState }
    }
    if !tally.foldedRows.isEmpty {
      let codes = tally.foldedRows.map { item in
        let node = tally.rows.axis.entries[item.entry].node
        return naming.code(node) ?? naming.brief(node)
      }
      parts.append(
        "\(Figures.count(codes.count, "row")) in which no cell changed (\(Figures.list(codes, first: 30)))"
      )
    }
    for (plan, name) in [(tally.rows, "row"), (tally.columns, "column")] {
      guard let level = plan.level, plan.folded > 0 else { continue }
      parts.append("\(Figures.count(plan.folded, name)) below level \(level) into the one above")
    }
    if tally.foldedColumns > 0 {
      parts.append("\(Figures.count(tally.foldedColumns, "column")) in which no cell changed")
    }
    if tally.rows.level != nil || tally.columns.level != nil {
      parts.append("each cell counts what changed below it; the sheets show all (--sheets)")
    }
    var text = parts.isEmpty ? "Nothing was folded." : "Folded: \(parts.joined(separator: "; "))."
    if !isChanged, tally.foldedRows.isEmpty { text += " All rows are shown." }
    // What is folded is counted in the cell that it is folded into.
    if tally.undrawn > 0, tally.rows.level == nil, tally.columns.level == nil {
      text +=
        " \(Figures.count(tally.undrawn, "cell")) that changed \(tally.undrawn == 1 ? "is" : "are") "
        + "not drawn here; the table has them."
    }
    let hidden = tally.hiddenRecords
    let recorded = [
      hidden.judged > 0 ? Figures.count(hidden.judged, "judgment") : "",
      hidden.decided > 0 ? Figures.count(hidden.decided, "status", "statuses") : "",
    ].filter { !$0.isEmpty }
    if !recorded.isEmpty {
      text += " Not drawn: \(recorded.joined(separator: " and ")) of cells that are not drawn."
    }
    for isRow in [true, false] {
      let gone = tally.only(inAfter: false, rows: isRow)
      let new = tally.only(inAfter: true, rows: isRow)
      for (names, words) in [(gone, "No longer there"), (new, "Not there before (“–”)")]
      where !names.isEmpty {
        text += " \(words): \(Figures.count(names.count, isRow ? "row" : "column")) "
        text += "(\(Figures.list(names, first: 6, separator: "; ")))."
      }
    }
    return text
  }

  private func footerTexts(_ common: [Footers]) -> [SheetText.Footer] {
    let policy = map.after.matrix.policy
    var first =
      "A number counts independent papers, versions of one work once. Thin: fewer than "
      + "\(policy.thinBelow) (policy \(Footers.name(of: policy))"
    first +=
      map.before.matrix.policy.digest == policy.digest
      ? ", the same before and after)." : "; the policy before was another)."
    first +=
      " A loss says what the later graph records, not that a paper was refuted. An empty cell says "
      + "that the graph records none, not that none exists. " + common[1].searched()
    var seen: Set<String> = []
    let notices = (common[1].noticeFooters + common[0].noticeFooters).filter {
      seen.insert($0.text).inserted
    }
    let schemes = [map.after.matrix.rows.selection, map.after.matrix.columns.selection]
    let data = common.map { $0.data(schemes: schemes) }
    let last =
      data[0] == data[1] ? "Before and after: \(data[1])" : "Before: \(data[0]) After: \(data[1])"
    return [SheetText.Footer(text: first), SheetText.Footer(text: foldedText)] + notices
      + [SheetText.Footer(text: last)]
  }

  private var description: String {
    "\(Figures.count(tally.counts.total, "cell")) before and after: \(tally.count(.lost)) lost "
      + "their last evidence, \(tally.count(.gained)) gained their first, \(tally.count(.state)) changed in "
      + "state otherwise, \(tally.count(.number)) in number only, \(tally.count(.blank)) are still "
      + "empty. The same content can be had as a table."
  }

  /// What a cell is called aloud, and its tooltip.
  func name(_ row: Int, _ column: Int) -> String {
    let change = tally.change(row, column)
    let (r, c) = (
      map.axes.rows.axis.entries[row].node, map.axes.columns.axis.entries[column].node
    )
    let place = "\(naming.title(r)), \(naming.title(c)): "
    if let below = change.below { return place + below.sentence }
    func said(_ cell: CoverageCell?, _ none: String) -> String {
      cell.map { "\($0.state.words), \(Figures.count($0.independentPapers, "paper"))" } ?? none
    }
    return place + said(change.before, "not there before") + " → "
      + said(change.after, "no longer there")
  }

  func tooltip(_ row: Int, _ column: Int) -> String {
    let change = tally.change(row, column)
    var lines = [name(row, column)]
    if change.below == nil {
      if let change = change.change {
        lines.append("because: \(LegibleText.clean(map.answer.reason(of: change)))")
      }
      lines += tally.recordLines(row, column).map { LegibleText.clean($0, limit: 200) }
      let matrix = map.after.matrix
      if let after = change.after {
        let naming = Naming(graph: map.after.graph)
        lines += CellWords(naming: naming, policy: matrix.policy, witnesses: matrix.witnessKind)
          .lines(after, papers: matrix.papers(of: after))
      }
    }
    return lines.joined(separator: "\n")
  }
}
