internal import EvidenceCore

/// Groups rows, and computes over each group.
final class AggregateKeeper: RowKeeper {
  private final class Aggregate {
    let bound: BoundAggregate
    let arguments: [QueryRun.Evaluation]
    /// Where only different values count: the values as numbers, and those of each group.
    let different: (values: GroupKey, ofGroup: PairNumbers)?

    init(_ bound: BoundAggregate, _ compiler: StepCompiler) {
      self.bound = bound
      arguments = bound.arguments.map { compiler.value($0) }
      different =
        bound.isDistinct
        ? bound.arguments.first.map { (GroupKey(bound.slot, $0, compiler), PairNumbers()) } : nil
    }

    /// The value that is taken of the row at hand; `nil` where none is.
    func value(in group: Int, _ run: QueryRun) throws -> QueryValue? {
      guard let (values, ofGroup) = different else { return try arguments[0]() }
      let number = try values.number(run)
      let before = ofGroup.count
      _ = ofGroup.number(Int32(group), number)
      if ofGroup.count == before { return nil }
      try run.hold(1)
      return values.values[Int(number)]
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
  /// Keys whose values the arguments of aggregates read.
  private let read: [Int]
  @exclusivity(unchecked) private var numbers: [Int32]

  init(_ compiler: StepCompiler, _ grouping: BoundProjection.Grouping) {
    run = compiler.run
    keys = grouping.keys.map { GroupKey($0.slot, $0.value ?? .slot($0.slot), compiler) }
    pairs = grouping.keys.dropFirst().map { _ in PairNumbers() }
    numbers = [Int32](repeating: 0, count: grouping.keys.count)
    aggregates = grouping.aggregates.map { Aggregate($0, compiler) }
    let slots = grouping.aggregates.flatMap(\.arguments).reduce(into: Set<Int>()) {
      $0.formUnion($1.slots)
    }
    read = keys.indices.filter { slots.contains(grouping.keys[$0].slot) }
  }

  private func group() throws -> Int {
    guard !keys.isEmpty else {
      if groupCount == 0 { try open() }
      return 0
    }
    for index in keys.indices { numbers[index] = try keys[index].number(run) }
    for index in read { run.slots[keys[index].slot] = keys[index].values[Int(numbers[index])] }
    var combined = numbers[0]
    for index in pairs.indices {
      combined = pairs[index].number(combined, numbers[index + 1])
    }
    if combined >= groupOf.count {
      let missing = Int(combined) + 1 - groupOf.count
      groupOf += repeatElement(-1, count: max(missing, groupOf.count))
    }
    let known = groupOf[Int(combined)]
    if known >= 0 { return Int(known) }
    groupOf[Int(combined)] = Int32(groupCount)
    return try open()
  }

  @discardableResult private func open() throws -> Int {
    try run.hold(keys.count + aggregates.count)
    groups += numbers
    for aggregate in aggregates { states.append(AggregateState(aggregate.bound)) }
    groupCount += 1
    return groupCount - 1
  }

  func take() throws -> Bool {
    try run.step()
    let group = try group()
    let first = group * aggregates.count
    for (index, aggregate) in aggregates.enumerated() {
      if aggregate.arguments.isEmpty {
        try states[first + index].count(run.weight)
        continue
      }
      guard let value = try aggregate.value(in: group, run) else { continue }
      if aggregate.arguments.count == 1 {
        let weight = aggregate.different == nil ? run.weight : 1
        try states[first + index].add(value, weight: weight, run)
      } else {
        try states[first + index].add(value, share: try aggregate.arguments[1](), run)
      }
    }
    return true
  }

  func finish() throws {
    if keys.isEmpty, groupCount == 0 { try open() }
  }

  func hand(to next: QueryRun.Sink) throws {
    for group in 0..<groupCount {
      for (index, key) in keys.enumerated() {
        run.slots[key.slot] = key.values[Int(groups[group * keys.count + index])]
      }
      for (offset, aggregate) in aggregates.enumerated() {
        let state = states[group * aggregates.count + offset]
        run.slots[aggregate.bound.slot] = try state.result(run)
      }
      if try !next() { return }
    }
  }
}

/// What an aggregate knows of the rows of one group so far.
struct AggregateState {
  private let kind: AggregateKind
  private var count: Int64 = 0
  private var whole: Int64 = 0
  private var real = 0.0
  private var isReal = false
  private var best = QueryValue.null
  private var values: [QueryValue] = []
  private var share = 0.0

