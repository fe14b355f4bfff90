internal import EvidenceAnalysis
internal import EvidenceCore

/// The sentences of a coverage map: title, finding, footers and tooltips.
struct CoverageWords {
  let map: CoverageMap
  let tally: CoverageTally

  private var matrix: CoverageMatrix { map.matrix }
  private var policy: Policy { matrix.policy }
  private var naming: Naming { Naming(graph: map.graph) }
  private var witnesses: String { Naming.words(matrix.witnessKind, plural: true) }

  func sheetText() -> SheetText {
    let footers = Footers(graph: map.graph)
    let preliminary =
      footers.isPreliminary || matrix.cells.contains { $0.marks.contains(.preliminary) }
    let order = map.options.rowOrder == .gaps ? " · rows sorted by gaps" : ""
    return SheetText(
      of: map,
      kind: (values.map { "COVERAGE BY \($0.uppercased())" }
        ?? (map.isBySource ? "SOURCES MAP" : "COVERAGE MAP")) + order,
      isPreliminary: preliminary,
      title: defaultTitle,
      subtitle: subtitle,
      headline: map.isBySource ? sourceHeadline : headline,
      footers: footerTexts(footers),
      description: description
    )
  }

  /// What stands in the columns where they are of values.
  private var values: String? { (matrix.columns.values ?? matrix.rows.values)?.words }

  /// What a number counts, with what is told apart in it.
  private var counted: String {
    switch map.count {
    case .works: "independent papers, versions of one work once"
    case .papers: "papers, each version apart"
    case .witnesses: witnesses
    }
  }

  private var defaultTitle: String {
    let subjects = (matrix.rows.subject(in: map.graph), matrix.columns.subject(in: map.graph))
    let counted = Naming.capitalised(witnesses)
    switch map.sources {
    case nil:
      return "\(counted) by \(subjects.0) and \(subjects.1): where is evidence, and where none?"
    case .columns where values != nil:
      return "\(counted) of \(subjects.0), by \(subjects.1): where is there evidence?"
    case .columns: return "Which \(witnesses) of \(subjects.0) do most \(subjects.1) state?"
    case .rows: return "Which \(witnesses) of \(subjects.1) does each of the \(subjects.0) state?"
    }
  }

  private var subtitle: String {
    if let values {
      let other = matrix.columns.values == nil ? matrix.columns : matrix.rows
      return "\(Naming.capitalised(witnesses)) of each concept of \(other.words), by \(values)."
    }
    if map.sources == .columns {
      return "\(Naming.capitalised(witnesses)) of each concept of "
        + "\(matrix.rows.words) in each of \(Figures.count(sourceCount)) sources."
    }
    if map.sources == .rows {
      return
        "\(Naming.capitalised(witnesses)) of each of \(Figures.count(sourceCount)) sources at each "
        + "concept of \(matrix.columns.words)."
    }
    return
      "\(Naming.capitalised(matrix.countWords(map.options.count))), by \(matrix.rows.words) against "
      + "\(matrix.columns.words)."
  }

  private var headline: [TextRun] {
    let total = Figures.count(tally.cellCount)
    let (gaps, blank, thin) = (tally.gaps, tally.notSearched, tally.states[.thin] ?? 0)
    var runs: [TextRun] = []
    if let reason = matrix.reasonEmpty {
      runs = [
        TextRun("The matrix is empty", .gapText, bold: true),
        TextRun(": \(Footers.sentence(LegibleText.clean(reason)))"),
      ]
    } else if gaps > 0 {
      runs = [
        TextRun(
          "\(Figures.count(gaps)) of \(total) cells \(gaps == 1 ? "is a gap" : "are gaps")",
          .gapText,
          bold: true
        ),
        TextRun(": searched, none recorded."),
      ]
    } else if blank > 0 {
      runs = [
        TextRun(
          "\(Figures.count(blank)) of \(total) cells \(blank == 1 ? "holds" : "hold") nothing",
          .gapText,
          bold: true
        ),
        TextRun(" in this graph, and no search is recorded there: nobody may have looked."),
      ]
    } else {
      runs = [TextRun("None of \(total) cells is a gap", bold: true), TextRun(".")]
    }
    if tally.isFolded {
      runs.append(TextRun(" Folded here into \(Figures.count(tally.drawnCount))."))
    }
    let against = (tally.states[.opposed] ?? 0) + (tally.states[.conflicting] ?? 0)
    let others = [
      (gaps > 0 ? blank : 0, "not searched"), (thin, "thin"), (against, "opposed or conflicting"),
      (tally.filtered, "filtered out"),
    ].filter { $0.0 > 0 }.map { "\(Figures.count($0.0)) \($0.1)" }
    if !others.isEmpty { runs.append(TextRun(" \(others.joined(separator: ", ")).")) }
    if let note = matrix.countNote(map.options.count) {
      runs.append(TextRun(" \(Naming.capitalised(note))."))
    }
    if matrix.reasonEmpty == nil, let row = tally.barestRow {
      runs.append(
        TextRun(" Barest row: \(naming.brief(matrix.rows.entries[row].node)).")
      )
    }
    return runs
  }

