import EvidenceAnalysis
import EvidenceCore
import EvidenceFormats
import EvidenceTestSupport
import Foundation
import Testing

@Suite struct GateTests {
  private func gate(_ text: String) throws -> CoverageGate {
    try CoverageGate(ConfigurationReader.read(text: text, file: "coverage-gate.yaml"))
  }

  @Test("a gate lets through what it allows, and no more") func gatesHold() throws {
    let graph = try SyntheticCases.twoVersions()
    let matrix = "{rows: type@1, columns: risk@1, most: {thin: %, not-searched: 1}}"
    func findings(_ most: Int) throws -> [Diagnostic] {
      try gate("matrices: [\(matrix.replacing("%", with: "\(most)"))]")
        .findings(in: graph, policy: .standard)
    }
    // Seven concepts with none below them; all cells but that of 4 rest on one paper.
    #expect(try findings(6).isEmpty)
    let broken = try findings(5)
    #expect(broken.count == 1)
    #expect(broken.first?.message.contains("6 gaps of kind 'thin', at most 5 allowed") == true)
  }

  @Test(
    "a gate that cannot be read says where",
    arguments: [
      ("matrix: []", 1, 1, "a gate has no 'matrix'"),
      ("matrices: []", 1, 1, "must list its matrices"),
      ("matrices: [{rows: a}]", 1, 12, "must have rows and columns"),
      ("matrices:\n  - {rows: a, columns: b, mots: {}}", 2, 27, "no 'mots'"),
      (
        "matrices:\n  - {rows: a, columns: b, most: {thick: 1}}", 2, 34,
        "unknown kind of gap 'thick'"
      ),
      ("matrices:\n  - {rows: a, columns: b, most: thin}", 2, 33, "must be a map"),
      (
        "matrices:\n  - {rows: a, columns: b, most: {thin: -1}}", 2, 40,
        "a whole number of 0 or more"
      ),
      ("[]", 1, 1, "must list its matrices"),
      ("thin", 1, 1, "must list its matrices"),
      ("most: {unclassified: 1}\nmatrices: []", 1, 1, "must list its matrices"),
      ("most: {}", 1, 7, "must be a map of kinds"),
      ("most: {thin: 1}", 1, 8, "'thin' is a gap of cells and needs axes"),
      ("matrices:\n  - {rows: a, columns: b}", 2, 5, "how many gaps it may hold"),
      ("matrices:\n  - {rows: a, columns: b, most: {}}", 2, 33, "must be a map of kinds"),
      ("matrices:\n  - {rows: a, columns: b, most: }", 2, 33, "must be a map of kinds"),
      (
        "matrices:\n  - {rows: a, columns: [b], most: {thin: 1}}", 2, 5,
        "must have rows and columns"
      ),
      (
        "matrices:\n  - {rows: a, rows-level: 1.5, columns: b, most: {thin: 1}}", 2, 27,
        "'rows-level' must be a whole number"
      ),
      (
        "matrices:\n  - {rows: a, rows-level: top, columns: b, most: {thin: 1}}", 2, 27,
        "'rows-level' must be a whole number"
      ),
      (
        "matrices:\n  - {rows: a, columns: b, columns-level: 0, most: {thin: 1}}", 2, 42,
        "'columns-level' must be a whole number"
      ),
      (
        "matrices:\n  - {rows: a, columns: b, most: {thin: 1}, of: []}", 2, 48,
        "'of' must name a kind"
      ),
    ]
  )
  func faultsHaveTheirPlace(text: String, line: Int, column: Int, message: String) throws {
    let error = #expect(throws: EvidenceError.self) { try gate(text) }
    let finding = try #require(error?.diagnostics.first { $0.message.contains(message) })
    #expect(finding.place == Place("coverage-gate.yaml", line: line, column: column))
  }

  @Test(
    "what the graph does not have is an error, not a pass",
    arguments: [
      ("rows: none@1, columns: risk@1", "no scheme, kind or property 'none@1'"),
      ("rows: type@1, columns: risk@1, columns-level: 9", "no level 9"),
      ("rows: type@1, columns: risk@1, of: Mitgation", "no kind 'Mitgation'"),
      ("rows: type@1, columns: Capability", "no scheme, kind or property"),
    ]
  )
  func axesMustBeThere(axes: String, message: String) throws {
    let graph = try SyntheticCases.twoVersions()
    // Each fault of each matrix is found, at its place.
    let text = "matrices:\n  - {\(axes), most: {opposed: 0}}\n  - {\(axes), most: {thin: 99}}\n"
    let error = #expect(throws: EvidenceError.self) {
      try gate(text).findings(in: graph, policy: .standard)
    }
    let findings = error?.diagnostics.filter { $0.message.contains(message) } ?? []
    #expect(findings.compactMap(\.place?.line) == [2, 3])
  }

  @Test("a gate made by hand that asks nothing, or cells without axes, is refused")
  func emptyRulesAreRefused() throws {
    let graph = try SyntheticCases.twoVersions()
    let query = CoverageQuery(rows: .init("type@1"), columns: .init("risk@1"))
    let rules: [[CoverageGate.Rule]] = [
      [], [.init(nil, most: [:])], [.init(query, most: [:])], [.init(nil, most: [.thin: 4])],
    ]
    for rules in rules {
      #expect(throws: EvidenceError.self) {
        try CoverageGate(rules: rules).verdicts(on: graph, policy: .standard)
      }
    }
  }

  @Test("every kind of gap is counted as it is listed", arguments: GapKind.allCases)
  func everyKindIsCounted(kind: GapKind) throws {
    let query = CoverageQuery(rows: .init("type@1"), columns: .init("risk-a@1"))
    for seed in UInt64(0)..<20 {
      let graph = try RandomGraph.parts(seed: seed).build()
      let matrix = try CoverageAnalysis(graph).matrix(query)
      let listed = GapAnalysis(graph).ranking(of: [matrix], kinds: [kind]).count
      func holds(_ most: Int, _ axes: CoverageQuery?) throws -> Bool {
        try CoverageGate(rules: [.init(axes, most: [kind: most])])
          .findings(in: graph, policy: .standard).isEmpty
      }
      #expect(try holds(listed, query), "seed \(seed)")
      if listed > 0 { #expect(try !holds(listed - 1, query), "seed \(seed)") }
      if kind.isOfCells { continue }
      let alone = GapAnalysis(graph).ranking(kinds: [kind]).count
      #expect(try holds(alone, nil), "seed \(seed)")
    }
  }

  @Test("the example of the article can be read") func exampleOfTheArticleIsRead() throws {
    let article = SharedData.packageRoot.appendingPathComponent(
      "Sources/EvidenceAnalysis/Documentation.docc/Gates.md"
    )
    let text = try String(contentsOf: article, encoding: .utf8)
    let example = try #require(text.components(separatedBy: "```yaml\n").last)
    let gate = try gate(example.components(separatedBy: "```")[0])
    #expect(gate.rules.map(\.most.count) == [1, 2, 1])
    #expect(gate.rules[1].query?.rows == .init("mit-mitigation@2", level: 1))
    // Each key of the form stands in its table.
    for key in ["matrices", "of", "rows", "columns", "rows-level", "columns-level", "most"] {
      #expect(text.contains("`\(key)`") || text.contains("].\(key)`"), "\(key)")
    }
  }
}
