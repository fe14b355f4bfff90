import Testing

@testable import evidence

@Suite struct FileFormTests {
  @Test(
    "the name of a file says its form",
    arguments: [
      ("x.json", OutputFormat.json), ("x.CSV", .csv), ("a.b/x.tsv", .tsv), ("x.md", .markdown),
      ("x", .table), ("x.txt", .table), ("json", .table), (".json", .table), ("-", .table),
      ("a.json/x", .table),
    ]
  )
  func nameSays(name: String, form: OutputFormat) throws {
    #expect(try FileForm.of(name, asked: nil, else: .table) == form)
  }

  @Test func anotherFormIsRefused() throws {
    #expect(throws: (any Error).self) {
      try FileForm.of("x.json", asked: OutputFormat.csv, else: .table)
    }
    #expect(try FileForm.of("x.json", asked: OutputFormat.json, else: .table) == .json)
    #expect(try FileForm.of("x.txt", asked: OutputFormat.json, else: .table) == .json)
  }
}
