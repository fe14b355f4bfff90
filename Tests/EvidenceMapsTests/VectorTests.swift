import EvidenceAnalysis
import EvidenceCore
import EvidenceMaps
import EvidenceTestSupport
import Foundation
import Testing

/// What the page's scripts count under a filter is what the library counts on the rebuilt graph.
@Suite struct VectorTests {
  static let node =
    ["/usr/bin/node", "/usr/local/bin/node", "/opt/homebrew/bin/node"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }
    ?? ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":").map { "\($0)/node" }
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  private static let filters: [(name: String, filter: EvidenceFilter, json: String)] = [
    ("whole", EvidenceFilter(), "{}"),
    ("years", EvidenceFilter(years: 2016...2018), "{\"since\":2016,\"until\":2018}"),
    ("since", EvidenceFilter(years: 2017...Int.max), "{\"since\":2017}"),
    (
      "types", EvidenceFilter(types: [.assertion, .caseStudy]),
      "{\"types\":[\"assertion\",\"case\"]}"
    ),
    (
      "stances", EvidenceFilter(stances: [.opposes, .mixed]),
      "{\"stances\":[\"opposes\",\"mixed\"]}"
    ),
    ("source", EvidenceFilter(sources: ["paper:p2"]), "{\"source\":\"paper:p2\"}"),
    (
      "both", EvidenceFilter(years: 2016...2018, types: [.experimental, .observational]),
      "{\"since\":2016,\"until\":2018,\"types\":[\"experimental\",\"observational\"]}"
    ),
  ]

  private static let queries = [
    CoverageQuery(rows: .init("type@1"), columns: .init("risk-a@1")),
    CoverageQuery(of: .risk, rows: .init("risk-a@1"), columns: .init("Mitigation")),
    CoverageQuery(of: .risk, rows: .init("risk-a@1"), columns: .init("Paper")),
    CoverageQuery(of: .paper, rows: .init("type@1"), columns: .init("risk-a@1")),
  ]

  @Test("the page counts as the library does") func pageCountsAsTheLibrary() throws {
    guard let node = Self.node else {
      print("skipped: no node to run the page's scripts with")
      return
    }
    var vectors: [String] = []
    var script = ""
    for seed in 0..<25 as Range<UInt64> {
      let graph = try RandomGraph.parts(seed: seed).build()
      for (number, query) in Self.queries.enumerated() {
        let page = try EvidenceReport(graph, queries: [query]).html()
        guard let start = page.firstRange(of: "id=\"data\">"),
          let end = page[start.upperBound...].firstRange(of: "</script>")
        else { throw CocoaError(.formatting) }
        let data = page[start.upperBound..<end.lowerBound]
        if script.isEmpty { script = try Self.script(of: page) }
        for (name, filter, json) in Self.filters {
          guard let cells = try Self.cells(query, graph, filter) else { continue }
          vectors.append(
            "{\"name\":\"seed \(seed), matrix \(number), \(name)\",\"filter\":\(json),"
              + "\"cells\":\(cells),\"data\":\(data)}"
          )
        }
      }
    }
    #expect(vectors.count > 400)
    let file = FileManager.default.temporaryDirectory.appending(path: "vectors-\(UUID()).json")
    try Data("[\(vectors.joined(separator: ",\n"))]".utf8).write(to: file)
    let scriptFile = file.appendingPathExtension("js")
    try Data(script.utf8).write(to: scriptFile)
    defer {
      try? FileManager.default.removeItem(at: file)
      try? FileManager.default.removeItem(at: scriptFile)
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: node)
    process.arguments = [
      "--test-reporter=tap", "--test",
      SharedData.packageRoot.appending(path: "Tests/Vectors/cells.test.js").path,
    ]
    process.environment = ProcessInfo.processInfo.environment
      .merging(["VECTORS": file.path, "PAGE_SCRIPT": scriptFile.path]) { $1 }
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let failed = text.split(separator: "\n").filter { $0.contains("not ok") }.prefix(6)
    #expect(
      process.terminationStatus == 0,
      "\(failed.joined(separator: "\n"))\n\(text.suffix(1_500))"
    )
  }

  /// The page's scripts without the last one, which needs a document.
  private static func script(of page: String) throws -> String {
    guard let start = page.firstRange(of: "'use strict';\n"),
      let end = page[start.upperBound...].firstRange(of: "// Puts the page together")
    else { throw CocoaError(.formatting) }
    return String(page[start.upperBound..<end.lowerBound])
  }

  /// The cells of a filtered graph, where its axes are those of the whole: what a filter takes off an
  /// axis of nodes the page shows as empty.
  private static func cells(
    _ query: CoverageQuery,
    _ graph: EvidenceGraph,
    _ filter: EvidenceFilter
  ) throws -> String? {
    let whole = try CoverageAnalysis(graph).matrix(query)
    let kept = filter.graph(from: graph, witnesses: query.of)
    let matrix = try CoverageAnalysis(kept).matrix(query)
    func keys(_ axis: CoverageAxis, _ graph: EvidenceGraph) -> [Key] {
      axis.entries.map { graph.key(of: $0.node) }
    }
    guard keys(whole.rows, graph) == keys(matrix.rows, kept),
      keys(whole.columns, graph) == keys(matrix.columns, kept)
    else { return nil }
    let cells = matrix.cells.map { cell in
      let numbers = [
        cell.independentPapers, cell.witnesses.count, cell.supporting, cell.mixed, cell.opposing,
        cell.worksFor, cell.worksAgainst,
      ]
      return "[\"\(cell.state.rawValue)\",\(numbers.map(String.init).joined(separator: ","))]"
    }
    return "[\(cells.joined(separator: ","))]"
  }
}
