import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceFormats

/// SKOS vocabularies as the field publishes them.
struct VocabularyTests {
  private func read(_ text: String, _ name: String) throws -> (
    graph: EvidenceGraph, notes: [String]
  ) {
    let folder = try Sandbox()
    try folder.write(text, to: name)
    let result = try Importer.run(ImportRequest(files: [folder.path(name)]))
    return (result.graph, result.report.entries.map { "\($0.outcome) \($0.code)" })
  }

  private func lines(_ graph: EvidenceGraph) -> [String] {
    graph.edges.map {
      "\(graph.key(of: graph.from($0)).text) \(graph.relation(of: $0)) \(graph.key(of: graph.to($0)).text)"
    }.sorted()
  }

  static let turtle = """
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
    @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix dct: <http://purl.org/dc/terms/> .
    @prefix ex: <https://example.org/risks/> .

    ex: a skos:ConceptScheme ; dct:title "Example risks"@en ; owl:versionInfo "2.1" ; skos:hasTopConcept ex:a .
    ex:a a skos:Concept ; skos:prefLabel "Malice"@en, "Bosheit"@de ; skos:notation "1" ; skos:narrower ex:b .
    ex:b a skos:Concept ; skos:prefLabel "Fraud"@en ; skos:inScheme ex: ; skos:broader ex:a, ex:d ;
      skos:definition "taking what is another's"@en ; skos:altLabel "Scam"@en ; skos:related ex:c .
    ex:c a skos:Concept ; xl:prefLabel [ a xl:Label ; xl:literalForm "Theft"@en ] ; skos:inScheme ex: ;
      skos:related ex:b ; skos:exactMatch <https://other.example/v#T1> ; owl:deprecated true .
    ex:d a skos:Concept ; skos:prefLabel "Deceit" ; skos:inScheme ex: ; skos:broader ex:gone .
    ex:list a skos:Collection ; skos:member ex:b .
    """

  static let jsonLD = """
    {"@context": {"skos": "http://www.w3.org/2004/02/skos/core#", "dct": "http://purl.org/dc/terms/",
        "owl": "http://www.w3.org/2002/07/owl#", "ex": "https://example.org/risks/", "id": "@id", "type": "@type",
        "xl": "http://www.w3.org/2008/05/skos-xl#",
        "Concept": "skos:Concept", "label": {"@id": "skos:prefLabel", "@container": "@language"},
        "broader": {"@id": "skos:broader", "@type": "@id"}, "narrower": {"@reverse": "skos:broader", "@type": "@id"},
        "inScheme": {"@id": "skos:inScheme", "@type": "@id"}, "related": {"@id": "skos:related", "@type": "@id"}},
      "@graph": [
        {"id": "https://example.org/risks/", "type": "skos:ConceptScheme", "dct:title": {"@value": "Example risks", "@language": "en"},
         "owl:versionInfo": "2.1", "skos:hasTopConcept": {"id": "ex:a"}},
        {"id": "ex:a", "type": "Concept", "label": {"en": "Malice", "de": "Bosheit"}, "skos:notation": "1", "narrower": ["ex:b"]},
        {"id": "ex:b", "type": "Concept", "label": {"en": "Fraud"}, "inScheme": "ex:", "broader": ["ex:a", "ex:d"],
         "skos:definition": {"@value": "taking what is another's", "@language": "en"},
         "skos:altLabel": [{"@value": "Scam", "@language": "en"}], "related": "ex:c"},
        {"id": "ex:c", "type": "Concept", "inScheme": "ex:", "related": "ex:b",
         "xl:prefLabel": {"type": "xl:Label", "xl:literalForm": {"@value": "Theft", "@language": "en"}},
         "skos:exactMatch": {"id": "https://other.example/v#T1"}, "owl:deprecated": true},
        {"id": "ex:d", "type": "Concept", "label": {"@none": "Deceit"}, "inScheme": "ex:", "broader": "ex:gone"},
        {"id": "ex:list", "type": "skos:Collection", "skos:member": {"id": "ex:b"}}]}
    """

