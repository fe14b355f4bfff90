import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceFormats

/// Catalogues that are one work each, read without a recipe.
struct CatalogueTests {
  private func read(_ text: String, _ name: String) throws -> (
    graph: EvidenceGraph, notes: [String]
  ) {
    let folder = try Sandbox()
    try folder.write(text, to: name)
    let result = try Importer.run(ImportRequest(files: [folder.path(name)]))
    #expect(
      GraphValidation.findings(in: result.graph).filter { $0.severity == .error }.isEmpty,
      "\(GraphValidation.findings(in: result.graph))"
    )
    return (result.graph, result.report.entries.map(\.message))
  }

  private func lines(_ graph: EvidenceGraph, _ relation: Relation) -> [String] {
    graph.edges.filter { graph.relation(of: $0) == relation }.map {
      "\(graph.key(of: graph.from($0)).local) \(graph.key(of: graph.to($0)).local)"
    }.sorted()
  }

  @Test("a STIX bundle: techniques by tactic, and what mitigates them") func stix() throws {
    let (graph, notes) = try read(CatalogueFixtures.stix, "attack.json")
    #expect(graph.nodes(of: .risk).count == 3 && graph.nodes(of: .mitigation).count == 2)
    #expect(
      graph.nodes(of: .riskDomain).map { graph.key(of: $0).text } == [
        "mitre-attack@3.1:TA0001", "mitre-attack@3.1:TA0002",
      ]
    )
    #expect(
      lines(graph, .addresses) == [
        "example-att-ck/M1 example-att-ck/T1", "example-att-ck/M1 example-att-ck/T1.001",
      ]
    )
    #expect(lines(graph, .partOf) == ["example-att-ck/T1.001 example-att-ck/T1"])
    // A part without phases of its own is in those of its whole.
    #expect(
      lines(graph, .inDomain) == [
        "example-att-ck/T1 TA0001", "example-att-ck/T1.001 TA0001", "example-att-ck/T2 TA0001",
        "example-att-ck/T2 TA0002",
      ]
    )
    let paper = try graph.resolve("Example ATT&CK 3.1")
    #expect(graph.year(of: paper) == 2025 && graph.kind(of: paper) == .paper)
    #expect(graph.outgoing(paper, .proposes).count == 2)
    #expect(graph.key(of: try graph.resolve("attack-pattern--2")).local == "example-att-ck/T1.001")
    let claims = graph.edges.filter { graph.relation(of: $0) == .addresses }
    #expect(claims.allSatisfy { graph.statement($0).source == graph.key(of: paper) })
    #expect(
      notes.sorted() == [
        "1 × attack-pattern that is revoked or deprecated",
        "1 × course-of-action that is revoked or deprecated",
        "1 × object of type 'malware', which is no risk and no measure",
        "1 × relationship 'mitigates' that is out of use, or an end of it is",
        "1 × relationship 'mitigates' with an end outside the bundle",
        "1 × relationship 'revoked-by' that is out of use, or an end of it is",
        "1 × relationship 'uses', which says nothing of measures",
      ]
    )
    // One technique of three is addressed by nothing: counted plainly.
    let open = GapAnalysis(graph).nodeGaps(kinds: [.riskWithoutMitigation])
    #expect(open.compactMap(\.node).map { graph.key(of: $0).local } == ["example-att-ck/T2"])
  }

  @Test("a bundle without tactics has its phases for domains") func phases() throws {
    let text = """
      {"type":"bundle","id":"bundle--2","objects":[{"type":"attack-pattern","id":"attack-pattern--1",
      "spec_version":"2.1","name":"A","kill_chain_phases":[{"kill_chain_name":"own chain","phase_name":"first-step"}]}]}
      """
    let (graph, _) = try read(text, "bundle.json")
    #expect(graph.nodes(of: .riskDomain).map { graph.label(of: $0) } == ["first step"])
    #expect(lines(graph, .inDomain).count == 1)
  }

  @Test("ATLAS: a sub-technique is in its technique's tactics; case studies mitigate nothing")
  func atlas() throws {
    let (graph, notes) = try read(CatalogueFixtures.atlas, "ATLAS.yaml")
    #expect(graph.nodes(of: .risk).count == 3 && graph.nodes(of: .mitigation).count == 1)
    #expect(
      lines(graph, .inDomain) == [
        "atlas/AML.T1 AML.TA1", "atlas/AML.T1.000 AML.TA1", "atlas/AML.T2 AML.TA2",
      ]
    )
    #expect(
      lines(graph, .addresses) == ["atlas/AML.M1 atlas/AML.T1", "atlas/AML.M1 atlas/AML.T1.000"]
    )
    #expect(lines(graph, .partOf) == ["atlas/AML.T1.000 atlas/AML.T1"])
    #expect(
      notes == [
        "1 × mitigation of a technique that is not there",
        "1 × case study, which mitigates nothing",
      ]
    )
  }

  @Test("an OSCAL catalog: controls by family") func catalog() throws {
    let (graph, notes) = try read(CatalogueFixtures.catalog, "catalog.json")
    let measures = graph.nodes(of: .mitigation).map { graph.key(of: $0).local }
    #expect(measures == ["ac-1", "ac-2", "ac-2.1", "au-1"].map { "example-controls/\($0)" })
    #expect(
      lines(graph, .classifiedAs) == [
        "example-controls/ac-1 ac", "example-controls/ac-2 ac", "example-controls/au-1 au-x",
      ]
    )
    #expect(lines(graph, .broader) == ["au-x au"])
    #expect(lines(graph, .partOf) == ["example-controls/ac-2.1 example-controls/ac-2"])
    #expect(lines(graph, "RELATED_CONTROL") == ["example-controls/ac-1 example-controls/au-1"])
    let policy = try graph.resolve("AC-1")
    #expect(graph.notation(of: policy) == "AC-1")
    #expect(
      graph.property("description", of: policy)?.text
        == "Write it down.\n{{ insert: param, ac-1_prm_1 }} times."
    )
    #expect(
      notes == [
        "1 × control that is withdrawn", "1 × link to a control that is not there or is withdrawn",
      ]
    )
  }

  @Test("an OSCAL mapping: matches, and one that is denied") func mappings() throws {
    let (graph, notes) = try read(CatalogueFixtures.mappings, "mapping.json")
    #expect(lines(graph, .exactMatch) == ["example-controls/a other-v2-json/x"])
    #expect(lines(graph, .broadMatch).count == 2 && lines(graph, .relatedMatch).count == 1)
    let exact = try #require(graph.edges.first { graph.relation(of: $0) == .exactMatch })
    let statement = graph.statement(exact)
    #expect(
      statement.confidence == 0.8 && statement.rationale == "semantic" && statement.id == "m1"
    )
    let denied = try #require(graph.edges.first { graph.relation(of: $0) == .relatedMatch })
    #expect(graph.isNegated(denied))
    #expect(notes == ["1 × map whose relationship is 'odd', which is none of the standard's"])
  }

  @Test("mappings to ATT&CK: what protects, what detects, what is not mappable")
  func attackMappings() throws {
    let (graph, notes) = try read(CatalogueFixtures.attackMappings, "mappings.json")
    #expect(lines(graph, .addresses) == ["example-800/AC-1 attack/T1"])
    #expect(lines(graph, "DETECT") == ["example-800/AC-1 attack/T2"])
    #expect(lines(graph, .classifiedAs) == ["example-800/AC-1 AC", "example-800/SI-1 SI"])
    #expect(notes == ["1 × mapping that is marked as not mappable"])
  }

  @Test(
    "what is broken or of another model is refused",
    arguments: [
      ("{\"type\": \"bundle\", \"spec_version\": \"2.1\", \"objects\": [", "invalid-json"),
      ("{\"type\": \"grouping\", \"spec_version\": \"2.1\"}", "not-a-bundle"),
      ("{\"type\": \"bundle\", \"spec_version\": \"2.1\", \"objects\": []}", "nothing-taken"),
      ("{\"profile\": {\"metadata\": {\"oscal-version\": \"1.2.1\"}}}", "unknown-model"),
      ("matrices: 3\\n", "no-matrices"),
    ]
  )
  func hostile(_ text: String, _ code: String) throws {
    let folder = try Sandbox()
    let name = text.hasPrefix("{") ? "a.json" : "a.yaml"
    try folder.write(text.replacing("\\n", with: "\n"), to: name)
    let error = #expect(throws: EvidenceError.self) {
      try Importer.run(ImportRequest(files: [folder.path(name)]))
    }
    #expect(error?.diagnostics.first?.code == Diagnostic.Code(rawValue: code))
  }

  @Test("many techniques are read in time that grows with them") func growth() throws {
    func text(_ count: Int) -> String {
      var objects: [String] = []
      for number in 0..<count {
        objects += [
          """
          {"type":"attack-pattern","id":"attack-pattern--\(number)","name":"A\(number)",
          "kill_chain_phases":[{"kill_chain_name":"c","phase_name":"p\(number % 9)"}]}
          """,
          "{\"type\":\"course-of-action\",\"id\":\"course-of-action--\(number)\",\"name\":\"M\(number)\"}",
          """
          {"type":"relationship","id":"relationship--\(number)","relationship_type":"mitigates",
          "source_ref":"course-of-action--\(number)","target_ref":"attack-pattern--\(number * 7 % count)"}
          """,
        ]
      }
      return
        "{\"type\":\"bundle\",\"spec_version\":\"2.1\",\"objects\":[\(objects.joined(separator: ","))]}"
    }
    let steps = try Growth.steps(from: 250, making: text) { text in
      var collection = ImportCollection()
      try CatalogueForm.stix.read(FileBytes(text: text, name: "b.json"), into: &collection)
      _ = try collection.build(file: "b.json")
    }
    #expect(Growth.isLinear(steps), "\(steps)")
  }
}
