internal import EvidenceCore

/// The row that a query works on, and what goes with it while it runs.
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
  private var untilCheck = QueryRun.interval
  private var held = 0
  /// How many elements of the graph were looked at.
  private(set) var looked = 0
  /// A value for each variable.
  var slots: [QueryValue]
  /// How many rows the row at hand stands for.
  var weight: Int64 = 1
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

  /// Notes that something of the graph was looked at, and stops where the time is up.
  @inline(__always)
  func step() throws {
    untilCheck -= 1
    if untilCheck == 0 { try check() }
  }

  private func check() throws {
    looked += Self.interval
    untilCheck = Self.interval
    try meter.step(Self.interval)
  }

  /// Everything that was looked at so far.
  var work: Int { looked + Self.interval - untilCheck }

  /// Notes that values are held, and stops where they are too many.
  func hold(_ count: Int) throws {
    held += count
    if held > mostHeld {
      throw QueryFailure.runtime(
        "ResourceError",
        "TooManyValues",
        "the query holds more than \(mostHeld) values at once",
        hint: "match less, or aggregate or LIMIT before sorting and collecting"
      )
    }
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
