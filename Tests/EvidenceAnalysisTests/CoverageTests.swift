import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Foundation
import Testing

@Suite struct CoverageTests {
  @Test("every cell is what the definitions say", arguments: 0..<40 as Range<UInt64>)
  func cellsAreTheReferences(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    try Self.expectCells(
      CoverageQuery(rows: .init("type@1"), columns: .init("risk-a@1")),
      in: graph
    )
  }

  @Test(
    "every cell of the shipped graphs is what the definitions say",
    arguments: [
      ("frontier-mitigations", "mit-mitigation@2", 3), ("frontier-mitigations", "airi-actor@2", 1),
      ("ai-risk-repository", "nexus-mit-mitigation@1", 1), ("ai-risk-repository", "Mitigation", 1),
    ]
  )
  func shippedCellsAreTheReferences(slug: String, rows: String, level: Int) throws {
    let path = SharedData.packageRoot.appendingPathComponent("Graphs/\(slug)/graph.jsonl").path
    var graph = try ArchiveReader.read(contentsOf: path)
    if rows == "Mitigation" {
      // The measures that somebody says address a risk, and what they are matched with.
      graph = graph.filtered(keepingNodes: { node in
        graph.kind(of: node) != .mitigation || !graph.outgoing(node, .addresses).isEmpty
      })
    }
    try Self.expectCells(
      CoverageQuery(rows: .init(rows, level: level), columns: .init("mit-risk@4")),
      in: graph
    )
  }

