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
