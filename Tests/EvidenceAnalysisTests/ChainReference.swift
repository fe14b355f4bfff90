import EvidenceAnalysis
import EvidenceCore

/// The slow, plain reading of what a chain is: list every walk that visits no node twice, spell it
/// as a word, and ask a pattern whether the word is a chain.
struct ChainReference {
  struct Chain: Hashable {
    var nodes: [NodeID]
    var edges: [EdgeID]
    var word: String
  }

  let graph: EvidenceGraph
  private var movesOf: [NodeID: [(EdgeID, String, NodeID)]] = [:]

  init(_ graph: EvidenceGraph) {
    self.graph = graph
    var upward: [(EdgeID, NodeID, NodeID)] = []
    for edge in graph.edges where !graph.isNegated(edge) {
      if graph.relation(of: edge) == .broadMatch {
        upward.append((edge, graph.from(edge), graph.to(edge)))
      } else if graph.relation(of: edge) == .narrowMatch {
        upward.append((edge, graph.to(edge), graph.from(edge)))
      }
    }
    let unusable = Set(
      upward.filter { a in upward.contains { $0.1 == a.2 && $0.2 == a.1 } }.map(\.0)
    )
    for edge in graph.edges where !graph.isNegated(edge) && !unusable.contains(edge) {
      let (a, b) = (graph.from(edge), graph.to(edge))
      func add(_ letter: String, _ from: NodeID, _ to: NodeID) {
        movesOf[from, default: []].append((edge, letter, to))
      }
      switch graph.relation(of: edge) {
      case .proposes, .evaluates: add("P", a, b)
      case .identifies: add("I", a, b)
      case .addresses: add("A", a, b)
      case .inDomain: add("D", a, b)
      case .broader: add("B", a, b)
      case .broadMatch: add("W", a, b)
      case .narrowMatch: add("W", b, a)
      case .exactMatch:
        add("E", a, b)
        add("E", b, a)
      case .closeMatch:
        add("C", a, b)
        add("C", b, a)
      default: break
      }
    }
  }

  func chains(from: NodeID, to: NodeID) -> Set<Chain> {
    var found: Set<Chain> = []
    guard from != to else { return found }
    func walk(_ nodes: [NodeID], _ edges: [EdgeID], _ word: String) {
      guard let last = nodes.last else { return }
      if last == to {
        if accepts(word, graph.kind(of: from)) {
          found.insert(Chain(nodes: nodes, edges: edges, word: word))
        }
        return
      }
      for (edge, letter, next) in movesOf[last] ?? [] where !nodes.contains(next) {
        // A second loose match or domain step can never become a chain.
        if "CW".contains(letter), word.contains(where: { "CW".contains($0) }) { continue }
        if letter == "D", word.contains("D") { continue }
        walk(nodes + [next], edges + [edge], word + letter)
      }
    }
    walk([from], [], "")
    return found
  }

  private func accepts(_ word: String, _ kind: Kind) -> Bool {
    guard word.count(where: { $0 == "C" || $0 == "W" }) <= 1 else { return false }
    switch kind {
    case .paper: return word.wholeMatch(of: /(P[EC]*A|I)[EC]*D?[BWE]*/) != nil
    case .mitigation: return word.wholeMatch(of: /[EC]*A[EC]*D?[BWE]*/) != nil
    case .risk, .riskDomain: return word.wholeMatch(of: /[EC]*D?[BWE]*/) != nil
    default: return false
    }
  }

  func isInferred(_ edges: [EdgeID]) -> Bool {
    edges.contains { graph.relation(of: $0).isMatch || graph.method(of: $0) == .model }
  }

  /// The product of the factors of the default policy.
  func factor(_ edge: EdgeID) -> Double {
    let confidence = graph.confidence(of: edge)
    switch graph.relation(of: edge) {
    case .addresses, .identifies:
      let type: Double =
        switch graph.evidenceType(of: edge) {
        case nil, .assertion: 0.3
        case .expertJudgment, .caseStudy: 0.5
        case .observational: 0.6
        case .experimental, .synthesis: 0.8
        }
      return (confidence ?? 0.5) * type
    case .closeMatch: return (confidence ?? 1) * 0.8
    case .broadMatch, .narrowMatch: return (confidence ?? 1) * 0.9
    default: return confidence ?? 1
    }
  }

  func work(_ key: Key) -> String {
    var text = key.text
    for edge in graph.edges where graph.relation(of: edge) == .isVersionOf {
      if graph.key(of: graph.from(edge)).text == text { text = graph.key(of: graph.to(edge)).text }
    }
    return text
  }
}
