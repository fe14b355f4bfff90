import EvidenceCore

/// Finds the first byte of a text that is no UTF-8.
enum UTF8Check {
  /// Checks a whole text.
  ///
  /// - Throws: `EvidenceError` at the line and column (in bytes) of the first offending byte.
  /// - Complexity: O(*n*) for *n* bytes; eight at a time where they are ASCII.
  static func validate(_ bytes: UnsafeBufferPointer<UInt8>, file: String) throws(EvidenceError) {
    guard let position = firstInvalid(bytes) else { return }
    var line = 1
    var column = 1
    for index in 0..<position {
      column += 1
      if bytes[index] == 0x0A {
        line += 1
        column = 1
      }
    }
    let hex = String(bytes[position], radix: 16, uppercase: true)
    throw EvidenceError(
      "invalid-utf8",
      "byte 0x\(hex) is not valid UTF-8",
      at: Place(file, line: line, column: column),
      hint: "save the file as UTF-8; nothing of it was taken"
    )
  }

  private static func firstInvalid(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let raw = UnsafeRawBufferPointer(bytes)
    var index = 0
    while index < bytes.count {
      while index + 8 <= bytes.count,
        raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        index += 8
      }
      guard index < bytes.count else { return nil }
      let length = length(bytes, index)
      if length == 0 { return index }
      index += length
    }
    return nil
  }

  /// How many bytes the scalar at a position takes; 0 if it is none (Unicode, table 3-7).
  private static func length(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    func byte(_ offset: Int) -> UInt8 {
      index + offset < bytes.count ? bytes[index + offset] : 0
    }
    func continues(_ offset: Int) -> Bool { byte(offset) & 0xC0 == 0x80 }
    let first = bytes[index]
    switch first {
    case 0..<0x80: return 1
    case 0xC2...0xDF: return continues(1) ? 2 : 0
    case 0xE0...0xEF:
      let low: UInt8 = first == 0xE0 ? 0xA0 : 0x80
      let high: UInt8 = first == 0xED ? 0x9F : 0xBF
      return (low...high).contains(byte(1)) && continues(2) ? 3 : 0
    case 0xF0...0xF4:
      let low: UInt8 = first == 0xF0 ? 0x90 : 0x80
      let high: UInt8 = first == 0xF4 ? 0x8F : 0xBF
      return (low...high).contains(byte(1)) && continues(2) && continues(3) ? 4 : 0
    default: return 0
    }
  }
}
