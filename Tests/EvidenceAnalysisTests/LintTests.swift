import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

@Suite struct LintTests {
  @Test("each rule finds its own example, and says where", arguments: GraphLinter.rules.map(\.name))
  func examplesAreFound(name: String) throws {
    let rule = try #require(GraphLinter.rules.first { $0.name == name })
    let graph = try ArchiveReader.read(text: rule.example)
    let findings = rule.findings(in: graph)
    #expect(findings.count == 1)
    let finding = try #require(findings.first)
    #expect(finding.diagnostic.code.rawValue == name && finding.diagnostic.severity == .warning)
    #expect((finding.diagnostic.place?.line ?? 0) > 1)
    #expect(finding.diagnostic.hint != nil && !finding.subjects.isEmpty)
    #expect(!rule.meaning.hasSuffix("."))
    #expect(
      !GraphValidation.findings(in: graph).contains {
        $0.severity == .error && name != "stale-scheme-version" && $0.code != "wrong-scheme"
      }
    )
  }

  @Test("rules are named once, in order") func rulesAreInOrder() {
    let names = GraphLinter.rules.map(\.name)
    #expect(names == Set(names).sorted())
  }

  @Test("a silence takes a finding out and keeps its reason; one too many is reported")
  func silencesAreKept() throws {
    let rule = try #require(GraphLinter.rules.first { $0.name == "duplicate-mitigations" })
    let silences = """
      {"evidence":1,"asOf":"2026-01-01","lint":[{"rule":"duplicate-mitigations","of":"mitigation:a/y","reason":"two appendices"},{"rule":"orphan-kind","of":"Risk","reason":"none"},{"rule":"duplicate-mitigation","of":"x","reason":"y"}]}
      """
    let text = rule.example.replacing("{\"evidence\":1,\"asOf\":\"2026-01-01\"}", with: silences)
    let graph = try ArchiveReader.read(text: text)
    let report = GraphLinter.report(on: graph)
    #expect(report.silenced.count == 1)
    #expect(report.silenced.first?.severity == .note)
    #expect(report.silenced.first?.hint == "silenced: two appendices")
    #expect(report.findings.map(\.code) == ["unused-silence", "unknown-lint-rule"])
    #expect(report.findings.last?.hint == "did you mean 'duplicate-mitigations'?")
    // The header keeps them, byte for byte.
    let again = try ArchiveReader.read(text: ArchiveWriter.text(of: graph))
    #expect(again.header.lint == graph.header.lint)
    #expect(ArchiveWriter.text(of: again) == ArchiveWriter.text(of: graph))
    #expect(throws: EvidenceError.self) {
      try ArchiveReader.read(text: "{\"evidence\":1,\"lint\":[{\"rule\":\"orphan-kind\"}]}")
    }
  }

  @Test(
    "names of measures that are nearly one, and those that are two",
    arguments: [
      ("Model audits", "Audit of the models", true),
      ("Red-teaming exercise", "Red-teaming exercises", true),
      ("Incident reporting", "Incident reportng", true),
      ("Content filters", "Content filtres", true),
      ("Level 1 audits", "Level 2 audits", false), ("Data audits", "Data edits", false),
      ("Risk tiers", "Risk tears", false), ("(name not given)", "(name not given)", false),
    ]
  )
  func nearNames(first: String, second: String, isFound: Bool) throws {
    var builder = GraphBuilder(header: GraphHeader(asOf: "2026-01-01"))
    builder.add(Node("paper:a", .paper))
    for (key, label) in [("mitigation:a/x", first), ("mitigation:a/y", second)] {
      builder.add(Node(Key(key), .mitigation, label: label))
      builder.add(Statement("paper:a", .proposes, Key(key), source: "paper:a"))
    }
    let graph = try builder.build()
    let rule = try #require(GraphLinter.rules.first { $0.name == "duplicate-mitigations" })
    #expect(rule.findings(in: graph).count == (isFound ? 1 : 0))
    for finding in rule.findings(in: graph) {
      #expect(finding.diagnostic.message.contains("whose names "))
      #expect(finding.subjects == ["mitigation:a/x", "mitigation:a/y"])
    }
  }

  @Test("what is in order is left alone") func soundThingsAreLeft() throws {
    let text = """
      {"evidence":1,"asOf":"2026-01-01","schemes":[{"id":"t@1"},{"id":"t@2"}]}
      {"node":"paper:a","kind":"Paper","sameAs":["doi:10.1/x"]}
      {"node":"paper:b","kind":"Paper"}
      {"node":"mitigation:a/x","kind":"Mitigation","label":"Red teaming"}
      {"node":"mitigation:a/y","kind":"Mitigation","label":"Red teaming"}
      {"node":"risk:a/r","kind":"Risk"}
      {"node":"t@2:1","kind":"TaxonomyNode"}
      {"node":"t@2:1.1","kind":"TaxonomyNode"}
      {"from":"t@2:1.1","relation":"BROADER","to":"t@2:1","via":"t"}
      {"from":"paper:a","relation":"PROPOSES","to":"mitigation:a/x","source":"paper:a"}
      {"from":"paper:a","relation":"PROPOSES","to":"mitigation:a/y","source":"paper:a","locator":"paper: page 3"}
      {"from":"mitigation:a/y","relation":"PART_OF","to":"mitigation:a/x","via":"t"}
      {"from":"mitigation:a/x","relation":"CLASSIFIED_AS","to":"t@2:1","via":"t","rationale":"Lacks specificity to determine precise L2 code"}
      {"from":"mitigation:a/x","relation":"ADDRESSES","to":"risk:a/r","id":"own","source":"paper:a","evidenceType":"experimental"}
      {"from":"mitigation:a/x","relation":"ADDRESSES","to":"risk:a/r","id":"other","source":"paper:b","evidenceType":"case"}
      {"from":"mitigation:a/y","relation":"ADDRESSES","to":"risk:a/r","source":"paper:a","evidenceType":"assertion"}
      """
    #expect(GraphLinter.report(on: try ArchiveReader.read(text: text)).findings.isEmpty)
  }

  @Test("premises that are gone are reported") func premisesAreChecked() throws {
    let graph = try SyntheticCases.twoVersions()
    let crosswalk = try Crosswalk(graph, from: "type@1", to: "type@2")
    var builder = GraphBuilder(header: graph.header)
    for node in graph.nodes { builder.add(graph.value(of: node)) }
    for edge in graph.edges where graph.id(of: edge) != "e2" { builder.add(graph.statement(edge)) }
    for statement in crosswalk.inferredMatches { builder.add(statement) }
    let findings = GraphLinter.report(on: try builder.build()).findings
    let premises = findings.filter { $0.code == "dangling-text-reference" }
    #expect(premises.count == 1)
    #expect(premises.first?.message.contains("premises leads to 'e2'") == true)
  }
}
