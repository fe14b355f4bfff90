import EvidenceAnalysis
import EvidenceCore
import EvidenceQuery
import Foundation

/// The parameters of the questions, as the generator writes them to `queries.json`.
struct Parameters: Decodable {
  var lookups: [String]
  var twoHopSources: [String]
  var threeHopSources: [String]
  var pairs: [[String]]
  var surePairs: [[String]]
  var weakBelow: Int

  enum CodingKeys: String, CodingKey {
    case lookups = "q1_ids"
    case twoHopSources = "q2a_sources"
    case threeHopSources = "q2b_sources"
    case pairs = "q4_pairs"
    case surePairs = "q5_pairs"
    case weakBelow = "weak_below"
  }
}

/// A plain value that an answer is made of.
enum Answer {
  case integer(Int)
  case number(Double)
  case text(String)
  case list([Answer])
  case found([Found])

  /// A node that was looked up.
  struct Found {
    var id: String
    var kind: Kind?
    var label: String?
    var year: Int64 = 0

    var json: String {
      "[\"\(id)\",\"\(kind?.name ?? "")\",\"\(label ?? "")\",\(year)]"
    }
  }

  var json: String {
    switch self {
    case .integer(let value): String(value)
    case .number(let value): String(value)
    case .text(let value): "\"\(value)\""
    case .list(let values): "[\(values.map(\.json).joined(separator: ","))]"
    case .found(let nodes): "[\(nodes.map(\.json).joined(separator: ","))]"
    }
  }
}

/// The questions of the benchmark, asked through the public API.
struct Questions {
  static let names = ["Q1", "Q2a", "Q2b", "Q3a", "Q3b", "Q4", "Q5", "Q6", "Q7"]

  /// Questions that no other engine is asked: the whole matrix of concepts and domains with its
  /// chains, states and marks (C1), its gaps, ranked (C2), and the
  /// works behind every domain (C3). The answers are counts.
  static let further = ["C1", "C2", "C3"]

  let graph: EvidenceGraph
  let parameters: Parameters

  func ask(_ name: String) -> Answer {
    switch name {
    case "Q1": lookups()
    case "Q2a": neighbours(parameters.twoHopSources, 2)
    case "Q2b": neighbours(parameters.threeHopSources, 3)
    case "Q3a": paths()
    case "Q3b": firstPaths()
    case "Q4": hops()
    case "Q5": surest()
    case "Q6": coverage()
    case "Q7": gaps()
    case "C1": .list(matrixStates())
    case "C2": .integer(rankedGaps())
    case "C3": .list(worksOfDomains())
    default: .list([])
    }
  }

  /// 1,000 nodes by their id: type, name, year.
  private func lookups() -> Answer {
    .found(
      parameters.lookups.map { id in
        guard let node = graph.node(Key(id)) else { return Answer.Found(id: id) }
        return Answer.Found(
          id: id,
          kind: graph.kind(of: node),
          label: graph.label(of: node),
          year: graph.property("year", of: node)?.integer ?? 0
        )
      }
    )
  }

  /// Distinct nodes within so many hops, all relations, both ways.
  private func neighbours(_ sources: [String], _ hops: Int) -> Answer {
    .list(
      sources.map { id in
        .integer(graph.node(Key(id)).map { graph.neighbourCount(of: $0, within: hops) } ?? -1)
      }
    )
  }

  private static let taxonomyPaths = PathQuery(from: Paper.self)
    .outgoing(.proposes).outgoing(.classifiedAs).outgoing(.broader)
  private static let riskPaths = PathQuery(from: Paper.self)
    .outgoing(.proposes).outgoing(.addresses).outgoing(.inDomain)

  /// Paths of two patterns over the whole graph, counted.
  private func paths() -> Answer {
    .list([
      .integer((try? Self.taxonomyPaths.count(in: graph)) ?? -1),
      .integer((try? Self.riskPaths.count(in: graph)) ?? -1),
    ])
  }

  /// The first 1,000 paths of both patterns, in the order of their ids.
  private func firstPaths() -> Answer {
    let found = [
      try? Self.taxonomyPaths.first(1_000, in: graph), try? Self.riskPaths.first(1_000, in: graph),
    ]
    return .list(
      found.map { paths in
        .list((paths ?? []).map { .list($0.nodes.map { .text(graph.key(of: $0).text) }) })
      }
    )
  }

  /// Hops of the shortest way, all relations, both ways.
  private func hops() -> Answer {
    .list(
      parameters.pairs.map { pair in
        guard let a = graph.node(Key(pair[0])), let b = graph.node(Key(pair[1])) else {
          return .integer(-1)
        }
        return .integer(graph.hopDistance(from: a, to: b) ?? -1)
      }
    )
  }

  /// The least sum of −ln(confidence) of directed ways.
  private func surest() -> Answer {
    .list(
      parameters.surePairs.map { pair in
        guard let a = graph.node(Key(pair[0])), let b = graph.node(Key(pair[1])),
          let found = graph.surestPath(from: a, to: b)
        else { return .integer(-1) }
        return .number(-log(found.confidence))
      }
    )
  }

  /// Every (concept, domain) with its distinct papers and mitigations, rolled up on both sides; the
  /// mitigations are those that a paper proposes.
  private func coverage() -> Answer {
    guard let counts = counts() else { return .list([]) }
    let columns = keys(of: counts.columns)
    var cells: [Answer] = []
    for (row, key) in keys(of: counts.rows).enumerated() {
      for column in columns.indices where counts.papers(row, column) > 0 {
        cells.append(
          .list([
            key, columns[column], .integer(counts.papers(row, column)),
            .integer(counts.introduced(row, column)),
          ])
        )
      }
    }
    return .list(cells)
  }

  /// The cells of second-level concepts and top domains with too few papers.
  private func gaps() -> Answer {
    guard let counts = counts(rowsLevel: 2, columnsLevel: 1) else { return .list([]) }
    let columns = keys(of: counts.columns)
    var cells: [Answer] = []
    for (row, key) in keys(of: counts.rows).enumerated() {
      for column in columns.indices where counts.papers(row, column) < parameters.weakBelow {
        cells.append(.list([key, columns[column], .integer(counts.papers(row, column))]))
      }
    }
    return .list(cells)
  }

  private func keys(of axis: CoverageAxis) -> [Answer] {
    axis.entries.map { .text(graph.key(of: $0.node).text) }
  }

  private func counts(rowsLevel: Int? = nil, columnsLevel: Int? = nil) -> CoverageCounts? {
    try? CoverageAnalysis(graph).counts(
      CoverageQuery(
        rows: CoverageQuery.Axis("TaxonomyNode", level: rowsLevel),
        columns: CoverageQuery.Axis("RiskDomain", level: columnsLevel)
      )
    )
  }

  private func matrix() -> CoverageMatrix? {
    try? CoverageAnalysis(graph).matrix(
      CoverageQuery(rows: .init("TaxonomyNode"), columns: .init("RiskDomain"))
    )
  }

  private func matrixStates() -> [Answer] {
    var counts: [CellState: Int] = [:]
    for cell in matrix()?.cells ?? [] { counts[cell.state, default: 0] += 1 }
    return CellState.allCases.map { .integer(counts[$0] ?? 0) }
  }

  private func worksOfDomains() -> [Answer] {
    let coverage = try? CoverageAnalysis(graph).scheme("RiskDomain", of: .mitigation)
    return (coverage?.cells ?? []).map { .integer($0.independentPapers) }
  }

  private func rankedGaps() -> Int {
    matrix().map { GapAnalysis(graph).cellGaps($0).count } ?? -1
  }
}