  /// How many sources state anything of this, drawn or not.
  private var sourceCount: Int {
    let (plan, axis) =
      map.sources == .rows ? (tally.rows, matrix.rows) : (tally.columns, matrix.columns)
    return axis.entries.count - plan.silent.count
  }

  private var sourceHeadline: [TextRun] {
    let isInColumns = map.sources == .columns
    let plan = isInColumns ? tally.rows : tally.columns
    let count = sourceCount
    func total(_ item: AxisPlan.Item) -> CoverageCell {
      isInColumns ? tally.total(row: item.entry) : matrix.columnTotals[item.entry]
    }
    func name(_ item: AxisPlan.Item) -> String { naming.brief(plan.axis.entries[item.entry].node) }
    let word = isInColumns ? "row" : "column"
    let leaves = plan.leaves
    let empty = leaves.filter { total($0).state.isEmpty }
    let of = Figures.count(count)
    if let first = empty.first {
      return [
        TextRun(
          "\(Figures.count(empty.count)) of \(Figures.count(leaves.count)) \(word)s "
            + (values == nil ? "are stated by none of \(of) sources" : "hold nothing"),
          .gapText,
          bold: true
        ), TextRun(empty.count == 1 ? ": \(name(first))." : ": the first is \(name(first))."),
      ]
    }
    if map.count != .works {
      // Where no source is known, nothing rests on works: what is there is counted.
      guard
        let least = leaves.min(by: { total($0).number(map.count) < total($1).number(map.count) })
      else { return [] }
      let number = Figures.count(total(least).number(map.count))
      return [
        TextRun("\(name(least)) holds \(number) \(map.countHead)", bold: true),
        TextRun(": none holds fewer. No \(word) is empty."),
      ]
    }
    let least = leaves.min { total($0).independentPapers < total($1).independentPapers }
    guard let least else { return [] }
    let cell = total(least)
    let rest =
      "rests on \(Figures.count(cell.independentPapers)) "
      + (values == nil ? "of \(of) sources" : cell.independentPapers == 1 ? "paper" : "papers")
    // All that there are is nothing to warn of.
    let isFew = cell.independentPapers * 2 < count
    return [
      TextRun("\(name(least)) \(rest)", isFew ? .gapText : .ink, bold: true),
      TextRun(
        ": \(isFew ? "the fewest" : "none rests on fewer")\(cell.state == .thin ? ", and thin" : "")."
          + " No \(word) is empty."
      ),
    ]
  }

