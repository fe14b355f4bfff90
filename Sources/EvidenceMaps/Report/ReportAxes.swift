internal import EvidenceAnalysis
internal import EvidenceCore

/// What may stand on the rows and columns of a page's matrix, each with what reaches it.
struct ReportAxes {
  /// One axis of the page.
  struct Axis {
    let axis: CoverageAxis
    /// The positions on it that the page shows, in order.
    let shown: [Int]
    /// What reaches it; `nil` where the page is not to count anew.
    var reach: CoverageReach?
    /// The same under a filter for reviewed statements, where that takes matches away.
    var reviewed: CoverageReach?
  }

  private(set) var axes: [Axis] = []
  /// The places of each table's rows and columns among the axes.
  private(set) var places: [(rows: Int, columns: Int)] = []
  /// Whether what reaches the axes is known, so that the page can count.
  private(set) var isCountable = false
  /// Whether the cells can be counted in papers as well as in measures and risks.
  let kinds: [Kind]

  private let graph: EvidenceGraph

  /// Axes that stand on no table have no more concepts than this.
  private static let mostEntries = 300
  /// No more axes than this are offered.
  private static let mostAxes = 14
  /// In a larger graph only the axes of the tables are offered.
  private static let mostStatements = 200_000

  /// The axes of the tables, and the further ones that the graph has where `isCounting`.
  init(
    _ graph: EvidenceGraph,
    _ tables: [ReportTable],
    _ queries: [CoverageQuery],
    _ coverage: CoverageAnalysis,
    isCounting: Bool
  ) throws(EvidenceError) {
    self.graph = graph
    kinds = queries.map(\.of).reduce(into: [Kind.mitigation, .risk, .paper]) { kinds, kind in
      if !kinds.contains(kind) { kinds.append(kind) }
    }
    var wanted: [CoverageQuery.Axis] = []
    func place(_ axis: CoverageAxis, _ shown: [Int], _ query: CoverageQuery.Axis) -> Int {
      let known = axes.firstIndex {
        $0.axis.selection == axis.selection && $0.axis.level == axis.level && $0.shown == shown
      }
      if let known { return known }
      axes.append(Axis(axis: axis, shown: shown))
      wanted.append(query)
      return axes.count - 1
    }
    for (table, query) in zip(tables, queries) {
      let rows = place(table.matrix.rows, table.rows, query.rows)
      let columns = place(table.matrix.columns, table.columns, query.columns)
      places.append((rows, columns))
    }
    guard isCounting, axes.allSatisfy({ $0.axis.values == nil }),
      let found = try coverage.reach(wanted, of: kinds)
    else { return }
    isCountable = true
    for index in axes.indices { axes[index].reach = found[index] }
    try addFurther(coverage)
    let hasDisputedMatches = graph.edges.contains {
      graph.relation(of: $0).isMatch && graph.isDisputed($0)
    }
    guard hasDisputedMatches else { return }
    let selections = axes.map {
      CoverageQuery.Axis($0.axis.selection, level: $0.axis.level, only: $0.axis.only)
    }
    guard let reviewed = try coverage.reach(selections, of: kinds, isReviewed: true) else {
      isCountable = false
      return
    }
    for index in axes.indices { axes[index].reviewed = reviewed[index] }
  }

  /// Adds the schemes and kinds that stand on no table, where something reaches them.
  private mutating func addFurther(_ coverage: CoverageAnalysis) throws(EvidenceError) {
    guard graph.statementCount <= Self.mostStatements else { return }
    var counts: [String: Int] = [:]
    for node in graph.nodes {
      if let scheme = graph.scheme(of: node) { counts[scheme, default: 0] += 1 }
    }
    let kinds = [Kind.paper, .mitigation, .risk].filter { kind in
      (2...Self.mostEntries).contains(graph.nodes(of: kind).count)
    }
    let schemes = graph.header.schemes.map(\.id)
      .filter { (2...Self.mostEntries).contains(counts[$0] ?? 0) }
    let further = (schemes + kinds.map(\.name)).filter { selection in
      !axes.contains { $0.axis.selection == selection && $0.axis.level == nil }
    }
    let wanted = further.prefix(max(0, Self.mostAxes - axes.count)).map { CoverageQuery.Axis($0) }
    for reach in try coverage.reach(wanted, of: self.kinds) ?? [] where !reach.ways.isEmpty {
      axes.append(Axis(axis: reach.axis, shown: Array(reach.axis.entries.indices), reach: reach))
    }
  }

