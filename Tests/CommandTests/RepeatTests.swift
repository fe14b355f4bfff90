import EvidenceTestSupport
import Foundation
import Testing

/// The same question gives the same bytes in every process, whatever seeds its hash tables.
@Suite struct RepeatTests {
  /// Statements of many papers, whose strength, 0.775, is rounded up or down by the order they are taken in.
  private static let graph = """
    {"evidence":1,"asOf":"2026-01-01","schemes":[{"id":"t@1","kind":"TaxonomyNode"}]}
    {"node":"mitigation:a/m","kind":"Mitigation","sameAs":["x","y","z"],"b":1,"a":2,"c":3}
    {"node":"mitigation:a/n","kind":"Mitigation"}
    {"node":"t@1:1","kind":"TaxonomyNode"}
    {"node":"t@1:2","kind":"TaxonomyNode"}
    {"node":"risk:a/r","kind":"Risk"}
    {"from":"mitigation:a/m","relation":"RELATED_MATCH","to":"mitigation:a/n","via":"notes"}
    {"from":"mitigation:a/m","relation":"CLASSIFIED_AS","to":"t@1:1","via":"notes"}
    {"from":"mitigation:a/n","relation":"CLASSIFIED_AS","to":"t@1:2","via":"notes"}

    """
    + (0..<9).map { "{\"node\":\"paper:\($0)\",\"kind\":\"Paper\",\"year\":\(2015 + $0)}\n" }
    .joined()
    + (0..<9).map { number in
      let type = number % 3 < 2 ? "expert-judgment" : "observational"
      let sure = number % 3 < 2 ? "" : ",\"confidence\":1.0"
      let from = number < 3 ? "m" : "n"
      return """
        {"from":"mitigation:a/\(from)","relation":"ADDRESSES","to":"risk:a/r",\
        "source":"paper:\(number)","evidenceType":"\(type)"\(sure)}
        {"from":"paper:\(number)","relation":"PROPOSES","to":"mitigation:a/\(from)",\
        "source":"paper:\(number)"}

        """
    }
    .joined()

  @Test(
    "twenty processes agree to the byte",
    arguments: [
      ["paths", "mitigation:a/m", "risk:a/r", "--format", "json"],
      ["paths", "mitigation:a/m", "risk:a/r", "--sensitivity"],
      ["coverage", "--rows", "t@1", "--columns", "Risk", "--format", "json"],
      ["gaps", "--rows", "t@1", "--columns", "Risk", "--suggest", "5"],
      ["stats"], ["show", "mitigation:a/m"], ["validate"], ["import", "-o", "-"],
    ]
  )
  func processesAgree(arguments: [String]) throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("repeat-\(UUID().uuidString).jsonl")
    defer { try? FileManager.default.removeItem(at: file) }
    try Self.graph.write(to: file, atomically: true, encoding: .utf8)
    var arguments = arguments
    arguments.insert(file.path, at: 1)
    var outputs: Set<String> = []
    for _ in 0..<20 {
      let run = try CommandRun.run(arguments: arguments)
      #expect(run.status == 0, "\(run.errors)")
      outputs.insert(run.output + run.errors)
    }
    #expect(outputs.count == 1)
  }
}
