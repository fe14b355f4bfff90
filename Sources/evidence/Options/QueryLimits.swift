internal import EvidenceCore
internal import Foundation
internal import Synchronization

/// What ends a query before its time: its seconds, its memory, whoever asked it.
struct QueryLimits: Sendable {
  /// The megabytes that a query may take where nothing else is said.
  static let megabytes = 4_096

  private let seconds: Double?
  private let megabytes: Int
  private let end: ContinuousClock.Instant?
  /// The most bytes that the process may have in memory.
  private let mostBytes: Int

  /// Begins to count; what the process has taken so far is not the query's.
  init(seconds: Double?, megabytes: Int = QueryLimits.megabytes) {
    self.seconds = seconds
    self.megabytes = megabytes
    end = seconds.map { ContinuousClock.now + .seconds($0) }
    mostBytes = Self.resident + megabytes << 20
  }

  /// The limit for a query.
  ///
  /// - Parameter isInterrupted: whether whoever asked has given up.
  func limit(isInterrupted: @escaping @Sendable () -> Bool = { false }) -> WorkLimit<EvidenceError>
  {
    WorkLimit { () throws(EvidenceError) in
      if isInterrupted() { throw EvidenceError("cancelled", "the query was cancelled") }
      if let end, ContinuousClock.now > end { throw late }
      if Self.resident > mostBytes {
        throw EvidenceError(
          "query-limit",
          "the query takes more than \(megabytes) MB of memory",
          hint: "match less, or aggregate or LIMIT earlier; --max-memory allows more"
        )
      }
    }
  }

  /// Asks a query; should a single step of it, such as the match of a regular expression, go on for a
  /// second past its time, the process ends. Ctrl-C ends it at once, also where whoever started the
  /// process has blocked the signal.
  func during<Result>(_ query: () throws -> Result) rethrows -> Result {
    try Interrupts.during({ try timed(query) }) { Progress.endCurrent() }
  }

  private func timed<Result>(_ query: () throws -> Result) rethrows -> Result {
    guard let seconds else { return try query() }
    let guarded = Guarded()
    DispatchQueue.global().asyncAfter(deadline: .now() + seconds + 0.9) {
      if guarded.isOpen { Console.stop(for: late) }
    }
    defer { guarded.close() }
    return try query()
  }

  private var late: EvidenceError {
    let text = String(format: "%g", seconds ?? 0)
    return EvidenceError(
      "deadline",
      "the query was not done in \(text) \(text == "1" ? "second" : "seconds")",
      hint: "--timeout allows more"
    )
  }

  #if os(Linux)
    /// It stays open: a query asks of it every few thousand steps.
    private static let memory = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
  #endif

  /// The bytes that the process has in memory.
  private static var resident: Int {
    #if os(Linux)
      // The peak that `getrusage` tells is that of the process before this program began too.
      var text = [UInt8](repeating: 0, count: 128)
      let count = pread(memory, &text, text.count, 0)
      let fields = text.prefix(max(0, count)).split(separator: UInt8(ascii: " "))
      guard fields.count > 1 else { return 0 }
      return (Int(String(decoding: fields[1], as: UTF8.self)) ?? 0) * Int(getpagesize())
    #else
      var usage = rusage()
      getrusage(RUSAGE_SELF, &usage)
      return Int(usage.ru_maxrss)
    #endif
  }
}

/// Whether something is still going on.
private final class Guarded: Sendable {
  private let state = Atomic(true)

  var isOpen: Bool { state.load(ordering: .acquiring) }

  func close() { state.store(false, ordering: .releasing) }
}
