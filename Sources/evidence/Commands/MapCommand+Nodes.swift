internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceCore
internal import EvidenceMaps

extension MapCommand {
  /// One scheme as a tree.
  struct DrawTaxonomy: MapKind {
    static let configuration = CommandConfiguration(
      commandName: "taxonomy",
      abstract: "One classification scheme as a tree: which parts of it hold no evidence.",
      usage: "evidence map <graph> taxonomy --output <output> [<options>]"
    )
    static let examples = [
      "evidence map Graphs/ai-risk-repository/graph.jsonl taxonomy --scheme mit-risk@4 -o risks.svg",
      "evidence map Graphs/frontier-mitigations/graph.jsonl taxonomy --scheme mit-mitigation@2 --radial -o types.svg",
    ]

    @OptionGroup var input: GraphArgument
    @OptionGroup var drawing: DrawingOptions
    @Option(help: "The scheme; the one that the most is coded under, where unsaid.")
    var scheme: String?
    @Option(help: "Only concepts of this level, from 1 at the top.") var level: Int?
    @Flag(help: "All concepts at a glance, on rings and without labels.") var radial = false
    @OptionGroup var evidence: SelectionOptions
    @OptionGroup var policy: PolicyOption
    @OptionGroup var apart: WorkerOptions

    func map(
      of graph: EvidenceGraph,
      from whole: EvidenceGraph,
      _ policy: Policy,
      _ options: MapOptions
    ) throws -> any EvidenceMap {
      let chosen = try scheme ?? WidestChoice(graph).scheme()
      if scheme == nil {
        Console.complain("note: drawing scheme \(chosen); choose with --scheme")
      }
      let coverage = try CoverageAnalysis(graph, policy: policy).scheme(chosen, level: level)
      return radial
        ? RadialMap(coverage: coverage, graph: graph, options: options)
        : TaxonomyMap(coverage: coverage, graph: graph, options: options)
    }
  }

  /// The chains between two nodes.
  struct DrawPaths: MapKind {
    static let configuration = CommandConfiguration(
      commandName: "paths",
      abstract: "The evidence chains from one node to another, or the nearest miss.",
      usage: "evidence map <graph> paths <from> <to> --output <output> [<options>]"
    )
    static let examples = [
      "evidence map Graphs/frontier-mitigations/graph.jsonl paths arxiv:2412.02145 mit-risk@4:4.2 -o paths.svg",
      "evidence map Graphs/frontier-mitigations/graph.jsonl paths arxiv:2412.02145 mit-risk@4:4.2 --max-hops 2 -o short.svg",
    ]

    @OptionGroup var input: GraphArgument
    @Argument(help: "Where the chains start, most often a paper.") var from: String
    @Argument(help: "Where they end: a risk or a risk domain.") var to: String
    @OptionGroup var drawing: DrawingOptions
    @Option(help: "The most statements a chain may hold.") var maxHops: Int?
    @OptionGroup var evidence: SelectionOptions
    @OptionGroup var policy: PolicyOption
    @OptionGroup var apart: WorkerOptions

    func map(
      of graph: EvidenceGraph,
      from whole: EvidenceGraph,
      _ policy: Policy,
      _ options: MapOptions
    ) throws -> any EvidenceMap {
      let paths = EvidencePaths(graph, policy: policy)
      try paths.refuseCircles()
      let answer = paths.chains(
        from: try graph.named(from, as: [.paper, .mitigation]),
        to: try graph.named(to, as: [.risk, .riskDomain]),
        options: EvidencePaths.Options(maximumSteps: maxHops, limit: nil)
      )
      return PathsMap(answer: answer, graph: graph, options: options)
    }
  }

  /// What is stated around a node.
  struct DrawAround: MapKind {
    static let configuration = CommandConfiguration(
      commandName: "around",
      abstract: "One node and what is stated around it.",
      usage: "evidence map <graph> around <key> --output <output> [<options>]"
    )
    static let examples = [
      "evidence map Graphs/ai-risk-repository/graph.jsonl around mit-risk@4:7.3 -o around.svg",
      "evidence map Graphs/frontier-mitigations/graph.jsonl around mit-risk@4:4.2 --relations ADDRESSES BROADER -o around.svg",
    ]

