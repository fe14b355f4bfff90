internal import ArgumentParser
internal import EvidenceCore
internal import Foundation

/// Runs this program once more, as a process that may be lost: with limits on its memory, its
/// processor time and its wall time.
///
/// No call stops a layout once Graphviz has begun, and memory that runs out ends the process: both
/// may happen to the worker and not to who waits for it.
enum MapWorker {
  /// The most memory that a worker may map.
  private static let megabytes = 3_072

  /// Runs the program with some arguments and waits, at most some seconds.
  ///
  /// - Throws: `EvidenceError` if the worker was killed, at a limit or otherwise; `ExitCode` if it
  ///   failed and said why.
  static func run(_ arguments: [String], seconds: Int) throws {
    guard let program = Bundle.main.executableURL else {
      throw EvidenceError("no-worker", "this program does not know where it stands")
    }
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment
      .merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    let pid = process.processIdentifier
    let interrupts = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        kill(pid, SIGKILL)
        exit(128 + number)
      }
      source.resume()
      return source
    }
    defer { for source in interrupts { source.cancel() } }
    guard ended.wait(timeout: .now() + .seconds(seconds)) == .success else {
      kill(pid, SIGKILL)
      process.waitUntilExit()
      throw lost("the map was not drawn within \(seconds) \(seconds == 1 ? "second" : "seconds")")
    }
    process.waitUntilExit()
    if process.terminationReason == .uncaughtSignal {
      throw lost(
        "the map could not be drawn within \(megabytes) MB of memory and \(seconds) s of processor "
          + "time (signal \(process.terminationStatus))"
      )
    }
    if process.terminationStatus != 0 { throw ExitCode(process.terminationStatus) }
  }

  private static func lost(_ what: String) -> EvidenceError {
    EvidenceError(
      "map-too-large",
      what,
      hint: "fold it: --level, --rows-level, --columns-level, fewer --hops, named --relations; or "
        + "leave --plain away"
    )
  }

  /// Sets the limits of this process, in a worker.
  static func limit(seconds: Int) {
    #if os(Linux)
      var memory = rlimit(rlim_cur: rlim_t(megabytes) << 20, rlim_max: rlim_t(megabytes) << 20)
      setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &memory)
      var time = rlimit(rlim_cur: rlim_t(seconds), rlim_max: rlim_t(seconds + 1))
      setrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &time)
    #else
      var time = rlimit(rlim_cur: rlim_t(seconds), rlim_max: rlim_t(seconds + 1))
      setrlimit(RLIMIT_CPU, &time)
    #endif
  }
}
