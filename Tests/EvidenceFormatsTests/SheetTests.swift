import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceFormats

/// Coding sheets: what a person fills in, merged row by row.
struct SheetTests {
  private let folder: Sandbox

  init() throws { folder = try Sandbox() }

  /// A graph with two schemes and nothing coded under them.
  private func starter() throws -> EvidenceGraph {
    var builder = GraphBuilder(
      header: GraphHeader(
        title: "A graph",
        schemes: [
          Scheme(id: "risks@1", title: "Risks", kind: .riskDomain),
          Scheme(id: "measures@1", title: "Measures", kind: .taxonomyNode),
        ]
      )
    )
    for code in ["1", "1.1", "1.10", "2"] {
      builder.add(
        Node(
          Key(scheme: "risks@1", notation: code),
          .riskDomain,
          label: "Risk \(code)",
          notation: code,
          scheme: "risks@1"
        )
      )
      builder.add(
        Node(
          Key(scheme: "measures@1", notation: code),
          .taxonomyNode,
          label: "Class \(code)",
          notation: code,
          scheme: "measures@1"
        )
      )
    }
    return try builder.build()
  }

  private func merge(
    _ sheets: [(name: String, text: String)],
    into graph: EvidenceGraph,
    isStrict: Bool = false
  ) throws -> (graph: EvidenceGraph, report: ImportReport) {
    try folder.write(ArchiveWriter.text(of: graph), to: "graph.jsonl")
    for sheet in sheets { try folder.write(sheet.text, to: sheet.name) }
    let standing = folder.path("graph.jsonl")
    let result = try Importer.run(
      ImportRequest(
        files: [standing] + sheets.map { folder.path($0.name) },
        isStrict: isStrict,
        into: standing
      )
    )
    return (result.graph, result.report)
  }

  private func outcomes(_ report: ImportReport) -> [ImportReport.Outcome: Int] {
    Dictionary(grouping: report.entries, by: \.outcome).mapValues(\.count)
  }

  private let papers = (
    name: "papers.csv",
    text: "paper,title,year,doi,quickref\n,Some Paper,2026,10.1000/ABC,Some2026\n"
  )
  private let measures = (
    name: "measures.csv",
    text: "mitigation,name,paper,locator,coder,measures@1\n,Audits,Some2026,p. 1,ann,1.1; 2\n"
  )

  private func statements(_ coder: String, _ stance: String) -> (name: String, text: String) {
    (
      "statements-\(coder).csv",
      "from,relation,to,source,stance,evidenceType,coder\n"
        + "Audits,ADDRESSES,risks@1:1.10,Some2026,\(stance),case,\(coder)\n"
    )
  }

  @Test("a paper, a measure and a statement, without a key") func onePaper() throws {
    let (graph, report) = try merge(
      [papers, measures, statements("ann", "supports")],
      into: starter()
    )
    let paper = try graph.resolve("doi:10.1000/abc")
    let measure = try graph.resolve("Audits")
    #expect(graph.key(of: measure).text == "mitigation:some-paper/audits")
    #expect(graph.title(of: paper) == "Some Paper" && graph.year(of: paper) == 2026)
    let codes = graph.outgoing(measure, .classifiedAs).map { graph.key(of: graph.to($0)).text }
    #expect(codes == ["measures@1:1.1", "measures@1:2"])
    let claim = try #require(graph.outgoing(measure, .addresses).first)
    let statement = graph.statement(claim)
    #expect(statement.source == "doi:10.1000/abc" && statement.coder == "ann")
    #expect(statement.method == .oneCoder && statement.to == "risks@1:1.10")
    #expect(outcomes(report) == [.added: 6])
    #expect(graph.header.title == "A graph")
    #expect(GraphValidation.findings(in: graph).filter { $0.severity == .error }.isEmpty)
  }

