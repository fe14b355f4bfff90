internal import EvidenceCore
internal import Foundation
internal import Synchronization

/// One line on a terminal for work that takes long: how much of a large input is read and how long that
/// will take, then what is done and for how many seconds. It is rewritten in place, and nothing is left of
/// it.
final class Progress: Sendable {
  private struct State: Sendable {
    var isShown = false
    var hasEnded = false
  }

  private static let current = Mutex<Progress?>(nil)

  private let work: String
  private let reading: @Sendable () -> ReadingAccount?
  private let terminal: Int32
  private let begin = ContinuousClock.now
  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "progress")

  /// Does some work; what takes longer than a delay is said on standard error, if a terminal that
  /// can rewrite a line listens there.
  ///
  /// - Parameters:
  ///   - work: what is done, as in `drawing the map`; `nil` says nothing.
  ///   - name: what the terminal is called, as in `TERM`; one named `dumb` cannot rewrite a line.
  ///   - reading: how much has been read so far, if that is known.
  static func during<Result>(
    _ work: String?,
    on terminal: Int32 = STDERR_FILENO,
    named name: String? = ProcessInfo.processInfo.environment["TERM"],
    after delay: Duration = .seconds(1),
    reading: @escaping @Sendable () -> ReadingAccount? = { nil },
    _ body: () throws -> Result
  ) rethrows -> Result {
    guard let work, isatty(terminal) == 1, name != "dumb" else { return try body() }
    let progress = Progress(work, on: terminal, reading)
    current.withLock { $0 = progress }
    progress.show(after: delay)
    defer { endCurrent() }
    return try Interrupts.during(body) { endCurrent() }
  }

  /// Takes the line away until its next second, so that something else can be said.
  static func pauseCurrent() { current.withLock { $0 }?.takeAway(forever: false) }

  /// Takes the line away for good.
  static func endCurrent() { current.withLock { $0.take() }?.takeAway(forever: true) }

  /// Clears what a process that was killed may have left on standard error's line.
  static func wipe() {
    let isDumb = ProcessInfo.processInfo.environment["TERM"] == "dumb"
    if isatty(STDERR_FILENO) == 1, !isDumb { write("", to: STDERR_FILENO) }
  }

  private init(
    _ work: String,
    on terminal: Int32,
    _ reading: @escaping @Sendable () -> ReadingAccount?
  ) {
    self.work = work
    self.reading = reading
    self.terminal = terminal
  }

  private func show(after delay: Duration) {
    let (seconds, attoseconds) = delay.components
    let wait = Double(seconds) + Double(attoseconds) / 1e18
    queue.asyncAfter(deadline: .now() + wait) { [self] in
      let goesOn = state.withLock { state in
        guard !state.hasEnded else { return false }
        state.isShown = true
        let past = (ContinuousClock.now - begin).components.seconds
        let words = reading()?.words(after: Int(past))
        Progress.write(words ?? "\(work) … \(past) s", to: terminal)
        return true
      }
      if goesOn { show(after: .seconds(1)) }
    }
  }

  private func takeAway(forever: Bool) {
    state.withLock { state in
      if state.isShown { Progress.write("", to: terminal) }
      state.isShown = false
      state.hasEnded = state.hasEnded || forever
    }
  }

  /// Writes a text in place of the line on which the cursor stands.
  private static func write(_ text: String, to terminal: Int32) {
    let bytes = Array("\r\u{1B}[K\(text)".utf8)
    _ = Foundation.write(terminal, bytes, bytes.count)
  }
}
