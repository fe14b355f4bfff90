import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Foundation
import Synchronization
import Testing

/// Long calls end when their caller says so, with the reason.
@Suite struct WorkLimitTests {
  private final class Countdown: Sendable {
    let left: Atomic<Int>
    init(_ count: Int) { left = Atomic(count) }
    var limit: WorkLimit<EvidenceError> {
      .stopping { [self] in
        left.wrappingSubtract(1, ordering: .relaxed).newValue < 0 ? .cancelled : nil
      }
    }
  }

  enum Call: CaseIterable {
    case read, chains, sensitivity, matrix, gaps, questions, crosswalk, lint
  }

  private static let graph: Result<EvidenceGraph, any Error> = Result {
    var builder = GraphBuilder()
    builder.add(Node("paper:a", .paper))
    for number in 0..<120 {
      builder.add(Node(Key("mitigation:a/\(number)"), .mitigation))
      builder.add(Node(Key("t@1:\(number)"), .taxonomyNode))
      builder.add(Node(Key("risk:a/\(number)"), .risk))
      builder.add(Statement("paper:a", .proposes, Key("mitigation:a/\(number)"), via: "x"))
      builder.add(
        Statement(Key("mitigation:a/\(number)"), .classifiedAs, Key("t@1:\(number)"), via: "x")
      )
      for other in 0..<120 where (number * other) % 3 == 0 {
        builder.add(
          Statement(Key("mitigation:a/\(number)"), .addresses, Key("risk:a/\(other)"), via: "x")
        )
      }
      builder.add(Statement(Key("risk:a/\(number)"), .exactMatch, "risk:a/0", via: "x"))
    }
    return try builder.build()
  }

  private func run(_ call: Call, _ limit: WorkLimit<EvidenceError>) throws {
    let graph = try Self.graph.get()
    let query = CoverageQuery(rows: .init("t@1"), columns: .init("Risk"))
    switch call {
    case .read:
      let file = FileManager.default.temporaryDirectory
        .appendingPathComponent("limit-\(UUID().uuidString).jsonl")
      defer { try? FileManager.default.removeItem(at: file) }
      try ArchiveWriter.write(graph, to: file.path)
      _ = try ArchiveReader.read(contentsOf: file.path, limit: limit)
    case .chains:
      _ = try EvidencePaths(graph).chains(
        from: graph.resolve("paper:a"),
        to: graph.resolve("risk:a/7"),
        limit: limit
      )
    case .sensitivity:
      _ = try EvidencePaths(graph).sensitivity(
        from: graph.resolve("mitigation:a/3"),
        to: graph.resolve("risk:a/7"),
        limit: limit
      )
    case .matrix: _ = try CoverageAnalysis(graph).matrix(query, limit: limit)
    case .gaps:
      _ = try GapAnalysis(graph).cellGaps(CoverageAnalysis(graph).matrix(query), limit: limit)
    case .questions:
      _ = try GapAnalysis(graph).questions(
        CoverageAnalysis(graph).matrix(query),
        limit: 100,
        workLimit: limit
      )
    case .crosswalk: _ = try Crosswalk(graph, from: "t@1", to: "t@1", limit: limit)
    case .lint: _ = try GraphLinter.report(on: graph, limit: limit)
    }
  }

  @Test("a call that is cancelled says so", arguments: Call.allCases)
  func cancelled(call: Call) throws {
    let error = #expect(throws: EvidenceError.self) { try run(call, Countdown(0).limit) }
    #expect(error?.diagnostics.map(\.code) == ["cancelled"])
  }

  @Test(
    "a call is asked again while it works",
    arguments: Call.allCases.filter { ![.sensitivity, .crosswalk, .questions].contains($0) }
  )
  func cancelledLater(call: Call) throws {
    let error = #expect(throws: EvidenceError.self) { try run(call, Countdown(1).limit) }
    #expect(error?.diagnostics.map(\.code) == ["cancelled"])
  }

  @Test("a limit that is never reached changes nothing", arguments: Call.allCases)
  func unlimited(call: Call) throws { try run(call, Countdown(.max).limit) }

  private struct Own: Error {}

  private func refuse() throws(Own) { throw Own() }

  @Test("a deadline and an error of the caller's own are told apart")
  func reasons() throws {
    let graph = try Self.graph.get()
    let (from, to) = (try graph.resolve("paper:a"), try graph.resolve("risk:a/7"))
    let own = WorkLimit<Own>(refuse)
    #expect(throws: Own.self) { try EvidencePaths(graph).chains(from: from, to: to, limit: own) }
    let late = WorkLimit<EvidenceError>.stopping { .deadline }
    let error = #expect(throws: EvidenceError.self) {
      try EvidencePaths(graph).chains(from: from, to: to, limit: late)
    }
    #expect(error?.diagnostics.map(\.code) == ["deadline"])
  }

  @Test("a code is caught where an error holds it, and nowhere else")
  func codesAreCaught() {
    let error = EvidenceError([
      Diagnostic(.warning, "first", "a warning"), Diagnostic(.error, "second", "an error"),
    ])
    #expect(Diagnostic.Code("second") ~= error)
    #expect(!(Diagnostic.Code("third") ~= error))
    #expect(!(Diagnostic.Code("second") ~= Own()))
  }
}
