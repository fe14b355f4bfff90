import EvidenceCore
import EvidenceFormats
import EvidenceTestSupport
import Foundation
import Testing

@Suite(.enabled(if: SharedData.isPresent, "the real inputs are not here"))
struct RepositoryGraphTests {
  @Test func theRecipeMakesTheGraphThatIsHere() throws {
    let folder = SharedData.packageRoot.appendingPathComponent("Graphs/ai-risk-repository")
    let made = try Importer.run(
      ImportRequest(
        files: [folder.appendingPathComponent("recipe.yaml").path],
        sourcesDirectory: SharedData.url("data")?.path
      )
    )
    let here = try Data(contentsOf: folder.appendingPathComponent("graph.jsonl"))
    #expect(Data(ArchiveWriter.text(of: made.graph).utf8) == here)
  }
}
