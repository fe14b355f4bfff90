internal import Dispatch
internal import Synchronization

/// Two parts of one answer, worked out at the same time.
enum Together {
  /// The results of both: the second is worked out by another thread meanwhile.
  ///
  /// - Complexity: that of the longer one where a second processor is free.
  static func both<First, Second: Sendable>(
    _ first: () -> First,
    and second: @escaping @Sendable () -> Second
  ) -> (First, Second) {
    let found = Mutex<Second?>(nil)
    let box = Box(found)
    let done = DispatchSemaphore(value: 0)
    DispatchQueue.global().async {
      let result = second()
      box.value.withLock { $0 = result }
      done.signal()
    }
    let own = first()
    done.wait()
    // Worked out here, should the other thread have been lost.
    return (own, box.value.withLock { $0 } ?? second())
  }

  /// Holds a lock that two threads share.
  private final class Box<Value: Sendable>: Sendable {
    let value: Mutex<Value?>

    init(_ value: consuming Mutex<Value?>) { self.value = value }
  }
}
