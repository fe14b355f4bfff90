/// Computes the id of a statement from its content.
enum StatementDigest {
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
      bytes.append(0x1F)
      bytes.append(contentsOf: part.utf8)
    }
    return String(ContentDigest.sha256(bytes).prefix(16))
  }

  /// Whether some bytes have the form of such an id.
  static func couldMake(_ range: Range<Int>, _ bytes: [UInt8]) -> Bool {
    range.count == 16
      && bytes[range].allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
