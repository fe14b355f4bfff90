public import EvidenceCore

extension SuggestionReason {
  /// The reason in a sentence's words, such as `3 of 7 other measures of '2.1 Testing' address it`.
  ///
  /// - Parameters:
  ///   - graph: the graph that was asked.
  ///   - subject: the measure that is suggested, where it is known.
  public func text(in graph: EvidenceGraph, of subject: NodeID? = nil) -> String {
    func name(_ node: NodeID) -> String { "'\(graph.title(of: node))'" }
    func cited(_ paper: NodeID) -> String {
      Citation(of: paper, in: graph)?.text ?? name(paper)
    }
    func share(_ addressing: Int, _ others: Int) -> String {
      "\(addressing) of \(others) other \(others == 1 ? "measure" : "measures")"
    }
    func quoted(_ words: [String]) -> String {
      words.prefix(4).map { "'\($0)'" }.joined(separator: ", ")
    }
    return switch self {
    case .match(let measure): "\(name(measure)), which it is matched with, addresses it"
    case .sibling(let measure, let whole):
      "\(name(measure)), another part of \(name(whole)), addresses it"
    case .sameClass(let concept, let addressing, let others, let example):
      "\(share(addressing, others)) of \(name(concept)) \(addressing == 1 ? "addresses" : "address") "
        + "it, such as \(name(example))"
    case .samePaper(let paper, let addressing, let others, let example):
      "\(share(addressing, others)) of \(cited(paper)) \(addressing == 1 ? "addresses" : "address") "
        + "it, such as \(name(example))"
    case .paperNames(let paper, let risk, let risks):
      "\(cited(paper)), which proposes it, names "
        + (risks == 1 ? "\(name(risk)) there" : "\(risks) risks there, such as \(name(risk))")
    case .alike(let measure, _) where subject.map(graph.title(of:)) == graph.title(of: measure):
      "another measure of this very name (\(graph.key(of: measure).text)) addresses it"
    case .alike(let measure, let words):
      "\(name(measure)), which shares \(quoted(words)) with it, addresses it"
    case .sharedWords(let words): "both say \(quoted(words))"
    }
  }

  /// The reason in data: its code, its words and the nodes in it.
  package func json(in graph: EvidenceGraph, of subject: NodeID? = nil) -> JSONValue {
    var members = [
      JSONMember("code", .string(code)),
      JSONMember("text", .string(text(in: graph, of: subject))),
    ]
    func add(_ name: String, _ node: NodeID) { members.append(JSONMember(name, graph.json(node))) }
    switch self {
    case .match(let measure): add("measure", measure)
    case .sibling(let measure, let whole):
      add("measure", measure)
      add("whole", whole)
    case .sameClass(let group, let addressing, let others, let example),
      .samePaper(let group, let addressing, let others, let example):
      add("of", group)
      members.append(JSONMember("addressing", .count(addressing)))
      members.append(JSONMember("others", .count(others)))
      add("measure", example)
    case .paperNames(let paper, let risk, let risks):
      add("paper", paper)
      add("risk", risk)
      members.append(JSONMember("risks", .count(risks)))
    case .alike(let measure, let words):
      add("measure", measure)
      members.append(JSONMember("words", .texts(words)))
    case .sharedWords(let words): members.append(JSONMember("words", .texts(words)))
    }
    return .object(members)
  }
}
