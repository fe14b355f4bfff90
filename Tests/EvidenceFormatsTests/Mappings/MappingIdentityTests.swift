import EvidenceCore
import Testing

@testable import EvidenceFormats

/// Ids and predicates are compared by the IRIs that they stand for.
@Suite struct MappingIdentityTests {
  @Test(arguments: [
    "https://ex.org/a/1", "<https://ex.org/a/1>", "AA:1", "A:1",
  ])
  func everySpellingOfAnIRIIsOneNode(id: String) throws {
    let result = try MappingTables.read(
      ["A:1,skos:exactMatch,B:1,", "\(id),skos:exactMatch,B:2,"],
      block:
        "#curie_map: {A: 'https://ex.org/a/', AA: 'https://ex.org/a/', B: 'https://ex.org/b/'}\n"
    )
    #expect(result.keys == ["A:1", "B:1", "B:2"])
    #expect(result.codes == (id == "A:1" ? [] : ["id-spelling"]))
  }

  @Test func theLongestPrefixNamesAnIRI() throws {
    let result = try MappingTables.read(
      ["E:b/1,skos:exactMatch,B:1,", "https://ex.org/c,skos:exactMatch,urn:x:1,"],
      block: "#curie_map: {E: 'https://ex.org/', B: 'https://ex.org/b/'}\n"
    )
    #expect(result.keys == ["B:1", "E:c", "urn:x:1"])
  }

  @Test func tablesOfOneImportAgreeOnTheirPrefixes() throws {
    let other = "#curie_map: {X: 'https://ex.org/a/', A: 'https://other.org/'}\n"
    let result = try MappingTables.read(texts: [
      MappingTables.text(["A:1,skos:exactMatch,B:1,"]),
      MappingTables.text(["X:1,skos:exactMatch,A:1,"], block: other),
    ])
    #expect(result.keys == ["A:1", "B:1", "https://other.org/1"])
    #expect(result.codes == ["id-spelling", "prefix-clash"])
  }

  @Test func undeclaredPrefixesAreReportedAndToldApart() throws {
    let result = try MappingTables.read(["X:1,skos:exactMatch,Y:1,", "X1,skos:exactMatch,A:1,"])
    #expect(result.keys == ["A:1", "X1", "X:1", "Y:1"])
    #expect(result.codes == ["undeclared-prefix", "undeclared-prefix", "undeclared-prefix"])
    #expect(result.report.entries.map(\.place.line) == [7, 7, 8])
  }

  @Test func theStandardsPrefixesMeanTheSameEverywhere() throws {
    let result = try MappingTables.read(
      ["A:1,skos:exactMatch,B:1,"],
      block: "#curie_map:\n#  A: https://ex.org/a/\n#  skos: https://ex.org/skos\n#  B:\n"
    )
    #expect(result.statements.map(\.relation) == [.exactMatch])
    #expect(result.codes == ["built-in-prefix", "prefix-without-iri", "undeclared-prefix"])
    #expect(result.report.entries[0].place.line == 3)
  }

  // MARK: Predicates

  @Test(arguments: [
    ("skos:exactMatch", Relation.exactMatch),
    ("http://www.w3.org/2004/02/skos/core#exactMatch", .exactMatch),
    ("<http://www.w3.org/2004/02/skos/core#broadMatch>", .broadMatch),
    ("S:narrowMatch", .narrowMatch),
    ("owl:sameAs", .exactMatch),
    ("owl:equivalentClass", .exactMatch),
    ("rdfs:subClassOf", .broadMatch),
    ("http://www.w3.org/2002/07/owl#equivalentProperty", .exactMatch),
  ])
  func aPredicateIsItsIRI(predicate: String, relation: Relation) throws {
    let result = try MappingTables.read(
      ["A:1,\(predicate),B:1,"],
      block: "#curie_map: {A: 'https://ex.org/a/', B: 'https://ex.org/b/',"
        + " S: 'http://www.w3.org/2004/02/skos/core#'}\n"
    )
    #expect(result.statements.map(\.relation) == [relation])
    #expect(result.graph.header.relations.isEmpty)
  }

  @Test(arguments: [
    ("skos:exactmatch", "skos:exactMatch"), ("skos:ExactMatch", "skos:exactMatch"),
    ("skos:exact_match", "skos:exactMatch"), ("skos:closMatch", "skos:closeMatch"),
    ("SKOS:broadMatch", "skos:broadMatch"), ("skso:narrowMatch", "skos:narrowMatch"),
    ("exactMatch", "skos:exactMatch"), ("owl:sameas", "owl:sameAs"),
    ("rdfs:subclassOf", "rdfs:subClassOf"),
    ("https://www.w3.org/2004/02/skos/core#exactMatch", "skos:exactMatch"),
    ("http://www.w3.org/2004/02/skos/core/closeMatch", "skos:closeMatch"),
  ])
  func aSlipOfAPredicateIsAnErrorOfItsLine(predicate: String, meant: String) throws {
    let findings = try MappingTables.findings {
      try MappingTables.read(["A:1,skos:exactMatch,B:1,", "A:1,\(predicate),B:2,"])
    }
    #expect(findings.map(\.code) == ["unknown-predicate"])
    #expect(findings.first?.place == Place("0.sssom.tsv", line: 8))
    #expect(findings.first?.hint == "did you mean '\(meant)'?")
  }

  @Test(arguments: [
    ("oboInOwl:hasDbXref", "OBO_IN_OWL_HAS_DB_XREF"), ("B:exactMatch", "B_EXACT_MATCH"),
    ("skos:broader", "SKOS_BROADER"), ("https://rel.org/x/partOf", "REL_ORG_PART_OF"),
    ("is:versionOf", "MAPPED_IS_VERSION_OF"), ("EXACT:match", "MAPPED_EXACT_MATCH"),
  ])
  func anotherPredicateIsADeclaredRelation(predicate: String, relation: String) throws {
    let result = try MappingTables.read(["A:1,\(predicate),B:1,"])
    #expect(result.statements.map(\.relation.name) == [relation])
    #expect(result.graph.header.relations.map(\.relation.name) == [relation])
    #expect(!Relation.builtIn.contains(Relation(relation)))
    #expect(result.codes == ["other-predicate"])
  }

  @Test func twoPredicatesOfOneNameAreTwoRelations() throws {
    let result = try MappingTables.read(["A:1,B:c_d,B:1,", "A:1,B:c-d,B:2,", "A:1,B:c_d,B:3,"])
    #expect(Set(result.statements.map(\.relation.name)) == ["B_C_D", "B_C_D_2"])
    #expect(
      result.graph.header.relations.map(\.description) == [
        "https://ex.org/b/c_d", "https://ex.org/b/c-d",
      ]
    )
  }
}
