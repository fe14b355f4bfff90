import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceFormats

/// What a graph becomes in other programs' forms, and what it loses.
@Suite struct ExportTests {
  private func export(_ format: ExportFormat) throws -> GraphExport {
    let layer = NavigatorLayer(
      scheme: "risks@1",
      techniques: [.init(key: "risks@1:1", score: 2, comment: "thin", color: "#a8d3f9")]
    )
    return try GraphExport(ExportFixtures.graph(), as: format, layer: layer)
  }

  private func losses(_ format: ExportFormat) throws -> [String] {
    try export(format).losses.losses.map { "\($0.count) \($0.what)" }
  }

  @Test("the same graph gives the same bytes", arguments: ExportFormat.allCases)
  func bytesAreTheSame(format: ExportFormat) throws {
    let (first, second) = (try export(format), try export(format))
    #expect(first.files == second.files && first.losses == second.losses)
    #expect(first.files.allSatisfy { $0.text.hasSuffix("\n") && !$0.text.contains("\r") })
    switch format {
    case .spark: #expect(first.files.count > 3)
    case .sql: #expect(first.files.count == 4)
    default: #expect(first.files.count == (format.needsFolder ? 2 : 1))
    }
  }

  @Test("every form counts what only the archive holds", arguments: ExportFormat.allCases)
  func archiveAlone(format: ExportFormat) throws {
    let lost = try losses(format)
    for what in ["1 search records", "1 silences of the linter", "1 declarations of relations"] {
      #expect(lost.contains(what), "\(format): \(lost)")
    }
    #expect(lost.contains { $0.hasSuffix("notices of a single source") })
  }

  @Test("the report is text and JSON") func report() throws {
    let losses = try export(.csv).losses
    #expect(losses.text.hasPrefix("csv does not hold:\n  1 × search records, such as risks@1:1"))
    #expect(losses.json.hasPrefix("{\"format\":\"csv\",\"losses\":[{\"what\":\"search records\""))
    #expect(losses.warnings.map(\.what) == ["cells that a spreadsheet would run as a formula"])
    #expect(LossReport(.ris).isEmpty && LossReport(.ris).text == "ris: nothing is lost\n")
  }

  @Test("cypher escapes quotes, lines and names") func cypher() throws {
    let text = try export(.cypher).text
    #expect(text.contains("label: 'It\\'s\\na `test`'"))
    #expect(CypherText.name("A b`c") == "`A b``c`" && CypherText.name("9x") == "`9x`")
    #expect(text.contains("confidence: 0.75") && !text.contains("null"))
    #expect(text.split(separator: "\n").allSatisfy { $0.hasSuffix(";") })
  }

  @Test("GraphML has no attribute that programs use for themselves") func graphML() throws {
    let text = try export(.graphML).text
    for name in ["id", "source", "target", "type", "weight"] {
      #expect(!text.contains("attr.name=\"\(name)\""), "\(name)")
    }
    #expect(text.contains("attr.name=\"statedBy\"") && text.contains("attr.name=\"weight_\""))
    #expect(text.contains("attr.name=\"year\" attr.type=\"long\""))
    #expect(text.contains("On &quot;Quotes&quot; &amp; the LLM: 50% &lt;more&gt;"))
    var losses = LossReport(.graphML)
    #expect(XMLText.escaped("a\u{1}b\u{FFFE}", &losses) == "ab" && losses.losses[0].count == 2)
  }

  @Test("GEXF numbers what two nodes have twice") func gexf() throws {
    var parts = ExportFixtures.parts
    var second = parts.statements[2]
    second.via = "elsewhere"
    parts.statements.append(second)
    var builder = GraphBuilder()
    for node in parts.nodes { builder.add(node) }
    for statement in parts.statements { builder.add(statement) }
    let text = try GraphExport(builder.build(), as: .gexf).text
    #expect(text.contains("kind=\"BROADER\"") && text.contains("kind=\"BROADER 2\""))
  }

