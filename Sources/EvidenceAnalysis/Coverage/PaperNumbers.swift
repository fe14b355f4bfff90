internal import EvidenceCore

/// Counts the papers of all cells, and finds the newest: every paper is walked over once, with all cells
/// in which what it introduces stands.
struct PaperNumbers {
  private(set) var papers: CellNumbers
  /// The year of the newest paper; ``noYear`` where none is known.
  private(set) var newest: CellNumbers

  static let noYear = Int(Int32.min)

  /// Counts what is on a sheet.
  ///
  /// Papers come newest first, so that the first one in a cell is its newest.
  /// - Complexity: O(statements + Σ words of the cells of what each paper introduces).
  init<Failure>(
    _ graph: EvidenceGraph,
    _ sheet: WitnessSheet,
    _ meter: inout WorkMeter<Failure>
  ) throws(Failure) {
    let (height, width) = (sheet.rows.count, sheet.columns.count)
    papers = CellNumbers(height, width)
    newest = CellNumbers(height, width, repeating: Self.noYear)
    let introduced = Self.introduced(graph, sheet)
    let years = graph.years()
    let (cells, masks) = (Self.cells(sheet), [UInt64.max])
    var bits = CellBits<UInt64>(height: height + 1, words: sheet.columns.wordCount)
    for paper in Self.newestFirst(graph, years, introduced) {
      let year = Int(years[Int(paper)])
      bits.begin()
      for number in introduced[Int(paper)] {
        bits.gather(Int(number), of: cells, masks)
      }
      for index in 0..<bits.work {
        let (row, column, facts) = bits[index]
        let first = papers.countFinding(facts, row, column)
        if year != Self.noYear { newest.set(year, first, row, column) }
      }
      try meter.step(introduced[Int(paper)].count + bits.work)
    }
  }

  /// The cells of each witness.
  private static func cells(_ sheet: WitnessSheet) -> CellStencils {
    var stencils = CellStencils()
    for number in sheet.witnesses.indices {
      for patch in sheet.cells(ofWitness: number) {
        stencils.add(patch, sheet.rows, sheet.columns)
      }
      stencils.endGroup()
    }
    return stencils
  }

  /// The numbers of the witnesses that each paper introduces, or is.
  private static func introduced(_ graph: EvidenceGraph, _ sheet: WitnessSheet) -> Grouping {
    var result = Grouping()
    var numbers = [UInt32](repeating: .max, count: graph.nodeCount)
    for (number, witness) in sheet.witnesses.enumerated() {
      if graph.kind(of: witness) == .paper {
        result.add(number, to: witness.position)
      } else {
        numbers[witness.position] = UInt32(number)
      }
    }
    for relation in [Relation.proposes, .evaluates, .identifies] {
      RelationWalk(graph, relation, outgoing: true).forEachEnds { paper, witness in
        let number = numbers[witness.position]
        if number != .max { result.add(Int(number), to: paper.position) }
      }
    }
    result.close(groups: graph.nodeCount)
    return result
  }

  /// The papers that introduce anything, those of one year by position.
  private static func newestFirst(
    _ graph: EvidenceGraph,
    _ years: [Int32],
    _ introduced: Grouping
  ) -> [UInt32] {
    var ofYear: [Int32: [UInt32]] = [:]
    for node in 0..<graph.nodeCount where !introduced[node].isEmpty {
      ofYear[years[node], default: []].append(UInt32(node))
    }
    return ofYear.keys.sorted(by: >).flatMap { ofYear[$0] ?? [] }
  }
}
