internal import EvidenceCore

extension RandomGraph {
  /// A graph of any size with few statements a node, as real ones have: papers with their measures and
  /// risks, two schemes of three levels, matches, versions, denials and unsourced claims.
  ///
  /// - Parameters:
  ///   - seed: the same seed gives the same graph.
  ///   - count: about so many nodes, 200 or more.
  /// - Complexity: O(*count*).
  public static func sparse(seed: UInt64, nodes count: Int) -> Parts {
    var random = SeededGenerator(seed: seed ^ 0x5BA2_5E00)
    var parts = Parts(
      header: GraphHeader(
        title: "synthetic and sparse \(seed)",
        asOf: "2026-01-01",
        schemes: [
          Scheme(id: "risk-a@1", kind: .riskDomain), Scheme(id: "type@1", kind: .taxonomyNode),
        ]
      ),
      nodes: [],
      statements: []
    )
    func roll(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &random) }
    func pick(_ keys: [Key]) -> Key { keys[roll(keys.count)] }
    func scheme(_ id: String, _ kind: Kind, tops: Int) -> [Key] {
      var keys: [Key] = []
      func add(_ code: String, below parent: Key?) -> Key {
        let key = Key(scheme: id, notation: code)
        parts.nodes.append(Node(key, kind, label: "Concept \(code)", notation: code, scheme: id))
        keys.append(key)
        if let parent {
          parts.statements.append(Statement(key, .broader, parent, via: "scheme"))
        }
        return key
      }
      for top in 1...tops {
        let first = add("\(top)", below: nil)
        for middle in 1...4 {
          let second = add("\(top).\(middle)", below: first)
          if top == 1 { for leaf in 1...3 { _ = add("\(top).\(middle).\(leaf)", below: second) } }
        }
      }
      return keys
    }
    let domains = scheme("risk-a@1", .riskDomain, tops: 7)
    let types = scheme("type@1", .taxonomyNode, tops: 5)
    // A concept with two parents.
    parts.statements.append(Statement(types[2], .broader, types[types.count - 1], via: "scheme"))
    func add(_ relation: Relation, _ from: Key, _ to: Key, source: Key? = nil) {
      var statement = Statement(from, relation, to, source: source, via: "synthetic")
      if roll(2) == 0 { statement.confidence = Double(roll(10)) / 10 }
      if relation == .addresses || relation == .identifies {
        statement.stance = [nil, .supports, .mixed, .opposes][roll(4)]
        statement.evidenceType = roll(2) == 0 ? nil : EvidenceType.allCases[roll(6)]
      }
      if roll(30) == 0 { statement.properties["predicateModifier"] = .string("Not") }
      parts.statements.append(statement)
    }
    var papers: [Key] = []
    var measures: [Key] = []
    var risks: [Key] = []
    while parts.nodes.count < count {
      let paper = Key("paper:p\(papers.count)")
      let date: [String: PropertyValue] =
        roll(3) == 0
        ? ["published": .string("\(2010 + roll(16))-03")]
        : ["year": .integer(Int64(2010 + roll(16)))]
      parts.nodes.append(Node(paper, .paper, label: "Paper \(papers.count)", properties: date))
      if let last = papers.last, roll(12) == 0 {
        parts.statements.append(Statement(paper, .isVersionOf, last, via: "notes"))
      }
      papers.append(paper)
      for number in 0..<(2 + roll(8)) {
        let risk = Key("risk:p\(papers.count)/\(number)")
        parts.nodes.append(Node(risk, .risk, label: "Risk \(risks.count)"))
        add(.identifies, paper, risk, source: paper)
        if roll(8) > 0 { add(.inDomain, risk, pick(domains)) }
        if let other = risks.last, roll(15) == 0 {
          add([.exactMatch, .closeMatch, .broadMatch][roll(3)], risk, other)
        }
        risks.append(risk)
      }
      for number in 0..<roll(6) {
        let measure = Key("mitigation:p\(papers.count)/\(number)")
        parts.nodes.append(Node(measure, .mitigation, label: "Measure \(measures.count)"))
        add(roll(6) == 0 ? .evaluates : .proposes, paper, measure, source: paper)
        if roll(8) > 0 { add(.classifiedAs, measure, pick(types)) }
        for _ in 0..<roll(3) {
          let source = roll(3) == 0 ? nil : pick(papers)
          add(.addresses, measure, roll(4) == 0 ? pick(domains) : pick(risks), source: source)
        }
        if let other = measures.last, roll(15) == 0 { add(.exactMatch, measure, other) }
        measures.append(measure)
      }
    }
    return parts
  }
}
