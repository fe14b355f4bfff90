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

  @Test func twoPagesOfOneNameAreTwoPages() throws {
    let text = (PagesHostileTests.head + ["First", "1.1 ModelA paper"] + PagesHostileTests.tail)
      .joined(separator: "\n")
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("evidence-pages-\(UInt64.random(in: 0...UInt64.max))")
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = try ["a", "b"].map { name in
      let inner = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
      let file = inner.appendingPathComponent("page.txt")
      try Data((text + "\n" + (name == "b" ? "\n" : "")).utf8).write(to: file)
      return file.path
    }
    let result = try Importer.run(ImportRequest(files: files))
    let vias = Set(result.graph.edges.compactMap { result.graph.via(of: $0) })
    #expect(vias.isSuperset(of: ["page.txt", files[1]]))
    #expect(result.report.inputs.map(\.file) == files)
    let places = result.report.entries.filter { $0.code == "unknown-definition" }.map(\.place)
    #expect(places == files.map { Place($0, line: 3) })
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
