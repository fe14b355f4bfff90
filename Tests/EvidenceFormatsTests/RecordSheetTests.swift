import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceFormats

/// Sheets of judgments and statuses: what people record of cells and nodes, merged row by row.
@Suite struct RecordSheetTests {
  private let folder: Sandbox

  init() throws { folder = try Sandbox() }

  private func starter() throws -> EvidenceGraph {
    var builder = GraphBuilder(
      header: GraphHeader(
        title: "A graph",
        schemes: [
          Scheme(id: "risks@1", kind: .riskDomain), Scheme(id: "measures@1", kind: .taxonomyNode),
        ]
      )
    )
    for code in ["1", "2"] {
      builder.add(Node(Key("risks@1:\(code)"), .riskDomain, label: "Risk \(code)"))
      builder.add(Node(Key("measures@1:\(code)"), .taxonomyNode, label: "Class \(code)"))
    }
    return try builder.build()
  }

  private func merge(
    _ text: String,
    into graph: EvidenceGraph,
    and second: String? = nil
  ) throws -> (graph: EvidenceGraph, entries: [ImportReport.Entry]) {
    let standing = folder.path("graph.jsonl")
    try folder.write(ArchiveWriter.text(of: graph), to: "graph.jsonl")
    try folder.write(text, to: "records.csv")
    var files = [standing, folder.path("records.csv")]
    if let second {
      try folder.write(second, to: "more.csv")
      files.append(folder.path("more.csv"))
    }
    let result = try Importer.run(ImportRequest(files: files, into: standing))
    return (result.graph, result.report.entries)
  }

  private func codes(_ entries: [ImportReport.Entry]) -> [String] { entries.map(\.code.rawValue) }

  private let judgments = """
    row,column,certainty,of,reasons,by,date
    Class 1,risks@1:1,Very low,Mitigation,"one study, small",ann,2026-01-02
    measures@1:2,,moderate,,,ann,

    """

  @Test("a judgment is new, then known, then changed; another person's stands beside it")
  func judged() throws {
    let (first, news) = try merge(judgments, into: starter())
    #expect(codes(news) == ["new-judgment", "new-judgment"])
    #expect(first.header.judgments.count == 2)
    #expect(first.header.judgments.contains { $0.certainty == .veryLow && $0.of == .mitigation })
    let (again, known) = try merge(judgments, into: first)
    #expect(codes(known) == ["known-row", "known-row"])
    #expect(ArchiveWriter.text(of: again) == ArchiveWriter.text(of: first))
    let other = "row,column,certainty,of,by\nrisks@1:1,Class 1,low,Mitigation,ben\n"
    let (both, conflicts) = try merge(other, into: first)
    #expect(codes(conflicts) == ["new-judgment", "judges-disagree"])
    #expect(both.header.judgments.count == 3)
    let later = "row,column,certainty,of,by\nrisks@1:1,Class 1,moderate,Mitigation,ann\n"
    let (changed, changes) = try merge(later, into: both)
    #expect(codes(changes) == ["changed-judgment", "judges-disagree"])
    #expect(changes[0].message.contains("certainty 'very-low' → 'moderate'"))
    let own = changed.header.judgments.first { $0.by == "ann" && $0.column != nil }
    // An empty cell takes nothing away, and row and column stay as they stood.
    #expect(own?.reasons == "one study, small" && own?.row == "measures@1:1")
    #expect(GraphValidation.findings(in: changed).filter { $0.severity == .error }.isEmpty)
  }

  @Test("a status takes the place of the one that stands, unless that is newer") func decided()
    throws
  {
    let first =
      "row,column,status,owner,due,date\nrisks@1:1,measures@1:1,planned,cara,2026-06-30,2026-02-01\n"
    let (planned, news) = try merge(first, into: starter())
    #expect(codes(news) == ["new-status"])
    let (done, changes) = try merge(
      "row,column,status,date\nmeasures@1:1,risks@1:1,done,2026-03-01\n",
      into: planned
    )
    #expect(codes(changes) == ["changed-status"])
    #expect(done.header.statuses.count == 1 && done.header.statuses[0].owner == "cara")
    let (kept, old) = try merge(
      "row,column,status,date\nmeasures@1:1,risks@1:1,open,2026-01-01\n",
      into: done
    )
    #expect(codes(old) == ["older-status"] && old[0].outcome == .conflicting)
    #expect(kept.header.statuses[0].status == .done)
    let (same, _) = try merge(first, into: done)
    #expect(ArchiveWriter.text(of: same) == ArchiveWriter.text(of: done))
  }

  @Test(
    "what cannot be read is said, row by row, and nothing is merged",
    arguments: [
      ("row,column,certainty\nrisks@1:1,measures@1:1,lowish\n", "unknown-value"),
      ("row,column,certainty\nrisks@1:9,measures@1:1,low\n", "unknown-node"),
      ("row,column,certainty\n,measures@1:1,low\n", "incomplete-row"),
      ("row,column,certainty\nrisks@1:1,,\n", "incomplete-row"),
      ("row,column,certainty\nrisks@1:1,risks@1:1,low\n", "place-record"),
      ("row,column,certainty,of\nrisks@1:1,,low,Mitigatoin\n", "unknown-kind"),
      ("row,column,certainty,date\nrisks@1:1,,low,May\n", "bad-date"),
      ("row,column,certainty,mood\nrisks@1:1,,low,fine\n", "unknown-column"),
      ("row,column,certainty,reason\nrisks@1:1,,low,fine\n", "unknown-column"),
      ("row,column,certainty,by\nrisks@1:1,,low,a\nrisks@1:1,,high,a\n", "coded-twice"),
      ("row,column,status\nrisks@1:1,,planed\n", "unknown-value"),
      ("row,column,status\nrisks@1:1,,open\nrisks@1:1,,done\n", "coded-twice"),
    ]
  )
  func refused(text: String, code: String) throws {
    let graph = try starter()
    #expect {
      _ = try merge(text, into: graph)
    } throws: { error in
      (error as? EvidenceError)?.diagnostics.contains { $0.code.rawValue == code } == true
    }
  }

  @Test("the template of each kind is read as a sheet of its kind", arguments: SheetKind.allCases)
  func templates(kind: SheetKind) throws {
    let template = try SheetTemplate(of: kind, for: starter())
    #expect(SheetKind(header: template.header) == kind)
    let isOfRecords = kind == .judgment || kind == .status
    #expect(!isOfRecords || template.notes.contains("# codes of risks@1 (as risks@1:code):"))
  }

  @Test("a recipe records them too") func recipe() throws {
    let recipe = """
      recipe: 1
      asOf: 2026-01-01
      judgments:
        - {row: "risks@1:1", certainty: low, by: ann}
      statuses:
        - {row: "risks@1:1", status: accepted, owner: cara}
      sources:
        - table: nodes.csv
          form: csv
          rows:
            - node: {as: key, key: "risks@1:{code}", kind: RiskDomain, label: "{name}"}

      """
    try folder.write(recipe, to: "recipe.yaml")
    try folder.write("code,name\n1,One\n", to: "nodes.csv")
    let graph = try Importer.run(ImportRequest(files: [folder.path("recipe.yaml")])).graph
    #expect(graph.header.judgments.map(\.certainty) == [.low])
    #expect(graph.header.statuses.map(\.status) == [.accepted])
    try folder.write(recipe.replacing("accepted", with: "acepted"), to: "recipe.yaml")
    #expect {
      _ = try Importer.run(ImportRequest(files: [folder.path("recipe.yaml")]))
    } throws: { Diagnostic.Code("unknown-value") ~= $0 }
  }
}
