internal import EvidenceAnalysis
internal import EvidenceCore

/// The sheet of a map of concepts.
struct ConceptsSheet {
  let map: ConceptsMap
  let flow: ConceptFlow

  private var graph: EvidenceGraph { map.graph }
  private var matrix: CoverageMatrix { map.matrix }
  private var naming: Naming { Naming(graph: map.graph) }

  /// The least counts of witnesses that make a line wider.
  private static let widths: [(least: Int, width: Double, title: String)] = [
    (1, 0.8, "1–9"), (10, 1.5, "10–99"), (100, 2.6, "100–999"), (1000, 4, "1,000+"),
  ]

  /// More lines than this bear no numbers.
  private static let mostNumbers = 24

  private func witnesses(_ count: Int) -> String {
    "\(Figures.count(count)) \(Naming.words(matrix.witnessKind, plural: count != 1))"
  }

  private var others: String { "Under none of these" }

  func draw() throws(EvidenceError) -> String {
    let (wide, high) = (MapStyle.landscape, MapStyle.portrait)
    let attempts = [
      (wide, 0, 12.0), (wide, 0, 7), (wide, 0, 4), (high, 1, 7), (high, 1, 3),
      ((wide.width, .infinity), 0, 5),
    ].map { LayeredSheet.Attempt(size: $0.0, narrowness: $0.1, separation: $0.2) }
    let drawn = try LayeredSheet(kind: "Overview map", text: text(), legend: legend).fitting(
      map,
      attempts,
      drawing: drawing
    )
    guard let drawn else { throw EvidenceError("map-too-large", "the overview fits no page") }
    return drawn
  }

  func drawing(narrowness: Int = 0) -> LayeredDrawing {
    let nameWidth = narrowness > 0 ? 168.0 : 210
    var drawing = LayeredDrawing()
    drawing.placing = .inOrder
    drawing.leastRankSeparation = 24
    for (position, row) in flow.rows.enumerated() {
      drawing.nodes.append(
        box(
          matrix.rows.entries[row].node,
          count: matrix.rowReach[row].count,
          blank: flow.lines.contains { $0.row == position } ? nil : "reaches nothing here",
          total: matrix.rowTotals[row],
          layer: 0,
          nameWidth: nameWidth
        )
      )
    }
    if flow.withoutRow > 0 {
      let text = witnesses(flow.withoutRow)
      drawing.nodes.append(
        LayeredDrawing.Node(
          idPart: "none",
          shape: .counted,
          lines: [others],
          detail: text,
          layer: 0,
          name: "\(others): \(text)",
          tooltip: "\(others)\n\(text) that reach a column, but are coded at none of these rows"
        )
      )
    }
    for (position, column) in flow.columns.enumerated() {
      drawing.nodes.append(
        box(
          matrix.columns.entries[column].node,
          count: matrix.columnReach[column].count,
          blank: flow.lines.contains { $0.column == position } ? nil : "none reaches it",
          total: matrix.columnTotals[column],
          layer: 1,
          nameWidth: nameWidth
        )
      )
    }
    let firstColumn = drawing.nodes.count - flow.columns.count
    let hasNumbers = flow.lines.count <= ConceptsSheet.mostNumbers
    for (index, line) in flow.lines.enumerated() {
      drawing.edges.append(
        edge(
          line,
          index,
          from: line.row ?? flow.rows.count,
          to: firstColumn + line.column,
          names: (
            drawing.nodes[line.row ?? flow.rows.count].lines.joined(separator: " "),
            drawing.nodes[firstColumn + line.column].lines.joined(separator: " ")
          ),
          hasNumber: hasNumbers
        )
      )
    }
    drawing.heads = [0: matrix.rows.briefWords, 1: matrix.columns.briefWords]
    return drawing
  }

  private func box(
    _ node: NodeID,
    count: Int,
    blank: String?,
    total: CoverageCell,
    layer: Int,
    nameWidth: Double
  ) -> LayeredDrawing.Node {
    let title = naming.headName(node)
    let isUnknown = total.state == .notSearched
    let detail =
      blank.map { count > 0 ? "\(witnesses(count)) · \($0)" : $0 } ?? witnesses(count)
    let lines = TextMeasure.wrap(
      title,
      size: LayeredDrawing.Node.nameSize,
      bold: true,
      width: nameWidth,
      maxLines: 2
    ).lines
    var box = LayeredDrawing.Node(node, naming, lines: lines, detail: detail, layer: layer)
    box.isHollow = false
    box.detailPaint = blank == nil ? .second : isUnknown ? .notSearchedText : .gapText
    box.isMissing = blank != nil
    box.isUnknown = blank != nil && isUnknown
    box.name = "\(title): \(detail)"
    box.tooltip += "\n\(detail)" + (box.isUnknown ? "\nnot searched: nobody may have looked" : "")
    return box
  }

