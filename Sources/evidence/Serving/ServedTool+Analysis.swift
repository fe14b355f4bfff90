internal import EvidenceAnalysis
internal import EvidenceCore

extension ServedTool {
  static let paths = ServedTool(
    name: "paths",
    title: "Evidence chains, and what bears on a risk",
    about: """
      With 'from' and 'to': the evidence chains from a paper or mitigation to a risk or risk domain, or \
      the nearest miss, which says what statement is missing. With 'to' alone: every paper that bears on \
      the risk; with 'from' alone: every risk that it bears on. A chain is not any walk. Strengths are \
      support scores of the toolkit's own: not the probability that a mitigation works.
      """,
    fields: [
      ToolField("from", .text, about: "a paper or mitigation: key, identifier, reference or name"),
      ToolField("to", .text, about: "a risk or risk domain: key, code or name"),
      ToolField("of", .text, about: "with one end alone: the kind of the nodes at the other"),
      ToolField("through", .texts, about: "relations to follow too, such as PART_OF"),
      ToolField("maxHops", .count, about: "the most statements a chain may hold"),
      limitField,
    ]
  ) { served, arguments in
    let graph = served.graph
    let options = EvidencePaths.Options(
      maximumSteps: arguments.count("maxHops"),
      through: try served.names.relations(arguments.texts("through")),
      limit: arguments.limit()
    )
    try served.paths.refuseCircles(options)
    let start = try arguments.text("from").map { name in
      try graph.named(name, as: [.paper, .mitigation])
    }
    let end = try arguments.text("to").map { name in
      try graph.named(name, as: [.risk, .riskDomain])
    }
    if let of = arguments.text("of") { try graph.checkKind(Kind(of)) }
    switch (start, end) {
    case (let start?, let end?):
      return chains(
        try served.paths.chains(from: start, to: end, options: options, limit: served.limit),
        graph
      )
    case (nil, let end?):
      let kind = arguments.text("of").map { Kind($0) } ?? .paper
      let answer = try served.paths.ranking(
        to: end,
        from: kind,
        options: options,
        limit: served.limit
      )
      return ranking(answer, limit: arguments.limit(), graph)
    case (let start?, nil):
      let kind = arguments.text("of").map { Kind($0) }
      var answer = try served.paths.ranking(
        from: start,
        to: kind ?? .risk,
        options: options,
        limit: served.limit
      )
      if kind == nil, answer.entries.isEmpty, answer.others[.riskDomain] ?? 0 > 0 {
        answer = try served.paths.ranking(
          from: start,
          to: .riskDomain,
          options: options,
          limit: served.limit
        )
      }
      return ranking(answer, limit: arguments.limit(), graph)
    case (nil, nil):
      throw EvidenceError(
        "no-end",
        "neither 'from' nor 'to' is given",
        hint: "give a risk as 'to' for everything that bears on it"
      )
    }
  }

  private static func chains(_ answer: PathAnswer, _ graph: EvidenceGraph) -> ToolResult {
    let json = answer.jsonValue(in: graph)
    let ends = [answer.from, answer.to]
    let says: String
    if let miss = answer.nearestMiss {
      says = "No evidence chain is recorded in this graph: \(miss.reason(in: graph))."
    } else {
      says =
        counted(answer.total, "evidence chain", "evidence chains")
        + ", the strongest first."
    }
    return ToolResult(
      says: says,
      list: "chains",
      items: answer.chains.map { chain in
        ToolResult.Item(
          json: chain.jsonValue(in: graph),
          statements: chain.steps.map(\.edge),
          nodes: chain.nodes
        )
      },
      total: answer.total,
      others: ["strength", "nearestMiss", "stoppedAt"].compactMap { name in
        json[name].map { JSONMember(name, $0) }
      },
      nodes: ends + (answer.nearestMiss?.nodes ?? [])
    )
  }

  private static func ranking(
    _ answer: PathRanking,
    limit: Int,
    _ graph: EvidenceGraph
  ) -> ToolResult {
    let name = graph.title(of: answer.node)
    let many = counted(answer.entries.count, "\(answer.kind)", "nodes of kind \(answer.kind)")
    let nothing = "no chain to or from it is recorded in this graph"
    let json = answer.first(0).jsonValue(in: graph)
    return ToolResult(
      says: "'\(name)': "
        + (answer.entries.isEmpty ? nothing : "\(many), the most strongly joined first") + ".",
      list: "entries",
      items: zip(answer.entries, answer.first(limit).lines(in: graph)).map { entry, line in
        ToolResult.Item(
          json: line,
          statements: entry.best.steps.map(\.edge),
          nodes: entry.best.nodes
        )
      },
      total: answer.entries.count,
      others: ["from", "to", "name", "of", "others"].compactMap { name in
        json[name].map { JSONMember(name, $0) }
      },
      nodes: [answer.node]
    )
  }

