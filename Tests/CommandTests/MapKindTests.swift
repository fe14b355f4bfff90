import EvidenceTestSupport
import Testing

/// Each kind of map has its own options, wherever its name stands.
@Suite struct MapKindTests {
  private static let graph = "Tests/CommandTests/Fixtures/small.jsonl"

  private static let questions: [[String]] = [
    ["taxonomy", "--table"], ["coverage", "--table"], ["gaps", "--table"], ["overview", "--table"],
    ["around", "risks@1:1", "--table"], ["diff", graph, "--table"],
    ["paths", "A", "risks@1:1", "--table"],
  ]

  @Test("the kind may stand behind the graph, before it, or behind options", arguments: questions)
  func theKindMayStandAnywhere(question: [String]) throws {
    let kind = question[0]
    let rest = Array(question.dropFirst())
    let orders: [[String]] = [
      ["map", Self.graph, kind] + rest + ["-o", "-"],
      ["map", kind, Self.graph] + rest + ["-o", "-"],
      ["map", "-o", "-", Self.graph, kind] + rest,
      ["map", "--title", "gaps", Self.graph, kind] + rest + ["-o", "-"],
    ]
    let runs = try orders.map { try CommandRun.run(arguments: $0) }
    for run in runs {
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output == runs[0].output && !run.output.isEmpty)
    }
  }

  /// Options with the kinds of map that have them.
  private static let owners: [(option: [String], kinds: [String])] = [
    (["--hops", "2"], ["around"]), (["--relations", "ADDRESSES"], ["around"]),
    (["--max-hops", "2"], ["paths"]), (["--scheme", "risks@1"], ["taxonomy"]),
    (["--radial"], ["taxonomy"]), (["--level", "1"], ["taxonomy", "overview"]),
    (["--detail", "kinds"], ["overview"]), (["--fold-empty"], ["coverage"]),
    (["--sort", "gaps"], ["coverage"]), (["--limit", "3"], ["gaps"]),
    (["--kind", "unclassified"], ["gaps"]),
    (["--rows", "types@1", "--columns", "risks@1"], ["coverage", "overview", "gaps", "diff"]),
  ]

  @Test("a kind refuses the options of others, and says whose they are", arguments: questions)
  func othersOptionsAreRefused(question: [String]) throws {
    for (option, kinds) in Self.owners where !kinds.contains(question[0]) {
      let run = try CommandRun.run(
        arguments: ["map", Self.graph] + question + option + ["-o", "-"]
      )
      #expect(run.status == 64, "\(question) \(option)")
      #expect(run.output.isEmpty)
      for kind in kinds {
        #expect(run.errors.contains("'\(kind)'"), "\(question) \(option): \(run.errors)")
      }
      #expect(run.errors.contains("hint: \(option[0]) belongs to "), "\(run.errors)")
    }
  }

  @Test("axes belong to an overview by concepts alone")
  func axesBelongToConcepts() throws {
    let axes = ["--rows", "types@1", "--columns", "risks@1"]
    for detail in ["kinds", "nodes"] {
      let run = try CommandRun.run(
        arguments: ["map", Self.graph, "overview", "--detail", detail, "-o", "-"] + axes
      )
      #expect(run.status == 64)
      #expect(run.errors.contains("--detail concepts"))
    }
  }

  @Test("what is misspelt or left out is an error of use")
  func useIsChecked() throws {
    let refused: [[String]] = [
      ["map", Self.graph, "-o", "-"], ["map", Self.graph, "covrage", "-o", "-"],
      ["map", Self.graph, "paths", "A", "-o", "-"], ["map", Self.graph, "around", "-o", "-"],
      ["map", Self.graph, "diff", "-o", "-"], ["map", Self.graph, "coverage"],
      ["map", Self.graph, "around", "risks@1:1", "--hops", "4", "-o", "-"],
    ]
    for arguments in refused {
      let run = try CommandRun.run(arguments: arguments)
      #expect(run.status == 64, "\(arguments): \(run.errors)")
    }
  }
}
