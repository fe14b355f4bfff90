import EvidenceAnalysis
import EvidenceCore
import EvidenceFormats
import Testing

@Suite struct PolicyTests {
  private func read(_ text: String) throws -> Policy {
    try PolicyReader.policy(ConfigurationReader.read(text: text, file: "policy.yaml"))
  }

  @Test("the printed default reads back as the default") func defaultReadsBack() throws {
    let again = try read(PolicyReader.text(of: .standard))
    #expect(again == .standard)
    #expect(again.digest == Policy.standard.digest)
    #expect(PolicyReader.text(of: again) == PolicyReader.text(of: .standard))
  }

  @Test("any policy reads back") func policiesReadBack() throws {
    var policy = Policy.standard
    policy.name = "ours"
    policy[.unknown] = nil
    policy[.thinBelow] = 3
    policy.ranges[.assertion] = 0.05...0.4
    policy.bridges = [.exactMatch]
    policy.classLimits = [2, 4, 9]
    let again = try read(PolicyReader.text(of: policy))
    #expect(again.unknown == nil && again.thinBelow == 3 && again.bridges == [.exactMatch])
    #expect(again.digest == policy.digest)
    #expect(again.digest != Policy.standard.digest)
    var renamed = policy
    renamed.name = "theirs"
    #expect(renamed.digest == policy.digest)
  }

  @Test(
    "unknown names and impossible values are said, each at its place",
    arguments: [
      ("unknwon: 0.4", 1, 1, "policy has no 'unknwon'"),
      ("name: x\nevidence: {assertio: 0.3}", 2, 12, "no 'evidence.assertio'"),
      ("unknown: 1.5", 1, 10, "outside 0…1"),
      ("unknown: -0.1", 1, 10, "outside 0…1"),
      ("unknown: often", 1, 10, "must be a number"),
      ("thresholds: {thin: 1.5}", 1, 20, "must be a whole number from 0 to 1000"),
      ("match: {close: {value: 0.8, range: [0.9, 0.6]}}", 1, 36, "two numbers in increasing order"),
      ("match: {close: {value: 0.8, spread: 1}}", 1, 29, "has no 'spread'"),
      ("bridge: [RELATED_MATCH]", 1, 10, "cannot join"),
      ("classes: [3, 2, 1]", 1, 10, "three increasing whole numbers"),
      ("match: 3", 1, 8, "must be a map"),
      ("[1, 2]", 1, 1, "must be a map"),
    ]
  )
  func faultsHaveTheirPlace(text: String, line: Int, column: Int, message: String) throws {
    let error = #expect(throws: EvidenceError.self) { try read(text) }
    let finding = try #require(error?.diagnostics.first)
    #expect(finding.message.contains(message), "\(finding)")
    #expect(finding.place == Place("policy.yaml", line: line, column: column), "\(finding)")
  }

  @Test("all faults are said at once") func allFaultsAtOnce() {
    let error = #expect(throws: EvidenceError.self) {
      try read("unknown: 2\nmatch: {exact: no}\nthreshold: 1\n")
    }
    #expect(error?.diagnostics.count == 3)
  }
}
