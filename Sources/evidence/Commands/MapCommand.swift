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
  static let work: String? = "drawing the map"
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
  @Option(help: "For around: the number of hops from the node.") var hops = 1
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
  @OptionGroup var evidence: SelectionOptions
  @OptionGroup var policy: PolicyOption
  @OptionGroup var apart: WorkerOptions

  func validate() throws {
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
    if sort == .gaps {
      guard 1...GapsMap.mostDrawn ~= limit else {
        throw ValidationError("--limit must be from 1 to \(GapsMap.mostDrawn)")
      }
      try GapsCommand.check(kind, of: "--kind", hasAxes: selection.rows != nil)
    }
  }

  func run() throws {
    let inputs = [input.graph] + (sort == .diff ? nodes : []) + (policy.policy.map { [$0] } ?? [])
    try apart.run("the map", of: inputs, isRisky: !table && format != .dot) {
      let whole = try input.read()
      let graph = try evidence.apply(to: whole, witnesses: Kind(selection.of))
      try write(try map(of: graph, from: whole))
    }
  }

  private func map(of graph: EvidenceGraph, from whole: EvidenceGraph) throws -> any EvidenceMap {
    let policy = try policy.read()
    let options = MapOptions(
      theme: drawnTheme,
      title: title,
      foldEmptyRows: foldEmpty,
      rowOrder: order == .gaps ? .gaps : .scheme,
      budget: apart.budget
    )
    switch sort {
    case .taxonomy:
      let coverage = try CoverageAnalysis(graph, policy: policy).scheme(
        try scheme ?? widestScheme(graph),
        level: level
      )
      return radial
        ? RadialMap(coverage: coverage, graph: graph, options: options)
        : TaxonomyMap(coverage: coverage, graph: graph, options: options)
    case .coverage: return try coverageMap(graph, from: whole, policy, options)
    case .paths:
      let paths = EvidencePaths(graph, policy: policy)
      try paths.refuseCircles()
      let answer = paths.chains(
        from: try graph.resolve(nodes[0]),
        to: try graph.resolve(nodes[1]),
        options: EvidencePaths.Options(maximumSteps: maxHops, limit: nil)
      )
      return PathsMap(answer: answer, graph: graph, options: options)
    case .around:
      return AroundMap(
        node: try graph.resolve(nodes[0]),
        hops: hops,
        relations: relations.isEmpty ? nil : relations.map { Relation($0) },
        graph: graph,
        options: options
      )
    case .overview: return try overviewMap(graph, policy, options)
    case .gaps: return try gapsMap(graph, policy, options)
    case .diff: return try diffMap(graph, policy, options)
    }
  }

  private func overviewMap(
    _ graph: EvidenceGraph,
    _ policy: Policy,
    _ options: MapOptions
  ) throws -> any EvidenceMap {
    switch detail {
    case .kinds: return OverviewMap(graph: graph, options: options)
    case .nodes: return NodesMap(graph: graph, options: options)
    case .concepts:
      let asked = try selection.query(in: graph)
      var query = try asked ?? WidestChoice(graph).query(selection)
      query.rows.level = query.rows.level ?? level ?? 1
      query.columns.level = query.columns.level ?? level ?? 1
      if asked == nil {
        Console.complain(
          "note: drawing \(query.rows.selection) × \(query.columns.selection); choose with --rows "
            + "and --columns"
        )
      }
      let matrix = try CoverageAnalysis(graph, policy: policy).matrix(query)
      if let reason = matrix.reasonEmpty { Console.complain("note: \(reason)") }
      return ConceptsMap(matrix: matrix, graph: graph, options: options)
    }
  }

  private func widestScheme(_ graph: EvidenceGraph) throws -> String {
    let scheme = try WidestChoice(graph).scheme()
    Console.complain("note: drawing scheme \(scheme); choose with --scheme")
    return scheme
  }

  private func coverageMap(
    _ graph: EvidenceGraph,
    from whole: EvidenceGraph,
    _ policy: Policy,
    _ options: MapOptions
  ) throws -> CoverageMap {
    let asked = try selection.query(in: graph)
    let query = try asked ?? WidestChoice(graph).query(selection)
    let matrix = try evidence.matrix(query, of: graph, from: whole, policy: policy)
    if asked == nil {
      Console.complain(
        "note: drawing \(query.rows.selection) × \(query.columns.selection); choose with --rows "
          + "and --columns"
      )
    }
    if let reason = matrix.reasonEmpty { Console.complain("note: \(reason)") }
    let gaps = GapAnalysis(graph, policy: policy).cellGaps(matrix)
    return CoverageMap(matrix: matrix, gaps: gaps, graph: graph, options: options)
  }

  private func gapsMap(
    _ graph: EvidenceGraph,
    _ policy: Policy,
    _ options: MapOptions
  ) throws -> GapsMap {
    let query = try selection.query(in: graph)
    let matrix = try query.map { try CoverageAnalysis(graph, policy: policy).matrix($0) }
    if let reason = matrix?.reasonEmpty { Console.complain("note: \(reason)") }
    let ranking = GapAnalysis(graph, policy: policy).ranking(
      of: matrix.map { [$0] } ?? [],
      kinds: kind.isEmpty ? GapAnalysis.listed : kind
    )
    return GapsMap(
      gaps: ranking.map(\.gap),
      matrix: matrix,
      graph: graph,
      policy: policy,
      limit: limit,
      options: options
    )
  }

  private func diffMap(
    _ graph: EvidenceGraph,
    _ policy: Policy,
    _ options: MapOptions
  ) throws -> DiffMap {
    let other = try GraphArgument.read(nodes[0])
    let later = try evidence.apply(to: other, witnesses: Kind(selection.of))
    let query = try selection.query(in: graph) ?? WidestChoice(graph).query(selection)
    func side(_ graph: EvidenceGraph) throws -> DiffMap.Side {
      DiffMap.Side(
        matrix: try CoverageAnalysis(graph, policy: policy).matrix(query),
        graph: graph
      )
    }
    return DiffMap(before: try side(graph), after: try side(later), options: options)
  }

  private func write(_ map: any EvidenceMap) throws {
    if table {
      let rows = map.table()
      let text = TextTable(
        heads: rows.first ?? [],
        rows: rows.dropFirst().map { $0.map { .string($0) } }
      )
      try Console.write(Array(text.text(as: .csv).utf8), to: output)
    } else if format == .dot {
      try Console.write(Array(map.dot().utf8), to: output)
    } else if format == .pdf {
      try Console.write(try PagePrinter.make(.pdf, of: try drawings(of: map)), to: output)
    } else if sheets, !plain {
      let end = ".\(format.rawValue)"
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
