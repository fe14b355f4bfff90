/// A hash of texts for tables in memory, seeded anew for each of them, so that no input can be made to
/// collide.
///
/// - Note: words are folded by the two halves of a product of 64 by 64 bits, as wyhash of Wang Yi does
///   (version 4, final).
struct TextHash: Sendable {
  private let start = UInt64.random(in: .min ... .max)
  private let factor = UInt64.random(in: .min ... .max) | 1

  /// The hash of a text, below 2³¹.
  ///
  /// - Complexity: O(length).
  @inline(__always)
  func callAsFunction(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let bytes = UnsafeRawBufferPointer(text)
    let count = bytes.count
    var hash = start ^ UInt64(count)
    var at = 0
    while at + 8 <= count {
      hash = fold(hash ^ bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      at += 8
    }
    if at < count {
      var rest: UInt64 = 0
      if count >= 8 {
        rest = bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
      } else {
        for index in 0..<count { rest = rest << 8 | UInt64(bytes[index]) }
      }
      hash = fold(hash ^ rest)
    }
    return UInt32(truncatingIfNeeded: fold(hash ^ start >> 32)) & 0x7FFF_FFFF
  }

  @inline(__always)
  private func fold(_ word: UInt64) -> UInt64 {
    let product = word.multipliedFullWidth(by: factor)
    return product.high ^ product.low
  }
}
