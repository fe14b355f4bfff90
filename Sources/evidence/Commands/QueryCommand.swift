internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceCore
internal import EvidenceMaps
internal import EvidenceQuery

/// Any question, in openCypher.
struct QueryCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Ask anything, in openCypher: MATCH … RETURN ….",
    discussion: """
      A node's kind is its label, a statement is a relationship with its relation as type. A node has \
      the properties key, label, notation, scheme, sameAs and its own; a statement id, source, via, \
      locator, stance, evidenceType, confidence, justification, method, rationale, coder, reviewer \
      and its own. Two statements between the same nodes are two relationships; count(DISTINCT n) \
      counts nodes. What was walked is what is stated, not evidence: 'evidence paths' knows which \
      chains carry meaning, and so does CALL evidence.paths(from, to) within a query; evidence.find(words), \
      evidence.coverage(rows, columns) and evidence.gaps() are called alike. The graph is read, never \
      changed.
      """
  )
  static let work: String? = "asking"
  static let examples = [
    "evidence query Graphs/frontier-mitigations/graph.jsonl "
      + "\"MATCH (m:Mitigation)-[:ADDRESSES]->(d:RiskDomain) "
      + "RETURN d.label, count(DISTINCT m) AS n ORDER BY n DESC, d.label LIMIT 5\"",
    "evidence query Graphs/ai-risk-repository/graph.jsonl "
      + "\"MATCH (p:Paper)-[:IDENTIFIES]->(r:Risk)-[:IN_DOMAIN]->(d {key: \\$domain}) "
      + "RETURN p.label, count(r) ORDER BY count(r) DESC LIMIT 3\" --param domain=mit-risk@4:7.3",
  ]

  @OptionGroup var input: GraphArgument
  @Argument(help: "The query; with --file it is left out.") var query: String?
  @Option(
    name: [.customShort("f"), .customLong("file")],
    help: "A file that holds the query, or - for standard input."
  )
  var file: String?
  @Option(
    name: .customLong("param"),
    parsing: .singleValue,
    help: "A parameter, name=value: a literal of the language, else a text."
  )
  var parameters: [String] = []
  @Flag(help: "Show the plan, and ask nothing.") var explain = false
  @Flag(help: "Say on standard error how many rows each step of the plan let pass.")
  var profile = false
  @Option(help: "Write at most so many rows.") var maxRows = 10_000
  @Option(help: "Stop after so many seconds.") var timeout: Double?
  @OptionGroup var policy: PolicyOption
  @OptionGroup var output: QueryFormOption

  func validate() throws {
    if (query == nil) == (file == nil) {
      throw ValidationError("give a query, or a file that holds one with --file")
    }
    if file == "-", input.graph == "-" {
      throw ValidationError("standard input cannot be both the graph and the query")
    }
    if maxRows < 1 { throw ValidationError("--max-rows must be at least 1") }
    if let timeout, !(timeout > 0) { throw ValidationError("--timeout must be above 0") }
    if explain, profile {
      throw ValidationError("--explain asks nothing, so --profile has no rows")
    }
    for parameter in parameters where !parameter.dropFirst().contains("=") {
      throw ValidationError("'\(parameter)' is no parameter: write name=value")
    }
  }

  func run() throws {
    let query = try read()
    let graph = try input.read()
    let limit: WorkLimit<EvidenceError>
    if let timeout {
      let end = ContinuousClock.now + .seconds(timeout)
      limit = .stopping { ContinuousClock.now > end ? .deadline : nil }
    } else {
      limit = .none
    }
    var options = QueryOptions(
      for: graph,
      policy: try policy.read(),
      maxRows: maxRows,
      limit: limit
    )
    for parameter in parameters {
      let name = parameter.prefix { $0 != "=" }
      let value = String(parameter.dropFirst(name.count + 1))
      options.parameters[String(name.drop { $0 == "$" })] = QueryValue(reading: value)
    }
    options.isProfiled = profile
    Console.report(try query.diagnostics(in: graph, options: options))
    if explain {
      Console.print(try query.explanation(on: graph, options: options))
      return
    }
    let result = try query.run(on: graph, options: options)
    if let format = output.form.format {
      Console.print(QueryReport(result, graph).text(as: format))
    } else {
      Console.print(try picture(of: result, graph))
    }
    if result.isCut {
      Console.complain("the first \(maxRows) rows; there are more: --max-rows N writes N")
    }
    if let profile = result.profile { Console.complain(profile) }
  }

  /// The nodes and statements of a result as a picture, with those within its paths and lists.
  private func picture(of result: QueryResult, _ graph: EvidenceGraph) throws -> String {
    var found = QueryElements()
    for value in result.rows.joined() { found.add(value) }
    let command = CommandText.again(
      CommandLine.arguments,
      files: [input.graph] + (file.map { [$0] } ?? []),
      output: "result.svg"
    )
    return try ResultMap(
      nodes: found.nodes,
      statements: found.statements,
      graph: graph,
      options: MapOptions(command: command)
    ).svg()
  }

  private func read() throws -> CypherQuery {
    guard let file else { return try CypherQuery(query ?? "") }
    let bytes = try Inputs.open(file).contents(limit: 1 << 20)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw EvidenceError("invalid-utf8", "'\(file)' is not UTF-8")
    }
    return try CypherQuery(text, file: file)
  }
}
