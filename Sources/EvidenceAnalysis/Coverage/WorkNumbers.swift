internal import EvidenceCore

/// Counts the works of all cells, and what they say there.
struct WorkNumbers {
  private(set) var works: CellNumbers
  /// Works with a statement that supports, with one that supports or is mixed, and so on.
  private(set) var supporting: CellNumbers
  private(set) var worksFor: CellNumbers
  private(set) var mixed: CellNumbers
  private(set) var opposing: CellNumbers
  private(set) var against: CellNumbers
  /// Works that have made a primary study.
  private(set) var primary: CellNumbers

  /// Counts what works say, as one half of the work; the numbers of both halves belong together.
  ///
  /// - Complexity: O(Σ words of the cells of what each of them says).
  init<Failure>(
    _ sayings: Sayings,
    half: Int,
    _ sheet: WitnessSheet,
    _ meter: inout WorkMeter<Failure>
  ) throws(Failure) {
    let (height, width) = (sheet.rows.count, sheet.columns.count)
    let supportive = try sayings.supportive.numbers(ofHalf: half, height, width, &meter)
    (works, primary) = (supportive[0], supportive[1])
    (supporting, worksFor) = (works, works)
    mixed = CellNumbers(height, width)
    (opposing, against) = (mixed, mixed)
    guard let others = try sayings.others?.numbers(ofHalf: half, height, width, &meter) else {
      return
    }
    works.add(others[0])
    supporting.add(others[1])
    worksFor.add(others[2])
    mixed.add(others[3])
    opposing.add(others[4])
    against.add(others[5])
    primary.add(others[6])
  }

  /// Adds the other half.
  mutating func add(_ other: WorkNumbers) {
    works.add(other.works)
    supporting.add(other.supporting)
    worksFor.add(other.worksFor)
    mixed.add(other.mixed)
    opposing.add(other.opposing)
    against.add(other.against)
    primary.add(other.primary)
  }
}
