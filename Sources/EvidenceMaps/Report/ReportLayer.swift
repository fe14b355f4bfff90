public import EvidenceAnalysis
public import EvidenceCore

/// Something that a report's matrices are set beside: an earlier release of the graph, or the same graph
/// under another policy.
public struct ReportLayer: Sendable {
  /// What it is called: a file's name, or that of a policy.
  public var name: String
  public var graph: EvidenceGraph
  public var policy: Policy

  /// Sets a graph under a policy beside those of a report.
  public init(name: String, graph: EvidenceGraph, policy: Policy = .standard) {
    self.name = name
    self.graph = graph
    self.policy = policy
  }
}
