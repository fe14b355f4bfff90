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
