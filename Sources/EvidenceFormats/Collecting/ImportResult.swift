public import EvidenceCore

/// A graph made of sources, and the account of what became of every row.
public struct ImportResult: Sendable {
  public var graph: EvidenceGraph
  public var report: ImportReport
  /// Which files were read, and what they are called.
  package var files: [FileIdentity: String] = [:]

  /// Pairs a graph with its report.
  public init(graph: EvidenceGraph, report: ImportReport) {
    self.graph = graph
    self.report = report
  }

  init(graph: EvidenceGraph, report: ImportReport, files: [FileIdentity: String]) {
    self.init(graph: graph, report: report)
    self.files = files
  }
}
