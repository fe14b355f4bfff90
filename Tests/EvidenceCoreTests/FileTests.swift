import EvidenceTestSupport
import Foundation
import SystemPackage
import Testing

@testable import EvidenceCore

/// Files as they are read and written.
@Suite struct FileTests {
  static let header = "{\"evidence\":1}\n"

  /// A line of one character throughout.
  struct Line: Equatable {
    var byte: UInt8?
    var count: Int
  }

  @Test("lines are the same however long they are and however the file is cut", arguments: 0..<12)
  func linesAreWhole(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var lines: [Line] = []
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      let length = [0, 1, 100, 1 << 20, 3 << 20].randomElement(using: &random) ?? 0
      let count = max(0, length + Int.random(in: -2...2, using: &random))
      let byte = UInt8.random(in: 0x20...0x7E, using: &random)
      lines.append(Line(byte: count == 0 ? nil : byte, count: count))
    }
    var bytes: [UInt8] = []
    for (index, line) in lines.enumerated() {
      if index > 0 { bytes.append(0x0A) }
      bytes.append(contentsOf: [UInt8](repeating: line.byte ?? 0, count: line.count))
    }
    if Bool.random(using: &random), !lines.isEmpty {
      bytes.append(0x0A)
    } else if lines.last?.count == 0 {
      lines.removeLast()
    }
    let sandbox = try Sandbox()
    try AtomicFile.write(bytes, to: sandbox.path("lines"))
    for input in [
      try InputFile(path: sandbox.path("lines")), try Self.pipe(of: sandbox.path("lines")),
    ] {
      var found: [Line] = []
      try LineReader.forEachLine(of: input) { line, number in
        #expect(line.first == line.last)
        found.append(Line(byte: line.first, count: line.count))
        #expect(number == found.count)
      }
      #expect(found == lines, "seed \(seed)")
    }
  }

  /// A file's content as it comes through a pipe.
  static func pipe(of path: String) throws -> InputFile {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/cat")
    process.arguments = [path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let copy = try FileDescriptor(rawValue: pipe.fileHandleForReading.fileDescriptor).duplicate()
    return try InputFile(copy, name: "pipe", closes: true)
  }

  @Test("an archive may begin with a byte-order mark, which no column counts")
  func byteOrderMark() throws {
    let sandbox = try Sandbox()
    let text = Self.header + "{\"node\":\"a\",\"kind\":\"Risk\"}\n"
    try AtomicFile.write("\u{FEFF}" + text, to: sandbox.path("g.jsonl"))
    let graph = try ArchiveReader.read(contentsOf: sandbox.path("g.jsonl"))
    #expect(ArchiveWriter.text(of: graph) == text)
    #expect(try ArchiveReader.read(text: "\u{FEFF}" + text).nodeCount == 1)
    let broken = ArchiveReader.readReporting(text: "\u{FEFF}{\"evidence\":x}\n")
    let plain = ArchiveReader.readReporting(text: "{\"evidence\":x}\n")
    #expect(broken.diagnostics == plain.diagnostics && !plain.diagnostics.isEmpty)
  }

  @Test("nodes are counted as they are read", arguments: 0..<30)
  func nodeCount(seed: UInt64) throws {
    let parts = RandomGraph.parts(seed: seed)
    var builder = GraphBuilder()
    builder.header = parts.header
    for node in parts.nodes { builder.add(node) }
    for statement in parts.statements { builder.add(statement) }
    let graph = builder.buildReporting().graph
    let sandbox = try Sandbox()
    try ArchiveWriter.write(graph, to: sandbox.path("g.jsonl"))
    let input = try InputFile(path: sandbox.path("g.jsonl"))
    #expect(try ArchiveReader.nodeCount(of: input) == graph.nodeCount)
    // The same again: a file can be read any number of times.
    #expect(try ArchiveReader.nodeCount(of: input) == graph.nodeCount)
    try AtomicFile.write("id,name\na,One\n", to: sandbox.path("t.csv"))
    #expect(try ArchiveReader.nodeCount(of: InputFile(path: sandbox.path("t.csv"))) == nil)
  }

  @Test(
    "with or without a name from the start, a file takes its place whole",
    arguments: [true, false]
  )
  func replacement(isNamed: Bool) throws {
    let sandbox = try Sandbox()
    for old in [nil, "old"] {
      if let old { try sandbox.write(old, to: "out") }
      for commits in [false, true] {
        let file = try Replacement(of: FilePath(sandbox.path("out")), isNamed: isNamed)
        try file.descriptor.writeAll("new".utf8)
        #expect(sandbox.read("out") == old.map { Data($0.utf8) })
        #expect(sandbox.names.count == (isNamed ? 1 : 0) + (old == nil ? 0 : 1))
        if commits { try file.commit() }
        file.discard()
        let expected = commits ? "new" : old
        #expect(sandbox.read("out") == expected.map { Data($0.utf8) })
        #expect(sandbox.names == (expected == nil ? [] : ["out"]))
      }
      unlink(sandbox.path("out"))
    }
  }

  @Test("what a dead writer has left goes, and what a living one needs stays")
  func leftovers() throws {
    let sandbox = try Sandbox()
    try sandbox.write("dead", to: ".evidence-0123456789abcdef.part")
    try sandbox.write("mine", to: ".evidence-mine.part")
    let living = try Replacement(of: FilePath(sandbox.path("other")), isNamed: true)
    try AtomicFile.write("new", to: sandbox.path("out"))
    #expect(sandbox.names.count == 3 && sandbox.names.contains(".evidence-mine.part"))
    #expect(!sandbox.names.contains(".evidence-0123456789abcdef.part"))
    try living.commit()
    living.discard()
    #expect(sandbox.names == [".evidence-mine.part", "other", "out"])
  }

  @Test("many writers at once leave one whole file and nothing else")
  func manyWriters() async throws {
    let sandbox = try Sandbox()
    let path = sandbox.path("out")
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<16 {
        group.addTask {
          for _ in 0..<10 {
            let text = String(repeating: "\(writer % 10)", count: 10_000)
            #expect(throws: Never.self) { try AtomicFile.write(text, to: path) }
            let seen = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
            #expect(seen.count == 10_000 && Set(seen).count == 1)
          }
        }
      }
    }
    #expect(sandbox.names == ["out"])
  }

  @Test("what cannot be read is an error in the system's words")
  func unreadable() throws {
    let sandbox = try Sandbox()
    try sandbox.write(Self.header, to: "graph.jsonl")
    let cases = [
      ("graf.jsonl", "there is no file", "did you mean 'graph.jsonl'?"),
      ("", "there is no file", nil), (".", "is a folder", "name a file within it"),
      ("graph.jsonl/x", "not a directory", nil),
      (String(repeating: "n", count: 300), "file name too long", nil),
    ]
    for (name, words, hint) in cases {
      let path = name.isEmpty ? "" : sandbox.path(name)
      let error = #expect(throws: EvidenceError.self) {
        try ArchiveReader.read(contentsOf: path)
      }
      #expect(error?.diagnostics.first?.message.contains(words) == true, "\(name)")
      if let hint { #expect(error?.diagnostics.first?.hint == hint) }
    }
    #expect(throws: EvidenceError.self) {
      try InputFile(path: "/dev/zero").contents(limit: 3 << 20)
    }
    #expect(throws: EvidenceError.self) { try ArchiveReader.read(contentsOf: "/dev/zero") }
  }
}
