internal import EvidenceAnalysis
internal import EvidenceCore
internal import EvidenceQuery

extension QueryOptions {
  /// The options of a query as the command asks it: with procedures, and the time zones that the
  /// system knows.
  init(
    for graph: EvidenceGraph,
    policy: Policy,
    maxRows: Int,
    limit: WorkLimit<EvidenceError>
  ) {
    self.init()
    mostRows = maxRows
    self.limit = limit
    zoneOffset = ZoneOffsets.ofSystem
    procedures = EvidenceProcedures.all(for: graph, policy: policy, limit: limit)
  }
}
