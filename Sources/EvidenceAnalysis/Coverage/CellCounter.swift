internal import EvidenceCore

/// What all cells count: their works, their papers, and what the statements in them say.
///
/// A row's cells are the bits of words, so that a statement enters 64 columns in one step.
struct CellCounter {
  private var ofWorks: WorkNumbers
  private var papers: CellNumbers
  private let years: NewestYears
  let planes: CellPlanes
  /// How many witnesses and statements are worth a second thread.
  private static let mostOnOneThread = 10_000

  /// Counts what is on a sheet.
  ///
  /// - Parameters:
  ///   - graph: where to look.
  ///   - works: the works of papers.
  ///   - introduced: what papers introduce.
  ///   - sheet: the witnesses, and what carries them.
  ///   - meter: counts what is looked at.
  /// - Complexity: O(statements + cells + Σ words of the cells of each statement on the sheet, for each work
  ///   that makes it, and of each witness, for each paper that introduces it).
  init<Failure>(
    _ graph: EvidenceGraph,
    _ works: Works,
    _ introduced: IntroducedNodes,
    _ sheet: WitnessSheet,
    _ meter: inout WorkMeter<Failure>
  ) throws(Failure) {
    let limit = meter.limit
    let isLarge = sheet.carriers.count + sheet.witnesses.count > Self.mostOnOneThread
    let (sayings, (planes, introductions, years)) = try SideBySide.run(onTwoThreads: isLarge) {
      () throws(Failure) in
      Sayings(SaidGroups(graph, works, sheet), works, introduced.proposals)
    } _: { () throws(Failure) in
      var meter = try WorkMeter(limit)
      let planes = try CellPlanes(graph, sheet, &meter)
      let introductions = Introductions(graph, sheet, introduced)
      return (planes, introductions, NewestYears(graph, introductions, sheet))
    }
    @Sendable
    func counted(_ half: Int) throws(Failure) -> (works: WorkNumbers, papers: CellNumbers) {
      var meter = try WorkMeter(limit)
      let papers = try introductions.papers.numbers(
        ofHalf: half,
        sheet.rows.count,
        sheet.columns.count,
        &meter
      )
      return (try WorkNumbers(sayings, half: half, sheet, &meter), papers[0])
    }
    let (first, second) = try SideBySide.run(onTwoThreads: isLarge) { () throws(Failure) in
      try counted(0)
    } _: { () throws(Failure) in
      try counted(1)
    }
    (ofWorks, papers) = first
    ofWorks.add(second.works)
    papers.add(second.papers)
    self.planes = planes
    self.years = years
  }

  func works(_ row: Int, _ column: Int) -> Int { ofWorks.works[row, column] }

  /// How many works of a cell have a supporting statement.
  func supporting(_ row: Int, _ column: Int) -> Int {
    ofWorks.supporting[row, column]
  }

  func mixed(_ row: Int, _ column: Int) -> Int { ofWorks.mixed[row, column] }

  func opposing(_ row: Int, _ column: Int) -> Int { ofWorks.opposing[row, column] }

  /// How many works of a cell have a supporting or a mixed statement.
  func worksFor(_ row: Int, _ column: Int) -> Int {
    ofWorks.worksFor[row, column]
  }

  func worksAgainst(_ row: Int, _ column: Int) -> Int { ofWorks.against[row, column] }

  /// How many works of a cell have made a primary study.
  func primary(_ row: Int, _ column: Int) -> Int { ofWorks.primary[row, column] }

  func papers(_ row: Int, _ column: Int) -> Int { papers[row, column] }

  /// The year of the newest paper of a cell; `nil` where none is known.
  func newest(_ row: Int, _ column: Int) -> Int? { years[row, column] }
}
