internal import EvidenceAnalysis
internal import EvidenceCore

/// One sheet of a paths map: the drawing, the table of its chains, and what stands around them.
struct PathsSheet {
  let map: PathsMap
  let chains: [EvidenceChain]

  private var graph: EvidenceGraph { map.graph }
  private var naming: Naming { Naming(graph: map.graph) }
  private var words: ChainWords { ChainWords(map: map) }
  private var answer: PathAnswer { map.answer }
  private var size: (width: Double, height: Double) { MapStyle.landscape }

  func drawing() -> LayeredDrawing { PathsDrawing(map: map, chains: chains).drawing() }

  /// The sheet, or nothing where it does not fit.
  func draw(isLast: Bool) throws(EvidenceError) -> String? {
    let drawing = drawing()
    let frame = SheetFrame(
      text: text(),
      legend: Legend(items: PathsLegend(drawing: drawing).items()),
      width: size.width
    )
    let top = frame.headerBottom + 24
    let tableHeight = 22 + Double(max(tableRows.count, 1)) * 11.5
    let room = size.height - top - tableHeight - frame.footerHeight - 12
    let inner = size.width - 2 * MapStyle.pageMargin
    var placed: LayeredDrawing.Placed?
    for separation in [18.0, 11, 6] {
      let trial = try drawing.placed(width: inner, nodeSeparation: separation)
      if trial.width <= inner + 0.5, trial.height <= room {
        placed = trial
        break
      }
    }
    guard let placed else {
      guard isLast else { return nil }
      throw EvidenceError(
        "map-too-large",
        "not even the strongest chain fits a page",
        hint: "ask for DOT text, or start the question nearer to its end"
      )
    }
    var canvas = SVGCanvas(prefix: map.options.idPrefix ?? "pth")
    frame.drawHeader(on: &canvas)
    let origin = Point(MapStyle.pageMargin + max(0, (inner - placed.width) / 2), top + 4)
    drawing.draw(placed, at: origin, headsAt: top - 7, on: &canvas)
    let tableTop = top + placed.height + 16
    drawTable(at: tableTop, on: &canvas)
    let bottom = tableTop + tableHeight
    frame.drawFooter(from: bottom - 8, on: &canvas)
    let text = text()
    return canvas.document(
      size: (size.width, min(size.height, bottom - 8 + frame.footerHeight)),
      title: "Paths map: \(text.title)",
      description: text.description,
      theme: map.options.theme
    )
  }

  private var tableRows: [[(String, PaintClass, Bool)]] {
    var rows = chains.enumerated().map { index, chain -> [(String, PaintClass, Bool)] in
      let bold = index == 0
      let against = words.against(chain)
      let color: PaintClass = chain.stance == .opposes ? .opposingText : .ink
      return [
        (String(index + 1), color, bold), (words.path(chain), color, bold),
        (
          chain.directness.rawValue
            + (chain.stance == .supports ? "" : ", \(chain.stance.rawValue)"), color, bold
        ),
        (Figures.strength(chain.strength), color, bold), (words.weakest(chain), color, bold),
        (against, against == "nothing" ? color : .opposingText, bold),
      ]
    }
    if chains.isEmpty, let miss = answer.nearestMiss {
      rows.append([
        ("–", .gapText, false), (words.path(miss), .gapText, false), ("no path", .gapText, false),
        ("–", .gapText, false), (words.missing(miss), .gapText, true), ("", .ink, false),
      ])
    }
    return rows
  }

  private func drawTable(at top: Double, on canvas: inout SVGCanvas) {
    let left = MapStyle.pageMargin
    let right = size.width - left
    let columns = [left, left + 20, left + 372, left + 452, left + 508, left + 660, right + 4]
    canvas.line([Point(left, top), Point(right, top)], .rule)
    let heads = ["", "Chain", "Kind", "Strength", "Weakest link", "Against"]
    for (index, head) in heads.enumerated() {
      canvas.text(head, at: Point(columns[index], top + 10), size: 7.5, .second, bold: true)
    }
    var y = top + 22
    for row in tableRows {
      for (index, cell) in row.enumerated() {
        let width = columns[index + 1] - columns[index] - 5
        canvas.text(
          TextMeasure.fitted(cell.0, size: 7.5, bold: cell.2, width: width),
          at: Point(columns[index], y),
          size: 7.5,
          cell.1,
          bold: cell.2
        )
      }
      y += 11.5
    }
  }

  func text() -> SheetText {
    let footers = Footers(graph: graph)
    let question =
      map.options.title
      ?? "How does \(naming.brief(answer.from)) bear on \(naming.brief(answer.to))?"
    return SheetText(
      kind: "PATHS MAP",
      isPreliminary: footers.isPreliminary,
      sheet: nil,
      title: question,
      subtitle: subtitle,
      headline: headline,
      footers: footerTexts(footers),
      description: description
    )
  }

  private var subtitle: String {
    let ends = "from \(naming.brief(answer.from)) to \(naming.brief(answer.to))"
    guard !chains.isEmpty else { return "Evidence chains \(ends); the nearest miss is drawn." }
    return "Evidence chains \(ends); "
      + (chains.count < answer.total
        ? "the \(Figures.count(chains.count)) strongest of \(Figures.count(answer.total))."
        : answer.total == 1 ? "the only one." : "all \(Figures.count(answer.total)).")
  }

