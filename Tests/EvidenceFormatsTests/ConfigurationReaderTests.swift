import EvidenceCore
import Testing

@testable import EvidenceFormats

@Suite struct ConfigurationReaderTests {
  @Test func scalarsKeepTheirTextAndPlace() throws {
    let tree = try ConfigurationReader.read(
      text: "version: 1.0\ndate: 2024-01-02\nlist: [1, 'two', ~, true]\nempty:\n",
      file: "c.yaml"
    )
    #expect(tree["version"]?.number == 1 && tree["version"]?.text == "1.0")
    #expect(tree["version"]?.place == Place("c.yaml", line: 1, column: 10))
    #expect(tree["date"]?.text == "2024-01-02")
    #expect(
      tree["list"]?.items?.map(\.content) == [.integer(1), .string("two"), .null, .boolean(true)]
    )
    #expect(tree["empty"]?.isNull == true)
    #expect(tree.entries?.map(\.name) == ["version", "date", "list", "empty"])
  }

  @Test func anAliasBombIsRefused() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let items = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(items)]\n"
    }
    let error = #expect(throws: EvidenceError.self) {
      try ConfigurationReader.read(text: text, file: "bomb.yaml")
    }
    #expect(error?.diagnostics.first?.code == "yaml-alias-bomb")
    #expect((error?.diagnostics.first?.place?.line ?? 0) > 0)
  }

  @Test(arguments: [100, 900, 20_000]) func deepNestingIsRefused(depth: Int) {
    let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    #expect(throws: EvidenceError.self) {
      try ConfigurationReader.read(text: text, file: "deep.yaml")
    }
  }

  @Test func brokenYAMLNamesItsPlace() {
    let error = #expect(throws: EvidenceError.self) {
      try ConfigurationReader.read(text: "a: 1\nb: [1, 2\nc: 3\n", file: "x.yaml")
    }
    #expect(error?.diagnostics.first?.code == "invalid-yaml")
    #expect((error?.diagnostics.first?.place?.line ?? 0) >= 2)
    let twice = #expect(throws: EvidenceError.self) {
      try ConfigurationReader.read(text: "a: 1\na: 2\n", file: "x.yaml")
    }
    #expect(twice?.diagnostics.first?.code == "repeated-name")
  }

  @Test(arguments: [
    "\u{FEFF}a: 1", "", "---\n", "a: 'x", "a: *nothing", "\t- x", "%YAML 9.9\n--- a",
  ])
  func anyTextEndsInAValueOrAnError(text: String) {
    _ = try? ConfigurationReader.read(text: text, file: "x.yaml")
  }
}
