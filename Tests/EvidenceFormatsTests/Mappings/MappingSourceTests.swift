import EvidenceCore
import Testing

@testable import EvidenceFormats

@Suite struct MappingSourceTests {
  static let head = """
    #curie_map:
    #  a: https://example.org/a/
    #  b: https://example.org/b/
    #mapping_set_id: https://example.org/set
    #mapping_set_description: A test
    #license: https://example.org/licence
    #object_source: b-vocabulary
    subject_id\tsubject_label\tpredicate_id\tpredicate_modifier\tobject_id\tobject_label\t\
    mapping_justification\tauthor_id\tconfidence\tsimilarity_score\tcomment

    """

  private func graph(_ rows: String...) throws -> ImportResult {
    try imported([("m.sssom.tsv", Self.head + rows.joined(separator: "\n") + "\n")])
  }

  @Test func aMappingKeepsItsProvenance() throws {
    let result = try graph(
      "a:1\tOne\tskos:closeMatch\t\tb:1\tEins\tsemapv:ManualMappingCuration\tx@y\t0.8\t\tbecause"
    )
    let statement = try #require(result.graph.edges.map { result.graph.statement($0) }.first)
    #expect(statement.relation == .closeMatch)
    #expect(statement.justification == .manualMappingCuration)
    #expect(statement.coder == "x@y" && statement.confidence == 0.8)
    #expect(statement.rationale == "because" && statement.via == "https://example.org/set")
    #expect(statement.source == nil)
    #expect(result.graph.label(of: try result.graph.resolve("b:1")) == "Eins")
    #expect(result.graph.header.notices.first?.licence == "https://example.org/licence")
    #expect(result.report.inputs[0].rowsRead == 1)
  }

  @Test func aDenialIsADeniedMatch() throws {
    let result = try graph(
      "a:1\t\tskos:exactMatch\tNot\tb:1\t\tsemapv:ManualMappingCuration",
      "a:2\t\tnoMatch\t\tb:2\t\tsemapv:ManualMappingCuration"
    )
    let statements = result.graph.edges.map { result.graph.statement($0) }
    #expect(statements.count == 2)
    #expect(statements.allSatisfy { $0.relation == .exactMatch && $0.isNegated })
    #expect(statements.last?.properties["predicate"] == .string("noMatch"))
  }

  @Test func noTermFoundStandsAtTheNodeAndIsNoStatement() throws {
    let result = try graph(
      "a:1\t\tnoMatch\t\t\t\tsemapv:ManualMappingCuration",
      "a:2\t\tskos:exactMatch\t\tsssom:NoTermFound\t\tsemapv:ManualMappingCuration"
    )
    #expect(result.graph.statementCount == 0)
    #expect(result.graph.nodeCount == 2)
    for key in ["a:1", "a:2"] {
      let node = result.graph.value(of: try result.graph.resolve(key))
      #expect(node.properties["noTermFound"] == .strings(["b-vocabulary"]))
    }
    #expect(result.graph.header.searches.isEmpty)
  }

  @Test func oddValuesAreKeptForWhatTheyAre() throws {
    let result = try graph(
      "a:1\t\tskos:closeMatch\t\tb:1\t\tsemapv:LLMBasedMatching\tsystem\t\t54.0\t",
      "c:2\t\tskos:closeMatch\t\tb:2\t\tex:Guessing\tsystem\t\t\t",
      "a:3\t\tskos:closeMatch"
    )
    let statements = result.graph.edges.map { result.graph.statement($0) }
    let first = try #require(statements.first)
    #expect(first.confidence == nil && first.method == .model)
    #expect(first.properties["similarityScore"] == .number(54))
    #expect(first.justification?.name == "LLMBasedMatching")
    let codes = result.report.entries.map(\.code)
    for code: Diagnostic.Code in [
      "similarity-out-of-range", "unknown-justification", "undeclared-prefix", "short-row",
      "incomplete-mapping",
    ] {
      #expect(codes.count { $0 == code } == 1, "\(code)")
    }
  }

  @Test func onePairMappedTwiceByOneSystemIsTwoStatementsOfOneAuthor() throws {
    let result = try graph(
      "a:1\t\tskos:closeMatch\t\tb:1\t\tsemapv:LexicalMatching\tsystem",
      "a:1\t\tskos:closeMatch\t\tb:1\t\tsemapv:ManualMappingCuration\tsystem",
      "a:1\t\tskos:closeMatch\t\tb:1\t\tsemapv:LexicalMatching\tsystem"
    )
    let statements = result.graph.edges.map { result.graph.statement($0) }
    #expect(statements.count == 2)
    #expect(Set(statements.map(\.coder)) == ["system"])
    #expect(Set(statements.map(\.source)) == [nil])
    #expect(Set(statements.map(\.via)).count == 1)
  }
}
