internal import EvidenceCore

/// Counts the papers of all cells, and finds the newest: every paper is walked over once, with all cells
/// in which what it introduces stands.
struct PaperNumbers {
  private(set) var papers: CellNumbers
  /// The year of the newest paper of each cell and total; ``noYear`` where none is known.
  private var years: [Int32]
  private let stride: Int

  private static let noYear = Int32.min

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
    let words = sheet.columns.wordCount
    papers = CellNumbers(height, width)
    stride = width + 1
    years = [Int32](repeating: Self.noYear, count: (height + 1) * stride)
    // The cells in which there is a paper.
    var seen = [UInt64](repeating: 0, count: (height + 1) * words)
    let introduced = Self.introduced(graph, sheet)
    let yearOfNode = graph.years()
    let (cells, masks) = (Self.cells(sheet), [UInt64.max])
    var bits = CellBits<UInt64>(height: height + 1, words: words)
    for paper in Self.newestFirst(graph, yearOfNode, introduced) {
      let year = yearOfNode[Int(paper)]
      let range = introduced.range(of: Int(paper))
      bits.begin()
      for place in range { bits.gather(introduced.thing(at: place), of: cells, masks) }
      for index in 0..<bits.work {
        let (row, column, facts) = bits[index]
        papers.count(facts, row, column)
        let word = row * words + column >> 6
        let first = facts & ~seen[word]
        guard first != 0 else { continue }
        seen[word] |= first
        if year != Self.noYear { set(year, first, row, column) }
      }
      try meter.step(range.count + bits.work)
    }
  }

  /// Sets the year of each of some cells that lie side by side in a row.
  private mutating func set(_ year: Int32, _ bits: UInt64, _ row: Int, _ column: Int) {
    var left = bits
    while left != 0 {
      years[row * stride + column + left.trailingZeroBitCount] = year
      left &= left - 1
    }
  }

  /// The year of the newest paper of a cell; `nil` where none is known. A total's row or column is the
  /// one for all.
  func newest(_ row: Int, _ column: Int) -> Int? {
    let year = years[row * stride + column]
    return year == Self.noYear ? nil : Int(year)
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
    for node in 0..<graph.nodeCount where !introduced.range(of: node).isEmpty {
      ofYear[years[node], default: []].append(UInt32(node))
    }
    return ofYear.keys.sorted(by: >).flatMap { ofYear[$0] ?? [] }
  }
}
