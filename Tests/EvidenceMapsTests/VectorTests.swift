import EvidenceTestSupport
import Foundation
import Testing

@testable import EvidenceAnalysis
@testable import EvidenceCore
@testable import EvidenceMaps

/// What the page's scripts count under a filter is what the library counts on the rebuilt graph, and
/// the chains that they show are the library's.
@Suite struct VectorTests {
  private static let filters: [(name: String, filter: EvidenceFilter, json: String)] = [
    ("whole", EvidenceFilter(), "{}"),
    ("years", EvidenceFilter(years: 2016...2018), "{\"since\":2016,\"until\":2018}"),
    ("since", EvidenceFilter(years: 2017...Int.max), "{\"since\":2017}"),
    ("until", EvidenceFilter(years: Int.min...2016), "{\"until\":2016}"),
    (
      "types", EvidenceFilter(types: [.assertion, .caseStudy]),
      "{\"types\":[\"assertion\",\"case\"]}"
    ),
    (
      "stances", EvidenceFilter(stances: [.opposes, .mixed]),
      "{\"stances\":[\"opposes\",\"mixed\"]}"
    ),
    ("source", EvidenceFilter(sources: ["paper:p2"]), "{\"source\":\"paper:p2\"}"),
    ("reviewed", EvidenceFilter(isReviewed: true), "{\"reviewed\":true}"),
    (
      "both", EvidenceFilter(years: 2016...2018, types: [.experimental, .observational]),
      "{\"since\":2016,\"until\":2018,\"types\":[\"experimental\",\"observational\"]}"
    ),
    (
      "all", EvidenceFilter(years: 2015...2017, stances: [.supports], isReviewed: true),
      "{\"since\":2015,\"until\":2017,\"stances\":[\"supports\"],\"reviewed\":true}"
    ),
  ]

  private static let queries = [
    CoverageQuery(rows: .init("type@1"), columns: .init("risk-a@1")),
    CoverageQuery(of: .risk, rows: .init("risk-a@1"), columns: .init("Mitigation")),
    CoverageQuery(of: .risk, rows: .init("risk-a@1"), columns: .init("Paper")),
    CoverageQuery(of: .paper, rows: .init("type@1"), columns: .init("risk-a@1")),
    CoverageQuery(rows: .init("Paper"), columns: .init("Risk")),
  ]

  @Test("each module of the page does what it says") func modules() throws {
    try NodeRunner.run("modules.test.mjs")
  }

  @Test("the names at the head of the page's modules differ, since they are joined") func names() {
    var names: [Substring] = []
    for module in PageSource.modules {
      for line in module.text.split(separator: "\n") {
        let line = line.hasPrefix("export ") ? line.dropFirst(7) : line
        for word in ["const ", "let ", "function ", "class "] where line.hasPrefix(word) {
          let rest = line.dropFirst(word.count)
          guard !rest.hasPrefix("{"), !rest.hasPrefix("[") else { continue }
          names.append(rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
        }
      }
    }
    #expect(names.count > 60)
    #expect(Set(names).count == names.count)
    #expect(!PageSource.script.contains("\nimport ") && !PageSource.script.contains("\nexport "))
  }

  @Test("the page counts as the library does, over random graphs") func randomGraphs() throws {
    try NodeRunner.run("cells.test.mjs") { vectors in
      for seed in 0..<40 as Range<UInt64> {
        let graph = try Self.graph(seed)
        let queries = Self.queries.filter { (try? CoverageAnalysis(graph).matrix($0)) != nil }
        vectors.append(try Self.vector("seed \(seed)", graph, queries, Self.filters))
      }
    }
  }

  @Test("a page that names a part of its graph counts all of it") func partsOfGraphs() throws {
    try NodeRunner.run("cells.test.mjs") { vectors in
      for seed in 100..<120 as Range<UInt64> {
        let graph = try Self.graph(seed)
        let queries = Self.queries.filter { (try? CoverageAnalysis(graph).matrix($0)) != nil }
        vectors.append(
          try Self.vector("seed \(seed)", graph, queries, Self.filters, part: .counted)
        )
      }
    }
  }

  @Test("a page that cannot count shows the cells as they are") func cellsOfGraphs() throws {
    try NodeRunner.run("cells.test.mjs") { vectors in
      for seed in 200..<204 as Range<UInt64> {
        let graph = try Self.graph(seed)
        let queries = Self.queries.filter { (try? CoverageAnalysis(graph).matrix($0)) != nil }
        let whole = Array(Self.filters.prefix(1))
        vectors.append(try Self.vector("seed \(seed)", graph, queries, whole, part: .cells))
      }
    }
  }

  @Test("the page counts as the library does, on the shipped graphs") func shippedGraphs() throws {
    try NodeRunner.run("cells.test.mjs") { vectors in
      for (name, queries) in [
        (
          "frontier-mitigations",
          [CoverageQuery(rows: .init("mit-mitigation@2"), columns: .init("mit-risk@4"))]
        ),
        (
          "ai-risk-repository",
          [
            CoverageQuery(
              of: .risk,
              rows: .init("mit-risk@4"),
              columns: .init("mit-causal-entity@4")
            ),
            CoverageQuery(rows: .init("mit-mitigation@1"), columns: .init("mit-risk@4")),
          ]
        ),
      ] {
        let file = SharedData.packageRoot.appending(path: "Graphs/\(name)/graph.jsonl")
        let graph = try ArchiveReader.read(contentsOf: file.path)
        let source = try #require(
          graph.nodes(of: .paper).max { graph.outgoing($0).count < graph.outgoing($1).count }
        )
        let key = graph.key(of: source)
        let filters: [(String, EvidenceFilter, String)] = [
          ("whole", EvidenceFilter(), "{}"),
          ("until", EvidenceFilter(years: Int.min...2023), "{\"until\":2023}"),
          ("since", EvidenceFilter(years: 2024...Int.max), "{\"since\":2024}"),
          ("source", EvidenceFilter(sources: [key]), "{\"source\":\"\(key)\"}"),
          (
            "types", EvidenceFilter(types: [.expertJudgment, .experimental]),
            "{\"types\":[\"expert-judgment\",\"experimental\"]}"
          ),
          ("stances", EvidenceFilter(stances: [.opposes]), "{\"stances\":[\"opposes\"]}"),
          ("reviewed", EvidenceFilter(isReviewed: true), "{\"reviewed\":true}"),
        ]
        vectors.append(
          try Self.vector(name, graph, queries, filters, pairs: name.hasPrefix("frontier"))
        )
      }
    }
  }

