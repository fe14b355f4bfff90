internal import Foundation

/// Reads a file line by line, in bounded memory.
enum LineReader {
  /// The longest line that is taken, in bytes.
  static let lineLimit = 16 << 20

  /// Calls a closure with each line, without its line break, and its number from 1.
  ///
  /// - Throws: `EvidenceError` if the file cannot be read or a line is longer than 16 MiB.
  /// - Complexity: O(*n*) time for *n* bytes, O(longest line) space.
  static func forEachLine(
    of input: InputFile,
    _ body: (UnsafeBufferPointer<UInt8>, Int) throws(EvidenceError) -> Void
  ) throws(EvidenceError) {
    var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { buffer.deallocate() }
    var position = input.beginning
    var number = 1
    /// How many bytes of a line that has not ended stand at the buffer's beginning.
    var pending = 0
    while true {
      guard pending <= lineLimit else {
        throw EvidenceError(
          "line-too-long",
          "a line is longer than \(lineLimit >> 20) MiB",
          at: Place(input.name, line: number),
          hint: "an archive holds one record a line; is this a graph.jsonl?"
        )
      }
      if pending == buffer.count {
        let wider = UnsafeMutableRawBufferPointer.allocate(
          byteCount: min(buffer.count, lineLimit >> 1) * 2 + (1 << 20),
          alignment: 16
        )
        wider.copyMemory(from: UnsafeRawBufferPointer(buffer))
        buffer.deallocate()
        buffer = wider
      }
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[pending...])
      let count = try input.read(into: room, at: &position)
      if count == 0 { break }
      let filled = UnsafeRawBufferPointer(rebasing: buffer[..<(pending + count)])
      let rest = try forEachLine(in: filled, from: pending, number: &number, body)
      pending = filled.count - rest
      if rest > 0 {
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: filled[rest...]))
      }
    }
    if pending > 0 {
      try body(
        UnsafeRawBufferPointer(rebasing: buffer[..<pending]).bindMemory(to: UInt8.self),
        number
      )
    }
  }

  /// Calls a closure with each line of some bytes, without its line break, and its number from 1.
  static func forEachLine(of bytes: [UInt8], _ body: (UnsafeBufferPointer<UInt8>, Int) -> Void) {
    bytes.withUnsafeBytes { bytes in
      var number = 1
      let rest = forEachLine(in: bytes, from: 0, number: &number, body)
      guard rest < bytes.count else { return }
      body(UnsafeRawBufferPointer(rebasing: bytes[rest...]).bindMemory(to: UInt8.self), number)
    }
  }

  /// Calls a closure with each line that ends within some bytes.
  ///
  /// - Parameter start: no line ends before it.
  /// - Returns: where the line begins that does not end.
  private static func forEachLine<Failure>(
    in bytes: UnsafeRawBufferPointer,
    from start: Int,
    number: inout Int,
    _ body: (UnsafeBufferPointer<UInt8>, Int) throws(Failure) -> Void
  ) throws(Failure) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    var (begin, from) = (0, start)
    while from < bytes.count, let found = memchr(base + from, 0x0A, bytes.count - from) {
      let end = UnsafeRawPointer(found) - base
      try body(
        UnsafeRawBufferPointer(rebasing: bytes[begin..<end]).bindMemory(to: UInt8.self),
        number
      )
      number += 1
      (begin, from) = (end + 1, end + 1)
    }
    return begin
  }
}
