import EvidenceCore
import EvidenceFormats
import EvidenceTestSupport
import Foundation
import Testing

/// Pages through the importer, with a recipe that lists the concepts.
@Suite struct PagesImportTests {
  @Test(.enabled(if: SharedData.isPresent, "the seed pages of ../shared are not there"))
  func seedPagesWithTheirConcepts() throws {
    let folder = try #require(SharedData.url("data/seeds")).path
    let sandbox = try Sandbox()
    let recipe = try SamplePages.recipe(of: PagesGoldTests.files, in: sandbox)
    let request = ImportRequest(files: [recipe], sourcesDirectory: folder)
    let result = try Importer.run(request)
    let graph = result.graph
    let mitigations = graph.nodes(of: .mitigation)
    #expect(mitigations.count == 47)
    #expect(graph.nodes(of: .paper).count == 4)
    #expect(graph.header.notices.count == 5)
    #expect(graph.header.schemes.map(\.id).contains("mit-mitigation@2"))
    #expect(graph.header.schemes.allSatisfy { $0.notice?.contains("not share or cite") == true })
    #expect(result.report.inputs.filter { $0.rowsRead == 1 }.count == 5)
    #expect(result.report.entries.contains { $0.code == "lost-letters" && $0.place.line == 10 })
    // Own mitigations alone have facets.
    for node in mitigations {
      let schemes = graph.outgoing(node, .classifiedAs).map { graph.scheme(of: graph.to($0)) }
      let isOwn = graph.label(of: node) == "(name not given)"
      #expect(schemes.contains("airi-actor@2") == isOwn)
    }
    let again = try Importer.run(request)
    #expect(ArchiveWriter.text(of: again.graph) == ArchiveWriter.text(of: graph))
  }

  private static let page =
    (PagesHostileTests.head + ["First", "1.1 ModelA paper"] + PagesHostileTests.tail)
    .joined(separator: "\n")

  @Test func twoPagesOfOneNameAreTwoPages() throws {
    let sandbox = try Sandbox()
    let paths = ["a/page.txt", "b/page.txt"]
    for path in paths {
      let folder = sandbox.url.appendingPathComponent(String(path.prefix(1)))
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try sandbox.write(Self.page + "\n" + (path.hasPrefix("b") ? "\n" : ""), to: path)
    }
    let recipe = try SamplePages.recipe(of: paths, in: sandbox)
    let result = try Importer.run(ImportRequest(files: [recipe]))
    let vias = Set(result.graph.edges.compactMap { result.graph.via(of: $0) })
    #expect(vias.isSuperset(of: ["page.txt", paths[1]]))
    let places = result.report.entries.filter { $0.code == "unknown-definition" }.map(\.place)
    #expect(places == paths.map { Place($0, line: 3) })
  }

  @Test func aBrokenPageIsAnError() throws {
    let sandbox = try Sandbox()
    try sandbox.write("This page is a sample.\nA definition\nReasoning\n", to: "cut.txt")
    let recipe = try SamplePages.recipe(of: ["cut.txt"], in: sandbox)
    #expect(Self.codes([recipe]) == ["missing-authors"])
  }

  @Test func aPageAloneAsksForItsConcepts() throws {
    let sandbox = try Sandbox()
    try sandbox.write(Self.page, to: "page.txt")
    #expect(Self.codes([sandbox.path("page.txt")]) == ["recipe-needed"])
  }

  @Test func schemesKeepTheTitlesOfTheRecipe() throws {
    let sandbox = try Sandbox()
    try sandbox.write(Self.page, to: "page.txt")
    let recipe = try SamplePages.recipe(of: ["page.txt"], in: sandbox)
    let text = try String(contentsOfFile: recipe, encoding: .utf8)
    try sandbox.write(
      text + "schemes:\n  - { id: airi-actor@2, title: Who acts, notice: Ours }\n",
      to: "recipe.yaml"
    )
    let schemes = try Importer.run(ImportRequest(files: [recipe])).graph.header.schemes
    #expect(schemes.first { $0.id == "airi-actor@2" }?.title == "Who acts")
    #expect(schemes.first { $0.id == "airi-actor@2" }?.notice == "Ours")
    #expect(schemes.first { $0.id == "mit-mitigation@2" }?.notice?.contains("sample") == true)
    #expect(schemes.count == 4)
  }

  @Test(
    "a list of concepts that cannot be read is an error with its line",
    arguments: [
      ("", "missing-column", 0), ("code,name\n1,A\n", "unknown-column", 1),
      ("code,gloss\n1,A\n", "missing-column", 1), ("code,title\n1,A\n,B\n", "missing-name", 3),
      ("code,title\n1,A\n\n1,B\n", "duplicate-key", 4),
      ("code,title\n1,A,b\n", "long-row", 2),
      ("code,title,definition\n1,A,ABC\n", "no-digest", 2),
      ("code,title,title\n1,A,B\n", "unknown-column", 1),
    ]
  )
  func brokenConcepts(table: String, code: String, line: Int) throws {
    let sandbox = try Sandbox()
    try sandbox.write(Self.page, to: "page.txt")
    let recipe = try SamplePages.recipe(of: ["page.txt"], in: sandbox, concepts: table)
    let found = Self.findings([recipe])
    #expect(found.map(\.code.rawValue) == [code])
    #expect(found.first?.place == Place("concepts.csv", line: line))
  }

  @Test func whatPagesNeedIsAskedFor() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "recipe: 1\nsources:\n  - { form: pages, path: page.txt, facets: [a] }\n"
        + "  - { path: a.csv, concepts: b.csv }\n",
      to: "recipe.yaml"
    )
    let found = Self.findings([sandbox.path("recipe.yaml")])
    #expect(found.map(\.code) == ["missing-name", "unknown-name"])
    #expect(found.map(\.place?.line) == [3, 4])
  }

  private static func findings(_ files: [String]) -> [Diagnostic] {
    do throws(EvidenceError) {
      _ = try Importer.run(ImportRequest(files: files))
      return []
    } catch {
      return error.diagnostics
    }
  }

  private static func codes(_ files: [String]) -> [Diagnostic.Code] {
    findings(files).map(\.code)
  }
}
