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
  static func number(_ id: some Collection<UInt8>) -> UInt64? {
    guard id.count == 16 else { return nil }
    var number: UInt64 = 0
    var others = 0
    for byte in id {
      // Digits and letters follow each other as they like: a choice costs less than a wrong guess.
      let (digit, letter) = (byte &- 0x30, byte &- 0x61)
      number = number << 4 | UInt64((digit < 10 ? digit : letter &+ 10) & 0xF)
      others |= (digit < 10 ? 0 : 1) & (letter < 6 ? 0 : 1)
    }
    return others != 0 || number == 0 ? nil : number
  }

  /// The id that a number stands for.
  static func id(_ number: UInt64) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: 16 - text.utf8.count) + text
  }
}
