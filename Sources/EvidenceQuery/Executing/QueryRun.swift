internal import EvidenceCore

/// The row that a query works on, and what goes with it while it runs.
///
/// What each row touches is not watched for overlapping accesses while the query runs: in the queries of
/// `Benchmarks/queries.py` that was a tenth of the time. No access reaches over a call of a step.
final class QueryRun {
  typealias Sink = () throws -> Bool
  typealias Evaluation = () throws -> QueryValue

  let graph: any QueryGraph
  /// The graph as one that can be changed, if it can.
  let store: PropertyStore?
  let functions: FunctionContext
  let parameters: [String: QueryValue]
  let isOptimizing: Bool
  /// The most values that sorting, grouping and the like hold at once.
  let mostHeld: Int
  private var meter: WorkMeter<EvidenceError>
  @exclusivity(unchecked) private var untilCheck = QueryRun.interval
  @exclusivity(unchecked) private var held = 0
  /// How many elements of the graph were looked at.
  private(set) var looked = 0
  /// A value for each variable.
  @exclusivity(unchecked) var slots: [QueryValue]
  /// How many rows the row at hand stands for.
  @exclusivity(unchecked) var weight: Int64 = 1
  /// Nodes that were deleted, to be checked at the end.
  var deletedNodes: [NodeID] = []
  /// The rows that each step let pass, by its place in the plan.
  var counters: [StepCounter] = []

  private static let interval = 4096

  init(
    graph: any QueryGraph,
    slotCount: Int,
    parameters: [String: QueryValue],
    isOptimizing: Bool,
    mostHeld: Int,
    zones: ZoneRules,
    now: Int64,
    limit: WorkLimit<EvidenceError>
  ) throws(EvidenceError) {
    meter = try WorkMeter(limit)
    self.graph = graph
    store = graph as? PropertyStore
    functions = FunctionContext(graph, zones: zones, now: now)
    self.parameters = parameters
    self.isOptimizing = isOptimizing
    self.mostHeld = mostHeld
    slots = [QueryValue](repeating: .null, count: slotCount)
  }

  /// Calls a function while the row at hand stands for so many rows.
  @inline(__always)
  func weighing<Result>(_ weight: Int64, _ body: () throws -> Result) rethrows -> Result {
    let outer = self.weight
    self.weight = weight
    defer { self.weight = outer }
    return try body()
  }

  /// Calls a function while the row at hand stands for so many times the rows.
  func weighing<Result>(times count: Int, _ body: () throws -> Result) throws -> Result {
    let (product, overflows) = weight.multipliedReportingOverflow(by: Int64(count))
    if overflows { throw Self.tooMany }
    return try weighing(product, body)
  }

  /// There are more rows than a number holds.
  static var tooMany: QueryFailure {
    .runtime("ArithmeticError", "NumberOutOfRange", "there are more rows than an integer can count")
  }

  /// Notes that something of the graph was looked at, and stops where the time is up.
  @inline(__always)
  func step() throws {
    untilCheck -= 1
    if untilCheck == 0 { try check() }
  }

  /// The same, many times over.
  func step(by count: Int) throws {
    untilCheck -= count
    if untilCheck <= 0 { try check() }
  }

  private func check() throws {
    let count = Self.interval - untilCheck
    looked += count
    untilCheck = Self.interval
    try meter.step(count)
  }

  /// Everything that was looked at so far.
  var work: Int { looked + Self.interval - untilCheck }

  /// Notes a value that was made: a long one takes time, and one that is too long ends the query.
  func made(_ value: QueryValue) throws -> QueryValue {
    switch value {
    case .string(let text):
      let length = text.utf8.count
      if length > 4_096 { try step(by: length / 64) }
      if length > QueryFunction.mostBytes { throw QueryFunction.tooLong }
    case .list(let items):
      if items.count > 256 { try step(by: items.count / 16) }
      if items.count > mostHeld { throw tooManyValues }
    default: break
    }
    return value
  }

  /// Notes that a list has grown by one.
  func grew(to count: Int) throws {
    try step()
    if count > mostHeld { throw tooManyValues }
  }

  /// Notes that a value is kept by an aggregate, with what it holds itself.
  func keep(_ value: QueryValue) throws {
    switch value {
    case .string(let text): try hold(1 + text.utf8.count / 32)
    case .list(let items):
      try hold(1)
      for item in items { try keep(item) }
    case .map(let map):
      try hold(1)
      for pair in map.pairs { try keep(pair.value) }
    default: try hold(1)
    }
  }

  /// Notes that values are held, and stops where they are too many.
  func hold(_ count: Int) throws {
    held += count
    if held > mostHeld { throw tooManyValues }
  }

  private var tooManyValues: QueryFailure {
    .runtime(
      "ResourceError",
      "TooManyValues",
      "the query holds more than \(mostHeld) values at once",
      hint: "match less, or aggregate or LIMIT before sorting and collecting"
    )
  }

  func release(_ count: Int) { held -= count }
}

/// How often a step handed on a row.
final class StepCounter {
  let text: String
  let depth: Int
  var rows = 0

  init(_ text: String, depth: Int) {
    self.text = text
    self.depth = depth
  }
}