  private func footerTexts(_ common: Footers) -> [SheetText.Footer] {
    var first =
      map.isBySource
      ? "A number counts \(witnesses), the bar its length in proportion; a dot is "
        + (values == nil ? "not stated" : "nothing")
        + ", which is no gap by itself. The boxes count independent papers."
      : (matrix.countNote(map.options.count).map { "\(Naming.capitalised($0)). " } ?? "")
        + "A number counts \(counted); a total counts "
        + (map.count == .witnesses ? "each" : "a paper") + " once, "
        + "so rows and columns do not add up."
    if tally.rows.items.contains(where: { !$0.isLeaf && tally.unresolved(at: $0.entry) > 0 }) {
      first += " “+n”: coded at the parent only; a true count below it may be higher by up to n."
    }
    first +=
      " Thin: fewer than \(policy.thinBelow) (policy \(Footers.name(of: policy)))"
    first +=
      "; stale: older than \(Figures.count(policy.staleAfterYears, "year")) at the data’s date."
    if matrix.cells.contains(where: { $0.mixed > 0 }) {
      first += " A mixed statement counts on both sides."
    }
    if !tally.showsLetters {
      first += " Cells bear no letter of their strongest evidence here; the tooltips name it."
    }
    if map.options.rowOrder == .gaps {
      first += " Rows with the most empty cells stand first, not in the scheme’s order."
    }
    if !map.isBySource {
      if tally.states[.opposed] ?? 0 > 0 {
        first += " Opposed: evidence, none of it supporting."
      }
      if !tally.showsWords {
        first += " Over 40% of the cells are gaps: the dashed outline alone marks them."
      }
    }
    let hidden = tally.hiddenRecords
    let recorded = [
      hidden.judged > 0 ? Figures.count(hidden.judged, "judgment") : "",
      hidden.decided > 0
        ? "\(Figures.count(hidden.decided)) status\(hidden.decided == 1 ? "" : "es")" : "",
    ].filter { !$0.isEmpty }
    if !recorded.isEmpty {
      first +=
        " Not drawn: \(recorded.joined(separator: " and ")) of cells that are folded, left out "
      first += "or sums here."
    }
    let blanks =
      "An empty cell says that this graph records none, not that none exists. "
      + common.searched()
    var footers =
      foldedText == CoverageWords.nothingFolded
      ? [SheetText.Footer(text: first + " " + foldedText)]
      : [SheetText.Footer(text: first), SheetText.Footer(text: foldedText)]
    footers += common.noticeFooters
    let schemes = [matrix.rows, matrix.columns].map(\.selection)
    footers.append(
      SheetText.Footer(text: blanks + " " + common.data(schemes: unique(schemes)))
    )
    return footers
  }

  private func unique(_ ids: [String]) -> [String] {
    var seen: Set<String> = []
    return ids.filter { seen.insert($0).inserted }
  }

  private static let nothingFolded = "Nothing was folded."

  private var foldedText: String {
    var parts: [String] = []
    for (plan, name) in [(tally.rows, "row"), (tally.columns, "column")] {
      guard let level = plan.level, plan.folded > 0 else { continue }
      parts.append(
        "\(Figures.count(plan.folded, name)) below level \(level) into the one above"
      )
    }
    if tally.isFolded {
      parts.append(
        "gaps and “?” are counted over all \(Figures.count(tally.cellCount)) cells below, which "
          + "the sheets show one by one (--sheets)"
      )
    }
    if !tally.emptyRows.isEmpty {
      let codes = tally.rows.leaves.filter { tally.emptyRows.contains($0.entry) }.map {
        let node = matrix.rows.entries[$0.entry].node
        return naming.code(node) ?? naming.brief(node)
      }
      parts.append(
        "\(Figures.count(codes.count, "row")) without evidence (\(Figures.list(codes, first: 30)))"
      )
    }
    var folded =
      parts.isEmpty ? CoverageWords.nothingFolded : "Folded: \(parts.joined(separator: "; "))."
    let silent = tally.columns.silent.count + tally.rows.silent.count
    if silent > 0 {
      folded += " Left out: \(Figures.count(silent, "source")) that state none of this."
    }
    for (plan, name) in [(tally.rows, "row"), (tally.columns, "column")]
    where !plan.leftOut.isEmpty {
      folded += " \(leftOutText(plan, name))"
    }
    if tally.leftOut.contains(.parents) {
      folded += " Sums of parent concepts are left out, so that no cell is folded."
    }
    for (axis, name) in [(matrix.rows, "rows"), (matrix.columns, "columns")] {
      guard let level = axis.level, !tally.isFolded else { continue }
      folded += " The \(name) are of level \(level), as asked; what lies below counts in them."
    }
    return folded
  }

  /// Which rows or columns no sheet has room for, by their codes.
  private func leftOutText(_ plan: AxisPlan, _ name: String) -> String {
    let most = map.isBySource ? witnesses : tally.gaps > 0 ? "gaps" : "“?”"
    let codes = plan.leftOut.map { entry in
      let node = plan.axis.entries[entry].node
      return naming.code(node) ?? naming.brief(node)
    }
    return "Left out for want of room: \(Figures.count(codes.count, name)) with the fewest \(most) "
      + "(\(Figures.list(codes, first: 12))); the totals, and the counts of gaps and “?”, are of all."
  }