  @Test("merging again changes nothing, whatever the file is called") func again() throws {
    let sheets = [papers, measures, statements("ann", "supports")]
    let first = try merge(sheets, into: starter()).graph
    let renamed = sheets.map { (name: "other-\($0.name)", text: $0.text) }
    let (second, report) = try merge(renamed, into: first)
    #expect(ArchiveWriter.text(of: first) == ArchiveWriter.text(of: second))
    #expect(outcomes(report) == [.repeated: 3])
  }

  @Test("a second coder stands beside the first; one's own row takes the old one's place")
  func coders() throws {
    let first = try merge([papers, measures, statements("ann", "supports")], into: starter()).graph
    let (second, report) = try merge([statements("ben", "opposes")], into: first)
    #expect(second.statementCount == first.statementCount + 1)
    #expect(outcomes(report) == [.added: 1, .conflicting: 1])
    let (third, changed) = try merge([statements("ben", "mixed")], into: second)
    #expect(third.statementCount == second.statementCount)
    #expect(outcomes(changed) == [.changed: 1, .conflicting: 1])
    let stances = third.edges.compactMap { third.statement($0).stance?.rawValue }.sorted()
    #expect(stances == ["mixed", "supports"])
  }

  @Test("an empty cell takes nothing away") func emptyCells() throws {
    let graph = try merge([papers, measures, statements("ann", "supports")], into: starter()).graph
    let sheet = (
      name: "s.csv",
      text:
        "from,relation,to,source,stance,reviewer,coder\nAudits,ADDRESSES,risks@1:1.10,Some2026,,eve,ann\n"
    )
    let (reviewed, report) = try merge([sheet], into: graph)
    #expect(outcomes(report) == [.changed: 1])
    let claim = reviewed.edges.map { reviewed.statement($0) }.first { $0.relation == .addresses }
    #expect(
      claim?.stance == .supports && claim?.evidenceType == .caseStudy && claim?.reviewer == "eve"
    )
  }

  @Test("values that contradict are both kept, and said") func contradiction() throws {
    let graph = try merge([papers], into: starter()).graph
    let other = (
      name: "p.csv", text: "paper,title,year,itemType\nSome2026,Some Paper,2025,Report\n"
    )
    let (merged, report) = try merge([other], into: graph)
    #expect(outcomes(report) == [.conflicting: 1, .changed: 1])
    let paper = merged.value(of: try merged.resolve("Some2026"))
    #expect(paper.properties["year"] == .integer(2026))
    #expect(paper.properties["otherYears"] == .strings(["2025"]))
    #expect(try outcomes(merge([other], into: merged).report) == [.repeated: 1])
  }

  @Test("suggestions come back: accepted, rejected, undecided") func suggestions() throws {
    let graph = try merge([papers, measures], into: starter()).graph
    let sheet = (
      name: "sheet.csv",
      text: "from,relation,to,reason,verdict,source,coder,rationale\n"
        + "Audits,ADDRESSES,risks@1:1,why,accept,Some2026,ann,\n"
        + "Audits,ADDRESSES,risks@1:1.1,why,reject,,ann,not a word of it\n"
        + "Audits,ADDRESSES,risks@1:2,why,,,ann,\n"
    )
    let (merged, report) = try merge([sheet], into: graph)
    #expect(merged.statementCount == graph.statementCount + 1)
    #expect(outcomes(report) == [.added: 2, .undecided: 1])
    let search = try #require(merged.header.searches.first)
    #expect(search.columns == ["risks@1:1.1"] && search.by == "ann")
    #expect(search.result == "rejected: not a word of it" && merged.header.searches.count == 1)
    #expect(try outcomes(merge([sheet], into: merged).report) == [.repeated: 2, .undecided: 1])
  }

  @Test(
    "what cannot be read is said at its row, and nothing is merged",
    arguments: [
      ("from,relation,to,stanse\na,b,c,d\n", "unknown-column", 1),
      ("from,relation,to,stance,stance\na,b,c,d,e\n", "repeated-column", 1),
      ("from,relation,to\nNobody,ADDRESSES,risks@1:1\n", "unknown-node", 2),
      ("from,relation,to\nAudits,ADRESSES,risks@1:1\n", "unknown-relation", 2),
      ("from,relation,to\nAudits,ADDRESSES,measures@1:1\n", "kind-clash", 2),
      ("from,relation,to,stance\nAudits,ADDRESSES,risks@1:1,yes\n", "unknown-stance", 2),
      ("from,relation,to,confidence\nAudits,ADDRESSES,risks@1:1,80%\n", "unreadable-confidence", 2),
      ("from,relation,to,verdict\nAudits,ADDRESSES,risks@1:1,maybe\n", "unknown-verdict", 2),
      ("from,relation,to\nAudits,,risks@1:1\n", "incomplete-row", 2),
      ("from,relation,to\nAudits,ADDRESSES,risks@1:1,surplus\n", "long-row", 2),
      ("mitigation,name,paper,measures@1\n,New,Some2026,9.9\n", "unknown-node", 2),
      ("mitigation,name,paper,measure@1\n,New,Some2026,1\n", "unknown-column", 1),
      ("mitigation,name,paper\n,New,Nobody2020\n", "unknown-node", 2),
      ("mitigation,name,paper\n,,Some2026\n", "missing-name", 2),
      ("paper,title,year\n,,2020\n", "missing-name", 2),
      ("paper,title,year\n,New,20\n", "unreadable-year", 2),
      ("paper,title\n# a note alone\n", "nothing-taken", 0),
      (
        "from,relation,to,source,stance,coder\nAudits,ADDRESSES,risks@1:1,Some2026,supports,ann\n"
          + "Audits,ADDRESSES,risks@1:1,Some2026,opposes,ann\n", "coded-twice", 3
      ),
    ]
  )
  func hostile(_ text: String, _ code: String, _ line: Int) throws {
    let graph = try merge([papers, measures], into: starter()).graph
    let error = #expect(throws: EvidenceError.self) {
      try merge([("bad.csv", text)], into: graph)
    }
    let finding = try #require(error?.diagnostics.first)
    #expect(finding.code == Diagnostic.Code(rawValue: code) && finding.place?.line ?? 0 == line)
  }

  @Test("a template is read as an empty sheet of its kind", arguments: SheetKind.allCases)
  func templates(_ kind: SheetKind) throws {
    let graph = try merge([papers, measures], into: starter()).graph
    let template = try SheetTemplate(of: kind, for: graph)
    func row(_ cells: [String]) -> String {
      cells.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",") + "\n"
    }
    let text = ([template.header] + template.notes.map { [$0] }).map(row).joined()
    let sheet = try CodingSheet.read(FileBytes(text: text, name: "sheet.csv"), in: graph)
    #expect(sheet.kind == kind && sheet.rows.isEmpty && sheet.properties.isEmpty)
    #expect(template.notes.contains { $0.contains("1.10 ") } == (kind != .paper))
  }

  @Test("what many rows say is in the graph once each, in any order of the sheets")
  func manyRows() throws {
    var generator = SeededGenerator(seed: 12)
    for _ in 0..<20 {
      var rows: [String] = []
      var pairs: Set<[String]> = []
      for number in 0..<12 {
        let (risk, coder) = (
          ["1", "1.1", "1.10", "2"].randomElement(using: &generator)!,
          ["ann", "ben"].randomElement(using: &generator)!
        )
        rows.append("Audits,ADDRESSES,risks@1:\(risk),Some2026,loc \(number % 3),supports,\(coder)")
        pairs.insert([risk, coder, "\(number % 3)"])
      }
      let text =
        "from,relation,to,source,locator,stance,coder\n" + rows.joined(separator: "\n") + "\n"
      let shuffled =
        "from,relation,to,source,locator,stance,coder\n"
        + rows.shuffled(using: &generator).joined(separator: "\n") + "\n"
      let one = try merge([papers, measures, ("s.csv", text)], into: starter()).graph
      let other = try merge([("s.csv", shuffled), measures, papers], into: starter()).graph
      #expect(one.edges.count { one.relation(of: $0) == .addresses } == pairs.count)
      #expect(ArchiveWriter.text(of: one) == ArchiveWriter.text(of: other))
    }
  }
}
