public import Foundation

/// A folder of its own for a test, in which shell lines are run.
public final class Sandbox: Sendable {
  /// The folder.
  public let url: URL

  public init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("evidence-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    for suffix in ["", ".stdout", ".stderr"] {
      try? FileManager.default.removeItem(atPath: url.path + suffix)
    }
  }

  /// Where a file of the folder is.
  public func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// Writes a file.
  public func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: url.appendingPathComponent(name))
  }

  /// Writes bytes to a file.
  public func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: url.appendingPathComponent(name))
  }

  /// What a file holds; `nil` where there is none.
  public func read(_ name: String) -> Data? {
    try? Data(contentsOf: url.appendingPathComponent(name))
  }

  /// The names in the folder, hidden ones too.
  public var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
  }

  /// Makes a device like one of the system's, so that no mistake can harm that one.
  ///
  /// - Returns: whether it could be made; only the administrator can.
  public func makeDevice(_ name: String, like numbers: String) throws -> Bool {
    try run("mknod \(name) c \(numbers) && : < \(name)").status == 0
  }

  /// Runs a line of bash in the folder; `$E` is the command.
  public func run(_ line: String) throws -> CommandRun {
    let process = try start(line)
    process.process.waitUntilExit()
    return CommandRun(
      status: process.process.terminationStatus,
      output: process.text(".stdout"),
      errors: process.text(".stderr")
    )
  }

  /// A line of bash that is running.
  public struct Running {
    public let process: Process
    fileprivate let folder: URL

    fileprivate func text(_ suffix: String) -> String {
      let url = URL(fileURLWithPath: folder.path + suffix)
      return (try? Data(contentsOf: url)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
  }

  /// Starts a line of bash in the folder. What it prints goes to files beside the folder, so that
  /// nothing waits for a reader.
  public func start(_ line: String) throws -> Running {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = url
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["NO_COLOR": "1", "COLUMNS": "80", "E": CommandRun.url(of: "evidence").path]
    ) { $1 }
    process.standardInput = FileHandle.nullDevice
    for (suffix, isOutput) in [(".stdout", true), (".stderr", false)] {
      let path = url.path + suffix
      try Data().write(to: URL(fileURLWithPath: path))
      let handle = FileHandle(forWritingAtPath: path) ?? .nullDevice
      if isOutput { process.standardOutput = handle } else { process.standardError = handle }
    }
    try process.run()
    return Running(process: process, folder: url)
  }
}
