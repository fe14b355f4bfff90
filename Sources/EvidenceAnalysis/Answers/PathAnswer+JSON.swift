public import EvidenceCore

extension PathAnswer {
  /// The answer in its one JSON form, as `evidence paths --format json` prints it.
  ///
  /// - Parameter graph: the graph that was asked.
  /// - Complexity: O(chains × length).
  public func json(in graph: EvidenceGraph) -> String { JSONWriter.text(jsonValue(in: graph)) }

  package func jsonValue(in graph: EvidenceGraph) -> JSONValue {
    .object([
      JSONMember("chains", .array(chains.map { $0.jsonValue(in: graph) })),
      JSONMember(
        "strength",
        .object([
          JSONMember("supporting", SupportScore.json(supporting)),
          JSONMember("opposing", SupportScore.json(opposing)),
          JSONMember("named", SupportScore.json(named)),
        ])
      ),
      JSONMember("nearestMiss", nearestMiss?.jsonValue(in: graph) ?? .null),
      JSONMember("stoppedAt", stoppedAt.map { .count($0) } ?? .null),
      JSONMember("total", .count(total)),
      JSONMember("policy", policy.json),
    ])
  }

  /// One chain a row.
  package func table(in graph: EvidenceGraph) -> AnswerTable {
    AnswerTable(
      heads: [
        "chain", "about", "stance", "directness", "strength", "keys", "names", "statements",
        "relations", "sources",
      ],
      rows: chains.enumerated().map { index, chain in
        [
          .count(index + 1), .string(chain.about.rawValue), .string(chain.stance.rawValue),
          .string(chain.directness.rawValue), SupportScore.json(chain.strength),
          graph.json(chain.nodes), .texts(chain.nodes.map { graph.title(of: $0) }),
          .texts(chain.steps.map { graph.id(of: $0.edge) }),
          .texts(chain.steps.map(\.relation.name)), .texts(chain.sources(in: graph)),
        ]
      },
      rightAligned: [0, 4]
    )
  }
}

extension EvidenceChain {
  package func jsonValue(in graph: EvidenceGraph) -> JSONValue {
    .object([
      JSONMember("keys", graph.json(nodes)),
      JSONMember(
        "steps",
        .array(
          steps.map { step in
            .object([
              JSONMember("statement", .string(graph.id(of: step.edge))),
              JSONMember("relation", .string(step.relation.name)),
              JSONMember("forward", .boolean(step.forward)),
            ])
          }
        )
      ),
      JSONMember("about", .string(about.rawValue)),
      JSONMember("stance", .string(stance.rawValue)),
      JSONMember("directness", .string(directness.rawValue)),
      JSONMember("strength", SupportScore.json(strength)),
      JSONMember("sources", .texts(sources(in: graph))),
      JSONMember("via", .texts(steps.compactMap { graph.via(of: $0.edge) }.uniqued)),
      JSONMember("notices", .texts(notices(in: graph))),
      JSONMember("names", .texts(nodes.map { graph.title(of: $0) })),
    ])
  }

  /// Who makes the chain's statements, each once, in the order of the chain.
  public func sources(in graph: EvidenceGraph) -> [String] {
    steps.compactMap { graph.source(of: $0.edge)?.text }.uniqued
  }

  /// The notices that travel with a chain: those of the data sets its statements were read in, of the
  /// whole graph, and of the schemes of its nodes; each once.
  public func notices(in graph: EvidenceGraph) -> [String] {
    graph.notices(of: steps.map(\.edge), nodes: nodes)
  }
}

extension EvidenceGraph {
  /// The notices that travel with some statements and nodes: those of the data sets that the statements
  /// were read in, of the whole graph, and of the schemes of the nodes; each once.
  package func notices(of statements: [EdgeID], nodes: [NodeID]) -> [String] {
    let vias = Set(statements.compactMap { via(of: $0) })
    let schemes = Set(nodes.compactMap { scheme(of: $0) })
    let texts =
      header.notices.filter { notice in notice.via.map { vias.contains($0) } ?? true }
      .map(\.text) + header.schemes.filter { schemes.contains($0.id) }.compactMap(\.notice)
    return texts.uniqued
  }
}

extension [String] {
  /// The texts, each once, where it first stands.
  package var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
