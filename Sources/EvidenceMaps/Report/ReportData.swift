internal import EvidenceAnalysis
internal import EvidenceCore

/// What the page's scripts work on: the graph as columns, the axes, the policy.
struct ReportData {
  private let graph: EvidenceGraph
  private let tables: [ReportTable]
  private let counts: [[ReportCount]]
  private let policy: Policy

  init(
    _ graph: EvidenceGraph,
    tables: [ReportTable],
    counts: [[ReportCount]],
    policy: Policy
  ) {
    self.graph = graph
    self.tables = tables
    self.counts = counts
    self.policy = policy
  }

  /// The data as they are embedded.
  struct Embedded {
    var json: String
    var leftOut: String?
    /// The place of a node in the data.
    var position: (NodeID) -> Int?
  }

  /// How much of the graph is taken along, from the most to the least.
  private enum Extent: CaseIterable {
    case all, evidence, cells
  }

  /// As much of the graph as the budget lets in.
  func embedded(budget: Int) -> Embedded {
    for extent in Extent.allCases {
      var edges = statements(extent)
      // A statement takes no less than this, so that nothing is written in vain.
      if extent != .cells, edges.count > budget / 24 { continue }
      while true {
        let columns = ReportColumns(graph, edges: edges, further: axisNodes(extent))
        let json = HTMLText.scriptSafe(bytes(columns, isWhole: extent != .cells))
        if json.count <= budget || (extent == .cells && edges.isEmpty) {
          return Embedded(
            json: String(decoding: json, as: UTF8.self),
            leftOut: leftOut(extent, edges.count, budget),
            position: { columns.position[$0] }
          )
        }
        if extent != .cells { break }
        edges = Array(edges.prefix(edges.count / 2))
      }
    }
    return Embedded(json: "{}", leftOut: nil, position: { _ in nil })
  }

  private func leftOut(_ extent: Extent, _ count: Int, _ budget: Int) -> String? {
    guard count < graph.statementCount else { return nil }
    let held =
      "This page carries \(Figures.count(count)) of the graph's "
      + "\(Figures.count(graph.statementCount)) statements, since all would be more than "
      + "\(budget < 1_000_000 ? "\(Figures.count(budget / 1000)) kB" : "\(budget / 1_000_000) MB")"
    switch extent {
    case .all: return nil
    case .evidence:
      return held + ": those that evidence chains and cells rest on. Everything on it still works; "
        + "the others are not found by its search and not listed with their nodes."
    case .cells:
      return held
        + ": some of those behind the cells of its matrices. Numbers, maps and gaps are those of the "
        + "whole graph. Left out are the filters that would count anew (years, source, evidence type, "
        + "stance, what is counted), and the path finder knows only what the page carries. The "
        + "commands `evidence coverage` and `evidence paths` answer from the whole graph; with "
        + "--since, --source or narrower axes a smaller report can be made."
    }
  }

  private func axisNodes(_ extent: Extent) -> [NodeID] {
    let axes = tables.flatMap { table in
      table.rows.map { table.matrix.rows.entries[$0].node }
        + table.columns.map { table.matrix.columns.entries[$0].node }
    }
    return extent == .all ? Array(graph.nodes) : axes
  }

  private func statements(_ extent: Extent) -> [EdgeID] {
    switch extent {
    case .all: return Array(graph.edges)
    case .evidence:
      var wanted: Set<Relation> = [
        .proposes, .evaluates, .identifies, .addresses, .inDomain, .broader, .exactMatch,
        .closeMatch, .broadMatch, .narrowMatch, .relatedMatch, .partOf, .isVersionOf, .classifiedAs,
      ]
      for count in counts.joined() { wanted.formUnion(count.rows + count.columns) }
      return graph.edges.filter { wanted.contains(graph.relation(of: $0)) }
    case .cells:
      var found: Set<EdgeID> = []
      let most = 100_000
      for table in tables {
        for row in table.rows {
          for column in table.columns where found.count < most {
            let cell = table.matrix[row, column]
            found.formUnion(cell.evidence.prefix(200))
            for witness in cell.witnesses.prefix(50) {
              for relation in [Relation.proposes, .evaluates, .identifies] {
                found.formUnion(graph.incoming(witness, relation).prefix(20))
              }
              for relation in [Relation.classifiedAs, .inDomain] {
                found.formUnion(graph.outgoing(witness, relation).prefix(20))
              }
            }
          }
        }
        for entry in table.matrix.rows.entries + table.matrix.columns.entries {
          found.formUnion(graph.outgoing(entry.node, .broader))
        }
      }
      return found.sorted()
    }
  }

