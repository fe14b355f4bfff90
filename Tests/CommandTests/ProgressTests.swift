import EvidenceCore
import EvidenceTestSupport
import Foundation
import Testing

@testable import evidence

/// The line that says on a terminal what takes long.
@Suite(.serialized) struct ProgressTests {
  static let wiped = "\r\u{1B}[K"
  static let coverage = ["coverage", "-", "--rows", "types@1", "--columns", "risks@1"]
  static let map = ["map", "-", "overview", "-o", "-"]

  static func graph() throws -> String {
    try String(
      contentsOf: SharedData.packageRoot.appendingPathComponent(AskingTests.graph),
      encoding: .utf8
    )
  }

  @Test func slowWorkIsSaidAndTheLineTakenAway() throws {
    let terminal = try Terminal()
    defer { terminal.close() }
    let seen = Progress.during("counting", on: terminal.program, named: "xterm", after: .zero) {
      terminal.read(until: "counting … 0 s")
    }
    #expect(seen.hasPrefix(Self.wiped))
    #expect(terminal.readRest().hasSuffix(Self.wiped))
  }

  @Test func whatIsReadIsSaidWithItsRateAndTheTimeLeft() throws {
    let terminal = try Terminal()
    defer { terminal.close() }
    _ = Progress.during(
      "counting",
      on: terminal.program,
      named: "xterm",
      after: .seconds(1),
      reading: { ReadingAccount(read: 300_000_000, whole: 900_000_000) }
    ) {
      terminal.read(until: "reading … 300 of 900 MB, 300 MB/s, 2 s left")
    }
    #expect(ReadingAccount(read: 9, whole: 9).words(after: 3) == nil)
    #expect(ReadingAccount(read: 0, whole: 9).words(after: 3) == nil)
    #expect(ReadingAccount(read: 5, whole: 9).words(after: 0) == nil)
    #expect(
      ReadingAccount(read: 2_500_000, whole: 9_000_000).words(after: 5)
        == "reading … 2 of 9 MB, less than 1 MB/s, 13 s left"
    )
  }

  @Test func anErrorTakesTheLineAwayToo() throws {
    struct Failure: Error {}
    let terminal = try Terminal()
    defer { terminal.close() }
    #expect(throws: Failure.self) {
      try Progress.during("counting", on: terminal.program, named: "xterm", after: .zero) {
        _ = terminal.read(until: " s")
        throw Failure()
      }
    }
    #expect(terminal.readRest().hasSuffix(Self.wiped))
  }

  @Test func quickWorkIsNotSaid() throws {
    let terminal = try Terminal()
    defer { terminal.close() }
    Progress.during("counting", on: terminal.program, named: "xterm", after: .seconds(3600)) {}
    #expect(terminal.readRest().isEmpty)
  }

  @Test func aDumbTerminalAndAFileAreLeftAlone() throws {
    let terminal = try Terminal()
    defer { terminal.close() }
    let pipe = Pipe()
    for (descriptor, name) in [
      (terminal.program, "dumb"), (pipe.fileHandleForWriting.fileDescriptor, "xterm"),
    ] {
      _ = Progress.during("counting", on: descriptor, named: name, after: .zero) { usleep(50_000) }
    }
    #expect(terminal.readRest().isEmpty)
    try pipe.fileHandleForWriting.close()
    #expect(pipe.fileHandleForReading.readDataToEndOfFile().isEmpty)
  }

  @Test(
    "a command that waits says so, and writes the same result",
    arguments: [(coverage, "counting what is in the cells"), (map, "drawing the map")]
  )
  func theResultIsUntouched(arguments: [String], work: String) throws {
    let terminal = try Terminal()
    defer { terminal.close() }
    let running = try terminal.start(arguments)
    _ = terminal.read(until: "\(work) … ")
    let output = try running.finish(Self.graph())
    let rest = terminal.readRest()
    #expect(running.process.terminationStatus == 0)
    #expect(rest.hasSuffix(Self.wiped), "\(rest)")
    let alone = try CommandRun.run(arguments: arguments, input: try Self.graph())
    #expect(alone.output == output && !output.isEmpty)
    #expect(alone.errors.isEmpty, "\(alone.errors)")
  }

  @Test("an error stands on a line of its own", arguments: [coverage, map])
  func anErrorIsWrittenOnAnEmptyLine(arguments: [String]) throws {
    let terminal = try Terminal()
    defer { terminal.close() }
    let running = try terminal.start(arguments)
    _ = terminal.read(until: " … ")
    _ = try running.finish("no graph\n")
    let rest = terminal.readRest()
    #expect(running.process.terminationStatus == 1)
    let start = try #require(rest.range(of: "error: ")?.lowerBound)
    // The file and line of the finding stand before the word.
    let line = rest[..<start].split(separator: "\r\n", omittingEmptySubsequences: false).last ?? ""
    #expect(line.contains(Self.wiped), "\(rest)")
    let said = line.replacingOccurrences(of: Self.wiped, with: "\n").split(separator: "\n").last
    #expect(said?.contains(" s") == false || said == nil, "\(rest)")
  }

  @Test("Ctrl-C ends the command, its worker and the line", arguments: [coverage, map])
  func interrupted(arguments: [String]) throws {
    let terminal = try Terminal()
    defer { terminal.close() }
    let running = try terminal.start(arguments)
    _ = terminal.read(until: " … ")
    let workers = Self.children(of: running.process.processIdentifier)
    #if os(Linux)
      #expect(workers.count == (arguments == Self.map ? 1 : 0))
    #endif
    kill(running.process.processIdentifier, SIGINT)
    #expect(running.end().isEmpty)
    #expect(running.process.terminationReason == .uncaughtSignal)
    #expect(running.process.terminationStatus == SIGINT)
    let rest = terminal.readRest()
    #expect(rest.hasSuffix(Self.wiped) && !rest.contains("error"), "\(rest)")
    for worker in workers { #expect(kill(worker, 0) != 0, "worker \(worker) is still there") }
  }

  /// The processes that a process has started; none where the system does not say.
  static func children(of process: Int32) -> [Int32] {
    let folder = "/proc/\(process)/task"
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return threads.flatMap { thread in
      let text = try? String(contentsOfFile: "\(folder)/\(thread)/children", encoding: .utf8)
      return (text ?? "").split(whereSeparator: \.isWhitespace).compactMap { Int32($0) }
    }
  }
}
