internal import EvidenceAnalysis
internal import EvidenceCore

/// The sentences of a difference map.
struct DiffWords {
  let tally: DiffTally

  private var map: DiffMap { tally.map }
  private var naming: Naming { Naming(graph: map.after.graph) }

  func sheetText() -> SheetText {
    let footers = [map.before, map.after].map { Footers(graph: $0.graph) }
    return SheetText(
      of: map,
      kind: "DIFFERENCE MAP",
      isPreliminary: footers.contains { $0.isPreliminary },
      title: "What was gained, what was lost, and what is still a gap?",
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
    if lost + gained + state + number == 0 {
      return [
        TextRun("No cell changed", bold: true),
        TextRun(" of \(Figures.count(tally.cellCount))."),
      ]
    }
    if lost + gained + state == 0 {
      return [
        TextRun("No cell changed its state", bold: true),
        TextRun(
          "; \(Figures.count(number)) of \(Figures.count(tally.cellCount)) changed in number only; "
            + "still empty: \(Figures.count(tally.count(.blank)))."
        ),
      ]
    }
    var runs: [TextRun] = []
    if lost > 0 {
      runs = [
        TextRun("\(Figures.count(lost, "cell")) lost all evidence", .gapText, bold: true),
        TextRun(", \(Figures.count(gained)) gained their first,"),
      ]
    } else {
      runs = [
        TextRun(
          gained == 0 ? "No cell gained" : "\(Figures.count(gained, "cell")) gained first evidence",
          bold: true
        ),
        TextRun(gained == 0 ? " or lost all evidence," : ", none lost it,"),
      ]
    }
    let still = tally.count(.blank)
    runs.append(
      TextRun(
        " \(Figures.count(state)) changed in state otherwise, \(Figures.count(number)) in number "
          + "only. Still empty: \(Figures.count(still)) of \(Figures.count(tally.cellCount)) cells."
      )
    )
    return runs
  }

  private var foldedText: String {
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
        "\(Figures.count(codes.count, "row")) in which no cell changed its state (\(Figures.list(codes, first: 30)))"
      )
    }
    for (plan, name) in [(tally.rows, "row"), (tally.columns, "column")] {
      guard let level = plan.level, plan.folded > 0 else { continue }
      parts.append("\(Figures.count(plan.folded, name)) below level \(level) into the one above")
    }
    var text = parts.isEmpty ? "Nothing was folded." : "Folded: \(parts.joined(separator: "; "))."
    if !isChanged { text += " All rows are shown." }
    if tally.undrawn > 0 {
      text +=
        " \(Figures.count(tally.undrawn, "cell")) that changed \(tally.undrawn == 1 ? "is" : "are") "
        + "not drawn here: folded, or no longer there; the table has them."
    }
    for isRow in [true, false] {
      let word = isRow ? "rows" : "columns"
      let gone = tally.only(inAfter: false, rows: isRow)
      let new = tally.only(inAfter: true, rows: isRow)
      if !gone.isEmpty { text += " No longer there: \(word) \(Figures.list(gone, first: 12))." }
      if !new.isEmpty {
        text += " Not there before (“–”): \(word) \(Figures.list(new, first: 12))."
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
    "\(Figures.count(tally.cellCount, "cell")) before and after: \(tally.count(.lost)) lost all "
      + "evidence, \(tally.count(.gained)) gained their first, \(tally.count(.state)) changed in "
      + "state otherwise, \(tally.count(.number)) in number only, \(tally.count(.blank)) are still "
      + "empty. The same content is given as a table."
  }

  /// What a cell is called aloud, and its tooltip.
  func name(_ row: Int, _ column: Int) -> String {
    let change = tally.change(row, column)
    let (r, c) = (
      map.after.matrix.rows.entries[row].node, map.after.matrix.columns.entries[column].node
    )
    let old = change.before.map { "\($0.state.words), \($0.independentPapers) papers" }
    return "\(naming.title(r)), \(naming.title(c)): \(old ?? "not there before") → "
      + "\(change.after.state.words), \(change.after.independentPapers) papers"
  }

  func tooltip(_ row: Int, _ column: Int) -> String {
    let change = tally.change(row, column)
    let words = CellWords(
      naming: naming,
      policy: map.after.matrix.policy,
      witnesses: map.after.matrix.witnessKind
    )
    return
      ([name(row, column)]
      + words.lines(change.after, papers: map.after.matrix.papers(of: change.after))).joined(
        separator: "\n"
      )
  }
}
