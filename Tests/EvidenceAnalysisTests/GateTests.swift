import EvidenceAnalysis
import EvidenceCore
import EvidenceFormats
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
    // Eight concepts; all cells but that of 4 rest on one paper, 6 by what is below it.
    #expect(try findings(7).isEmpty)
    let broken = try findings(6)
    #expect(broken.count == 1)
    #expect(broken.first?.message.contains("7 gaps of kind 'thin', at most 6 allowed") == true)
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
    ]
  )
  func faultsHaveTheirPlace(text: String, line: Int, column: Int, message: String) throws {
    let error = #expect(throws: EvidenceError.self) { try gate(text) }
    let finding = try #require(error?.diagnostics.first { $0.message.contains(message) })
    #expect(finding.place == Place("coverage-gate.yaml", line: line, column: column))
  }

  @Test("an axis that is not there is an error, not a pass") func axesMustBeThere() throws {
    let graph = try SyntheticCases.twoVersions()
    #expect(throws: EvidenceError.self) {
      try gate("matrices: [{rows: none@1, columns: risk@1, most: {thin: 0}}]")
        .findings(in: graph, policy: .standard)
    }
  }
}
