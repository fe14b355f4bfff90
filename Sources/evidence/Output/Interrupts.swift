internal import Foundation
internal import Synchronization

/// What is still done before the process ends because Ctrl-C or the system asks it to.
enum Interrupts {
  private typealias Deed = @Sendable () -> Void

  private static let deeds = Mutex<[Deed]>([])
  private static let isEnding = Atomic(false)
  private static let sources = Mutex<[any DispatchSourceSignal]>([])

  /// Does some work; should the process be asked to end in the meantime, something is done first.
  static func during<Result>(
    _ work: () throws -> Result,
    doFirst deed: @escaping @Sendable () -> Void
  ) rethrows -> Result {
    watch()
    deeds.withLock { $0.append(deed) }
    defer {
      // What the deeds have broken off is no failure to be told of.
      while isEnding.load(ordering: .acquiring) { sleep(1) }
      deeds.withLock { _ = $0.popLast() }
    }
    return try work()
  }

  /// Ends the process as a signal would have done, so that a shell sees why.
  static func end(by number: Int32) {
    signal(number, SIG_DFL)
    // Whoever started the process may have blocked the signal in all its threads.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, number)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    kill(getpid(), number)
  }

  /// Lets the process end at once, as one that nobody has prepared.
  static func leaveToSystem() {
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
  }

  /// Once for the process: sources that come and go lose signals.
  private static func watch() {
    sources.withLock { sources in
      guard sources.isEmpty else { return }
      sources = [SIGINT, SIGTERM].map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler {
          isEnding.store(true, ordering: .releasing)
          for deed in deeds.withLock({ $0 }).reversed() { deed() }
          end(by: number)
        }
        source.resume()
        return source
      }
    }
  }
}