  /// A random graph with reviewers who agree and who do not, look-alikes of names and keys, pages with
  /// a preliminary notice, and papers that cite each other.
  private static func graph(_ seed: UInt64) throws -> EvidenceGraph {
    var parts = RandomGraph.parts(seed: seed)
    var random = SeededGenerator(seed: seed ^ 0x5EED)
    func dice(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &random) }
    let mark = "\u{200E}"
    for index in parts.statements.indices {
      if dice(3) == 0 { parts.statements[index].reviewer = "somebody" }
      if dice(5) == 0 {
        parts.statements[index].reviewer = "another"
        parts.statements[index].properties["reviewerAgreement"] = .number(-1)
      }
      guard parts.statements[index].relation.bearsEvidence else { continue }
      if dice(6) == 0 {
        parts.statements[index].source = Key(dice(2) == 0 ? "work:x" : "work:x\(mark)")
      }
      if dice(4) == 0 { parts.statements[index].via = "page" }
    }
    parts.nodes.append(Node("paper:looks", Kind("Paper\(mark)"), label: "No paper"))
    let measures = parts.nodes.filter { $0.kind == .mitigation }.map(\.key)
    let risks = parts.nodes.filter { $0.kind == .risk || $0.kind == .riskDomain }.map(\.key)
    for measure in measures where dice(2) == 0 {
      let risk = risks[dice(risks.count)]
      parts.statements.append(Statement(measure, Relation("ADDRESSES\(mark)"), risk, via: "page"))
      parts.statements.append(Statement("paper:looks", .proposes, measure, via: "page"))
    }
    if seed.isMultiple(of: 3) {
      parts.header.notices = [Notice("Preliminary: this may change.", via: "page")]
    }
    return try parts.build()
  }

  /// A page's data, its chains, and the cells of every matrix, kind and filter.
  private static func vector(
    _ name: String,
    _ graph: EvidenceGraph,
    _ queries: [CoverageQuery],
    _ filters: [(name: String, filter: EvidenceFilter, json: String)],
    pairs: Bool = true,
    part: ReportData.Extent? = nil
  ) throws -> String {
    let report = EvidenceReport(graph, queries: queries)
    let coverage = CoverageAnalysis(graph)
    let tables = try report.tables(coverage)
    let gaps = ReportGaps(graph: graph, tables: tables, policy: .standard, budget: 5_000)
    var data = try report.data(tables, gaps, [], coverage)
    #expect(data.leftOut == nil)
    if let part {
      // As little as does: most nodes have no names, most statements no texts.
      let whole = data.json.utf8.count
      for budget in stride(from: whole / 8, to: whole, by: whole / 16) {
        data = try report.data(tables, gaps, [], coverage, [part, .cells], budget: budget)
        if data.json.contains("\"isCounting\":\(part.isCounting)") { break }
      }
      #expect(data.json.contains("\"isWhole\":false,\"isCounting\":\(part.isCounting)"))
      #expect(
        data.leftOut?.contains("Filters count the whole graph") == part.isCounting
      )
    }
    // The axes of the page crossed anew too, as far as it offers them.
    let crossed = [
      CoverageQuery(rows: .init("Paper"), columns: .init("type@1")),
      CoverageQuery(of: .paper, rows: .init("risk-a@1"), columns: .init("Paper")),
    ]
    var cases: [String] = []
    for query in queries + crossed {
      for kind in [Kind.mitigation, .risk, .paper] {
        let query = CoverageQuery(of: kind, rows: query.rows, columns: query.columns)
        guard (try? coverage.matrix(query)) != nil else { continue }
        for (name, filter, json) in filters {
          cases.append(
            "{\"name\":\"\(query.rows.selection) × \(query.columns.selection) of \(kind), \(name)\","
              + "\"on\":[\"\(query.rows.selection)\",\"\(query.columns.selection)\"],"
              + "\"of\":\"\(kind)\",\"filter\":\(json),\(try cells(query, graph, filter))}"
          )
        }
      }
    }
    let chains = pairs && part == nil ? chains(graph, tables) : "null"
    return "{\"name\":\"\(name)\",\"data\":\(data.json),\"chains\":\(chains),"
      + "\"cases\":[\(cases.joined(separator: ",\n"))]}"
  }

  /// The cells and totals of a filtered graph.
  private static func cells(
    _ query: CoverageQuery,
    _ graph: EvidenceGraph,
    _ filter: EvidenceFilter
  ) throws -> String {
    let kept = filter.graph(from: graph, witnesses: query.of)
    var matrix = try CoverageAnalysis(kept).matrix(query)
    if !filter.isEmpty {
      matrix.markFiltered(from: try CoverageAnalysis(graph).matrix(query), of: graph, in: kept)
    }
    func keys(_ axis: CoverageAxis) -> String {
      text(.array(axis.entries.map { .string(kept.key(of: $0.node).text) }))
    }
    func list(_ cells: [CoverageCell]) -> String {
      "[\(cells.map(numbers).joined(separator: ","))]"
    }
    return "\"rows\":\(keys(matrix.rows)),\"columns\":\(keys(matrix.columns)),"
      + "\"cells\":\(list(matrix.cells)),\"rowTotals\":\(list(matrix.rowTotals)),"
      + "\"columnTotals\":\(list(matrix.columnTotals)),\"total\":\(numbers(matrix.total))"
  }

  private static func numbers(_ cell: CoverageCell) -> String {
    let counts = [
      cell.independentPapers, cell.papers, cell.witnesses, cell.supporting, cell.mixed,
      cell.opposing, cell.worksFor, cell.worksAgainst,
    ]
    return "[[\"\(cell.state.rawValue)\",\(cell.isFiltered ? 1 : 0),"
      + counts.map(String.init).joined(separator: ",")
      + ",\"\(cell.conflict?.rawValue ?? "")\",\(cell.statesTypes ? 1 : 0),"
      + "\"\(cell.marks.map(\.rawValue).joined(separator: " "))\"],\(cell.here)]"
  }

  /// What the command says of every paper or measure and every risk on an axis.
  private static func chains(_ graph: EvidenceGraph, _ tables: [ReportTable]) -> String {
    var starts: Set<NodeID> = []
    var ends: Set<NodeID> = []
    for table in tables {
      let matrix = table.matrix
      let axes = (matrix.rows.entries + matrix.columns.entries).map(\.node)
      ends.formUnion(axes.filter { [.risk, .riskDomain].contains(graph.kind(of: $0)) })
      starts.formUnion(matrix.papers(of: matrix.total))
      starts.formUnion(
        matrix.witnesses(of: matrix.total).filter { graph.kind(of: $0) == .mitigation }
      )
    }
    let isPaper = { (node: NodeID) in graph.kind(of: node) == .paper ? 0 : 1 }
    let paths = EvidencePaths(graph)
    var pairs: [JSONValue] = []
    for start in starts.sorted(by: { (isPaper($0), $0) < (isPaper($1), $1) }) {
      for end in ends.sorted() where start != end {
        let answer = paths.chains(from: start, to: end, options: .init(limit: 5))
        guard answer.total > 0 else { continue }
        let strengths = [answer.supporting, answer.opposing, answer.named].map {
          $0 == nil ? JSONValue.null : .string(SupportScore.text($0))
        }
        let chains = answer.chains.map { chain in
          JSONValue.array([
            .string(SupportScore.text(chain.strength)), .integer(chain.about == .risk ? 1 : 0),
            .string(chain.stance.rawValue), .string(chain.directness.rawValue),
            .array(chain.nodes.map { .string(graph.key(of: $0).text) }),
            .array(chain.steps.map { .integer(Int64($0.edge.position)) }),
          ])
        }
        pairs.append(
          .array([
            .array([start, end].map { .string(graph.key(of: $0).text) }),
            .integer(Int64(answer.total)), .array(strengths), .array(chains),
          ])
        )
      }
    }
    return text(.array(pairs))
  }

  private static func text(_ value: JSONValue) -> String { JSONWriter.text(value) }
}
