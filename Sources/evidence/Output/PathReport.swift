internal import EvidenceAnalysis
internal import EvidenceCore

/// Writes the answer of a path search for people.
struct PathReport {
  private let answer: PathAnswer
  private let graph: EvidenceGraph

  init(_ answer: PathAnswer, _ graph: EvidenceGraph) {
    self.answer = answer
    self.graph = graph
  }

  /// What hangs on which number of the policy.
  static func sensitivity(_ findings: [SensitivityFinding]) -> TextTable {
    TextTable(
      heads: ["number", "range", "supporting", "changes at", "from", "to", "opposing"],
      rows: findings.flatMap { finding -> [[JSONValue]] in
        let range =
          finding.range.lowerBound.shortestText + "–" + finding.range.upperBound.shortestText
        let head: [JSONValue] = [
          .string(finding.number.rawValue), .string(range),
          .string(finding.supporting.map { SupportScore.text($0) }.joined(separator: "–")),
        ]
        let opposing = finding.opposing.map { SupportScore.text($0) }.joined(separator: "–")
        if finding.changes.isEmpty {
          return [head + [.null, .string("no conclusion changes"), .null, .string(opposing)]]
        }
        return finding.changes.map {
          head + [$0.at.json, .string($0.before), .string($0.after), .string(opposing)]
        }
      }
    )
  }

  func text() -> String {
    var text = "From \(name(answer.from))\nto   \(name(answer.to))\n\n"
    if let miss = answer.nearestMiss { return text + missText(miss) }
    text += summary() + "\n"
    for (index, chain) in answer.chains.enumerated() { text += "\n" + chainText(index + 1, chain) }
    if answer.total > answer.chains.count {
      text += "\n\(answer.total - answer.chains.count) more chains; list them with --all\n"
    }
    let notices = Set(answer.chains.flatMap { $0.notices(in: graph) }).sorted()
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
        "  offers a measure: supporting \(SupportScore.text(answer.supporting)), opposing "
          + SupportScore.text(answer.opposing)
      )
    }
    if answer.named != nil { lines.append("  names the risk: \(SupportScore.text(answer.named))") }
    return lines.joined(separator: "\n")
  }

  private func chainText(_ number: Int, _ chain: EvidenceChain) -> String {
    let about = chain.about == .mitigation ? "offers a measure" : "names the risk"
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
    text += "why: \(miss.reason(in: graph))\n"
    return text + (miss.choice(in: graph).map { "near: \($0)\n" } ?? "")
  }

  private func name(_ node: NodeID) -> String {
    let key = graph.key(of: node).text
    let title = graph.title(of: node)
    return title == key ? key : "\(title)  (\(key))"
  }
}
