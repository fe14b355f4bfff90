public import EvidenceCore

extension NearestMiss.Cause {
  /// The cause's name in data, in kebab-case.
  public var code: String {
    switch self {
    case .sameNode: "same-node"
    case .noStart: "no-start"
    case .noEnd: "no-end"
    case .workBound: "work-bound"
    case .tooLong: "too-long"
    case .refusedMatch: "refused-match"
    case .statesNothing: "states-nothing"
    case .addressesNothing: "addresses-nothing"
    case .addressesOthers: "addresses-others"
    case .endsBefore: "ends-before"
    }
  }
}

extension NearestMiss.Refusal {
  /// Why a match carries no evidence, in a sentence's words.
  public var words: String {
    switch self {
    case .denied: "it denies the match"
    case .related: "related things carry no evidence"
    case .loose: "the opposite is stated too, or the chain already holds its one loose match"
    case .wholeToPart: "addressing the whole does not prove addressing the part"
    case .secondLoose: "a chain holds at most one close or broad match"
    }
  }
}

extension NearestMiss {
  /// Why there is no chain, in a sentence without a full stop.
  ///
  /// - Parameters:
  ///   - graph: the graph of the miss.
  ///   - naming: what a node is called; its key in quotes, where unsaid.
  public func reason(in graph: EvidenceGraph, naming: ((NodeID) -> String)? = nil) -> String {
    func key(_ node: NodeID?) -> String {
      node.map { naming?($0) ?? "'\(graph.key(of: $0))'" } ?? "it"
    }
    let here = key(nodes.last)
    switch cause {
    case .sameNode: return "start and end are the same node"
    case .noStart(let kind):
      return "\(here) is a \(kind); an evidence chain starts at a Paper, a Mitigation, a Risk or a "
        + "RiskDomain"
    case .noEnd(let kind):
      return
        "the end is a \(kind); an evidence chain ends at a Risk or a RiskDomain, and never goes "
        + "through shared categories or documents"
    case .workBound: return "the search stopped at its work bound before it found a chain"
    case .tooLong(let steps):
      return steps.map { "every chain is longer than \($0) steps or visits a node twice" }
        ?? "every chain visits a node twice"
    case .refusedMatch(let edge, let refusal):
      return "only \(graph.relation(of: edge)) joins \(key(from)) and \(key(to)), and "
        + refusal.words
    case .statesNothing: return "\(here) proposes, evaluates and identifies nothing in this graph"
    case .addressesNothing: return "no ADDRESSES statement leads from \(here) to any risk"
    case .addressesOthers: return "nothing that \(here) addresses leads to \(key(to))"
    case .endsBefore:
      return
        "the chains reach \(here) and others, but nothing carries on from there to \(key(to)): "
        + "no \(relation) is stated"
    }
  }

  /// How many are equally near and why this one is shown; `nil` where it is the only one.
  public func choice(in graph: EvidenceGraph) -> String? {
    guard equallyNear > 0 else { return nil }
    let count = equallyNear == 1 ? "1 other is" : "\(equallyNear) others are"
    let why = shownFor.map { "this one is shown since \($0.text(in: graph, of: nodes.last))" }
    return "\(count) equally near; "
      + (why ?? "nothing speaks for one of them, and this one has the first key")
  }

  package func jsonValue(in graph: EvidenceGraph) -> JSONValue {
    .object([
      JSONMember("keys", graph.json(nodes)),
      JSONMember(
        "missing",
        .object([
          JSONMember("relation", .string(relation.name)),
          JSONMember("from", graph.json(from)),
          JSONMember("to", graph.json(to)),
        ])
      ),
      JSONMember("reason", .string(reason(in: graph))),
      JSONMember("cause", .string(cause.code)),
      JSONMember("names", .texts(nodes.map { graph.title(of: $0) })),
      JSONMember("equallyNear", .count(equallyNear)),
      JSONMember("shownFor", shownFor?.json(in: graph, of: nodes.last) ?? .null),
    ])
  }
}
