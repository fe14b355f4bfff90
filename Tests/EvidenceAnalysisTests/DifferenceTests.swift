import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

@Suite struct DifferenceTests {
  static let query = CoverageQuery(rows: .init("type@1"), columns: .init("risk-a@1"))

  @Test("a graph does not differ from itself", arguments: 0..<20 as Range<UInt64>)
  func selfDifferenceIsEmpty(seed: UInt64) throws {
    let parts = RandomGraph.parts(seed: seed)
    let (old, new) = (try parts.build(), try parts.build())
    #expect(GraphDifference(from: old, to: new).isEmpty)
    #expect(try CoverageDifference(from: old, to: new, Self.query).cells.isEmpty)
  }

  @Test("what changed, applied to the old, is the new", arguments: 0..<30 as Range<UInt64>)
  func differenceLeadsFromOldToNew(seed: UInt64) throws {
    let (old, new) = try Self.pair(seed)
    for (from, to) in [(old, new), (new, old)] {
      let difference = GraphDifference(from: from, to: to)
      let made = try difference.applied(to: from)
      #expect(ArchiveWriter.text(of: made) == ArchiveWriter.text(of: to))
    }
  }

  @Test("cells are those whose state differs by key", arguments: 0..<30 as Range<UInt64>)
  func changedCellsAreFound(seed: UInt64) throws {
    let (old, new) = try Self.pair(seed)
    let change = try CoverageDifference(from: old, to: new, Self.query)
    func states(_ graph: EvidenceGraph) throws -> [String: CellState] {
      let matrix = try CoverageAnalysis(graph).matrix(Self.query)
      var result: [String: CellState] = [:]
      for cell in matrix.cells {
        let row = graph.key(of: matrix.rows.entries[cell.row].node)
        let column = graph.key(of: matrix.columns.entries[cell.column].node)
        result["\(row) \(column)"] = cell.state
      }
      return result
    }
    let (before, after) = (try states(old), try states(new))
    let expected = Set(before.keys).union(after.keys).filter {
      (before[$0] ?? .notSearched) != (after[$0] ?? .notSearched)
    }
    #expect(Set(change.cells.map { "\($0.row) \($0.column)" }) == expected)
    let answer = DifferenceAnswer(GraphDifference(from: old, to: new), change)
    for cell in change.cells { #expect(!answer.reason(of: cell).isEmpty) }
    // Cells of which only numbers differ are those, and no others.
    func figures(_ graph: EvidenceGraph) throws -> [String: [Int]] {
      let matrix = try CoverageAnalysis(graph).matrix(Self.query)
      var result: [String: [Int]] = [:]
      for cell in matrix.cells {
        let row = graph.key(of: matrix.rows.entries[cell.row].node)
        let column = graph.key(of: matrix.columns.entries[cell.column].node)
        result["\(row) \(column)"] = [
          cell.witnesses, cell.papers, cell.independentPapers, cell.worksFor, cell.worksAgainst,
        ]
      }
      return result
    }
    let (first, second) = (try figures(old), try figures(new))
    let moved = Set(second.keys).filter { place in
      !expected.contains(place) && first[place] != nil && first[place] != second[place]
    }
    #expect(Set(change.figures.map { "\($0.row) \($0.column)" }) == moved)
  }

  @Test(
    "every record that changed is counted at one work, or in the rest",
    arguments: 0..<60 as Range<UInt64>
  )
  func worksHoldEveryChange(seed: UInt64) throws {
    let (old, new) = try Self.pair(seed)
    for (from, to) in [(old, new), (new, old)] {
      let difference = GraphDifference(from: from, to: to)
      let changes = WorkChanges(difference)
      func sum(_ change: KeyPath<WorkChange.Counts, Int>, nodes: Bool) -> Int {
        let works = changes.works.reduce(0) { total, work in
          let counts =
            nodes ? [work.paper, work.risks, work.measures, work.others] : [work.statements]
          return total + counts.reduce(0) { $0 + $1[keyPath: change] }
        }
        return works
          + changes.rest.filter { $0.isOfStatements != nodes }
          .reduce(0) { $0 + $1.counts[keyPath: change] }
      }
      #expect(sum(\.added, nodes: true) == difference.addedNodes.count)
      #expect(sum(\.removed, nodes: true) == difference.removedNodes.count)
      #expect(sum(\.changed, nodes: true) == difference.changedNodes.count)
      #expect(sum(\.added, nodes: false) == difference.addedStatements.count)
      #expect(sum(\.removed, nodes: false) == difference.removedStatements.count)
      #expect(sum(\.changed, nodes: false) == difference.changedStatements.count)
      let relocated =
        changes.works.reduce(0) { $0 + $1.relocated } + changes.rest.reduce(0) { $0 + $1.relocated }
      #expect(relocated == difference.relocatedStatements.count)
      #expect(Set(changes.works.map(\.work)).count == changes.works.count)
      for work in changes.works {
        #expect(work.total > 0)
        func knows(_ graph: EvidenceGraph) -> Bool {
          graph.node(work.work) != nil
            || graph.edges.contains { graph.source(of: $0) == work.work }
        }
        #expect((work.kind == .added) == !knows(from), "seed \(seed) \(work.work)")
        #expect((work.kind == .removed) == !knows(to), "seed \(seed) \(work.work)")
      }
      // A risk or measure is counted at a paper that introduces it.
      for node in difference.addedNodes where node.kind == .risk || node.kind == .mitigation {
        let papers = to.edges.filter { edge in
          to.key(of: to.to(edge)) == node.key && !to.isNegated(edge)
            && [.proposes, .evaluates, .identifies].contains(to.relation(of: edge))
        }.map { to.key(of: to.from($0)) }
        guard let paper = papers.min() else { continue }
        let work = try #require(changes.works.first { $0.work == paper })
        #expect((node.kind == .risk ? work.risks : work.measures).added > 0)
      }
    }
  }

  /// A graph, and the same with some of it taken out, added and changed.
  private static func pair(_ seed: UInt64) throws -> (EvidenceGraph, EvidenceGraph) {
    let parts = RandomGraph.parts(seed: seed)
    var random = SeededGenerator(seed: seed ^ 0x5EED)
    var changed = parts
    changed.header.title = "synthetic, a quarter later"
    changed.header.schemes[0].title = "Risks"
    changed.nodes.append(Node("paper:new", .paper, properties: ["year": .integer(2026)]))
    changed.nodes[0].label = "Another name"
    changed.nodes.removeAll { $0.key == "risk:p1/r1" || $0.key == "mitigation:p2/m2" }
    changed.statements = parts.statements.filter { statement in
      ![statement.from, statement.to].contains { ["risk:p1/r1", "mitigation:p2/m2"].contains($0) }
        && Int.random(in: 0..<6, using: &random) > 0
    }
    for index in changed.statements.indices where Int.random(in: 0..<6, using: &random) == 0 {
      changed.statements[index].rationale = "looked at again"
      changed.statements[index].confidence = nil
    }
    changed.statements.append(
      Statement("mitigation:p0/m0", .addresses, "risk-a@1:1.1", source: "paper:new")
    )
    return (try parts.build(), try changed.build())
  }

  @Test("each kind of change is told, with its reason") func changesAreTold() throws {
    let base = """
      {"evidence":1,"asOf":"2026-01-01","schemes":[{"id":"risk@1"},{"id":"type@1"}]}
      {"node":"paper:a","kind":"Paper"}
      {"node":"mitigation:a/x","kind":"Mitigation","label":"X"}
      {"node":"risk@1:1","kind":"RiskDomain"}
      {"node":"type@1:1","kind":"TaxonomyNode"}
      {"from":"paper:a","relation":"PROPOSES","to":"mitigation:a/x","source":"paper:a"}
      {"from":"mitigation:a/x","relation":"CLASSIFIED_AS","to":"type@1:1","id":"c","via":"t"}

      """
    let old = try ArchiveReader.read(
      text: base
        + """
        {"from":"mitigation:a/x","relation":"ADDRESSES","to":"risk@1:1","id":"s","source":"paper:a","confidence":0.5}
        """
    )
    let query = CoverageQuery(rows: .init("type@1"), columns: .init("risk@1"))
    let gone = try ArchiveReader.read(text: base)
    let lost = try CoverageDifference(from: old, to: gone, query)
    #expect(lost.cells.count == 1)
    let cell = try #require(lost.cells.first)
    #expect(cell.isLost && cell.isWorse)
    #expect(cell.old == .assertedOnly && cell.new == .notSearched)
    #expect(cell.lostWitnesses == ["mitigation:a/x"] && cell.lostWorks == ["paper:a"])
    #expect(cell.lostStatements == ["s"])
    let told = DifferenceAnswer(GraphDifference(from: old, to: gone), lost)
    #expect(told.reason(of: cell) == "went: paper:a; reached no more by: X; statements: 1 removed")
    #expect(cell.cause == .records)
    let changed = try ArchiveReader.read(
      text: base
        + """
        {"from":"mitigation:a/x","relation":"ADDRESSES","to":"risk@1:1","id":"s","source":"paper:a","evidenceType":"case"}
        """
    )
    let difference = GraphDifference(from: old, to: changed)
    #expect(difference.addedStatements.isEmpty && difference.removedStatements.isEmpty)
    #expect(
      difference.changedStatements.first?.properties == [
        PropertyChange("confidence", from: .number(0.5), to: nil),
        PropertyChange("evidenceType", from: nil, to: .string("case")),
      ]
    )
    let better = try #require(CoverageDifference(from: old, to: changed, query).cells.first)
    #expect(better.changedStatements == ["s"] && !better.isWorse && better.new == .thin)
  }

  @Test("a scheme that only one graph has counts as cells nobody looked at")
  func newSchemesAreNew() throws {
    let new = try SyntheticCases.twoVersions()
    let old = try new.filteredOfScheme("type@1")
    let query = CoverageQuery(rows: .init("type@1"), columns: .init("risk@1"))
    let change = try CoverageDifference(from: old, to: new, query)
    #expect(change.cells.count == 8)
    #expect(change.cells.allSatisfy { $0.old == nil && !$0.isWorse })
    #expect(throws: EvidenceError.self) {
      try CoverageDifference(from: old, to: old, query)
    }
  }
}

extension EvidenceGraph {
  /// The graph without the concepts of a scheme.
  fileprivate func filteredOfScheme(_ scheme: String) throws -> EvidenceGraph {
    filtered(keepingNodes: { self.scheme(of: $0) != scheme })
  }
}