  @Test("a denied or opposed statement is no triple by itself") func rdf() throws {
    let text = try export(.turtle).text
    #expect(text.contains("<urn:evidence:risks@1:1.1> a ev:RiskDomain, skos:Concept"))
    #expect(text.contains("skos:broader <urn:evidence:risks@1:1>"))
    #expect(text.contains("skos:closeMatch <urn:evidence:other:x>"))
    #expect(!text.contains("skos:exactMatch <urn:evidence:other:x>"))
    #expect(!text.contains("ev:ADDRESSES <urn"))
    #expect(text.contains("owl:annotatedProperty skos:exactMatch"))
    #expect(text.contains("\"0.75\"^^xsd:double") && text.contains("<https://doi.org/10.1000/one>"))
    #expect(text.contains("<urn:evidence:mitigation:two/a%20b@c>"))
    let json = try export(.jsonLD).text
    #expect(json.hasPrefix("{\"@context\":{\"bibo\":") && json.contains("\"@type\":\"xsd:double\""))
  }

  @Test("keys come back from their IRIs")
  func iris() {
    for key in ["mit-risk@4:7.3", "doi:10.1000/a b", "risk:x/ä%20", "", "a\u{1F}b"] {
      #expect(KeyIRI.key(of: KeyIRI.iri(of: key)) == key)
    }
    #expect(KeyIRI.key(of: "https://example.org/") == nil)
    #expect(KeyIRI.key(of: "urn:evidence:%4") == nil && KeyIRI.key(of: "urn:evidence:%FF") == nil)
  }

  @Test("UUIDs follow from names") func uuids() {
    // FIPS 180-4's own example, and RFC 4122's way of naming.
    let digest = NameUUID.sha1(Array("abc".utf8)).map {
      String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
    }.joined()
    #expect(digest == "a9993e364706816aba3e25717850c26c9cd0d89d")
    #expect(NameUUID.isUUID(NameUUID.make("x")) && NameUUID.make("x") != NameUUID.make("y"))
    #expect(!NameUUID.isUUID("6e4d2e5c-0000-1000-8000-000000000001"))
  }

  @Test("an OSCAL collection has the words of the standard") func oscal() throws {
    let text = try export(.oscal).text
    #expect(text.contains("\"last-modified\":\"2026-01-31T00:00:00Z\""))
    #expect(
      text.contains("\"relationship\":\"closeMatch\"") && text.contains("\"percentage\":0.1234")
    )
    #expect(try losses(.oscal).contains("1 denied matches other than related ones"))
    var builder = GraphBuilder()
    builder.add(Node("paper:a", .paper))
    let graph = try builder.build()
    #expect { try GraphExport(graph, as: .oscal) } throws: { Diagnostic.Code("no-date") ~= $0 }
    for format in [ExportFormat.sssom, .navigator] {
      #expect { try GraphExport(graph, as: format) } throws: {
        Diagnostic.Code("nothing-to-export") ~= $0
      }
    }
  }

  @Test("a layer that is not ATT&CK's says so") func layer() throws {
    let export = try export(.navigator)
    #expect(export.text.contains("\"techniqueID\":\"1\",\"score\":2,\"color\":\"#a8d3f9\""))
    #expect(export.losses.warnings.first?.example == "risks@1")
    #expect(NavigatorLayerText.isAttack("T1059.001") && !NavigatorLayerText.isAttack("AML.T0001"))
  }

  @Test("forms are known by the ends of names") func names() {
    #expect(ExportFormat(fileName: "a/b.RIS") == .ris && ExportFormat(fileName: "x.ttl") == .turtle)
    #expect(ExportFormat(fileName: "x.csl.json") == .cslJSON)
    #expect(
      ExportFormat(fileName: "x.sssom.tsv") == .sssom && ExportFormat(fileName: "x.tsv") == .tsv
    )
    #expect(ExportFormat(fileName: "x.json") == nil && ExportFormat(fileName: "x") == nil)
  }
}
