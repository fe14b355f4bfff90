import EvidenceTestSupport
import Foundation
import Testing

/// Maps on machines with other fonts, and on paper.
@Suite struct FontTests {
  static let graph = "Graphs/frontier-mitigations/graph.jsonl"
  static let maps: [[String]] = [
    ["coverage", "--rows", "mit-mitigation@2", "--columns", "mit-risk@4"],
    ["taxonomy", "--scheme", "mit-mitigation@2"],
    ["paths", "arxiv:2412.02145", "mit-risk@4:4.2"],
    ["around", "mit-risk@4:4.2"],
    ["overview"], ["overview", "--detail", "concepts"], ["overview", "--detail", "nodes"],
    ["gaps"],
    ["diff", graph, "--rows", "mit-mitigation@2", "--columns", "mit-risk@4"],
  ]

  /// A machine without a font, as fontconfig sees it.
  static func withoutFonts<Result>(_ body: ([String: String]) throws -> Result) throws -> Result {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("evidence-fonts-\(UUID().uuidString).conf")
    let text =
      "<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n<fontconfig/>\n"
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try body(["FONTCONFIG_FILE": file.path])
  }

  @Test("the machine's fonts change no byte", arguments: maps, [[], ["--plain"]])
  func fontsChangeNothing(map: [String], form: [String]) throws {
    let arguments = ["map", Self.graph] + map + form + ["-o", "-"]
    let here = try CommandRun.run(arguments: arguments)
    let elsewhere = try Self.withoutFonts {
      try CommandRun.run(arguments: arguments, environment: $0)
    }
    #expect(here.status == 0 && here.output.contains("<svg"), "\(here.errors)")
    #expect(elsewhere.output == here.output, "\(elsewhere.errors)")
  }

  @Test(
    "the plain map of gaps is legible on A4",
    arguments: [
      [graph], [graph, "--rows", "mit-mitigation@2", "--columns", "mit-risk@4"],
      [
        graph, "--rows", "mit-mitigation@2", "--columns", "mit-risk@4", "--kind", "single-source",
        "thin",
      ], [DrawingTests.graph],
      [
        DrawingTests.graph, "--rows", "mit-mitigation@1", "--columns", "Paper", "--kind", "thin",
        "single-source", "stale", "synthesis",
      ],
    ]
  )
  func gapsAreLegible(arguments: [String]) throws {
    let run = try CommandRun.run(
      arguments: ["map", arguments[0], "gaps"] + arguments.dropFirst() + ["--plain", "-o", "-"]
    )
    let svg = run.output
    let box = try #require(svg.firstMatch(of: /viewBox="0.00 0.00 ([0-9.]+) ([0-9.]+)"/))
    let (width, height) = (try #require(Double(box.1)), try #require(Double(box.2)))
    let (short, long) = (min(width, height), max(width, height))
    let scale = min(1, 595.3 / short, 841.9 / long)
    let sizes = svg.matches(of: /font-size="([0-9.]+)"/).compactMap { Double($0.1) }
    #expect(try #require(sizes.min()) * scale >= 6.8, "\(width) × \(height)")
  }
}