  private func edge(
    _ line: ConceptFlow.Line,
    _ index: Int,
    from: Int,
    to: Int,
    names: (String, String),
    hasNumber: Bool
  ) -> LayeredDrawing.Edge {
    let state = line.cell?.state
    let opposes = state == .opposed
    var name = "\(names.0) → \(names.1): \(witnesses(line.witnesses))"
    if let cell = line.cell, let state {
      name +=
        ", \(Figures.count(cell.independentPapers, "independent paper")), \(state.rawValue)"
    }
    let width = ConceptsSheet.widths.last { $0.least <= line.witnesses }?.width ?? 0.8
    return LayeredDrawing.Edge(
      idPart: "\(index + 1)",
      from: from,
      to: to,
      style: LineStyle(opposes: opposes, isInferred: state == .inferredOnly, width: width),
      label: hasNumber
        ? LayeredDrawing.Label(rings: [], value: Figures.count(line.witnesses), word: "") : nil,
      name: name,
      tooltip: name
    )
  }

  func legend(_ drawing: LayeredDrawing) -> [LegendItem] {
    let kind = Naming.words(matrix.witnessKind, plural: true)
    return LineLegend(
      drawing: drawing,
      widths: ConceptsSheet.widths.map { ($0.width, "\($0.title) \(kind)") },
      shapes: drawing.shapes(top: "top risk domain", counted: "coded at none"),
      opposing: "only opposing",
      blanks: blanks(drawing),
      inferred: "inferred only"
    ).items()
  }

  private func blanks(_ drawing: LayeredDrawing) -> [(PaintClass, String)] {
    var blanks: [(PaintClass, String)] = []
    if drawing.nodes.contains(where: { $0.isMissing && !$0.isUnknown }) {
      blanks.append((.nodeMissing, "searched, none"))
    }
    if drawing.nodes.contains(where: \.isUnknown) { blanks.append((.notSearched, "not searched")) }
    return blanks
  }

  func text() -> SheetText {
    let footers = Footers(graph: graph)
    let kind = Naming.words(matrix.witnessKind, plural: true)
    return SheetText(
      of: map,
      kind: "OVERVIEW MAP",
      isPreliminary: footers.isPreliminary,
      title: "Which \(kind) of \(matrix.rows.subject(in: graph)) reach "
        + "\(matrix.columns.subject(in: graph)), and what does none reach?",
      subtitle: "All \(kind), counted at each concept of \(matrix.rows.words), and the concepts "
        + "of \(matrix.columns.words) that they reach.",
      headline: headline,
      footers: footerTexts(footers),
      description: description
    )
  }

  private func blank(_ list: [Int], _ isEmpty: (Int) -> Bool, _ axis: CoverageAxis) -> [String] {
    list.indices.filter(isEmpty).map { naming.brief(axis.entries[list[$0]].node) }
  }

