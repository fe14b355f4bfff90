import EvidenceCore
import EvidenceTestSupport
import Testing

/// One graph for each rule, with the one thing wrong that the rule is for.
@Suite struct ValidationTests {
  static let sound = """
    {"evidence":1,"asOf":"2026-01-01","schemes":[{"id":"t@1","kind":"TaxonomyNode"},{"id":"r@1","kind":"RiskDomain"}]}
    {"node":"paper:a","kind":"Paper","label":"A paper with a long title","year":2020}
    {"node":"mitigation:a/m","kind":"Mitigation"}
    {"node":"mitigation:b/n","kind":"Mitigation"}
    {"node":"risk:a/1","kind":"Risk"}
    {"node":"risk:b/2","kind":"Risk"}
    {"node":"t@1:1","kind":"TaxonomyNode","notation":"1"}
    {"node":"t@1:1.1","kind":"TaxonomyNode","notation":"1.1"}
    {"node":"r@1:1","kind":"RiskDomain","notation":"1"}

    """

  @Test(
    "each rule finds what it is for",
    arguments: [
      ("{\"node\":\"x\",\"kind\":\"Papr\"}", "unknown-kind"),
      (
        "{\"from\":\"paper:a\",\"relation\":\"PROPOSED\",\"to\":\"mitigation:a/m\",\"via\":\"v\"}",
        "unknown-relation"
      ),
      (
        "{\"from\":\"mitigation:a/m\",\"relation\":\"PROPOSES\",\"to\":\"paper:a\",\"via\":\"v\"}",
        "wrong-end"
      ),
      (
        "{\"from\":\"mitigation:a/m\",\"relation\":\"EXACT_MATCH\",\"to\":\"risk:a/1\",\"via\":\"v\"}",
        "wrong-end"
      ),
      (
        "{\"from\":\"t@1:1\",\"relation\":\"BROADER\",\"to\":\"t@1:1.1\",\"via\":\"v\"}\n{\"from\":\"t@1:1.1\",\"relation\":\"BROADER\",\"to\":\"t@1:1\",\"via\":\"v\"}",
        "cycle"
      ),
      (
        "{\"from\":\"paper:a\",\"relation\":\"CITES\",\"to\":\"paper:a\",\"via\":\"v\"}",
        "self-loop"
      ),
      ("{\"node\":\"t@2:1\",\"kind\":\"TaxonomyNode\"}", "wrong-scheme"),
      ("{\"node\":\"t@1:2\",\"kind\":\"RiskDomain\"}", "wrong-scheme"),
      ("{\"node\":\"t@1:2\",\"kind\":\"TaxonomyNode\",\"notation\":\"3\"}", "wrong-scheme"),
      ("{\"node\":\"t@1:2\",\"kind\":\"TaxonomyNode\",\"scheme\":\"r@1\"}", "wrong-scheme"),
      (
        "{\"from\":\"mitigation:a/m\",\"relation\":\"ADDRESSES\",\"to\":\"risk:a/1\",\"via\":\"v\",\"confidence\":85}",
        "confidence-range"
      ),
      (
        "{\"from\":\"mitigation:a/m\",\"relation\":\"ADDRESSES\",\"to\":\"risk:a/1\"}",
        "missing-provenance"
      ),
      (
        "{\"from\":\"mitigation:a/m\",\"relation\":\"ADDRESSES\",\"to\":\"risk:a/1\",\"source\":\"paper:none\"}",
        "unknown-source"
      ),
      (
        "{\"from\":\"risk:a/1\",\"relation\":\"BROAD_MATCH\",\"to\":\"risk:b/2\",\"via\":\"v\"}\n{\"from\":\"risk:a/1\",\"relation\":\"NARROW_MATCH\",\"to\":\"risk:b/2\",\"via\":\"v\"}",
        "contradictory-match"
      ),
      (
        "{\"from\":\"mitigation:a/m\",\"relation\":\"ADDRESSES\",\"to\":\"risk:a/1\",\"via\":\"v\",\"predicateModifier\":\"Not\"}",
        "predicate-modifier"
      ),
      (
        "{\"from\":\"t@1:1\",\"relation\":\"CLOSE_MATCH\",\"to\":\"t@1:1.1\",\"via\":\"v\"}",
        "match-within-scheme"
      ),
      (
        "{\"from\":\"mitigation:a/m\",\"relation\":\"PART_OF\",\"to\":\"mitigation:b/n\",\"via\":\"v\"}",
        "part-of-across-sources"
      ),
      (
        "{\"node\":\"paper:r\",\"kind\":\"Paper\",\"retracted\":true}\n{\"from\":\"mitigation:a/m\",\"relation\":\"ADDRESSES\",\"to\":\"risk:a/1\",\"source\":\"paper:r\"}",
        "retracted-source"
      ),
      (
        "{\"node\":\"paper:b\",\"kind\":\"Paper\",\"label\":\"A Paper with a  long title!\",\"year\":2020}",
        "duplicate-paper"
      ),
      ("{\"node\":\"paper:b\",\"kind\":\"Paper\",\"sameAs\":[\"PAPER:A\"]}", "duplicate-paper"),
    ]
  )
  func ruleFinds(lines: String, code: String) throws {
    let (graph, unsound) = ArchiveReader.readReporting(text: Self.sound + lines + "\n")
    let findings = unsound + GraphValidation.findings(in: graph)
    let found = findings.filter { $0.code.rawValue == code }
    #expect(found.contains { ($0.place?.line ?? 0) > 9 && $0.hint != nil })
  }

