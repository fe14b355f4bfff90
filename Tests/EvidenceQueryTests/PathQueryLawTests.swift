import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceQuery

/// Counting, listing and a brute-force reference agree over random graphs and random patterns.
@Suite struct PathQueryLawTests {
  static func graph(_ random: inout SeededGenerator) throws -> EvidenceGraph {
    var builder = GraphBuilder()
    var keys: [Kind: [Key]] = [:]
    for kind in Kind.builtIn {
      for number in 0..<Int.random(in: 1...5, using: &random) {
        let key = Key("\(kind.name.lowercased()):\(number)")
        keys[kind, default: []].append(key)
        builder.add(
          Node(key, kind, properties: ["year": .integer(Int64(2020 + number))])
        )
      }
    }
    let ends: [(Kind, Relation, Kind)] = [
      (.paper, .proposes, .mitigation), (.paper, .cites, .paper),
      (.mitigation, .addresses, .risk), (.mitigation, .partOf, .mitigation),
      (.mitigation, .classifiedAs, .taxonomyNode), (.taxonomyNode, .broader, .taxonomyNode),
      (.risk, .inDomain, .riskDomain), (.riskDomain, .broader, .riskDomain),
    ]
    let isAcyclic = Bool.random(using: &random)
    for number in 0..<Int.random(in: 0...45, using: &random) {
      guard let (from, relation, to) = ends.randomElement(using: &random),
        let a = keys[from]?.randomElement(using: &random),
        let b = keys[to]?.randomElement(using: &random)
      else { continue }
      if isAcyclic, from == to, !(a < b) { continue }
      let stance = Stance.allCases.randomElement(using: &random)
      builder.add(Statement(a, relation, b, id: "s\(number)", stance: stance))
    }
    return try builder.build()
  }

  static func plan(_ random: inout SeededGenerator) -> WalkedPattern {
    let steps: [(Kind, Relation, Bool, Kind)] = [
      (.paper, .proposes, true, .mitigation), (.paper, .cites, true, .paper),
      (.paper, .cites, false, .paper), (.mitigation, .proposes, false, .paper),
      (.mitigation, .addresses, true, .risk), (.mitigation, .partOf, true, .mitigation),
      (.mitigation, .partOf, false, .mitigation), (.mitigation, .classifiedAs, true, .taxonomyNode),
      (.taxonomyNode, .broader, true, .taxonomyNode), (.risk, .inDomain, true, .riskDomain),
      (.taxonomyNode, .classifiedAs, false, .mitigation), (.risk, .addresses, false, .mitigation),
      (.riskDomain, .broader, true, .riskDomain), (.riskDomain, .inDomain, false, .risk),
    ]
    var kind = Kind.builtIn.randomElement(using: &random) ?? .paper
    func test(_ kind: Kind, _ random: inout SeededGenerator) -> WalkedPattern.Stop {
      var test = WalkedPattern.Stop(kind: kind)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: test.conditions = [(\NodeFields<Paper>.year <= 2022).term]
      case 1:
        let key = Key("\(kind.name.lowercased()):0")
        test.conditions = [(\NodeFields<Paper>.key == key).term]
      default: break
      }
      return test
    }
    var plan = WalkedPattern(start: test(kind, &random))
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      let candidates = steps.filter { $0.0 == kind }
      guard let step = candidates.randomElement(using: &random) else { break }
      var repetitions = 1...1
      if step.0 == step.3, Bool.random(using: &random) {
        let low = Int.random(in: 0...2, using: &random)
        repetitions = low...(low + Int.random(in: 0...2, using: &random))
      }
      let filter =
        Int.random(in: 0..<4, using: &random) == 0
        ? [(\StatementFields.stance == .supports).term] : []
      kind = step.3
      plan.steps.append(
        WalkedPattern.Step(
          relation: step.1,
          isOutgoing: step.2,
          repetitions: repetitions,
          conditions: filter,
          stop: test(kind, &random)
        )
      )
    }
    return plan
  }

  /// Every path, by trying every statement at every node.
  struct Reference {
    var plan: WalkedPattern
    var graph: EvidenceGraph
    var found: [GraphPath] = []

    func passes(_ test: WalkedPattern.Stop, _ node: NodeID) -> Bool {
      graph.kind(of: node) == test.kind
        && test.conditions.allSatisfy {
          switch $0 {
          case .compare(_, .equal, let value): graph.key(of: node).text == value.text
          case .compare(let name, _, let value):
            (graph.property(name.text, of: node)?.integer ?? .max) <= (value.integer ?? .min)
          default: false
          }
        }
    }

    mutating func run() {
      for node in graph.nodes where passes(plan.start, node) { go([node], [], 0, 0) }
    }

    mutating func go(_ nodes: [NodeID], _ edges: [EdgeID], _ step: Int, _ taken: Int) {
      guard step < plan.steps.count else {
        found.append(GraphPath(nodes: nodes, edges: edges))
        return
      }
      let rule = plan.steps[step]
      let node = nodes[nodes.count - 1]
      if rule.repetitions.contains(taken), passes(rule.stop, node) {
        go(nodes, edges, step + 1, 0)
      }
      guard taken < rule.repetitions.upperBound else { return }
      for edge in graph.edges where graph.relation(of: edge) == rule.relation {
        let (near, far) =
          rule.isOutgoing
          ? (graph.from(edge), graph.to(edge)) : (graph.to(edge), graph.from(edge))
        guard near == node, !edges.contains(edge), graph.kind(of: far) == rule.stop.kind else {
          continue
        }
        if !rule.conditions.isEmpty, (graph.stance(of: edge) ?? .supports) != .supports {
          continue
        }
        go(nodes + [far], edges + [edge], step, taken + 1)
      }
    }
  }

  @Test(arguments: 0..<400) func countingListingAndReferenceAgree(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let graph = try Self.graph(&random)
    for _ in 0..<8 {
      let plan = Self.plan(&random)
      let query = PathQuery<Paper>(plan)
      var reference = Reference(plan: plan, graph: graph)
      reference.run()
      #expect(try query.paths(in: graph) == reference.found, "\(query.text)")
      #expect(try query.count(in: graph) == reference.found.count, "\(query.text)")
      #expect(try query.first(2, in: graph) == Array(reference.found.prefix(2)), "\(query.text)")
    }
  }
}
