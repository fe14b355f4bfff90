/// The texts of a graph while it is built: each once, found by hash, ids dense from 0.
///
/// - Invariant: two texts differ in their bytes; a slot is free or holds an id; half of them are free.
struct StringTable: Sendable {
  /// The id of no text.
  static let none = UInt32.max

  /// The key of a text and its id; most texts are told from others without a look at their bytes.
  ///
  /// A free one is nought, byte by byte.
  struct Slot: BitwiseCopyable, Sendable {
    private let low: UInt64
    private let high: UInt32
    /// The id and one.
    private let number: UInt32

    init() { (low, high, number) = (0, 0, 0) }

    @inline(__always)
    init(_ key: TextKey, _ id: UInt32) { (low, high, number) = (key.low, key.high, id + 1) }

    var key: TextKey { TextKey(low: low, high: high) }

    /// ``StringTable/none`` for a free one.
    @inline(__always)
    var id: UInt32 { number &- 1 }

    @inline(__always)
    var isFree: Bool { number == 0 }

    /// Whether the slot has this key, and is not free.
    @inline(__always)
    func holds(_ key: TextKey) -> Bool { low == key.low && high == key.high && number != 0 }
  }

  private(set) var columns = TextColumns()
  /// How many slots were looked at to find a free one for each text.
  private(set) var probes = 0
  private var slots = Column<Slot>(noughts: 64)
  /// Ids follow the order of the texts, and never the hash.
  private let hash = TextHash()

  /// How many texts there are.
  var count: Int { columns.count }

  /// The text with this id.
  subscript(_ id: UInt32) -> String { columns[id] }

  /// The id of a text, which is added if it is new.
  ///
  /// - Complexity: O(length), amortised.
  mutating func intern(_ text: String) -> UInt32 {
    var text = text
    return text.withUTF8 { intern($0) }
  }

  /// The id of some UTF-8 bytes, which are added if they are new.
  mutating func intern(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    intern(text, hash.key(text))
  }

  /// The id of some UTF-8 bytes, whose key is known; they are added if they are new.
  mutating func intern(_ text: UnsafeBufferPointer<UInt8>, _ key: TextKey) -> UInt32 {
    if slots.isEmpty { beginLookUps() }
    if count * 2 >= slots.count { grow(to: slots.count * 2) }
    let mask = slots.count - 1
    var place = hash.place(key) & mask
    var looked = 1
    while true {
      let slot = slots[place]
      if slot.isFree { break }
      if slot.holds(key), !key.isHash || columns.equals(slot.id, text) { return slot.id }
      place = (place + 1) & mask
      looked += 1
    }
    probes += looked
    precondition(count < TextPlaces.mostTexts, "more texts than a graph may have")
    let id = UInt32(count)
    columns.append(text)
    slots[place] = Slot(key, id)
    return id
  }

  /// The id of a text, if it is there.
  @inline(__always)
  func find(_ text: String) -> UInt32? {
    var text = text
    return text.withUTF8 { find($0, hash.key($0)) }
  }

  @inline(__always)
  private func find(_ text: UnsafeBufferPointer<UInt8>, _ key: TextKey) -> UInt32? {
    precondition(!slots.isEmpty, "texts are not looked up any more")
    let mask = slots.count - 1
    var place = hash.place(key) & mask
    while true {
      let slot = slots[place]
      if slot.isFree { return nil }
      if slot.holds(key), !key.isHash || columns.equals(slot.id, text) { return slot.id }
      place = (place + 1) & mask
    }
  }

  /// Whether one text comes before another in the order of their bytes.
  func precedes(_ a: UInt32, _ b: UInt32) -> Bool { compare(a, b) < 0 }

  /// Below, at or above zero as `a` comes before, equals or comes after `b` in byte order.
  func compare(_ a: UInt32, _ b: UInt32) -> Int { columns.compare(a, b) }

  /// Whether a text has these bytes.
  @inline(__always)
  func equals(_ id: UInt32, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    columns.equals(id, text)
  }