  private func bytes(_ columns: ReportColumns, isWhole: Bool) -> [UInt8] {
    var writer = JSONWriter()
    writer.write(
      .object(
        [
          JSONMember("isWhole", .boolean(isWhole)),
          JSONMember("title", text(graph.header.title)),
          JSONMember("asOf", text(graph.header.asOf)),
          JSONMember("notices", .array(Footers(graph: graph).notices.map { .string($0) })),
          JSONMember("policy", policyJSON),
          JSONMember("searches", .array(graph.header.searches.map { search($0, columns) })),
          JSONMember(
            "matrices",
            .array(zip(tables, counts).map { matrix($0, $1, columns, isWhole) })
          ),
        ] + columns.members
      )
    )
    return writer.drain()
  }

  private func text(_ text: String?) -> JSONValue {
    text.map { .string(LegibleText.clean($0)) } ?? .null
  }

  private var policyJSON: JSONValue {
    .object([
      JSONMember("name", .string(LegibleText.clean(policy.name, limit: 120))),
      JSONMember("digest", .string(policy.digest)),
      JSONMember("unknown", policy.unknown.map { .number($0) } ?? .null),
      JSONMember("thinBelow", .integer(Int64(policy.thinBelow))),
      JSONMember("classLimits", .array(policy.classLimits.prefix(3).map { .integer(Int64($0)) })),
      JSONMember("bridges", .array(policy.bridges.sorted().map { .string($0.name) })),
      JSONMember(
        "numbers",
        .object(
          PolicyNumber.allCases.compactMap { number in
            policy[number].map { JSONMember(number.rawValue, .number($0)) }
          }
        )
      ),
    ])
  }

  private func search(_ record: SearchRecord, _ columns: ReportColumns) -> JSONValue {
    func places(_ keys: [Key]) -> JSONValue {
      .array(
        keys.compactMap { graph.node($0) }.compactMap { columns.position[$0] }
          .map { .integer(Int64($0)) }
      )
    }
    return .object([
      JSONMember("rows", places(record.rows)),
      JSONMember("columns", places(record.columns)),
      JSONMember("relation", record.relation.map { .string($0.name) } ?? .null),
      JSONMember("date", text(record.date)),
      JSONMember("by", text(record.by)),
      JSONMember("method", text(record.method)),
      JSONMember("result", text(record.result)),
    ])
  }

  private func matrix(
    _ table: ReportTable,
    _ counts: [ReportCount],
    _ columns: ReportColumns,
    _ isWhole: Bool
  ) -> JSONValue {
    func axis(_ axis: CoverageAxis, _ shown: [Int]) -> JSONValue {
      .object([
        JSONMember("title", .string(LegibleText.clean(axis.title, limit: 200))),
        JSONMember(
          "entries",
          .array(
            shown.map { place in
              let entry = axis.entries[place]
              return .array([
                .integer(Int64(columns.position[entry.node] ?? 0)),
                .integer(entry.hasChildren ? 1 : 0),
              ])
            }
          )
        ),
      ])
    }
    let width = table.columns.count
    var notes: [JSONMember] = []
    var states: [JSONValue] = []
    // What the scripts cannot count themselves: papers, witnesses, for, mixed, against.
    var figures: [JSONValue] = []
    for (r, row) in table.rows.enumerated() {
      for (c, column) in table.columns.enumerated() {
        let cell = table.matrix[row, column]
        states.append(.integer(Int64(CellState.allCases.firstIndex(of: cell.state) ?? 0)))
        if !isWhole {
          figures.append(
            .array(
              [
                cell.independentPapers, cell.witnesses.count, cell.supporting, cell.mixed,
                cell.opposing, cell.worksFor, cell.worksAgainst,
              ].map { .integer(Int64($0)) }
            )
          )
        }
        guard cell.unresolved > 0 || !cell.marks.isEmpty else { continue }
        notes.append(
          JSONMember(
            String(r * width + c),
            .array([
              .integer(Int64(cell.unresolved)),
              .string(cell.marks.map(\.rawValue).joined(separator: ", ")),
            ])
          )
        )
      }
    }
    return .object([
      JSONMember("title", .string(LegibleText.clean(table.title, limit: 300))),
      JSONMember("rows", axis(table.matrix.rows, table.rows)),
      JSONMember("columns", axis(table.matrix.columns, table.columns)),
      JSONMember("counts", .array(counts.map(\.json))),
      JSONMember("states", .array(states)),
      JSONMember("figures", .array(figures)),
      JSONMember("notes", .object(notes)),
    ])
  }
}
