public import EvidenceCore

/// What a query answered with.
public struct QueryResult: Sendable {
  /// The names of the columns, as RETURN gives them; none where nothing is returned.
  public var columns: [String]
  /// The rows, each with a value for every column; in the order of ORDER BY where there is one, and
  /// the same in each run.
  public var rows: [[QueryValue]]
  /// Whether there are more rows than were asked for.
  public var isCut: Bool
  /// The plan with the rows that each step let pass, where ``QueryOptions/isProfiled`` asks for it.
  public var profile: String?
}

/// How a query is run.
public struct QueryOptions: Sendable {
  /// The values of the parameters, without their dollar sign.
  public var parameters: [String: QueryValue] = [:]
  /// What CALL can call.
  public var procedures: [any Procedure] = []
  /// What ends the query before its time.
  public var limit: WorkLimit<EvidenceError> = .none
  /// How many rows are wanted at most.
  public var mostRows: Int?
  /// How many values sorting, grouping and collecting may hold at once.
  public var mostHeld = 50_000_000
  /// What `date()` and its like say, in seconds from 1970-01-01 in Greenwich; `nil`: the as-of date
  /// of an evidence graph, else 1970-01-01. A library reads no clock.
  public var now: Int64?
  /// The offset from Greenwich, in seconds, of a named time zone at a second from 1970-01-01; none:
  /// zones are known by their offsets alone.
  public var zoneOffset: (@Sendable (_ zone: String, _ second: Int64) -> Int64?)?
  /// Whether rows are counted at each step.
  public var isProfiled = false
  /// Whether the query is rewritten and patterns are taken in the order that costs least; off, in the
  /// order of the text.
  public var isOptimizing = true
  /// In which order rows come where the query gives none.
  var order = PatternOrder.cheapest

  /// Makes the options of an ordinary run.
  public init() {}
}
