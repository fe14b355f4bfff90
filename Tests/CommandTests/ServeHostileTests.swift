import EvidenceTestSupport
import Foundation
import Testing

/// What a client may send that is wrong: the protocol's errors, and the process lives.
@Suite struct ServeHostileTests {
  typealias Object = [String: Any]
  private static let ping = #"{"jsonrpc":"2.0","id":"alive","method":"ping"}"#

  /// The answers to some bytes, the last of them to a ping behind these.
  private func serve(_ bytes: Data) throws -> [Object] {
    let process = Process()
    process.executableURL = CommandRun.url(of: "evidence")
    process.arguments = ["serve", ServeCommandTests.small]
    process.currentDirectoryURL = SharedData.packageRoot
    let sandbox = try Sandbox()
    let file = sandbox.url.appendingPathComponent("requests")
    try (bytes + Data("\n\(Self.ping)\n".utf8)).write(to: file)
    let output = Pipe()
    process.standardInput = try FileHandle(forReadingFrom: file)
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let answers = try data.split(separator: UInt8(ascii: "\n")).map { line in
      try #require(try JSONSerialization.jsonObject(with: line) as? Object)
    }
    #expect(answers.last?["id"] as? String == "alive", "the process lives")
    return answers.dropLast()
  }

  private func codes(_ answers: [Object]) -> [Int] {
    answers.map { ($0["error"] as? Object)?["code"] as? Int ?? 0 }
  }

  private static func call(_ tool: String, _ arguments: String) -> String {
    #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"\#(tool)","#
      + #""arguments":\#(arguments)}}"#
  }

