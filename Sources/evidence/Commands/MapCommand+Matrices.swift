internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceCore
internal import EvidenceMaps

extension MapCommand {
  /// The evidence-and-gap matrix.
  struct DrawCoverage: MapKind {
    static let configuration = CommandConfiguration(
      commandName: "coverage",
      abstract: "The evidence-and-gap matrix: where there is evidence, and where there is none.",
      usage: "evidence map <graph> coverage --output <output> [<options>]"
    )
    static let examples = [
      "evidence map Graphs/frontier-mitigations/graph.jsonl coverage -o coverage.svg",
      "evidence map Graphs/ai-risk-repository/graph.jsonl coverage --of Risk --rows mit-risk@4 --columns mit-causal-entity@4 --sort gaps -o causes.svg",
    ]

    /// The orders of rows by the names that a user gives them.
    enum Order: String, ExpressibleByArgument, CaseIterable { case scheme, gaps }

    @OptionGroup var input: GraphArgument
    @OptionGroup var drawing: DrawingOptions
    @OptionGroup var selection: CoverageOptions
    @Flag(help: "Fold rows without any evidence.") var foldEmpty = false
    @Option(help: "The order of the rows.") var sort: Order = .scheme
    @Option(help: CountOption.help, transform: CountOption.named) var count: CellCount?
    @Option(help: "A report's page beside the map, by relative path: cells lead there.")
    var linkTo: String?
    @OptionGroup var evidence: SelectionOptions
    @OptionGroup var policy: PolicyOption
    @OptionGroup var apart: WorkerOptions

    var witnesses: Kind { Kind(selection.of) }

    func validate() throws {
      var options = MapOptions()
      options.page = linkTo
      if let linkTo, options.page == nil {
        throw ValidationError(
          "'\(linkTo)' is no page beside the map: name a relative path of letters, digits and -._~/"
        )
      }
    }

    func map(
      of graph: EvidenceGraph,
      from whole: EvidenceGraph,
      _ policy: Policy,
      _ options: MapOptions
    ) throws -> any EvidenceMap {
      var options = options
      options.foldEmptyRows = foldEmpty
      options.rowOrder = sort == .gaps ? .gaps : .scheme
      options.count = count
      options.page = linkTo
      let graph = try selection.withPlaces(in: graph)
      let query = try selection.drawn(in: graph)
      if let rows = query.rows.only, let columns = query.columns.only {
        let held =
          "\(rows.count) rows and \(columns.count) columns, those that hold something"
        options.selection = [options.selection, held].compactMap { $0 }.joined(separator: "; ")
      }
      let wholeGraph = try selection.withPlaces(in: whole)
      func counted(_ query: CoverageQuery) throws -> CoverageMatrix {
        try evidence.matrix(query, of: graph, from: wholeGraph, policy: policy)
      }
      let matrix = try counted(query)
      // What does not fit a sheet is folded into the concepts above; one too large stays as it is.
      let above = query.ofAllLevels.flatMap { try? counted($0) }
      if let reason = matrix.reasonEmpty { Console.complain("note: \(reason)") }
      // Reasons stand in the tooltips of cells, of which a sheet bears only so many.
      let gaps =
        matrix.cells.count <= 20_000
        ? GapAnalysis(graph, policy: policy).cellGaps(matrix, includingParents: true) : []
      return CoverageMap(
        matrix: matrix,
        within: above,
        gaps: gaps,
        graph: graph,
        options: options
      )
    }
  }

  /// What to do next.
  struct DrawGaps: MapKind {
    static let configuration = CommandConfiguration(
      commandName: "gaps",
      abstract: "The most urgent gaps, each with its reason and the question that would settle it.",
      usage: "evidence map <graph> gaps --output <output> [<options>]"
    )
    static let examples = [
      "evidence map Graphs/frontier-mitigations/graph.jsonl gaps -o gaps.svg",
      "evidence map Graphs/ai-risk-repository/graph.jsonl gaps --kind risk-without-mitigation --limit 10 -o risks.svg",
    ]

    @OptionGroup var input: GraphArgument
    @OptionGroup var drawing: DrawingOptions
    @OptionGroup var selection: CoverageOptions
    @Option(
      parsing: .upToNextOption,
      help: "Only gaps of these kinds.",
      transform: GapsCommand.kind(named:)
    )
    var kind: [GapKind] = []
    @Option(
      help: "Without axes: group by domain, scheme, source, via or kind; none draws single gaps."
    )
    var groupBy: GapGrouping?
    @Option(
      name: .customLong("in"),
      help: "Draw the gaps of a group: the key of a domain or paper, or its name."
    )
    var group: String?
    @Option(help: "How many single gaps to draw (20).") var limit: Int?
    @OptionGroup var evidence: SelectionOptions
    @OptionGroup var policy: PolicyOption
    @OptionGroup var apart: WorkerOptions

    var witnesses: Kind { Kind(selection.of) }

    func validate() throws {
      if let limit, !(1...GapsMap.mostDrawn ~= limit) {
        throw ValidationError("--limit must be from 1 to \(GapsMap.mostDrawn)")
      }
      if groupBy != nil || group != nil, selection.rows != nil {
        throw ValidationError("--group-by and --in are about single nodes: leave out axes")
      }
      if group != nil, groupBy == GapGrouping.none {
        throw ValidationError("--in opens a group: name another --group-by than none")
      }
      try GapsCommand.check(kind, of: "--kind", hasAxes: selection.rows != nil)
    }

