import EvidenceAnalysis
import EvidenceCore
import Testing

@testable import EvidenceFormats

/// Words and numbers that carry meaning are read, or an error of their row; never a default.
@Suite struct MappingWordTests {
  @Test(arguments: ["Not", "NOT ", "not"]) func aDenialIsReadInAnyCase(word: String) throws {
    let result = try MappingTables.read(
      ["A:1,skos:exactMatch,\(word),B:1"],
      columns: "subject_id,predicate_id,predicate_modifier,object_id"
    )
    #expect(result.statements.map(\.isNegated) == [true])
  }

  @Test(arguments: [
    ("predicate_modifier", "Negated"), ("predicate_modifier", "Inverse"),
    ("predicate_modifier", "true"), ("predicate_modifier", "!"),
    ("mapping_justification", "semapv:ManualMappingCurration"),
    ("mapping_justification", "semapv:lexicalmatching"),
    ("mapping_justification", "ManualMapingCuration"),
    ("confidence", "1.5"), ("confidence", "-0.1"), ("confidence", "0x1"), ("confidence", "nan"),
    ("confidence", "high"), ("confidence", "0. 9"), ("confidence", "inf"), ("confidence", "90%"),
    ("similarity_score", "0x1p3"), ("similarity_score", "nan"), ("similarity_score", "near"),
    ("reviewer_agreement", "-1.5"), ("reviewer_agreement", "no"),
  ])
  func whatCannotBeReadIsAnErrorOfItsRow(column: String, word: String) throws {
    let findings = try MappingTables.findings {
      try MappingTables.read(
        ["A:1,skos:exactMatch,B:1,", "A:2,skos:exactMatch,B:2,\(word)"],
        columns: "subject_id,predicate_id,object_id,\(column)"
      )
    }
    #expect(findings.count == 1)
    #expect(findings.first?.place == Place("0.sssom.tsv", line: 8))
    #expect(findings.first?.hint != nil)
  }

  @Test func everyErrorOfATableIsNamed() throws {
    let findings = try MappingTables.findings {
      try MappingTables.read(
        ["A:1,skos:exactmatch,B:1,2", "A:2,skos:exactMatch,B:2,high"],
        columns: "subject_id,predicate_id,object_id,confidence"
      )
    }
    #expect(findings.map(\.place?.line) == [7, 7, 8])
  }

  @Test(arguments: [
    ("semapv:ManualMappingCuration", nil), ("semapv:LexicalMatching", nil),
    ("https://w3id.org/semapv/vocab/MappingChaining", nil), ("MappingInversion", nil),
    ("semapv:LLMBasedMatching", Method.model), ("semapv:AgentBasedMatching", .model),
    ("semapv:EmbeddingBasedMatching", .model), ("semapv:TransformerBasedMatching", .model),
    ("semapv:MachineLearningBasedMatching", .model),
    ("https://w3id.org/semapv/vocab/LLMBasedMatching", .model),
  ])
  func termsOfTheVocabularyAreKnown(term: String, method: EvidenceCore.Method?) throws {
    let result = try MappingTables.read(["A:1,skos:exactMatch,B:1,\(term)"])
    #expect(result.codes.isEmpty)
    #expect(result.statements.map(\.method) == [method])
    let name = term.split { ":/".contains($0) }.last.map(String.init)
    #expect(result.statements.map(\.justification?.name) == [name])
  }

  @Test(arguments: ["semapv:NoSuchThing", "B:OurWay"]) func anUnknownTermIsReported(term: String)
    throws
  {
    let result = try MappingTables.read(["A:1,skos:exactMatch,B:1,\(term)"])
    #expect(result.codes == ["unknown-justification"])
    #expect(result.statements.count == 1)
  }

  @Test func aRecipeMaySayWhatAWordMeans() throws {
    var options = MappingSource.Options()
    options.maps = ["predicate_modifier": ["no": "Not"], "confidence": ["high": "0.9"]]
    let result = try MappingTables.read(
      ["A:1,skos:exactMatch,no,B:1,high"],
      columns: "subject_id,predicate_id,predicate_modifier,object_id,confidence",
      options: options
    )
    #expect(result.statements.map(\.isNegated) == [true])
    #expect(result.statements.map(\.confidence) == [0.9])
  }

  // MARK: Lists

