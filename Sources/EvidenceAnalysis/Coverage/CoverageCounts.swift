internal import EvidenceCore

/// How many witnesses stand in each cell of two axes, and how many papers introduce them, for those who
/// ask for no more: what is stated in a cell is not read.
///
/// The numbers are those of a ``CoverageMatrix``. An empty cell is one in which nothing stands: whether it
/// was searched, and all that makes a state, only the matrix tells.
public struct CoverageCounts: Sendable {
  public let rows: CoverageAxis
  public let columns: CoverageAxis
  private let ofPapers: CellNumbers
  private let ofWitnesses: CellNumbers
  private let ofIntroduced: CellNumbers

  init<Failure>(
    _ graph: EvidenceGraph,
    _ rows: CoverageAxis,
    _ columns: CoverageAxis,
    _ sheet: WitnessSheet,
    _ introduced: IntroducedNodes,
    onTwoThreads: Bool,
    _ meter: inout WorkMeter<Failure>
  ) throws(Failure) {
    let introductions = Introductions(graph, sheet, introduced, onTwoThreads: onTwoThreads)
    let (height, width, limit) = (sheet.rows.count, sheet.columns.count, meter.limit)
    @Sendable
    func counted(_ half: Int) throws(Failure) -> [CellNumbers] {
      var meter = try WorkMeter(limit)
      let papers = try introductions.papers.numbers(ofHalf: half, height, width, &meter)
      let witnesses = try introductions.papers.groupNumbers(ofHalf: half, height, width, &meter)
      return [papers[0], witnesses.all, witnesses.had]
    }
    var (numbers, others) = try SideBySide.run(onTwoThreads: onTwoThreads) { () throws(Failure) in
      try counted(0)
    } _: { () throws(Failure) in
      try counted(1)
    }
    for index in numbers.indices { numbers[index].add(others[index]) }
    (ofPapers, ofWitnesses, ofIntroduced) = (numbers[0], numbers[1], numbers[2])
    (self.rows, self.columns) = (rows, columns)
  }

  /// How many papers introduce a witness of a cell, or are one.
  ///
  /// - Parameters:
  ///   - row: the position of the row.
  ///   - column: the position of the column.
  public func papers(_ row: Int, _ column: Int) -> Int { ofPapers[row, column] }

  /// How many witnesses stand in a cell.
  ///
  /// - Parameters:
  ///   - row: the position of the row.
  ///   - column: the position of the column.
  public func witnesses(_ row: Int, _ column: Int) -> Int { ofWitnesses[row, column] }

  /// How many of the witnesses of a cell some paper introduces, or are papers.
  ///
  /// - Parameters:
  ///   - row: the position of the row.
  ///   - column: the position of the column.
  public func introduced(_ row: Int, _ column: Int) -> Int { ofIntroduced[row, column] }
}