    @OptionGroup var input: GraphArgument
    @Argument(help: "The node in the middle.") var key: String
    @OptionGroup var drawing: DrawingOptions
    @Option(help: "The number of hops from the node, up to 3.") var hops = 1
    @Option(parsing: .upToNextOption, help: "Follow only these relations.")
    var relations: [String] = []
    @OptionGroup var evidence: SelectionOptions
    @OptionGroup var policy: PolicyOption
    @OptionGroup var apart: WorkerOptions

    func validate() throws {
      guard 1...3 ~= hops else { throw ValidationError("--hops must be from 1 to 3") }
    }

    func map(
      of graph: EvidenceGraph,
      from whole: EvidenceGraph,
      _ policy: Policy,
      _ options: MapOptions
    ) throws -> any EvidenceMap {
      let known = try KnownNames(graph: graph).relations(relations)
      return AroundMap(
        node: try graph.named(key),
        hops: hops,
        relations: known.isEmpty ? nil : known,
        graph: graph,
        options: options
      )
    }
  }

  /// The whole of a graph.
  struct DrawOverview: MapKind {
    static let configuration = CommandConfiguration(
      commandName: "overview",
      abstract: "The whole graph: its kinds, its concepts, or every node.",
      usage: "evidence map <graph> overview --output <output> [<options>]"
    )
    static let examples = [
      "evidence map Graphs/ai-risk-repository/graph.jsonl overview -o overview.svg",
      "evidence map Graphs/ai-risk-repository/graph.jsonl overview --detail concepts --of Risk --rows mit-causal-entity@4 --columns mit-risk@4 -o causes.svg",
    ]

    /// The details by the names that a user gives them.
    enum Detail: String, ExpressibleByArgument, CaseIterable { case kinds, concepts, nodes }

    @OptionGroup var input: GraphArgument
    @OptionGroup var drawing: DrawingOptions
    @Option(help: "What its boxes stand for.") var detail: Detail = .kinds
    @Option(help: "With --detail concepts: the level of both axes, from 1 at the top.")
    var level: Int?
    @OptionGroup(title: "With --detail concepts") var selection: CoverageOptions
    @OptionGroup var evidence: SelectionOptions
    @OptionGroup var policy: PolicyOption
    @OptionGroup var apart: WorkerOptions

    var witnesses: Kind { Kind(selection.of) }

    func validate() throws {
      let asked: [(String, Bool)] = [
        ("--rows", selection.rows != nil), ("--columns", selection.columns != nil),
        ("--rows-level", selection.rowsLevel != nil),
        ("--columns-level", selection.columnsLevel != nil), ("--level", level != nil),
      ]
      guard detail != .concepts, let option = asked.first(where: \.1)?.0 else { return }
      throw ValidationError("\(option) belongs to '--detail concepts'")
    }

    func map(
      of graph: EvidenceGraph,
      from whole: EvidenceGraph,
      _ policy: Policy,
      _ options: MapOptions
    ) throws -> any EvidenceMap {
      switch detail {
      case .kinds: return OverviewMap(graph: graph, options: options)
      case .nodes: return NodesMap(graph: graph, options: options)
      case .concepts:
        var query = try selection.drawn(in: graph)
        let asked = query
        query.rows.level = query.rows.level ?? level ?? 1
        query.columns.level = query.columns.level ?? level ?? 1
        let analysis = CoverageAnalysis(graph, policy: policy)
        let matrix = try analysis.matrix(query)
        let isFolded = level == nil && (asked.rows.level == nil || asked.columns.level == nil)
        if let reason = matrix.reasonEmpty { Console.complain("note: \(reason)") }
        return ConceptsMap(
          matrix: matrix,
          within: isFolded ? try? analysis.matrix(asked) : nil,
          graph: graph,
          options: options
        )
      }
    }
  }
}
