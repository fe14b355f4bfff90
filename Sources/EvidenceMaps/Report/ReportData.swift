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

    init(json: String, leftOut: String?, position: @escaping (NodeID) -> Int?) {
      (self.json, self.leftOut, self.position) = (json, leftOut, position)
    }

    init(_ json: [UInt8], _ columns: ReportColumns, leftOut: String?) {
      self.json = String(decoding: json, as: UTF8.self)
      self.leftOut = leftOut
      position = { columns.position[$0] }
    }
  }

  /// How much of the graph is taken along, from the most to the least: all of it, what chains and cells
  /// rest on, some of that with the numbers to count anew, and some of it with the cells as they are.
  enum Extent: CaseIterable {
    case all, evidence, counted, cells

    /// Whether every statement behind the cells is there with its texts.
    var isWhole: Bool { self == .all || self == .evidence }
    /// Whether what reaches the cells is there, so that filters count anew.
    var isCounting: Bool { self != .cells }
  }

  /// As much of the graph as the budget lets in.
  func embedded(_ extents: [Extent], budget: Int) throws(EvidenceError) -> Embedded {
    let extents = extents.filter { leastSize($0) <= budget }
    let axes = try axes(extents.contains(where: \.isCounting))
    // Where no extent that counts has room, that there are many ways is not known.
    let hasWays = axes.isCountable || !extents.contains(where: \.isCounting)
    let chains =
      axes.isCountable && extents.contains(where: \.isWhole)
      ? ReportChains(graph, tables, policy) : nil
    var choice: ReportChoice?
    for extent in extents where axes.isCountable || !extent.isCounting {
      if extent.isWhole {
        let edges = statements(extent)
        let further = extent == .all ? Array(graph.nodes) : axes.nodes
        let columns = ReportColumns(graph, edges: edges, further: further)
        let json = HTMLText.scriptSafe(bytes(columns, axes, chains, extent))
        guard json.count <= budget else { continue }
        let leftOut = leftOut(extent, edges.count, budget, hasWays: hasWays)
        return Embedded(json, columns, leftOut: leftOut)
      }
      let offered = choice ?? ReportChoice(graph, tables)
      choice = offered
      if let (json, columns, count) = part(extent, axes, offered, budget: budget) {
        let leftOut = leftOut(extent, count, budget, hasWays: hasWays)
        return Embedded(json, columns, leftOut: leftOut)
      }
    }
    return Embedded(json: "{}", leftOut: nil, position: { _ in nil })
  }

  /// Some of the statements that are offered, as many as there is room for, and how many these are;
  /// `nil` where there is room for none.
  private func part(
    _ extent: Extent,
    _ axes: ReportAxes,
    _ offered: ReportChoice,
    budget: Int
  ) -> (json: [UInt8], columns: ReportColumns, count: Int)? {
    let counted = extent.isCounting ? ReportCounted(graph, reached: axes.reached) : nil
    let further = axes.nodes + (extent.isCounting ? ReportWorks(graph: graph).listed : [])
    let least = leastSize(extent)
    var edges = offered.first(min(offered.edges.count, (budget - least) / Self.sizeOfStatement))
    while true {
      let columns = ReportColumns(graph, edges: edges, further: further, counted: counted)
      let json = HTMLText.scriptSafe(bytes(columns, axes, nil, extent))
      if json.count <= budget || (extent == .cells && edges.isEmpty) {
        return (json, columns, edges.count)
      }
      if edges.isEmpty { return nil }
      let share = Double(budget - least) / Double(max(1, json.count - least))
      edges = offered.first(Int(Double(edges.count) * min(0.9, 0.95 * share)))
    }
  }

  /// About how many bytes a statement takes with what it names.
  private static let sizeOfStatement = 100

  /// What an extent takes no less than, so that nothing is written in vain.
  private func leastSize(_ extent: Extent) -> Int {
    switch extent {
    case .all, .evidence: 12 * statements(extent).count
    case .counted: 5 * ReportCounted.edges(graph).count
    case .cells: 0
    }
  }

  private func leftOut(
    _ extent: Extent,
    _ count: Int,
    _ budget: Int,
    hasWays: Bool
  ) -> String? {
    guard count < graph.statementCount || !extent.isWhole else { return nil }
    let size =
      budget < 1_000_000 ? "\(Figures.count(budget / 1000)) kB" : "\(budget / 1_000_000) MB"
    let reason =
      hasWays ? "all would be more than \(size)" : "there are too many ways to its cells"
    let held =
      "This page carries \(Figures.count(count)) of the graph's "
      + "\(Figures.count(graph.statementCount)) statements, since \(reason)"
    let further =
      "The commands `evidence coverage` and `evidence paths` answer from the whole graph; with "
      + "--since, --source or narrower axes a smaller report can be made."
    switch extent {
    case .all: return nil
    case .evidence:
      return held + ": those that evidence chains and cells rest on. Everything on it still works; "
        + "the others are not found by its search and not listed with their nodes."
    case .counted:
      return held
        + ": some of those behind the cells of its matrices. Filters count the whole graph: numbers, "
        + "maps and gaps are those of all of it. Names and texts of the others are left out, so that "
        + "cells list a part of what they count, and search and sources offer those named here; so are "
        + "the chains behind the cells, and which of their papers cite each other. "
        + further
    case .cells:
      return held
        + ": some of those behind the cells of its matrices. Numbers, maps and gaps are those of the "
        + "whole graph. Left out are the filters that would count anew (years, source, evidence type, "
        + "stance, review, what is counted), the chains behind the cells, and which of their papers cite "
        + "each other. " + further
    }
  }

  private func statements(_ extent: Extent) -> [EdgeID] {
    guard extent != .all else { return Array(graph.edges) }
    var wanted: Set<Relation> = [
      .proposes, .evaluates, .identifies, .addresses, .cites, .inDomain, .broader, .exactMatch,
      .closeMatch, .broadMatch, .narrowMatch, .relatedMatch, .partOf, .isVersionOf, .classifiedAs,
    ]
    for table in tables {
      wanted.formUnion(table.matrix.rows.relations + table.matrix.columns.relations)
    }
    return graph.edges.filter { wanted.contains(graph.relation(of: $0)) }
  }

  private func bytes(
    _ columns: ReportColumns,
    _ axes: ReportAxes,
    _ chains: ReportChains?,
    _ extent: Extent
  ) -> [UInt8] {
    var needs = ReportNeeds()
    let matrices = tables.indices.map { number in
      ReportMatrix(graph: graph, table: tables[number], axes: axes.places[number])
        .json(columns, isCounting: extent.isCounting)
    }
    var writer = JSONWriter()
    writer.write(
      .object(
        [
          JSONMember("isWhole", .boolean(extent.isWhole)),
          JSONMember("isCounting", .boolean(extent.isCounting)),
          JSONMember("policy", policyJSON),
          JSONMember("graph", .string(LegibleText.clean(graph.header.title ?? "", limit: 200))),
          JSONMember("counted", .string(LegibleText.clean(counted, limit: 600))),
          JSONMember("kindsCounted", .array(axes.kinds.map { .string($0.name) })),
          JSONMember(
            "axes",
            extent.isCounting ? axes.json(columns, &needs) : axes.bareJSON(columns)
          ),
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
