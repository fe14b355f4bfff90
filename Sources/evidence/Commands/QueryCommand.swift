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
      evidence.coverage(rows, columns) and evidence.gaps() are called alike. The graph itself is never \
      changed: with --write, CREATE, MERGE, SET, DELETE and REMOVE make another one, which passes every \
      check that an archive passes or is not written.
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
  @Option(help: "Stop where the query takes more memory, in megabytes.")
  var maxMemory = QueryLimits.megabytes
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
    if let timeout, !(timeout > 0 && timeout <= 86_400) {
      throw ValidationError("--timeout is above 0, and 86400 at most")
    }
    if !(1...1_000_000).contains(maxMemory) {
      throw ValidationError("--max-memory is between 1 and 1000000")
    }
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
    let limits = QueryLimits(seconds: timeout, megabytes: maxMemory)
    var options = QueryOptions(
      for: graph,
      policy: try policy.read(),
      maxRows: maxRows,
      limit: limits.limit()
    )
    for parameter in parameters {
      let name = parameter.prefix { $0 != "=" }
      let value = String(parameter.dropFirst(name.count + 1))
      options.parameters[String(name.drop { $0 == "$" })] = QueryValue(reading: value)
    }
    options.isProfiled = profile
    if !output.write, try query.writes(options) {
      throw EvidenceError(
        "read-only",
        "the graph is read, not changed",
        hint: "--write -o NEW.jsonl makes a changed copy"
      )
    }
    Console.report(try query.diagnostics(in: graph, options: options))
    if explain {
      Console.print(try query.explanation(on: graph, options: options))
      return
    }
    if output.write {
      let changed = try limits.during { try query.changing(graph, options: options) }
      try write(changed)
      return say(changed.result)
    }
    let result = try limits.during { try query.run(on: graph, options: options) }
    if let format = output.form.format {
      Console.print(QueryReport(result, graph).text(as: format))
    } else {
      Console.print(try picture(of: result, graph))
    }
    say(result)
  }

  /// What is said beside a result.
  private func say(_ result: QueryResult) {
    if result.isCut {
      Console.complain("the first \(maxRows) rows; there are more: --max-rows N writes N")
    }
    if let profile = result.profile { Console.complain(profile) }
  }

  /// Writes a changed graph, whole or not at all, and then what the query returned.
  private func write(_ changed: ChangedGraph) throws {
    guard let path = output.file else { return }
    let standing = try StandingGraph(at: path)
    let identity = output.replace ? FileIdentity(path: path) : nil
    Console.report(changed.findings)
    try Console.write(to: path, replaceable: identity) { write throws(EvidenceError) in
      if FormatOption.suffix(of: path) == "evidence" {
        try SnapshotWriter.write(changed.graph, origin: nil, write)
      } else {
        try ArchiveWriter.write(changed.graph, write)
      }
    }
    if let format = output.form.format, !changed.result.columns.isEmpty {
      Console.print(QueryReport(changed.result, changed.graph).text(as: format))
    }
    let graph = changed.graph
    Console.complain(
      "\(changed.changes.text) -> \(path): \(graph.nodeCount) nodes, "
        + "\(graph.statementCount) statements"
        + (standing.map { "; it replaced a graph of \($0.nodeCount) nodes" } ?? "")
    )
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
