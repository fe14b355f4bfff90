internal import EvidenceAnalysis
internal import EvidenceCore
internal import EvidenceQuery

/// The graph that is served, with what is prepared of it once.
final class ServedGraph {
  let graph: EvidenceGraph
  let policy: Policy
  private(set) lazy var index = SearchIndex(graph)
  private(set) lazy var paths = EvidencePaths(graph, policy: policy)
  private(set) lazy var coverage = CoverageAnalysis(graph, policy: policy)
  private(set) lazy var names = KnownNames(graph: graph)

  /// How long one answer may take.
  static let seconds = 20

  init(_ graph: EvidenceGraph, policy: Policy) {
    self.graph = graph
    self.policy = policy
  }

  /// What ends an answer that takes too long.
  var limit: WorkLimit<EvidenceError> {
    let end = ContinuousClock.now + .seconds(Self.seconds)
    return .stopping { ContinuousClock.now > end ? .deadline : nil }
  }

  /// What an empty answer means, said with every answer.
  static let notRecorded =
    "Where nothing is listed, none is recorded in this graph; that is never evidence that none exists."
}
