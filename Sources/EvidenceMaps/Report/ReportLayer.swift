public import EvidenceAnalysis
public import EvidenceCore

/// Something that a report's matrices are set beside: an earlier release of the graph, or the same graph
/// under another policy.
public struct ReportLayer: Sendable {
  /// What it is called: a file's name, or that of a policy.
  public var name: String
  public var graph: EvidenceGraph
  public var policy: Policy

  /// Sets a graph under a policy beside those of a report.
  public init(name: String, graph: EvidenceGraph, policy: Policy = .standard) {
    self.name = name
    self.graph = graph
    self.policy = policy
  }

  /// No more papers that came or left are named of one cell.
  private static let mostNames = 12

  /// The layer in the page's data: for each table the states and numbers of its cells here, and for each
  /// cell that differs the papers that only one of the two has.
  func json(_ tables: [ReportTable], _ graph: EvidenceGraph) -> JSONValue {
    let coverage = CoverageAnalysis(self.graph, policy: policy)
    return .object([
      JSONMember("name", .string(LegibleText.clean(name, limit: 120))),
      JSONMember(
        "policy",
        .string("\(LegibleText.clean(policy.name, limit: 80)) (\(policy.digest))")
      ),
      JSONMember(
        "matrices",
        .array(
          tables.map { table in
            let (rows, columns) = (table.matrix.rows, table.matrix.columns)
            let query = CoverageQuery(
              of: table.matrix.witnessKind,
              rows: .init(rows.selection, level: rows.level),
              columns: .init(columns.selection, level: columns.level)
            )
            return (try? coverage.matrix(query)).map { json(table, graph, $0) } ?? .null
          }
        )
      ),
    ])
  }

  private func json(
    _ table: ReportTable,
    _ graph: EvidenceGraph,
    _ other: CoverageMatrix
  ) -> JSONValue {
    func positions(_ axis: CoverageAxis) -> [Key: Int] {
      var found: [Key: Int] = [:]
      for (place, entry) in axis.entries.enumerated() {
        found[self.graph.key(of: entry.node)] = place
      }
      return found
    }
    let (rows, columns) = (positions(other.rows), positions(other.columns))
    var states: [Int] = []
    var figures: [JSONValue] = []
    var papers: [JSONMember] = []
    for row in table.rows {
      for column in table.columns {
        let place = states.count
        let cell = table.matrix[row, column]
        guard let r = rows[graph.key(of: table.matrix.rows.entries[row].node)],
          let c = columns[graph.key(of: table.matrix.columns.entries[column].node)]
        else {
          states.append(-1)
          figures.append(.integers([]))
          continue
        }
        let old = other[r, c]
        states.append(CellState.allCases.firstIndex(of: old.state) ?? 0)
        figures.append(
          old.state.isEmpty
            ? .integers([])
            : .integers([
              old.independentPapers, old.witnesses, old.worksFor, old.worksAgainst, old.papers,
            ])
        )
        let isSame =
          old.state == cell.state && old.independentPapers == cell.independentPapers
          && old.witnesses == cell.witnesses
        if !isSame {
          let came = names(of: table.matrix.papers(of: cell), in: graph)
          let left = names(of: other.papers(of: old), in: self.graph)
          papers.append(
            JSONMember(
              String(place),
              .array([list(came, without: left), list(left, without: came)])
            )
          )
        }
      }
    }
    return .object([
      JSONMember("states", .integers(states)), JSONMember("figures", .array(figures)),
      JSONMember("papers", .object(papers)),
    ])
  }

  private func names(of papers: [NodeID], in graph: EvidenceGraph) -> [(key: Key, name: String)] {
    let naming = Naming(graph: graph)
    return papers.map { (graph.key(of: $0), naming.citation($0, limit: 60)) }
  }

  private func list(
    _ papers: [(key: Key, name: String)],
    without others: [(key: Key, name: String)]
  ) -> JSONValue {
    let known = Set(others.map(\.key))
    let names = papers.filter { !known.contains($0.key) }.map(\.name)
    let shown = names.prefix(Self.mostNames).map { JSONValue.string($0) }
    let more = names.count - shown.count
    return .array(shown + (more > 0 ? [.string("and \(Figures.count(more)) more")] : []))
  }
}
