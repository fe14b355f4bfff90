import EvidenceCore

extension FileBytes {
  /// Hands out the bytes in pieces that end with a line, without a leading byte-order mark, each checked
  /// to be UTF-8. Of a large file no more than a few pieces are in memory.
  ///
  /// What is not taken is handed out again, with more behind it.
  ///
  /// - Parameters:
  ///   - size: how many bytes a piece of a large file has, as long as they are taken.
  ///   - body: takes a piece, which may be the last one, and says how many of its bytes it has taken, and
  ///     how many lines end in them.
  /// - Throws: `EvidenceError` if the content is of a form that is not read, or no UTF-8; and what the
  ///   closure throws.
  func forEachPiece(
    of size: Int,
    _ body: (UnsafeBufferPointer<UInt8>, _ isLast: Bool) throws(EvidenceError) -> (
      bytes: Int, lines: Int
    )
  ) throws(EvidenceError) {
    try refuseForeignForm()
    var reading = Reading()
    var held: [UInt8] = []
    var wanted = size
    var line = 1
    /// How many bytes at the beginning are known to be UTF-8.
    var checked = 0
    var isFirst = true
    while true {
      let isLast = try fill(&held, upTo: wanted, &reading)
      if isFirst, held.starts(with: [0xEF, 0xBB, 0xBF]) { held.removeFirst(3) }
      isFirst = false
      let end = isLast ? held.count : Self.lastLineEnd(held)
      let taken = try held.withUnsafeBufferPointer { held throws(EvidenceError) in
        let piece = UnsafeBufferPointer(rebasing: held[..<end])
        try UTF8Check.validate(piece, from: checked, line: line, file: file)
        return try body(piece, isLast)
      }
      if isLast { return }
      held.removeFirst(taken.bytes)
      checked = end - taken.bytes
      line += taken.lines
      wanted = held.count + (taken.bytes > 0 ? size : max(size, held.count))
    }
  }

  /// Where the line behind the last one that ends begins; the end, where the only one is longer than a
  /// record may be.
  static func lastLineEnd(_ bytes: [UInt8]) -> Int {
    var end = bytes.count
    while end > 0 {
      if bytes[end - 1] == 0x0A { return end }
      // A return may have its line feed in the next piece.
      if bytes[end - 1] == 0x0D, end < bytes.count { return end }
      end -= 1
    }
    guard bytes.count > DelimitedReader.Limits().record else { return 0 }
    // A letter may have its last bytes in the next piece.
    end = bytes.count
    while end > 0, bytes[end - 1] >= 0x80, bytes.count - end < 4 { end -= 1 }
    return end
  }
}