  private var headline: [TextRun] {
    if let reason = matrix.reasonEmpty {
      return [
        TextRun("None of these rows reaches any column", .gapText, bold: true),
        TextRun(": \(Footers.sentence(LegibleText.clean(reason)))"),
      ]
    }
    let kind = Naming.words(matrix.witnessKind)
    let reached = Set(flow.lines.map(\.column))
    let reaching = Set(flow.lines.compactMap(\.row))
    let columns = blank(flow.columns, { !reached.contains($0) }, matrix.columns)
    let rows = blank(flow.rows, { !reaching.contains($0) }, matrix.rows)
    let all = "\(Figures.count(flow.columns.count)) \(noun(matrix.columns, flow.columns))"
    var runs: [TextRun] = []
    if columns.isEmpty {
      runs.append(TextRun("Some \(kind) reaches each of \(all)", bold: true))
      runs.append(TextRun(". "))
    } else {
      runs.append(
        TextRun(
          "\(Figures.count(columns.count)) of \(all) "
            + (columns.count == 1 ? "is" : "are") + " reached by no \(kind) of this graph",
          .gapText,
          bold: true
        )
      )
      runs.append(TextRun(": \(Figures.list(columns, first: 3, separator: "; ")). "))
    }
    if !rows.isEmpty {
      runs.append(
        TextRun(
          "\(Figures.count(rows.count)) of \(Figures.count(flow.rows.count)) "
            + noun(matrix.rows, flow.rows) + " "
            + (rows.count == 1 ? "reaches" : "reach") + " nothing here",
          .gapText,
          bold: true
        )
      )
      runs.append(TextRun(": \(Figures.list(rows, first: 3, separator: "; ")). "))
    }
    let most = flow.lines.map(\.witnesses).max() ?? 0
    let heavy = flow.lines.filter { $0.witnesses == most }
    if let heaviest = heavy.first, heavy.count == 1 {
      let row = heaviest.row.map { naming.brief(matrix.rows.entries[flow.rows[$0]].node) }
      let column = naming.brief(matrix.columns.entries[flow.columns[heaviest.column]].node)
      runs.append(
        TextRun(
          "Most, \(Figures.count(heaviest.witnesses)): \(row ?? others.lowercased()) → \(column)."
        )
      )
    }
    return runs
  }

  /// What the entries of an axis are called: by their kind, where it is one.
  private func noun(_ axis: CoverageAxis, _ list: [Int]) -> String {
    let kinds = Set(list.map { graph.kind(of: axis.entries[$0].node) })
    guard let kind = kinds.first, kinds.count == 1 else { return "concepts" }
    return Naming.words(kind, plural: list.count != 1)
  }

  private func footerTexts(_ common: Footers) -> [SheetText.Footer] {
    let kind = Naming.words(matrix.witnessKind, plural: true)
    var first =
      "A box and a line count \(kind), by the chains of statements that the coverage map counts "
      + "(policy \(Footers.name(of: matrix.policy))); one of several codes counts at "
      + "each, so that boxes do not add up. Many \(kind) are not much evidence: how firm each line "
      + "is, says the coverage map."
    if flow.aboveColumns > 0 {
      first +=
        " Not drawn: \(witnesses(flow.aboveColumns)) that reach only a concept above the columns."
    }
    if flow.lines.count > ConceptsSheet.mostNumbers {
      first += " The numbers of \(Figures.count(flow.lines.count)) lines stand in the table."
    }
    let folded = [matrix.rows, matrix.columns].compactMap { axis in
      axis.level.map { "\(axis.briefWords) below level \($0)" }
    }
    first +=
      " Folded: all single \(kind)"
      + folded.map { ", \($0)" }.joined()
      + ". Left out: all that is neither counted nor a scheme here."
    let schemes = [matrix.rows.selection, matrix.columns.selection]
    return [SheetText.Footer(text: first)] + common.noticeFooters + [
      SheetText.Footer(
        text: "Where no line runs, this graph records none, not that none exists. "
          + common.searched() + " " + common.data(schemes: schemes)
      )
    ]
  }

  private var description: String {
    "\(Figures.count(flow.rows.count)) rows at the left, \(Figures.count(flow.columns.count)) columns "
      + "at the right, \(Figures.count(flow.lines.count, "line")) between them. "
      + TextRun.plain(headline) + " The same content can be had as a table."
  }

  func table() -> [[String]] {
    func name(_ axis: CoverageAxis, _ index: Int) -> String {
      graph.key(of: axis.entries[index].node).text
    }
    let kind = Naming.words(matrix.witnessKind, plural: true)
    return [["row", "column", kind, "independent papers", "state"]]
      + flow.rows.map { row in
        let cell = matrix.rowTotals[row]
        return [
          name(matrix.rows, row), "", String(matrix.rowReach[row].count),
          String(cell.independentPapers), cell.state.rawValue,
        ]
      }
      + flow.columns.map { column in
        let cell = matrix.columnTotals[column]
        return [
          "", name(matrix.columns, column), String(matrix.columnReach[column].count),
          String(cell.independentPapers), cell.state.rawValue,
        ]
      }
      + flow.lines.map { line in
        [
          line.row.map { name(matrix.rows, flow.rows[$0]) } ?? others,
          name(matrix.columns, flow.columns[line.column]), String(line.witnesses),
          line.cell.map { String($0.independentPapers) } ?? "", line.cell?.state.rawValue ?? "",
        ]
      }
  }
}
