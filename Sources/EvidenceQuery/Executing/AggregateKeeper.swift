/// Groups rows, and computes over each group.
final class AggregateKeeper: RowKeeper {
  private let run: QueryRun
  private let keys: [(slot: Int, value: QueryRun.Evaluation)]
  private let aggregates: [(bound: BoundAggregate, arguments: [QueryRun.Evaluation])]
  private var single: [QueryValue: Int] = [:]
  private var several: [[QueryValue]: Int] = [:]
  private var groups: [[QueryValue]] = []
  /// The states of all groups, those of one group together.
  private var states: [AggregateState] = []

  init(_ compiler: StepCompiler, _ grouping: BoundProjection.Grouping) {
    run = compiler.run
    keys = grouping.keys.map { key in
      (slot: key.slot, value: compiler.value(key.value ?? .slot(key.slot)))
    }
    aggregates = grouping.aggregates.map { aggregate in
      (aggregate, aggregate.arguments.map { compiler.value($0) })
    }
  }

  private func group() throws -> Int {
    switch keys.count {
    case 0:
      if groups.isEmpty { try open([]) }
      return 0
    case 1:
      let key = try keys[0].value()
      run.slots[keys[0].slot] = key
      if let known = single[key] { return known }
      single[key] = groups.count
      return try open([key])
    default:
      var values: [QueryValue] = []
      values.reserveCapacity(keys.count)
      for key in keys { values.append(try key.value()) }
      for (index, key) in keys.enumerated() { run.slots[key.slot] = values[index] }
      if let known = several[values] { return known }
      several[values] = groups.count
      return try open(values)
    }
  }

  @discardableResult private func open(_ key: [QueryValue]) throws -> Int {
    try run.hold(key.count + aggregates.count)
    groups.append(key)
    for aggregate in aggregates { states.append(AggregateState(aggregate.bound)) }
    return groups.count - 1
  }

  func take() throws -> Bool {
    try run.step()
    let first = try group() * aggregates.count
    for (index, aggregate) in aggregates.enumerated() {
      switch aggregate.arguments.count {
      case 0: states[first + index].count += run.weight
      case 1: try states[first + index].add(try aggregate.arguments[0](), run)
      default:
        try states[first + index].add(
          try aggregate.arguments[0](),
          share: try aggregate.arguments[1](),
          run
        )
      }
    }
    return true
  }

  func finish() throws {
    if keys.isEmpty, groups.isEmpty { try open([]) }
  }

  func hand(to next: QueryRun.Sink) throws {
    for (index, group) in groups.enumerated() {
      for (key, value) in zip(keys, group) { run.slots[key.slot] = value }
      for (offset, aggregate) in aggregates.enumerated() {
        run.slots[aggregate.bound.slot] = try states[index * aggregates.count + offset].result()
      }
      if try !next() { return }
    }
  }
}

/// What an aggregate knows of the rows of one group so far.
struct AggregateState {
  private let kind: AggregateKind
  private var seen: Set<QueryValue>?
  var count: Int64 = 0
  private var whole: Int64 = 0
  private var real = 0.0
  private var isReal = false
  private var best = QueryValue.null
  private var values: [QueryValue] = []
  private var share = 0.0

  init(_ bound: BoundAggregate) {
    kind = bound.kind
    seen = bound.isDistinct ? [] : nil
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
    try add(value, run)
  }

  mutating func add(_ value: QueryValue, _ run: QueryRun) throws {
    if value.isNull { return }
    if seen != nil {
      guard seen?.insert(value).inserted == true else { return }
      try run.hold(1)
    }
    switch kind {
    case .countAll, .count: count += 1
    case .sum, .avg:
      count += 1
      switch value {
      case .integer(let number):
        let (sum, overflows) = whole.addingReportingOverflow(number)
        if overflows, kind == .sum, !isReal { throw QueryArithmetic.overflow }
        whole = sum
        real += Double(number)
      case .float(let number):
        isReal = true
        real += number
      default: throw wrong(value)
      }
    case .min: if best.isNull || value.sortOrder(to: best) < 0 { best = value }
    case .max: if best.isNull || value.sortOrder(to: best) > 0 { best = value }
    case .collect:
      try run.hold(1)
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

  func result() throws -> QueryValue {
    switch kind {
    case .countAll, .count: return .integer(count)
    case .sum: return isReal ? .float(real) : .integer(whole)
    case .avg: return count == 0 ? .null : .float(real / Double(count))
    case .min, .max: return best
    case .collect: return .list(values)
    case .stDev, .stDevP: return deviation
    case .percentileDisc:
      let sorted = values.sorted { $0.sortOrder(to: $1) < 0 }
      guard !sorted.isEmpty else { return .null }
      let rank = (share * Double(sorted.count)).rounded(.up)
      return sorted[max(0, Int(rank) - 1)]
    case .percentileCont:
      let sorted = values.compactMap(\.number).sorted()
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
