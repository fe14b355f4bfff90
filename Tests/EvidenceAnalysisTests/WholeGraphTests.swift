import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceAnalysis

/// What is counted over a whole graph or around a node, against plain references.
@Suite struct WholeGraphTests {
  @Test("groups hold each node once and each statement once", arguments: 0..<20)
  func groupsHoldEverything(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    let stated = graph.edges.filter { !graph.isNegated($0) }
    for fold in OverviewGroups.Fold.allCases {
      let groups = OverviewGroups(graph, fold: fold)
      #expect(groups.groups.map(\.count).reduce(0, +) == graph.nodeCount)
      for kind in graph.kinds {
        let count = groups.groups.filter { $0.kind == kind }.map(\.count).reduce(0, +)
        #expect(count == graph.nodes(of: kind).count)
      }
      let inside = groups.groups.flatMap(\.inside)
      let all = inside + groups.bundles.flatMap(\.relations)
      #expect(all.map(\.count).reduce(0, +) == stated.count)
      for relation in Set(stated.map { graph.relation(of: $0) }) {
        let opposing = stated.filter {
          graph.relation(of: $0) == relation && RelationWords.opposes($0, in: graph)
        }
        let counted = all.filter { $0.relation == relation && $0.opposes }
        #expect(counted.map(\.count).reduce(0, +) == opposing.count)
      }
      for bundle in groups.bundles { #expect(bundle.inferred <= bundle.count) }
      let stages = groups.groups.map { OverviewGroups.stage(of: $0.kind) }
      #expect(stages == stages.sorted())
      if fold == .schemes { #expect(groups.groups.count == graph.kinds.count) }
    }
  }

  @Test("what lies around a node is what a plain walk meets", arguments: 0..<20)
  func surroundingsAreWalked(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    for start in graph.nodes {
      for hops in 1...3 {
        var seen: Set<NodeID> = [start]
        var met: Set<EdgeID> = []
        for _ in 0..<hops {
          let found = graph.edges.filter { edge in
            let (from, to) = (graph.from(edge), graph.to(edge))
            return !graph.isNegated(edge) && from != to
              && (seen.contains(from) || seen.contains(to))
          }
          met.formUnion(found)
          seen.formUnion(found.flatMap { [graph.from($0), graph.to($0)] })
        }
        let around = Surroundings(of: start, hops: hops, in: graph)
        #expect(Set(around.statements) == met && around.statements.count == met.count)
        #expect(Set(around.members.compactMap(\.node)) == seen && around.folded == 0)
        for link in around.links {
          #expect(link.edges.allSatisfy { graph.relation(of: $0) == link.relation })
          #expect(around.members[link.from].layer != around.members[link.to].layer)
        }
      }
      let whole = Surroundings(of: start, in: graph)
      let folded = Surroundings(of: start, limit: 2, in: graph)
      #expect(Set(folded.statements) == Set(whole.statements))
      #expect(folded.members.map(\.count).reduce(0, +) >= whole.members.count)
      #expect(folded.links.flatMap(\.edges).count == whole.links.flatMap(\.edges).count)
      let addressed = Surroundings(of: start, relations: [.addresses], in: graph)
      #expect(addressed.links.allSatisfy { $0.relation == .addresses })
    }
  }

  private static func matrix(_ graph: EvidenceGraph, _ rows: String, _ columns: String) throws
    -> CoverageMatrix
  {
    try CoverageAnalysis(graph).matrix(
      CoverageQuery(rows: CoverageQuery.Axis(rows), columns: CoverageQuery.Axis(columns))
    )
  }

  @Test("every witness that reaches a column stands on a line", arguments: 0..<20)
  func flowLosesNothing(seed: UInt64) throws {
    let matrix = try Self.matrix(RandomGraph.parts(seed: seed).build(), "type@1", "risk-a@1")
    let flow = ConceptFlow(matrix)
    let rows = flow.rows.reduce(into: Set<NodeID>()) { $0.formUnion(matrix.rowReach[$1]) }
    var left: Set<NodeID> = []
    for (place, column) in flow.columns.enumerated() {
      let reach = Set(matrix.columnReach[column])
      left.formUnion(reach.subtracting(rows))
      let lines = flow.lines.filter { $0.column == place }
      let others = lines.filter { $0.row == nil }.map(\.witnesses).reduce(0, +)
      #expect(others == reach.subtracting(rows).count)
      for (start, row) in flow.rows.enumerated() {
        let count = lines.filter { $0.row == start }.map(\.witnesses).reduce(0, +)
        #expect(count == reach.intersection(matrix.rowReach[row]).count)
      }
    }
    #expect(flow.withoutRow == left.count)
  }

  @Test("sorting by gaps moves whole families and changes no cell", arguments: 0..<20)
  func sortingKeepsCells(seed: UInt64) throws {
    let matrix = try Self.matrix(RandomGraph.parts(seed: seed).build(), "type@1", "risk-a@1")
    let sorted = matrix.sortedByGaps()
    #expect(Set(sorted.rows.entries.map(\.node)) == Set(matrix.rows.entries.map(\.node)))
    var blanks: [Int?: [Int]] = [:]
    for (place, entry) in sorted.rows.entries.enumerated() {
      let old = try #require(matrix.rows.entries.firstIndex { $0.node == entry.node })
      let parent = entry.parent.map { sorted.rows.entries[$0].node }
      #expect(parent == matrix.rows.entries[old].parent.map { matrix.rows.entries[$0].node })
      #expect(entry.parent ?? -1 < place)
      #expect(sorted.rowTotals[place].state == matrix.rowTotals[old].state)
      for column in matrix.columns.entries.indices {
        let (a, b) = (sorted[place, column], matrix[old, column])
        #expect(a.row == place && a.witnesses == b.witnesses && a.state == b.state)
      }
      guard !entry.hasChildren else { continue }
      let count = matrix.columns.entries.indices.filter {
        !matrix.columns.entries[$0].hasChildren && sorted[place, $0].state.isEmpty
      }.count
      blanks[entry.parent, default: []].append(count)
    }
    let siblings = Set(sorted.rows.entries.filter(\.hasChildren).map(\.parent))
    // Among leaves of one parent that has no inner child the order is that of their blanks.
    for (parent, counts) in blanks where !siblings.contains(parent) {
      #expect(counts == counts.sorted(by: >))
    }
  }

  @Test("the widest choice holds no less than any other", arguments: 0..<12)
  func widestIsWidest(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    let analysis = CoverageAnalysis(graph)
    let choice = WidestChoice(graph)
    func count(_ scheme: String, _ kind: Kind) throws -> Int {
      try analysis.scheme(scheme, of: kind).total.witnesses
    }
    let schemes = graph.header.schemes.map(\.id)
    let chosen = try choice.scheme()
    // The scheme that is drawn where none is named is the one with the most to see.
    func held(_ scheme: String) throws -> Int {
      try analysis.scheme(scheme).cells.count { $0.witnesses > 0 }
    }
    for scheme in schemes { #expect(try held(chosen) >= held(scheme)) }
    let query = try choice.query(rowsLevel: 2)
    #expect(query.rows.selection == "type@1" && query.rows.level == 2 && query.columns.level == nil)
    for scheme in ["risk-a@1", "risk-b@1"] {
      let widest = try count(query.columns.selection, .mitigation)
      #expect(try widest >= count(scheme, .mitigation))
    }
    guard let fullest = try choice.fullest() else { return }
    let most = try analysis.matrix(fullest).cells.count { $0.witnesses > 0 }
    for (index, one) in schemes.enumerated() {
      for other in schemes[..<index] {
        let cells = try Self.matrix(graph, one, other).cells
        #expect(cells.count { $0.witnesses > 0 } <= most)
      }
    }
  }

  @Test("a graph without schemes has no widest choice")
  func nothingIsChosen() throws {
    let choice = WidestChoice(try GraphBuilder().build())
    #expect(throws: EvidenceError.self) { try choice.scheme() }
    #expect(throws: EvidenceError.self) { try choice.query() }
    #expect(try choice.fullest() == nil)
  }

  @Test("each sign stands in the text of its state", arguments: CellState.allCases)
  func signsAreOfTheText(state: CellState) {
    let text = state.text(count: "3", against: "2")
    #expect(state.sign.map { text.contains($0) } ?? true)
    #expect((state.sign == nil) == (state.isEmpty || state == .covered))
  }
}
