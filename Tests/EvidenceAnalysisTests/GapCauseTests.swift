import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

/// What makes a gap one, as cases and not as words.
@Suite struct GapCauseTests {
  @Test(
    "every gap of a cell has a question, and no name of a relation in its words",
    arguments: [
      (Kind.mitigation, "type@1", "risk-a@1"), (.risk, "risk-a@1", "risk-b@1"),
      (.mitigation, "risk-a@1", "type@1"), (.paper, "risk-a@1", "type@1"),
      (.risk, "risk-a@1", "Paper"), (.risk, "risk-a@1", "Mitigation"),
      (.mitigation, "Mitigation", "Risk"),
    ]
  )
  func wordsArePlain(of kind: Kind, rows: String, columns: String) throws {
    for seed in UInt64(0)..<20 {
      let graph = try RandomGraph.parts(seed: seed).build()
      let matrix = try CoverageAnalysis(graph).matrix(
        CoverageQuery(of: kind, rows: .init(rows), columns: .init(columns))
      )
      let gaps = GapAnalysis(graph).cellGaps(
        matrix,
        kinds: GapKind.allCases,
        includingParents: true
      )
      for gap in gaps {
        let question = try #require(gap.question, "\(gap.kind)")
        #expect(question.hasSuffix("?"))
        let texts = [gap.reason, matrix.reasonEmpty ?? ""]
        #expect(texts.allSatisfy { $0.firstMatch(of: /[A-Z]{2,}_?[A-Z]{3,}/) == nil }, "\(texts)")
      }
    }
  }

  @Test("the cause of a cell's gap is what its cell holds", arguments: 0..<60 as Range<UInt64>)
  func cells(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    let matrix = try CoverageAnalysis(graph).matrix(
      CoverageQuery(rows: .init("type@1"), columns: .init("risk-a@1"))
    )
    for gap in GapAnalysis(graph).cellGaps(matrix, kinds: GapKind.allCases) {
      let row = try #require(matrix.rows.entries.firstIndex { $0.node == gap.row })
      let column = try #require(matrix.columns.entries.firstIndex { $0.node == gap.column })
      let cell = matrix[row, column]
      switch gap.cause {
      case .unreached(let rows, let columns, let isSearched):
        #expect(cell.state == (isSearched ? .searchedEmpty : .notSearched))
        #expect(rows == matrix.rowReach[row].count && columns == matrix.columnReach[column].count)
        #expect(matrix.rowReach[row].allSatisfy { !matrix.columnReach[column].contains($0) })
      case .few(let works, let wanted):
        #expect(works == matrix.works(of: cell).count && works < wanted)
      case .opposed(let works): #expect(works == cell.opposing && cell.worksFor == 0)
      case .conflicting(let supporting, let mixed, let against, let isWithin):
        #expect(supporting == cell.supporting && mixed == cell.mixed && against == cell.opposing)
        #expect(isWithin == (cell.conflict == .within))
      case .oneWork: #expect(matrix.works(of: cell).count == 1)
      case .asserted(let statesTypes): #expect(statesTypes == cell.statesTypes)
      case .inferred:
        #expect(
          matrix.claims(of: cell).allSatisfy {
            !$0.isPlain || ![nil, .supports].contains(graph.stance(of: $0.statement))
          }
        )
      case .sourceless: #expect(matrix.works(of: cell).isEmpty)
      case .old(let newest, _): #expect(newest == cell.newestYear)
      case .noSynthesis: #expect(cell.marks.contains(.synthesis))
      case .noClaimAbout, .noClaimFrom, .noCode: Issue.record("a cause of single nodes: \(gap)")
      }
      #expect(!gap.reason.isEmpty && !gap.cause.code.isEmpty)
    }
  }

  @Test(
    "the cause of a node's gap names the match that has what it lacks",
    arguments: 0..<40 as Range<UInt64>
  )
  func nodes(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    for gap in GapAnalysis(graph).nodeGaps(schemes: ["type@1"]) {
      let node = try #require(gap.node)
      func isMatched(_ other: NodeID) -> Bool {
        graph.edges.contains { edge in
          [.exactMatch, .closeMatch].contains(graph.relation(of: edge)) && !graph.isNegated(edge)
            && Set([graph.from(edge), graph.to(edge)]) == [node, other]
        }
      }
      switch gap.cause {
      case .noClaimAbout(let match):
        #expect(gap.kind == .riskWithoutMitigation)
        guard let match else { continue }
        #expect(isMatched(match) && gap.nearest == match)
        #expect(graph.incoming(match, .addresses).contains { !graph.isNegated($0) })
      case .noClaimFrom(let match):
        #expect(gap.kind == .mitigationWithoutRisk)
        guard let match else { continue }
        #expect(isMatched(match) && gap.nearest == match)
        #expect(graph.outgoing(match, .addresses).contains { !graph.isNegated($0) })
      case .noCode(let scheme): #expect(gap.kind == .unclassified && scheme == "type@1")
      default: Issue.record("a cause of cells: \(gap)")
      }
    }
  }
}