  /// The nodes that the axes show.
  var nodes: [NodeID] {
    axes.flatMap { axis in axis.shown.map { axis.axis.entries[$0].node } }
  }

  /// The nodes that ways begin at or need, each at least once.
  var reached: [NodeID] {
    let reaches = axes.flatMap { [$0.reach, $0.reviewed].compactMap { $0 } }
    return reaches.flatMap { reach in
      reach.ways.flatMap { node, ways in [node] + ways.flatMap(\.needs) }
    }
  }

  // MARK: Writing

  /// The axes in the data of a page that cannot count.
  func bareJSON(_ columns: ReportColumns) -> JSONValue {
    var needs = ReportNeeds()
    return .array(
      axes.map { axis in
        json(Axis(axis: axis.axis, shown: axis.shown), columns, &needs)
      }
    )
  }

  /// The axes in the page's data.
  func json(_ columns: ReportColumns, _ needs: inout ReportNeeds) -> JSONValue {
    var written: [JSONValue] = []
    for axis in axes { written.append(json(axis, columns, &needs)) }
    return .array(written)
  }

  private func json(_ axis: Axis, _ columns: ReportColumns, _ needs: inout ReportNeeds) -> JSONValue
  {
    let whole = axis.axis
    var positions: [Int: Int] = [:]
    for (position, place) in axis.shown.enumerated() { positions[place] = position }
    let isCut = axis.shown.count < whole.entries.count
    let entries = axis.shown.map { place -> JSONValue in
      let entry = whole.entries[place]
      let parent = entry.parent.flatMap { positions[$0] } ?? -1
      // What it holds may not be shown.
      let holds = isCut && entry.hasChildren ? [1] : []
      return .integers([columns.position[entry.node] ?? 0, parent] + holds)
    }
    let relations = axis.reach?.relations.sorted { $0.key < $1.key } ?? []
    let kind = whole.entries.first.map { graph.kind(of: $0.node).name } ?? ""
    return .object([
      JSONMember("id", .string(LegibleText.clean(whole.selection, limit: 200))),
      JSONMember("level", whole.level.map { .integer(Int64($0)) } ?? .null),
      JSONMember("title", .string(LegibleText.clean(whole.title, limit: 200))),
      JSONMember("kind", .string(LegibleText.clean(kind, limit: 60))),
      JSONMember("entries", .array(entries)),
      JSONMember("isCut", .boolean(isCut)),
      JSONMember(
        "relations",
        .object(relations.map { JSONMember($0.name, .array($1.map { .string($0.name) })) })
      ),
      JSONMember("ways", axis.reach.map { self.columns($0, positions, columns, &needs) } ?? .null),
      JSONMember(
        "reviewed",
        axis.reviewed.map { self.columns($0, positions, columns, &needs) } ?? .null
      ),
    ])
  }

