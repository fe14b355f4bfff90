internal import Foundation

/// Reads a file line by line, in bounded memory.
enum LineReader {
  /// The longest line that is taken, in bytes.
  static let lineLimit = 16 << 20

  /// How much is read at once, in bytes.
  static let pieceSize = 2 << 20

  /// Calls a closure with each line, without its line break, and its number from 1.
  ///
  /// - Throws: `EvidenceError` if the file cannot be read or a line is longer than 16 MiB.
  /// - Complexity: O(*n*) time for *n* bytes, O(longest line) space.
  static func forEachLine(
    of input: InputFile,
    _ body: (UnsafeBufferPointer<UInt8>, Int) throws(EvidenceError) -> Void
  ) throws(EvidenceError) {
    try forEachPiece(of: input) { (piece, first) throws(EvidenceError) in
      var number = first
      for line in lines(of: piece) {
        try body(UnsafeBufferPointer(rebasing: piece[line]), number)
        number += 1
      }
      return number - first
    }
  }

  /// Where the lines of some bytes stand, without their line breaks.
  static func lines(of bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    lines(of: bytes, in: 0..<bytes.count)
  }

  /// Where the lines of a part of some bytes stand, without their line breaks.
  static func lines(of bytes: UnsafeBufferPointer<UInt8>, in part: Range<Int>) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var begin = part.lowerBound
    while begin < part.upperBound {
      let end = lineEnd(bytes, from: begin, to: part.upperBound)
      lines.append(begin..<end)
      begin = end + 1
    }
    return lines
  }

  /// Where the line ends that a place stands in.
  static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int {
    guard let base = bytes.baseAddress, start < end,
      let found = memchr(base + start, 0x0A, end - start)
    else { return end }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Calls a closure with pieces that hold whole lines, and the number of the first of them; it says how
  /// many lines there are.
  ///
  /// - Throws: `EvidenceError` if the file cannot be read or a line is longer than 16 MiB.
  /// - Complexity: O(*n*) time for *n* bytes, O(longest line) space.
  static func forEachPiece(
    of input: InputFile,
    _ body: (UnsafeBufferPointer<UInt8>, Int) throws(EvidenceError) -> Int
  ) throws(EvidenceError) {
    var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceSize, alignment: 16)
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
      // No line ends before what was read now.
      var end = filled.count
      while end > pending, filled[end - 1] != 0x0A { end -= 1 }
      guard end > pending else {
        pending = filled.count
        continue
      }
      let piece = UnsafeRawBufferPointer(rebasing: filled[..<end]).bindMemory(to: UInt8.self)
      number += try body(piece, number)
      pending = filled.count - end
      if pending > 0 {
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: filled[end...]))
      }
    }
    if pending > 0 {
      _ = try body(
        UnsafeRawBufferPointer(rebasing: buffer[..<pending]).bindMemory(to: UInt8.self),
        number
      )
    }
  }
}