  init(_ bound: BoundAggregate) {
    kind = bound.kind
  }

  mutating func add(_ value: QueryValue, share: QueryValue, _ run: QueryRun) throws {
    guard let part = share.number, (0...1).contains(part) else {
      throw QueryFailure.runtime(
        "ArgumentError",
        "NumberOutOfRange",
        "\(kind.rawValue)() takes a share from 0 to 1",
        hint: "the value comes first, the share second"
      )
    }
    self.share = part
    try add(value, weight: 1, run)
  }

  /// Counts a row that stands for so many.
  mutating func count(_ weight: Int64) throws {
    let (sum, overflows) = count.addingReportingOverflow(weight)
    if overflows { throw QueryRun.tooMany }
    count = sum
  }

  /// Takes a value that stands for so many; null counts for none.
  mutating func add(_ value: QueryValue, weight: Int64, _ run: QueryRun) throws {
    if value.isNull { return }
    switch kind {
    case .countAll, .count: try count(weight)
    case .sum, .avg:
      try count(weight)
      switch value {
      case .integer(let number):
        let (product, isLarge) = number.multipliedReportingOverflow(by: weight)
        let (sum, overflows) = whole.addingReportingOverflow(product)
        if isLarge || overflows, kind == .sum, !isReal { throw QueryArithmetic.overflow }
        whole = sum
        real += Double(number) * Double(weight)
      case .float(let number):
        isReal = true
        real += number * Double(weight)
      default: throw wrong(value)
      }
    case .min: if best.isNull || value.sortOrder(to: best) < 0 { best = value }
    case .max: if best.isNull || value.sortOrder(to: best) > 0 { best = value }
    case .collect:
      try run.keep(value)
      values.append(value)
    case .stDev, .stDevP, .percentileCont, .percentileDisc:
      guard value.number != nil else { throw wrong(value) }
      try run.hold(1)
      values.append(value)
    }
  }

  private func wrong(_ value: QueryValue) -> QueryFailure {
    .runtime(
      "TypeError",
      "InvalidArgumentValue",
      "\(kind.rawValue)() takes numbers, not \(value.sort)"
    )
  }

  func result(_ run: QueryRun) throws -> QueryValue {
    switch kind {
    case .countAll, .count: return .integer(count)
    case .sum: return isReal ? .float(real) : .integer(whole)
    case .avg: return count == 0 ? .null : .float(real / Double(count))
    case .min, .max: return best
    case .collect: return .list(values)
    case .stDev, .stDevP: return deviation
    case .percentileDisc:
      let sorted = try values.sorted { (a, b) throws in
        try run.step()
        return a.sortOrder(to: b) < 0
      }
      guard !sorted.isEmpty else { return .null }
      let rank = (share * Double(sorted.count)).rounded(.up)
      return sorted[max(0, Int(rank) - 1)]
    case .percentileCont:
      let sorted = try values.compactMap(\.number).sorted { (a, b) throws in
        try run.step()
        return a < b
      }
      guard !sorted.isEmpty else { return .null }
      let place = share * Double(sorted.count - 1)
      let low = Int(place.rounded(.down))
      let high = min(low + 1, sorted.count - 1)
      return .float(sorted[low] + (sorted[high] - sorted[low]) * (place - Double(low)))
    }
  }

  private var deviation: QueryValue {
    let numbers = values.compactMap(\.number)
    let divisor = kind == .stDev ? numbers.count - 1 : numbers.count
    guard divisor > 0 else { return .float(0) }
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return .float((squares / Double(divisor)).squareRoot())
  }
}
