internal import EvidenceCore
internal import Synchronization

/// The plans of path queries that were asked of a graph; they are kept as long as it.
final class KeptPlans: Sendable {
  /// What a plan depends on beside the graph.
  struct Name: Hashable {
    /// The query in UTF-8: texts that differ in their bytes alone are equal, and yet not the same key.
    var text: [UInt8]
    var order: PatternOrder
    var isOptimizing: Bool
  }

  private let plans = Mutex<[Name: PlannedQuery]>([:])
  private static let most = 256

  func plan(
    _ name: Name,
    _ make: () throws(EvidenceError) -> PlannedQuery
  ) throws(EvidenceError) -> PlannedQuery {
    if let known = plans.withLock({ $0[name] }) { return known }
    let made = try make()
    plans.withLock { plans in
      if plans.count >= Self.most { plans = [:] }
      plans[name] = made
    }
    return made
  }
}

extension WalkedPattern {
  /// What is asked of the paths of a pattern.
  enum Question { case paths, count }

  /// A question as a query of the language.
  func query(_ question: Question) throws(EvidenceError) -> CypherQuery {
    try Self.query(text(question))
  }

  private static func query(_ text: String) throws(EvidenceError) -> CypherQuery {
    try CypherQuery(text, file: "path query")
  }

  /// Asks an evidence graph.
  func run(
    _ question: Question,
    on graph: EvidenceGraph,
    _ options: QueryOptions
  ) throws(EvidenceError) -> QueryResult {
    let (text, reader) = (text(question), EvidenceReader(graph))
    let name = KeptPlans.Name(
      text: Array(text.utf8),
      order: options.order,
      isOptimizing: options.isOptimizing
    )
    let plan = try graph.kept { KeptPlans() }
      .plan(name) { () throws(EvidenceError) in
        try Self.query(text).planned(for: reader, options)
      }
    return try plan.run(on: reader, options)
  }
}
