import EvidenceAnalysis
import EvidenceCore
import EvidenceQuery
import EvidenceTestSupport
import Testing

/// Procedures give the answers of the library, row for row.
@Suite struct ProcedureTests {
  private func run(_ text: String, _ graph: EvidenceGraph) throws -> [[QueryValue]] {
    var options = QueryOptions()
    options.procedures = EvidenceProcedures.all(for: graph)
    return try CypherQuery(text).run(on: graph, options: options).rows
  }

  private func code(_ text: String, _ graph: EvidenceGraph) -> String {
    do {
      _ = try run(text, graph)
      return "none"
    } catch {
      return (error as? EvidenceError)?.diagnostics.map { "\($0)" }.joined() ?? "\(error)"
    }
  }

  @Test("gaps are those of the ranking", arguments: UInt64(0)..<20)
  func gapsAreTheRanking(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    let analysis = GapAnalysis(graph)
    let nodes = analysis.ranking(kinds: GapAnalysis.listed(withAxes: false))
    let rows = try run("CALL evidence.gaps() YIELD node, kind, rank RETURN node, kind, rank", graph)
    #expect(
      rows
        == nodes.map { item in
          [
            item.gap.node.map { .node($0) } ?? .null, .string(item.gap.kind.rawValue),
            .integer(Int64(item.rank)),
          ]
        }
    )
    let query = CoverageQuery(rows: .init("type@1"), columns: .init("risk-a@1"))
    let matrix = try CoverageAnalysis(graph).matrix(query)
    let cells = analysis.ranking(of: [matrix], kinds: GapAnalysis.listed(withAxes: true))
    let asked = "{rows: 'type@1', columns: 'risk-a@1'}"
    let found = try run("CALL evidence.gaps(\(asked)) YIELD row, reason RETURN row, reason", graph)
    #expect(found == cells.map { [$0.gap.row.map { .node($0) } ?? .null, .string($0.gap.reason)] })
  }

  @Test("cells are those of the matrix", arguments: UInt64(0)..<20)
  func cellsAreTheMatrix(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    let query = CoverageQuery(of: .risk, rows: .init("risk-a@1"), columns: .init("risk-b@1"))
    let matrix = try CoverageAnalysis(graph).matrix(query)
    let rows = try run(
      """
      CALL evidence.coverage('risk-a@1', 'risk-b@1', {of: 'Risk'})
      YIELD row, column, state, independentPapers AS works RETURN row, column, state, works
      """,
      graph
    )
    #expect(
      rows
        == matrix.cells.map { cell in
          [
            .node(matrix.rows.entries[cell.row].node),
            .node(matrix.columns.entries[cell.column].node), .string(cell.state.rawValue),
            .integer(Int64(cell.independentPapers)),
          ]
        }
    )
    let concepts = try CoverageAnalysis(graph).concepts(.init("risk-a@1"))
    let lines = try run(
      "CALL evidence.coverage('risk-a@1') YIELD row, column, witnesses AS n RETURN row, column, n",
      graph
    )
    #expect(
      lines
        == concepts.rows.map { row in
          [.node(concepts.entry(of: row).node), .null, .integer(Int64(row.cell.witnesses))]
        }
    )
  }

  @Test("chains are those of the path answer, or there is a miss", arguments: UInt64(0)..<20)
  func chainsAreTheAnswers(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    let paths = EvidencePaths(graph)
    for paper in graph.nodes(of: .paper).prefix(4) {
      for domain in graph.nodes(of: .riskDomain).prefix(4) {
        let answer = paths.chains(from: paper, to: domain, options: .init(limit: nil))
        let (from, to) = (graph.key(of: paper).text, graph.key(of: domain).text)
        let rows = try run(
          "CALL evidence.paths('\(from)', '\(to)') YIELD path, about RETURN path, about",
          graph
        )
        #expect(
          rows
            == answer.chains.map { chain in
              [
                .path(QueryPath(nodes: chain.nodes, relationships: chain.steps.map(\.edge))),
                .string(chain.about.rawValue),
              ]
            }
        )
        let misses = try run(
          "CALL evidence.miss('\(from)', '\(to)') YIELD relation RETURN relation",
          graph
        )
        #expect(misses == (answer.nearestMiss.map { [[.string($0.relation.name)]] } ?? []))
      }
    }
  }

  @Test("hits are those of the search") func hitsAreTheSearch() throws {
    let graph = try RandomGraph.parts(seed: 3).build()
    let hits = SearchIndex(graph).search(SearchQuery("risk"), limit: nil).hits
    let rows = try run("CALL evidence.find('risk') YIELD node RETURN node", graph)
    #expect(rows == hits.map { [.node($0.node)] })
    #expect(try run("CALL evidence.find('risk', {limit: 1})", graph).count == min(1, hits.count))
    #expect(try run("CALL evidence.find(null)", graph).isEmpty)
  }

  @Test(
    "a slip is an error that says what was meant",
    arguments: [
      ("CALL evidence.gap()", "did you mean 'evidence.gaps'?"),
      ("CALL evidence.gaps() YIELD knd RETURN knd", "did you mean 'kind'?"),
      ("CALL evidence.gaps({limt: 1})", "did you mean 'limit'?"),
      ("CALL evidence.gaps({limit: 'a'})", "is a whole number above 0"),
      ("CALL evidence.gaps({kind: 'thinn'})", "did you mean 'thin'?"),
      ("CALL evidence.gaps({kind: 'thin'})", "is a gap of cells"),
      ("CALL evidence.gaps({rows: 'type@1'})", "go together"),
      ("CALL evidence.gaps(7)", "is a map, not an integer"),
      ("CALL evidence.paths('a')", "evidence.paths(from, to, options?)"),
      ("CALL evidence.paths('no such', 'thing')", "no such"),
      ("CALL evidence.paths(1, 2)", "is a node or its name"),
      ("CALL evidence.coverage('type@2')", "type@2"),
      ("CALL evidence.coverage('type@1', null, {of: 'Mitigatoin'})", "Mitigat"),
      ("CALL evidence.find('  ')", "no word"),
      ("CALL evidence.find('a', {kind: 'Papr'})", "did you mean 'Paper'?"),
    ]
  )
  func slipsAreNamed(query: String, message: String) throws {
    let graph = try RandomGraph.parts(seed: 1).build()
    #expect(code(query, graph).contains(message), "\(code(query, graph))")
  }

  @Test("a procedure is called for each row, and may be filtered") func callsAreComposed() throws {
    let graph = try RandomGraph.parts(seed: 5).build()
    let rows = try run(
      """
      MATCH (p:Paper) CALL evidence.paths(p, null) YIELD path RETURN path
      """,
      graph
    )
    #expect(rows.isEmpty)
    let counted = try run(
      """
      CALL evidence.gaps() YIELD kind, node WHERE kind = 'unclassified'
      RETURN count(node)
      """,
      graph
    )
    let gaps = GapAnalysis(graph).ranking(kinds: [.unclassified])
    #expect(counted == [[.integer(Int64(gaps.count))]])
  }
}
