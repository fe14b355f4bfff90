import EvidenceAnalysis
import EvidenceCore
import EvidenceFormats
import EvidenceQuery
import EvidenceTestSupport
import Foundation
import Testing

/// The Swift of the article "Ten questions", which is cut from here.
private func tenQuestions(
  _ graph: EvidenceGraph,
  _ old: EvidenceGraph,
  _ new: EvidenceGraph,
  _ matrix: CoverageMatrix,
  _ paper: NodeID,
  _ risk: NodeID
) throws {
  // 1
  do {
    let inventory = Inventory(graph)
    print(inventory.schemes().map(\.id), inventory.questions())
  }
  // 2
  do {
    let hits = SearchIndex(graph).search(SearchQuery("AI deception"), limit: 20).hits
    _ = hits
  }
  // 3
  do {
    let risk = try graph.resolve("mit-risk@4:7.1")
    let ranking = EvidencePaths(graph).ranking(to: risk, from: .paper)
    _ = ranking
  }
  // 4
  do {
    let answer = EvidencePaths(graph).chains(from: paper, to: risk)
    print(answer.chains.count, answer.nearestMiss?.reason(in: graph) ?? "")
  }
  // 5
  do {
    let lines = try CoverageAnalysis(graph).concepts(CoverageQuery.Axis("mit-risk@4", level: 2))
    _ = lines
  }
  // 6
  do {
    let places = try graph.withPlaces(of: [CoverageQuery.Axis("year")], for: .risk)
    let matrix = try CoverageAnalysis(places).matrix(
      CoverageQuery(of: .risk, rows: .init("mit-risk@4", level: 1), columns: .init("year"))
    )
    _ = matrix
  }
  // 7
  do {
    let overview = try GapAnalysis(graph).overview()
    for line in overview.systemic { print(line.text) }
  }
  // 8
  do {
    let questions = GapAnalysis(graph).questions(matrix, limit: 10)
    _ = questions
  }
  // 9
  do {
    let without = try Retraction(sources: ["doi:10.48550/arxiv.2412.02145"]).graph(without: graph)
    _ = without
  }
  // 10
  do {
    let difference = GraphDifference(from: old, to: new)
    for work in WorkChanges(difference).works { print(work.kind, work.work, work.risks.added) }
  }
}

@Suite struct TenQuestionsTests {
  @Test("the article's Swift compiles, and answers") func swiftAnswers() throws {
    let source = try Self.text("Tests/ExampleTests/TenQuestions.swift")
    let lines = source.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let article = try Self.text("Sources/EvidenceAnalysis/Documentation.docc/TenQuestions.md")
    let blocks = article.components(separatedBy: "```swift\n").dropFirst()
    #expect(blocks.count == 10)
    for block in blocks {
      for line in block.components(separatedBy: "```")[0].split(separator: "\n") {
        #expect(lines.contains(line.trimmingCharacters(in: .whitespaces)), "\(line)")
      }
    }
    func graph(_ name: String) throws -> EvidenceGraph {
      let path = SharedData.packageRoot.appendingPathComponent("Graphs/\(name)/graph.jsonl").path
      return try ArchiveReader.read(contentsOf: path)
    }
    let (old, new) = (try graph("frontier-mitigations"), try graph("ai-risk-repository"))
    let matrix = try CoverageAnalysis(new).matrix(
      CoverageQuery(rows: .init("Mitigation"), columns: .init("mit-risk@4", level: 1))
    )
    try tenQuestions(
      new,
      old,
      new,
      matrix,
      new.resolve("A0086"),
      new.resolve("mit-risk@4:7.1")
    )
  }

  @Test("the example of each reference page can be read") func examplesAreRead() throws {
    let policies = try Self.text("Sources/EvidenceAnalysis/Documentation.docc/Policies.md")
    let yaml = policies.components(separatedBy: "```yaml\n")[1].components(separatedBy: "```")[0]
    let folder = try Sandbox()
    try folder.write(yaml, to: "strict.yaml")
    let file = folder.url.appendingPathComponent("strict.yaml").path
    let policy = try PolicyReader.policy(ConfigurationReader.read(contentsOf: file))
    #expect(policy.name == "strict" && policy.thinBelow == 3 && policy.classLimits == [4, 8, 16])
    // Every number has its line, with the value of the default.
    for number in PolicyNumber.allCases {
      let line = policies.split(separator: "\n").first { $0.hasPrefix("| `\(number.rawValue)` ") }
      let value = try #require(Policy.standard[number]).shortestText
      #expect(line?.contains("| \(value)") == true, "\(number.rawValue): \(value)")
    }
    // A coding sheet has the columns of its page.
    let sheets = try Self.text("Sources/EvidenceFormats/Documentation.docc/CodingSheets.md")
    let example = sheets.components(separatedBy: "```csv\n")[1].split(separator: "\n")[0]
    let run = try CommandRun.run(arguments: [
      "gaps", "Graphs/frontier-mitigations/graph.jsonl", "--rows", "mit-mitigation@2", "--columns",
      "mit-risk@4", "--suggest", "1", "--as-sheet",
    ])
    #expect(run.output.split(separator: "\n").first == example)
    for column in example.split(separator: ",") { #expect(sheets.contains("| `\(column)` |")) }
    // The records of the archive's page are an archive.
    let archive = try Self.text("Sources/EvidenceCore/Documentation.docc/TheArchive.md")
    for block in archive.components(separatedBy: "```json\n").dropFirst() {
      let line = Data(block.components(separatedBy: "```")[0].utf8)
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: line) }
    }
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: SharedData.packageRoot.appendingPathComponent(path), encoding: .utf8)
  }
}
