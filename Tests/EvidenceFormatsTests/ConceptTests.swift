import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceFormats

/// Concepts of SKOS in JSON-LD, read without a recipe.
@Suite struct ConceptTests {
  private func read(_ text: String) throws -> (graph: EvidenceGraph, codes: [Diagnostic.Code]) {
    let folder = try Sandbox()
    try folder.write(text, to: "scheme.jsonld")
    let result = try Importer.run(ImportRequest(files: [folder.path("scheme.jsonld")]))
    return (result.graph, result.report.inputs.flatMap(\.entries).map(\.code))
  }

  private static let compact = """
    {"@context": {"skos": "http://www.w3.org/2004/02/skos/core#", "ex": "https://example.org/things/",
       "id": "@id", "type": "@type", "label": {"@id": "skos:prefLabel", "@container": "@language"},
       "broader": {"@id": "skos:broader", "@type": "@id"}, "narrower": {"@reverse": "skos:broader", "@type": "@id"},
       "inScheme": {"@id": "skos:inScheme", "@type": "@id"}},
     "@graph": [
       {"id": "ex:scheme", "type": "skos:ConceptScheme", "http://purl.org/dc/terms/title": "Things",
        "http://www.w3.org/2002/07/owl#versionInfo": "2.1"},
       {"id": "ex:a", "type": "skos:Concept", "inScheme": "ex:scheme", "label": {"de": "Alles", "en": "All"},
        "narrower": ["ex:b"]},
       {"id": "ex:b", "type": "skos:Concept", "inScheme": "ex:scheme", "label": {"en": "Bee"},
        "skos:notation": "B.1", "skos:altLabel": ["Bees", {"@value": "Biene", "@language": "de"}]},
       {"id": "ex:c", "type": "skos:Concept", "inScheme": "ex:scheme", "broader": ["ex:b", "ex:gone"],
        "skos:narrower": {"@list": [{"id": "ex:d"}]},
        "skos:exactMatch": {"id": "https://elsewhere.example/c"}},
       {"id": "ex:d", "type": ["skos:Concept"], "inScheme": "ex:scheme", "broader": "ex:c",
        "http://www.w3.org/2002/07/owl#deprecated": true},
       {"id": "ex:e", "type": "http://example.org/Other"}]}
    """

  @Test("a context with prefixes, aliases, containers and reverses") func compactForm() throws {
    let (graph, codes) = try read(Self.compact)
    #expect(graph.header.schemes.map(\.id) == ["scheme@2.1"])
    let bee = graph.value(of: try graph.resolve("scheme@2.1:B.1"))
    #expect(bee.label == "Bee" && bee.notation == "B.1")
    #expect(bee.sameAs == ["https://example.org/things/b"])
    #expect(bee.properties["altLabels"] == .strings(["Bees", "Biene"]))
    #expect(graph.label(of: try graph.resolve("scheme@2.1:a")) == "All")
    let tree = graph.edges.filter { graph.relation(of: $0) == .broader }.map {
      "\(graph.key(of: graph.from($0)).local) \(graph.key(of: graph.to($0)).local)"
    }
    #expect(tree == ["B.1 a", "c //example.org/things/gone", "c B.1", "d c"])
    #expect(graph.edges.filter { graph.relation(of: $0) == .exactMatch }.count == 1)
    #expect(codes.contains("undescribed-concept") && codes.contains("deprecated-concept"))
    #expect(codes.contains("left-out"))
  }

  @Test("expanded form means the same") func expanded() throws {
    let text = """
      [{"@id": "https://example.org/a", "@type": ["http://www.w3.org/2004/02/skos/core#Concept"],
        "http://www.w3.org/2004/02/skos/core#prefLabel": [{"@value": "Ä"}]}]
      """
    let (graph, _) = try read(text)
    #expect(graph.nodes.map { graph.label(of: $0) } == ["Ä"])
  }

  @Test("a remote context, and no concept at all, are errors")
  func refused() throws {
    for (text, code) in [
      ("{\"@context\": \"https://example.org/c\", \"@id\": \"a:b\"}", "remote-context"),
      ("{\"@context\": {}, \"@graph\": []}", "no-concepts"),
      ("{\"@context\": {", "invalid-json"),
    ] {
      let error = #expect(throws: EvidenceError.self) { try read(text) }
      #expect(error?.diagnostics.map(\.code) == [Diagnostic.Code(code)])
    }
  }

  @Test("concepts and their matches come back from what was exported") func roundTrip() throws {
    let graph = try ExportFixtures.graph()
    let (read, codes) = try read(try GraphExport(graph, as: .jsonLD).text)
    for key in ["risks@1:1", "risks@1:1.1"] as [Key] {
      let (old, new) = (try #require(graph.node(key)), try #require(read.node(key)))
      #expect(graph.label(of: old) == read.label(of: new))
      #expect(graph.notation(of: old) == read.notation(of: new))
      #expect(read.kind(of: new) == .riskDomain)
    }
    #expect(read.edges.map { read.relation(of: $0) }.contains(.closeMatch))
    #expect(!read.edges.map { read.relation(of: $0) }.contains(.exactMatch))
    #expect(codes.contains("left-out"))
  }
}
