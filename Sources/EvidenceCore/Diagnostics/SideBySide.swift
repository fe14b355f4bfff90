internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Two pieces of work at the same time.
package enum SideBySide {
  /// Does two pieces of work that need nothing of each other; either may do the same within.
  ///
  /// - Parameters:
  ///   - onTwoThreads: whether they are done at the same time, which pays where both are long; what is
  ///     found is the same.
  ///   - first: the first piece of work, which is done on this thread.
  ///   - second: the second one.
  /// - Throws: what the first one throws, else what the second one does.
  package static func run<A: Sendable, B: Sendable, Failure: Error>(
    onTwoThreads: Bool,
    _ first: @Sendable () throws(Failure) -> A,
    _ second: @Sendable () throws(Failure) -> B
  ) throws(Failure) -> (A, B) {
    guard onTwoThreads else { return (try first(), try second()) }
    let found = Mutex<Result<B, Failure>?>(nil)
    let counted = WorkCounter.carried
    let a = beside(
      {
        counted {
          let result = Result(catching: second)
          found.withLock { $0 = result }
        }
      },
      { () -> Result<A, Failure> in Result(catching: first) }
    )
    let b = found.withLock { $0 }
    let one = try a.get()
    guard let b else { return (one, try second()) }
    return (one, try b.get())
  }

  /// Does the same with many parts, each of them on the thread of two that is free first.
  ///
  /// - Parameters:
  ///   - onTwoThreads: whether there are two, and not only this one.
  ///   - first: what this thread does before that.
  ///   - work: what is done with a part.
  /// - Returns: what is found of each part.
  package static func each<Part: Sendable, Found: Sendable>(
    _ parts: [Part],
    onTwoThreads: Bool,
    after first: @Sendable () -> Void,
    _ work: @Sendable (Part) -> Found
  ) -> [Found] {
    let next = Atomic(0)
    let found = Mutex([Found?](repeating: nil, count: parts.count))
    @Sendable func takeParts() {
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < parts.count else { return }
        let result = work(parts[index])
        found.withLock { $0[index] = result }
      }
    }
    _ = run(
      onTwoThreads: onTwoThreads,
      {
        first()
        takeParts()
      },
      { takeParts() }
    )
    return found.withLock { $0.compactMap(\.self) }
  }

  /// Calls a function on a thread of its own, and another one on this thread meanwhile.
  private static func beside<Found>(
    _ other: @Sendable () -> Void,
    _ this: () -> Found
  ) -> Found {
    withoutActuallyEscaping(other) { other in
      // The thread ends before this call does, which holds the job until then.
      let job = Job(other)
      let thread = job.start()
      let found = this()
      if let thread { pthread_join(thread, nil) } else { job.work() }
      return found
    }
  }
}

/// A piece of work that is done beside all that follows, until what it finds is asked for.
package final class BesideWork<Found: Sendable>: Sendable {
  private final class Outcome: Sendable {
    let found = Mutex<Found?>(nil)
  }

  private let outcome = Outcome()
  private let job: Mutex<(job: Job?, thread: pthread_t?)>

  /// Starts it.
  ///
  /// - Parameters:
  ///   - onTwoThreads: whether it is done at the same time, and not when it is asked for; what is found is the
  ///     same.
  ///   - work: what needs nothing of all that follows.
  package init(onTwoThreads: Bool, _ work: @escaping @Sendable () -> Found) {
    let (outcome, counted) = (outcome, WorkCounter.carried)
    let job = Job {
      counted {
        let found = work()
        outcome.found.withLock { $0 = found }
      }
    }
    self.job = Mutex((job, onTwoThreads ? job.start() : nil))
  }

  deinit { finish() }

  /// Waits for what it finds, which is there once; nothing that the work has held is held then.
  package func takeFound() -> Found? {
    finish()
    return outcome.found.withLock { $0.take() }
  }

  private func finish() {
    job.withLock { state in
      guard let job = state.job else { return }
      if let thread = state.thread { pthread_join(thread, nil) } else { job.work() }
      state = (nil, nil)
    }
  }
}

/// What a thread is to do.
private final class Job: Sendable {
  let work: @Sendable () -> Void

  init(_ work: @escaping @Sendable () -> Void) { self.work = work }

  /// Starts a thread, which does not hold the job; `nil` where the system has none left.
  func start() -> pthread_t? {
    let job = Unmanaged.passUnretained(self).toOpaque()
    #if canImport(Glibc)
      var thread: pthread_t = 0
      let code = pthread_create(&thread, nil, { Job.work(of: $0) }, job)
    #else
      var thread: pthread_t?
      let code = pthread_create(&thread, nil, { Job.work(of: $0) }, job)
    #endif
    return code == 0 ? thread : nil
  }

  private static func work(of job: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let job { Unmanaged<Job>.fromOpaque(job).takeUnretainedValue().work() }
    return nil
  }
}
