public import Foundation

/// One run of a program that this package builds.
public struct CommandRun: Sendable {
  public var status: Int32
  public var output: String
  public var errors: String

  /// Runs a program beside the tests' own, with the project's top folder as its working folder.
  public static func run(
    _ program: String = "evidence",
    arguments: [String],
    input: String? = nil,
    environment: [String: String] = [:]
  ) throws -> CommandRun {
    let process = Process()
    process.executableURL = url(of: program)
    process.arguments = arguments
    process.currentDirectoryURL = SharedData.packageRoot
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["NO_COLOR": "1", "COLUMNS": "80"].merging(environment) { $1 }
    ) { $1 }
    let (output, errors, standardInput) = (Pipe(), Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = standardInput
    try process.run()
    try? standardInput.fileHandleForWriting.write(contentsOf: Data((input ?? "").utf8))
    try? standardInput.fileHandleForWriting.close()
    let group = DispatchGroup()
    let errorBytes = Box()
    DispatchQueue.global().async(group: group) {
      errorBytes.set(errors.fileHandleForReading.readDataToEndOfFile())
    }
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    group.wait()
    process.waitUntilExit()
    return CommandRun(
      status: process.terminationStatus,
      output: String(decoding: bytes, as: UTF8.self),
      errors: String(decoding: errorBytes.get(), as: UTF8.self)
    )
  }

  /// Where a program stands that this package builds.
  public static func url(of program: String) -> URL { folder.appendingPathComponent(program) }

  /// The folder of the built products: that of the test bundle.
  private static let folder: URL = {
    let arguments = ProcessInfo.processInfo.arguments
    for argument in arguments where argument.hasSuffix(".xctest") {
      return URL(fileURLWithPath: argument).deletingLastPathComponent()
    }
    return URL(fileURLWithPath: arguments[0]).deletingLastPathComponent()
  }()

  private final class Box: Sendable {
    private let lock = NSLock()
    nonisolated(unsafe) private var data = Data()
    func set(_ value: Data) { lock.withLock { data = value } }
    func get() -> Data { lock.withLock { data } }
  }
}
