import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

/// The data are synthetic: two versions of a scheme, made up so that each fate occurs.
@Suite struct CrosswalkTests {
  @Test("every fate is told") func fatesAreTold() throws {
    let crosswalk = try Crosswalk(SyntheticCases.twoVersions(), from: "type@1", to: "type@2")
    let fates = Dictionary(
      uniqueKeysWithValues: crosswalk.entries.map { ($0.concept.local, $0.fate) }
    )
    #expect(
      fates == [
        "1": .moved, "2": .split, "3": .merged, "4": .merged, "5": .broadened, "6": .lost,
        "6.1": .lost, "7": .lost,
      ]
    )
    #expect(crosswalk.entries.last?.narrower == ["type@2:G1"])
    #expect(crosswalk.conflicts.isEmpty)
  }

  @Test("what follows names its premises and is never in the graph") func inferencesHavePremises()
    throws
  {
    let graph = try SyntheticCases.twoVersions()
    let crosswalk = try Crosswalk(graph, from: "type@1", to: "type@2")
    let matches = crosswalk.inferredMatches
    #expect(matches.count == 1)
    let match = try #require(matches.first)
    #expect(match.from == "type@1:1" && match.relation == .exactMatch && match.to == "type@2:A")
    #expect(match.justification == .mappingChaining)
    #expect(match.properties["premises"] == .strings(["e1", "e2"]))
    let codings = crosswalk.inferredCodings
    #expect(codings.count == 6)
    #expect(
      codings.first { $0.to == "type@2:A" }?.properties["premises"]
        == .strings(["code 1", "e1", "e2"])
    )
    #expect(codings.allSatisfy { $0.justification == .mappingChaining })
    #expect(codings.allSatisfy { $0.to != "type@2:G1" })
    let ids = Set(graph.edges.map { graph.id(of: $0) })
    #expect((matches + codings).allSatisfy { !ids.contains($0.effectiveID) })
  }

  @Test("cells change where concepts merge or are lost") func cellsChange() throws {
    let crosswalk = try Crosswalk(SyntheticCases.twoVersions(), from: "type@1", to: "type@2")
    let cells = try crosswalk.cells(against: .init("risk@1"))
    let changed = cells.filter(\.isChanged)
    #expect(changed.map(\.concept.local) == ["3", "6", "6.1", "7"])
    #expect(changed[0].old == .thin && changed[0].new == .covered)
    #expect(changed[0].carried == ["mitigation:p/3"])
    #expect(changed.dropFirst().allSatisfy { $0.target == nil && $0.new == nil })
    #expect(cells.count { $0.concept == "type@1:2" } == 2)
  }

  @Test("a part follows its whole up, and a pair that contradicts itself is reported and unused")
  func rulesHold() throws {
    // 6 moves now, so that 6.1 is broadened to what takes 6 up.
    let up = try SyntheticCases.twoVersions([
      Statement("type@1:6", .exactMatch, "type@2:F", id: "x", via: "mapping")
    ])
    let entry = try Crosswalk(up, from: "type@1", to: "type@2").entries
      .first { $0.concept == "type@1:6.1" }
    #expect(entry?.fate == .broadened && entry?.targets.map(\.concept) == ["type@2:F"])
    // An exact match by two steps that somebody else calls related.
    let both = try SyntheticCases.twoVersions([
      Statement("type@1:1", .relatedMatch, "type@2:A", id: "r", via: "mapping")
    ])
    let crosswalk = try Crosswalk(both, from: "type@1", to: "type@2")
    #expect(crosswalk.conflicts.count == 1)
    #expect(crosswalk.conflicts.first?.against == "r")
    #expect(crosswalk.conflicts.first?.premises == ["e1", "e2"])
    #expect(crosswalk.entries.first { $0.concept == "type@1:1" }?.fate == .lost)
    // The same between two steps of the way: it is cut there, and said.
    let between = try SyntheticCases.twoVersions([
      Statement("mid@1:m", .broadMatch, "type@2:A", id: "r", via: "mapping")
    ])
    let cut = try Crosswalk(between, from: "type@1", to: "type@2")
    #expect(cut.conflicts.map(\.premises) == [["e2"]])
    #expect(cut.conflicts.first?.against == "r")
    #expect(cut.entries.first { $0.concept == "type@1:1" }?.fate == .broadened)
    // Two broad matches against each other are unused, and so is a denied one.
    let against = try SyntheticCases.twoVersions([
      Statement("type@2:E", .broadMatch, "type@1:5", id: "b2", via: "mapping"),
      Statement(
        "type@1:6",
        .exactMatch,
        "type@2:F",
        id: "no",
        via: "mapping",
        properties: ["predicateModifier": .string("Not")]
      ),
    ])
    let entries = try Crosswalk(against, from: "type@1", to: "type@2").entries
    #expect(entries.first { $0.concept == "type@1:5" }?.fate == .lost)
    #expect(entries.first { $0.concept == "type@1:6" }?.fate == .lost)
  }

  @Test("a scheme moves into itself unchanged", arguments: 0..<20 as Range<UInt64>)
  func identityMovesAll(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    for scheme in ["type@1", "risk-a@1"] {
      let crosswalk = try Crosswalk(graph, from: scheme, to: scheme)
      #expect(crosswalk.entries.allSatisfy { $0.fate == .moved })
      #expect(crosswalk.entries.allSatisfy { $0.targets.map(\.concept) == [$0.concept] })
      #expect(crosswalk.inferredMatches.isEmpty)
    }
    let cells = try Crosswalk(graph, from: "type@1", to: "type@1").cells(against: .init("risk-a@1"))
    #expect(cells.allSatisfy { !$0.isChanged })
  }

  @Test("a copy that every concept matches exactly shows the same cells")
  func copyShowsTheSame() throws {
    let parts = RandomGraph.parts(seed: 3)
    var copied = parts
    copied.header.searches = []
    for node in parts.nodes where node.key.namespace == "type@1" {
      let copy = Key("type@2:\(node.key.local)")
      copied.nodes.append(Node(copy, .taxonomyNode, notation: node.notation))
      copied.statements.append(Statement(node.key, .exactMatch, copy, via: "copy"))
    }
    for statement in parts.statements where statement.relation == .broader {
      guard statement.from.namespace == "type@1" else { continue }
      copied.statements.append(
        Statement(
          Key("type@2:\(statement.from.local)"),
          .broader,
          Key("type@2:\(statement.to.local)"),
          via: "copy"
        )
      )
    }
    let crosswalk = try Crosswalk(copied.build(), from: "type@1", to: "type@2")
    #expect(crosswalk.entries.allSatisfy { $0.fate == .moved })
    let cells = try crosswalk.cells(against: .init("risk-a@1"))
    #expect(cells.allSatisfy { !$0.isChanged })
    #expect(cells.allSatisfy { $0.carried == $0.witnesses })
  }

  @Test("a scheme that is not there is an error with a hint") func unknownSchemes() throws {
    let graph = try SyntheticCases.twoVersions()
    let error = #expect(throws: EvidenceError.self) {
      try Crosswalk(graph, from: "typ@1", to: "type@2")
    }
    #expect(error?.diagnostics.first?.hint == "did you mean 'type@1'?")
  }
}
