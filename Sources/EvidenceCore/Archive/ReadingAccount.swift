private import Synchronization

/// How much of its inputs a process has read so far, for a line that says so.
package struct ReadingAccount: Hashable, Sendable {
  /// How many bytes were read, each counted once.
  package var read: Int
  /// How many bytes the inputs that are being read hold; what a pipe holds is not known, and not counted.
  package var whole: Int

  package init(read: Int, whole: Int) {
    self.read = read
    self.whole = whole
  }

  private static let readBytes = Atomic<Int>(0)
  private static let wholeBytes = Atomic<Int>(0)

  /// The account of this process.
  package static var current: ReadingAccount {
    let read = readBytes.load(ordering: .relaxed)
    return ReadingAccount(read: read, whole: wholeBytes.load(ordering: .relaxed))
  }

  /// Counts an input that is begun.
  static func begin(_ size: Int) { wholeBytes.wrappingAdd(size, ordering: .relaxed) }

  /// Counts bytes that were read for the first time.
  static func add(_ count: Int) { readBytes.wrappingAdd(count, ordering: .relaxed) }

  /// What is being read, in words: how much of it, how fast and for how long still; `nil` where all is
  /// read.
  ///
  /// - Parameter seconds: for how long it has been read.
  package func words(after seconds: Int) -> String? {
    guard read < whole, read > 0, seconds > 0 else { return nil }
    let rate = max(1, read / seconds)
    let left = (whole - read + rate - 1) / rate
    return "reading … \(read / 1_000_000) of \(whole / 1_000_000) MB, "
      + "\(rate < 1_000_000 ? "less than 1" : "\(rate / 1_000_000)") MB/s, \(left) s left"
  }
}
