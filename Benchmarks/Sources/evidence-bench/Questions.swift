import EvidenceAnalysis
import EvidenceCore
import EvidenceQuery

/// The parameters of the questions, as the generator writes them to `queries.json`.
struct Parameters: Decodable {
  var lookups: [String]
  var twoHopSources: [String]
  var threeHopSources: [String]
  var pairs: [[String]]
  var weakBelow: Int

  enum CodingKeys: String, CodingKey {
    case lookups = "q1_ids"
    case twoHopSources = "q2a_sources"
    case threeHopSources = "q2b_sources"
    case pairs = "q4_pairs"
    case weakBelow = "weak_below"
  }
}

/// A plain value that an answer is made of.
enum Answer {
  case integer(Int)
  case text(String)
  case list([Answer])

  var json: String {
    switch self {
    case .integer(let value): String(value)
    case .text(let value): "\"\(value)\""
    case .list(let values): "[\(values.map(\.json).joined(separator: ","))]"
    }
  }
}

/// The questions of the benchmark, asked through the public API.
struct Questions {
  static let names = ["Q1", "Q2a", "Q2b", "Q3a", "Q4", "Q6", "Q7"]

  /// Questions that no other engine is asked: the whole matrix of concepts and domains with its
  /// chains, states and marks (C1), and its gaps, ranked (C2). The answers are counts.
  static let further = ["C1", "C2"]

  let graph: EvidenceGraph
  let parameters: Parameters

  func ask(_ name: String) -> Answer {
    switch name {
    case "Q1": lookups()
    case "Q2a": neighbours(parameters.twoHopSources, 2)
    case "Q2b": neighbours(parameters.threeHopSources, 3)
    case "Q3a": paths()
    case "Q4": hops()
    case "Q6": coverage()
    case "Q7": gaps()
    case "C1": .list(matrixStates())
    case "C2": .integer(rankedGaps())
    default: .list([])
    }
  }

  /// 1,000 nodes by their id: type, name, year.
  private func lookups() -> Answer {
    .list(
      parameters.lookups.map { id in
        guard let node = graph.node(Key(id)) else { return .list([.text(id)]) }
        return .list([
          .text(id), .text(graph.kind(of: node).name), .text(graph.label(of: node) ?? ""),
          .integer(Int(graph.property("year", of: node)?.integer ?? 0)),
        ])
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

  /// Paths of two patterns over the whole graph.
  private func paths() -> Answer {
    let taxonomy = PathQuery(from: Paper.self)
      .outgoing(.proposes).outgoing(.classifiedAs).outgoing(.broader)
    let risk = PathQuery(from: Paper.self)
      .outgoing(.proposes).outgoing(.addresses).outgoing(.inDomain)
    return .list([.integer(taxonomy.count(in: graph)), .integer(risk.count(in: graph))])
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

  /// Every (concept, domain) with its distinct papers and mitigations, rolled up on both sides.
  private func coverage() -> Answer {
    let rollUp = RollUp(graph)
    var result: [Answer] = []
    rollUp.forEachRow(rollUp.rows.indices, columns: rollUp.columns.indices) { row, counts in
      for (column, count) in counts.enumerated() where count.papers > 0 {
        result.append(
          .list([
            .text(graph.key(of: rollUp.rows[row].node).text),
            .text(graph.key(of: rollUp.columns[column].node).text),
            .integer(count.papers), .integer(count.mitigations),
          ])
        )
      }
    }
    return .list(result)
  }

  /// The cells of second-level concepts and top domains with too few papers.
  private func gaps() -> Answer {
    let rollUp = RollUp(graph)
    var result: [Answer] = []
    let rows = rollUp.rows.indices.filter { rollUp.rows[$0].level == 2 }
    let columns = rollUp.columns.indices.filter { rollUp.columns[$0].level == 1 }
    rollUp.forEachRow(rows, columns: columns) { row, counts in
      for (column, count) in zip(columns, counts) where count.papers < parameters.weakBelow {
        result.append(
          .list([
            .text(graph.key(of: rollUp.rows[row].node).text),
            .text(graph.key(of: rollUp.columns[column].node).text),
            .integer(count.papers),
          ])
        )
      }
    }
    return .list(result)
  }

  private func matrix() -> CoverageMatrix? {
    try? CoverageAnalysis(graph).matrix(
      CoverageQuery(
        rows: CoverageQuery.Axis("TaxonomyNode"),
        columns: CoverageQuery.Axis("RiskDomain")
      )
    )
  }

  private func matrixStates() -> [Answer] {
    let cells = matrix()?.cells ?? []
    return CellState.allCases.map { state in .integer(cells.count { $0.state == state }) }
  }

  private func rankedGaps() -> Int {
    matrix().map { GapAnalysis(graph).cellGaps($0).count } ?? -1
  }
}
