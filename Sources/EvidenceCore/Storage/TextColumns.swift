/// The texts of a graph, one after the other, by number from 0.
///
/// - Invariant: `offsets` begins with 0, never falls, and has one entry more than there are texts; the
///   last is the number of bytes.
struct TextColumns: Sendable {
  var bytes: Column<UInt8> = []
  var offsets: Column<UInt64> = [0]

  /// How many texts there are.
  var count: Int { offsets.count - 1 }

  /// The text with this id.
  subscript(_ id: UInt32) -> String {
    @inline(__always)
    get { withBytes(id) { String(decoding: $0, as: UTF8.self) } }
  }

  /// Where the bytes of a text lie.
  @inline(__always)
  func range(_ id: UInt32) -> Range<Int> {
    let range = offsets.row(Int(id))
    return range.upperBound <= bytes.count ? range : 0..<0
  }

  /// Calls a function with the bytes of a text.
  @inline(__always)
  func withBytes<Result>(
    _ id: UInt32,
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    bytes.withValues(in: range(id), body)
  }

  /// Adds a text.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: text)
    offsets.append(UInt64(bytes.count))
  }

  /// Calls a function that adds texts.
  ///
  /// - Parameters:
  ///   - room: the most texts and bytes that it adds.
  ///   - other: what it changes beside the texts.
  mutating func extend<Held, Result>(
    by room: (texts: Int, bytes: Int),
    holding other: inout Held,
    _ body: (inout Growing, inout Held) -> Result
  ) -> Result {
    Self.extend(&bytes, &offsets, by: room) { body(&$0, &other) }
  }

  private static func extend<Result>(
    _ bytes: inout Column<UInt8>,
    _ offsets: inout Column<UInt64>,
    by room: (texts: Int, bytes: Int),
    _ body: (inout Growing) -> Result
  ) -> Result {
    bytes.extend(by: room.bytes) { bytes, size in
      offsets.extend(by: room.texts) { offsets, count in
        var texts = Growing(bytes: bytes, offsets: offsets, size: size, count: count - 1)
        defer { (size, count) = (texts.size, texts.count + 1) }
        return body(&texts)
      }
    }
  }

  /// Texts with room behind them.
  struct Growing {
    fileprivate let bytes: UnsafeMutableBufferPointer<UInt8>
    fileprivate let offsets: UnsafeMutableBufferPointer<UInt64>
    fileprivate var size: Int
    fileprivate var count: Int

    /// Adds a text, and says its id.
    @inline(__always)
    mutating func append(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
      let end = size + text.count
      precondition(end <= bytes.count && count + 1 < offsets.count, "no room")
      if let from = text.baseAddress, let to = bytes.baseAddress {
        (to + size).update(from: from, count: text.count)
      }
      offsets[count + 1] = UInt64(end)
      size = end
      count += 1
      return UInt32(count - 1)
    }

    /// Whether a text has these bytes.
    func equals(_ id: UInt32, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
      precondition(Int(id) < count, "out of range")
      let range = Int(offsets[Int(id)])..<Int(offsets[Int(id) + 1])
      return UnsafeMutableBufferPointer(rebasing: bytes[range]).elementsEqual(text)
    }
  }

  /// The first eight bytes of a text as a number; where two of them differ, they are in the order of the
  /// texts.
  func beginning(_ id: UInt32) -> UInt64 {
    withBytes(id) { bytes in
      if bytes.count >= 8 {
        return UInt64(bigEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(as: UInt64.self))
      }
      var number: UInt64 = 0
      for index in 0..<8 {
        number = number << 8 | (index < bytes.count ? UInt64(bytes[index]) : 0)
      }
      return number
    }
  }

  /// Below, at or above zero as `a` comes before, equals or comes after `b` in byte order.
  func compare(_ a: UInt32, _ b: UInt32) -> Int {
    if a == b { return 0 }
    return withBytes(a) { x in
      withBytes(b) { y in
        for i in 0..<min(x.count, y.count) where x[i] != y[i] { return x[i] < y[i] ? -1 : 1 }
        return x.count - y.count
      }
    }
  }

  /// Whether a text has these bytes.
  @inline(__always)
  func equals(_ id: UInt32, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = range(id)
    return range.count == text.count && bytes.holds(text, at: range.lowerBound)
  }
}

extension Column<UInt8> {
  /// Whether these bytes stand at a place, from which on there are as many.
  @inline(__always)
  func holds(_ wanted: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    withValues(in: place..<place + wanted.count) { own in
      guard own.count == wanted.count else { return false }
      let (a, b) = (UnsafeRawBufferPointer(own), UnsafeRawBufferPointer(wanted))
      return switch a.count {
      case 8...: Self.areEqual(a, b, as: UInt64.self)
      case 4...: Self.areEqual(a, b, as: UInt32.self)
      default: a.elementsEqual(b)
      }
    }
  }

  /// Whether as many bytes as a word has, or more, are equal; the last word may overlap the one before.
  @inline(__always)
  private static func areEqual<Bits: FixedWidthInteger & BitwiseCopyable>(
    _ a: UnsafeRawBufferPointer,
    _ b: UnsafeRawBufferPointer,
    as type: Bits.Type
  ) -> Bool {
    let last = a.count - MemoryLayout<Bits>.size
    var index = 0
    while index < last {
      let own = a.loadUnaligned(fromByteOffset: index, as: type)
      if own != b.loadUnaligned(fromByteOffset: index, as: type) { return false }
      index += MemoryLayout<Bits>.size
    }
    return a.loadUnaligned(fromByteOffset: last, as: type)
      == b.loadUnaligned(fromByteOffset: last, as: type)
  }
}
