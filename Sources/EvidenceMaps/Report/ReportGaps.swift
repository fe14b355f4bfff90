internal import EvidenceAnalysis
internal import EvidenceCore

/// The gaps of a report, as `evidence gaps` ranks them: those of single nodes in groups, those of cells
/// one a row, and for the page's scripts all of them.
struct ReportGaps {
  let graph: EvidenceGraph
  /// The gaps of cells, and those of single nodes, each the most urgent first.
  let cells: [RankedGap]
  let nodes: [RankedGap]
  private let analysis: GapAnalysis

  /// Further cells are listed by the page's scripts.
  private static let mostUrgent = 40
  /// Of further gaps of cells the page does not carry the questions.
  private static let mostQuestions = 2_000
  /// Further gaps are the command's.
  private let budget: Int

  init(graph: EvidenceGraph, tables: [ReportTable], policy: Policy, budget: Int) {
    self.graph = graph
    self.budget = budget
    analysis = GapAnalysis(graph, policy: policy)
    // Two lists, as the command gives them with axes and without.
    cells = analysis.ranking(
      of: tables.map(\.matrix),
      kinds: GapAnalysis.listed(withAxes: true)
    )
    nodes = analysis.ranking(kinds: GapAnalysis.listed(withAxes: false))
  }

  /// - Parameter position: the place of a node in the page's data.
  func html(_ position: (NodeID) -> Int?) -> String {
    guard !cells.isEmpty || !nodes.isEmpty else { return "<p>No gap of the listed kinds.</p>" }
    let shown = cells.prefix(Self.mostUrgent)
    let places = Set(cells.map { [$0.matrix ?? 0] + $0.gap.nodes.map(\.position) }).count
    let records = PlaceRecords(graph)
    let hasStatus = shown.contains { records.status(of: $0.gap.nodes) != nil }
    let rows = shown.map { item in
      "<tr><td class=\"number\">\(rank(item))</td><td>\(item.gap.kind.words)</td>"
        + "<td\(target(item, position))>\(place(item.gap))</td>"
        + "<td>\(HTMLText.escape(Footers.sentence(Naming.capitalised(item.gap.reason))))</td>"
        + "<td>\(item.gap.question.map { HTMLText.escape(Naming.capitalised($0)) } ?? "–")</td>"
        + (hasStatus ? "<td>\(status(of: item.gap, records))</td></tr>" : "</tr>")
    }
    return groups(position)
      + ReportHead.table(
        "The \(Figures.count(shown.count)) most urgent of \(Figures.count(cells.count, "gap")), in "
          + "\(Figures.count(places, "cell")) with no others below them",
        ["rank", "kind", "where", "why", "question that would settle it"]
          + (hasStatus ? ["status"] : []),
        rows
      )
  }

  /// What was decided about a gap.
  private func status(of gap: Gap, _ records: PlaceRecords) -> String {
    records.status(of: gap.nodes).map { HTMLText.escape($0.sentence, limit: 300) } ?? "–"
  }

  private func rank(_ item: RankedGap) -> String {
    "\(Figures.count(item.rank))\(item.isTied ? "=" : "")"
  }

  /// What is missing throughout, then the gaps of single nodes, a row a group.
  private func groups(_ position: (NodeID) -> Int?) -> String {
    guard let overview = try? analysis.overview(), overview.total > 0 else { return "" }
    let words = GapGroupWords(map: GapGroupsMap(overview: overview, graph: graph))
    var html = ""
    if !overview.systemic.isEmpty {
      let lines = overview.systemic.map { line in
        "<li>\(HTMLText.escape(Footers.sentence(Naming.capitalised(line.text))))</li>"
      }
      html += "<ul class=\"throughout\">\n\(lines.joined(separator: "\n"))\n</ul>\n"
    }
    let rows = overview.groups.map { group in
      let numbers = [group.count, group.nodes, group.withoutStated, group.withoutAny, group.papers]
      return "<tr><td class=\"number\">\(words.rank(group))</td>"
        + "<td\(target(group.subject, position))>\(HTMLText.escape(words.name(group)))</td>"
        + numbers.map { "<td class=\"number\">\(Figures.count($0))</td>" }.joined()
        + "<td>\(HTMLText.escape(words.evidence(group)))</td>"
        + "<td>\(HTMLText.escape(words.nearest(group)))</td></tr>"
    }
    let level = overview.level.map { " of level \($0)" } ?? ""
    return html
      + ReportHead.table(
        "\(Figures.count(overview.total, "gap")) of single nodes, by \(overview.grouping.rawValue)"
          + "\(level)",
        [
          "rank", overview.grouping.rawValue, "gaps", "of", "none stated", "none at all", "papers",
          "evidence", "nearest measure",
        ],
        rows
      ) + "\n"
  }

