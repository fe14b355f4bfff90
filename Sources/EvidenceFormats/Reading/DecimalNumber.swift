/// Reads numbers from bytes without making a string of them.
enum DecimalNumber {
  /// A whole number: an optional sign and digits, nothing else.
  static func integer(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard let first = bytes.first else { return nil }
    let isNegative = first == 0x2D
    var index = isNegative || first == 0x2B ? 1 : 0
    guard index < bytes.count, bytes.count - index <= 18 else {
      return Int64(String(decoding: bytes, as: UTF8.self))
    }
    var value: Int64 = 0
    while index < bytes.count {
      let digit = bytes[index] &- 0x30
      guard digit < 10 else { return nil }
      value = value * 10 + Int64(digit)
      index += 1
    }
    return isNegative ? -value : value
  }

  /// A finite number, rounded correctly.
  ///
  /// A mantissa below 2^53 divided by a power of ten up to 10^22 is exact before its one rounding
  /// (Clinger, How to Read Floating Point Numbers Accurately, 1990); anything else takes the slow
  /// way.
  static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    let isNegative = bytes.first == 0x2D
    var (mantissa, digits) = (UInt64(0), 0)
    var (power, hasPoint) = (1.0, false)
    var index = isNegative ? 1 : 0
    while index < bytes.count {
      let digit = bytes[index] &- 0x30
      if digit < 10 {
        guard digits < 15 else { return slow(bytes) }
        mantissa = mantissa * 10 + UInt64(digit)
        digits += 1
        if hasPoint { power *= 10 }
      } else {
        guard bytes[index] == 0x2E, !hasPoint else { return slow(bytes) }
        hasPoint = true
      }
      index += 1
    }
    guard digits > 0 else { return nil }
    let value = Double(mantissa) / power
    return isNegative ? -value : value
  }

  /// A finite number in decimal digits, with an exponent at most: no hexadecimal, no blanks.
  static func number(_ text: String) -> Double? {
    var text = text
    return text.withUTF8 { number($0) }
  }

  private static func slow(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    let isDecimal = bytes.allSatisfy { (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }
    guard isDecimal, let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite
    else {
      return nil
    }
    return value
  }
}
