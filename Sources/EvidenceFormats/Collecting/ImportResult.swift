public import EvidenceCore

/// A graph made of sources, and the account of what became of every row.
public struct ImportResult: Sendable {
  public var graph: EvidenceGraph
  public var report: ImportReport

  /// Pairs a graph with its report.
  public init(graph: EvidenceGraph, report: ImportReport) {
    self.graph = graph
    self.report = report
  }
}
