internal import EvidenceAnalysis
internal import EvidenceCore

/// What the page's scripts work on: what reaches what in the matrices, chains, and the statements
/// behind them as columns.
struct ReportData {
  let graph: EvidenceGraph
  let tables: [ReportTable]
  let policy: Policy
  let gaps: ReportGaps
  let layers: [ReportChange]
  /// What was selected of the graph before the page was made, in words.
  let counted: String
  /// The axes with what reaches them, or without it where the page is not to count anew.
  let axes: (_ isCounting: Bool) throws(EvidenceError) -> ReportAxes

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
  func embedded(budget: Int) throws(EvidenceError) -> Embedded {
    // A statement takes no less than this, so that nothing is written in vain.
    let extents = Extent.allCases.filter { $0 == .cells || statements($0).count <= budget / 12 }
    let axes = try axes(extents.count > 1)
    let chains = axes.isCountable ? ReportChains(graph, tables, policy) : nil
    for extent in extents {
      if !axes.isCountable, extent != .cells { continue }
      var edges = statements(extent)
      while true {
        let further = extent == .all ? Array(graph.nodes) : axes.nodes
        let columns = ReportColumns(graph, edges: edges, further: further)
        let data = bytes(columns, axes, extent == .cells ? nil : chains, isWhole: extent != .cells)
        let json = HTMLText.scriptSafe(data)
        if json.count <= budget || (extent == .cells && edges.isEmpty) {
          return Embedded(
            json: String(decoding: json, as: UTF8.self),
            leftOut: leftOut(
              extent,
              edges.count,
              budget,
              isCountable: extents.count == 1 || axes.isCountable
            ),
            position: { columns.position[$0] }
          )
        }
        if extent != .cells { break }
        edges = Array(edges.prefix(edges.count / 2))
      }
    }
    return Embedded(json: "{}", leftOut: nil, position: { _ in nil })
  }

  private func leftOut(
    _ extent: Extent,
    _ count: Int,
    _ budget: Int,
    isCountable: Bool
  ) -> String? {
    guard count < graph.statementCount || !isCountable else { return nil }
    let size =
      budget < 1_000_000 ? "\(Figures.count(budget / 1000)) kB" : "\(budget / 1_000_000) MB"
    let reason =
      isCountable ? "all would be more than \(size)" : "there are too many ways to its cells"
    let held =
      "This page carries \(Figures.count(count)) of the graph's "
      + "\(Figures.count(graph.statementCount)) statements, since \(reason)"
    switch extent {
    case .all: return nil
    case .evidence:
      return held + ": those that evidence chains and cells rest on. Everything on it still works; "
        + "the others are not found by its search and not listed with their nodes."
    case .cells:
      return held
        + ": some of those behind the cells of its matrices. Numbers, maps and gaps are those of the "
        + "whole graph. Left out are the filters that would count anew (years, source, evidence type, "
        + "stance, review, what is counted), the chains behind the cells, and which of their papers cite "
        + "each other. The "
        + "commands `evidence coverage` and `evidence paths` answer from the whole graph; with "
        + "--since, --source or narrower axes a smaller report can be made."
    }
  }

  private func statements(_ extent: Extent) -> [EdgeID] {
    switch extent {
    case .all: return Array(graph.edges)
    case .evidence:
      var wanted: Set<Relation> = [
        .proposes, .evaluates, .identifies, .addresses, .cites, .inDomain, .broader, .exactMatch,
        .closeMatch, .broadMatch, .narrowMatch, .relatedMatch, .partOf, .isVersionOf, .classifiedAs,
      ]
      for table in tables {
        wanted.formUnion(table.matrix.rows.relations + table.matrix.columns.relations)
      }
      return graph.edges.filter { wanted.contains(graph.relation(of: $0)) }
    case .cells:
      var found: Set<EdgeID> = []
      let most = 100_000
      for table in tables {
        for row in table.rows {
          for column in table.columns where found.count < most {
            let cell = table.matrix[row, column]
            found.formUnion(table.matrix.statements(of: cell).prefix(200))
            for witness in table.matrix.witnesses(of: cell).prefix(50) {
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

  private func bytes(
    _ columns: ReportColumns,
    _ axes: ReportAxes,
    _ chains: ReportChains?,
    isWhole: Bool
  ) -> [UInt8] {
    var needs = ReportNeeds()
    let matrices = tables.indices.map { number in
      ReportMatrix(graph: graph, table: tables[number], axes: axes.places[number])
        .json(columns, isWhole: isWhole)
    }
    var writer = JSONWriter()
    writer.write(
      .object(
        [
          JSONMember("isWhole", .boolean(isWhole)),
          JSONMember("policy", policyJSON),
          JSONMember("graph", .string(LegibleText.clean(graph.header.title ?? "", limit: 200))),
          JSONMember("counted", .string(LegibleText.clean(counted, limit: 600))),
          JSONMember("kindsCounted", .array(axes.kinds.map { .string($0.name) })),
          JSONMember("axes", isWhole ? axes.json(columns, &needs) : axes.bareJSON(columns)),
          JSONMember("searches", axes.searches(Hierarchy(graph))),
          JSONMember("records", records(columns)),
          JSONMember("matrices", .array(matrices)),
          JSONMember("layers", .array(layers.map(\.json))),
          JSONMember("gaps", gaps.json(columns)),
          JSONMember("needs", needs.json),
          JSONMember("chains", chains?.json(columns) ?? .null),
        ] + columns.members
      )
    )
    return writer.drain()
  }

  /// What people recorded of cells and nodes: row, column or −1, the kind that a judgment is of,
  /// whether it is a status, the sentence, and of a status its word, owner and day.
  private func records(_ columns: ReportColumns) -> JSONValue {
    func text(_ text: String?, _ limit: Int = 300) -> JSONValue {
      text.map { .string(LegibleText.clean($0, limit: limit)) } ?? .null
    }
    func place(_ row: Key, _ column: Key?) -> [JSONValue]? {
      guard let first = graph.node(row).flatMap({ columns.position[$0] }) else { return nil }
      guard let column else { return [.count(first), .count(-1)] }
      let second = graph.node(column).flatMap { columns.position[$0] }
      return second.map { [.count(first), .count($0)] }
    }
    let judgments = graph.header.judgments.compactMap { judgment in
      place(judgment.row, judgment.column).map { place in
        JSONValue.array(
          place + [text(judgment.of?.name), .boolean(false), text(judgment.sentence, 600)]
        )
      }
    }
    let statuses = graph.header.statuses.compactMap { status in
      place(status.row, status.column).map { place in
        JSONValue.array(
          place + [
            .null, .boolean(true), text(status.sentence, 600), text(status.status.words),
            text(status.owner), text(status.due),
          ]
        )
      }
    }
    return .array(judgments + statuses)
  }

  private var policyJSON: JSONValue {
    .object([
      JSONMember("name", .string(LegibleText.clean(policy.name, limit: 80))),
      JSONMember("digest", .string(policy.digest)),
      JSONMember(
        "asOf",
        graph.header.asOf.map { .string(LegibleText.clean($0, limit: 20)) } ?? .null
      ),
      JSONMember("thinBelow", .integer(Int64(policy.thinBelow))),
      JSONMember("staleAfterYears", .integer(Int64(policy.staleAfterYears))),
      JSONMember("synthesisFrom", .integer(Int64(policy.synthesisFrom))),
      JSONMember("asOfYear", graph.asOfYear.map { .integer(Int64($0)) } ?? .null),
      JSONMember("classLimits", .array(policy.classLimits.prefix(3).map { .integer(Int64($0)) })),
    ])
  }
}
