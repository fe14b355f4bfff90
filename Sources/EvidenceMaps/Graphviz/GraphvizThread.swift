#if Graphviz
  internal import CGraphviz
  internal import EvidenceCore
  internal import Foundation
  internal import Synchronization

  /// The one thread of the process that may call Graphviz, which is not safe to call from two.
  ///
  /// It has a large stack, because dot recurses deeply, and keeps one context, because a new one
  /// for each layout leaks. Callers put a request into its queue and wait.
  final class GraphvizThread: Sendable {
    static let shared = GraphvizThread()

    private struct Job: Sendable {
      var request: LayoutRequest
      var reply: Reply
    }

    /// Where an answer is left, and by which its caller is woken.
    private final class Reply: Sendable {
      let isReady = DispatchSemaphore(value: 0)
      let answer = Mutex<Result<LayoutAnswer, EvidenceError>?>(nil)
    }

    private let jobs = Mutex<[Job]>([])
    private let hasJob = DispatchSemaphore(value: 0)

    private init() {
      let thread = Thread { [self] in work() }
      thread.name = "graphviz"
      thread.stackSize = 256 << 20
      thread.start()
    }

    /// Has a layout made; the caller waits.
    func run(_ request: LayoutRequest) -> Result<LayoutAnswer, EvidenceError> {
      let reply = Reply()
      jobs.withLock { $0.append(Job(request: request, reply: reply)) }
      hasJob.signal()
      reply.isReady.wait()
      return reply.answer.withLock { $0 }
        ?? .failure(EvidenceError("graphviz", "the layout gave no answer"))
    }

    private func work() {
      let engine = GraphvizEngine()
      while true {
        hasJob.wait()
        let job = jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        guard let job else { continue }
        let answer = engine.layOut(job.request)
        job.reply.answer.withLock { $0 = answer }
        job.reply.isReady.signal()
      }
    }
  }
#endif