  @Test(
    "strength on the shipped graphs is the brute-force one",
    arguments: [
      ("frontier-mitigations", "arxiv:2412.02145"),
      ("ai-risk-repository", "Frontier AI Risk Management Framework (v1.0)"),
    ]
  )
  func shippedStrengthIsTheReferences(slug: String, paper: String) throws {
    let path = SharedData.packageRoot.appendingPathComponent("Graphs/\(slug)/graph.jsonl").path
    let graph = try ArchiveReader.read(contentsOf: path)
    let reference = ChainReference(graph)
    let from = try graph.resolve(paper)
    for to in graph.nodes(of: .riskDomain) {
      let answer = EvidencePaths(graph).chains(from: from, to: to, options: .init(limit: nil))
      #expect(
        Set(answer.chains.map { $0.steps.map(\.edge) })
          == Set(reference.chains(from: from, to: to).map(\.edges))
      )
      let sides: [(Strength?, [EvidenceChain])] = [
        (
          answer.supporting,
          answer.chains.filter { $0.about == .mitigation && $0.stance != .opposes }
        ),
        (answer.named, answer.chains.filter { $0.about == .risk && $0.stance != .opposes }),
      ]
      for (strength, chains) in sides {
        guard let expected = StrengthReference(graph, reference, from).strength(chains),
          case .exact(let value)? = strength
        else { continue }
        #expect(abs(value - expected) < 1e-9)
      }
    }
  }

  /// Recomputes a matrix cell by cell from plain chains, and compares.
  private static func expectCells(_ query: CoverageQuery, in graph: EvidenceGraph) throws {
    let matrix = try CoverageAnalysis(graph).matrix(query)
    let reference = ChainReference(graph)
    var known: [[NodeID]: Set<ChainReference.Chain>] = [:]
    func chains(_ from: NodeID, _ to: NodeID) -> Set<ChainReference.Chain> {
      if let found = known[[from, to]] { return found }
      let found = reference.chains(from: from, to: to)
      known[[from, to]] = found
      return found
    }
    let mitigations = graph.nodes(of: .mitigation)
    func up(_ node: NodeID) -> Set<NodeID> {
      var all: Set<NodeID> = [node]
      var queue = [node]
      while let next = queue.popLast() {
        for edge in graph.outgoing(next, .broader) where all.insert(graph.to(edge)).inserted {
          queue.append(graph.to(edge))
        }
      }
      return all
    }
    for cell in matrix.cells {
      let row = matrix.rows.entries[cell.row].node
      let column = matrix.columns.entries[cell.column].node
      var witnesses: [NodeID] = []
      var claims: [EdgeID: Bool] = [:]
      var subjects: [[NodeID]: Set<Stance>] = [:]
      for mitigation in mitigations {
        let codes = graph.outgoing(mitigation, .classifiedAs).filter { !graph.isNegated($0) }
          .map { graph.to($0) }
        guard mitigation == row || codes.contains(where: { up($0).contains(row) }) else { continue }
        let chains = chains(mitigation, column)
        guard !chains.isEmpty else { continue }
        witnesses.append(mitigation)
        for chain in chains {
          for edge in chain.edges where graph.relation(of: edge) == .addresses {
            claims[edge] = claims[edge] == true || !reference.isInferred(chain.edges)
            subjects[[mitigation, graph.to(edge)], default: []]
              .insert(graph.stance(of: edge) ?? .supports)
          }
        }
      }
      #expect(matrix.witnesses(of: cell) == witnesses.sorted() && cell.witnesses == witnesses.count)
      func makers(_ edge: EdgeID) -> [String] {
        if let source = graph.source(of: edge) { return [reference.work(source)] }
        return graph.incoming(graph.from(edge), .proposes).filter { !graph.isNegated($0) }
          .map { reference.work(graph.key(of: graph.from($0))) }
      }
      func works(_ stance: Stance) -> Set<String> {
        Set(claims.keys.filter { (graph.stance(of: $0) ?? .supports) == stance }.flatMap(makers))
      }
      #expect(cell.supporting == works(.supports).count)
      #expect(cell.mixed == works(.mixed).count)
      #expect(cell.opposing == works(.opposes).count)
      let independent = Set(claims.keys.flatMap(makers)).count
      #expect(cell.independentPapers == independent)
      let stances = Set(claims.keys.map { graph.stance(of: $0) ?? .supports })
      let supporting = claims.filter { (graph.stance(of: $0.key) ?? .supports) == .supports }
      let isSearched = graph.header.searches.contains { search in
        search.rows.contains { key in graph.node(key).map { up(row).contains($0) } ?? false }
          && search.columns.contains { key in
            graph.node(key).map { up(column).contains($0) } ?? false
          }
      }
      let expected: CellState =
        if witnesses.isEmpty {
          isSearched ? .searchedEmpty : .notSearched
        } else if stances == [.opposes] {
          .opposed
        } else if stances.contains(.mixed) || stances.count > 1 {
          .conflicting
        } else if !supporting.isEmpty, !supporting.values.contains(true) {
          .inferredOnly
        } else if independent == 0 {
          .unsourced
        } else if !works(.supports).isEmpty,
          supporting.keys.allSatisfy({ (graph.evidenceType(of: $0) ?? .assertion) == .assertion })
        {
          .assertedOnly
        } else if independent < 2 {
          .thin
        } else {
          .covered
        }
      #expect(cell.state == expected)
      #expect(cell.worksFor == works(.supports).union(works(.mixed)).count)
      #expect(cell.worksAgainst == works(.opposes).union(works(.mixed)).count)
      let isConflicting = stances.contains(.mixed) || stances.count > 1
      let isWithin = subjects.values.contains { $0.contains(.mixed) || $0.count > 1 }
      #expect(cell.conflict == (isConflicting ? (isWithin ? .within : .between) : nil))
      if witnesses.isEmpty { #expect(cell.marks.isEmpty) }
    }
  }

  @Test(
    "a parent holds what its children hold, each witness once",
    arguments: 0..<40 as Range<UInt64>
  )
  func rollUpCountsOnce(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    let matrix = try CoverageAnalysis(graph).matrix(
      CoverageQuery(rows: .init("type@1"), columns: .init("risk-a@1"))
    )
    for (index, entry) in matrix.rows.entries.enumerated() {
      guard let parent = entry.parent else { continue }
      for column in matrix.columns.entries.indices {
        let below = Set(matrix.witnesses(of: matrix[index, column]))
        let above = matrix.witnesses(of: matrix[parent, column])
        #expect(below.isSubset(of: above))
        #expect(Set(above).count == above.count)
      }
    }
    for (index, total) in matrix.rowTotals.enumerated() {
      let union = matrix.columns.entries.indices
        .map { Set(matrix.witnesses(of: matrix[index, $0])) }
        .reduce(into: Set<NodeID>()) { $0.formUnion($1) }
      #expect(Set(matrix.witnesses(of: total)) == union)
    }
  }

  @Test(
    "the bounds hold the truth when open codes are settled at random",
    arguments: 0..<30 as Range<UInt64>
  )
  func boundsHoldTheTruth(seed: UInt64) throws {
    let parts = RandomGraph.parts(seed: seed)
    var random = SeededGenerator(seed: seed ^ 0xABCD)
    let graph = try parts.build()
    let query = CoverageQuery(rows: .init("type@1"), columns: .init("risk-a@1"))
    let before = try CoverageAnalysis(graph).matrix(query)
    var settled = parts
    settled.statements = parts.statements.map { statement in
      guard statement.relation == .classifiedAs, statement.to == "type@1:1" else {
        return statement
      }
      let others = parts.statements.filter {
        $0.relation == .classifiedAs && $0.from == statement.from
          && $0.to.text.hasPrefix("type@1:1.")
      }
      guard others.isEmpty else { return statement }
      var moved = statement
      moved.to = Key(
        ["type@1:1.1", "type@1:1.1.1", "type@1:1.2"].randomElement(using: &random) ?? ""
      )
      return moved
    }
    let after = try CoverageAnalysis(settled.build()).matrix(query)
    for (open, truth) in zip(before.cells, after.cells) {
      #expect(truth.witnesses >= open.witnesses)
      #expect(truth.witnesses <= open.witnesses + open.unresolved)
    }
  }

  @Test("a matrix that nothing can fill says why") func emptyMatrixSaysWhy() throws {
    var builder = GraphBuilder()
    builder.add(Node("type@1:1", .taxonomyNode, notation: "1"))
    builder.add(Node("risk-a@1:1", .riskDomain, notation: "1"))
    builder.add(Node("mitigation:a/x", .mitigation))
    builder.add(Statement("mitigation:a/x", .classifiedAs, "type@1:1", via: "test"))
    let matrix = try CoverageAnalysis(builder.build()).matrix(
      CoverageQuery(rows: .init("type@1"), columns: .init("risk-a@1"))
    )
    #expect(matrix.reasonEmpty?.contains("none addresses anything in 'risk-a@1'") == true)
    #expect(matrix.cells.map(\.state) == [.notSearched])
  }

  @Test("a scheme without its version is refused where two versions stand")
  func versionsAreKeptApart() throws {
    var builder = GraphBuilder()
    builder.add(Node("type@1:1.1", .taxonomyNode, notation: "1.1"))
    builder.add(Node("type@2:1.1", .taxonomyNode, notation: "1.1"))
    let analysis = CoverageAnalysis(try builder.build())
    #expect(throws: EvidenceError.self) {
      try analysis.matrix(CoverageQuery(rows: .init("type"), columns: .init("Paper")))
    }
    let scheme = try analysis.scheme("type@2")
    #expect(scheme.axis.entries.count == 1)
  }
}
