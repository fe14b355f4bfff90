/// What a text is found by in a table: itself, if it is short, or a hash of it.
struct TextKey: BitwiseCopyable, Sendable, Equatable {
  /// The first bytes of a short text; the hash of a longer one.
  var low: UInt64
  /// The other bytes of a short text, and above them its length; ``long`` and the lowest bits of the length
  /// of a longer one.
  var high: UInt32

  /// The most bytes of a text that is its own key.
  static let shortest = 11
  private static let long: UInt32 = 0xFF << 24

  /// What no text has for a key.
  static let ofNone = TextKey(low: 0, high: 1)

  /// Whether texts with this key may differ.
  var isHash: Bool { high >= Self.long }

  /// Eight bits on which all others have an influence.
  @inline(__always)
  var byte: Int {
    let word = (low ^ UInt64(high) << 32) &* 0x9E37_79B9_7F4A_7C15
    return Int(word >> 56)
  }

  /// The key of a short text.
  @inline(__always)
  fileprivate init(short text: UnsafeRawBufferPointer) {
    let count = text.count
    high = UInt32(count) << 24
    if count >= 8 {
      low = text.loadUnaligned(as: UInt64.self).littleEndian
      let last = text.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self).littleEndian
      high |= UInt32(truncatingIfNeeded: last >> UInt64(64 - 8 * (count - 8)))
    } else if count >= 4 {
      let first = text.loadUnaligned(as: UInt32.self).littleEndian
      let last = text.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self).littleEndian
      low = UInt64(first) | UInt64(last) << UInt64(8 * (count - 4))
    } else {
      low = 0
      for index in 0..<count { low |= UInt64(text[index]) << UInt64(8 * index) }
    }
  }

  /// The key of a short text with as many bytes before the end of the others as fill a key.
  @inline(__always)
  fileprivate init(short range: Range<Int>, in bytes: UnsafeRawBufferPointer) {
    let (start, count) = (range.lowerBound, range.count)
    let first = bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self).littleEndian
    let last = bytes.loadUnaligned(fromByteOffset: start + 8, as: UInt32.self).littleEndian
    // No branch waits for the length, which texts of one column seldom share.
    low = count < 8 ? first & (1 &<< UInt64(8 &* count) &- 1) : first
    let rest = count > 8 ? 1 &<< UInt32(8 &* (count &- 8)) &- 1 : 0
    high = UInt32(count) << 24 | last & rest
  }

  fileprivate init(hash: UInt64, count: Int) {
    low = hash
    high = Self.long | UInt32(truncatingIfNeeded: count) & 0xFF_FFFF
  }

  /// A key that was made before.
  init(low: UInt64, high: UInt32) { (self.low, self.high) = (low, high) }
}

/// Hashes texts for tables in memory, seeded anew for each of them, so that no input can be made to
/// collide.
///
/// - Note: words are folded by the two halves of a product of 64 by 64 bits, as wyhash of Wang Yi does
///   (version 4, final).
struct TextHash: Sendable {
  private let start = UInt64.random(in: .min ... .max)
  private let factor = UInt64.random(in: .min ... .max) | 1

  /// The key of a text.
  ///
  /// - Complexity: O(length).
  @inline(__always)
  func key(_ text: UnsafeBufferPointer<UInt8>) -> TextKey {
    let bytes = UnsafeRawBufferPointer(text)
    return bytes.count <= TextKey.shortest
      ? TextKey(short: bytes) : TextKey(hash: hash(long: bytes), count: bytes.count)
  }

  /// The key of a text that stands among others.
  ///
  /// - Complexity: O(length).
  @inline(__always)
  func key(_ range: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> TextKey {
    if range.count <= TextKey.shortest, range.lowerBound + 12 <= bytes.count {
      return TextKey(short: range, in: UnsafeRawBufferPointer(bytes))
    }
    return key(UnsafeBufferPointer(rebasing: bytes[range]))
  }

  /// Where in a table the search for a key begins, before it is cut to the size of the table.
  @inline(__always)
  func place(_ key: TextKey) -> Int {
    let product = (key.low ^ start).multipliedFullWidth(by: factor ^ UInt64(key.high) << 17)
    // Folded twice, each byte of a short text reaches the bits that count.
    return Int(truncatingIfNeeded: fold(product.high ^ product.low ^ start >> 32))
  }

  /// The hash of at least eight bytes.
  @inline(__always)
  private func hash(long bytes: UnsafeRawBufferPointer) -> UInt64 {
    let count = bytes.count
    var hash = start ^ UInt64(count)
    var at = 0
    while at + 8 < count {
      hash = fold(hash ^ bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      at += 8
    }
    return fold(hash ^ bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
  }

  @inline(__always)
  private func fold(_ word: UInt64) -> UInt64 {
    let product = word.multipliedFullWidth(by: factor)
    return product.high ^ product.low
  }
}
