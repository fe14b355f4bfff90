import EvidenceAnalysis
import EvidenceCore
import EvidenceFormats
import Testing

/// Numbers that no count, level or share can be are findings at their places, wherever they stand.
@Suite struct ConfigurationNumberTests {
  static let numbers = [
    "1e300", "-1e300", "99999999999999999999", "-99999999999999999999", "9223372036854775808",
    "-9223372036854775809", ".inf", "-.inf", ".nan", "1.9", "-1", "0.5e-320", "text", "[1]",
    "{a: 1}", "~", "true",
  ]

  static let places = [
    "policy classes: [1, 2, %]", "policy classes: [%, 2, 3]", "policy thresholds: {thin: %}",
    "policy thresholds: {stale-years: {value: 3, range: [2, %]}}",
    "gate matrices: [{rows: a, columns: b, rows-level: %}]",
    "gate matrices: [{rows: a, columns: b, columns-level: %}]",
    "gate matrices: [{rows: a, columns: b, most: {thin: %}}]",
  ]

  @Test("a number that cannot stand there is a finding", arguments: places, numbers)
  func impossibleNumbers(place: String, number: String) throws {
    let form = place.prefix { $0 != " " }
    let text = String(place.dropFirst(form.count + 1)).replacing("%", with: number)
    let error = #expect(throws: EvidenceError.self) {
      let value = try ConfigurationReader.read(text: text, file: "it.yaml")
      if form == "policy" {
        _ = try PolicyReader.policy(value)
      } else {
        _ = try CoverageGate(value)
      }
    }
    #expect(error?.diagnostics.allSatisfy { ($0.place?.line ?? 0) == 1 } == true)
  }

  @Test("shares of a policy lie between 0 and 1", arguments: numbers.filter { $0 != "0.5e-320" })
  func impossibleShares(number: String) {
    for name in PolicyNumber.allCases where !name.isCount && name != .unknown {
      let parts = name.rawValue.split(separator: ".")
      let text = "\(parts[0]): {\(parts[parts.count - 1]): \(number)}"
      #expect(throws: EvidenceError.self, "\(text)") {
        try PolicyReader.policy(ConfigurationReader.read(text: text, file: "policy.yaml"))
      }
    }
  }

  @Test("a whole number may be written with a point")
  func wholeNumbers() throws {
    let text = "matrices: [{rows: a, rows-level: 2.0, columns: b, most: {thin: 3.0}}]"
    let gate = try CoverageGate(ConfigurationReader.read(text: text, file: "gate.yaml"))
    #expect(gate.rules.first?.query?.rows.level == 2)
    #expect(gate.rules.first?.most == [.thin: 3])
  }
}