  /// How many cells of sources hold something and how many do not.
  private var sourceCounts: [String] {
    guard let words = map.sourceWords else { return [] }
    let held = tally.held
    return [(words.held, held), (words.blank, tally.cellCount - held - tally.filtered)].map {
      "\($0): \(Figures.count($1))"
    }
  }

  /// What a cell's state is called.
  private func state(of cell: CoverageCell) -> String {
    guard let words = map.sourceWords, !cell.isFiltered else { return cell.words }
    return cell.witnesses > 0 ? words.held : words.blank
  }

  private var description: String {
    var text = "\(Figures.count(tally.finest.rows, "row")) by "
    text += "\(Figures.count(tally.finest.columns, "column")); "
    text += "\(Figures.count(tally.cellCount, "cell"))"
    if tally.isFolded {
      text += ", folded into \(Figures.count(tally.rows.leaves.count, "row")) by "
      text += Figures.count(tally.columns.leaves.count, "column")
    }
    text += ". "
    let counts =
      map.isBySource
      ? sourceCounts
      : CellState.allCases.compactMap { state in
        tally.states[state].map { "\(state.words): \(Figures.count($0))" }
      }
    let filtered = tally.filtered > 0 ? ["filtered out: \(Figures.count(tally.filtered))"] : []
    text += (counts + filtered).joined(separator: "; ") + "."
    if map.isBySource { return text + " The same content can be had as a table." }
    if let row = tally.barestRow {
      text += " Barest row: \(naming.brief(matrix.rows.entries[row].node))."
    }
    return text + " The same content can be had as a table."
  }

  /// What a cell is called aloud.
  func name(_ row: Int, _ column: Int) -> String {
    let cell = matrix[row, column]
    let recorded = tally.records.lines(of: tally.place(row, column), witnesses: matrix.witnessKind)
    return "\(title(matrix.rows, row)), \(title(matrix.columns, column)): \(state(of: cell)), "
      + Figures.count(cell.independentPapers, "paper")
      + recorded.map { "; \(LegibleText.clean($0, limit: 200))" }.joined()
  }

  private func title(_ axis: CoverageAxis, _ entry: Int) -> String {
    naming.title(axis.entries[entry].node)
  }

  /// The tooltip of a cell: at most five lines, and one for each judgment and status.
  func tooltip(_ row: Int, _ column: Int) -> String {
    let cell = matrix[row, column]
    let (r, c) = (matrix.rows.entries[row].node, matrix.columns.entries[column].node)
    var lines = ["\(naming.title(r)) × \(naming.title(c)): \(state(of: cell))"]
    lines += CellWords(naming: naming, policy: policy, witnesses: matrix.witnessKind)
      .lines(cell, papers: matrix.papers(of: cell))
    lines += tally.records.lines(of: [r, c], witnesses: matrix.witnessKind)
      .map { LegibleText.clean($0, limit: 200) }
    var last: [String] = []
    let gap = map.reasons[CoverageMap.Pair(row: r, column: c)]
    if cell.isFiltered {
      last.append("why: the whole graph holds something, and nothing of it is selected")
    } else if map.isBySource {
      // A source that does not state something leaves no gap by that.
    } else if let gap {
      last.append("why: \(LegibleText.clean(gap.reason, limit: 160))")
      if let nearest = gap.nearest { last.append("nearest: \(naming.brief(nearest))") }
    } else if cell.state == .notSearched {
      last.append("why: no search record covers it")
    } else if cell.state == .searchedEmpty {
      last.append("why: searched, and none recorded in this graph")
    }
    let below = tally.blanks[row, column]
    if !map.isBySource, below.count > 1, !below.sentence.isEmpty {
      last.append("below: \(below.sentence)")
    }
    if let type = cell.strongestEvidence { last.append("strongest evidence: \(type.rawValue)") }
    if !cell.marks.isEmpty {
      last.append("also: " + cell.marks.map(\.rawValue).joined(separator: ", "))
    }
    if let notice = tally.notice {
      last.append("notice: \(LegibleText.clean(notice, limit: 120))")
    }
    if !last.isEmpty { lines.append(last.joined(separator: "; ")) }
    return lines.joined(separator: "\n")
  }
}
