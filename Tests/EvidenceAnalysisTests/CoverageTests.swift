import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

@Suite struct CoverageTests {
  @Test("every cell is what the definitions say", arguments: 0..<40 as Range<UInt64>)
  func cellsAreTheReferences(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    let query = CoverageQuery(rows: .init("type@1"), columns: .init("risk-a@1"))
    let matrix = try CoverageAnalysis(graph).matrix(query)
    let reference = ChainReference(graph)
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
      for mitigation in mitigations {
        let codes = graph.outgoing(mitigation, .classifiedAs).map { graph.to($0) }
        guard codes.contains(where: { up($0).contains(row) }) else { continue }
        let chains = reference.chains(from: mitigation, to: column)
        guard !chains.isEmpty else { continue }
        witnesses.append(mitigation)
        for chain in chains {
          for edge in chain.edges where graph.relation(of: edge) == .addresses {
            claims[edge] = claims[edge] == true || !reference.isInferred(chain.edges)
          }
        }
      }
      #expect(cell.witnesses == witnesses.sorted())
      func makers(_ edge: EdgeID) -> [String] {
        if let source = graph.source(of: edge) { return [reference.work(source)] }
        return graph.incoming(graph.from(edge), .proposes)
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
        let below = Set(matrix[index, column].witnesses)
        let above = matrix[parent, column].witnesses
        #expect(below.isSubset(of: above))
        #expect(Set(above).count == above.count)
      }
    }
    for (index, total) in matrix.rowTotals.enumerated() {
      let union = matrix.columns.entries.indices
        .map { Set(matrix[index, $0].witnesses) }
        .reduce(into: Set<NodeID>()) { $0.formUnion($1) }
      #expect(Set(total.witnesses) == union)
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
      #expect(truth.witnesses.count >= open.witnesses.count)
      #expect(truth.witnesses.count <= open.witnesses.count + open.unresolved)
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
    #expect(matrix.reasonEmpty?.contains("ADDRESSES") == true)
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