  private static let axes = [
    ToolField(
      "of",
      .text,
      about: "the kind that is counted: Mitigation where unsaid, or Risk or Paper"
    ),
    ToolField("rowsLevel", .count, about: "the level of the rows' concepts, from 1 at the top"),
    ToolField("columnsLevel", .count, about: "the level of the columns' concepts"),
  ]

  private static func query(
    _ arguments: ToolArguments,
    _ graph: EvidenceGraph
  ) throws -> CoverageQuery? {
    guard let rows = arguments.text("rows"), let columns = arguments.text("columns") else {
      return nil
    }
    let kind = Kind(arguments.text("of") ?? Kind.mitigation.name)
    try graph.checkKind(kind)
    return CoverageQuery(
      of: kind,
      rows: CoverageQuery.Axis(rows, level: arguments.count("rowsLevel")),
      columns: CoverageQuery.Axis(columns, level: arguments.count("columnsLevel"))
    )
  }

  static let coverage = ServedTool(
    name: "coverage",
    title: "What is known of each concept, or of each pair",
    about: """
      With 'rows' alone: a line a concept of a scheme or kind, with how many measures, papers and \
      independent works there are, and its state. With 'columns' too: the evidence-and-gap matrix, a \
      cell a pair, the empty ones too. Schemes are listed in the resource evidence://schemes.
      """,
    fields: [
      ToolField("rows", .text, isRequired: true, about: "a scheme such as mit-risk@4, or a kind"),
      ToolField("columns", .text, about: "another scheme or kind"),
    ] + axes + [
      ToolField("limit", .count, about: "how many cells to list: 60 where unsaid, 200 at most")
    ]
  ) { served, arguments in
    let limit = arguments.limit(60)
    guard let query = try query(arguments, served.graph) else {
      return try concepts(served, arguments, limit)
    }
    let graph = try served.graph.withPlaces(of: [query.rows, query.columns], for: query.of)
    let matrix = try CoverageAnalysis(graph, policy: served.policy).matrix(
      query,
      limit: served.limit
    )
    let json = matrix.jsonValue(in: graph)
    let cells = if case .array(let cells) = json["cells"] { cells } else { [JSONValue]() }
    let empty = matrix.cells.count { $0.state.isEmpty }
    return ToolResult(
      says: "\(matrix.cells.count) cells; in \(empty) of them none is recorded in this graph."
        + (matrix.reasonEmpty.map { " \($0)." } ?? ""),
      list: "cells",
      items: zip(matrix.cells, cells).prefix(limit).map { cell, json in
        ToolResult.Item(json: json, statements: matrix.statements(of: cell))
      },
      total: matrix.cells.count,
      others: ["of", "rowsTitle", "columnsTitle", "reason"].compactMap { name in
        json[name].map { JSONMember(name, $0) }
      },
      nodes: (matrix.rows.entries + matrix.columns.entries).map(\.node),
      graph: graph
    )
  }

  private static func concepts(
    _ served: ServedGraph,
    _ arguments: ToolArguments,
    _ limit: Int
  ) throws -> ToolResult {
    let rows = arguments.needed("rows")
    let kind = Kind(arguments.text("of") ?? Kind.mitigation.name)
    let axis = CoverageQuery.Axis(rows, level: arguments.count("rowsLevel"))
    let graph = try served.graph.withPlaces(of: [axis], for: kind)
    let analysis = CoverageAnalysis(graph, policy: served.policy)
    let answer = try analysis.concepts(axis, of: kind, limit: served.limit)
    let holdings = try analysis.scheme(rows, level: axis.level, of: kind, limit: served.limit)
    let empty = answer.rows.count { $0.cell.state.isEmpty }
    return ToolResult(
      says: "\(answer.rows.count) concepts; for \(empty) of them none is recorded in this graph.",
      list: "rows",
      items: zip(answer.rows, answer.lines(in: graph)).prefix(limit).map { row, line in
        ToolResult.Item(json: line, statements: holdings.statements(of: row.cell))
      },
      total: answer.rows.count,
      others: [
        JSONMember("of", .string(kind.name)), JSONMember("rowsTitle", .string(answer.axis.title)),
      ],
      nodes: answer.rows.map { answer.entry(of: $0).node },
      graph: graph
    )
  }

