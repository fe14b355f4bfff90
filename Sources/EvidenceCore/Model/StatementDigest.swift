/// Computes the id of a statement from its content.
enum StatementDigest {
  /// What stands between the texts.
  static let separator: UInt8 = 0x1F

  /// The first 16 hexadecimal digits of SHA-256 over the six texts joined by U+001F.
  static func id(
    from: String,
    relation: String,
    to: String,
    source: String?,
    via: String?,
    locator: String?
  ) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(128)
    bytes.append(contentsOf: from.utf8)
    for part in [relation, to, source ?? "", via ?? "", locator ?? ""] {
      bytes.append(separator)
      bytes.append(contentsOf: part.utf8)
    }
    return id(bytes.withUnsafeBytes { ContentDigest.beginning(of: $0) })
  }

  /// The number that an id of the derived form stands for; `nil` for any other one, and for the one in
  /// 2⁶⁴ that is 0.
  static func number(_ id: UnsafeBufferPointer<UInt8>) -> UInt64? {
    guard id.count == 16 else { return nil }
    let bytes = UnsafeRawBufferPointer(id)
    guard let high = number(ofDigits: bytes.loadUnaligned(as: UInt64.self).littleEndian),
      let low = number(
        ofDigits: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self).littleEndian
      )
    else { return nil }
    let number = high << 32 | low
    return number == 0 ? nil : number
  }

  /// The number that an id of the derived form stands for.
  static func number(_ id: some Collection<UInt8>) -> UInt64? {
    id.withContiguousStorageIfAvailable { number($0) }
      ?? Array(id).withUnsafeBufferPointer { number($0) }
  }

  /// The number of eight hexadecimal digits, the first one in the lowest byte.
  @inline(__always)
  private static func number(ofDigits word: UInt64) -> UInt64? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    // No sum goes beyond its byte.
    let values = (word & (ones &* 0x0F)) &+ (word >> 6 & ones) &* 9
    let letters = (values &+ ones &* (0x80 - 10)) >> 7 & ones
    guard values & (ones &* 0xF0) == 0, values &+ ones &* 0x30 &+ letters &* 0x27 == word else {
      return nil
    }
    let bytes = (values << 4 | values >> 8) & 0x00FF_00FF_00FF_00FF
    let pairs = (bytes << 8 | bytes >> 16) & 0x0000_FFFF_0000_FFFF
    return (pairs << 16 | pairs >> 32) & 0xFFFF_FFFF
  }

  /// The id that a number stands for.
  static func id(_ number: UInt64) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: 16 - text.utf8.count) + text
  }
}
