/// A step that has to see every row before it hands one on.
protocol RowKeeper: AnyObject {
  /// Takes the row that the run holds.
  func take() throws -> Bool
  /// Is called once every row was taken.
  func finish() throws
  /// Puts each row into the run, and calls a function for it until it says no.
  func hand(to next: QueryRun.Sink) throws
}

/// Rows of the slots that are still wanted, kept one behind another.
struct KeptRows {
  let slots: [Int]
  private var values: [QueryValue] = []
  private(set) var count = 0

  init(_ slots: [Int]) { self.slots = slots }

  mutating func append(_ run: QueryRun) throws {
    try run.hold(slots.count + 1)
    for slot in slots { values.append(run.slots[slot]) }
    count += 1
  }

  func restore(_ row: Int, _ run: QueryRun) {
    let first = row * slots.count
    for (index, slot) in slots.enumerated() { run.slots[slot] = values[first + index] }
  }

  /// Keeps only some rows, in the order given.
  mutating func keep(_ rows: ArraySlice<Int>, _ run: QueryRun) {
    var kept: [QueryValue] = []
    kept.reserveCapacity(rows.count * slots.count)
    for row in rows { kept += values[row * slots.count..<(row + 1) * slots.count] }
    run.release((count - rows.count) * (slots.count + 1))
    (values, count) = (kept, rows.count)
  }
}

extension StepCompiler {
  /// What keeps the rows of a step, where it has to see them all.
  ///
  /// - Parameter scanned: the slot whose nodes come one behind another, each with all its rows.
  func keeper(
    for step: QueryStep,
    live: [Int],
    scanned: Int?
  ) throws -> (any RowKeeper)? {
    switch step {
    case .sort(let keys, let skip, let limit):
      let most = try limit.map { (value) throws in
        try count(value, "LIMIT") + (try skip.map { try count($0, "SKIP") } ?? 0)
      }
      return SortKeeper(
        run,
        live,
        keys.map { (value($0.value), $0.isDescending) },
        most: most
      )
    case .aggregate(let grouping):
      return AggregateKeeper(self, grouping, live: live, scanned: scanned)
    case .create(let creation): return WriteKeeper(run, live, change: creator(creation))
    case .merge(let merge, let match): return try merger(merge, match, live)
    case .change(let changes):
      let change = changer(changes)
      return WriteKeeper(run, live) { next in
        try change()
        return try next()
      }
    case .delete(let items, let detaches):
      return WriteKeeper(run, live, change: deleter(items, detaches: detaches))
    default: return nil
    }
  }
}

/// Sorts rows; equal ones stay in the order in which they came.
final class SortKeeper: RowKeeper {
  private let run: QueryRun
  private let keys: [(value: QueryRun.Evaluation, isDescending: Bool)]
  private let most: Int?
  private var rows: KeptRows
  private var keyValues: [QueryValue] = []
  private var order: [Int] = []

  init(
    _ run: QueryRun,
    _ live: [Int],
    _ keys: [(QueryRun.Evaluation, Bool)],
    most: Int?
  ) {
    self.run = run
    self.keys = keys.map { (value: $0.0, isDescending: $0.1) }
    self.most = most
    rows = KeptRows(live)
  }

  func take() throws -> Bool {
    try run.step()
    try rows.append(run)
    for key in keys { keyValues.append(try key.value()) }
    if let most, rows.count >= 2 * most + 1_024 { try cut(to: most) }
    return true
  }

  private func sortedRows() throws -> [Int] {
    let width = keys.count
    return try (0..<rows.count).sorted { a, b in
      try run.step()
      for (index, key) in keys.enumerated() {
        let order = keyValues[a * width + index].sortOrder(to: keyValues[b * width + index])
        if order != 0 { return key.isDescending ? order > 0 : order < 0 }
      }
      return a < b
    }
  }

  private func cut(to most: Int) throws {
    let kept = try sortedRows().prefix(most)
    let width = keys.count
    var values: [QueryValue] = []
    for row in kept { values += keyValues[row * width..<(row + 1) * width] }
    keyValues = values
    rows.keep(kept, run)
  }

  func finish() throws { order = try sortedRows() }

  func hand(to next: QueryRun.Sink) throws {
    for row in order {
      rows.restore(row, run)
      if try !next() { return }
    }
  }
}

/// Changes the graph for each row, once all rows are there, so that no change is seen by the
/// patterns that led to it.
final class WriteKeeper: RowKeeper {
  private let run: QueryRun
  /// Changes the graph for the row at hand, and hands on what comes of it.
  private let change: (QueryRun.Sink) throws -> Bool
  private var rows: KeptRows
  private var results: KeptRows

  /// - Parameter before: the slots that the change itself reads, beside those wanted later.
  init(
    _ run: QueryRun,
    _ live: [Int],
    before: Set<Int> = [],
    change: @escaping (QueryRun.Sink) throws -> Bool
  ) {
    self.run = run
    self.change = change
    rows = KeptRows(Array(run.slots.indices))
    results = KeptRows(live)
  }

  func take() throws -> Bool {
    try rows.append(run)
    return true
  }

  func finish() throws {
    for row in 0..<rows.count {
      try run.step()
      rows.restore(row, run)
      _ = try change {
        try self.results.append(self.run)
        return true
      }
    }
    rows = KeptRows([])
  }

  func hand(to next: QueryRun.Sink) throws {
    for row in 0..<results.count {
      results.restore(row, run)
      if try !next() { return }
    }
  }
}
