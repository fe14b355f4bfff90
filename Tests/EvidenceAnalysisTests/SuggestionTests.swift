import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

@Suite struct SuggestionTests {
  /// Σ min(n, k) / k over sets of works, counted plainly.
  private func settled(_ held: [Set<Works.Work>]) -> Double {
    let threshold = Policy.standard.thinBelow
    return held.reduce(0) { $0 + Double(min($1.count, threshold)) / Double(threshold) }
  }

  /// A measure and what a yes about it would change, as the definition says.
  private struct Place {
    var cells: [Int]
    var works: Set<Works.Work>
  }

  private func place(
    _ subject: NodeID,
    _ object: NodeID,
    _ graph: EvidenceGraph,
    _ matrix: CoverageMatrix
  ) throws -> Place {
    let width = matrix.columns.entries.count
    let rows = matrix.rowReach.indices.filter { matrix.rowReach[$0].contains(subject) }
    let target = try #require(matrix.columns.entries.firstIndex { $0.node == object })
    var columns = [target]
    while let last = columns.last, let parent = matrix.columns.entries[last].parent {
      columns.append(parent)
    }
    let works = Works(graph)
    let makers = Set(
      graph.incoming(subject, .proposes).filter { !graph.isNegated($0) }
        .map { works.work(of: graph.from($0)) }
    )
    return Place(
      cells: rows.flatMap { row in columns.map { row * width + $0 } },
      works: makers.isEmpty ? [.other(graph.key(of: subject))] : makers
    )
  }

  @Test(
    "questions have true reasons, tell their gain, and ask about everything before asking twice",
    arguments: 0..<60 as Range<UInt64>
  )
  func questionsHold(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    let matrix = try CoverageAnalysis(graph).matrix(
      CoverageQuery(rows: .init("type@1"), columns: .init("risk-a@1"))
    )
    let meets = { (measure: NodeID, column: Int) in matrix.columnReach[column].contains(measure) }
    let questions = GapAnalysis(graph).questions(matrix, limit: 6)
    var held = matrix.cells.map { matrix.works(of: $0) }
    var best: Double?
    for question in questions {
      let object = try #require(question.object)
      let column = try #require(matrix.columns.entries.firstIndex { $0.node == object })
      #expect(!matrix.columns.entries[column].hasChildren)
      #expect(!meets(question.subject, column))
      #expect(!question.reasons.isEmpty && (0..<1).contains(question.likelihood))
      #expect(Set(question.reasons.map(\.code)).count == question.reasons.count)
      for reason in question.reasons {
        #expect(
          try isTrue(reason, of: question.subject, column: column, graph, matrix),
          "seed \(seed): \(reason)"
        )
      }
      let before = settled(held)
      let place = try place(question.subject, object, graph, matrix)
      for cell in place.cells { held[cell].formUnion(place.works) }
      #expect(abs(settled(held) - before - question.gain) < 1e-9, "seed \(seed)")
      best = best ?? question.gain * question.likelihood
    }
    // Nothing is worth more at the beginning than what is asked first.
    let start = matrix.cells.map { matrix.works(of: $0) }
    for other in GapAnalysis(graph).questions(matrix, limit: 10_000) {
      let place = try place(other.subject, #require(other.object), graph, matrix)
      var after = start
      for cell in place.cells { after[cell].formUnion(place.works) }
      let worth = (settled(after) - settled(start)) * other.likelihood
      #expect(worth <= (best ?? 0) + 1e-9, "seed \(seed)")
    }
    // Within a round nothing is asked about twice; the first round ends where it must.
    let subjects = questions.map(\.subject)
    let objects = questions.compactMap(\.object)
    for index in questions.indices.dropFirst() where index < 2 {
      let isFresh = subjects[index] != subjects[0] && objects[index] != objects[0]
      let isLeft = GapAnalysis(graph).questions(matrix, limit: 10_000)
        .contains { $0.subject != subjects[0] && $0.object != objects[0] }
      #expect(isFresh || !isLeft, "seed \(seed)")
    }
  }

  /// Whether a reason holds, looked up statement by statement.
  private func isTrue(
    _ reason: SuggestionReason,
    of subject: NodeID,
    column: Int,
    _ graph: EvidenceGraph,
    _ matrix: CoverageMatrix
  ) throws -> Bool {
    func holds(_ from: NodeID, _ relations: [Relation], _ to: NodeID) -> Bool {
      graph.edges.contains {
        graph.from($0) == from && graph.to($0) == to && relations.contains(graph.relation(of: $0))
          && !graph.isNegated($0)
      }
    }
    let meeting = Set(matrix.columnReach[column])
    func tally(_ members: [NodeID], _ addressing: Int, _ others: Int, _ example: NodeID) -> Bool {
      let rest = members.filter { $0 != subject }
      let met = rest.filter { meeting.contains($0) }
      return members.contains(subject) && rest.count == others && met.count == addressing
        && met.min() == example
    }
    let measures = Array(graph.nodes(of: .mitigation))
    switch reason {
    case .match(let other):
      let all = Array(Relation.matches)
      return meeting.contains(other) && (holds(subject, all, other) || holds(other, all, subject))
    case .sibling(let other, let whole):
      return meeting.contains(other) && holds(subject, [.partOf], whole)
        && holds(other, [.partOf], whole)
    case .sameClass(let concept, let addressing, let others, let example):
      let members = measures.filter { holds($0, [.classifiedAs], concept) }
      return tally(members, addressing, others, example)
    case .samePaper(let paper, let addressing, let others, let example):
      let members = measures.filter { holds(paper, [.proposes], $0) }
      return tally(members, addressing, others, example)
    case .paperNames(let paper, let risk, let risks):
      let coverage = try CoverageAnalysis(graph).scheme("risk-a@1", of: .risk)
      let there = Set(coverage.witnesses(of: coverage.cells[column]))
      let named = there.filter { holds(paper, [.identifies], $0) }
      return holds(paper, [.proposes], subject) && named.count == risks && named.min() == risk
    case .alike(let other, let words): return meeting.contains(other) && !words.isEmpty
    case .sharedWords(let words): return !words.isEmpty
    }
  }

