internal import ArgumentParser
internal import EvidenceCore
internal import Foundation
internal import Subprocess

#if canImport(System)
  internal import System
#else
  internal import SystemPackage
#endif

/// Runs this program once more, as a process that may be lost: with limits on its memory, its
/// processor time and its wall time.
///
/// No call stops a layout once Graphviz has begun, and memory that runs out ends the process: both
/// may happen to the worker and not to who waits for it.
enum Worker {
  /// The most memory that a worker may map, where the system can limit it.
  private static let megabytes = 3_072

  /// How long a worker may take where the user does not say.
  static let defaultSeconds = 60

  /// Runs the program with some arguments and waits, at most some seconds.
  ///
  /// The worker has the terminal, standard output and standard error of this process, and ends with
  /// it.
  /// - Parameters:
  ///   - input: what is its standard input.
  ///   - product: what it makes, as a message names it: `the map`.
  /// - Throws: `EvidenceError` if the worker was killed, at a limit or otherwise; `ExitCode` if it
  ///   failed and said why.
  static func run(
    _ arguments: [String],
    input: InputFile,
    seconds: Int,
    product: String
  ) throws {
    guard let program = Bundle.main.executablePath else {
      throw EvidenceError("no-worker", "cannot find the path of this executable")
    }
    // The worker has a line of its own on the terminal.
    Progress.endCurrent()
    var options = PlatformOptions()
    options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(1))]
    let task = Task.detached { [options] in
      try await Subprocess.run(
        .path(FilePath(program)),
        arguments: Arguments(arguments),
        environment: .inherit.updating(["SWIFT_BACKTRACE": "enable=no"]),
        platformOptions: options,
        input: .fileDescriptor(
          FileDescriptor(rawValue: input.number),
          closeAfterSpawningProcess: false
        ),
        output: .currentStandardOutput,
        error: .currentStandardError
      ).terminationStatus
    }
    let status = Blocking(of: task)
    let isInTime = Interrupts.during {
      status.wait(seconds: seconds)
    } doFirst: {
      task.cancel()
      status.wait()
      Progress.wipe()
    }
    guard isInTime else {
      task.cancel()
      status.wait()
      Progress.wipe()
      throw lost(
        "\(product) was not done within \(seconds) \(seconds == 1 ? "second" : "seconds")"
      )
    }
    switch try status.value() {
    case .exited(0): return
    case .exited(let code): throw ExitCode(code)
    case .signaled(let signal):
      Progress.wipe()
      // Ctrl-C reaches the worker too, and may reach it first; and a reader that has gone away has
      // gone for this process as well.
      if [SIGINT, SIGTERM, SIGHUP, SIGPIPE].contains(signal) { Interrupts.end(by: signal) }
      throw lost(
        "\(product) could not be done within \(limits(seconds)) of processor time (signal \(signal))"
      )
    }
  }

  private static func limits(_ seconds: Int) -> String {
    #if os(Linux)
      "\(megabytes) MB of memory and \(seconds) s"
    #else
      "\(seconds) s"
    #endif
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
    // Should nobody be left to kill it, it ends by itself.
    alarm(UInt32(seconds + 2))
    var time = rlimit(rlim_cur: rlim_t(seconds), rlim_max: rlim_t(seconds + 1))
    #if os(Linux)
      var memory = rlimit(rlim_cur: rlim_t(megabytes) << 20, rlim_max: rlim_t(megabytes) << 20)
      setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &memory)
      setrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &time)
    #else
      setrlimit(RLIMIT_CPU, &time)
    #endif
  }
}
