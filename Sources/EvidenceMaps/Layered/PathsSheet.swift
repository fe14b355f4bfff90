internal import EvidenceAnalysis
internal import EvidenceCore

/// One sheet of a paths map: the drawing, the table of its chains, and what stands around them.
struct PathsSheet {
  let map: PathsMap
  /// The chains that are drawn, by their positions in the map's order.
  let places: [Int]
  let chains: [EvidenceChain]

  init(map: PathsMap, places: [Int]) {
    self.map = map
    self.places = places
    chains = places.map { map.chains[$0] }
  }

  private var graph: EvidenceGraph { map.graph }
  private var naming: Naming { Naming(graph: map.graph) }
  private var words: ChainWords { ChainWords(map: map) }
  private var answer: PathAnswer { map.answer }

  func drawing(narrowness: Int = 0) -> LayeredDrawing {
    PathsDrawing(map: map, places: places, chains: chains, narrowness: narrowness).drawing()
  }

  func legend(_ drawing: LayeredDrawing) -> [LegendItem] { LineLegend(drawing: drawing).items() }

  /// The sheet, or nothing where it does not fit.
  func draw(isLast: Bool) throws(EvidenceError) -> String? {
    let rows = tableRows
    let sheet = LayeredSheet(
      kind: "Paths map",
      text: text(),
      legend: legend,
      headRoom: 28,
      below: LayeredSheet.Below(
        gap: 12,
        height: 14 + Double(max(rows.count, 1)) * 11.5,
        draw: { drawTable(rows, at: $0, on: &$1) }
      )
    )
    var attempts = [(0, 18.0), (0, 9), (1, 14), (1, 6), (2, 12), (2, 5)].map {
      LayeredSheet.Attempt(narrowness: $0.0, separation: $0.1)
    }
    if isLast { attempts.append(LayeredSheet.Attempt(narrowness: 1, separation: 12, wraps: true)) }
    let drawn = try sheet.fitting(map, attempts, drawing: drawing)
    if isLast, drawn == nil {
      throw EvidenceError(
        "map-too-large",
        "not even the strongest chain fits a page",
        hint: "ask for DOT text, or start the question nearer to its end"
      )
    }
    return drawn
  }

  /// What stands in one place of the table: its text, its ink, and whether it is bold.
  private typealias Entry = (String, PaintClass, Bool)

  private var tableRows: [[Entry]] {
    let marks = words.marks(chains)
    var rows = chains.enumerated().map { index, chain -> [Entry] in
      let bold = index == 0
      let mark = marks[index].isEmpty ? "" : " " + marks[index]
      let path = words.path(
        chain,
        size: 7.5,
        bold: bold,
        width: PathsSheet.pathWidth - TextMeasure.room(mark, size: 7.5, bold: bold)
      )
      let against = words.against(chain)
      let color: PaintClass = chain.stance == .opposes ? .opposingText : .ink
      return [
        (String(places[index] + 1), color, bold), (path + mark, color, bold),
        (
          chain.directness.rawValue
            + (chain.stance == .supports ? "" : ", \(chain.stance.rawValue)"), color, bold
        ),
        (SupportScore.text(chain.strength), color, bold), (words.weakest(chain), color, bold),
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

  /// How wide the column of the chains is.
  private static let pathWidth = 316.0

  private func drawTable(_ rows: [[Entry]], at top: Double, on canvas: inout SVGCanvas) {
    let left = MapStyle.pageMargin
    let right = MapStyle.landscape.width - left
    let columns = [left, left + 18, left + 340, left + 426, left + 474, left + 646, right + 4]
    canvas.line([Point(left, top), Point(right, top)], .rule)
    let heads = ["", "Chain", "Kind", "Strength", "Weakest link", "Against"]
    for (index, head) in heads.enumerated() {
      canvas.text(head, at: Point(columns[index], top + 10), size: 7.5, .second, bold: true)
    }
    var y = top + 22
    for row in rows {
      for (index, cell) in row.enumerated() {
        let isLast = index + 1 < row.count && row[(index + 1)...].allSatisfy { $0.0.isEmpty }
        let width = columns[isLast ? row.count : index + 1] - columns[index] - 5
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
      of: map,
      kind: "PATHS MAP",
      isPreliminary: footers.isPreliminary,
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
        ? "\(Figures.count(chains.count)) of \(Figures.count(answer.total)), the strongest of each side."
        : answer.total == 1 ? "the only one." : "all \(Figures.count(answer.total)).")
  }

  private var headline: [TextRun] {
    guard let first = chains.first else {
      let reason = answer.nearestMiss.map { miss in
        LegibleText.clean(
          words.plain(miss.reason(in: map.graph) { "“\(words.short($0))”" }, of: miss),
          limit: 240,
          keepsIsolates: true
        )
      }
      return [
        TextRun("No chain joins the two", .gapText, bold: true),
        TextRun(reason.map { ": \(Footers.sentence($0))" } ?? "."),
      ]
    }
    var runs = [
      first.stance == .opposes
        ? TextRun("Nothing supports it; opposing, strongest", .opposingText, bold: true)
        : TextRun("Strongest: \(SupportScore.text(first.strength))", bold: true),
      TextRun(", \(first.directness.rawValue), \(words.path(first))."),
    ]
    if let supporting = answer.supporting {
      runs.append(
        TextRun(" All that offer a measure together: \(SupportScore.text(supporting)).")
      )
    }
    if let named = answer.named {
      runs.append(TextRun(" That name the risk: \(SupportScore.text(named))."))
    }
    if let opposing = answer.opposing {
      runs.append(
        TextRun(" Opposing: \(SupportScore.text(opposing)).", .opposingText, bold: true)
      )
    }
    return runs
  }

  private func footerTexts(_ common: Footers) -> [SheetText.Footer] {
    var first =
      "Strength is a support score of our own, not the probability that a measure works: along a "
      + "chain, the product of its statements’ factors (policy "
      + "\(Footers.name(of: answer.policy))). Chains that share a source do not "
      + "count twice. “?”: confidence unknown, taken as "
      + "\(answer.policy.unknown.map { SupportScore.text($0) } ?? "unknown"). A line without a "
      + "number only attributes or codes. Width shows strength, never length."
    let left = answer.total - chains.count
    if left > 0 {
      first +=
        " Left out: \(Figures.count(left, "weaker chain")), for want of room"
        + (answer.opposing != nil && !chains.contains { $0.stance == .opposes }
          ? ", and all that oppose." : ".")
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
        + "The same content can be had as a table."
    }
    return
      "\(Figures.count(chains.count, "chain")) of \(Figures.count(answer.total)). The strongest, "
      + "number 1, has \(SupportScore.text(first.strength)): \(words.path(first)). "
      + "The same content follows as a table below the drawing."
  }
}
