/// Texts that stand in the bytes of an input, and the ids that they are found to have.
///
/// Reading ahead, on any thread, notes where the texts of many rows stand and looks them up, a block after
/// the other; those that are new get their ids later, one after the other in the order of the input, so that
/// ids hang on nothing but the input.
///
/// - Invariant: an id is below ``mostTexts``, ``StringTable/none`` where there is no text or it waits to be
///   looked up, or ``mostTexts`` and the position of a new text.
package struct TextPlaces: Sendable {
  /// A text of the block that is looked up next.
  struct Wanted: BitwiseCopyable, Sendable {
    let key: TextKey
    /// Where it stands.
    let start: UInt32
    /// How many bytes it has.
    let length: UInt32
    /// The place that is to have its id.
    let target: UInt32
    var id = StringTable.none
    /// The slot at which the search for it begins, and what is there.
    var place: UInt32 = 0
    var slot = StringTable.Slot()

    @inline(__always)
    init(_ key: TextKey, _ range: Range<Int>, _ target: Int) {
      self.key = key
      start = UInt32(truncatingIfNeeded: range.lowerBound)
      length = UInt32(truncatingIfNeeded: range.count)
      self.target = UInt32(truncatingIfNeeded: target)
    }

    @inline(__always)
    var range: Range<Int> { Int(start)..<Int(start) + Int(length) }
  }

  /// A text that was not there when it was looked up.
  struct New: BitwiseCopyable, Sendable {
    let key: TextKey
    let start: UInt32
    let length: UInt32
    var id = StringTable.none
    /// The slot at which the search for it begins, and what was found there.
    var place: UInt32 = 0
    var seen = StringTable.none

    @inline(__always)
    var range: Range<Int> { Int(start)..<Int(start) + Int(length) }
  }

  /// A text that was looked up lately.
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
  /// Texts that are to be looked up, and room for more.
  private var block: [Wanted] = []
  private var waiting = 0
  private var new: [New] = []
  /// Texts that were looked up lately, by a part of their keys: words of small vocabularies come again and
  /// again.
  private var recent: [Recent] = []

  package init() {}

  /// How many places there are.
  package var count: Int { ids.count }

  /// Makes room for so many places.
  package mutating func reserveCapacity(_ count: Int) { ids.reserveCapacity(count) }

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
    makeRoom(1)
    let target = ids.count
    ids.append(StringTable.none)
    let key = finder.texts.hash.key(range, in: bytes)
    let id = recent.withUnsafeBufferPointer { Self.id(of: key, range, bytes, $0) }
    if let id {
      ids[target] = id
    } else {
      block[waiting] = Wanted(key, range, target)
      waiting += 1
    }
  }

  /// Adds the texts of rows, row by row; an empty one is none. They are taken in a column after the other.
  ///
  /// - Parameters:
  ///   - columns: which fields of a row are added.
  ///   - count: how many rows, from the first one on.
  ///   - fields: where they stand in bytes of less than 4 GiB.
  ///   - finder: the texts that are known already.
  /// - Complexity: O(size of the texts).
  package mutating func append(
    _ columns: [Int],
    ofFirst count: Int,
    _ fields: FieldBounds,
    in bytes: UnsafeBufferPointer<UInt8>,
    _ finder: TextFinder
  ) {
    let first = ids.count
    ids.append(contentsOf: repeatElement(StringTable.none, count: count * columns.count))
    for (offset, column) in columns.enumerated() {
      makeRoom(count)
      let hash = finder.texts.hash
      waiting = ids.withUnsafeMutableBufferPointer { ids in
        block.withUnsafeMutableBufferPointer { block in
          recent.withUnsafeBufferPointer { recent in
            var waiting = waiting
            var target = first + offset
            for row in 0..<count {
              let range = fields[row, column, bytes]
              if !range.isEmpty {
                let key = hash.key(range, in: bytes)
                if let id = Self.id(of: key, range, bytes, recent) {
                  ids[target] = id
                } else {
                  block[waiting] = Wanted(key, range, target)
                  waiting += 1
                }
              }
              target += columns.count
            }
            return waiting
          }
        }
      }
      lookUp(finder, in: bytes)
    }
  }

  /// Makes room for so many texts that are to be looked up.
  @inline(__always)
  private mutating func makeRoom(_ count: Int) {
    if waiting + count > block.count { extendBlock(count) }
  }

  @inline(never)
  private mutating func extendBlock(_ count: Int) {
    if recent.isEmpty { recent = [Recent](repeating: Recent(), count: 256) }
    let room = max(Self.blockSize * 2, waiting + count)
    let unused = Wanted(TextKey.ofNone, 0..<0, 0)
    block += repeatElement(unused, count: room - block.count)
  }

  /// The id of a text that was looked up lately.
  @inline(__always)
  private static func id(
    of key: TextKey,
    _ range: Range<Int>,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ recent: UnsafeBufferPointer<Recent>
  ) -> UInt32? {
    let last = recent[key.byte]
    return last.key == key && (!key.isHash || equal(bytes, last.range, range)) ? last.id : nil
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
    if always || waiting >= Self.blockSize { endBlock(finder.texts, bytes) }
  }

  @inline(never)
  private mutating func endBlock(_ texts: StringTable, _ bytes: UnsafeBufferPointer<UInt8>) {
    let count = waiting
    waiting = 0
    block.withUnsafeMutableBufferPointer { block in
      let wanted = UnsafeMutableBufferPointer(rebasing: block[..<count])
      texts.find(wanted, in: bytes)
      recent.withUnsafeMutableBufferPointer { recent in
        for index in wanted.indices {
          let text = wanted[index]
          var id = text.id
          if id == StringTable.none {
            id = UInt32(Self.mostTexts + new.count)
            new.append(New(key: text.key, start: text.start, length: text.length))
          }
          ids[Int(text.target)] = id
          recent[text.key.byte] =
            Recent(key: text.key, start: text.start, length: text.length, id: id)
        }
      }
    }
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
