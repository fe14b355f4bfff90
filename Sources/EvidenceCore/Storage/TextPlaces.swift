/// Texts that stand in the bytes of an input, and the ids that they are found to have.
///
/// Reading ahead, on any thread, notes where the texts of many rows stand and looks them up, a block after
/// the other; those that are new get their ids later, one after the other in the order of the input, so that
/// ids hang on nothing but the input.
///
/// - Invariant: an id is below ``mostTexts``, ``StringTable/none`` where there is no text, or ``mostTexts``
///   and the position of a new text.
package struct TextPlaces: Sendable {
  /// A text of the block that is looked up next.
  struct Wanted: BitwiseCopyable, Sendable {
    /// Where it stands.
    var start: UInt32
    /// How many bytes it has.
    var length: UInt32
    /// The position in the block of the first text that has the same bytes, its own where it is the first;
    /// ``noRoot`` where there is no text.
    var root: UInt32
    var id = StringTable.none
    var key = TextKey.empty
    var slot = StringTable.Slot()
    /// Where the bytes of the text begin that it may be.
    var place = -1

    @inline(__always)
    var range: Range<Int> { Int(start)..<Int(start) + Int(length) }

    /// Whether it is to be looked up, being the first of its kind.
    @inline(__always)
    func isRoot(_ index: Int) -> Bool { Int(root) == index }

    static let noRoot = UInt32.max
  }

  /// A text that was not there when it was looked up.
  struct New: BitwiseCopyable, Sendable {
    var start: UInt32
    var length: UInt32
    var id = StringTable.none
    var key = TextKey.empty
    /// What was found where it will be put.
    var seen = StringTable.none

    var range: Range<Int> { Int(start)..<Int(start) + Int(length) }
  }

  /// How many texts a graph may have.
  static let mostTexts = 1 << 31
  private static let blockSize = 256

  private(set) var ids: [UInt32] = []
  private var block: [Wanted] = []
  private var new: [New] = []
  /// The position of the first of the new texts that is not prepared for being added.
  private var unprepared = 0

  package init() {}

  /// How many places there are.
  package var count: Int { ids.count + block.count }

  /// Makes room for so many places.
  package mutating func reserveCapacity(_ count: Int) {
    ids.reserveCapacity(count)
    block.reserveCapacity(Self.blockSize * 2)
  }

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
    if range.isEmpty {
      block.append(Wanted(start: 0, length: 0, root: Wanted.noRoot))
    } else {
      append(text: range, above: above, in: bytes)
    }
  }

  /// Adds a text, which may be empty.
  ///
  /// - Parameters:
  ///   - range: where it stands in bytes of less than 4 GiB.
  ///   - above: the position of a place that is likely to hold the same text.
  @inline(__always)
  mutating func append(
    text range: Range<Int>,
    above: Int,
    in bytes: UnsafeBufferPointer<UInt8>
  ) {
    var wanted = Wanted(
      start: UInt32(range.lowerBound),
      length: UInt32(range.count),
      root: UInt32(block.count)
    )
    let place = above - ids.count
    if place >= 0 {
      let other = block[place]
      if other.length == wanted.length, other.root != Wanted.noRoot,
        Self.equal(bytes, other.range, range)
      {
        wanted.root = other.root
      }
    }
    block.append(wanted)
  }

  @inline(__always)
  private static func equal(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ a: Range<Int>,
    _ b: Range<Int>
  ) -> Bool {
    // Texts that differ do so at their end most often: their numbers ascend.
    let (bytes, count) = (UnsafeRawBufferPointer(bytes), a.count)
    func word(_ place: Int) -> UInt64 {
      bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
    }
    var rest = count
    while rest >= 8 {
      if word(a.lowerBound + rest - 8) != word(b.lowerBound + rest - 8) { return false }
      rest -= 8
    }
    if count >= 8 { return word(a.lowerBound) == word(b.lowerBound) }
    while rest > 0 {
      rest -= 1
      if bytes[a.lowerBound + rest] != bytes[b.lowerBound + rest] { return false }
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
    block.withUnsafeMutableBufferPointer { texts.find($0, in: bytes) }
    let first = ids.count
    for (index, wanted) in block.enumerated() {
      if wanted.root == Wanted.noRoot || wanted.id != StringTable.none {
        ids.append(wanted.id)
      } else if Int(wanted.root) != index {
        ids.append(ids[first + Int(wanted.root)])
      } else {
        ids.append(UInt32(Self.mostTexts + new.count))
        new.append(New(start: wanted.start, length: wanted.length))
      }
    }
    block.removeAll(keepingCapacity: true)
  }

  /// The id of the text at a place, which is added to the table if it is new; `nil` where there is none.
  @inline(__always)
  mutating func id(
    _ index: Int,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ texts: inout StringTable
  ) -> UInt32? {
    let id = ids[index]
    if id < Self.mostTexts { return id }
    return id == StringTable.none ? nil : add(Int(id) - Self.mostTexts, bytes, &texts)
  }

  private mutating func add(
    _ position: Int,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ texts: inout StringTable
  ) -> UInt32 {
    if position >= unprepared {
      let block = unprepared..<min(position + Self.blockSize, new.count)
      new.withUnsafeMutableBufferPointer {
        texts.prepare(UnsafeMutableBufferPointer(rebasing: $0[block]), in: bytes)
      }
      unprepared = block.upperBound
    }
    let text = new[position]
    if text.id != StringTable.none { return text.id }
    let id = texts.intern(UnsafeBufferPointer(rebasing: bytes[text.range]), text.key)
    new[position].id = id
    return id
  }

  /// Adds the new texts at some places to the table, in their order.
  mutating func resolve(
    _ places: Range<Int>,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ texts: inout StringTable
  ) {
    if new.isEmpty { return }
    for place in places where ids[place] >= Self.mostTexts && ids[place] != StringTable.none {
      ids[place] = add(Int(ids[place]) - Self.mostTexts, bytes, &texts)
    }
  }

  /// Whether any of the texts was not there when it was looked up.
  var hasNew: Bool { !new.isEmpty }

  /// The id of a place that is resolved.
  subscript(_ place: Int) -> UInt32 { ids[place] }

  /// The ids of places that are resolved.
  subscript(_ places: Range<Int>) -> ArraySlice<UInt32> { ids[places] }

  /// The ids at every so many places from one on, all of which are resolved.
  func ids(from first: Int, step: Int, count: Int) -> LazyMapCollection<Range<Int>, UInt32> {
    (0..<count).lazy.map { [ids] in ids[first + $0 * step] }
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

  /// The number of the text at a place, which is taken in if it is new; `nil` where there is none.
  package mutating func text(
    _ places: inout TextPlaces,
    _ index: Int,
    in bytes: UnsafeBufferPointer<UInt8>
  ) -> TextID? {
    places.id(index, bytes, &texts).map { TextID(number: $0) }
  }

  /// Takes in the new texts at some places, in their order.
  package mutating func texts(
    _ places: inout TextPlaces,
    _ range: Range<Int>,
    in bytes: UnsafeBufferPointer<UInt8>
  ) {
    places.resolve(range, bytes, &texts)
  }
}
