#if Graphviz
  internal import Foundation
  internal import Synchronization

  /// The one thread of the process that may call Graphviz, which is not safe to call from two.
  ///
  /// It has a large stack, because dot recurses deeply, and keeps one context, because a new one
  /// for each layout leaks. Callers put their work into its queue and wait.
  final class GraphvizThread: Sendable {
    static let shared = GraphvizThread()

    private typealias Job = @Sendable (borrowing GraphvizEngine) -> Void

    private let jobs = Mutex<[Job]>([])
    private let hasJob = DispatchSemaphore(value: 0)

    private init() {
      let thread = Thread { [self] in work() }
      thread.name = "graphviz"
      thread.stackSize = 256 << 20
      thread.start()
    }

    /// Has some work done with Graphviz; the caller waits for its turn and for the answer.
    ///
    /// - Returns: what the work returns; `nil` never, unless the thread has died.
    func perform<Answer: Sendable>(
      _ work: @escaping @Sendable (borrowing GraphvizEngine) -> Answer
    ) -> Answer? {
      let reply = Reply<Answer>()
      jobs.withLock { queue in
        queue.append { engine in
          let answer = work(engine)
          reply.answer.withLock { $0 = answer }
          reply.isReady.signal()
        }
      }
      hasJob.signal()
      reply.isReady.wait()
      return reply.answer.withLock { $0 }
    }

    private func work() {
      let engine = GraphvizEngine()
      while true {
        hasJob.wait()
        let job = jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        job?(engine)
      }
    }
  }

  /// Where an answer is left, and by which its caller is woken.
  private final class Reply<Answer: Sendable>: Sendable {
    let isReady = DispatchSemaphore(value: 0)
    let answer = Mutex<Answer?>(nil)
  }
#endif
