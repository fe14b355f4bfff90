import EvidenceCore
import Testing

@Suite struct ArchiveHostileTests {
  static let header = "{\"evidence\":1}\n"

  @Test(
    "a bad line is a finding with its place, not a crash",
    arguments: [
      ("{\"node\":\"a\"", "invalid-json"),
      ("{\"node\":\"a\",\"node\":\"b\",\"kind\":\"Paper\"}", "invalid-json"),
      ("[1]", "wrong-type"),
      ("{\"node\":\"a\"}", "missing-field"),
      ("{\"node\":\"a\",\"kind\":\"Paper\",\"label\":7}", "wrong-type"),
      ("{\"node\":\"a\",\"kind\":\"Paper\",\"x\":{\"y\":1}}", "wrong-type"),
      ("{\"from\":\"a\",\"relation\":\"CITES\"}", "missing-field"),
      (
        "{\"from\":\"a\",\"relation\":\"CITES\",\"to\":\"b\",\"stance\":\"support\"}",
        "unknown-value"
      ),
      ("{\"from\":\"a\",\"relation\":\"CITES\",\"to\":\"b\"}", "dangling-reference"),
      ("{\"what\":1}", "unknown-record"),
      ("{\"evidence\":1}", "second-header"),
      ("{\"node\":\"\\ud800\",\"kind\":\"Paper\"}", "invalid-json"),
      ("{\"node\":\"a\",\"kind\":\"Paper\",\"x\":01}", "invalid-json"),
      ("{\"node\":\"a\",\"kind\":\"Paper\",\"x\":1e999}", "invalid-json"),
      (String(repeating: "[", count: 100_000), "invalid-json"),
    ]
  )
  func badLinesAreFindings(line: String, code: String) {
    let (_, findings) = ArchiveReader.readReporting(text: Self.header + line + "\n")
    #expect(findings.first?.code.rawValue == code)
    #expect(findings.first?.place?.line == 2)
  }

  @Test("a graph may have any number of kinds and relations")
  func manyNames() throws {
    var builder = GraphBuilder()
    let count = 66_000
    for number in 0..<count { builder.add(Node(Key("n\(number)"), Kind("Kind\(number)"))) }
    for number in 1..<count {
      builder.add(Statement("n0", Relation("R\(number)"), Key("n\(number)"), via: "x"))
    }
    let graph = try builder.build()
    #expect(graph.kinds.count == count && graph.relations.count == count - 1)
    let last = try #require(graph.node("n65999"))
    #expect(graph.kind(of: last) == "Kind65999")
    #expect(graph.incoming(last, "R65999").count == 1 && graph.incoming(last, "R1").isEmpty)
  }

  @Test(
    "deep nesting is a finding",
    arguments: ["[", "{\"a\":", "[{\"a\":[", "{\"evidence\":1,\"schemes\":["]
  )
  func deepNesting(opening: String) {
    for depth in [65, 1_000, 200_000] {
      let text = String(repeating: opening, count: depth)
      let (_, findings) = ArchiveReader.readReporting(text: Self.header + text + "\n")
      #expect(findings.map(\.code) == ["invalid-json"])
    }
  }

  @Test func everyFindingIsReported() {
    let text = Self.header + "{\n{\"node\":1,\"kind\":2}\n{\"x\":1}\n"
    let (_, findings) = ArchiveReader.readReporting(text: text)
    #expect(findings.count >= 4)
  }

  @Test(arguments: [
    "", "\n\n", "not json", "{\"node\":\"a\",\"kind\":\"Paper\"}", "{\"evidence\":2}",
  ])
  func noArchiveIsRefused(text: String) {
    #expect(throws: EvidenceError.self) { try ArchiveReader.read(text: text) }
  }

  @Test func missingFilesAreNamed() {
    let error = #expect(throws: EvidenceError.self) {
      try ArchiveReader.read(contentsOf: "/nowhere/graph.jsonl")
    }
    #expect(error?.description.contains("/nowhere/graph.jsonl") == true)
  }

  @Test("random bytes never crash the parser", arguments: 0..<200 as Range<UInt64>)
  func randomBytesNeverCrash(seed: UInt64) {
    var generator = SystemSeed(seed)
    let alphabet = Array("{}[]\",:\\u0truefalsn1.eE-\u{1}é ".utf8)
    let bytes = (0..<60).map { _ in alphabet[Int(generator.next() % UInt64(alphabet.count))] }
    bytes.withUnsafeBufferPointer { _ = try? JSONParser.parse($0) }
  }

  @Test(
    "JSON reads back what was written",
    arguments: [
      "{\"a\":[1,-2,0.5,1e-7,true,false,null,\"x\\n\\\"é\\u0001\"],\"b\":{}}",
      "[9223372036854775807,-9223372036854775808,1.0]",
    ]
  )
  func jsonIsStable(text: String) throws {
    func parse(_ text: String) throws -> JSONValue {
      try Array(text.utf8).withUnsafeBufferPointer { try JSONParser.parse($0) }
    }
    let value = try parse(text)
    #expect(try parse(JSONWriter.text(value)) == value)
  }
}

/// A linear congruential generator, so that a failure names its seed.
private struct SystemSeed {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed &* 2 + 1 }
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }
}
