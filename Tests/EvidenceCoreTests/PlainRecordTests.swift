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
