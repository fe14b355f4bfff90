import EvidenceTestSupport
import Foundation
import Testing

/// A terminal of its own for a test: what is written at one end is read at the other.
struct Terminal {
  /// The end that a program writes to.
  let program: Int32
  private let reader: Int32

  init() throws {
    var (reader, program): (Int32, Int32) = (-1, -1)
    try #require(openpty(&reader, &program, nil, nil, nil) == 0, "no pseudo-terminal is to be had")
    (self.reader, self.program) = (reader, program)
  }

  /// Reads until a text has come, or nothing more can; waits as long as it takes.
  func read(until text: String) -> String {
    var seen: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !String(decoding: seen, as: UTF8.self).contains(text) {
      let count = Foundation.read(reader, &buffer, buffer.count)
      if count <= 0 { break }
      seen += buffer.prefix(count)
    }
    return String(decoding: seen, as: UTF8.self)
  }

  /// What has been written and not yet been read, when nothing more is coming.
  func readRest() -> String {
    let end = Array("<end>".utf8)
    _ = write(program, end, end.count)
    return String(read(until: "<end>").dropLast(end.count))
  }

  func close() {
    _ = Foundation.close(reader)
    _ = Foundation.close(program)
  }

  /// The command with this terminal as its standard error, while its standard input stays open.
  func start(_ arguments: [String], name: String = "xterm") throws -> Running {
    let process = Process()
    process.executableURL = CommandRun.url(of: "evidence")
    process.arguments = arguments
    process.currentDirectoryURL = SharedData.packageRoot
    process.environment = ProcessInfo.processInfo.environment.merging(["TERM": name]) { $1 }
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle(fileDescriptor: program, closeOnDealloc: false)
    try process.run()
    return Running(process: process, input: input, output: output)
  }

  /// A command that waits for its input.
  struct Running {
    let process: Process
    let input: Pipe
    let output: Pipe

    /// Gives the command its input, and waits for its end.
    func finish(_ text: String) throws -> String {
      try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
      try input.fileHandleForWriting.close()
      return end()
    }

    /// Waits for the end of the command.
    func end() -> String {
      let bytes = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}