  private var headline: [TextRun] {
    guard let first = chains.first else {
      let reason = answer.nearestMiss.map { LegibleText.clean($0.reason, limit: 240) }
      return [
        TextRun("No chain joins the two", .gapText, bold: true),
        TextRun(reason.map { ": \(Footers.sentence($0))" } ?? "."),
      ]
    }
    var runs = [
      TextRun("Strongest: \(Figures.strength(first.strength))", bold: true),
      TextRun(", \(first.directness.rawValue), \(words.path(first))."),
    ]
    if let supporting = answer.supporting {
      runs.append(
        TextRun(" All that offer a mitigation together: \(ChainWords.words(supporting)).")
      )
    }
    if let named = answer.named {
      runs.append(TextRun(" That name the risk: \(ChainWords.words(named))."))
    }
    if let opposing = answer.opposing {
      runs.append(
        TextRun(" Opposing: \(ChainWords.words(opposing)).", .opposingText, bold: true)
      )
    }
    return runs
  }

  private func footerTexts(_ common: Footers) -> [SheetText.Footer] {
    var first =
      "Strength is a support score of our own, not the probability that a mitigation works: along a "
      + "chain, the product of its statements’ factors (policy "
      + "\(LegibleText.clean(answer.policy.name, limit: 40))). Chains that share a source do not "
      + "count twice. “?”: confidence unknown, taken as "
      + "\(answer.policy.unknown.map { Figures.strength($0) } ?? "unknown"). A line without a "
      + "number only attributes or codes. Width shows strength, never length."
    let left = answer.total - chains.count
    if left > 0 {
      first += " Folded: \(Figures.count(left, "weaker chain")), by how many fit the page."
    } else {
      first += " Nothing was folded."
    }
    if let stopped = answer.stoppedAt {
      first +=
        " The search stopped at its bound of \(Figures.count(stopped)) steps: there may be more."
    }
    var footers = [SheetText.Footer(text: first)] + common.noticeFooters
    let schemes = Set(chains.flatMap(\.nodes) + [answer.from, answer.to]).compactMap {
      graph.scheme(of: $0)
    }
    footers.append(
      SheetText.Footer(
        text: "A missing statement says that this graph records none, not that none exists. "
          + common.searched() + " "
          + common.data(schemes: Set(schemes).sorted { $0.precedesInUTF8($1) })
      )
    )
    return footers
  }

  private var description: String {
    guard let first = chains.first else {
      return "No chain from \(naming.brief(answer.from)) to \(naming.brief(answer.to)). "
        + (answer.nearestMiss.map { words.missing($0) + ". " } ?? "")
        + "The same content is given as a table."
    }
    return
      "\(Figures.count(chains.count, "chain")) of \(Figures.count(answer.total)). The strongest, "
      + "number 1, has \(Figures.strength(first.strength)): \(words.path(first)). "
      + "The same content follows as a table below the drawing."
  }
}

/// The legend of boxes and lines: only what occurs.
struct PathsLegend {
  let drawing: LayeredDrawing

  func items() -> [LegendItem] {
    var items: [LegendItem] = []
    let labelled = drawing.edges.filter { $0.label != nil }.map(\.style)
    let widths = Set(
      labelled.filter { $0.role == .ordinary || $0.role == .strongest }.map(\.width)
    )
    let named: [(Double, String)] = [
      (4, "strength 0.75 or more"), (2.6, "0.50–0.74"), (1.5, "0.25–0.49, or uncounted"),
      (0.8, "under 0.25, or “?”"),
    ]
    for (width, title) in named where widths.contains(width) {
      items.append(
        line(title, LineStyle(role: .ordinary, head: .full, isDashed: false, width: width))
      )
    }
    if labelled.contains(where: { $0.role == .strongest }) {
      items.append(
        line("strongest chain", LineStyle(role: .strongest, head: .full, isDashed: false, width: 2))
      )
    }
    if labelled.contains(where: { $0.head == .hollow && $0.role != .missing }) {
      items.append(
        line(
          "said by another source",
          LineStyle(role: .ordinary, head: .hollow, isDashed: false, width: 1.5)
        )
      )
    }
    if labelled.contains(where: \.isDashed) {
      items.append(
        line(
          "inferred (match)",
          LineStyle(role: .ordinary, head: .full, isDashed: true, width: 1.5)
        )
      )
    }
    if labelled.contains(where: { $0.role == .opposing }) {
      items.append(
        line("opposes", LineStyle(role: .opposing, head: .tee, isDashed: false, width: 2.6))
      )
    }
    if drawing.edges.contains(where: { $0.style.role == .missing }) {
      items.append(line("missing", .missing))
    }
    if drawing.edges.contains(where: { $0.label == nil }) { items.append(line("broader", .quiet)) }
    return items
  }

  private func line(_ title: String, _ style: LineStyle) -> LegendItem {
    LegendItem(width: 30, title: title, detail: "") { canvas, point in
      style.draw(
        Spline(from: point, to: Point(point.x + 29, point.y)),
        withHead: true,
        on: &canvas
      )
    }
  }
}
