import EvidenceTestSupport
import Foundation
import Testing

/// Answers that go into files, whose names say the form.
@Suite struct AnswerFileTests {
  private static let graph =
    SharedData.packageRoot.path + "/Graphs/frontier-mitigations/graph.jsonl"

  @Test(
    "a file holds what would be printed",
    arguments: [
      ("a.csv", "csv"), ("a.json", "json"), ("a.jsonl", "jsonl"), ("a.md", "markdown"),
      ("a.txt", "table"),
    ]
  )
  func filesHoldAnswers(_ name: String, _ format: String) throws {
    let folder = try Sandbox()
    for question in [
      "stats \(Self.graph) --by scheme", "gaps \(Self.graph) --kind unclassified",
      "coverage \(Self.graph) --rows mit-mitigation@2 --columns mit-risk@4 --columns-level 1",
    ] {
      let printed = try folder.run("\"$E\" \(question) --format \(format)")
      let written = try folder.run("\"$E\" \(question) -o \(name)")
      #expect(printed.status == 0 && written.status == 0 && written.output.isEmpty)
      let file = try #require(folder.read(name))
      #expect(String(decoding: file, as: UTF8.self) == printed.output)
    }
  }

  @Test("forms that contradict the name, or that it does not say, are refused; no input is lost")
  func refusals() throws {
    let folder = try Sandbox()
    for line in ["-o a.csv --format json", "-o a.pdf", "-o a", "-o a.xlsx --format csv"] {
      let run = try folder.run("\"$E\" stats \(Self.graph) \(line)")
      #expect(run.status == 64, "\(line)")
    }
    #expect(folder.names.isEmpty)
    _ = try folder.run("cp \(Self.graph) graph.jsonl")
    let run = try folder.run("\"$E\" stats graph.jsonl --by kind -o graph.jsonl")
    #expect(run.status == 1 && run.errors.contains("would be lost"))
    #expect(
      folder.read("graph.jsonl")?.count
        == (try Data(contentsOf: URL(fileURLWithPath: Self.graph)).count)
    )
  }

  @Test("a failed gate still writes its answer") func gates() throws {
    let folder = try Sandbox()
    let run = try folder.run("\"$E\" gaps \(Self.graph) --fail-on unclassified -o gaps.csv")
    #expect(run.status == 2 && folder.read("gaps.csv")?.isEmpty == false)
  }

  #if XLSX
    @Test("a workbook of a matrix, and of a list; the same bytes each time") func workbooks() throws
    {
      let folder = try Sandbox()
      let matrix = "\"$E\" coverage \(Self.graph) --rows mit-mitigation@2 --columns mit-risk@4"
      for name in ["a.xlsx", "b.xlsx"] {
        #expect(try folder.run("\(matrix) -o \(name)").status == 0)
      }
      #expect(folder.read("a.xlsx") == folder.read("b.xlsx"))
      #expect(folder.read("a.xlsx")?.starts(with: Array("PK".utf8)) == true)
      let list = try folder.run(
        "\"$E\" gaps \(Self.graph) -o c.xlsx && \"$E\" import c.xlsx -o x.jsonl"
      )
      // Read again, it is a workbook whose columns are named.
      #expect(list.status == 1 && list.errors.contains("'Answer': kind"))
    }
  #endif
}