  @Test(
    "each fault has its code",
    arguments: [
      (#"{"jsonrpc":"2.0","id":1,"meth"#, -32700), ("nonsense", -32700), ("{]", -32700),
      (String(repeating: "[", count: 100_000), -32700),
      (#"{"a":"# + String(repeating: #"{"a":"#, count: 5_000), -32700),
      ("7", -32600), ("\"text\"", -32600), ("null", -32600), ("[]", -32600),
      (#"[{"jsonrpc":"2.0","id":1,"method":"ping"}]"#, -32600),
      (#"{"id":1,"method":"ping"}"#, -32600),
      (#"{"jsonrpc":"1.0","id":1,"method":"ping"}"#, -32600),
      (#"{"jsonrpc":"2.0","id":1}"#, -32600), (#"{"jsonrpc":"2.0","id":1,"method":7}"#, -32600),
      (#"{"jsonrpc":"2.0","id":null,"method":"ping"}"#, -32600),
      (#"{"jsonrpc":"2.0","id":{},"method":"ping"}"#, -32600),
      (#"{"jsonrpc":"2.0","id":1,"method":"tools/destroy"}"#, -32601),
      (#"{"jsonrpc":"2.0","id":1,"method":""}"#, -32601),
      (#"{"jsonrpc":"2.0","id":1,"method":"ping","params":[1]}"#, -32602),
      (#"{"jsonrpc":"2.0","id":1,"method":"tools/call"}"#, -32602),
      (#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":9}}"#, -32602),
      (call("fnd", "{}"), -32602), (call("find", "[]"), -32602), (call("find", "{}"), -32602),
      (call("find", #"{"words":7}"#), -32602),
      (call("find", #"{"words":"a","limit":"9"}"#), -32602),
      (call("find", #"{"words":"a","limit":0}"#), -32602),
      (call("find", #"{"words":"a","limit":1.5}"#), -32602),
      (call("find", #"{"words":"a","kind":[1]}"#), -32602),
      (call("find", #"{"words":"a","kinds":"Paper"}"#), -32602),
      (call("query", #"{"query":"RETURN 1","parameters":[]}"#), -32602),
      (#"{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":5}}"#, -32602),
      (
        #"{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"file:///etc/passwd"}}"#,
        -32002
      ),
      (
        #"{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"evidence://node/%zz"}}"#,
        -32002
      ),
    ]
  )
  func faultsHaveCodes(line: String, code: Int) throws {
    let answers = try serve(Data(line.utf8))
    #expect(codes(answers) == [code], "\(answers)")
    #expect(answers.first?["jsonrpc"] as? String == "2.0")
  }

  @Test("a slip is answered with what was meant") func slipsAreNamed() throws {
    let answers = try serve(
      Data((Self.call("fnd", "{}") + "\n" + Self.call("find", #"{"word":"a"}"#)).utf8)
    )
    let messages = answers.compactMap { ($0["error"] as? Object)?["message"] as? String }
    #expect(messages.first?.contains("did you mean 'find'?") == true, "\(messages)")
    #expect(messages.last?.contains("did you mean 'words'?") == true, "\(messages)")
  }

  @Test(
    "what the graph cannot answer is a result that says so",
    arguments: [
      ("show", #"{"node":"no such thing"}"#), ("query", #"{"query":"MATCH (n RETURN n"}"#),
      ("query", #"{"query":"CREATE (n)"}"#), ("query", #"{"query":"RETURN $x"}"#),
      ("coverage", #"{"rows":"no-such@1"}"#), ("paths", "{}"), ("find", #"{"words":"  "}"#),
      ("gaps", #"{"kind":"thin"}"#), ("gaps", #"{"rows":"risks@1"}"#),
      ("gaps", #"{"kind":"thinn"}"#), ("paths", #"{"to":"no such risk"}"#),
      ("why", #"{"rows":"risks@1","columns":"types@1","row":"9","column":"1"}"#),
      ("find", #"{"words":"a","kind":"Papr"}"#),
      ("query", #"{"query":"UNWIND range(1, 100000000) AS a RETURN collect(a)"}"#),
    ]
  )
  func failuresAreResults(tool: String, arguments: String) throws {
    let answers = try serve(Data(Self.call(tool, arguments).utf8))
    let result = try #require(answers.first?["result"] as? Object, "\(answers)")
    #expect(result["isError"] as? Bool == true, "\(result)")
    let text = (result["content"] as? [Object])?.first?["text"] as? String
    #expect(text?.contains("error") == true, "\(text ?? "nothing")")
  }

  @Test("notifications, answers and blank lines are not answered") func someAreNotAnswered() throws
  {
    let lines = [
      #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}"#,
      #"{"jsonrpc":"2.0","method":"no/such/thing"}"#,
      #"{"jsonrpc":"2.0","method":"ping","params":7}"#,
      #"{"jsonrpc":"2.0","id":4,"result":{}}"#, "", "   ", "\r",
    ]
    #expect(try serve(Data(lines.joined(separator: "\n").utf8)).isEmpty)
  }

  @Test("a line of 8 MB is skipped, and not held") func longLinesAreSkipped() throws {
    let long = Data(repeating: UInt8(ascii: "a"), count: 8 << 20)
    let answers = try serve(long)
    #expect(codes(answers) == [-32600])
    let list = "[" + String(repeating: "\"a\",", count: 200_000) + "\"a\"]"
    let words = try serve(Data(Self.call("find", #"{"words":"a","kind":\#(list)}"#).utf8))
    #expect(words.count == 1)
  }

  @Test("bytes that are no text are no JSON") func invalidTextIsRefused() throws {
    let bytes =
      Data(#"{"jsonrpc":"2.0","id":1,"method":""#.utf8) + Data([0xFF, 0xC0])
      + Data(#""}"#.utf8)
    #expect(codes(try serve(bytes)) == [-32700])
    #expect(codes(try serve(Data([0, 1, 2]))) == [-32700])
    let surrogate = #"{"jsonrpc":"2.0","id":1,"method":"\ud800"}"#
    #expect(codes(try serve(Data(surrogate.utf8))) == [-32700])
  }

  @Test("a last line without its end is read, and random bytes end nothing")
  func randomBytesEndNothing() throws {
    let run = try CommandRun.run(
      arguments: ["serve", ServeCommandTests.small],
      input: Self.ping
    )
    #expect(run.output.contains("alive"))
    var generator = SeededGenerator(seed: 7)
    let whole = Array(Self.call("find", #"{"words":"a"}"#).utf8)
    var lines = Data()
    for _ in 0..<300 {
      var line = whole
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        line[Int.random(in: 0..<line.count, using: &generator)] = UInt8.random(
          in: 0...255,
          using: &generator
        )
      }
      lines += line + [UInt8(ascii: "\n")]
    }
    let answers = try serve(lines)
    #expect(answers.count > 200)
  }
}