  @Test(arguments: [
    ("x:P|x:Q", ["x:P", "x:Q"]), ("x:P\\|Q|x:R", ["x:P|Q", "x:R"]),
    ("x:P\\\\|x:R", ["x:P\\", "x:R"]),
    ("x:P", ["x:P"]), (" x:P | | x:Q ", ["x:P", "x:Q"]), ("a\\b", ["a\\b"]), ("|", []),
    ("Alice\\\\Bob|Charlie\\\\|David\\\\\\|Eve\\\\", ["Alice\\Bob", "Charlie\\", "David\\|Eve\\"]),
  ])
  func eachValueOfAListCounts(cell: String, values: [String]) throws {
    for column in MappingSlots.lists.intersection(MappingSlots.ofMappings).sorted() {
      let result = try MappingTables.read(
        ["A:1,skos:exactMatch,B:1,\(cell)"],
        columns: "subject_id,predicate_id,object_id,\(column)"
      )
      let statement = try #require(result.statements.first)
      switch column {
      case "author_id", "author_label": #expect(statement.coders == values)
      case "reviewer_id", "reviewer_label": #expect(statement.reviewers == values)
      default: #expect((statement.properties[Naming.camelCase(column)]?.texts ?? []) == values)
      }
    }
  }

  @Test func twoAuthorsAreTwoCodersOfTheAgreement() throws {
    let result = try MappingTables.read(
      ["A:1,skos:exactMatch,B:1,x:P|x:Q", "A:2,skos:exactMatch,B:1,x:P"],
      columns: "subject_id,predicate_id,object_id,author_id"
    )
    var builder = GraphBuilder(header: GraphHeader(schemes: [Scheme(id: "b@1")]))
    for node in result.graph.nodes {
      var value = result.graph.value(of: node)
      if value.key.text.hasPrefix("B:") { value.scheme = "b@1" }
      builder.add(value)
    }
    for statement in result.statements { builder.add(statement) }
    let graph = try builder.build()
    let agreement = try CoderAgreement(
      graph,
      between: "x:P",
      and: "x:Q",
      scheme: "b@1",
      relation: .exactMatch
    )
    #expect(agreement.items == ["A:1"])
    #expect(agreement.onlyFirstSaw == ["A:2"])
    #expect(throws: EvidenceError.self) {
      try CoderAgreement(
        graph,
        between: "x:P; x:Q",
        and: "x:P",
        scheme: "b@1",
        relation: .exactMatch
      )
    }
  }

  @Test func anAuthorsIRIIsTheAuthor() throws {
    let result = try MappingTables.read(
      ["A:1,skos:exactMatch,B:1,https://orcid.org/0000-1,Ann"],
      columns: "subject_id,predicate_id,object_id,author_id,author_label"
    )
    #expect(result.statements.map(\.coder) == ["orcid:0000-1"])
    #expect(result.statements.map { $0.properties["authorLabel"] } == [.string("Ann")])
  }

  // MARK: Reviewers

  @Test(arguments: [("-0.99", false), ("-0.1", false), ("0.0", true), ("0.99", true)])
  func aReviewerWhoDisagreesHasNotReviewedInFavour(value: String, stays: Bool) throws {
    let result = try MappingTables.read(
      ["A:1,skos:exactMatch,B:1,x:R,\(value)", "A:2,skos:exactMatch,B:2,,"],
      columns: "subject_id,predicate_id,object_id,reviewer_id,reviewer_agreement"
    )
    let graph = EvidenceFilter(isReviewed: true).graph(from: result.graph, witnesses: .mitigation)
    #expect(graph.statementCount == (stays ? 2 : 1))
    #expect(result.statements.map(\.isDisputed) == [!stays, false])
  }

  // MARK: Nothing made of nothing

  @Test func anEmptyCellIsUnfinishedAndOnlyTheTermSaysThatThereIsNone() throws {
    let result = try MappingTables.read([
      "A:1,skos:exactMatch,B:1,", "A:2,skos:closeMatch,,", ",skos:closeMatch,B:3,",
      "A:4,skos:exactMatch,sssom:NoTermFound,",
      "https://w3id.org/sssom/NoTermFound,skos:exactMatch,B:5,",
      "sssom:NoTermFound,skos:exactMatch,sssom:NoTermFound,", "A:6,,B:6,",
    ])
    #expect(result.keys == ["A:1", "A:4", "B:1", "B:5"])
    let marked = result.graph.nodes.map { result.graph.value(of: $0) }
      .filter { $0.properties["noTermFound"] != nil }
    #expect(marked.map(\.key) == ["A:4", "B:5"])
    #expect(result.codes.count { $0 == "incomplete-mapping" } == 4)
    #expect(result.report.inputs[0].rowsRead == 7 && result.report.inputs[0].rowsDropped == 4)
  }

  @Test(arguments: ["rdfs literal", "rdfs:Literal"]) func literalsAreRefusedByName(type: String)
    throws
  {
    for column in ["subject_type", "object_type"] {
      let result = try MappingTables.read(
        ["A:1,skos:exactMatch,B:1,\(type)", "A:2,skos:exactMatch,B:2,"],
        columns: "subject_id,predicate_id,object_id,\(column)"
      )
      #expect(result.codes == ["literal-mapping"] && result.keys == ["A:2", "B:2"])
    }
  }
}
