import EvidenceCore
import EvidenceTestSupport
import Foundation
import Testing

/// SHA-256 against the published vectors and against the system's own tool.
@Suite struct ContentDigestTests {
  /// The examples of FIPS 180-4 (and of the standard's validation tests for the empty text).
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqr"
        + "lmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ])
  func publishedVectors(_ text: String, _ digest: String) {
    #expect(ContentDigest.sha256(Array(text.utf8)) == digest)
  }

  @Test func aMillionLetters() {
    let digest = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    #expect(ContentDigest.sha256([UInt8](repeating: 0x61, count: 1_000_000)) == digest)
  }

  /// However the bytes are cut, the digest is that of the whole.
  @Test(arguments: 0..<50 as Range<UInt64>) func cuts(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let bytes = (0..<Int.random(in: 0...400, using: &random)).map { _ in
      UInt8.random(in: 0...255, using: &random)
    }
    var digest = ContentDigest()
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + Int.random(in: 0...130, using: &random))
      bytes[start..<end].withUnsafeBytes { digest.update($0) }
      start = end
    }
    let cut = digest.finish()
    #expect(cut == ContentDigest.sha256(bytes))
  }

  @Test func theSystemsTool() throws {
    let tool = "/usr/bin/sha256sum"
    guard FileManager.default.isExecutableFile(atPath: tool) else {
      print("skipped: no \(tool) to compare with")
      return
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "digest-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var random = SeededGenerator(seed: 7)
    var expected: [String: String] = [:]
    for number in 0..<130 {
      let bytes = (0..<(number < 70 ? number : Int.random(in: 0...9_000, using: &random))).map {
        _ in
        UInt8.random(in: 0...255, using: &random)
      }
      let name = "\(number).bin"
      try Data(bytes).write(to: folder.appending(path: name))
      expected[name] = ContentDigest.sha256(bytes)
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: tool)
    process.arguments = expected.keys.sorted()
    process.currentDirectoryURL = folder
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    var seen: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " ")
      seen[String(parts[1])] = String(parts[0])
    }
    #expect(seen == expected)
  }
}
