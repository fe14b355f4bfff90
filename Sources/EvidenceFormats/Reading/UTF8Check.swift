import EvidenceCore

/// Finds the first byte of a text that is not UTF-8.
enum UTF8Check {
  /// Checks a text.
  ///
  /// - Parameters:
  ///   - start: what stands before it is known to be sound.
  ///   - line: the number of the first line.
  /// - Throws: `EvidenceError` at the line and column (in bytes) of the first offending byte.
  /// - Complexity: O(*n*) for *n* bytes.
  static func validate(
    _ bytes: UnsafeBufferPointer<UInt8>,
    from start: Int = 0,
    line: Int = 1,
    file: String
  ) throws(EvidenceError) {
    do {
      _ = try UTF8Span(validating: UnsafeBufferPointer(rebasing: bytes[start...]).span)
    } catch {
      throw finding(at: start + error.byteOffsets.lowerBound, bytes, line: line, file)
    }
  }

  private static func finding(
    at position: Int,
    _ bytes: UnsafeBufferPointer<UInt8>,
    line: Int,
    _ file: String
  ) -> EvidenceError {
    var (line, start) = (line, 0)
    for index in 0..<position {
      let isReturn = bytes[index] == 0x0D
      guard bytes[index] == 0x0A || isReturn else { continue }
      if !(isReturn && bytes[index + 1] == 0x0A) { line += 1 }
      start = index + 1
    }
    let hex = String(bytes[position], radix: 16, uppercase: true)
    return EvidenceError(
      "invalid-utf8",
      "byte 0x\(hex) is not valid UTF-8",
      at: Place(file, line: line, column: position - start + 1),
      hint: "save the file as UTF-8; nothing of it was taken"
    )
  }
}
