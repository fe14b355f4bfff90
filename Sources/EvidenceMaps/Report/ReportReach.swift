internal import EvidenceAnalysis
internal import EvidenceCore

/// What reaches what in one matrix of a report, for every kind that its cells can be counted in.
struct ReportReach {
  private let table: ReportTable
  private let whole: CoverageReach
  /// The same under a filter for reviewed statements, where that takes matches away.
  private let reviewed: CoverageReach?

  /// Nothing where the search would be too long.
  init?(
    _ table: ReportTable,
    _ query: CoverageQuery,
    kinds: [Kind],
    _ coverage: CoverageAnalysis,
    hasDisputedMatches: Bool
  ) throws(EvidenceError) {
    self.table = table
    var whole = CoverageReach()
    var reviewed = whole
    for kind in kinds {
      let query = CoverageQuery(of: kind, rows: query.rows, columns: query.columns)
      guard let found = try coverage.reach(query) else { return nil }
      whole.add(found)
      guard hasDisputedMatches else { continue }
      guard let found = try coverage.reach(query, isReviewed: true) else { return nil }
      reviewed.add(found)
    }
    self.whole = whole
    self.reviewed = hasDisputedMatches ? reviewed : nil
  }

  /// The members of the matrix's data.
  func members(_ columns: ReportColumns, _ needs: inout ReportNeeds) -> [JSONMember] {
    [
      JSONMember("reach", json(whole, columns, &needs)),
      JSONMember("reviewed", reviewed.map { json($0, columns, &needs) } ?? .null),
    ]
  }

  private func json(
    _ reach: CoverageReach,
    _ columns: ReportColumns,
    _ needs: inout ReportNeeds
  ) -> JSONValue {
    .object([
      JSONMember("rows", numbers(reach.rows, table.rows, columns, &needs)),
      JSONMember("columns", numbers(reach.columns, table.columns, columns, &needs)),
    ])
  }

  /// Each node that has ways, their number, and each way as 4 × position + 2 × here + more; where there
  /// is more, the statement or −1, 2 × claim + plain, and the place of its needs. What the table does
  /// not show stands at one position behind all others.
  private func numbers(
    _ ways: [NodeID: [CoverageReach.Way]],
    _ shown: [Int],
    _ columns: ReportColumns,
    _ needs: inout ReportNeeds
  ) -> JSONValue {
    var positions: [Int: Int] = [:]
    for (position, place) in shown.enumerated() { positions[place] = position }
    var numbers: [Int] = []
    for (node, ways) in ways.sorted(by: { $0.key < $1.key }) {
      guard let place = columns.position[node] else { continue }
      numbers += [place, ways.count]
      for way in ways {
        let position = positions[way.position] ?? shown.count
        let hasMore = way.statement != nil || !way.needs.isEmpty
        numbers.append(4 * position + (way.isHere ? 2 : 0) + (hasMore ? 1 : 0))
        guard hasMore else { continue }
        numbers += [
          way.statement.map { columns.place(of: $0) } ?? -1,
          (way.isClaim ? 2 : 0) + (way.isPlain ? 1 : 0),
          needs.place(of: way.needs.compactMap { columns.position[$0] }),
        ]
      }
    }
    return .array(numbers.map { .integer(Int64($0)) })
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

  var json: JSONValue { .array(lists.map { .array($0.map { .integer(Int64($0)) }) }) }
}

extension CoverageReach {
  /// Adds the ways of other nodes.
  fileprivate mutating func add(_ other: CoverageReach) {
    rows.merge(other.rows) { first, _ in first }
    columns.merge(other.columns) { first, _ in first }
  }
}
