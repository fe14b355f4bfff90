internal import EvidenceCore

/// Groups rows, and computes over each group.
final class AggregateKeeper: RowKeeper {
  private final class Aggregate {
    let bound: BoundAggregate
    let arguments: [QueryRun.Evaluation]
    /// The slots that the arguments read.
    let slots: [Int]
    /// Where only different values count: the values as numbers, and those of each group.
    let different: (values: GroupKey, ofGroup: ValuePairs)?

    init(_ bound: BoundAggregate, _ compiler: StepCompiler, groupsFollow: Bool) {
      self.bound = bound
      arguments = bound.arguments.map { compiler.value($0) }
      slots = bound.arguments.reduce(into: Set<Int>()) { $0.formUnion($1.slots) }.sorted()
      different =
        bound.isDistinct
        ? bound.arguments.first.map {
          (
            GroupKey(bound.slot, $0, compiler, byPosition: true),
            ValuePairs(keepsLastGroupOnly: groupsFollow)
          )
        } : nil
    }

    /// The value that is taken of the row at hand; `nil` where none is.
    func value(in group: Int, _ run: QueryRun) throws -> QueryValue? {
      guard let (values, ofGroup) = different else { return try arguments[0]() }
      let number = try values.number()
      guard ofGroup.insert(number, in: group) else { return nil }
      try run.hold(1)
      return values.value(number)
    }

    /// Whether it counts rows, where no slot of them is null.
    var countsRows: Bool {
      guard bound.kind == .count, !bound.isDistinct, case .slot = bound.arguments[0] else {
        return bound.kind == .countAll
      }
      return true
    }
  }

  private let run: QueryRun
  private let keys: [GroupKey]
  /// For each key behind the first, the numbers of what the keys before it and it are.
  private let pairs: [PairNumbers]
  private let aggregates: [Aggregate]
  /// The group of each combination of keys; below 0: none yet.
  @exclusivity(unchecked) private var groupOf: [Int32] = []
  /// The keys' numbers of all groups, those of one group together.
  @exclusivity(unchecked) private var groups: [Int32] = []
  @exclusivity(unchecked) private var groupCount = 0
  /// The states of all groups, those of one group together.
  @exclusivity(unchecked) private var states: [AggregateState] = []
  /// Whether rows are counted and nothing else.
  private let onlyCounts: Bool
  /// How many rows each group has, where nothing else is asked.
  @exclusivity(unchecked) private var counts: [Int64] = []
  /// Keys whose values the arguments of aggregates read.
  private let read: [Int]
  /// Keys whose values are wanted behind it.
  private let live: [Int]
  @exclusivity(unchecked) private var numbers: [Int32]

  /// Groups the rows of a run.
  ///
  /// - Parameters:
  ///   - live: the slots that are still wanted behind it.
  ///   - scanned: the slot whose nodes come one behind another, each with all its rows.
  init(
    _ compiler: StepCompiler,
    _ grouping: BoundProjection.Grouping,
    live: [Int],
    scanned: Int?
  ) {
    run = compiler.run
    let groupsFollow = grouping.hasGroup(forEach: scanned, run.graph)
    keys = grouping.keys.map { GroupKey($0.slot, $0.value ?? .slot($0.slot), compiler) }
    pairs = grouping.keys.dropFirst().map { _ in PairNumbers() }
    numbers = [Int32](repeating: 0, count: grouping.keys.count)
    aggregates = grouping.aggregates.map { Aggregate($0, compiler, groupsFollow: groupsFollow) }
    onlyCounts = !aggregates.isEmpty && aggregates.allSatisfy { $0.bound.kind == .countAll }
    let slots = grouping.aggregates.flatMap(\.arguments).reduce(into: Set<Int>()) {
      $0.formUnion($1.slots)
    }
    read = keys.indices.filter { slots.contains(grouping.keys[$0].slot) }
    self.live = keys.indices.filter { live.contains(grouping.keys[$0].slot) }
  }

  private func group() throws -> Int {
    guard !keys.isEmpty else { return try onlyGroup() }
    for index in keys.indices { numbers[index] = try keys[index].number() }
    for index in read { run.slots[keys[index].slot] = keys[index].value(numbers[index]) }
    var combined = numbers[0]
    for index in pairs.indices {
      combined = pairs[index].number(combined, numbers[index + 1])
    }
    return try group(of: combined) ?? open { numbers[$0] }
  }

  private func onlyGroup() throws -> Int {
    groupCount == 0 ? try open { _ in 0 } : 0
  }

  /// The group of a combination of keys; `nil` where there is none yet, and it becomes the next one.
  private func group(of combined: Int32) -> Int? {
    let place = Int(combined)
    if place >= groupOf.count {
      groupOf += repeatElement(-1, count: max(place + 1 - groupOf.count, groupOf.count))
    }
    if groupOf[place] >= 0 { return Int(groupOf[place]) }
    groupOf[place] = Int32(groupCount)
    return nil
  }

  /// Adds a group.
  ///
  /// - Parameter number: the number of the value of a key.
  private func open(_ number: (_ key: Int) -> Int32) throws -> Int {
    try run.hold(keys.count + aggregates.count)
    for key in keys.indices { groups.append(number(key)) }
    if onlyCounts {
      counts.append(0)
    } else {
      for aggregate in aggregates { states.append(AggregateState(aggregate.bound)) }
    }
    groupCount += 1
    return groupCount - 1
  }

