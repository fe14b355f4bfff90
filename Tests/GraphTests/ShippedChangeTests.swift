import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Foundation
import Testing

/// Change, crosswalk and lint on the shipped graphs: what is really there.
@Suite struct ShippedChangeTests {
  private static func graph(_ slug: String) throws -> EvidenceGraph {
    try ArchiveReader.read(
      contentsOf: SharedData.packageRoot.appendingPathComponent("Graphs/\(slug)/graph.jsonl").path
    )
  }

  @Test("the same taxonomy in two data sets is one, concept by concept")
  func theTwoCopiesAreOne() throws {
    let crosswalk = try Crosswalk(
      Self.graph("ai-risk-repository"),
      from: "nexus-mit-mitigation@1",
      to: "mit-mitigation@1"
    )
    #expect(crosswalk.entries.count == 27)
    #expect(crosswalk.entries.allSatisfy { $0.fate == .moved })
    #expect(crosswalk.conflicts.isEmpty && crosswalk.inferredMatches.isEmpty)
    let cells = try crosswalk.cells(against: .init("Paper"))
    #expect(cells.allSatisfy { !$0.isChanged && $0.carried == $0.witnesses })
    #expect(cells.count > 100)
  }

  @Test("a graph does not differ from itself, and one less paper is all that differs")
  func aRetractionIsADifference() throws {
    let graph = try Self.graph("frontier-mitigations")
    #expect(GraphDifference(from: graph, to: graph).isEmpty)
    let paper = try #require(graph.nodes(of: .paper).first)
    let without = try Retraction(sources: [graph.key(of: paper)]).graph(without: graph)
    let difference = GraphDifference(from: graph, to: without)
    #expect(difference.removedNodes.map(\.key) == [graph.key(of: paper)])
    #expect(difference.addedStatements.isEmpty && difference.changedStatements.isEmpty)
    #expect(
      try ArchiveWriter.text(of: difference.applied(to: graph)) == ArchiveWriter.text(of: without)
    )
  }

  @Test("confidences that never vary are found where a coder gave them")
  func uniformConfidencesAreFound() throws {
    let findings = GraphLinter.report(on: try Self.graph("ai-risk-repository")).findings
    let uniform = findings.filter { $0.code == "uniform-confidence" }.map(\.message)
    #expect(uniform.contains("all 100 confidences of coder 'cgi@zurich.ibm.com' are 0.95"))
  }
}
