private import Synchronization

/// Counts the steps that calls take, for tests that hold them in proportion to the input.
///
/// Whoever loops over an input adds what the loop looked at, once it is done: records, nodes,
/// statements, comparisons. Where nobody measures, that costs one look-up a loop.
package final class WorkCounter: Sendable {
  @TaskLocal private static var current: WorkCounter?

  private let steps = Atomic<Int>(0)

  private init() {}

  /// The steps that a function takes, on this thread.
  package static func steps(of body: () throws -> Void) rethrows -> Int {
    let counter = WorkCounter()
    try $current.withValue(counter) { try body() }
    return counter.steps.load(ordering: .relaxed)
  }

  /// Calls a function on another thread with what is being measured on this one.
  static var carried: @Sendable (() -> Void) -> Void {
    let counter = current
    return { work in $current.withValue(counter) { work() } }
  }

  /// Adds steps to those that are being measured.
  package static func add(_ count: Int) { current?.steps.wrappingAdd(count, ordering: .relaxed) }
}
