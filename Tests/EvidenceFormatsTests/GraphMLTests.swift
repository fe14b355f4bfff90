import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceFormats

#if XML
  /// GraphML as other programs write it, and what is refused of it.
  @Suite struct GraphMLTests {
    private func read(_ text: String, name: String = "g.graphml") throws -> ImportResult {
      let folder = try Sandbox()
      try folder.write(text, to: name)
      return try Importer.run(ImportRequest(files: [folder.path(name)]))
    }

    private func graph(
      _ body: String,
      keys: String = """
      <key id="k" for="node" attr.name="kind" attr.type="string"/>
      <key id="r" for="edge" attr.name="relation" attr.type="string"/>
      """,
      edges: String = "directed"
    ) -> String {
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
      \(keys)
      <graph edgedefault="\(edges)">\(body)</graph></graphml>
      """
    }

    private let two = """
      <node id="paper:a"><data key="k">Paper</data></node>
      <node id="mitigation:a/m"><data key="k">Mitigation</data></node>
      """

    @Test("names of attributes as Neo4j and TinkerPop have them, a prefix, defaults and types")
    func others() throws {
      let text = """
        <g:graphml xmlns:g="http://graphml.graphdrawing.org/xmlns">
        <g:key id="labels" for="node" attr.name="labels" attr.type="string"/>
        <g:key id="n" for="node" attr.name="name" attr.type="string"/>
        <g:key id="y" for="node" attr.name="year" attr.type="int"><g:default>2020</g:default></g:key>
        <g:key id="label" for="edge" attr.name="label" attr.type="string"/>
        <g:key id="w" for="edge" attr.name="w" attr.type="double"/>
        <g:graph edgedefault="directed">
        <g:node id="n0"><g:data key="labels">:Paper:Old</g:data><g:data key="n">A &amp; B</g:data></g:node>
        <g:node id="n1"><g:data key="labels">:Mitigation</g:data><g:data key="y">x</g:data></g:node>
        <g:edge source="n0" target="n1"><g:data key="label">PROPOSES</g:data><g:data key="w">0.5</g:data></g:edge>
        </g:graph></g:graphml>
        """
      let result = try read(text, name: "whatever.xml")
      let graph = result.graph
      let paper = try #require(graph.node("n0"))
      #expect(graph.kind(of: paper) == .paper && graph.label(of: paper) == "A & B")
      #expect(graph.year(of: paper) == 2020)
      let edge = try #require(graph.outgoing(paper, .proposes).first)
      #expect(graph.statement(edge).properties["w"] == .number(0.5))
      #expect(graph.via(of: edge) == "whatever.xml")
      #expect(result.report.entries.map(\.code) == ["several-labels", "other-type"])
    }

    @Test("undirected edges and nested graphs are read, and said") func kept() throws {
      let body = """
        <node id="a"><data key="k">Risk</data><graph edgedefault="undirected">
        <node id="b"><data key="k">Risk</data></node></graph></node>
        <edge source="a" target="b" directed="false"><data key="r">EXACT_MATCH</data></edge>
        """
      let result = try read(graph(body))
      #expect(result.graph.nodeCount == 2 && result.graph.statementCount == 1)
      #expect(result.report.entries.map(\.code) == ["undirected-edge", "nested-graph"])
    }

    @Test(
      "what is no graph of statements is refused",
      arguments: [
        ("<hyperedge><endpoint node=\"paper:a\"/></hyperedge>", "unread-graphml"),
        ("<node id=\"x\"><port name=\"p\"/></node>", "unread-graphml"),
        ("<edge source=\"paper:a\"/>", "broken-graphml"),
        ("<node/>", "broken-graphml"), ("<node id=\"x\">", "broken-xml"),
        ("<edge source=\"paper:a\" target=\"mitigation:a/m\"/>", "unread-graphml"),
        (
          "<edge source=\"paper:a\" target=\"mitigation:a/m\"><data key=\"r\">PROPOSE</data></edge>",
          "unknown-relation"
        ),
      ]
    )
    func refused(body: String, code: String) throws {
      #expect {
        _ = try read(graph(two + body))
      } throws: { error in
        (error as? EvidenceError)?.diagnostics.contains { $0.code.rawValue == code } == true
      }
    }

    @Test("a file that does not say kinds lists what it says") func kindless() throws {
      let text = graph(
        "<node id=\"a\"><data key=\"c\">red</data></node>",
        keys: "<key id=\"c\" for=\"node\" attr.name=\"color\"/>"
      )
      #expect {
        _ = try read(text)
      } throws: { error in
        let finding = (error as? EvidenceError)?.diagnostics.first
        return finding?.code == "unread-graphml" && finding?.place?.line == 4
          && finding?.hint?.contains("there are: color") == true
      }
    }

    @Test("a billion laughs, and brackets without end") func hostile() throws {
      let laughs = "<!DOCTYPE x [<!ENTITY a \"aaaa\">]>" + graph(two)
      #expect { _ = try read("<?xml version=\"1.0\"?>" + laughs.dropFirst(0)) } throws: { _ in true
      }
      let deep = String(repeating: "<node id=\"a\"><graph>", count: 2_000)
      #expect { _ = try read(graph(deep)) } throws: { Diagnostic.Code("too-deep") ~= $0 }
    }

    @Test("GEXF and RDF/XML are refused by name") func named() throws {
      for (text, word) in [
        ("<?xml version=\"1.0\"?><gexf version=\"1.3\"></gexf>", "GEXF"),
        ("<rdf:RDF xmlns:rdf=\"x\"></rdf:RDF>", "RDF/XML"),
      ] {
        #expect {
          _ = try read(text, name: "x.xml")
        } throws: { error in
          let finding = (error as? EvidenceError)?.diagnostics.first
          return finding?.code == "foreign-form" && finding?.message.contains(word) == true
        }
      }
    }
  }
#endif

/// Layers of the ATT&CK Navigator.
@Suite struct LayerFileTests {
  private let layer = """
    {
      "name": "Our coverage",
      "versions": {"attack": "16", "navigator": "4.9.1", "layer": "4.5"},
      "domain": "enterprise-attack",
      "description": "what we see",
      "techniques": [
        {"techniqueID": "T1059.001", "tactic": "execution", "score": 3, "comment": "logs only",
         "color": "#ff0000", "metadata": [{"name": "team", "value": "blue"}],
         "links": [{"label": "x", "url": "https://example.org/"}]},
        {"techniqueID": "T1059.001", "tactic": "lateral-movement", "score": 1},
        {"techniqueID": "T1003", "enabled": false},
        {"score": 1}
      ],
      "legendItems": [{"label": "bad", "color": "#ff0000"}]
    }
    """

  private func read(_ text: String) throws -> ImportResult {
    let folder = try Sandbox()
    try folder.write(text, to: "layer.json")
    return try Importer.run(ImportRequest(files: [folder.path("layer.json")]))
  }

  @Test("a layer names techniques, with what it says of each") func others() throws {
    let result = try read(layer)
    let graph = result.graph
    let risk = try #require(graph.node("risk:attack/T1059.001"))
    let paper = try #require(graph.node("paper:our-coverage"))
    #expect(graph.property("legend", of: paper) == .strings(["#ff0000: bad"]))
    let claims = graph.outgoing(paper, .identifies).map { graph.statement($0) }
    #expect(claims.count == 2 && claims.allSatisfy { $0.source == "paper:our-coverage" })
    let first = try #require(claims.first { $0.locator == "execution" })
    #expect(first.rationale == "logs only" && first.properties["score"] == .integer(3))
    #expect(first.properties["team"] == .string("blue"))
    #expect(graph.outgoing(risk, .inDomain).count == 2)
    #expect(graph.header.schemes.map(\.id) == ["enterprise-attack-tactics@16"])
    #expect(result.report.entries.filter { $0.code == "left-out" }.count == 2)
    #expect(GraphValidation.findings(in: graph).filter { $0.severity == .error }.isEmpty)
  }

  @Test("several layers in one file") func several() throws {
    let second = layer.replacing("Our coverage", with: "Their coverage")
    let graph = try read("[\(layer), \(second)]").graph
    #expect(graph.nodes(of: .paper).count == 2)
    #expect(graph.nodes(of: .risk).count == 1)
  }

  @Test(
    "what is broken is said",
    arguments: ["{\"techniques\":[{\"techniqueID\":", "{\"techniqueID\": 1}"]
  )
  func broken(text: String) throws {
    #expect(throws: EvidenceError.self) { try read(text) }
  }
}

/// Graphs in RDF that were changed by hand, or broken.
@Suite struct OwnTriplesTests {
  private func read(_ body: String) throws -> ImportResult {
    let context =
      #"{"ev": "urn:evidence:vocabulary:", "skos": "http://www.w3.org/2004/02/skos/core#"}"#
    let folder = try Sandbox()
    try folder.write(#"{"@context": \#(context), "@graph": [\#(body)]}"#, to: "g.jsonld")
    return try Importer.run(ImportRequest(files: [folder.path("g.jsonld")]))
  }

  private let two =
    #"{"@id": "urn:evidence:risk:a", "@type": "ev:Risk"}, {"@id": "urn:evidence:risk:b", "@type": "ev:Risk"}"#

  @Test("a triple that was added by hand is a statement; a concept finds its scheme") func added()
    throws
  {
    let result = try read(
      two + #", {"@id": "urn:evidence:risk:a", "skos:exactMatch": {"@id": "urn:evidence:risk:b"}},"#
        + #"{"@id": "http://x/c", "@type": "skos:Concept", "skos:inScheme": {"@id": "urn:evidence:s@1"}}"#
    )
    let graph = result.graph
    #expect(graph.nodeCount == 3 && graph.statementCount == 1)
    let edge = try #require(graph.edges.first)
    #expect(graph.relation(of: edge) == .exactMatch && graph.via(of: edge) == "g.jsonld")
    #expect(graph.node("http://x/c").flatMap { graph.scheme(of: $0) } == "s@1")
  }

  @Test("words and keys that are empty are none, and what is no node is counted") func empty()
    throws
  {
    let result = try read(
      two + #", {"@id": "urn:evidence:risk:c", "@type": "urn:evidence:vocabulary:"},"#
        + #"{"@id": "urn:evidence:", "@type": "ev:Risk"},"#
        + #"{"@id": "urn:evidence:statement:1", "@type": "http://www.w3.org/2002/07/owl#Axiom"}"#
    )
    #expect(result.graph.nodeCount == 2 && result.graph.statementCount == 0)
    let codes = Set(result.report.entries.map(\.code))
    #expect(codes == ["left-out", "incomplete-relationship"])
    let text = ArchiveWriter.text(of: result.graph)
    #expect(ArchiveWriter.text(of: try ArchiveReader.read(text: text)) == text)
  }
}

/// Tables of mappings by themselves.
@Suite struct MappingSchemeTests {
  @Test("prefixes become schemes, so that a set alone can be crosswalked") func schemes() throws {
    let table = """
      #curie_map:
      #  OLD: https://example.org/old/
      #  NEW: https://example.org/new/
      #subject_source: OLD:vocabulary
      #subject_source_version: "2"
      subject_id\tsubject_label\tpredicate_id\tobject_id\tobject_label\tmapping_justification
      OLD:a\tAlpha\tskos:exactMatch\tNEW:x\tEx\tsemapv:ManualMappingCuration
      OLD:b\tBeta\tskos:broadMatch\tNEW:x\tEx\tsemapv:ManualMappingCuration

      """
    let folder = try Sandbox()
    try folder.write(table, to: "t.sssom.tsv")
    let graph = try Importer.run(ImportRequest(files: [folder.path("t.sssom.tsv")])).graph
    #expect(graph.header.schemes.map(\.id) == ["new@1", "old@2"])
    #expect(graph.header.schemes.last?.title == "OLD:vocabulary")
    let node = try #require(graph.node("OLD:a"))
    #expect(graph.scheme(of: node) == "old@2")
  }

  @Test("a scheme that another source states stays") func stated() throws {
    let table = """
      #curie_map:
      #  OLD: https://example.org/old/
      subject_id\tpredicate_id\tobject_id\tmapping_justification
      OLD:a\tskos:exactMatch\tOLD:b\tsemapv:ManualMappingCuration

      """
    let nodes = "key:ID,:LABEL,scheme\nOLD:a,TaxonomyNode,mine@3\n"
    let folder = try Sandbox()
    try folder.write(table, to: "t.sssom.tsv")
    try folder.write(nodes, to: "nodes.csv")
    let files = ["t.sssom.tsv", "nodes.csv"].map { folder.path($0) }
    for order in [files, files.reversed()] {
      let graph = try Importer.run(ImportRequest(files: order)).graph
      let (a, b) = (try #require(graph.node("OLD:a")), try #require(graph.node("OLD:b")))
      #expect(graph.scheme(of: a) == "mine@3" && graph.scheme(of: b) == "old@1")
    }
  }
}
