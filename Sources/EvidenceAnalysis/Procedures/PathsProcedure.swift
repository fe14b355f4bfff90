internal import EvidenceCore
internal import EvidenceQuery

/// `evidence.paths(from, to, options?)`: the evidence chains between two nodes, the strongest first.
struct PathsProcedure: Procedure {
  let name = "evidence.paths"
  let inputs = [
    ProcedureField("from"), ProcedureField("to"),
    ProcedureField("options", .map, isOptional: true),
  ]
  let outputs = [
    ProcedureField("path", .path), ProcedureField("about", .string),
    ProcedureField("stance", .string), ProcedureField("directness", .string),
    ProcedureField("strength", .float), ProcedureField("sources", .list),
    ProcedureField("via", .list), ProcedureField("notices", .list),
  ]
  let graph: EvidenceGraph
  let paths: PreparedOnce<EvidencePaths>
  let limit: WorkLimit<EvidenceError>

  func rows(for arguments: [QueryValue]) throws(EvidenceError) -> [[QueryValue]] {
    let answer = try PathsCall(name, arguments, graph)?.answer(paths.subject, limit)
    return answer?.chains.map { chain in
      [
        .path(QueryPath(nodes: chain.nodes, relationships: chain.steps.map(\.edge))),
        .string(chain.about.rawValue), .string(chain.stance.rawValue),
        .string(chain.directness.rawValue), QueryValue(score: chain.strength),
        QueryValue(chain.sources(in: graph)),
        QueryValue(chain.steps.compactMap { graph.via(of: $0.edge) }.uniqued),
        QueryValue(chain.notices(in: graph)),
      ]
    } ?? []
  }
}

/// `evidence.miss(from, to, options?)`: one row where there is no chain, with the statement that is
/// missing; none where there is one.
struct MissProcedure: Procedure {
  let name = "evidence.miss"
  let inputs = [
    ProcedureField("from"), ProcedureField("to"),
    ProcedureField("options", .map, isOptional: true),
  ]
  let outputs = [
    ProcedureField("nodes", .list), ProcedureField("relation", .string),
    ProcedureField("missingFrom", .node), ProcedureField("missingTo", .node),
    ProcedureField("reason", .string),
  ]
  let graph: EvidenceGraph
  let paths: PreparedOnce<EvidencePaths>
  let limit: WorkLimit<EvidenceError>

  func rows(for arguments: [QueryValue]) throws(EvidenceError) -> [[QueryValue]] {
    let answer = try PathsCall(name, arguments, graph)?.answer(paths.subject, limit)
    guard let miss = answer?.nearestMiss else { return [] }
    return [
      [
        .list(miss.nodes.map { .node($0) }), .string(miss.relation.name), QueryValue(miss.from),
        QueryValue(miss.to), .string(miss.reason(in: graph)),
      ]
    ]
  }
}

/// What a call of `evidence.paths` or `evidence.miss` asks.
private struct PathsCall {
  let from: NodeID
  let to: NodeID
  let options: EvidencePaths.Options

  /// Reads the arguments; `nil` where an end is null.
  init?(_ name: String, _ arguments: [QueryValue], _ graph: EvidenceGraph) throws(EvidenceError) {
    let read = try ProcedureArguments(
      arguments[2],
      of: name,
      in: graph,
      known: ["through", "maxHops", "limit"]
    )
    if case .null = arguments[0] { return nil }
    if case .null = arguments[1] { return nil }
    from = try read.node(arguments[0], as: [.paper, .mitigation], "from")
    to = try read.node(arguments[1], as: [.risk, .riskDomain], "to")
    let through = try read.texts("through").map { Relation($0) }
    let known = Set(graph.relations + graph.header.relations.map(\.relation) + Relation.builtIn)
    for relation in through where !known.contains(relation) {
      throw EvidenceError(
        "unknown-relation",
        "this graph has no relation '\(relation)'",
        hint: Suggestion.hint(for: relation.name, among: known.map(\.name).sorted())
      )
    }
    options = EvidencePaths.Options(
      maximumSteps: try read.count("maxHops"),
      through: through,
      limit: try read.count("limit")
    )
  }

  func answer(
    _ paths: EvidencePaths,
    _ limit: WorkLimit<EvidenceError>
  ) throws(EvidenceError) -> PathAnswer {
    try paths.refuseCircles(options)
    return try paths.chains(from: from, to: to, options: options, limit: limit)
  }
}