  private func expectVocabulary(_ graph: EvidenceGraph, _ notes: [String]) throws {
    let scheme = "risks@2.1"
    #expect(graph.header.schemes.map(\.id).contains(scheme))
    #expect(graph.header.schemes.first { $0.id == scheme }?.title == "Example risks")
    #expect(
      lines(graph) == [
        "\(scheme):b BROADER \(scheme):1", "\(scheme):b BROADER \(scheme):d",
        "\(scheme):b RELATED \(scheme):c",
        "\(scheme):c EXACT_MATCH https-other-example-v@1:T1", "\(scheme):d BROADER \(scheme):gone",
      ]
    )
    let malice = graph.value(of: try graph.resolve("\(scheme):1"))
    #expect(malice.label == "Malice" && malice.properties["altLabels"] == .strings(["Bosheit"]))
    #expect(malice.sameAs == ["https://example.org/risks/a"] && malice.notation == "1")
    let fraud = graph.value(of: try graph.resolve("https://example.org/risks/b"))
    #expect(fraud.properties["definition"] == .string("taking what is another's"))
    #expect(fraud.properties["altLabels"] == .strings(["Scam"]))
    let theft = graph.value(of: try graph.resolve("\(scheme):c"))
    #expect(theft.label == "Theft" && theft.properties["deprecated"] == .boolean(true))
    #expect(graph.label(of: try graph.resolve("\(scheme):gone")) == nil)
    #expect(
      notes.sorted() == [
        "dropped left-out", "kept deprecated-concept", "kept other-languages",
        "kept undescribed-concept", "kept undescribed-concept",
      ]
    )
  }

  #if RDF
    @Test("a vocabulary in Turtle") func turtle() throws {
      let (graph, notes) = try read(Self.turtle, "risks.ttl")
      try expectVocabulary(graph, notes)
    }

    @Test(
      "what is no Turtle is refused at its place",
      arguments: [
        ("@prefix a: <b:> .\na:x a:y .\n", "invalid-rdf", 2),
        ("@prefix a: <b:> .\nc:x a:y a:z .\n", "invalid-rdf", 0),
        ("@prefix a: <b:> .\na:x a:y \"\u{0}\" .\n", "invalid-rdf", 2),
        (
          "@prefix a: <b:> .\na:x a:y " + String(repeating: "[ a:y ", count: 100_000), "too-deep", 0
        ),
        ("@prefix a: <b:> .\na:x a:y " + String(repeating: "( ", count: 100_000), "too-deep", 0),
        ("@prefix a: <b:> .\na:x a:y a:z .\n", "no-concepts", 0),
      ]
    )
    func hostile(_ text: String, _ code: String, _ line: Int) throws {
      let error = #expect(throws: EvidenceError.self) { try read(text, "a.ttl") }
      let finding = try #require(error?.diagnostics.first)
      #expect(finding.code == Diagnostic.Code(rawValue: code))
      if line > 0 { #expect(finding.place?.line == line) }
    }
  #endif

  @Test("the same vocabulary in JSON-LD") func jsonLD() throws {
    let (graph, notes) = try read(Self.jsonLD, "risks.jsonld")
    try expectVocabulary(graph, notes)
  }

  @Test("a context that lies elsewhere is never fetched") func remoteContext() throws {
    let text = "{\"@context\": \"https://example.org/context.json\", \"@graph\": []}"
    let error = #expect(throws: EvidenceError.self) { try read(text, "a.jsonld") }
    #expect(error?.diagnostics.first?.code == "remote-context")
  }

  @Test("a circle of broader concepts comes in, and is named by validation") func circle() throws {
    let text = """
      {"@context": {"s": "http://www.w3.org/2004/02/skos/core#"}, "@graph": [
        {"@id": "https://e.org/a", "@type": "s:Concept", "s:broader": {"@id": "https://e.org/b"}},
        {"@id": "https://e.org/b", "@type": "s:Concept", "s:broader": {"@id": "https://e.org/a"}}]}
      """
    let (graph, _) = try read(text, "circle.jsonld")
    #expect(lines(graph).count == 2)
    #expect(GraphValidation.findings(in: graph).contains { $0.severity == .error })
  }

  @Test("who made a link, and how surely, is read of other tools' records of it")
  func recordsOfLinks() throws {
    let (graph, notes) = try read(
      """
      @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
      @prefix owl: <http://www.w3.org/2002/07/owl#> .
      @prefix dct: <http://purl.org/dc/terms/> .
      @prefix sssom: <https://w3id.org/sssom/> .
      @prefix semapv: <https://w3id.org/semapv/vocab/> .
      @prefix ex: <http://example.org/a/> .
      @prefix ey: <http://example.org/b/> .
      ex:s a skos:ConceptScheme ; dct:title "A" .
      ex:1 a skos:Concept ; skos:prefLabel "One" ; skos:inScheme ex:s ; skos:notation "1" ;
        skos:closeMatch ey:1, ey:2 .
      [] a rdf:Statement ; rdf:subject ex:1 ; rdf:predicate skos:closeMatch ; rdf:object ey:1 ;
        dct:source <https://doi.org/10.1000/XYZ> ; dct:creator "Ann" ; dct:date "2020-01-01" .
      [] a owl:Axiom ; owl:annotatedSource ex:1 ; owl:annotatedProperty skos:closeMatch ;
        owl:annotatedTarget ey:1 ; sssom:confidence 0.8 ; sssom:author_id <https://orcid.org/1> ;
        sssom:mapping_justification semapv:LexicalMatching ; sssom:predicate_modifier sssom:Not .
      [] a rdf:Statement ; rdf:subject ex:1 ; rdf:predicate skos:prefLabel ; rdf:object "One" .
      [] a rdf:Statement ; rdf:subject ex:1 .
      """,
      "v.ttl"
    )
    let told = graph.edges.map { graph.statement($0) }
      .sorted { ($0.to.text, $0.coder ?? "") < ($1.to.text, $1.coder ?? "") }
    #expect(told.map(\.relation) == [.closeMatch, .closeMatch, .closeMatch])
    #expect(told.map(\.coder) == ["Ann", "https://orcid.org/1", nil])
    #expect(told.map(\.source) == ["doi:10.1000/xyz", nil, nil])
    #expect(told.map(\.confidence) == [nil, 0.8, nil])
    #expect(told.map(\.isNegated) == [false, true, false])
    #expect(
      told.map(\.justification?.name) == [
        "UnspecifiedMatching", "LexicalMatching", "UnspecifiedMatching",
      ]
    )
    #expect(notes.filter { $0.hasSuffix("left-out") }.count == 2)
    #expect(notes.contains("dropped incomplete-relationship"))
  }

  @Test("a set of mappings alone is read, its concepts without names") func mappingsAlone() throws {
    let (graph, notes) = try read(
      """
      @prefix owl: <http://www.w3.org/2002/07/owl#> .
      @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      @prefix sssom: <https://w3id.org/sssom/> .
      [] a sssom:MappingSet ; sssom:mappings [ a owl:Axiom ; owl:annotatedSource <https://a.example/v/1> ;
        owl:annotatedProperty skos:exactMatch ; owl:annotatedTarget <https://b.example/w/2> ;
        sssom:confidence 0.5 ] .
      """,
      "m.ttl"
    )
    #expect(graph.nodeCount == 2 && graph.statementCount == 1)
    #expect(graph.edges.allSatisfy { graph.confidence(of: $0) == 0.5 })
    #expect(notes.filter { $0.hasSuffix("undescribed-concept") }.count == 2)
  }
}
