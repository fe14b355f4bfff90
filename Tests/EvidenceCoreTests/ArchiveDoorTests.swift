import EvidenceCore
import Testing

/// What carries meaning is read or refused, at its line; nothing is taken for something else.
@Suite struct ArchiveDoorTests {
  static let header = """
    {"evidence":1,"kinds":[{"name":"Control"}],"relations":[{"name":"IMPLEMENTS"}]}

    """
  static let nodes = """
    {"node":"paper:a","kind":"Paper","sameAs":["doi:10.1/x","shared"]}
    {"node":"mitigation:a/m","kind":"Mitigation","sameAs":["shared"]}
    {"node":"risk:a/r","kind":"Risk"}

    """

  private static func statement(_ fields: String, relation: String = "ADDRESSES") -> String {
    """
    {"from":"mitigation:a/m","relation":"\(relation)","to":"risk:a/r","via":"t"\(fields)}

    """
  }

  private func findings(_ text: String) -> [Diagnostic] {
    ArchiveReader.readReporting(text: text).diagnostics
  }

  @Test(
    "a word that cannot be read is an error of its line",
    arguments: [
      ("stance", "\"refutes\""), ("stance", "\"negative\""), ("stance", "\"Supports\""),
      ("stance", "1"), ("stance", "true"), ("stance", "[\"supports\"]"), ("stance", "\"\""),
      ("evidenceType", "\"RCT\""), ("evidenceType", "\"experiment\""),
      ("evidenceType", "\"expert judgment\""), ("method", "\"Model\""), ("method", "\"LLM\""),
      ("confidence", "1.5"), ("confidence", "-0.1"), ("confidence", "70"),
      ("confidence", "\"0.5\""), ("confidence", "\"high\""), ("confidence", "1e300"),
      ("justification", "\"manualMappingCuration\""), ("justification", "\"LexicalMatchng\""),
      ("justification", "\"semapv:mappingchaining\""), ("justification", "3"),
      ("predicateModifier", "\"not\""), ("predicateModifier", "true"),
      ("predicateModifier", "\"NOT\""), ("predicateModifier", "\"Maybe\""),
      ("reviewerAgreement", "\"disagrees\""), ("reviewerAgreement", "-2"),
      ("reviewerAgreement", "true"),
    ]
  )
  func wordsAreRead(field: String, value: String) {
    let text = Self.header + Self.nodes + Self.statement(",\"\(field)\":\(value)")
    let found = findings(text).filter { $0.severity == .error }
    #expect(found.map(\.place?.line) == [5])
    #expect(throws: EvidenceError.self) { try ArchiveReader.read(text: text) }
  }

  @Test(
    "a word that can be read is",
    arguments: Stance.allCases.map { "\"stance\":\"\($0.rawValue)\"" }
      + EvidenceType.allCases.map { "\"evidenceType\":\"\($0.rawValue)\"" }
      + Method.allCases.map { "\"method\":\"\($0.rawValue)\"" }
      + ["0", "1", "0.5", "1.0", "1e-3"].map { "\"confidence\":\($0)" }
      + ["ManualMappingCuration", "semapv:LexicalMatching", "our own procedure"]
      .map { "\"justification\":\"\($0)\"" }
      + ["\"predicateModifier\":\"Not\"", "\"reviewerAgreement\":-1", "\"stance\":null"]
  )
  func soundWordsAreTaken(field: String) {
    #expect(findings(Self.header + Self.nodes + Self.statement("," + field)).isEmpty)
  }

  @Test(
    "a kind or relation that is nearly a known one was meant to be it",
    arguments: [
      ("kind", "risk", "Risk"), ("kind", "Mitigations", "Mitigation"), ("kind", "Papr", "Paper"),
      ("kind", "control", "Control"), ("kind", "Contrl", "Control"),
      ("kind", "Taxonomynode", "TaxonomyNode"), ("relation", "ADRESSES", "ADDRESSES"),
      ("relation", "addresses", "ADDRESSES"), ("relation", "IMPLEMENT", "IMPLEMENTS"),
      ("relation", "EXACTMATCH", "EXACT_MATCH"), ("relation", "PROPOSED", "PROPOSES"),
    ]
  )
  func nearMissesAreErrors(sort: String, name: String, meant: String) {
    let record =
      sort == "kind"
      ? "{\"node\":\"x:1\",\"kind\":\"\(name)\"}\n" : Self.statement("", relation: name)
    let found = findings(Self.header + Self.nodes + record)
    #expect(found.map(\.code.rawValue) == ["unknown-\(sort)"])
    #expect(found.first?.place?.line == 5)
    #expect(found.first?.hint?.contains("did you mean '\(meant)'?") == true)
  }

