internal import EvidenceAnalysis
internal import EvidenceCore
internal import EvidenceQuery

extension ServedTool {
  static let find = ServedTool(
    name: "find",
    title: "Find nodes by words",
    about: """
      Finds papers, risks, mitigations and concepts by words in their names, codes, references, authors \
      and the rationales of their statements. A node has to have every word; words in quotes are a \
      phrase. Start here to get the keys that the other tools take.
      """,
    fields: [
      ToolField("words", .text, isRequired: true, about: "the words to look for"),
      ToolField("kind", .texts, about: "only nodes of these kinds, such as Risk or Mitigation"),
      ToolField("scheme", .text, about: "only concepts of this scheme, such as mit-risk@4"),
      limitField,
    ]
  ) { served, arguments in
    let query = SearchQuery(
      arguments.needed("words"),
      kinds: Set(try served.names.kinds(arguments.texts("kind"))),
      scheme: try arguments.text("scheme").map(served.names.scheme)
    )
    guard !query.isEmpty else {
      throw EvidenceError("no-words", "there is no word to look for")
    }
    let answer = served.index.search(query, limit: arguments.limit())
    let report = FindReport(answer, served.graph)
    let nothing = (["Nothing found: none recorded in this graph."] + report.whyNothing)
      .joined(separator: " ")
    return ToolResult(
      says: answer.total == 0
        ? nothing : counted(answer.total, "node has", "nodes have") + " every word.",
      list: "nodes",
      items: answer.hits.map { hit in
        ToolResult.Item(
          json: report.json(hit),
          statements: hit.matches.compactMap(\.statement),
          nodes: [hit.node]
        )
      },
      total: answer.total
    )
  }

  static let show = ServedTool(
    name: "show",
    title: "Show one node and who says what of it",
    about: """
      Shows one node with its properties and its statements, each with its source, where it was read and \
      who coded it.
      """,
    fields: [
      ToolField(
        "node",
        .text,
        isRequired: true,
        about: "a key, an identifier, a code, a reference or a name"
      ),
      ToolField("relations", .texts, about: "only statements of these relations"),
      limitField,
    ]
  ) { served, arguments in
    let graph = served.graph
    let node = try graph.named(arguments.needed("node"))
    let relations = try served.names.relations(arguments.texts("relations"))
    let wanted = relations.isEmpty ? nil : Set(relations)
    let report = NodeReport(node, graph, relations: wanted, limit: arguments.limit())
    let edges = Array(report.statements.prefix(arguments.limit()))
    let total = report.statements.count + report.left
    let json = report.json()
    return ToolResult(
      says: "'\(graph.title(of: node))' (\(graph.key(of: node)), a \(graph.kind(of: node))): "
        + (total == 0
          ? "no statement is recorded in this graph."
          : counted(total, "statement", "statements") + "."),
      list: "statements",
      items: edges.map {
        ToolResult.Item(json: .object(report.members(of: $0)), statements: [$0])
      },
      total: total,
      others: ["node", "summary"].compactMap { name in
        json[name].map { JSONMember(name, $0) }
      },
      nodes: [node]
    )
  }

  static let query = ServedTool(
    name: "query",
    title: "Ask anything in openCypher",
    about: """
      Runs a reading openCypher query. A node's kind is its label, a statement is a relationship with its \
      relation as type; nodes have key, label, notation, scheme and their own properties; statements \
      source, via, locator, stance, evidenceType, confidence and others. Walks say what is stated, not \
      what is evidence: CALL evidence.paths(from, to), evidence.coverage(rows, columns), \
      evidence.gaps(options) and evidence.find(words) YIELD … give the weighed answers. Return \
      relationships, or their source, to see who says so.
      """,
    fields: [
      ToolField("query", .text, isRequired: true, about: "the query: MATCH … RETURN …"),
      ToolField("parameters", .object, about: "values of the parameters, by name without $"),
      limitField,
    ]
  ) { served, arguments in
    let query = try CypherQuery(arguments.needed("query"))
    let most = arguments.limit()
    var options = QueryOptions(
      for: served.graph,
      policy: served.policy,
      maxRows: most,
      limit: QueryLimits(seconds: Double(ServedGraph.seconds), megabytes: 2_048).limit()
    )
    for member in arguments.members("parameters") {
      options.parameters[member.name] = QueryValue(member.value)
    }
    options.mostHeld = 5_000_000
    let warnings = try query.diagnostics(in: served.graph, options: options)
    let result = try query.run(on: served.graph, options: options)
    let report = QueryReport(result, served.graph)
    let rows = result.rows.map { row in
      var found = QueryElements()
      for value in row { found.add(value) }
      return ToolResult.Item(
        json: report.object(row),
        statements: found.statements,
        nodes: found.nodes
      )
    }
    let says =
      rows.isEmpty
      ? "No rows: none recorded in this graph that matches."
      : result.isCut
        ? "The first \(most) rows; there are more." : counted(rows.count, "row", "rows") + "."
    return ToolResult(
      says: ([says] + warnings.map { "\($0)" }).joined(separator: "\n"),
      list: "rows",
      items: rows,
      total: rows.count,
      others: [
        JSONMember("columns", .texts(result.columns)), JSONMember("isCut", .boolean(result.isCut)),
      ]
    )
  }
}

extension QueryValue {
  /// A value that somebody gave as JSON.
  init(_ json: JSONValue) {
    switch json {
    case .null: self = .null
    case .boolean(let flag): self = .boolean(flag)
    case .integer(let number): self = .integer(number)
    case .number(let number): self = .float(number)
    case .string(let text): self = .string(text)
    case .array(let values): self = .list(values.map { QueryValue($0) })
    case .object(let members):
      self = .map(QueryMap(members.map { ($0.name, QueryValue($0.value)) }))
    }
  }
}