  @Test func aSoundGraphHasNoFindings() throws {
    let graph = try ArchiveReader.read(text: Self.sound)
    #expect(GraphValidation.findings(in: graph).isEmpty)
  }

  @Test(
    arguments: [
      ("{\"evidence\":1}", "missing-date"),
      ("{\"evidence\":1,\"asOf\":\"last May\"}", "bad-date"),
      (
        "{\"evidence\":1,\"asOf\":\"2026-01-01\",\"schemes\":[{\"id\":\"a@1\"},{\"id\":\"a@1\"}]}",
        "duplicate-scheme"
      ),
      (
        "{\"evidence\":1,\"asOf\":\"2026-01-01\",\"searches\":[{\"rows\":[\"x\"],\"columns\":[\"y\"],\"relation\":\"ADDRESSES\"}]}",
        "search-record"
      ),
      (
        "{\"evidence\":1,\"asOf\":\"2026-01-01\",\"judgments\":[{\"row\":\"x\",\"certainty\":\"low\",\"by\":\"a\"}]}",
        "place-record"
      ),
      (
        "{\"evidence\":1,\"asOf\":\"2026-01-01\",\"judgments\":[{\"row\":\"x\",\"certainty\":\"low\"}]}",
        "nameless-judgment"
      ),
      (
        "{\"evidence\":1,\"asOf\":\"2026-01-01\",\"statuses\":[{\"row\":\"x\",\"status\":\"done\",\"due\":\"May\"}]}",
        "bad-date"
      ),
      (
        "{\"evidence\":1,\"asOf\":\"2026-01-01\",\"statuses\":[{\"row\":\"x\",\"status\":\"done\"},{\"row\":\"x\",\"status\":\"open\"}]}",
        "repeated-record"
      ),
    ]
  )
  func headersAreChecked(header: String, code: String) throws {
    let graph = try ArchiveReader.read(text: header + "\n")
    #expect(GraphValidation.findings(in: graph).map(\.code.rawValue).contains(code))
  }

  @Test("an appraisal is a rating by a tool, of a study, and a key that is not there is guessed")
  func appraisals() throws {
    let graph = try ArchiveReader.read(
      text: """
        {"evidence":1,"asOf":"2026-01-01","statuses":[{"row":"risks@1:1.3","status":"open"}]}
        {"node":"paper:a","kind":"Paper","appraisal":"low"}
        {"node":"paper:b","kind":"Paper","appraisalTool":"RoB 2"}
        {"node":"paper:c","kind":"Paper","appraisal":"low","appraisalTool":"RoB 2"}
        {"node":"risk:a/r","kind":"Risk","appraisal":3,"appraisalTool":"x"}
        {"node":"risks@1:1.2","kind":"RiskDomain"}

        """
    )
    let findings = GraphValidation.findings(in: graph)
    #expect(findings.filter { $0.code == "appraisal" }.count == 4)
    #expect(!findings.contains { $0.message.contains("paper:c") })
    #expect(
      findings.first { $0.code == "place-record" }?.hint == "did you mean 'risks@1:1.2'?"
    )
    let paper = try #require(graph.node("paper:c"))
    #expect(graph.appraisal(of: paper)?.text == "low (RoB 2)")
  }

  @Test func declaredKindsAndRelationsAreKnown() throws {
    let graph = try ArchiveReader.read(
      text: """
        {"evidence":1,"asOf":"2026-01-01","kinds":[{"name":"Control"}],"relations":[{"name":"IMPLEMENTS","from":["Control"],"to":["Mitigation"]}]}
        {"node":"control:1","kind":"Control"}
        {"node":"mitigation:a/m","kind":"Mitigation"}
        {"from":"control:1","relation":"IMPLEMENTS","to":"mitigation:a/m","via":"v"}
        {"from":"mitigation:a/m","relation":"IMPLEMENTS","to":"control:1","via":"v"}

        """
    )
    #expect(GraphValidation.findings(in: graph).map(\.code) == ["wrong-end"])
  }

  @Test("random graphs hold the schema", arguments: 0..<20 as Range<UInt64>)
  func randomGraphsHoldTheSchema(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    #expect(!GraphValidation.findings(in: graph).contains { $0.severity == .error })
  }
}