  @Test("every finding of a record is said, each once")
  func allFindingsOfARecord() {
    let record =
      "{\"from\":7,\"relation\":\"\",\"to\":\"risk:a/r\",\"stance\":\"pro\",\"confidence\":2}\n"
    #expect(
      findings(Self.header + Self.nodes + record).map(\.code)
        == ["wrong-type", "missing-field", "unknown-value", "confidence-range"]
    )
  }

  @Test("names of their own are left to validation", arguments: ["Tool", "Vendor", "Incident"])
  func otherNamesPass(name: String) {
    #expect(findings(Self.header + "{\"node\":\"x:1\",\"kind\":\"\(name)\"}\n").isEmpty)
  }

  @Test(
    "a header member of the wrong form, or an unknown one, is an error at any depth",
    arguments: [
      "\"title\":1", "\"title\":[\"a\"]", "\"asOf\":20260101", "\"asof\":\"2026-01-01\"",
      "\"schemes\":{}", "\"schemes\":[\"a@1\"]", "\"schemes\":[{\"title\":\"x\"}]",
      "\"schemes\":[{\"id\":\"a@1\",\"title\":7}]",
      "\"schemes\":[{\"id\":\"a@1\",\"kind\":\"risk\"}]",
      "\"schemes\":[{\"id\":\"a@1\",\"license\":\"x\"}]", "\"notices\":\"do not cite\"",
      "\"notices\":{\"text\":\"x\"}", "\"notices\":[1]", "\"notices\":[[\"x\"]]",
      "\"notices\":[{\"via\":\"x\"}]", "\"notices\":[{\"text\":\"x\",\"license\":\"y\"}]",
      "\"notices\":[{\"text\":[\"x\"]}]", "\"kinds\":[\"Control\"]", "\"kinds\":\"Control\"",
      "\"kinds\":[{\"name\":\"A\",\"desc\":\"x\"}]", "\"kinds\":[{\"name\":\"\"}]",
      "\"relations\":[{\"name\":\"R\",\"acyclic\":\"yes\"}]",
      "\"relations\":[{\"name\":\"R\",\"acyclic\":1}]",
      "\"relations\":[{\"name\":\"R\",\"from\":\"Paper\"}]",
      "\"relations\":[{\"name\":\"R\",\"from\":[1]}]",
      "\"relations\":[{\"name\":\"R\",\"to\":[\"paper\"]}]",
      "\"relations\":[{\"name\":\"R\",\"inverse\":\"S\"}]",
      "\"searches\":[{\"rows\":\"a\",\"columns\":[]}]", "\"searches\":[[]]",
      "\"searches\":[{\"rows\":[],\"columns\":[],\"relation\":\"adresses\"}]",
      "\"judgments\":[{\"row\":\"a\",\"certainty\":\"lowish\"}]",
      "\"judgments\":[{\"certainty\":\"low\"}]", "\"judgments\":[{\"row\":\"a\"}]",
      "\"judgments\":[{\"row\":\"a\",\"certainty\":\"low\",\"of\":\"Mitigaton\"}]",
      "\"statuses\":[{\"row\":\"a\",\"status\":\"planed\"}]",
      "\"statuses\":[{\"row\":\"a\",\"status\":\"done\",\"until\":\"2026\"}]",
      "\"searches\":[{\"row\":[\"a\"]}]", "\"lint\":[{\"rule\":\"x\",\"of\":\"y\"}]",
      "\"lint\":[{\"rule\":\"x\",\"of\":\"y\",\"reason\":\"z\",\"until\":\"w\"}]",
      "\"lint\":true", "\"extra\":{}", "\"extra\":[]",
    ]
  )
  func headersAreRead(member: String) {
    let found = findings("{\"evidence\":1,\(member)}\n")
    #expect(found.contains { $0.severity == .error && $0.place?.line == 1 })
  }

  @Test("everything that a header may hold reads back")
  func headersReadBack() throws {
    let text = """
      {"evidence":1,"title":"t","asOf":"2026-01-01","schemes":[{"id":"s@1","title":"x",\
      "kind":"Risk","licence":"l","notice":"n","source":"u","edition":"2"}],\
      "notices":["a",{"text":"b","via":"v","licence":"l"}],\
      "kinds":[{"name":"Control","description":"d"}],"relations":[{"name":"IMPLEMENTS",\
      "from":["Control"],"to":["Mitigation"],"description":"d","acyclic":true}],\
      "searches":[{"rows":["a"],"columns":["b"],"relation":"ADDRESSES","date":"2026",\
      "by":"x","method":"m","result":"r"}],"lint":[{"rule":"a","of":"b","reason":"c"}]}

      """
    let graph = try ArchiveReader.read(text: text)
    #expect(ArchiveWriter.text(of: graph) == text)
  }

  @Test(
    "a statement finds a node by its sameAs",
    arguments: [
      ("from", "doi:10.1/x", "PROPOSES", "mitigation:a/m"),
      ("to", "doi:10.1/x", "CITES", "doi:10.1/x"),
      ("source", "doi:10.1/x", "ADDRESSES", "risk:a/r"),
    ]
  )
  func sameAsIsFound(field: String, name: String, relation: String, to: String) throws {
    let from = relation == "ADDRESSES" ? "mitigation:a/m" : "doi:10.1/x"
    let graph = try ArchiveReader.read(
      text: Self.header + Self.nodes
        + "{\"from\":\"\(from)\",\"relation\":\"\(relation)\",\"to\":\"\(to)\","
        + "\"source\":\"doi:10.1/x\"}\n"
    )
    let statement = graph.statement(EdgeID(0))
    #expect(statement.source == "paper:a")
    #expect(statement.from != "doi:10.1/x" && statement.to != "doi:10.1/x")
    #expect(!GraphValidation.findings(in: graph).contains { $0.code == "unknown-source" })
    let again = try ArchiveReader.read(text: ArchiveWriter.text(of: graph))
    #expect(ArchiveWriter.text(of: again) == ArchiveWriter.text(of: graph))
  }

  @Test("a sameAs of several nodes names none of them")
  func sharedSameAs() {
    let text =
      Self.header + Self.nodes
      + "{\"from\":\"shared\",\"relation\":\"ADDRESSES\",\"to\":\"risk:a/r\",\"via\":\"t\"}\n"
    #expect(findings(text).map(\.code) == ["dangling-reference"])
  }

  @Test("a key goes before a sameAs")
  func keysComeFirst() throws {
    let graph = try ArchiveReader.read(
      text: Self.header + Self.nodes + "{\"node\":\"doi:10.1/x\",\"kind\":\"Paper\"}\n"
        + Self.statement(",\"source\":\"doi:10.1/x\"")
    )
    #expect(graph.source(of: EdgeID(0)) == "doi:10.1/x")
  }

  @Test("two keys that differ in their normal form alone are an error")
  func normalForms() {
    let text =
      Self.header + "{\"node\":\"risk:a/caf\u{E9}\",\"kind\":\"Risk\"}\n"
      + "{\"node\":\"risk:a/cafe\u{301}\",\"kind\":\"Risk\"}\n"
      + "{\"node\":\"risk:a/cafe\",\"kind\":\"Risk\"}\n"
    #expect(findings(text).map(\.code) == ["key-spelling"])
  }

  @Test("a given id that another statement's content makes is an error")
  func idClashes() {
    let other = Statement("mitigation:a/m", .addresses, "risk:a/r", via: "t")
    let text =
      Self.header + Self.nodes + Self.statement("")
      + "{\"from\":\"paper:a\",\"relation\":\"PROPOSES\",\"to\":\"mitigation:a/m\",\"via\":\"t\","
      + "\"id\":\"\(other.derivedID)\"}\n"
    #expect(findings(text).map(\.code) == ["statement-id-clash"])
  }

  @Test("statements of one identity are told apart by content, in whatever order they come")
  func contentTellsApart() throws {
    let records = ["supports", "opposes", "mixed"].map { Self.statement(",\"stance\":\"\($0)\"") }
    let orders = [
      [0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0], [0, 0, 1, 2, 2],
    ]
    let texts = try orders.map { order in
      try ArchiveWriter.text(
        of: ArchiveReader.read(
          text: Self.header + Self.nodes + order.map { records[$0] }.joined()
        )
      )
    }
    #expect(Set(texts).count == 1)
    let again = try ArchiveReader.read(text: texts[0])
    #expect(again.statementCount == 3 && ArchiveWriter.text(of: again) == texts[0])
  }
}
