import EvidenceCore
import EvidenceFormats
import EvidenceTestSupport
import Foundation
import Testing

/// Pages through the importer, which knows them by their form.
@Suite struct PagesImportTests {
  @Test(.enabled(if: SharedData.isPresent, "the seed pages of ../shared are not there"))
  func seedPagesNeedNoRecipe() throws {
    let files = try PagesGoldTests.files.map {
      try #require(SharedData.url("data/seeds/\($0)")).path
    }
    let result = try Importer.run(ImportRequest(files: files))
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
    let again = try Importer.run(ImportRequest(files: files))
    #expect(ArchiveWriter.text(of: again.graph) == ArchiveWriter.text(of: graph))
  }

  @Test func aBrokenPageIsAnError() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("evidence-pages")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent("cut.txt")
    try Data("This page is a sample.\nA definition\nReasoning\n".utf8).write(to: file)
    #expect {
      _ = try Importer.run(ImportRequest(files: [file.path]))
    } throws: { error in
      (error as? EvidenceError)?.diagnostics.map(\.code) == ["missing-authors"]
    }
  }
}
