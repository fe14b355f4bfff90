import EvidenceTestSupport
import Testing

@testable import EvidenceCore

/// Reading plain lines straight into columns makes no difference to what is read, or found.
@Suite struct PlainRecordTests {
  private func sameEitherWay(_ text: [UInt8], _ comment: Comment) {
    let fast = ArchiveReader.readReporting(bytes: text, file: "g.jsonl")
    let slow = ArchiveReader.readReporting(bytes: text, file: "g.jsonl", scans: false)
    #expect(fast.diagnostics.map(\.description) == slow.diagnostics.map(\.description), comment)
    #expect(ArchiveWriter.text(of: fast.graph) == ArchiveWriter.text(of: slow.graph), comment)
    #expect(
      fast.graph.nodes.map { fast.graph.line(of: $0) }
        == slow.graph.nodes.map { slow.graph.line(of: $0) }
    )
  }

  @Test("archives", arguments: 0..<30 as Range<UInt64>) func archives(seed: UInt64) throws {
    let text = ArchiveWriter.text(of: try RandomGraph.parts(seed: seed).build())
    sameEitherWay(Array(text.utf8), "as written")
    sameEitherWay(Array(text.replacing(",\"", with: " , \"").utf8), "with blanks")
    sameEitherWay(Array(text.replacing("e", with: "\\u0065").utf8), "with escapes")
  }

  @Test("archives read ahead in parts of any size", arguments: 0..<20 as Range<UInt64>)
  func parts(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var bytes = Array(ArchiveWriter.text(of: try RandomGraph.parts(seed: seed).build()).utf8)
    for _ in 0..<Int(seed % 4) {
      bytes[Int.random(in: 0..<bytes.count, using: &random)] =
        [0x0A, 0x22, 0x2C, 0x7B][
          Int.random(in: 0..<4, using: &random)
        ]
    }
    let whole = ArchiveReader.readReporting(bytes: bytes, file: "g.jsonl")
    for part in [1, 90, 1000, 20_000] {
      let found = ArchiveReader.readReporting(bytes: bytes, file: "g.jsonl", part: part)
      #expect(found.diagnostics == whole.diagnostics, "parts of \(part) bytes")
      #expect(try snapshot(found.graph) == snapshot(whole.graph), "parts of \(part) bytes")
    }
  }

  /// A line whose members are any of those that records have, plain or not, most often sound.
  private static func record(_ random: inout SeededGenerator, _ names: [String]) -> String {
    func one(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }
    let keys = (0..<9).map { "\"k\($0)\"" }
    let odd = Int.random(in: 0..<12, using: &random) == 0
    var members: [String]
    let isNode = Bool.random(using: &random)
    if isNode {
      let kind = odd ? one(["\"Rsik\"", "\"\"", "\"Own\"", "3"]) : one(["\"Risk\"", "\"Paper\""])
      members = ["\"node\":" + one(keys), "\"kind\":" + kind]
    } else {
      let relation =
        odd ? one(["\"CITS\"", "\"OWN\"", "\"\""]) : one(["\"CITES\"", "\"BROADER\""])
      members = ["\"from\":" + one(keys), "\"relation\":" + relation, "\"to\":" + one(keys)]
    }
    let texts = [
      "\"\"", "\"a\"", "\"b c\"", "\"\\u0061\"", "\"ä\"", "\"a text that is not short\"", "7",
    ]
    let rest =
      isNode
      ? ["label", "notation", "scheme"]
      : ["source", "via", "locator", "rationale", "coder", "reviewer"]
    for name in rest where Int.random(in: 0..<4, using: &random) == 0 {
      members.append("\"\(name)\":" + (odd ? one(texts) : one(Array(texts.prefix(3)))))
    }
    if isNode, Int.random(in: 0..<4, using: &random) == 0 {
      members.append(
        "\"sameAs\":" + one(["[\"y\",\"x\",\"y\"]", "[\"z\"]", "[ \"q\" , \"\"]", "[]"])
      )
    }
    if !isNode, Int.random(in: 0..<3, using: &random) == 0 {
      members += [
        "\"confidence\":" + one(["0.5", "1", "0", "1e0", odd ? "2" : "0.25"]),
        "\"stance\":" + one(["\"supports\"", odd ? "\"suports\"" : "\"mixed\""]),
        "\"id\":" + one(["\"00000000000000ff\"", "\"own\"", "\"00000000000000FF\""]),
      ]
    }
    let values = [
      "1", "-2", "0.5", "-0.0", "true", "false", "\"t\"", "\"\"", "[\"p\",\"q\"]", "null", "1e9",
    ]
    for name in names where Int.random(in: 0..<3, using: &random) == 0 {
      members.append("\"\(name)\":" + one(values))
    }
    if Int.random(in: 0..<6, using: &random) == 0 {
      members = [members[0]] + members.dropFirst().shuffled(using: &random)
    }
    let comma = Int.random(in: 0..<6, using: &random) == 0 ? one([" , ", ",\t", ", "]) : ","
    return "{" + members.joined(separator: comma) + "}" + one(["", "", "", " ", "\r"])
  }

  @Test("records of any shape, each unlike the one before it", arguments: 0..<60 as Range<UInt64>)
  func shapes(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let names = (0..<[2, 5, 45][Int(seed % 3)]).map { "p\($0)" }
    var lines = (0..<9).map { "{\"node\":\"k\($0)\",\"kind\":\"Risk\"}" }
    lines += (0..<Int.random(in: 0..<120, using: &random)).map { _ in
      Self.record(&random, names)
    }
    if seed % 2 == 0 { lines.shuffle(using: &random) }
    let text = Array((["{\"evidence\":1}"] + lines).joined(separator: "\n").utf8)
    sameEitherWay(text, "seed \(seed)")
    let whole = ArchiveReader.readReporting(bytes: text, file: "g.jsonl")
    for part in [1, 700, 5_000] {
      let found = ArchiveReader.readReporting(bytes: text, file: "g.jsonl", part: part)
      #expect(found.diagnostics == whole.diagnostics, "parts of \(part) bytes")
      #expect(try snapshot(found.graph) == snapshot(whole.graph), "parts of \(part) bytes")
    }
  }

  @Test("the number of an id is that of its digits", arguments: 0..<200 as Range<UInt64>)
  func digests(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var id = Array(StatementDigest.id(random.next()).utf8)
    if seed % 2 == 0 {
      id[Int.random(in: 0..<16, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
    }
    let digits = Array("0123456789abcdef".utf8)
    let values = id.map { digits.firstIndex(of: $0) }
    let expected =
      values.contains(nil)
      ? nil : values.reduce(UInt64(0)) { $0 << 4 | UInt64($1 ?? 0) }
    #expect(StatementDigest.number(id) == (expected == 0 ? nil : expected), "\(id)")
  }

  private func snapshot(_ graph: EvidenceGraph) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try SnapshotWriter.write(graph, origin: nil) { bytes += $0 }
    return bytes
  }

  @Test("records are written as their values are", arguments: 0..<30 as Range<UInt64>)
  func written(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    let lines = ArchiveWriter.text(of: graph).utf8.split(separator: 0x0A).dropFirst().map {
      String(decoding: $0, as: UTF8.self)
    }
    let values =
      graph.nodes.map { JSONWriter.text(ArchiveRecord.json(graph.value(of: $0))) }
      + graph.edges.map { JSONWriter.text(ArchiveRecord.json(graph.statement($0))) }
    #expect(lines == values)
  }

  @Test("records of many properties and odd texts are written as their values are")
  func writtenOddly() throws {
    var builder = GraphBuilder()
    let texts = ["\"", "\\", "\u{0}\u{7F}\n\r\t\u{1F}", "", "é\u{301}", "a\"b\\c\u{2}d"]
    for number in 0..<40_000 {
      var node = Node(Key("n\(number)"), .paper, label: texts[number % texts.count])
      if number < 60 { node.properties["p\(number) \(texts[number % 6])"] = .boolean(number > 3) }
      node.properties["x"] = number % 2 == 0 ? .integer(Int64(number)) : .number(0.1)
      if number % 3 == 0 { node.properties["list"] = .strings(texts) }
      if number % 5 == 0 { node.sameAs = ["s\(number)", "\""] }
      builder.add(node)
      var statement = Statement("n0", .cites, Key("n\(number)"), via: texts[number % texts.count])
      statement.confidence = number % 7 == 0 ? Double(number % 2) : nil
      if number % 11 == 0 { statement.id = "own \(number)" }
      if number % 13 == 0 { statement.id = "00000000000000\(10 + number % 80)\(number)" }
      builder.add(statement)
    }
    let graph = try builder.build()
    let values =
      graph.nodes.map { JSONWriter.text(ArchiveRecord.json(graph.value(of: $0))) }
      + graph.edges.map { JSONWriter.text(ArchiveRecord.json(graph.statement($0))) }
    let text = ArchiveWriter.text(of: graph)
    #expect(
      text.utf8.split(separator: 0x0A).dropFirst().map { String(decoding: $0, as: UTF8.self) }
        == values
    )
  }

  @Test("archives with any byte changed", arguments: 0..<12 as Range<UInt64>)
  func mutated(seed: UInt64) throws {
    let text = Array(ArchiveWriter.text(of: try RandomGraph.parts(seed: seed).build()).utf8)
    var random = SeededGenerator(seed: seed)
    let marks = Array("{}[]\",:\\0-9.eE tfn\n\r\u{1}é".utf8)
    for _ in 0..<120 {
      var bytes = text
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = marks[Int.random(in: 0..<marks.count, using: &random)]
        case 1: bytes.remove(at: place)
        default: bytes.insert(marks[Int.random(in: 0..<marks.count, using: &random)], at: place)
        }
      }
      sameEitherWay(bytes, "seed \(seed)")
    }
  }

  @Test(
    "lines of every sort",
    arguments: [
      #"{"node":"a","kind":"Risk","x":-0.5,"y":0,"z":-12,"l":["p","q"],"t":true,"f":false,"n":null}"#,
      #"{"node":"a","kind":"Risk","x":01}"#, #"{"node":"a","kind":"Risk","x":1.}"#,
      #"{"node":"a","kind":"Risk","x":1e3}"#,
      #"{"node":"a","kind":"Risk","x":12345678901234567890}"#,
      #"{"node":"a","kind":"Risk","x":0.12345678901234567}"#, #"{"node":"a","kind":"Risk","x":-}"#,
      #"{"node":"a","kind":"Risk","kind":"Risk"}"#, #"{"node":"a","kind":"Risk","x":1,"x":2}"#,
      #"{"node":"a","kind":"Rsik"}"#, #"{"node":"","kind":"Risk"}"#, #"{"node":"a"}"#,
      #"{"node":"a","kind":"Risk","label":3}"#, #"{"node":"a","kind":"Risk","sameAs":"b"}"#,
      #"{"node":"a","kind":"Risk","sameAs":["b","b","a"]}"#, #"{"node":"a","kind":"Risk","l":[]}"#,
      #"{"node":"a","kind":"Risk","l":["p",1]}"#, #"{"node":"a","kind":"Risk","l":["p",]}"#,
      #"{"kind":"Risk","node":"a"}"#, #"{"node":"a","kind":"Risk"} x"#,
      #"{"node":"a","kind":"Risk""#,
      #"{"from":"a","relation":"BROADER","to":"b","confidence":1.5}"#,
      #"{"from":"a","relation":"BROADER","to":"b","confidence":1}"#,
      #"{"from":"a","relation":"BROADER","to":"b","confidence":"1"}"#,
      #"{"from":"a","relation":"BROADER","to":"b","stance":"suports"}"#,
      #"{"from":"a","relation":"BROADER","to":"b","id":"00000000000000ff","source":"a"}"#,
      #"{"from":"a","relation":"BROADER","to":"b","id":"0000000000000000"}"#,
      #"{"from":"a","relation":"BROADER","to":"b","predicateModifier":"Not"}"#,
      #"{"from":"a","relation":"BROADER","to":"b","predicateModifier":"not"}"#,
      #"{"from":"a","relation":"BROADER","to":"b","method":"model","locator":"","node":"x"}"#,
      #"{"from":"a","relation":"BROADER","to":"b","justification":"semapv:ManualMappingCuration"}"#,
      #"{"from":"a","relation":"BROADER","to":"b","justification":"ManualMapingCuration"}"#,
      #"{"from":"a","relation":"BROADR","to":"b"}"#, #"{"to":"b","from":"a","relation":"BROADER"}"#,
      "{}", "{\"node\"}", "", "   ", "[]", "{\"node\":\"a\",\"kind\":\"Risk\",\"x\":\"\u{7F}é\"}",
    ]
  )
  func everySort(line: String) {
    let rest = """
      {"evidence":1}
      {"node":"k","kind":"Risk"}
      {"node":"b","kind":"Risk"}
      {"from":"k","relation":"BROADER","to":"b"}

      """
    // Kinds and relations are known from earlier lines, so that the line itself may be scanned.
    sameEitherWay(Array((rest + line + "\n").utf8), "\(line)")
    sameEitherWay(Array((rest + line + "\r\n" + line).utf8), "\(line) twice")
  }

  @Test("bytes that are no UTF-8 are found") func invalidUTF8() {
    let start = Array("{\"evidence\":1}\n{\"node\":\"k\",\"kind\":\"Risk\"}\n".utf8)
    for bad: [UInt8] in [[0xFF], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xC0, 0xAF]] {
      let line =
        Array("{\"node\":\"a\",\"kind\":\"Risk\",\"label\":\"x".utf8) + bad + Array("y\"}\n".utf8)
      sameEitherWay(start + line, "\(bad)")
    }
  }

  @Test("an id that two statements claim is found, whichever line comes first") func sharedDigests()
    throws
  {
    var builder = GraphBuilder()
    for key in ["a", "b", "c"] { builder.add(Node(Key(key), .risk)) }
    builder.add(Statement("a", .broader, "b"))
    let digest = Statement("a", .broader, "b").derivedID
    builder.add(Statement("a", .broader, "c", id: digest))
    let (graph, findings) = builder.buildReporting()
    #expect(findings.map(\.code.rawValue) == ["statement-id-clash"])
    #expect(graph.statementCount == 1 && graph.id(of: EdgeID(0)) == digest)
    #expect(graph.statement(EdgeID(0)).id == nil && graph.statedID(of: EdgeID(0)) == nil)
  }
}
