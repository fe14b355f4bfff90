internal import EvidenceAnalysis
internal import EvidenceCore

/// Writes the answer of a path search.
struct PathReport {
  private let answer: PathAnswer
  private let graph: EvidenceGraph

  init(_ answer: PathAnswer, _ graph: EvidenceGraph) {
    self.answer = answer
    self.graph = graph
  }

  // MARK: For scripts

  func json() -> JSONValue {
    .object([
      JSONMember("chains", .array(answer.chains.map(json))),
      JSONMember(
        "strength",
        .object([
          JSONMember("supporting", SupportScore.json(answer.supporting)),
          JSONMember("opposing", SupportScore.json(answer.opposing)),
          JSONMember("named", SupportScore.json(answer.named)),
        ])
      ),
      JSONMember("nearestMiss", answer.nearestMiss.map(json) ?? .null),
      JSONMember("stoppedAt", answer.stoppedAt.map { .integer(Int64($0)) } ?? .null),
      JSONMember("total", .integer(Int64(answer.total))),
      JSONMember("policy", answer.policy.json),
    ])
  }

  func chainLines() -> String {
    answer.chains.map { JSONWriter.text(json($0)) + "\n" }.joined()
  }

  private func json(_ chain: EvidenceChain) -> JSONValue {
    .object([
      JSONMember("keys", .array(chain.nodes.map { .string(graph.key(of: $0).text) })),
      JSONMember("steps", .array(chain.steps.map(json))),
      JSONMember("about", .string(chain.about.rawValue)),
      JSONMember("stance", .string(chain.stance.rawValue)),
      JSONMember("directness", .string(chain.directness.rawValue)),
      JSONMember("strength", SupportScore.json(chain.strength)),
      JSONMember("sources", texts(chain.steps.map { graph.source(of: $0.edge)?.text })),
      JSONMember("via", texts(chain.steps.map { graph.via(of: $0.edge) })),
      JSONMember("notices", .array(notices(chain).map { .string($0) })),
    ])
  }

  private func json(_ step: EvidenceChain.Step) -> JSONValue {
    .object([
      JSONMember("statement", .string(graph.id(of: step.edge))),
      JSONMember("relation", .string(step.relation.name)),
      JSONMember("forward", .boolean(step.forward)),
    ])
  }

  private func json(_ miss: NearestMiss) -> JSONValue {
    func key(_ node: NodeID?) -> JSONValue { node.map { .string(graph.key(of: $0).text) } ?? .null }
    return .object([
      JSONMember("keys", .array(miss.nodes.map { .string(graph.key(of: $0).text) })),
      JSONMember(
        "missing",
        .object([
          JSONMember("relation", .string(miss.relation.name)),
          JSONMember("from", key(miss.from)),
          JSONMember("to", key(miss.to)),
        ])
      ),
      JSONMember("reason", .string(miss.reason)),
    ])
  }

  /// The texts that are there, each once, in order.
  private func texts(_ values: [String?]) -> JSONValue {
    var seen: Set<String> = []
    return .array(values.compactMap { $0 }.filter { seen.insert($0).inserted }.map { .string($0) })
  }

  /// The notices that travel with the statements of a chain.
  private func notices(_ chain: EvidenceChain) -> [String] {
    let vias = Set(chain.steps.compactMap { graph.via(of: $0.edge) })
    let schemes = Set(chain.nodes.compactMap { graph.scheme(of: $0) })
    return graph.header.notices
      .filter { notice in notice.via.map { vias.contains($0) } ?? true }.map(\.text)
      + graph.header.schemes.filter { schemes.contains($0.id) }.compactMap(\.notice)
  }

