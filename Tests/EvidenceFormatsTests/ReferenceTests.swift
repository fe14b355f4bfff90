import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceFormats

/// Bibliographies as reference managers, databases and people write them.
struct ReferenceTests {
  private func read(_ text: String, _ name: String) throws -> (papers: [Node], notes: [String]) {
    let folder = try Sandbox()
    try folder.write(text, to: name)
    let result = try Importer.run(ImportRequest(files: [folder.path(name)]))
    let graph = result.graph
    return (
      graph.nodes(of: .paper).map { graph.value(of: $0) },
      result.report.entries.map { "\($0.code) \($0.place.line)" }
    )
  }

  private func one(_ text: String, _ name: String) throws -> Node {
    let papers = try read(text, name).papers
    #expect(papers.count == 1)
    return try #require(papers.first)
  }

  // MARK: RIS

  @Test("a record as EndNote, Zotero and databases write it") func ris() throws {
    let text = """
      \u{FEFF}TY  - JOUR\r
      AU  - Lee, Ann\r
      AU  - The Example Group\r
      TI  - A title over\r
        two lines\r
      PY  - 2024\r
      DA  - 2024/05/06/\r
      DO  - https://doi.org/10.1000/ABC\r
      T2  - Journal of Examples\r
      VL  - 3\r
      SP  - 10\r
      EP  - 20\r
      KW  - one; two\r
      KW  - three\r
      UR  - https://example.org/a\r
      UR  - https://example.org/b\r
      N1  - included\r
      N1  - second label\r
      ER  - \r
      """
    let paper = try one(text, "a.ris")
    #expect(
      paper.key == "doi:10.1000/abc"
        && paper.label == "A title over two lines"
    )
    #expect(paper.properties["authors"] == .strings(["Lee, Ann", "The Example Group"]))
    #expect(
      paper.properties["year"] == .integer(2024)
        && paper.properties["date"] == .string("2024-05-06")
    )
    #expect(
      paper.properties["pages"] == .string("10-20")
        && paper.properties["container"] == .string("Journal of Examples")
    )
    #expect(paper.properties["keywords"] == .strings(["one; two", "three"]))
    #expect(
      paper.properties["url"] == .strings(["https://example.org/a", "https://example.org/b"])
    )
    #expect(paper.properties["risN1"] == .strings(["included", "second label"]))
    #expect(paper.properties["itemType"] == .string("Journal Article"))
  }

  @Test(
    "a DOI is found where tools put it",
    arguments: [
      "DO  - 10.1000/x", "M3  - doi:10.1000/x", "L3  - 10.1000/X", "N1  - DOI: 10.1000/x",
      "UR  - https://doi.org/10.1000/x",
    ]
  )
  func dois(_ line: String) throws {
    let paper = try one("TY  - JOUR\nTI  - T\n\(line)\nER  - \n", "a.ris")
    #expect(paper.key == "doi:10.1000/x")
  }

  @Test("records without ends, titles or order are kept, and said") func oddRecords() throws {
    let text = """
      exported by a tool

      TY  - EDBOOK
      A1  - Lee, Ann
      ID  - first
      TY - RPRT
      T1  - Second
      Y1  - 2020
      ER  -
      AU  - Nobody
      TY  - XXXX
      TI  - Third
      """
    let (papers, notes) = try read(text, "a.txt")
    #expect(papers.map(\.key) == ["paper:first", "paper:second", "paper:third"])
    #expect(papers[0].label == "(title not given)")
    #expect(papers[0].properties["editors"] == .string("Lee, Ann"))
    #expect(papers[1].properties["year"] == .integer(2020))
    #expect(
      Set(notes.map { String($0.split(separator: " ")[0]) }) == [
        "unended-record", "no-title", "stray-line",
      ]
    )
  }

  @Test("two records of one DOI are one work, and said") func repeated() throws {
    let record = "TY  - JOUR\nTI  - T\nDO  - 10.1000/x\nER  - \n"
    let (papers, notes) = try read(record + record, "a.ris")
    #expect(papers.count == 1 && notes == ["known-work 5"])
  }

  // MARK: BibTeX

  @Test("strings, crossref, braces, accents and names") func bibTeX() throws {
    let text = #"""
      % a comment with an address: someone@example.org
      @string{jex = "Journal of " # {Examples}}
      @preamble{"\newcommand{\x}{y}"}
      @comment{ @article{hidden, title={No}} }
      @inproceedings{child, crossref = {whole}, title = {{The {AI} Way}}, pages = {1--9},
        author = {Garc{\'\i}a M{\"u}ller, Jr, J. and Ann van der Lee and {The Example Group} and others}, month = may, year = 2024}
      @article(second, title = "Quotes with {"} inside", journal = jex, doi = {10.1000/ABC_d}, volume = 7,
        author = "Erd\H{o}s, P. and \L{}ukasz \v{S}im\'ak", note = {50\% \& more \unknown{}}, year = {in press 2023})
      @book{whole, title = {The Whole}, publisher = {Press}, year = 2023}
      @misc{arx, title = {Pre}, eprint = {2401.01234v2}, archiveprefix = {arXiv}}
      @article{second, title = {Another}}
      """#
    let (papers, notes) = try read(text, "a.bib")
    func paper(_ key: Key) throws -> Node { try #require(papers.first { $0.key == key }) }
    let child = try paper("paper:the-ai-way")
    #expect(
      child.properties["authors"]
        == .strings([
          "García Müller, J., Jr", "van der Lee, Ann", "The Example Group",
        ])
    )
    #expect(
      child.properties["container"] == .string("The Whole")
        && child.properties["publisher"] == .string("Press")
    )
    #expect(
      child.properties["pages"] == .string("1-9") && child.properties["date"] == .string("2024-05")
    )
    let second = try paper("doi:10.1000/abc_d")
    #expect(
      second.label == "Quotes with \" inside"
        && second.properties["container"] == .string("Journal of Examples")
    )
    #expect(second.properties["authors"] == .strings(["Erdős, P.", "Šimák, Łukasz"]))
    #expect(second.properties["year"] == .integer(2023))
    #expect(try paper("doi:10.48550/arxiv.2401.01234").sameAs == ["arxiv:2401.01234"])
    #expect(try paper("paper:another").label == "Another")
    #expect(papers.count == 5 && !notes.isEmpty)
  }

  @Test("a broken entry is an error where it begins") func brokenEntries() throws {
    for text in [
      "@article{a, title = {Never closed, year = 2020\n@article{b, title = {Good}}\n",
      "@article{a, title = {" + String(repeating: "{", count: 100_000) + "}}\n",
    ] {
      let error = #expect(throws: EvidenceError.self) { try read(text, "a.bib") }
      let finding = try #require(error?.diagnostics.first)
      #expect(finding.code == "broken-entry" && finding.place?.line == 1)
    }
  }

  @Test("many entries are read in time that grows with them") func growth() throws {
    let steps = try Growth.steps(
      from: 200,
      making: { count in
        (0..<count).map { number in
          "@article{k\(number), title = {T \(number)}, crossref = {k\(max(0, number - 1))}}"
        }.joined(separator: "\n")
      },
      of: { text in
        var collection = ImportCollection()
        let source = FileBytes(text: text, name: "a.bib")
        try #require(BibliographyForm.detect(source)).read(source, into: &collection)
      }
    )
    #expect(Growth.isLinear(steps), "\(steps)")
  }

  // MARK: CSL

  @Test("items of CSL: names, dates, and what has no name here") func csl() throws {
    let text = """
      [{"id": 17, "type": "article-journal", "title": "T", "DOI": "10.1000/x", "container-title": "J",
        "author": [{"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"}, {"literal": "The Group"}],
        "issued": {"date-parts": [["2024", 5, 6]]}, "note": "original-date: 1999\\nfree", "archive": "A"},
       {"id": "b", "type": "webpage", "title": "W", "issued": {"literal": "spring 2021"}}, 5]
      """
    let (papers, notes) = try read(text, "a.json")
    #expect(papers[0].properties["authors"] == .strings(["van Beethoven, Ludwig", "The Group"]))
    #expect(
      papers[0].properties["date"] == .string("2024-05-06")
        && papers[0].properties["quickref"] == .string("17")
    )
    #expect(papers[0].properties["cslArchive"] == .string("A"))
    #expect(papers[1].properties["year"] == .integer(2021) && notes.count == 1)
  }

  @Test("text of other tagged forms is no RIS") func otherForms() throws {
    let folder = try Sandbox()
    try folder.write("PMID- 123\nTI  - A title\nAU  - Lee A\n", to: "pubmed.txt")
    let error = #expect(throws: EvidenceError.self) {
      try Importer.run(ImportRequest(files: [folder.path("pubmed.txt")]))
    }
    #expect(error?.diagnostics.first?.code == "unknown-form")
  }
}
