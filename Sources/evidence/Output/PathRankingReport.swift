internal import EvidenceAnalysis
internal import EvidenceCore

/// Writes what bears on a risk, or what a paper bears on, for people.
struct PathRankingReport {
  private let answer: PathRanking
  private let graph: EvidenceGraph
  /// How many entries there are, and how many of them say what; fewer may be listed.
  private let total: Int
  private let counts: (named: Int, offering: Int)

  /// Writes an answer, of which only the first entries may be listed.
  init(_ answer: PathRanking, _ graph: EvidenceGraph, listing most: Int?) {
    total = answer.entries.count
    counts = (
      answer.entries.count { $0.about.contains(.risk) },
      answer.entries.count { $0.about.contains(.mitigation) }
    )
    self.answer = answer.first(most)
    self.graph = graph
  }

  private var headline: String {
    let kind = answer.kind.words(1)
    let name = "'\(graph.title(of: answer.node))' (\(graph.key(of: answer.node)))"
    guard total > 0 else {
      return answer.isTowards
        ? "no \(kind) has an evidence chain to \(name)"
        : "no evidence chain leads from \(name) to a \(kind)"
    }
    let nodes = "\(total) \(answer.kind.words(total))"
    return
      (answer.isTowards
      ? "\(nodes) \(total == 1 ? "bears" : "bear") on \(name)"
      : "\(name) bears on \(nodes)") + sides
  }

  /// How many of them name the risk and how many offer a mitigation.
  private var sides: String {
    let names = counts.named
    let offers = counts.offering
    let words =
      answer.isTowards
      ? (names == 1 ? "names it" : "name it", offers == 1 ? "offers a measure" : "offer a measure")
      : ("named", "by a measure")
    return ": \(names) \(words.0), \(offers) \(words.1)"
      + (names + offers > total ? " (\(names + offers - total) both)" : "")
  }

  private var policy: String {
    "support scores are ours, not probabilities; policy '\(answer.policy.name)' "
      + answer.policy.digest
  }

  /// What is said beside the answer: what is not listed, and what else has a chain.
  var notes: [String] {
    var notes: [String] = []
    let left = total - answer.entries.count
    if left > 0 { notes.append("\(left) more weakly joined; list them with --all") }
    for (kind, count) in answer.others.sorted(by: { $0.key < $1.key })
    where total == 0 || kind == .riskDomain && !answer.isTowards {
      notes.append(
        "\(count) \(kind) \(count == 1 ? "node has" : "nodes have") a chain: --of \(kind)"
      )
    }
    let cut = answer.entries.count { $0.stoppedAt != nil }
    if cut > 0 {
      notes.append("the chains of \(cut) were not all listed: their scores are lower bounds")
    }
    return notes
  }

  private func table(marksCode: Bool) -> TextTable {
    var heads = ["rank", answer.kind.name, "key", "offers", "against", "names", "chains"]
    heads += ["directness", "strongest chain"]
    return TextTable(
      heads: heads,
      rows: answer.entries.map { entry in
        let key = graph.key(of: entry.node).text
        return [
          .string("\(entry.rank)\(entry.isTied ? "=" : "")"), .string(name(entry.node)),
          .string(marksCode ? "`\(key)`" : key), .string(score(entry.supporting)),
          .string(score(entry.opposing)), .string(score(entry.named)), .count(entry.chains),
          .string(entry.best.directness.rawValue), .string(way(entry.best)),
        ]
      },
      rightAligned: [0, 3, 4, 5, 6],
      oneLine: [1: 28, 8: 20]
    )
  }

  private func score(_ strength: Strength?) -> String {
    strength == nil ? "–" : SupportScore.text(strength)
  }

  /// A paper by its citation's name, any other node by its title.
  private func name(_ node: NodeID) -> String {
    guard graph.kind(of: node) == .paper, let short = Citation(of: node, in: graph)?.text else {
      return graph.title(of: node)
    }
    return "\(short): \(graph.title(of: node))"
  }

  /// What lies between the ends of a chain, with the relations that lead there.
  private func way(_ chain: EvidenceChain) -> String {
    zip(chain.steps, chain.nodes.dropFirst()).map { step, node in
      let isEnd = node == chain.nodes.last
      let place = graph.notation(of: node) ?? graph.title(of: node)
      return "\(step.forward ? "→" : "←") \(step.relation)" + (isEnd ? "" : " \(place)")
    }
    .joined(separator: " ")
  }

  func text() -> String {
    guard !answer.entries.isEmpty else { return headline + "\n" }
    return headline + "\n\n" + table(marksCode: false).text(as: .table)
      + "\noffers and against: chains over a mitigation, for and against it; names: the risk is "
      + "named; – none\n" + policy + "\n"
  }

  func markdown() -> String {
    "## \(headline)\n\n"
      + (answer.entries.isEmpty ? "" : table(marksCode: true).text(as: .markdown))
      + "\n*\(policy)*\n" + notes.map { "\n* \($0)\n" }.joined()
  }
}