  /// What hangs on which number of the policy.
  static func sensitivity(_ findings: [SensitivityFinding]) -> TextTable {
    TextTable(
      heads: ["number", "range", "supporting", "changes at", "from", "to"],
      rows: findings.flatMap { finding -> [[JSONValue]] in
        let range =
          finding.range.lowerBound.shortestText + "–" + finding.range.upperBound.shortestText
        let head: [JSONValue] = [
          .string(finding.number.rawValue), .string(range),
          .string(finding.supporting.map { SupportScore.text($0) }.joined(separator: "–")),
        ]
        if finding.changes.isEmpty {
          return [head + [.null, .string("no conclusion changes"), .null]]
        }
        return finding.changes.map {
          head + [$0.at.json, .string($0.before), .string($0.after)]
        }
      }
    )
  }

  func table() -> TextTable {
    TextTable(
      heads: ["chain", "about", "stance", "directness", "strength", "keys", "statements"],
      rows: answer.chains.enumerated().map { index, chain in
        [
          .integer(Int64(index + 1)), .string(chain.about.rawValue),
          .string(chain.stance.rawValue), .string(chain.directness.rawValue),
          SupportScore.json(chain.strength),
          .array(chain.nodes.map { .string(graph.key(of: $0).text) }),
          .array(chain.steps.map { .string(graph.id(of: $0.edge)) }),
        ]
      },
      rightAligned: [0, 4]
    )
  }

  // MARK: For people

  func text() -> String {
    var text = "From \(name(answer.from))\nto   \(name(answer.to))\n\n"
    if let miss = answer.nearestMiss { return text + missText(miss) }
    text += summary() + "\n"
    for (index, chain) in answer.chains.enumerated() { text += "\n" + chainText(index + 1, chain) }
    if answer.total > answer.chains.count {
      text += "\n\(answer.total - answer.chains.count) more chains; list them with --all\n"
    }
    let notices = Set(answer.chains.flatMap(self.notices)).sorted()
    for notice in notices { text += "\nnotice: \(notice)\n" }
    if let bound = answer.stoppedAt {
      text += "\nstopped at \(bound) steps: there may be more chains; narrow with --max-hops\n"
    }
    return text
  }

  private func summary() -> String {
    let policy = "policy '\(answer.policy.name)' \(answer.policy.digest)"
    var lines = [
      "\(answer.total) \(answer.total == 1 ? "chain" : "chains"); support scores (ours, not a probability; \(policy)):"
    ]
    if answer.supporting != nil || answer.opposing != nil {
      lines.append(
        "  offers a mitigation: supporting \(SupportScore.text(answer.supporting)), opposing "
          + SupportScore.text(answer.opposing)
      )
    }
    if answer.named != nil { lines.append("  names the risk: \(SupportScore.text(answer.named))") }
    return lines.joined(separator: "\n")
  }

  private func chainText(_ number: Int, _ chain: EvidenceChain) -> String {
    let about = chain.about == .mitigation ? "offers a mitigation" : "names the risk"
    let strength = SupportScore.text(chain.strength)
    var text =
      "\(number). \(about) · \(chain.stance.rawValue) · \(chain.directness.rawValue) · \(strength)\n"
    text += "   \(name(chain.nodes[0]))\n"
    for (step, node) in zip(chain.steps, chain.nodes.dropFirst()) {
      text += "     \(step.forward ? "→" : "←") \(step.relation)  \(provenance(step.edge))\n"
      text += "   \(name(node))\n"
    }
    return text
  }

  private func provenance(_ edge: EdgeID) -> String {
    StatementText.provenance(of: edge, in: graph)
  }

  private func missText(_ miss: NearestMiss) -> String {
    var text = "No evidence chain. Nearest miss:\n"
    for node in miss.nodes { text += "   \(name(node))\n" }
    let from = miss.from.map { "'\(graph.key(of: $0))'" } ?? "(nothing yet)"
    let to = miss.to.map { "'\(graph.key(of: $0))'" } ?? "(nothing yet)"
    text += "     ✗ \(miss.relation) from \(from) to \(to) is missing\n"
    return text + "why: \(miss.reason)\n"
  }

  private func name(_ node: NodeID) -> String {
    let key = graph.key(of: node).text
    let title = graph.title(of: node)
    return title == key ? key : "\(title)  (\(key))"
  }
}