  /// Ways as columns: the nodes that have any, with their number; of each way 4 × position + 2 × here +
  /// more; and of each with more the statement or −1, 2 × claim + plain, and the place of its needs. What
  /// the page does not show stands at one position behind all others.
  private func columns(
    _ reach: CoverageReach,
    _ positions: [Int: Int],
    _ columns: ReportColumns,
    _ needs: inout ReportNeeds
  ) -> JSONValue {
    var (nodes, counts, heads): ([Int], [Int], [Int]) = ([], [], [])
    var (statements, signs, lists): ([Int], [Int], [Int]) = ([], [], [])
    let isCut = positions.count < reach.axis.entries.count
    let starts = reach.ways.keys.map { (columns.place(of: $0), $0) }
      .filter { $0.0 >= 0 }.sorted { $0.0 < $1.0 }
    for (place, node) in starts {
      var ways = reach.ways[node] ?? []
      for index in ways.indices {
        ways[index].position = positions[ways[index].position] ?? positions.count
      }
      if isCut { ways = Self.shown(ways, behind: positions.count) }
      nodes.append(place)
      counts.append(ways.count)
      for way in ways {
        let hasMore = way.statement != nil || !way.needs.isEmpty
        heads.append(4 * way.position + (way.isHere ? 2 : 0) + (hasMore ? 1 : 0))
        guard hasMore else { continue }
        statements.append(way.statement.map { columns.place(of: $0) } ?? -1)
        signs.append((way.isClaim ? 2 : 0) + (way.isPlain ? 1 : 0))
        lists.append(needs.place(of: way.needs.map { columns.place(of: $0) }))
      }
    }
    return .object([
      JSONMember("nodes", ReportNumbers.packed(nodes)),
      JSONMember("counts", ReportNumbers.packed(counts)),
      JSONMember("heads", ReportNumbers.packed(heads)),
      JSONMember("statements", ReportNumbers.packed(statements)),
      JSONMember("signs", ReportNumbers.packed(signs)),
      JSONMember("needs", ReportNumbers.packed(lists)),
    ])
  }

  /// The ways of one node by position, without those to what is not shown that tell a total nothing new:
  /// whatever leaves them open leaves another open that brings the same evidence.
  private static func shown(_ ways: [CoverageReach.Way], behind last: Int) -> [CoverageReach.Way] {
    var kept: [CoverageReach.Way] = []
    var brought: [EdgeID?: [CoverageReach.Way]] = [:]
    for way in ways where way.position < last {
      kept.append(way)
      brought[way.statement, default: []].append(way)
    }
    kept.sort { $0.position < $1.position }
    for way in ways where way.position == last {
      let isNew = brought[way.statement, default: []].allSatisfy { other in
        other.isClaim != way.isClaim || (way.isPlain && !other.isPlain)
          || !Set(other.needs).isSubset(of: way.needs)
      }
      guard isNew else { continue }
      kept.append(way)
      brought[way.statement, default: []].append(way)
    }
    return kept
  }

  /// What somebody looked for: each record with what it covers of every axis, as runs; a cell is covered
  /// where its row lies in one part and its column in the other.
  func searches(_ hierarchy: Hierarchy) -> JSONValue {
    .array(
      graph.header.searches.compactMap { search in
        guard let relation = search.relation, !search.rows.isEmpty, !search.columns.isEmpty else {
          return nil
        }
        func part(_ keys: [Key]) -> JSONValue {
          let nodes = keys.compactMap { graph.node($0) }
            .reduce(into: Set<NodeID>()) { $0.formUnion(hierarchy.downwards(from: $1)) }
          return .array(
            axes.map { axis in
              ReportColumns.runs(
                axis.shown.map { nodes.contains(axis.axis.entries[$0].node) }
              )
            }
          )
        }
        func text(_ text: String?) -> JSONValue {
          text.map { .string(LegibleText.clean($0, limit: 300)) } ?? .null
        }
        return .object([
          JSONMember("relation", .string(relation.name)),
          JSONMember("date", text(search.date)), JSONMember("by", text(search.by)),
          JSONMember("method", text(search.method)), JSONMember("result", text(search.result)),
          JSONMember("first", part(search.rows)), JSONMember("second", part(search.columns)),
        ])
      }
    )
  }
}

/// The lists of nodes that ways need, each once.
struct ReportNeeds {
  private var places: [[Int]: Int] = [[]: 0]
  private var lists: [[Int]] = [[]]

  mutating func place(of nodes: [Int]) -> Int {
    if let known = places[nodes] { return known }
    places[nodes] = lists.count
    lists.append(nodes)
    return lists.count - 1
  }

  var json: JSONValue { .array(lists.map { .integers($0) }) }
}
