import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceFormats

/// Bibliographies, read without a recipe.
@Suite struct BibliographyTests {
  private func read(_ text: String, _ name: String) throws -> (
    graph: EvidenceGraph, report: ImportReport
  ) {
    let folder = try Sandbox()
    try folder.write(text, to: name)
    let result = try Importer.run(ImportRequest(files: [folder.path(name)]))
    return (result.graph, result.report)
  }

  private func paper(_ name: String, in graph: EvidenceGraph) throws -> Node {
    graph.value(of: try graph.resolve(name))
  }

  @Test("RIS: tags of several programs, lines that go on, records without an end")
  func ris() throws {
    let (graph, report) = try read(BibliographyFixtures.ris, "export.txt")
    #expect(graph.nodes.map { graph.kind(of: $0) } == [.paper, .paper, .paper])
    let first = try paper("doi:10.1000/abc", in: graph)
    #expect(first.label == "A title that goes on")
    #expect(first.properties["authors"] == .strings(["Doe, Jane, Jr", "An Organisation"]))
    #expect(first.properties["date"] == .string("2024-05-06"))
    #expect(first.properties["pages"] == .string("3-9"))
    #expect(first.properties["issn"] == .string("1234-567X"))
    #expect(first.properties["keywords"] == .strings(["one", "two"]))
    #expect(first.properties["risN1"] == .string("addresses everything"))
    #expect(first.properties["risC1"] == .strings(["kept", "twice"]))
    #expect(first.properties["itemType"] == .string("Journal Article"))
    #expect(graph.statementCount == 0)
    let second = try paper("paper:no-end", in: graph)
    #expect(second.properties["year"] == .integer(2020))
    #expect(graph.label(of: try graph.resolve("paper:export-3")) == "(title not given)")
    let codes = report.inputs[0].entries.map(\.code)
    #expect(codes.filter { $0 == "stray-line" }.count == 1)
    #expect(codes.filter { $0 == "unended-record" }.count == 1 && codes.contains("no-title"))
  }

