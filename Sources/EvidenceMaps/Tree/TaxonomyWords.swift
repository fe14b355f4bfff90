internal import EvidenceAnalysis
internal import EvidenceCore

/// The sentences and the legend of a taxonomy map.
struct TaxonomyWords {
  let map: TaxonomyMap
  let plan: AxisPlan
  /// Whether the picture bears names and numbers.
  var isLabelled = true

  private var coverage: SchemeCoverage { map.coverage }
  private var naming: Naming { Naming(graph: map.graph) }
  private var title: String { coverage.axis.legibleTitle }
  private var witnesses: String { Naming.words(coverage.witnessKind, plural: true) }

  /// What a number counts: works, or witnesses where the data state no source of any.
  private var count: CellCount {
    let total = coverage.total
    return total.witnesses > 0 && total.independentPapers == 0 ? .witnesses : .works
  }

  /// What a number counts, in words.
  private var counted: String {
    count == .works ? "independent papers behind \(witnesses)" : witnesses
  }

  func sheetText() -> SheetText {
    let footers = Footers(graph: map.graph)
    let preliminary =
      footers.isPreliminary || coverage.cells.contains { $0.marks.contains(.preliminary) }
    return SheetText(
      of: map,
      kind: isLabelled ? "TAXONOMY MAP" : "TAXONOMY MAP · overview without labels",
      isPreliminary: preliminary,
      title: "Which parts of \(coverage.axis.subject(in: map.graph)) have no "
        + "\(Naming.words(coverage.witnessKind))?",
      subtitle: "\(title) (\(coverage.axis.selection)): \(counted) at "
        + "or below each concept.",
      headline: headline,
      footers: footerTexts(footers),
      description: description
    )
  }

  /// The concepts of the scheme in a state, drawn or folded.
  private func count(_ state: CellState) -> Int {
    coverage.cells.count { $0.state == state && !$0.isFiltered }
  }

  private var headline: [TextRun] {
    let total = Figures.count(coverage.cells.count, "concept")
    let (gaps, blank) = (count(.searchedEmpty), count(.notSearched))
    var runs: [TextRun]
    if gaps > 0 {
      runs = [
        TextRun(
          "\(Figures.count(gaps)) of \(total) \(gaps == 1 ? "is a gap" : "are gaps")",
          .gapText,
          bold: true
        ), TextRun(": searched, none recorded."),
      ]
    } else if blank > 0 {
      runs = [
        TextRun("\(Figures.count(blank)) of \(total) hold nothing", .gapText, bold: true),
        TextRun(" in this graph, and no search is recorded there: nobody may have looked."),
      ]
    } else {
      runs = [TextRun("None of \(total) is a gap", bold: true), TextRun(".")]
    }
    let others = [
      (gaps > 0 ? blank : 0, "not searched"), (count(.thin), "thin"),
      (count(.opposed) + count(.conflicting), "opposed or in conflict"),
    ].filter { $0.0 > 0 }.map { "\(Figures.count($0.0)) \($0.1)" }
    if !others.isEmpty { runs.append(TextRun(" \(others.joined(separator: ", ")).")) }
    if plan.folded > 0 {
      runs.append(TextRun(" Folded here into \(Figures.count(plan.items.count))."))
    }
    let filtered = coverage.cells.count { $0.isFiltered }
    if filtered > 0 { runs.append(TextRun(" \(Figures.count(filtered)) filtered out.")) }
    if count == .witnesses {
      let note = "\(Naming.capitalised(witnesses)) are counted: the data state no sources."
      runs.append(TextRun(" \(note)"))
    }
    let empty = plan.items.first {
      coverage.cells[$0.entry].state.isEmpty && coverage.axis.entries[$0.entry].hasChildren
    }
    if let empty {
      runs.append(
        TextRun(
          " Wholly empty: \(naming.brief(coverage.axis.entries[empty.entry].node))."
        )
      )
    }
    return runs
  }

