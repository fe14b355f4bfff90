import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Foundation
import Testing

/// The works of the shipped graphs as they are cited.
@Suite struct CitationListTests {
  @Test(
    "no work is cited by its last author",
    arguments: ["ai-risk-repository", "frontier-mitigations"]
  )
  func firstAuthors(name: String) throws {
    let path = SharedData.packageRoot.appendingPathComponent("Graphs/\(name)/graph.jsonl").path
    let graph = try ArchiveReader.read(contentsOf: path)
    var builder = GraphBuilder()
    for paper in graph.nodes(of: .paper) {
      let citation = Citation(of: paper, in: graph)
      let key = graph.key(of: paper).text
      #expect(citation?.year != nil, "\(key)")
      var bare = graph.value(of: paper)
      bare.properties["quickref"] = nil
      builder.add(bare)
    }
    // Without their short references, works are cited by their authors.
    let bare = try builder.build()
    for paper in bare.nodes {
      guard let field = bare.property("authors", of: paper) else { continue }
      let key = bare.key(of: paper).text
      let authors = try #require(Citation(of: paper, in: bare)?.authors, "\(key)")
      let whole =
        if case .strings(let all) = field { all.joined(separator: "; ") } else { field.text }
      let first = authors.replacingOccurrences(of: " et al.", with: "")
      #expect(whole.hasPrefix(first), "\(key): \(whole) as \(authors)")
    }
  }
}