  @Test("BibTeX: macros, crossref, names, accents") func bibtex() throws {
    let (graph, report) = try read(BibliographyFixtures.bibtex, "refs.bib")
    #expect(graph.nodeCount == 4)
    let child = try paper("doi:10.1000/child_1", in: graph)
    #expect(child.label == "The Österreich í ç š ßñ – $x^2$ \\foo 50% \"quoted\"")
    #expect(
      child.properties["authors"]
        == .strings(["van Beethoven, Ludwig", "Barnes and Noble", "de la Cruz, Juan, Jr"])
    )
    #expect(child.properties["container"] == .string("Journal of Things"))
    #expect(child.properties["date"] == .string("2021-03"))
    #expect(child.properties["pages"] == .string("1-10"))
    #expect(child.properties["quickref"] == .string("child"))
    #expect(child.properties["bibtexNote"] == .string("a note"))
    let talk = try paper("arxiv:2401.00001", in: graph)
    #expect(talk.key == "doi:10.48550/arxiv.2401.00001")
    #expect(talk.properties["container"] == .string("Proceedings of Things"))
    #expect(talk.properties["publisher"] == .string("Press"))
    #expect(talk.properties["keywords"] == .strings(["a", "b"]))
    let codes = Set(report.inputs[0].entries.map(\.code))
    #expect(codes.isSuperset(of: ["others", "repeated-key", "unknown-parent", "unknown-command"]))
  }

  @Test("one title, several works: authors, volume, issue, pages and years tell them apart")
  func sameTitle() throws {
    func entry(_ key: String, _ author: String, _ year: Int, _ rest: String = "") -> String {
      "@article{\(key), title={Letters}, author={\(author)}, year={\(year)}\(rest)}\n"
    }
    let entries = [
      entry("a", "Emch, Ann", 1980, ", volume={1}, pages={22}"),
      entry("b", "Hirst, Bo", 1981, ", volume={2}, pages={127}"),
      entry("c", "Bo Hirst", 1981, ", volume={2}, pages={300}"),
      entry("d", "Hirst, Bo", 1990),
      // The same works again: said with less, or as a preprint of the year before.
      entry("e", "Ann Emch", 1980),
      entry("f", "Emch, Ann", 1979),
    ]
    let (graph, report) = try read(entries.joined(), "refs.bib")
    #expect(
      graph.nodes.map { graph.key(of: $0).text } == [
        "paper:letters", "paper:letters-hirst-1981", "paper:letters-hirst-1981-2-300",
        "paper:letters-hirst-1990",
      ]
    )
    let codes = report.inputs[0].entries.map(\.code)
    #expect(codes.filter { $0 == "same-title" }.count == 3)
    #expect(codes.filter { $0 == "known-work" }.count == 2)
    // However they are ordered, they are as many works; and what is known brings none.
    let (turned, _) = try read(entries.reversed().joined(), "refs.bib")
    #expect(turned.nodeCount == graph.nodeCount)
    let folder = try Sandbox()
    try folder.write(entries.joined(), to: "refs.bib")
    try ArchiveWriter.write(graph, to: folder.path("graph.jsonl"))
    let again = try Importer.run(
      ImportRequest(
        files: [folder.path("graph.jsonl"), folder.path("refs.bib")],
        into: folder.path("graph.jsonl")
      )
    )
    #expect(again.graph.nodes.map { graph.key(of: $0) } == graph.nodes.map { graph.key(of: $0) })
  }

  @Test("CSL-JSON: names, dates, notes") func csl() throws {
    let (graph, report) = try read(BibliographyFixtures.csl, "items.json")
    let first = try paper("doi:10.1000/csl", in: graph)
    #expect(first.properties["authors"] == .strings(["van den Berg, Ann", "A Group"]))
    #expect(first.properties["date"] == .string("2024-05"))
    #expect(first.properties["cslNote"] == .strings(["one line", "PMID: 3"]))
    #expect(try paper("Another", in: graph).properties["cslIssued"] == .string("in 1999"))
    #expect(report.inputs[0].rowsDropped == 1)
  }

  @Test(
    "what is broken is an error at the line where it begins",
    arguments: [
      ("@article{a, title = {ok}}\n\n@article{b, title = {never\n", 3, "broken-entry"),
      ("\n@article{a, title {no}}\n@book{b, title={T}}\n", 2, "broken-entry"),
      ("@book{b, title={\(String(repeating: "{", count: 100))}}\n", 1, "broken-entry"),
      ("TY  - JOUR\nAB  - \(String(repeating: "x", count: 1_100_000))\n", 1, "long-record"),
    ] as [(String, Int, Diagnostic.Code)]
  )
  func broken(text: String, line: Int, code: Diagnostic.Code) throws {
    let error = #expect(throws: EvidenceError.self) { try read(text, "a.txt") }
    #expect(error?.diagnostics.first?.code == code)
    #expect(error?.diagnostics.first?.place?.line == line, "\(String(describing: error))")
  }

  @Test("hostile texts end in a graph or an error, never otherwise", arguments: 0..<40)
  func hostile(seed: Int) throws {
    let all = [BibliographyFixtures.ris, BibliographyFixtures.bibtex, BibliographyFixtures.csl]
    let text = Array(all[seed % 3].utf8)
    var random = SeededGenerator(seed: UInt64(seed))
    var bytes = text.prefix(Int.random(in: 1...text.count, using: &random))
    for _ in 0..<4 {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      bytes[place] = [0x7B, 0x7D, 0x22, 0x5C, 0xFF, 0x0A, 0x40].randomElement(using: &random) ?? 0
    }
    let folder = try Sandbox()
    try folder.write(Array(bytes), to: "a.txt")
    do {
      _ = try Importer.run(ImportRequest(files: [folder.path("a.txt")]))
    } catch {
      #expect(!error.diagnostics.isEmpty)
    }
  }
}