  private func footerTexts(_ common: Footers) -> [SheetText.Footer] {
    var first =
      isLabelled
      ? "Number in the box: distinct \(count == .works ? "independent papers" : witnesses) at or below the concept, each once, so that a "
        + "parent is no sum of its children. “n here”: \(witnesses) coded at the concept itself."
      : "A cell is a concept, a ring a level of the scheme, in its order clockwise from the top; the "
        + "tree and the table name them. A state counts what lies at or below the concept."
    first +=
      " Thin: fewer than \(coverage.policy.thinBelow) (policy "
      + "\(Footers.name(of: coverage.policy))). "
    first +=
      plan.level.map {
        "Folded: \(Figures.count(plan.folded, "concept")) below level \($0) into the one above."
      } ?? "Nothing was folded."
    return [SheetText.Footer(text: first)] + common.noticeFooters + [
      SheetText.Footer(
        text: "A blank says that this graph records none, not that none exists. "
          + common.searched() + " " + common.data(schemes: [coverage.axis.selection])
          + " The same code means something else in another version."
      )
    ]
  }

  private var description: String {
    let counts = CellState.allCases.compactMap { state in
      count(state) > 0 ? "\(state.words): \(count(state))" : nil
    }
    return "A tree of \(Figures.count(coverage.cells.count, "concept"))"
      + (plan.folded > 0 ? ", folded into \(Figures.count(plan.items.count)). " : ". ")
      + counts.joined(separator: "; ") + ". The same content can be had as a table."
  }

  func legend() -> [LegendItem] {
    let faces = plan.items.map { face($0.entry) }
    var items = StateLegend(policy: coverage.policy, counted: count == .works ? nil : counted)
      .items(faces)
    let hasHere = plan.items.contains { !$0.isLeaf && coverage.cells[$0.entry].here > 0 }
    if hasHere, isLabelled {
      items.append(
        LegendItem(width: 0, title: "5 here", detail: "coded here, not lower") { _, _ in }
      )
    }
    return items
  }

  func face(_ index: Int) -> CellFace {
    var face = CellFace(
      coverage.cells[index],
      policy: coverage.policy,
      counting: count,
      allPreliminary: map.isAllPreliminary
    )
    if isFolded(index) { face.below = map.blanks[index] }
    return face
  }

  /// Whether concepts below one are folded into it.
  func isFolded(_ index: Int) -> Bool {
    plan.level.map { coverage.axis.entries[index].level >= $0 } ?? false
      && coverage.axis.entries[index].hasChildren
  }

  func name(_ index: Int) -> String {
    let cell = coverage.cells[index]
    return "\(naming.title(coverage.axis.entries[index].node)): \(cell.state.words), "
      + (count == .works
        ? Figures.count(cell.independentPapers, "paper")
        : "\(Figures.count(cell.witnesses)) "
          + Naming.words(coverage.witnessKind, plural: cell.witnesses != 1))
  }

  func tooltip(_ index: Int) -> String {
    let cell = coverage.cells[index]
    let node = coverage.axis.entries[index].node
    var lines = ["\(naming.title(node)): \(cell.state.words)"]
    lines += CellWords(
      naming: naming,
      policy: coverage.policy,
      witnesses: coverage.witnessKind
    ).lines(cell, papers: coverage.papers(of: cell))
    var last: [String] = []
    if cell.state == .notSearched { last.append("why: no search record covers it") }
    if cell.state == .searchedEmpty {
      last.append("why: searched, and none recorded in this graph")
    }
    if !map.blanks[index].sentence.isEmpty {
      last.append("below: \(map.blanks[index].sentence)")
    }
    if !cell.marks.isEmpty {
      last.append("also: " + cell.marks.map(\.rawValue).joined(separator: ", "))
    }
    if let notice = Footers(graph: map.graph).notices.first {
      last.append("notice: \(LegibleText.clean(notice, limit: 120))")
    }
    if !last.isEmpty { lines.append(last.joined(separator: "; ")) }
    return lines.joined(separator: "\n")
  }
}
