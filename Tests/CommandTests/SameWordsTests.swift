import EvidenceTestSupport
import Foundation
import Testing

/// One answer reads the same in the command's text and on a map.
@Suite struct SameWordsTests {
  static func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    let claim = "{\"from\":\"mitigation:a/m\",\"relation\":\"ADDRESSES\",\"to\":\"risk:a/r\","
    try sandbox.write(
      """
      {"evidence":1,"asOf":"2026-01-01"}
      {"node":"mitigation:a/m","kind":"Mitigation"}
      {"node":"paper:0","kind":"Paper"}
      {"node":"paper:1","kind":"Paper"}
      {"node":"risk:a/r","kind":"Risk"}
      \(claim)"source":"paper:0","evidenceType":"experimental","confidence":0.57}
      \(claim)"source":"paper:1","evidenceType":"experimental"}

      """,
      to: "interval.jsonl"
    )
    try sandbox.write("name: u\nunknown: unset\n", to: "unset.yaml")
    return sandbox
  }

  @Test("a bound is never narrower on the map than in the text")
  func anIntervalIsPrintedTheSame() throws {
    let sandbox = try Self.sandbox()
    let question = [sandbox.path("interval.jsonl"), "mitigation:a/m", "risk:a/r"]
    let policy = ["--policy", sandbox.path("unset.yaml")]
    let text = try CommandRun.run(arguments: ["paths"] + question + policy)
    let map = try CommandRun.run(
      arguments: ["map", question[0], "paths"] + question.dropFirst() + policy
        + ["--format", "dot", "-o", "-"]
    )
    #expect(text.status == 0 && map.status == 0, "\(text.errors) \(map.errors)")
    // 0.57 × 0.8 = 0.456, and nothing is known of the second.
    #expect(text.output.contains("supporting at least 0.45, opposing none"), "\(text.output)")
    #expect(map.output.contains("together: at least 0.45."), "\(map.output)")
  }
}
