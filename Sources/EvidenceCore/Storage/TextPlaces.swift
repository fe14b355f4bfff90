/// Texts that stand in the bytes of an input, and the ids that they are found to have.
///
/// Reading ahead, on any thread, notes where the texts of many rows stand and looks them up, a block after
/// the other; those that are new get their ids later, one after the other in the order of the input, so that
/// ids hang on nothing but the input.
///
/// - Invariant: an id is below ``mostTexts``, ``StringTable/none`` where there is no text, or ``mostTexts``
///   and the position of a new text; positions from the number of new texts on are those of the block.
package struct TextPlaces: Sendable {
  /// A text of the block that is looked up next.
  struct Wanted: BitwiseCopyable, Sendable {
    let key: TextKey
    /// Where it stands.
    let start: UInt32
    /// How many bytes it has.
    let length: UInt32
    var id = StringTable.none
    /// The slot at which the search for it begins, and what is there.
    var place: UInt32 = 0
    var slot = StringTable.Slot()

    @inline(__always)
    var range: Range<Int> { Int(start)..<Int(start) + Int(length) }
  }

  /// A text that was not there when it was looked up.
  struct New: BitwiseCopyable, Sendable {
    let key: TextKey
    let start: UInt32
    let length: UInt32
    var id = StringTable.none
    /// Where it will be put, and what was found there.
    var seen = StringTable.none

    @inline(__always)
    var range: Range<Int> { Int(start)..<Int(start) + Int(length) }
  }

  /// A text that was added lately.
  private struct Recent: BitwiseCopyable, Sendable {
    var key = TextKey.ofNone
    var start: UInt32 = 0
    var length: UInt32 = 0
    var id = StringTable.none

    var range: Range<Int> { Int(start)..<Int(start) + Int(length) }
  }

  /// How many texts a graph may have.
  static let mostTexts = 1 << 31
  private static let blockSize = 256

  private(set) var ids: [UInt32] = []
  private var block: [Wanted] = []
  private var new: [New] = []
  /// How many places stand before those of the block.
  private var settled = 0
  /// Texts that were added lately, by a part of their keys: words of small vocabularies come again and again.
  private var recent: [Recent] = []

  package init() {}

  /// How many places there are.
  package var count: Int { ids.count }

  /// Makes room for so many places.
  package mutating func reserveCapacity(_ count: Int) {
    ids.reserveCapacity(count)
    block.reserveCapacity(Self.blockSize * 2)
  }

  /// Adds a text; an empty one is none.
  ///
  /// - Parameters:
  ///   - range: where it stands in bytes of less than 4 GiB.
  ///   - finder: the texts that are known already.
  @inline(__always)
  package mutating func append(
    _ range: Range<Int>,
    in bytes: UnsafeBufferPointer<UInt8>,
    _ finder: TextFinder
  ) {
    if range.isEmpty {
      ids.append(StringTable.none)
    } else {
      append(text: range, in: bytes, finder)
    }
  }

  /// Adds a text, which may be empty.
  ///
  /// - Parameters:
  ///   - range: where it stands in bytes of less than 4 GiB.
  ///   - finder: the texts that are known already.
  @inline(__always)
  mutating func append(
    text range: Range<Int>,
    in bytes: UnsafeBufferPointer<UInt8>,
    _ finder: TextFinder
  ) {
    let key = finder.texts.hash.key(UnsafeBufferPointer(rebasing: bytes[range]))
    if recent.isEmpty { recent = [Recent](repeating: Recent(), count: Self.blockSize) }
    let place = key.byte
    let last = recent[place]
    if last.key == key, !key.isHash || Self.equal(bytes, last.range, range) {
      ids.append(last.id)
      return
    }
    let id = UInt32(Self.mostTexts + new.count + block.count)
    let (start, length) = (UInt32(range.lowerBound), UInt32(range.count))
    recent[place] = Recent(key: key, start: start, length: length, id: id)
    block.append(Wanted(key: key, start: start, length: length))
    ids.append(id)
  }

  @inline(__always)
  private static func equal(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ a: Range<Int>,
    _ b: Range<Int>
  ) -> Bool {
    guard a.count == b.count else { return false }
    let (bytes, count) = (UnsafeRawBufferPointer(bytes), a.count)
    func word(_ place: Int) -> UInt64 {
      bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
    }
    var index = 0
    while index + 8 <= count {
      if word(a.lowerBound + index) != word(b.lowerBound + index) { return false }
      index += 8
    }
    while index < count {
      if bytes[a.lowerBound + index] != bytes[b.lowerBound + index] { return false }
      index += 1
    }
    return true
  }

  /// Looks up the texts added last, once there is a block of them; or however few there are.
  @inline(__always)
  package mutating func lookUp(
    _ finder: TextFinder,
    in bytes: UnsafeBufferPointer<UInt8>,
    always: Bool = false
  ) {
    if always || block.count >= Self.blockSize { endBlock(finder.texts, bytes) }
  }

  @inline(never)
  private mutating func endBlock(_ texts: StringTable, _ bytes: UnsafeBufferPointer<UInt8>) {
    let first = UInt32(Self.mostTexts + new.count)
    block.withUnsafeMutableBufferPointer { texts.find($0, in: bytes) }
    for index in block.indices where block[index].id == StringTable.none {
      block[index].id = UInt32(Self.mostTexts + new.count)
      let text = block[index]
      new.append(New(key: text.key, start: text.start, length: text.length))
    }
    for place in settled..<ids.count where ids[place] >= first && ids[place] != StringTable.none {
      ids[place] = block[Int(ids[place] - first)].id
    }
    for place in recent.indices where recent[place].id >= first {
      if recent[place].id == StringTable.none { continue }
      recent[place].id = block[Int(recent[place].id - first)].id
    }
    settled = ids.count
    block.removeAll(keepingCapacity: true)
  }

  /// Whether an id stands for a new text.
  @inline(__always)
  static func isNew(_ id: UInt32) -> Bool { id >= mostTexts && id != StringTable.none }

  /// The id of the text at a place, which is added to the table if it is new; `nil` where there is none.
  @inline(__always)
  mutating func id(
    _ place: Int,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ texts: inout StringTable
  ) -> UInt32? {
    if Self.isNew(ids[place]) { resolve(place..<place + 1, bytes, &texts) }
    return ids[place] == StringTable.none ? nil : ids[place]
  }

  /// Adds the new texts at some places to the table, in their order.
  ///
  /// - Complexity: O(places and bytes of new texts).
  mutating func resolve(
    _ places: Range<Int>,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ texts: inout StringTable
  ) {
    if new.isEmpty { return }
    ids.withUnsafeMutableBufferPointer { ids in
      new.withUnsafeMutableBufferPointer { new in
        texts.add(new, for: UnsafeMutableBufferPointer(rebasing: ids[places]), in: bytes)
      }
    }
  }

  /// Whether any of the texts was not there when it was looked up.
  var hasNew: Bool { !new.isEmpty }

  /// The id of a place that is resolved.
  subscript(_ place: Int) -> UInt32 { ids[place] }

  /// The text of a place that is resolved; `nil` where there is none.
  package func text(_ place: Int) -> TextID? {
    ids[place] == StringTable.none ? nil : TextID(number: ids[place])
  }

  /// The ids of places that are resolved.
  subscript(_ places: Range<Int>) -> ArraySlice<UInt32> { ids[places] }

  /// The ids at every so many places from one on, all of which are resolved.
  func ids(from first: Int, step: Int, count: Int) -> EveryFew {
    EveryFew(ids: ids, first: first, step: step, endIndex: count)
  }

  /// The ids at every so many places.
  struct EveryFew: RandomAccessCollection {
    fileprivate let ids: [UInt32]
    fileprivate let first: Int
    fileprivate let step: Int
    let startIndex = 0
    let endIndex: Int

    @inline(__always)
    subscript(_ index: Int) -> UInt32 { ids[first + index * step] }
  }
}

/// The texts of a builder at one moment, to look others up in them.
///
/// A builder that takes a text in while one of these lives copies all that it has.
package struct TextFinder: Sendable {
  let texts: StringTable
}

extension GraphBuilder {
  /// The texts taken in so far.
  package var finder: TextFinder { TextFinder(texts: texts) }

  /// Takes in the new texts at some places, in their order.
  package mutating func texts(
    _ places: inout TextPlaces,
    _ range: Range<Int>,
    in bytes: UnsafeBufferPointer<UInt8>
  ) {
    places.resolve(range, bytes, &texts)
  }
}