  func take() throws -> Bool {
    try run.step()
    let group = try group()
    if onlyCounts {
      try count(run.weight, in: group)
      return true
    }
    for index in aggregates.indices { try add(index, group, weight: run.weight) }
    return true
  }

  private func count(_ weight: Int64, in group: Int) throws {
    let (sum, overflows) = counts[group].addingReportingOverflow(weight)
    if overflows { throw QueryRun.tooMany }
    counts[group] = sum
  }

  /// Adds the row that the run holds to an aggregate of a group.
  private func add(_ index: Int, _ group: Int, weight: Int64) throws {
    let (aggregate, state) = (aggregates[index], group * aggregates.count + index)
    if aggregate.arguments.isEmpty { return try states[state].count(weight) }
    guard let value = try aggregate.value(in: group, run) else { return }
    if aggregate.arguments.count == 1 {
      let weight = aggregate.different == nil ? weight : 1
      try states[state].add(value, weight: weight, run)
    } else {
      try states[state].add(value, share: try aggregate.arguments[1](), run)
    }
  }

  // MARK: Rows of ids

  /// Takes many rows at a time.
  func take(_ rows: IDRows) throws {
    try run.step(by: rows.count)
    let numbers = try keys.map { try $0.numbers(rows) }
    let groups = try groups(rows, numbers)
    if onlyCounts {
      guard Self.count(rows.weights, in: groups, &counts) else { throw QueryRun.tooMany }
      return
    }
    for (index, aggregate) in aggregates.enumerated() {
      if aggregate.countsRows {
        for row in 0..<rows.count {
          try states[groups[row] * aggregates.count + index].count(rows.weight(row))
        }
      } else if let (values, ofGroup) = aggregate.different, read.isEmpty {
        var found = 0
        for (row, number) in try values.numbers(rows).enumerated()
        where ofGroup.insert(number, in: groups[row]) {
          found += 1
          let state = groups[row] * aggregates.count + index
          try states[state].add(values.value(number), weight: 1, run)
        }
        try run.hold(found)
      } else {
        for row in 0..<rows.count {
          rows.load(row, aggregate.slots, run)
          for key in read { run.slots[keys[key].slot] = keys[key].value(numbers[key][row]) }
          try add(index, groups[row], weight: rows.weight(row))
        }
      }
    }
  }

  /// The group of each row.
  private func groups(_ rows: IDRows, _ numbers: [[Int32]]) throws -> [Int] {
    guard var combined = numbers.first else {
      return [Int](repeating: try onlyGroup(), count: rows.count)
    }
    for (pairs, others) in zip(pairs, numbers.dropFirst()) {
      pairs.number(&combined, others)
    }
    var result = Self.groups(of: combined, groupOf)
    for row in result.indices where result[row] < 0 {
      result[row] = try group(of: combined[row]) ?? open { numbers[$0][row] }
    }
    return result
  }

  /// The groups of combinations of keys; below 0 where there is none yet.
  private static func groups(of combined: [Int32], _ groupOf: [Int32]) -> [Int] {
    let groupOf = groupOf.span
    var result = [Int](repeating: -1, count: combined.count)
    for row in combined.indices {
      let place = Int(combined[row])
      if place < groupOf.count { result[row] = Int(groupOf[place]) }
    }
    return result
  }

  /// Adds rows to the counts of their groups.
  ///
  /// - Parameter weights: how many rows each stands for; empty where each stands for itself.
  /// - Returns: whether every count is a number.
  private static func count(
    _ weights: [Int64],
    in groups: [Int],
    _ counts: inout [Int64]
  ) -> Bool {
    var counts = counts.mutableSpan
    var isNumber = true
    for row in groups.indices {
      let weight = weights.isEmpty ? 1 : weights[row]
      let (sum, overflows) = counts[groups[row]].addingReportingOverflow(weight)
      counts[groups[row]] = sum
      if overflows { isNumber = false }
    }
    return isNumber
  }

  func finish() throws {
    if keys.isEmpty { _ = try onlyGroup() }
  }

  func hand(to next: QueryRun.Sink) throws {
    for group in 0..<groupCount {
      for index in live {
        run.slots[keys[index].slot] = keys[index].value(groups[group * keys.count + index])
      }
      for (offset, aggregate) in aggregates.enumerated() {
        run.slots[aggregate.bound.slot] =
          onlyCounts
          ? .integer(counts[group]) : try states[group * aggregates.count + offset].result(run)
      }
      if try !next() { return }
    }
  }
}

extension BoundProjection.Grouping {
  /// Whether each node of a slot has a group of its own.
  fileprivate func hasGroup(forEach slot: Int?, _ graph: any QueryGraph) -> Bool {
    guard let slot, keys.count == 1 else { return keys.isEmpty }
    return switch keys[0].value {
    case nil: keys[0].slot == slot
    case .slot(let other): other == slot
    case .property(.slot(let other), "key"): other == slot && graph is EvidenceReader
    default: false
    }
  }
}
