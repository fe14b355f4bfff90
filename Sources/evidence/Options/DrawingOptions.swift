internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceCore
internal import EvidenceMaps

/// How any map is drawn, and where it is written.
struct DrawingOptions: ParsableArguments {
  /// The forms in which a map is written.
  enum Form: String, ExpressibleByArgument, CaseIterable { case svg, png, pdf, dot }

  /// The themes by the names that a user gives them.
  enum Theme: String, ExpressibleByArgument, CaseIterable {
    case auto, light, dark, print

    var value: MapTheme {
      switch self {
      case .auto: .automatic
      case .light: .light
      case .dark: .dark
      case .print: .print
      }
    }
  }

  @Option(name: .shortAndLong, help: "The file to write; - is standard output.")
  var output: String
  @Option(
    help: "How to write the map; as the file's name ends, or svg. png and pdf need rsvg-convert."
  )
  var format: Form?
  @Option(help: "Which colours; auto follows the reader's screen, and is grey on paper and in pdf.")
  var theme: Theme = .auto
  @Option(help: "The title: the question that the map answers.") var title: String?
  @Flag(help: "Write all sheets: name-1.svg, name-2.svg, …; as pages of one file in pdf.")
  var sheets = false
  @Flag(help: "Graphviz's own drawing of the same DOT text, made safe.") var plain = false
  @Flag(help: "Write the map's content as a table (CSV) instead.") var table = false

  func validate() throws { _ = try FileForm.of(output, asked: format, else: .svg) }

  /// The form asked for, by its name or by that of the file.
  private var form: Form {
    // What cannot be is refused before.
    (try? FileForm.of(output, asked: format, else: .svg)) ?? .svg
  }

  /// Whether no layout is asked for, which may take long.
  var isText: Bool { table || form == .dot }

  /// What the library is told; the rest is the map's own.
  func options(budget: LayoutBudget) -> MapOptions {
    MapOptions(theme: drawnTheme, title: title, budget: budget)
  }

  /// The theme asked for; pages are grey and pictures light, where nobody says otherwise.
  private var drawnTheme: MapTheme {
    switch (theme, form) {
    case (.auto, .pdf): .print
    case (.auto, .png): .light
    default: theme.value
    }
  }

  /// Writes a map in the form asked for.
  ///
  /// - Parameter ground: what the content rests on, where that is not everything; a table says it.
  func write(_ map: any EvidenceMap, on ground: AnswerGround? = nil) throws {
    if table {
      let rows = map.table()
      let text = TextTable(
        heads: rows.first ?? [],
        rows: rows.dropFirst().map { $0.map { .string($0) } }
      )
      let lines = (ground?.lines ?? []).map { $0 + "\n" }.joined()
      try Console.write(Array((lines + text.text(as: .csv)).utf8), to: output)
    } else if form == .dot {
      try Console.write(Array(map.dot().utf8), to: output)
    } else if form == .pdf {
      try Console.write(try PagePrinter.make(.pdf, of: try drawings(of: map)), to: output)
    } else if sheets, !plain {
      let end = ".\(form.rawValue)"
      let name = output.hasSuffix(end) ? String(output.dropLast(end.count)) : output
      for (index, sheet) in try drawings(of: map).enumerated() {
        try Console.write(try bytes(of: sheet), to: "\(name)-\(index + 1)\(end)")
      }
    } else {
      for drawing in try drawings(of: map) {
        try Console.write(try bytes(of: drawing), to: output)
      }
    }
  }

  /// One drawing, or all sheets where they are asked for.
  private func drawings(of map: any EvidenceMap) throws -> [String] {
    plain ? [try map.plainSVG()] : sheets ? try map.svgSheets() : [try map.svg()]
  }

  private func bytes(of drawing: String) throws -> [UInt8] {
    form == .png ? try PagePrinter.make(.png, of: [drawing]) : Array(drawing.utf8)
  }
}
