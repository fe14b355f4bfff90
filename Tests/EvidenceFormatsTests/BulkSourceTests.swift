import EvidenceCore
import Testing

@testable import EvidenceFormats

/// Reads texts as files of one import.
func imported(_ files: [(name: String, text: String)]) throws -> ImportResult {
  var collection = ImportCollection()
  for file in files {
    let source = FileBytes(text: file.text, name: file.name)
    switch try ImportForm.detect(source) {
    case .bulk: try BulkSource.read(source, into: &collection)
    case .sssom: try MappingSource.read(source, into: &collection)
    default: Issue.record("no form for \(file.name)")
    }
  }
  return try collection.build(file: "test")
}

@Suite struct BulkSourceTests {
  static let nodes = (
    "nodes.bulk.csv",
    """
    id:ID,:LABEL,name,level:int,year:int,tags:string[],open:boolean,share:double
    P1,Paper,"A ""first"" paper",0,1995,a;b,true,0.25
    M1,Mitigation;Control,Audit,0,,,,
    C1,Control,"two
    lines",x,,,maybe,

    """
  )

  @Test func nodesKeepTheirTypedColumns() throws {
    let result = try imported([Self.nodes])
    let graph = result.graph
    let paper = graph.value(of: try graph.resolve("P1"))
    #expect(paper.kind == .paper)
    #expect(paper.label == "A \"first\" paper")
    #expect(paper.properties["year"] == .integer(1995))
    #expect(paper.properties["tags"] == .strings(["a", "b"]))
    #expect(paper.properties["open"] == .boolean(true))
    #expect(paper.properties["share"] == .number(0.25))
    let mitigation = graph.value(of: try graph.resolve("M1"))
    #expect(mitigation.kind == .mitigation)
    #expect(mitigation.properties["labels"] == .strings(["Control"]))
    let control = graph.value(of: try graph.resolve("C1"))
    #expect(control.label == "two\nlines")
    #expect(control.properties["level"] == .string("x"))
    #expect(graph.header.kinds.map(\.kind) == ["Control"])
    #expect(result.report.inputs[0].rowsRead == 3)
    #expect(result.report.entries.filter { $0.code == "no-such-value" }.count == 2)
  }

  @Test func relationshipsHaveTheFileAsViaAndNoSource() throws {
    let edges = (
      "dir/edges.bulk.csv",
      """
      :START_ID,:END_ID,:TYPE,confidence:float,evidence
      P1,M1,PROPOSES,0.94,theory
      P1,M1,PROPOSES,0.94,theory
      P1,M1,PROPOSES,0.5,survey
      M1,C1,IMPLEMENTS,,
      M1,missing,ADDRESSES,0.5,
      ,C1,ADDRESSES,0.5,
      """
    )
    let result = try imported([Self.nodes, edges])
    let graph = result.graph
    #expect(graph.statementCount == 3)
    let paper = try graph.resolve("P1")
    let proposed = graph.outgoing(paper, .proposes).map { graph.statement($0) }
    #expect(Set(proposed.map(\.confidence)) == [0.94, 0.5])
    #expect(proposed.allSatisfy { $0.source == nil && $0.via == "edges.bulk.csv" })
    #expect(
      Set(proposed.map { $0.properties["evidence"] }) == [.string("theory"), .string("survey")]
    )
    #expect(proposed.allSatisfy { $0.evidenceType == nil })
    #expect(graph.header.relations.map(\.relation) == ["IMPLEMENTS"])
    let codes = Set(result.report.entries.map(\.code))
    #expect(
      codes.isSuperset(of: [
        "statement-numbered", "repeated-statement", "incomplete-relationship",
        "dangling-reference",
      ])
    )
  }

  @Test func statementColumnsBecomeFields() throws {
    let edges = (
      "edges.bulk.csv",
      """
      :START_ID,:END_ID,:TYPE,source,via,locator,stance,evidenceType,method,confidence
      P1,M1,PROPOSES,P1,here,p. 3,supports,case,one-coder,0.5
      P1,M1,EVALUATES,P1,,,,,,
      """
    )
    let graph = try imported([Self.nodes, edges]).graph
    let statements = graph.edges.map { graph.statement($0) }
    let proposes = try #require(statements.first { $0.relation == .proposes })
    #expect(proposes.source == "P1" && proposes.via == "here" && proposes.locator == "p. 3")
    #expect(proposes.evidenceType == .caseStudy && proposes.method == .oneCoder)
    let evaluates = try #require(statements.first { $0.relation == .evaluates })
    #expect(evaluates.stance == nil && evaluates.via == "edges.bulk.csv")
  }

  @Test func idsOfDifferentGroupsAreDifferentNodes() throws {
    let graph = try imported([
      ("a.csv", "id:ID(Paper),:LABEL\n1,Paper\n"), ("b.csv", "id:ID(Risk),:LABEL\n1,Risk\n"),
      ("c.csv", ":START_ID(Paper),:END_ID(Risk),:TYPE\n1,1,IDENTIFIES\n"),
    ]).graph
    #expect(graph.nodeCount == 2)
    #expect(graph.edges.map { graph.statement($0).to } == ["Risk:1"])
  }

  @Test func anUnknownColumnTypeNamesThePlaceAndTheNearestType() {
    let error = #expect(throws: EvidenceError.self) {
      try imported([("a.csv", "id:ID,:LABEL,year:boolen\n")])
    }
    #expect(error?.diagnostics.first?.place == Place("a.csv", line: 1))
    #expect(error?.diagnostics.first?.hint == "did you mean 'boolean'?")
  }
}
