internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceCore
internal import EvidenceMaps

/// Draws maps.
struct MapCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract:
      "Draw a map: taxonomy, coverage, paths FROM TO, around KEY, overview, gaps or diff NEW.",
    discussion: """
      Where something is left out the widest sensible choice is made, and said. The same graph gives \
      the same bytes. --format dot needs no Graphviz; --table writes the same content as a table.
      """
  )
  static let examples = [
    "evidence map Graphs/ai-risk-repository/graph.jsonl taxonomy --scheme mit-risk@4 -o risks.svg",
    "evidence map Graphs/frontier-mitigations/graph.jsonl paths arxiv:2412.02145 mit-risk@4:4.2 -o paths.svg",
  ]

  /// What a map shows.
  enum Sort: String, ExpressibleByArgument, CaseIterable {
    case taxonomy, coverage, paths, around, overview, gaps, diff
  }

  /// The forms in which a map is written.
  enum Form: String, ExpressibleByArgument, CaseIterable { case svg, png, pdf, dot }

  /// The orders of rows by the names that a user gives them.
  enum Order: String, ExpressibleByArgument, CaseIterable { case scheme, gaps }

  /// The details of an overview by the names that a user gives them.
  enum Detail: String, ExpressibleByArgument, CaseIterable { case kinds, concepts, nodes }

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

  @OptionGroup var input: GraphArgument
  @Argument(help: "Which map.") var sort: Sort
  @Argument(help: "For paths: FROM and TO; for around: KEY; for diff: the later graph.") var nodes:
    [String] = []
  @Option(name: .shortAndLong, help: "The file to write; - is standard output.")
  var output: String
  @Option(help: "How to write the map; png and pdf need rsvg-convert.") var format: Form = .svg
  @Option(help: "Which colours; auto follows the reader's screen, and is grey on paper and in pdf.")
  var theme: Theme = .auto
  @Option(help: "The title: the question that the map answers.") var title: String?
  @Option(help: "For taxonomy: the scheme.") var scheme: String?
  @Option(help: "For taxonomy: only concepts of this level; for an overview by concepts: which.")
  var level: Int?
  @Option(help: "For overview: what its boxes stand for.") var detail: Detail = .kinds
  @Flag(help: "For taxonomy: all concepts at a glance, on rings and without labels.")
  var radial = false
  @OptionGroup var selection: CoverageOptions
  @Flag(help: "For coverage: fold rows without any evidence.") var foldEmpty = false
  @Option(name: .customLong("sort"), help: "For coverage: the order of the rows.")
  var order: Order = .scheme
  @Option(help: "For around: how many statements far.") var hops = 1
  @Option(parsing: .upToNextOption, help: "For around: follow only these relations.")
  var relations: [String] = []
  @Option(
    parsing: .upToNextOption,
    help: "For gaps: only gaps of these kinds.",
    transform: GapsCommand.kind(named:)
  )
  var kind: [GapKind] = []
  @Option(help: "For gaps: how many to draw.") var limit = 20
  @Option(help: "For paths: the most statements a chain may hold.") var maxHops: Int?
  @Flag(help: "Write all sheets: name-1.svg, name-2.svg, …; as pages of one file in pdf.")
  var sheets = false
  @Flag(help: "Graphviz's own drawing of the same DOT text, made safe.") var plain = false
  @Flag(help: "Write the map's content as a table (CSV) instead.") var table = false
  @Option(help: "Draw in a process of its own, killed after this many seconds; takes larger maps.")
  var timeout: Int?
  @Flag(help: .hidden) var worker = false
  @OptionGroup var evidence: SelectionOptions
  @OptionGroup var policy: PolicyOption

  func validate() throws {
    if let timeout, !(1...86_400).contains(timeout) {
      throw ValidationError("--timeout is between 1 and 86400 seconds")
    }
    let (wanted, names) =
      switch sort {
      case .paths: (2, "FROM and TO")
      case .around: (1, "KEY")
      case .diff: (1, "the later graph: evidence map OLD diff NEW")
      default: (0, "no further argument")
      }
    guard nodes.count == wanted else {
      throw ValidationError("the map '\(sort.rawValue)' takes \(names)")
    }
  }

  func run() throws {
    if let timeout {
      guard worker else {
        return try MapWorker.run(CommandLine.arguments.dropFirst() + ["--worker"], seconds: timeout)
      }
      MapWorker.limit(seconds: timeout)
    }
    let whole = try input.read()
    let graph = try evidence.apply(to: whole, witnesses: Kind(selection.of))
    let options = MapOptions(
      theme: drawnTheme,
      title: title,
      foldEmptyRows: foldEmpty,
      rowOrder: order == .gaps ? .gaps : .scheme,
      budget: worker ? .ofWorker : .inProcess
    )
    switch sort {
    case .taxonomy:
      let coverage = try CoverageAnalysis(graph, policy: try policy.read()).scheme(
        try scheme ?? widestScheme(graph),
        level: level
      )
      let map = TaxonomyMap(coverage: coverage, graph: graph, options: options)
      try write(
        dot: map.dot,
        plain: map.plainSVG,
        one: radial ? map.radialSVG : map.svg,
        all: radial ? { [try map.radialSVG()] } : map.svgSheets,
        table: map.table
      )
    case .coverage: try drawCoverage(graph, options)
    case .paths:
      let answer = EvidencePaths(graph, policy: try policy.read()).chains(
        from: try graph.resolve(nodes[0]),
        to: try graph.resolve(nodes[1]),
        options: EvidencePaths.Options(maximumSteps: maxHops, limit: nil)
      )
      let map = PathsMap(answer: answer, graph: graph, options: options)
      try write(
        dot: map.dot,
        plain: map.plainSVG,
        one: map.svg,
        all: { [try map.svg()] },
        table: map.table
      )
    case .around:
      let map = AroundMap(
        node: try graph.resolve(nodes[0]),
        hops: hops,
        relations: relations.isEmpty ? nil : relations.map { Relation($0) },
        graph: graph,
        options: options
      )
      try write(
        dot: map.dot,
        plain: map.plainSVG,
        one: map.svg,
        all: { [try map.svg()] },
        table: map.table
      )
    case .overview: try drawOverview(graph, options)
    case .diff: try drawDiff(graph, options)
    case .gaps: try drawGaps(graph, options)
    }
  }

  private func drawOverview(_ graph: EvidenceGraph, _ options: MapOptions) throws {
    switch detail {
    case .kinds:
      let map = OverviewMap(graph: graph, options: options)
      try write(
        dot: map.dot,
        plain: map.plainSVG,
        one: map.svg,
        all: { [try map.svg()] },
        table: map.table
      )
    case .nodes:
      let map = NodesMap(graph: graph, options: options)
      try write(
        dot: map.dot,
        plain: map.plainSVG,
        one: map.svg,
        all: { [try map.svg()] },
        table: map.table
      )
    case .concepts:
      var query = try selection.query(in: graph) ?? WidestChoice(graph).query(selection)
      query.rows.level = query.rows.level ?? level ?? 1
      query.columns.level = query.columns.level ?? level ?? 1
      let matrix = try CoverageAnalysis(graph, policy: try policy.read()).matrix(query)
      Console.complain("note: drawn is \(query.rows.selection) × \(query.columns.selection)")
      let map = ConceptsMap(matrix: matrix, graph: graph, options: options)
      try write(
        dot: map.dot,
        plain: map.plainSVG,
        one: map.svg,
        all: { [try map.svg()] },
        table: map.table
      )
    }
  }

  private func drawGaps(_ graph: EvidenceGraph, _ options: MapOptions) throws {
    let policy = try policy.read()
    let query = try selection.query(in: graph)
    let matrix = try query.map { try CoverageAnalysis(graph, policy: policy).matrix($0) }
    if let reason = matrix?.reasonEmpty { Console.complain("note: \(reason)") }
    let map = GapsMap(
      gaps: GapsCommand.found(kind, matrix, in: graph, policy: policy),
      matrix: matrix,
      graph: graph,
      policy: policy,
      limit: limit,
      options: options
    )
    try write(dot: map.dot, plain: map.plainSVG, one: map.svg, all: map.svgSheets, table: map.table)
  }

  private func drawDiff(_ graph: EvidenceGraph, _ options: MapOptions) throws {
    let path = nodes[0]
    let other = try GraphArgument.read(path)
    let later = try evidence.apply(to: other, witnesses: Kind(selection.of))
    let query = try selection.query(in: graph) ?? WidestChoice(graph).query(selection)
    let policy = try policy.read()
    let map = DiffMap(
      before: DiffMap.Side(
        matrix: try CoverageAnalysis(graph, policy: policy).matrix(query),
        graph: graph
      ),
      after: DiffMap.Side(
        matrix: try CoverageAnalysis(later, policy: policy).matrix(query),
        graph: later
      ),
      options: options
    )
    try write(
      dot: map.dot,
      plain: map.plainSVG,
      one: map.svg,
      all: map.svgSheets,
      table: map.table
    )
  }

  private func widestScheme(_ graph: EvidenceGraph) throws -> String {
    let scheme = try WidestChoice(graph).scheme()
    Console.complain("note: drawn is scheme \(scheme)")
    return scheme
  }

  private func drawCoverage(_ graph: EvidenceGraph, _ options: MapOptions) throws {
    let asked = try selection.query(in: graph)
    let query = try asked ?? WidestChoice(graph).query(selection)
    let policy = try policy.read()
    let matrix = try CoverageAnalysis(graph, policy: policy).matrix(query)
    if asked == nil {
      Console.complain("note: drawn is \(query.rows.selection) × \(query.columns.selection)")
    }
    if let reason = matrix.reasonEmpty { Console.complain("note: \(reason)") }
    let gaps = GapAnalysis(graph, policy: policy).cellGaps(matrix)
    let map = CoverageMap(matrix: matrix, gaps: gaps, graph: graph, options: options)
    try write(dot: map.dot, plain: map.plainSVG, one: map.svg, all: map.svgSheets, table: map.table)
  }

  private func write(
    dot: () -> String,
    plain drawn: () throws -> String,
    one: () throws -> String,
    all: () throws -> [String],
    table rows: () -> [[String]]
  ) throws {
    if table {
      let rows = rows()
      let text = TextTable(
        heads: rows.first ?? [],
        rows: rows.dropFirst().map { $0.map { .string($0) } }
      )
      try AtomicFile.write(text.text(as: .csv), to: output)
    } else if format == .dot {
      try AtomicFile.write(dot(), to: output)
    } else if format == .pdf {
      try AtomicFile.write(
        try PagePrinter.make(.pdf, of: plain ? [drawn()] : sheets ? all() : [one()]),
        to: output
      )
    } else if plain {
      try AtomicFile.write(try bytes(of: try drawn()), to: output)
    } else if sheets {
      let end = ".\(format.rawValue)"
      let name = output.hasSuffix(end) ? String(output.dropLast(end.count)) : output
      for (index, sheet) in try all().enumerated() {
        try AtomicFile.write(try bytes(of: sheet), to: "\(name)-\(index + 1)\(end)")
      }
    } else {
      try AtomicFile.write(try bytes(of: try one()), to: output)
    }
  }

  private func bytes(of drawing: String) throws -> [UInt8] {
    format == .png ? try PagePrinter.make(.png, of: [drawing]) : Array(drawing.utf8)
  }

  /// The theme asked for; pages are grey and pictures light, where nobody says otherwise.
  private var drawnTheme: MapTheme {
    switch (theme, format) {
    case (.auto, .pdf): .print
    case (.auto, .png): .light
    default: theme.value
    }
  }
}
