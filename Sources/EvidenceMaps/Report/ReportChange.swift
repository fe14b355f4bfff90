internal import EvidenceAnalysis
internal import EvidenceCore

/// The matrices of a report beside the same ones of a layer: an earlier release, or another policy.
struct ReportChange {
  let graph: EvidenceGraph
  let tables: [ReportTable]
  private let layer: ReportLayer
  /// The layer's own matrices; `nil` where it has not both axes.
  private let matrices: [CoverageMatrix?]

  init(_ layer: ReportLayer, beside tables: [ReportTable], of graph: EvidenceGraph) {
    self.graph = graph
    self.tables = tables
    self.layer = layer
    let coverage = CoverageAnalysis(layer.graph, policy: layer.policy)
    matrices = tables.map { table in
      let (rows, columns) = (table.matrix.rows, table.matrix.columns)
      return try? coverage.matrix(
        CoverageQuery(
          of: table.matrix.witnessKind,
          rows: .init(rows.selection, level: rows.level),
          columns: .init(columns.selection, level: columns.level)
        )
      )
    }
  }

  /// The places of an axis by the keys of their nodes.
  private func places(_ axis: CoverageAxis, _ graph: EvidenceGraph) -> [Key: Int] {
    var found: [Key: Int] = [:]
    for (place, entry) in axis.entries.enumerated() { found[graph.key(of: entry.node)] = place }
    return found
  }

  /// No more papers that came or left are named of one cell.
  private static let mostNames = 12

  /// The layer in the page's data: for each table the states and numbers of its cells here, and for each
  /// cell that differs the papers that only one of the two has.
  var json: JSONValue {
    .object([
      JSONMember("name", .string(LegibleText.clean(layer.name, limit: 120))),
      JSONMember(
        "policy",
        .string("\(LegibleText.clean(layer.policy.name, limit: 80)) (\(layer.policy.digest))")
      ),
      JSONMember(
        "matrices",
        .array(zip(tables, matrices).map { table, other in other.map { json(table, $0) } ?? .null })
      ),
    ])
  }

  private func json(_ table: ReportTable, _ other: CoverageMatrix) -> JSONValue {
    let (rows, columns) = (places(other.rows, layer.graph), places(other.columns, layer.graph))
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
        if !Self.isSame(old, cell) {
          let came = names(of: table.matrix.papers(of: cell), in: graph)
          let left = names(of: other.papers(of: old), in: layer.graph)
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

  /// Whether two cells say the same.
  private static func isSame(_ old: CoverageCell, _ cell: CoverageCell) -> Bool {
    old.state == cell.state && old.independentPapers == cell.independentPapers
      && old.witnesses == cell.witnesses
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

  // MARK: In words

  /// What differs, a sentence a matrix, for the first screen.
  var html: String {
    let items = zip(tables, matrices).map { table, other in
      "<li><p class=\"finding\">\(HTMLText.escape(sentence(table, other), limit: 800))"
        + "<span class=\"said\">\(HTMLText.escape(table.title, limit: 240))</span></p></li>"
    }
    return "<section class=\"changes\"><h2>Beside \(HTMLText.escape(layer.name, limit: 120))</h2>\n"
      + "<ul class=\"answers\">\n\(items.joined(separator: "\n"))\n</ul></section>"
  }

  /// How cells that none lie below stand now and stood in the layer.
  private func sentence(_ table: ReportTable, _ other: CoverageMatrix?) -> String {
    guard let other else { return "It has not both axes of this matrix." }
    let matrix = table.matrix
    let (rows, columns) = (places(other.rows, layer.graph), places(other.columns, layer.graph))
    var (all, gained, lost, changed, new) = (0, 0, 0, 0, 0)
    for row in matrix.rows.entries.indices where !matrix.rows.entries[row].hasChildren {
      for column in matrix.columns.entries.indices
      where !matrix.columns.entries[column].hasChildren {
        all += 1
        let cell = matrix[row, column]
        guard let r = rows[graph.key(of: matrix.rows.entries[row].node)],
          let c = columns[graph.key(of: matrix.columns.entries[column].node)]
        else {
          new += 1
          continue
        }
        let old = other[r, c]
        switch (old.state.isEmpty, cell.state.isEmpty) {
        case (true, false): gained += 1
        case (false, true): lost += 1
        default: if !Self.isSame(old, cell) { changed += 1 }
        }
      }
    }
    var parts: [String] = []
    func put(_ count: Int, _ one: String, _ many: String) {
      if count > 0 { parts.append("\(Figures.count(count)) \(count == 1 ? one : many)") }
    }
    put(gained, "has evidence now and had none", "have evidence now and had none")
    put(lost, "had evidence and has none now", "had evidence and have none now")
    put(changed, "stands otherwise or on other numbers", "stand otherwise or on other numbers")
    put(new, "is new", "are new")
    let told =
      "Of \(Figures.count(all, "cell")) "
      + (parts.isEmpty ? "none differs" : parts.joined(separator: "; ")) + "."
    let gone = [
      gone(other.rows, from: matrix.rows, "row"),
      gone(other.columns, from: matrix.columns, "column"),
    ].compactMap { $0 }
    return ([told] + gone).joined(separator: " ")
  }

  private static let mostGone = 3

  /// The places of an axis that are there no more.
  private func gone(_ old: CoverageAxis, from new: CoverageAxis, _ word: String) -> String? {
    let known = places(new, graph)
    let naming = Naming(graph: layer.graph)
    let names = old.entries.filter { known[layer.graph.key(of: $0.node)] == nil }
      .map { LegibleText.clean(naming.title($0.node), limit: 80) }
    guard !names.isEmpty else { return nil }
    let more = names.count - Self.mostGone
    return "Gone \(names.count == 1 ? "is" : "are") \(Figures.count(names.count, word)): "
      + names.prefix(Self.mostGone).joined(separator: "; ")
      + (more > 0 ? "; and \(Figures.count(more)) more." : ".")
  }
}
