import EvidenceTestSupport
import Foundation
import Testing

/// A graph of one's own, kept up from week to week, by the command alone.
@Suite struct CurationTests {
  private func run(_ line: String, in folder: Sandbox, status: Int32 = 0) throws -> CommandRun {
    let run = try folder.run(line)
    #expect(run.status == status, "\(line)\n\(run.errors)")
    return run
  }

  @Test("the first ten minutes: a folder, a paper, two measures, three statements")
  func firstTenMinutes() throws {
    let folder = try Sandbox()
    let made = try run("\"$E\" new our --title \"It's ours\" --as-of 2026-11-01", in: folder)
    #expect(made.output.contains("recipe.yaml"))
    // The README's own commands.
    let readme = String(decoding: try #require(folder.read("our/README.md")), as: UTF8.self)
    let lines = readme.components(separatedBy: "```console\n").dropFirst().flatMap {
      $0.components(separatedBy: "```")[0].split(separator: "\n").map { $0.dropFirst(2) }
    }
    #expect(lines.count == 6)
    for line in lines[..<3] {
      _ = try run("cd our && \"$E\" \(line.dropFirst("evidence ".count))", in: folder)
    }
    let valid = try run("\"$E\" validate our/graph.jsonl --strict", in: folder)
    #expect(valid.errors.contains("0 errors, 0 warnings"))
    _ = try run("\"$E\" template our/graph.jsonl --kind mitigation -o measures.csv", in: folder)
    let template = String(decoding: try #require(folder.read("measures.csv")), as: UTF8.self)
    #expect(template.hasPrefix("mitigation,name,paper,"))
    #expect(template.contains("#   1.1 Example: a narrower class"))
    try folder.write(
      "paper,title,authors,year,doi\n,Tuesday's paper,\"Doe, J.; Roe, R.\",2026,10.1000/tue\n",
      to: "papers.csv"
    )
    let header = template.split(separator: "\n")[0]
    try folder.write(
      "\(header)\n,First measure,Tuesday's paper,,p. 2,me,,1.1\n,Second measure,10.1000/tue,,p. 3,me,,1\n",
      to: "measures.csv"
    )
    try folder.write(
      "from,relation,to,source,stance,evidenceType,coder\n"
        + "First measure,ADDRESSES,risks@1:1,Tuesday's paper,supports,case,me\n"
        + "First measure,ADDRESSES,risks@1:1.1,Tuesday's paper,supports,experimental,me\n"
        + "Second measure,ADDRESSES,risks@1:1.1,Tuesday's paper,mixed,,me\n",
      to: "statements.csv"
    )
    let sheets = "papers.csv measures.csv statements.csv"
    let before = folder.read("our/graph.jsonl")
    let dry = try run("\"$E\" import \(sheets) --into our/graph.jsonl --dry-run", in: folder)
    #expect(folder.read("our/graph.jsonl") == before && dry.errors.contains("nothing was written"))
    _ = try run("\"$E\" import \(sheets) --into our/graph.jsonl", in: folder)
    let json = try run(
      "\"$E\" stats our/graph.jsonl --by relation --format csv | grep ADDRESSES",
      in: folder
    )
    #expect(json.output.hasPrefix("ADDRESSES,4"))
    let after = folder.read("our/graph.jsonl")
    let again = try run("\"$E\" import \(sheets) --into our/graph.jsonl", in: folder)
    #expect(folder.read("our/graph.jsonl") == after)
    #expect(!again.errors.contains("against the graph"))
    let cover = try run(
      "\"$E\" coverage our/graph.jsonl --rows measures@1 --columns risks@1 --format csv",
      in: folder
    )
    #expect(cover.output.contains("measures@1:1,risks@1:1.1"))
  }

  @Test("a week later: a second coder, a conflict, a retraction, and what changed")
  func weekLater() throws {
    let folder = try Sandbox()
    let graph = "Graphs/frontier-mitigations/graph.jsonl"
    let root = SharedData.packageRoot.path
    _ = try run("cp \(root)/\(graph) old.jsonl && cp old.jsonl graph.jsonl", in: folder)
    func sheet(_ coder: String, _ stance: String) -> String {
      "from,relation,to,source,stance,evidenceType,coder\n"
        + "Content safety,ADDRESSES,mit-risk@4:1.2,doi:10.48550/arxiv.2412.02145,\(stance),case,\(coder)\n"
    }
    try folder.write(sheet("ann", "supports"), to: "ann.csv")
    try folder.write(sheet("ben", "opposes"), to: "ben.csv")
    _ = try run("\"$E\" import ann.csv --into graph.jsonl", in: folder)
    let second = try run("\"$E\" import ben.csv --into graph.jsonl", in: folder)
    #expect(second.errors.contains("'ann' codes 'supports', this row 'opposes'; both are kept"))
    let agreement = try run(
      "\"$E\" agreement graph.jsonl --coders ann ben --scheme mit-risk@4 --relation ADDRESSES",
      in: folder
    )
    #expect(agreement.output.contains("1.2"))
    try folder.write(
      "paper,title,retracted\ndoi:10.48550/arxiv.2412.02145,,true\n",
      to: "retraction.csv"
    )
    let marked = try run("\"$E\" import retraction.csv --into graph.jsonl", in: folder)
    #expect(marked.errors.contains("retracted 'true'"))
    let found = try run("\"$E\" validate graph.jsonl", in: folder)
    #expect(found.output.contains("retracted"))
    let diff = try run("\"$E\" diff old.jsonl graph.jsonl --format markdown", in: folder)
    #expect(diff.output.contains("## What changed in the evidence"))
    #expect(diff.output.contains("statements +2"))
    // Suggestions come back.
    _ = try run(
      "\"$E\" gaps graph.jsonl --rows mit-mitigation@2 --columns mit-risk@4 --suggest 2 --as-sheet "
        + "> asked.csv && sed -i '2s/,,,,,,,,$/,accept,,,,,,,ann/; 3s/,,,,,,,,$/,reject,,,,,,no,ann/' asked.csv",
      in: folder
    )
    let decided = try run("\"$E\" import asked.csv --into graph.jsonl", in: folder)
    #expect(decided.errors.contains("against the graph: 2 new"))
    #expect(decided.errors.contains("names no source"))
    let searches = try run("\"$E\" stats graph.jsonl --by search", in: folder)
    #expect(searches.output.contains("rejected: no"))
  }

  @Test("judgments and statuses: entered by sheets, shown wherever the cell or the gap is")
  func records() throws {
    let folder = try Sandbox()
    let root = SharedData.packageRoot.path
    _ = try run("cp \(root)/Graphs/frontier-mitigations/graph.jsonl graph.jsonl", in: folder)
    _ = try run("cp graph.jsonl old.jsonl", in: folder)
    let template = try run("\"$E\" template graph.jsonl --kind judgment", in: folder)
    #expect(template.output.hasPrefix("row,column,certainty,of,reasons,by,date\n"))
    try folder.write(
      "row,column,certainty,reasons,by,date\n"
        + "mit-mitigation@2:1.1.1,mit-risk@4:2.2,low,one lab,Ann,2026-01-02\n",
      to: "judged.csv"
    )
    try folder.write(
      "row,column,status,owner,due\nmit-mitigation@2:1.1.1,mit-risk@4:2.2,planned,Ben,2026-06-30\n",
      to: "decided.csv"
    )
    let merged = try run("\"$E\" import judged.csv decided.csv --into graph.jsonl", in: folder)
    #expect(merged.errors.contains("certainty low [new-judgment]"))
    let before = folder.read("graph.jsonl")
    _ = try run("\"$E\" import judged.csv decided.csv --into graph.jsonl", in: folder)
    #expect(folder.read("graph.jsonl") == before)
    let axes = "--rows mit-mitigation@2 --columns mit-risk@4"
    let cell = try run("\"$E\" coverage graph.jsonl \(axes) --cell 1.1.1,2.2", in: folder)
    #expect(cell.output.contains("certainty low, judged by Ann on 2026-01-02: one lab"))
    #expect(cell.output.contains("status: planned; owner Ben; due 2026-06-30"))
    let gaps = try run("\"$E\" gaps graph.jsonl \(axes) --status planned", in: folder)
    #expect(gaps.output.split(separator: "\n").count == 2 && gaps.output.contains("2026-06-30"))
    let open = try run("\"$E\" gaps graph.jsonl \(axes) --status open --format csv", in: folder)
    #expect(!open.output.contains(",planned,"))
    let diff = try run(
      "\"$E\" diff old.jsonl graph.jsonl --fail-on status-changed",
      in: folder,
      status: 2
    )
    #expect(diff.output.contains("1 judgment; 1 status"))
    let snapshot = try run(
      "\"$E\" snapshot graph.jsonl -o graph.evidence && \"$E\" diff graph.evidence graph.jsonl",
      in: folder
    )
    #expect(snapshot.output.contains("nothing changed"))
    let slip = try run("\"$E\" gaps graph.jsonl \(axes) --status planed", in: folder, status: 64)
    #expect(slip.errors.contains("did you mean 'planned'?"))
  }

  @Test("a bibliography alone is answered by its sorts and years") func bibliography() throws {
    let folder = try Sandbox()
    try folder.write(
      "TY  - JOUR\nTI  - One title\nPY  - 2023\nER  - \nTY  - RPRT\nTI  - Another title\nPY  - 2024\nER  - \n",
      to: "b.ris"
    )
    _ = try run("\"$E\" import b.ris -o g.jsonl", in: folder)
    let cover = try run("\"$E\" coverage g.jsonl", in: folder)
    #expect(cover.output.contains("Journal Article") && cover.output.contains("2024"))
    _ = try run(
      "\"$E\" map g.jsonl coverage -o m.svg && \"$E\" report g.jsonl -o r.html",
      in: folder
    )
    let (map, page) = try (#require(folder.read("m.svg")), #require(folder.read("r.html")))
    #expect(String(decoding: map, as: UTF8.self).contains("COVERAGE BY YEAR"))
    #expect(String(decoding: page, as: UTF8.self).contains("Another title"))
    let gaps = try run("\"$E\" gaps g.jsonl", in: folder)
    #expect(gaps.errors.contains("no risks and no measures"))
  }

  @Test("what cannot be is refused, and nothing is written") func refusals() throws {
    let folder = try Sandbox()
    try folder.write("x", to: "here.txt")
    let full = try run("\"$E\" new .", in: folder, status: 1)
    #expect(full.errors.contains("not empty"))
    _ = try run("\"$E\" new a --as-of tomorrow", in: folder, status: 64)
    #expect(folder.names == ["here.txt"])
    _ = try run("\"$E\" new a", in: folder)
    let nothing = try run("\"$E\" import a/papers.csv", in: folder, status: 64)
    #expect(nothing.errors.contains("--into"))
    _ = try run("\"$E\" import a/papers.csv --dry-run -o x.jsonl", in: folder, status: 64)
    let kind = try run(
      "\"$E\" import a/recipe.yaml -o g.jsonl --quiet && \"$E\" template g.jsonl --kind papers",
      in: folder,
      status: 64
    )
    #expect(kind.errors.contains("did you mean 'paper'?"))
    let scheme = try run(
      "\"$E\" template g.jsonl --kind risk --scheme risk@1",
      in: folder,
      status: 1
    )
    #expect(scheme.errors.contains("did you mean 'risks@1'?"))
    _ = try run("\"$E\" template g.jsonl --kind paper -o sheet.docx", in: folder, status: 64)
    #expect(!folder.names.contains("sheet.docx"))
  }
}
