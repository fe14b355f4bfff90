internal import EvidenceCore

/// What all cells count: their works, their papers, and what the statements in them say.
///
/// A row's cells are the bits of words, so that a statement enters 64 columns in one step.
struct CellCounter {
  private var ofWorks: WorkNumbers
  private var ofPapers: PaperNumbers
  private let years: NewestYears
  let planes: CellPlanes
  /// How many witnesses and statements are worth a second thread.
  private static let mostOnOneThread = 20_000

  /// Counts what is on a sheet.
  ///
  /// - Complexity: O(statements + cells + Σ words of the cells of each statement on the sheet, for each work
  ///   that makes it, and of each witness, for each paper that introduces it).
  init<Failure>(
    _ graph: EvidenceGraph,
    _ works: Works,
    _ sheet: WitnessSheet,
    _ meter: inout WorkMeter<Failure>
  ) throws(Failure) {
    let limit = meter.limit
    let isLarge = sheet.carriers.count + sheet.witnesses.count > Self.mostOnOneThread
    let (sayings, introductions) = SideBySide.run(onTwoThreads: isLarge) {
      Sayings(graph, works, sheet)
    } _: {
      Introductions(graph, sheet)
    }
    @Sendable
    func counted(_ half: Int) throws(Failure) -> (works: WorkNumbers, papers: PaperNumbers) {
      var meter = try WorkMeter(limit)
      return (
        works: try WorkNumbers(sayings, half: half, sheet, &meter),
        papers: try PaperNumbers(introductions, half: half, sheet, &meter)
      )
    }
    let ((first, planes), (second, years)) = try SideBySide.run(onTwoThreads: isLarge) {
      () throws(Failure) in
      var meter = try WorkMeter(limit)
      return (try counted(0), try CellPlanes(graph, sheet, &meter))
    } _: { () throws(Failure) in
      (try counted(1), NewestYears(introductions, sheet))
    }
    (ofWorks, ofPapers) = first
    ofWorks.add(second.works)
    ofPapers.add(second.papers)
    self.planes = planes
    self.years = years
  }

  func works(_ row: Int, _ column: Int) -> Int { ofWorks.works[row, column] }

  /// How many works of a cell have a supporting statement.
  func supporting(_ row: Int, _ column: Int) -> Int {
    ofWorks.works[row, column] - ofWorks.withoutSupporting[row, column]
  }

  func mixed(_ row: Int, _ column: Int) -> Int { ofWorks.mixed[row, column] }

  func opposing(_ row: Int, _ column: Int) -> Int { ofWorks.opposing[row, column] }

  /// How many works of a cell have a supporting or a mixed statement.
  func worksFor(_ row: Int, _ column: Int) -> Int {
    ofWorks.works[row, column] - ofWorks.withoutFor[row, column]
  }

  func worksAgainst(_ row: Int, _ column: Int) -> Int { ofWorks.against[row, column] }

  /// How many works of a cell have made a primary study.
  func primary(_ row: Int, _ column: Int) -> Int { ofWorks.primary[row, column] }

  func papers(_ row: Int, _ column: Int) -> Int { ofPapers.papers[row, column] }

  /// The year of the newest paper of a cell; `nil` where none is known.
  func newest(_ row: Int, _ column: Int) -> Int? { years[row, column] }
}