  private func target(_ subject: GapOverview.Subject, _ position: (NodeID) -> Int?) -> String {
    guard case .node(let node) = subject, let position = position(node) else { return "" }
    return " data-node=\"\(position)\""
  }

  /// What the page's scripts open: a cell by matrix, row and column.
  private func target(_ item: RankedGap, _ position: (NodeID) -> Int?) -> String {
    guard let matrix = item.matrix, let row = item.gap.row.flatMap(position),
      let column = item.gap.column.flatMap(position)
    else { return "" }
    return " data-cell=\"\(matrix) \(row) \(column)\""
  }

  private func place(_ gap: Gap) -> String {
    let naming = Naming(graph: graph)
    return [gap.row, gap.column].compactMap { $0 }
      .map { HTMLText.escape(naming.headName($0), limit: 200) }.joined(separator: " × ")
  }

  // MARK: Data

  /// All gaps for the page's scripts, as many as the budget lets in. Gaps of cells: rank, ties, kind,
  /// matrix, row, column, reason, nearest node and question. Gaps of nodes with one rank, kind and reason
  /// stand together: rank, ties, kind, reason and the nodes.
  func json(_ columns: ReportColumns) -> JSONValue {
    var texts: [String] = []
    var places: [String: Int] = [:]
    func place(_ text: String?) -> Int {
      guard let text else { return -1 }
      let clean = LegibleText.clean(Naming.capitalised(text), limit: 300)
      if let known = places[clean] { return known }
      places[clean] = texts.count
      texts.append(clean)
      return texts.count - 1
    }
    func kind(_ gap: Gap) -> Int { GapKind.allCases.firstIndex(of: gap.kind) ?? 0 }
    var ofCells: [JSONValue] = []
    for item in cells.prefix(budget) {
      guard let matrix = item.matrix, let row = item.gap.row.flatMap({ columns.position[$0] }),
        let column = item.gap.column.flatMap({ columns.position[$0] })
      else { continue }
      let hasQuestion = ofCells.count < Self.mostQuestions
      ofCells.append(
        .integers([
          item.rank, item.isTied ? 1 : 0, kind(item.gap), matrix, row, column,
          place(item.gap.reason), item.gap.nearest.flatMap { columns.position[$0] } ?? -1,
          hasQuestion ? place(item.gap.question) : -1,
        ])
      )
    }
    var ofNodes: [(head: [Int], nodes: [Int])] = []
    for item in nodes.prefix(budget) {
      guard let node = item.gap.node.flatMap({ columns.position[$0] }) else { continue }
      let head = [item.rank, item.isTied ? 1 : 0, kind(item.gap), place(item.gap.reason)]
      if ofNodes.last?.head == head {
        ofNodes[ofNodes.count - 1].nodes.append(node)
      } else {
        ofNodes.append((head, [node]))
      }
    }
    return .object([
      JSONMember("kinds", .array(GapKind.allCases.map { .string($0.rawValue) })),
      JSONMember("total", .integer(Int64(cells.count + nodes.count))),
      JSONMember("texts", .array(texts.map { .string($0) })),
      JSONMember("cells", .array(ofCells)),
      JSONMember(
        "nodes",
        .array(ofNodes.map { .array([.integers($0.head), .integers($0.nodes)]) })
      ),
    ])
  }
}