    func map(
      of graph: EvidenceGraph,
      from whole: EvidenceGraph,
      _ policy: Policy,
      _ options: MapOptions
    ) throws -> any EvidenceMap {
      let query = try selection.query(in: graph)
      let matrix = try query.map {
        try evidence.matrix($0, of: graph, from: whole, policy: policy)
      }
      if let reason = matrix?.reasonEmpty { Console.complain("note: \(reason)") }
      let analysis = GapAnalysis(graph, policy: policy)
      let kinds = kind.isEmpty ? GapAnalysis.listed(withAxes: matrix != nil) : kind
      func map(of gaps: [Gap]) -> GapsMap {
        GapsMap(
          gaps: gaps,
          matrix: matrix,
          graph: graph,
          policy: policy,
          limit: limit ?? 20,
          options: options
        )
      }
      let isGrouped = groupBy.map { $0 != .none } ?? (kind.isEmpty && limit == nil)
      guard matrix == nil, isGrouped || group != nil else {
        return map(of: analysis.ranking(of: matrix.map { [$0] } ?? [], kinds: kinds).map(\.gap))
      }
      let grouping = groupBy?.grouping ?? .domain
      let overview = try analysis.overview(by: grouping, kinds: kinds)
      guard let group else {
        return GapGroupsMap(overview: overview, graph: graph, options: options)
      }
      let subject = try overview.subject(named: group, in: graph)
      let folding = try analysis.folding(of: subject, by: grouping, kinds: kinds)
      return map(of: folding.lines.map(\.gap))
    }
  }

  /// What changed.
  struct DrawDiff: MapKind {
    static let configuration = CommandConfiguration(
      commandName: "diff",
      abstract: "What a later graph gained and lost: the matrices of both, cell by cell.",
      usage: "evidence map <graph> diff <later> --output <output> [<options>]"
    )
    static let examples = [
      "evidence map old.jsonl diff new.jsonl -o difference.svg",
      "evidence map old.jsonl diff new.jsonl --rows mit-mitigation@2 --columns mit-risk@4 --sheets -o difference.svg",
    ]

    @OptionGroup var input: GraphArgument
    @Argument(help: "The later graph.") var later: String
    @OptionGroup var drawing: DrawingOptions
    @OptionGroup var selection: CoverageOptions
    @OptionGroup var evidence: SelectionOptions
    @OptionGroup var policy: PolicyOption
    @OptionGroup var apart: WorkerOptions

    var others: [String] { [later] }
    var witnesses: Kind { Kind(selection.of) }

    func map(
      of graph: EvidenceGraph,
      from whole: EvidenceGraph,
      _ policy: Policy,
      _ options: MapOptions
    ) throws -> any EvidenceMap {
      let later = try evidence.apply(to: try GraphArgument.read(later), witnesses: witnesses)
      let query = try selection.drawn(in: graph, besides: later, policy)
      func side(_ graph: EvidenceGraph) throws -> DiffMap.Side {
        DiffMap.Side(
          matrix: try CoverageAnalysis(graph, policy: policy).matrix(query),
          graph: graph
        )
      }
      return DiffMap(before: try side(graph), after: try side(later), options: options)
    }
  }
}

extension CoverageQuery {
  /// The query without its levels, where one is below the first.
  var ofAllLevels: CoverageQuery? {
    guard max(rows.level ?? 1, columns.level ?? 1) > 1 else { return nil }
    var query = self
    (query.rows.level, query.columns.level) = (nil, nil)
    return query
  }
}

extension CoverageOptions {
  /// The query that was asked; else the widest. What is not quite what was asked is said.
  func drawn(in graph: EvidenceGraph) throws -> CoverageQuery {
    guard let asked = try query(in: graph) else {
      return said(try holding(in: graph))
    }
    let query = try WidestChoice(graph).drawable(asked)
    if query != asked { Console.complain("note: \(Self.words(query, insteadOf: asked))") }
    return query
  }

  /// The same for two graphs, both of which have the axes.
  func drawn(in before: EvidenceGraph, besides after: EvidenceGraph, _ policy: Policy) throws
    -> CoverageQuery
  {
    // A kind that only one of the graphs has is still a kind.
    if let asked = try (try? query(in: before)) ?? query(in: after) { return asked }
    return said(
      try WidestChoice.shared(
        by: before,
        and: after,
        policy: policy,
        rowsLevel: rowsLevel,
        columnsLevel: columnsLevel
      )
    )
  }

  private func said(_ query: CoverageQuery) -> CoverageQuery {
    Console.complain(
      "note: drawing \(query.rows.selection) × \(query.columns.selection); choose with --rows "
        + "and --columns"
    )
    return query
  }

  /// What is shown where all that was asked is too large.
  static func words(_ query: CoverageQuery, insteadOf asked: CoverageQuery) -> String {
    func name(_ axis: CoverageQuery.Axis) -> String {
      axis.selection + (axis.level.map { " at level \($0)" } ?? "")
    }
    let reason =
      "\(name(asked.rows)) × \(name(asked.columns)) has too many cells to be counted one by one"
    if let rows = query.rows.only, let columns = query.columns.only {
      return "\(reason): drawn are the \(rows.count) rows and \(columns.count) columns that hold "
        + "something"
    }
    return "\(reason): it is folded to \(name(query.rows)) × \(name(query.columns))"
  }
}