  @Test(
    "the papers to review settle at least 1 − 1/e of what the best ones would",
    arguments: 0..<30 as Range<UInt64>
  )
  func greedyIsNearTheBest(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    let matrix = try CoverageAnalysis(graph).matrix(
      CoverageQuery(rows: .init("type@1"), columns: .init("risk-a@1"))
    )
    let works = Works(graph)
    let width = matrix.columns.entries.count
    let papers = Array(graph.nodes(of: .paper))
    func read(_ chosen: [NodeID]) -> Double {
      var held = matrix.cells.map { matrix.works(of: $0) }
      for paper in chosen {
        let proposed = Set(
          graph.outgoing(paper, .proposes).filter { !graph.isNegated($0) }.map { graph.to($0) }
        )
        for (row, reached) in matrix.rowReach.enumerated()
        where reached.contains(where: proposed.contains) {
          for column in 0..<width { held[row * width + column].insert(works.work(of: paper)) }
        }
      }
      return settled(held)
    }
    for limit in 1...2 {
      let chosen = GapAnalysis(graph).papersToReview(matrix, limit: limit)
      let gain = read(chosen.map(\.subject)) - read([])
      #expect(abs(gain - chosen.reduce(0) { $0 + $1.gain }) < 1e-9)
      var best = 0.0
      for (index, first) in papers.enumerated() {
        best = max(best, read([first]) - read([]))
        if limit == 2 {
          for second in papers[index...] { best = max(best, read([first, second]) - read([])) }
        }
      }
      #expect(gain >= best * (1 - 0.36787944117144233) - 1e-9, "seed \(seed), \(limit)")
      if limit == 1 { #expect(abs(gain - best) < 1e-9) }
    }
  }

  @Test("what somebody denies is not suggested, and words alone suggest")
  func deniedPairs() throws {
    func graph(denied: Bool) throws -> EvidenceGraph {
      var builder = GraphBuilder()
      builder.add(Node("mitigation:a/m", .mitigation, label: "Watermarks for synthetic pictures"))
      builder.add(Node("mitigation:a/n", .mitigation, label: "Insurance"))
      builder.add(Node("risk:a/r", .risk, label: "Synthetic pictures deceive"))
      builder.add(Node("risk:a/s", .risk, label: "Job loss"))
      builder.add(
        Statement(
          "mitigation:a/m",
          .addresses,
          "risk:a/s",
          via: "x",
          properties: ["predicateModifier": .string("Not")]
        )
      )
      if denied {
        builder.add(
          Statement(
            "mitigation:a/m",
            .addresses,
            "risk:a/r",
            via: "x",
            properties: ["predicateModifier": .string("Not")]
          )
        )
      }
      return try builder.build()
    }
    for denied in [false, true] {
      let graph = try graph(denied: denied)
      let measure = try #require(graph.node("mitigation:a/m"))
      let found = LinkSuggester(graph, targets: Array(graph.nodes(of: .risk)))
        .suggestions(for: measure)
      let expected: [[SuggestionReason]] =
        denied ? [] : [[.sharedWords(["pictures", "synthetic"])]]
      #expect(found.map(\.reasons) == expected)
    }
  }

  @Test("a denied statement fills no gap", arguments: [true, false])
  func denialsFillNoGap(isDenied: Bool) throws {
    var builder = GraphBuilder()
    builder.add(Node("mitigation:a/m", .mitigation))
    builder.add(Node("risk:a/r", .risk))
    builder.add(Node("t@1:1", .taxonomyNode))
    let properties: [String: PropertyValue] =
      isDenied ? ["predicateModifier": .string("Not")] : [:]
    for (relation, to) in [(Relation.addresses, Key("risk:a/r")), (.classifiedAs, "t@1:1")] {
      builder.add(Statement("mitigation:a/m", relation, to, via: "x", properties: properties))
    }
    let gaps = try GapAnalysis(builder.build()).nodeGaps()
    #expect(
      gaps.map(\.kind)
        == (isDenied ? [.riskWithoutMitigation, .mitigationWithoutRisk, .unclassified] : [])
    )
    #expect(gaps.allSatisfy { $0.nearest == nil || !isDenied })
  }
}
