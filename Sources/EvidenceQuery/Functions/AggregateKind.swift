/// A function over all rows of a group.
enum AggregateKind: String, Hashable, Sendable, CaseIterable {
  case countAll = "count(*)"
  case count, sum, avg, min, max, collect, stDev, stDevP, percentileDisc, percentileCont

  /// The aggregate of a name, whatever its case.
  static func named(_ name: String) -> AggregateKind? { byName[name.lowercased()] }

  private static let byName = Dictionary(
    allCases.filter { $0 != .countAll }.map { ($0.rawValue.lowercased(), $0) },
    uniquingKeysWith: { first, _ in first }
  )

  /// How many arguments it takes.
  var arity: Int {
    switch self {
    case .countAll: 0
    case .percentileDisc, .percentileCont: 2
    default: 1
    }
  }

  var result: ValueSorts {
    switch self {
    case .countAll, .count: .integer
    case .sum, .avg, .stDev, .stDevP: .number
    case .collect: .list
    case .min, .max, .percentileDisc, .percentileCont: .any
    }
  }
}
