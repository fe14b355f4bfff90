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
    ]
  )
  func headersAreChecked(header: String, code: String) throws {
    let graph = try ArchiveReader.read(text: header + "\n")
    #expect(GraphValidation.findings(in: graph).map(\.code.rawValue).contains(code))
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
