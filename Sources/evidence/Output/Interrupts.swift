internal import Foundation
internal import Synchronization

/// What is still done before the process ends because Ctrl-C or the system asks it to.
enum Interrupts {
  private typealias Deed = @Sendable () -> Void

  private static let deeds = Mutex<[Deed]>([])
  private static let sources = Mutex<[any DispatchSourceSignal]>([])

  /// Does some work; should the process be asked to end in the meantime, something is done first.
  static func during<Result, Failure: Error>(
    _ work: () throws(Failure) -> Result,
    doFirst deed: @escaping @Sendable () -> Void
  ) throws(Failure) -> Result {
    watch()
    deeds.withLock { $0.append(deed) }
    // Once the process is ending this waits for its end: what the deeds have broken off is no
    // failure to be told of.
    defer { deeds.withLock { _ = $0.popLast() } }
    return try work()
  }

  /// Ends the process as a signal would have done, so that a shell sees why.
  static func end(by number: Int32) -> Never {
    signal(number, SIG_DFL)
    // Whoever started the process may have blocked the signal in all its threads.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, number)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    kill(getpid(), number)
    while true { pause() }
  }

  /// Once for the process: sources that come and go lose signals.
  private static func watch() {
    sources.withLock { sources in
      guard sources.isEmpty else { return }
      sources = [SIGINT, SIGTERM, SIGHUP].compactMap { number in
        // A signal that whoever started the process has it ignore, as nohup does, stays ignored.
        let before = signal(number, SIG_IGN)
        if unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
          return nil
        }
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler {
          deeds.withLock { deeds in
            for deed in deeds.reversed() { deed() }
            end(by: number)
          }
        }
        source.resume()
        return source
      }
    }
  }
}
