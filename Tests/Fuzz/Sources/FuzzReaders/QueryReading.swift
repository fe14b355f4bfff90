import EvidenceAnalysis
import EvidenceCore
import EvidenceQuery
import Synchronization

extension Reader {
  /// Reads bytes as a query and asks it of a small graph, with the optimiser and without.
  ///
  /// - Returns: what does not hold: that what cannot be read is an error with a place in the text, that
  ///   a plan is there for what can be, and that the optimiser changes no number of rows.
  static func query(_ bytes: [UInt8]) throws(EvidenceError) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    let query = try CypherQuery(text, file: "fuzz")
    var counts: [Int] = []
    for isOptimizing in [true, false] {
      var options = QueryOptions()
      options.isOptimizing = isOptimizing
      options.mostRows = 200
      options.mostHeld = 20_000
      options.parameters = ["x": .integer(1), "name": .string("paper:a")]
      options.limit = Self.limit()
      options.procedures = EvidenceProcedures.all(for: Self.small, limit: options.limit)
      do throws(EvidenceError) {
        _ = try query.diagnostics(in: Self.small, options: options)
        _ = try query.explanation(on: Self.small, options: options)
        let rows = try query.run(on: Self.small, options: options)
        if rows.rows.contains(where: { $0.count != rows.columns.count }) {
          return "a row without a value for each column"
        }
        if !rows.isCut { counts.append(rows.rows.count) }
      } catch {
        guard error.diagnostics.contains(where: { $0.severity == .error }) else {
          return "an error without a finding that is one"
        }
      }
    }
    // Which rows are left of many, and what depends on their order, is nobody's promise.
    let words = text.lowercased()
    let isOpen = ["limit", "skip", "collect", "rand"].contains { words.contains($0) }
    if counts.count == 2, counts[0] != counts[1], !isOpen {
      return "the optimiser makes \(counts[0]) rows of \(counts[1])"
    }
    return nil
  }

  /// Ends what takes more than a share of a second, by the work that it does.
  private static func limit() -> WorkLimit<EvidenceError> {
    let asked = AskedCount()
    return .stopping { asked.next() > 200 ? .deadline : nil }
  }

  private final class AskedCount: Sendable {
    private let count = Atomic(0)
    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
  }

  private static let small: EvidenceGraph = {
    var builder = GraphBuilder()
    builder.add(Node("paper:a", .paper, label: "A", properties: ["year": .integer(2020)]))
    builder.add(Node("paper:b", .paper, label: "B"))
    builder.add(Node("mitigation:a/x", .mitigation, label: "X"))
    builder.add(Node("risk:b/1", .risk, label: "R"))
    builder.add(Node("d@1:1", .riskDomain, notation: "1", scheme: "d@1"))
    builder.add(Node("d@1:1.1", .riskDomain, notation: "1.1", scheme: "d@1"))
    for (from, relation, to) in [
      ("paper:a", Relation.proposes, "mitigation:a/x"), ("paper:b", .identifies, "risk:b/1"),
      ("mitigation:a/x", .addresses, "risk:b/1"), ("risk:b/1", .inDomain, "d@1:1.1"),
      ("d@1:1.1", .broader, "d@1:1"), ("paper:b", .cites, "paper:a"),
    ] {
      builder.add(Statement(Key(from), relation, Key(to), source: "paper:a"))
    }
    do { return try builder.build() } catch { fatalError("\(error)") }
  }()
}