  /// Gives up what texts are found by; should one be added still, it is made again.
  mutating func endLookUps() { slots = [] }

  private mutating func beginLookUps() {
    var size = 64
    while size < count * 2 + 2 { size *= 2 }
    slots = Column(noughts: size)
    for id in 0..<UInt32(count) {
      let key = columns.withBytes(id) { hash.key($0) }
      Self.put(Slot(key, id), hash.place(key), &slots)
    }
  }

  /// Makes room for so many texts, or for some of them where there are very many.
  mutating func reserveCapacity(_ texts: Int) {
    var size = max(64, slots.count)
    while size < min(texts, Self.mostExpected) * 2 { size *= 2 }
    if !slots.isEmpty, size > slots.count { grow(to: size) }
  }

  /// How many texts there is room made for before they come.
  private static let mostExpected = 1 << 22

  private mutating func grow(to size: Int) {
    var larger = Column<Slot>(noughts: size)
    for slot in slots where !slot.isFree {
      Self.put(slot, hash.place(slot.key), &larger)
    }
    slots = larger
  }

  @inline(__always)
  private static func put(_ slot: Slot, _ place: Int, _ slots: inout Column<Slot>) {
    let mask = slots.count - 1
    var place = place & mask
    while !slots[place].isFree { place = (place + 1) & mask }
    slots[place] = slot
  }

  // MARK: Many texts

  /// Finds the ids of many texts; those that are not there stay without one.
  ///
  /// The steps of a look-up wait for memory one after another; taken for a block of texts at once, they
  /// wait together.
  ///
  /// - Complexity: O(bytes).
  func find(
    _ wanted: UnsafeMutableBufferPointer<TextPlaces.Wanted>,
    in bytes: UnsafeBufferPointer<UInt8>
  ) {
    slots.withValues { slots in
      let mask = slots.count - 1
      for index in wanted.indices where wanted[index].isRoot(index) {
        let key = hash.key(UnsafeBufferPointer(rebasing: bytes[wanted[index].range]))
        wanted[index].key = key
        wanted[index].slot = slots[hash.place(key) & mask]
      }
      var hasHashes = false
      for index in wanted.indices where wanted[index].isRoot(index) {
        let key = wanted[index].key
        var slot = wanted[index].slot
        if !slot.isFree, !slot.holds(key) {
          var place = hash.place(key)
          repeat {
            place += 1
            slot = slots[place & mask]
          } while !slot.isFree && !slot.holds(key)
        }
        wanted[index].id = slot.id
        hasHashes = hasHashes || (key.isHash && !slot.isFree)
      }
      if hasHashes { check(wanted, bytes) }
    }
  }

  /// Takes the ids of texts away that only have the hash of the wanted ones, where no other text has it.
  private func check(
    _ wanted: UnsafeMutableBufferPointer<TextPlaces.Wanted>,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    for index in wanted.indices where wanted[index].key.isHash && wanted[index].id != Self.none {
      let range = columns.range(wanted[index].id)
      wanted[index].place = range.count == Int(wanted[index].length) ? range.lowerBound : -1
    }
    for index in wanted.indices where wanted[index].key.isHash && wanted[index].id != Self.none {
      let text = UnsafeBufferPointer(rebasing: bytes[wanted[index].range])
      let place = wanted[index].place
      if place >= 0, columns.bytes.holds(text, at: place) { continue }
      wanted[index].id = find(text, wanted[index].key) ?? Self.none
    }
  }

  /// Finds the keys of texts that are added next, and reads ahead where they will be put.
  func prepare(
    _ texts: UnsafeMutableBufferPointer<TextPlaces.New>,
    in bytes: UnsafeBufferPointer<UInt8>
  ) {
    let hash = hash
    slots.withValues { slots in
      for index in texts.indices {
        let key = hash.key(UnsafeBufferPointer(rebasing: bytes[texts[index].range]))
        texts[index].key = key
        // The value is of no use: what counts is that it was read.
        if !slots.isEmpty { texts[index].seen = slots[hash.place(key) & (slots.count - 1)].id }
      }
    }
  }
}
