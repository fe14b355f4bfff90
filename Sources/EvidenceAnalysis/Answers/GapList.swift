public import EvidenceCore

/// The answer to "what is not known?": gaps in the order of their urgency, and the cells that those of
/// a matrix are gaps of.
///
/// ```swift
/// let list = GapList(GapAnalysis(graph).ranking(of: [matrix]), of: graph, in: matrix)
/// print(list.summary)
/// ```
public struct GapList: Sendable {
  /// The gaps, the most urgent first.
  public private(set) var gaps: [RankedGap]
  /// What the numbers of cells count; `nil` where there are no cells.
  public let count: CellCount?
  let graph: EvidenceGraph
  private let cells: [[NodeID]: CoverageCell]
  private let records: PlaceRecords
  private let witnesses: Kind?
  /// How many cells could be gaps, where the matrix has others above them.
  private let finest: Int?

  /// Puts gaps beside the cells of the matrix that they were found in.
  ///
  /// - Parameters:
  ///   - gaps: the gaps, the most urgent first.
  ///   - graph: the graph that they are gaps of.
  ///   - matrix: the matrix in which gaps of cells were found.
  ///   - asked: what the number of a cell counts; works where unsaid, or witnesses where no source is
  ///     known.
  /// - Complexity: O(cells).
  public init(
    _ gaps: [RankedGap],
    of graph: EvidenceGraph,
    in matrix: CoverageMatrix? = nil,
    counting asked: CellCount? = nil
  ) {
    self.gaps = gaps
    self.graph = graph
    count = matrix?.counted(asked)
    var cells: [[NodeID]: CoverageCell] = [:]
    if let matrix {
      for cell in matrix.cells {
        cells[[matrix.rows.entries[cell.row].node, matrix.columns.entries[cell.column].node]] = cell
      }
    }
    self.cells = cells
    records = PlaceRecords(graph)
    witnesses = matrix?.witnessKind
    finest = matrix.flatMap { matrix in
      let count = matrix.rows.finest.count * matrix.columns.finest.count
      return count == matrix.cells.count ? nil : count
    }
  }

  /// What was decided about a gap; `nil` where nobody recorded anything.
  public func status(of gap: Gap) -> StatusRecord? { records.status(of: gap.nodes) }

  /// The gaps of some statuses alone; one without a record is open.
  public func filtered(by statuses: Set<Status>) -> GapList {
    var list = self
    list.gaps = gaps.filter { statuses.contains(status(of: $0.gap)?.status ?? .open) }
    return list
  }

  /// The most urgent of the gaps.
  package func first(_ count: Int) -> GapList {
    var list = self
    list.gaps = Array(gaps.prefix(count))
    return list
  }

  /// Whether a status is recorded for any of the gaps.
  package var hasStatuses: Bool { gaps.contains { status(of: $0.gap) != nil } }

  /// The cell that a gap is one of; `nil` for a gap of a single node.
  public func cell(of gap: Gap) -> CoverageCell? { cells[gap.nodes] }

  /// The number of the cell that a gap is one of; `nil` for a gap of a single node.
  public func number(of gap: Gap) -> Int? {
    count.flatMap { count in cell(of: gap)?.number(count) }
  }

  /// Whether only the selection makes it a gap: the whole graph holds something there.
  public func isFiltered(_ gap: Gap) -> Bool { cell(of: gap)?.isFiltered == true }

  /// Why it is a gap, and whether only the selection makes it one.
  public func reason(of gap: Gap) -> String {
    (isFiltered(gap) ? "filtered: the whole graph holds something; " : "") + gap.reason
  }

  /// The names of what a gap is of: a node, or a row and a column.
  public func name(of gap: Gap) -> String {
    gap.nodes.map { graph.title(of: $0) }.joined(separator: " × ")
  }

  /// The list in its one JSON form, as `evidence gaps --format json` prints it: one object a gap.
  ///
  /// - Complexity: O(gaps).
  public var json: String { JSONWriter.text(jsonValue) }

  package var jsonValue: JSONValue { .array(objects.map { .object($0) }) }

  /// One gap a row, with everything that is known of it.
  package var table: AnswerTable {
    AnswerTable(objects, heads: objects.first?.map(\.name) ?? Self.heads)
  }

  /// The names of an empty list's columns.
  private static let heads = [
    "kind", "row", "column", "node", "reason", "nearest", "question", "restsOn", "priority",
    "rank", "tied", "name", "for", "against", "conflict", "filtered", "nearestName", "cause",
    "count", "number", "certainty", "status", "owner", "due",
  ]

  private var objects: [[JSONMember]] {
    gaps.map { item in
      let gap = item.gap
      let cell = cell(of: gap)
      let values: [JSONValue] = [
        .string(gap.kind.rawValue), graph.json(gap.row), graph.json(gap.column),
        graph.json(gap.node), .string(gap.reason), graph.json(gap.nearest), .text(gap.question),
        .keys(gap.restsOn), SupportScore.json(gap.priority), .count(item.rank),
        .boolean(item.isTied), .string(name(of: gap)), cell.map { .count($0.worksFor) } ?? .null,
        cell.map { .count($0.worksAgainst) } ?? .null, .text(cell?.conflict?.rawValue),
        cell.map { .boolean($0.isFiltered) } ?? .null,
        .text(gap.nearest.map { graph.title(of: $0) }), .string(gap.cause.code),
        .text(cell.flatMap { _ in count?.rawValue }), number(of: gap).map { .count($0) } ?? .null,
      ]
      let status = status(of: gap)
      let recorded = records.members(of: gap.nodes, witnesses: witnesses).map(\.value)
      return zip(Self.heads, values + recorded + [.text(status?.owner), .text(status?.due)])
        .map { JSONMember($0, $1) }
    }
  }

  /// How many gaps there are of each kind, and in how many cells where one holds several.
  public var summary: String {
    var counts: [GapKind: Int] = [:]
    var places: Set<[NodeID]> = []
    for item in gaps {
      counts[item.gap.kind, default: 0] += 1
      if item.gap.kind.isOfCells { places.insert(item.gap.nodes) }
    }
    let parts = GapKind.allCases.compactMap { kind in
      counts[kind].map { "\($0) \(kind.rawValue)" }
    }
    guard !parts.isEmpty else { return "no gaps of these kinds" }
    let ofCells = gaps.count { $0.gap.kind.isOfCells }
    let filtered = gaps.count { isFiltered($0.gap) }
    return parts.joined(separator: ", ")
      + (ofCells > places.count ? "; the \(ofCells) of cells are in \(places.count) cells" : "")
      + (filtered > 0 ? "; \(filtered) only because of what is selected" : "")
      + (finest.map { ofCells > 0 ? "; of \($0) cells, those of parents left out" : "" } ?? "")
  }
}
