/// Texts that stand in the bytes of an input, and the ids that they are found to have.
///
/// Reading ahead, on any thread, notes where the texts of many rows stand and looks all of them up; those
/// that are new get their ids later, one after the other in the order of the input, so that ids hang on
/// nothing but the input.
package struct TextPlaces: Sendable {
  /// A text: where it stands, and what is known of it.
  struct Wanted: BitwiseCopyable, Sendable {
    /// Where it stands; for a repeated one, the position of the place that it repeats.
    var start: UInt32
    /// How many bytes it has: none stands for no text.
    var length: UInt32
    var hash: UInt32
    var id: UInt32
    /// The hash of what repeats another place; no text has it.
    static let repeats = UInt32.max

    var range: Range<Int> { Int(start)..<Int(start) + Int(length) }
    /// Whether it is a text that is to be looked up.
    var isText: Bool { length > 0 && hash != Self.repeats }
  }

  private var wanted: [Wanted] = []

  package init() {}

  /// How many places there are.
  package var count: Int { wanted.count }

  /// Adds a text; an empty one is none.
  ///
  /// - Parameters:
  ///   - range: where it stands in bytes of less than 4 GiB.
  ///   - above: the position of a place that is likely to hold the same text.
  @inline(__always)
  package mutating func append(
    _ range: Range<Int>,
    above: Int,
    in bytes: UnsafeBufferPointer<UInt8>
  ) {
    let place = Wanted(
      start: UInt32(range.lowerBound),
      length: UInt32(range.count),
      hash: 0,
      id: StringTable.none
    )
    guard above >= 0, range.count > 0 else { return wanted.append(place) }
    var root = above
    var other = wanted[root]
    if other.hash == Wanted.repeats {
      root = Int(other.start)
      other = wanted[root]
    }
    guard other.length == place.length, Self.equal(bytes, other.range, range) else {
      return wanted.append(place)
    }
    wanted.append(
      Wanted(
        start: UInt32(root),
        length: place.length,
        hash: Wanted.repeats,
        id: StringTable.none
      )
    )
  }

  @inline(__always)
  private static func equal(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ a: Range<Int>,
    _ b: Range<Int>
  ) -> Bool {
    // Texts that differ do so at their end most often: their numbers ascend.
    var offset = a.count
    while offset > 0 {
      offset -= 1
      if bytes[a.lowerBound + offset] != bytes[b.lowerBound + offset] { return false }
    }
    return true
  }

  /// Takes places away from the end.
  package mutating func removeLast(_ count: Int) { wanted.removeLast(count) }

  mutating func withWanted(_ body: (UnsafeMutableBufferPointer<Wanted>) -> Void) {
    wanted.withUnsafeMutableBufferPointer { body($0) }
  }

  /// The id of the text at a place, which is added to the table if it is new; `nil` where there is none.
  @inline(__always)
  mutating func id(
    _ index: Int,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ texts: inout StringTable
  ) -> UInt32? {
    let place = wanted[index]
    if place.id != StringTable.none { return place.id }
    guard place.length > 0 else { return nil }
    if place.hash == Wanted.repeats { return id(Int(place.start), bytes, &texts) }
    let id = texts.intern(UnsafeBufferPointer(rebasing: bytes[place.range]), place.hash)
    wanted[index].id = id
    return id
  }
}

/// The texts of a builder at one moment, to look others up in them.
///
/// A builder that takes a text in while one of these lives copies all that it has.
package struct TextFinder: Sendable {
  let texts: StringTable

  /// Finds the ids of many texts; those that are not there stay without one.
  ///
  /// - Complexity: O(bytes).
  package func find(_ places: inout TextPlaces, in bytes: UnsafeBufferPointer<UInt8>) {
    texts.find(&places, in: bytes)
  }
}

extension GraphBuilder {
  /// The texts taken in so far.
  package var finder: TextFinder { TextFinder(texts: texts) }

  /// The number of the text at a place, which is taken in if it is new; `nil` where there is none.
  package mutating func text(
    _ places: inout TextPlaces,
    _ index: Int,
    in bytes: UnsafeBufferPointer<UInt8>
  ) -> TextID? {
    places.id(index, bytes, &texts).map { TextID(number: $0) }
  }
}
