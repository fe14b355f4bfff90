import EvidenceTestSupport
import Foundation
import Testing

@testable import EvidenceMaps

/// Every kind of map, as the checker of pictures sees it.
@Suite struct MapCheckTests {
  static var checker: URL? { SharedData.url("tools/mapcheck.py") }
  static let isPossible =
    checker != nil && FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")

  static func samples() throws -> [(String, String)] {
    var samples: [(String, String)] = []
    for theme in MapTheme.allCases {
      samples.append(
        ("coverage-\(theme)", try Fixtures.coverage(options: MapOptions(theme: theme)).svg())
      )
    }
    samples.append(("coverage-turned", try Fixtures.turned().svg()))
    samples.append(("coverage-bare", try Fixtures.turned(gapShare: 60).svg()))
    samples.append(("sources", try Fixtures.sources().svg()))
    samples.append(("paths", try PathFixtures.map().svg()))
    samples.append(("paths-dark", try PathFixtures.map(options: MapOptions(theme: .dark)).svg()))
    samples.append(("paths-miss", try PathFixtures.miss().svg()))
    samples.append(("taxonomy", try Fixtures.taxonomy().svg()))
    samples.append(("taxonomy-radial", RadialSheet(map: try Fixtures.taxonomy()).draw()))
    samples.append(("taxonomy-unsearched", try Fixtures.taxonomy(searched: false).svg()))
    samples.append(("around", try Fixtures.hub(3).svg()))
    samples.append(("around-hub", try Fixtures.hub(60).svg()))
    for theme in [MapTheme.light, .dark, .print] {
      let maps = try AllMaps(
        try EnduranceTests.graph(drop: true),
        try EnduranceTests.graph(),
        options: MapOptions(theme: theme)
      )
      samples.append(("gaps-\(theme)", try maps.gaps.svg()))
      samples.append(("diff-\(theme)", try maps.diff.svg()))
      if LayoutDoor.isOpen { samples.append(("overview-\(theme)", try maps.overview.svg())) }
    }
    samples.append(("diff-all", try Fixtures.difference().svg()))
    for (index, sheet) in try Fixtures.largeDifference().svgSheets().enumerated() {
      samples.append(("diff-\(index + 1)", sheet))
    }
    for theme in [MapTheme.light, .dark, .print] {
      let graph = try EnduranceTests.graph()
      let map = ConceptsMap(
        matrix: try OverviewTests.matrix(graph),
        graph: graph,
        options: MapOptions(theme: theme)
      )
      samples.append(("concepts-\(theme)", try map.svg()))
    }
    for (index, sheet) in try Fixtures.turned().svgSheets().enumerated() {
      samples.append(("sheets-\(index + 1)", sheet))
    }
    return samples
  }

  @Test(.enabled(if: isPossible)) func findsNothing() throws {
    let keep = ProcessInfo.processInfo.environment["EVIDENCE_MAPS_OUT"]
    let folder =
      keep.map { URL(fileURLWithPath: $0) }
      ?? FileManager.default.temporaryDirectory.appendingPathComponent("maps-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { if keep == nil { try? FileManager.default.removeItem(at: folder) } }
    var paths: [String] = []
    for (name, svg) in try Self.samples() {
      let url = folder.appendingPathComponent("\(name).svg")
      try Data(svg.utf8).write(to: url)
      paths.append(url.path)
    }
    for font in ["arial", "dejavu"] {
      let findings = try Self.check(paths, font: font)
      #expect(findings.isEmpty, "\(font): \(findings.prefix(20).joined(separator: "\n"))")
    }
  }

  static func check(_ paths: [String], font: String) throws -> [String] {
    guard let checker else { return [] }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = [checker.path] + paths + ["--font", font, "--all", "--json"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let results = try JSONSerialization.jsonObject(with: data) as? [[String: Any]] ?? []
    #expect(results.count == paths.count)
    return results.flatMap { result -> [String] in
      let file = (result["file"] as? String ?? "").split(separator: "/").last ?? ""
      let findings = result["findings"] as? [[String: Any]] ?? []
      // Where the fonts are not installed the checker measures with its own table, and says so.
      let mattering = findings.filter {
        ($0["message"] as? String)?.hasPrefix("no font file") != true
      }
      return mattering.map {
        "\(file):\($0["line"] ?? 0): \($0["kind"] ?? "") \($0["text"] ?? "") \($0["message"] ?? "")"
      }
    }
  }
}
