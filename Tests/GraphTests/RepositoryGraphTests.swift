import EvidenceCore
import EvidenceFormats
import EvidenceTestSupport
import Foundation
import Testing

@Suite struct RepositoryGraphTests {
  static let folder = SharedData.packageRoot.appendingPathComponent("Graphs/ai-risk-repository")

  @Test(.enabled(if: SharedData.isPresent, "the real inputs are not here"))
  func theRecipeMakesTheGraphThatIsHere() throws {
    let made = try Importer.run(
      ImportRequest(
        files: [Self.folder.appendingPathComponent("recipe.yaml").path],
        sourcesDirectory: SharedData.url("data")?.path
      )
    )
    let here = try Data(contentsOf: Self.folder.appendingPathComponent("graph.jsonl"))
    #expect(Data(ArchiveWriter.text(of: made.graph).utf8) == here)
  }

  @Test func anArchiveImportedIsTheSameArchive() throws {
    let path = Self.folder.appendingPathComponent("graph.jsonl").path
    let result = try Importer.run(ImportRequest(files: [path]))
    let here = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(Data(ArchiveWriter.text(of: result.graph).utf8) == here)
    #expect(result.report.entries.isEmpty)
  }

  @Test func theGraphIsSound() throws {
    let path = Self.folder.appendingPathComponent("graph.jsonl").path
    let graph = try ArchiveReader.read(contentsOf: path)
    #expect(graph.header.asOf == "2025-12-03")
    for scheme in graph.header.schemes {
      #expect(graph.nodes.contains { graph.scheme(of: $0) == scheme.id }, "\(scheme.id)")
    }
    let vias = Set(graph.edges.compactMap { graph.via(of: $0) })
    let noticed = Set(graph.header.notices.compactMap(\.via))
    #expect(vias.subtracting(noticed).allSatisfy { $0.hasPrefix("this graph's own") })
  }
}
