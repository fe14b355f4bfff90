/// What may end a long call before its time: a cancellation, a deadline, whatever the caller asks.
///
/// A library reads no clock. The caller's check does, and it is asked again every few thousand
/// steps.
///
/// ```swift
/// let deadline = ContinuousClock.now + .seconds(10)
/// let limit = WorkLimit.stopping {
///   Task.isCancelled ? .cancelled : .now > deadline ? .deadline : nil
/// }
/// let answer = try EvidencePaths(graph).chains(from: paper, to: risk, limit: limit)
/// ```
public struct WorkLimit<Failure: Error>: Sendable {
  let check: (@Sendable () throws(Failure) -> Void)?

  /// Ends a call with the error that a check throws.
  public init(_ check: @escaping @Sendable () throws(Failure) -> Void) { self.check = check }

  fileprivate init(unlimited: Void) { check = nil }
}

extension WorkLimit {
  /// Ends nothing.
  public static var none: WorkLimit { WorkLimit(unlimited: ()) }
}

/// Why a call was ended.
public enum WorkStop: Sendable {
  /// The caller asked to stop.
  case cancelled
  /// The time that the caller gave is over.
  case deadline

  var error: EvidenceError {
    switch self {
    case .cancelled: EvidenceError("cancelled", "the work was cancelled")
    case .deadline:
      EvidenceError("deadline", "the work was not done in time", hint: "allow it more time")
    }
  }
}

extension WorkLimit where Failure == EvidenceError {
  /// Ends a call with an error of code `cancelled` or `deadline`.
  ///
  /// - Parameter reason: why work is to end; `nil` while it may go on.
  public static func stopping(when reason: @escaping @Sendable () -> WorkStop?) -> WorkLimit {
    WorkLimit { () throws(EvidenceError) in
      if let reason = reason() { throw reason.error }
    }
  }
}

/// Counts the steps of one call, and asks its limit from time to time.
package struct WorkMeter<Failure: Error>: ~Copyable {
  private static var interval: Int { 4096 }

  /// What may end the call.
  package let limit: WorkLimit<Failure>
  /// How many steps were taken.
  package private(set) var steps = 0
  private var due = WorkMeter.interval

  /// Starts a call, which its limit may end at once.
  package init(_ limit: WorkLimit<Failure>) throws(Failure) {
    self.limit = limit
    try limit.check?()
  }

  /// Takes some steps.
  package mutating func step(_ count: Int = 1) throws(Failure) {
    steps += count
    guard steps >= due else { return }
    due = steps + Self.interval
    try limit.check?()
  }

  deinit { WorkCounter.add(steps) }
}
