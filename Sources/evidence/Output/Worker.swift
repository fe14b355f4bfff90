internal import ArgumentParser
internal import EvidenceCore
internal import Foundation

/// Runs this program once more, as a process that may be lost: with limits on its memory, its
/// processor time and its wall time.
///
/// No call stops a layout once Graphviz has begun, and memory that runs out ends the process: both
/// may happen to the worker and not to who waits for it.
enum Worker {
  /// The most memory that a worker may map.
  private static let megabytes = 3_072

  /// How long a worker may take where the user does not say.
  static let defaultSeconds = 60

  /// Runs the program with some arguments and waits, at most some seconds.
  ///
  /// The worker has the terminal, standard input and output of this process, and ends with it.
  /// - Parameter product: what it makes, as a message names it: `the map`.
  /// - Throws: `EvidenceError` if the worker was killed, at a limit or otherwise; `ExitCode` if it
  ///   failed and said why.
  static func run(_ arguments: [String], seconds: Int, product: String) throws {
    guard let program = Bundle.main.executableURL else {
      throw EvidenceError("no-worker", "this program does not know where it stands")
    }
    // The worker has a line of its own on the terminal.
    Progress.endCurrent()
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment
      .merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
    let running = DispatchGroup()
    running.enter()
    process.terminationHandler = { _ in running.leave() }
    try process.run()
    let pid = process.processIdentifier
    let isInTime = Interrupts.during {
      running.wait(timeout: .now() + .seconds(seconds)) == .success
    } doFirst: {
      kill(pid, SIGKILL)
      running.wait()
      Progress.wipe()
    }
    guard isInTime else {
      kill(pid, SIGKILL)
      process.waitUntilExit()
      Progress.wipe()
      throw lost(
        "\(product) was not done within \(seconds) \(seconds == 1 ? "second" : "seconds")"
      )
    }
    process.waitUntilExit()
    if process.terminationReason == .uncaughtSignal {
      Progress.wipe()
      // Ctrl-C reaches the worker too, and may reach it first.
      if [SIGINT, SIGTERM].contains(process.terminationStatus) {
        Interrupts.end(by: process.terminationStatus)
      }
      throw lost(
        "\(product) could not be done within \(megabytes) MB of memory and \(seconds) s of "
          + "processor time (signal \(process.terminationStatus))"
      )
    }
    if process.terminationStatus != 0 { throw ExitCode(process.terminationStatus) }
  }

  private static func lost(_ what: String) -> EvidenceError {
    EvidenceError(
      "worker-lost",
      what,
      hint: "fold it: --level, --rows-level, --columns-level, fewer --hops, named --relations; "
        + "leave --plain away; or give it longer with --timeout"
    )
  }

  /// Sets the limits of this process, in a worker.
  static func limit(seconds: Int) {
    // Among the processes of who waits: what is typed on the terminal reaches the worker too.
    setpgid(0, getpgid(getppid()))
    Interrupts.leaveToSystem()
    // Should nobody be left to kill it, it ends by itself.
    alarm(UInt32(seconds + 2))
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