  static let why = ServedTool(
    name: "why",
    title: "Why a cell of the matrix is what it is",
    about: """
      Every witness of one cell of a coverage matrix, statement by statement: who says so, and where it \
      was read. Name the axes as for 'coverage', and the cell by the keys or codes of its row and \
      column.
      """,
    fields: [
      ToolField("rows", .text, isRequired: true, about: "the scheme or kind of the rows"),
      ToolField("columns", .text, isRequired: true, about: "the scheme or kind of the columns"),
      ToolField("row", .text, isRequired: true, about: "the key or code of the row"),
      ToolField("column", .text, isRequired: true, about: "the key or code of the column"),
    ] + axes + [limitField]
  ) { served, arguments in
    guard let query = try query(arguments, served.graph) else {
      throw EvidenceError("no-axes", "name both axes")
    }
    let graph = try served.graph.withPlaces(of: [query.rows, query.columns], for: query.of)
    let matrix = try CoverageAnalysis(graph, policy: served.policy).matrix(
      query,
      limit: served.limit
    )
    let cell = try matrix.cell(
      row: arguments.needed("row"),
      column: arguments.needed("column"),
      in: graph
    )
    let report = CellReport(cell, matrix, graph)
    let json = report.json()
    let edges = matrix.statements(of: cell)
    let names = ["row", "column", "state", "marks", "witnesses", "papers", "overlap", "unresolved"]
    let reasons = report.reasons
    return ToolResult(
      says: ([
        "\(report.title): \(cell.state.words)."
          + (cell.state.isEmpty ? " None recorded in this graph." : "")
      ] + reasons.map { "\($0)." }).joined(separator: " "),
      list: "evidence",
      items: edges.prefix(arguments.limit()).map { edge in
        ToolResult.Item(
          json: ArchiveRecord.json(graph.statement(edge)),
          statements: [edge],
          nodes: [graph.from(edge), graph.to(edge)]
        )
      },
      total: edges.count,
      others: names.compactMap { name in json[name].map { JSONMember(name, $0) } },
      nodes: [cell.row, cell.column].enumerated().map { side, position in
        (side == 0 ? matrix.rows : matrix.columns).entries[position].node
      },
      graph: graph
    )
  }

  static let gaps = ServedTool(
    name: "gaps",
    title: "What is not known, and why",
    about: """
      Lists gaps, the most urgent first, each with its reason, what lies nearest and a question that \
      would settle it. Without axes: single nodes (risk-without-mitigation, mitigation-without-risk, \
      unclassified). With 'rows' and 'columns': cells of the matrix (absolute, not-searched, thin, \
      asserted-only, inferred-only, opposed, conflicting, …). The order is a ranking of the toolkit's \
      own.
      """,
    fields: [
      ToolField("kind", .texts, about: "only gaps of these kinds"),
      ToolField("rows", .text, about: "a scheme or kind; goes with 'columns'"),
      ToolField("columns", .text, about: "a scheme or kind; goes with 'rows'"),
    ] + axes + [limitField]
  ) { served, arguments in
    let graph = served.graph
    let known = GapKind.allCases.map(\.rawValue)
    let kinds = try arguments.texts("kind").map { name in
      guard let kind = GapKind(rawValue: name) else {
        throw EvidenceError(
          "unknown-gap",
          "'\(name)' is no kind of gap",
          hint: Suggestion.hint(for: name, among: known)
            ?? "there are: \(known.joined(separator: ", "))"
        )
      }
      return kind
    }
    guard (arguments.text("rows") == nil) == (arguments.text("columns") == nil) else {
      throw EvidenceError("no-axes", "'rows' and 'columns' go together")
    }
    let matrix = try query(arguments, graph).map { query in
      try served.coverage.matrix(query, limit: served.limit)
    }
    if matrix == nil, let kind = kinds.first(where: \.isOfCells) {
      throw EvidenceError(
        "no-axes",
        "'\(kind.rawValue)' is a gap of cells",
        hint: "name 'rows' and 'columns'"
      )
    }
    let ranking = GapAnalysis(graph, policy: served.policy).ranking(
      of: matrix.map { [$0] } ?? [],
      kinds: kinds.isEmpty ? GapAnalysis.listed(withAxes: matrix != nil) : kinds
    )
    let list = GapList(Array(ranking.prefix(arguments.limit())), of: graph, in: matrix)
    return ToolResult(
      says: "In this graph: " + GapList(ranking, of: graph, in: matrix).summary + ".",
      list: "gaps",
      items: zip(list.gaps, list.table.objects).map { item, json in
        let cell = list.cell(of: item.gap)
        return ToolResult.Item(
          json: json,
          statements: cell.map { matrix?.statements(of: $0) ?? [] } ?? [],
          nodes: item.gap.nodes
        )
      },
      total: ranking.count,
      others: [JSONMember("reason", .text(matrix?.reasonEmpty))]
    )
  }
}
