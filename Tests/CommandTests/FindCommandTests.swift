import EvidenceTestSupport
import Foundation
import Testing

@Suite struct FindCommandTests {
  static let repository = "Graphs/ai-risk-repository/graph.jsonl"
  static let frontier = "Graphs/frontier-mitigations/graph.jsonl"

  private func find(_ arguments: String...) throws -> CommandRun {
    let run = try CommandRun.run(arguments: ["find"] + arguments)
    #expect(run.status == 0, "\(run.errors)")
    return run
  }

  private func keys(_ arguments: String...) throws -> [String] {
    let run = try CommandRun.run(arguments: ["find"] + arguments + ["--format", "jsonl"])
    #expect(run.status == 0, "\(run.errors)")
    return try run.output.split(separator: "\n").map { line in
      let hit = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return hit?["key"] as? String ?? ""
    }
  }

  @Test("a work is found by its reference, with blank or without")
  func worksAreFoundByReference() throws {
    let work = "paper:frontier-ai-risk-management-framework-v1-0"
    #expect(try keys(Self.repository, "Tse2025").first == work)
    #expect(try keys(Self.repository, "tse", "2025").first == work)
    #expect(
      try keys(Self.frontier, "Uuk 2024", "--kind", "Paper") == ["doi:10.48550/arxiv.2412.02145"]
        || keys(Self.frontier, "Uuk", "2024", "--kind", "Paper")
          == ["doi:10.48550/arxiv.2412.02145"]
    )
    #expect(try keys(Self.repository, "7.3", "--scheme", "mit-risk@4") == ["mit-risk@4:7.3"])
  }

  @Test("every format has key, kind, name, where and how much evidence")
  func formatsHoldTheSame() throws {
    let json = try find(Self.repository, "deception", "--limit", "2", "--format", "json")
    let hits = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
    )
    #expect(hits.count == 2 && json.errors.contains("2 of "))
    for hit in hits {
      #expect(
        Set(hit.keys) == ["key", "kind", "name", "evidence", "statements", "matches", "score"]
      )
    }
    for format in ["csv", "tsv", "markdown"] {
      let text = try find(Self.repository, "deception", "--limit", "2", "--format", format).output
      for word in ["key", "kind", "name", "evidence", "where", "text"] {
        #expect(text.prefix { $0 != "\n" }.contains(word), "\(format)")
      }
      for hit in hits { #expect(text.contains(hit["key"] as? String ?? "?"), "\(format)") }
    }
    #expect(try find(Self.repository, "deception").output.split(separator: "\n").count == 21)
    // In a pipe no key is cut.
    let paper = "paper:a-different-approach-to-ai-safety-proceedings-from-the-columbia-convening-"
    let long = try find(Self.frontier, "columbia", "--kind", "Paper").output
    #expect(
      long.contains(paper + "on-openness-in-artificial-intelligence-and-ai-safety  Paper"),
      "\(long)"
    )
  }

  @Test("nothing is an answer, with what is near, and no failure") func nothingIsExplained() throws
  {
    let slip = try find(Self.repository, "decption")
    #expect(slip.output == "Nothing found.\n")
    #expect(slip.errors.contains("no node has 'decption'; did you mean 'deception'?"))
    let apart = try find(Self.repository, "deception", "hallucination")
    #expect(apart.errors.contains("no node has every word"), "\(apart.errors)")
    let phrase = try find(Self.repository, "teaming red")
    #expect(phrase.errors.contains("without quotes the words find"), "\(phrase.errors)")
    #expect(try find(Self.repository, "decption", "--format", "json").output == "[]\n")
    let kind = try find(Self.repository, "deception", "--kind", "TaxonomyNode")
    #expect(kind.errors.contains("of the kind or scheme asked for"), "\(kind.errors)")
  }

  @Test(
    "wrong use is explained",
    arguments: [
      (["--kind", "Rsk"], 1, "did you mean 'Risk'?"),
      (["--scheme", "mit-risk@5"], 1, "did you mean 'mit-risk@4'?"),
      (["--limit", "0"], 64, "at least 1"),
    ]
  )
  func wrongUseIsExplained(options: [String], status: Int, message: String) throws {
    let run = try CommandRun.run(arguments: ["find", Self.repository, "risk"] + options)
    #expect(Int(run.status) == status && run.errors.contains(message), "\(run.errors)")
    #expect(run.output.isEmpty)
    #expect(try CommandRun.run(arguments: ["find", Self.repository, "…"]).status == 64)
    #expect(try CommandRun.run(arguments: ["find", Self.repository]).status == 64)
  }
}
