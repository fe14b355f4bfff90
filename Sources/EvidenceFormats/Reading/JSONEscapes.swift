/// The escapes of JSON that YAML does not have.
enum JSONEscapes {
  /// A JSON text with each character that it writes as a pair of escapes (`\ud83d\ude00`) as the
  /// character itself; any other text as it is.
  ///
  /// - Complexity: O(*n*) for *n* bytes.
  static func joined(_ text: String) -> String {
    let first = text.utf8.first { !" \t\r\n".utf8.contains($0) }
    guard first == 0x7B || first == 0x5B, text.utf8.contains(0x5C) else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == 0x5C, index + 1 < bytes.count else {
        result.append(bytes[index])
        index += 1
        continue
      }
      if let high = unit(bytes, at: index), let low = unit(bytes, at: index + 6),
        (0xD800...0xDBFF).contains(high), (0xDC00...0xDFFF).contains(low),
        let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
      {
        result += Array(String(Character(scalar)).utf8)
        index += 12
      } else {
        result += bytes[index...index + 1]
        index += 2
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The number of an escape `\uXXXX`.
  private static func unit(_ bytes: [UInt8], at index: Int) -> UInt32? {
    guard index + 6 <= bytes.count, bytes[index] == 0x5C, bytes[index + 1] == 0x75 else {
      return nil
    }
    let digits = bytes[(index + 2)..<(index + 6)]
    guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
