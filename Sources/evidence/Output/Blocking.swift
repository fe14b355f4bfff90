internal import Foundation
internal import Synchronization

/// The outcome of a task for which a thread waits that may be blocked, such as the main one.
final class Blocking<Success: Sendable>: Sendable {
  private let outcome = Mutex<Result<Success, any Error>?>(nil)
  private let done = DispatchGroup()

  /// Follows a task.
  init(of task: Task<Success, any Error>) {
    done.enter()
    Task.detached { [self] in
      let result = await task.result
      outcome.withLock { $0 = result }
      done.leave()
    }
  }

  /// Waits for the end of the task, whatever comes of it.
  func wait() { done.wait() }

  /// Waits for the end of the task, at most some seconds, and says whether it has come.
  func wait(seconds: Int) -> Bool { done.wait(timeout: .now() + .seconds(seconds)) == .success }

  /// Waits for what the task gives.
  func value() throws -> Success {
    done.wait()
    guard let result = outcome.withLock({ $0 }) else { throw CancellationError() }
    return try result.get()
  }
}
