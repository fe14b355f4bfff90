internal import Dispatch
internal import Synchronization

/// Two pieces of work at the same time.
package enum SideBySide {
  /// Does two pieces of work that need nothing of each other.
  ///
  /// - Parameters:
  ///   - onTwoThreads: whether they are done at the same time, which pays where both are long; what is
  ///     found is the same.
  ///   - first: the first piece of work.
  ///   - second: the second one.
  /// - Throws: what the first one throws, else what the second one does.
  package static func run<A: Sendable, B: Sendable, Failure: Error>(
    onTwoThreads: Bool,
    _ first: @Sendable () throws(Failure) -> A,
    _ second: @Sendable () throws(Failure) -> B
  ) throws(Failure) -> (A, B) {
    guard onTwoThreads else { return (try first(), try second()) }
    let a = Mutex<Result<A, Failure>?>(nil)
    let b = Mutex<Result<B, Failure>?>(nil)
    let counted = WorkCounter.carried
    DispatchQueue.concurrentPerform(iterations: 2) { part in
      counted {
        if part == 0 {
          let found = Result(catching: first)
          a.withLock { $0 = found }
        } else {
          let found = Result(catching: second)
          b.withLock { $0 = found }
        }
      }
    }
    guard let a = a.withLock({ $0 }), let b = b.withLock({ $0 }) else {
      return (try first(), try second())
    }
    return (try a.get(), try b.get())
  }
}
