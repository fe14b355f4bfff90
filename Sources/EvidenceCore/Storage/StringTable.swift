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
  let hash = TextHash()

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
    slots = Column(noughts: size, inLargePages: true)
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
    var larger = Column<Slot>(noughts: size, inLargePages: true)
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
    let hash = hash
    let hasHashes = slots.withValues { slots in
      let mask = slots.count - 1
      for index in wanted.indices {
        wanted[index].place = UInt32(hash.place(wanted[index].key) & mask)
      }
      // The less stands between two reads, the more of them wait at once.
      for index in wanted.indices { wanted[index].slot = slots[Int(wanted[index].place)] }
      var hasHashes = false
      for index in wanted.indices {
        let key = wanted[index].key
        var slot = wanted[index].slot
        if !slot.isFree, !slot.holds(key) {
          var place = Int(wanted[index].place)
          repeat {
            place += 1
            slot = slots[place & mask]
          } while !slot.isFree && !slot.holds(key)
        }
        wanted[index].id = slot.id
        hasHashes = hasHashes || (key.isHash && !slot.isFree)
      }
      return hasHashes
    }
    if hasHashes { check(wanted, bytes) }
  }

  /// Takes the ids of texts away that only have the hash of the wanted ones, where no other text has it.
  private func check(
    _ wanted: UnsafeMutableBufferPointer<TextPlaces.Wanted>,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    for index in wanted.indices where wanted[index].key.isHash && wanted[index].id != Self.none {
      let text = UnsafeBufferPointer(rebasing: bytes[wanted[index].range])
      if columns.equals(wanted[index].id, text) { continue }
      wanted[index].id = find(text, wanted[index].key) ?? Self.none
    }
  }

  /// Adds new texts in the order in which places name them, and puts their ids in the places.
  ///
  /// - Parameters:
  ///   - new: texts that were not there when they were looked up, of which some may be by now.
  ///   - places: ids, and positions of new texts.
  /// - Complexity: O(places and bytes).
  mutating func add(
    _ new: UnsafeMutableBufferPointer<TextPlaces.New>,
    for places: UnsafeMutableBufferPointer<UInt32>,
    in bytes: UnsafeBufferPointer<UInt8>
  ) {
    var room = (texts: 0, bytes: 0)
    for id in places where TextPlaces.isNew(id) {
      let position = Int(id) - TextPlaces.mostTexts
      guard new[position].id == Self.none else { continue }
      room.texts += 1
      room.bytes += Int(new[position].length)
    }
    if slots.isEmpty { beginLookUps() }
    precondition(count + room.texts <= TextPlaces.mostTexts, "more texts than a graph may have")
    while (count + room.texts) * 2 > slots.count { grow(to: slots.count * 2) }
    let hash = hash
    probes += columns.extend(by: room, holding: &slots) { columns, slots in
      slots.withMutableValues { slots in
        var (probes, start) = (0, 0)
        while start < places.count {
          let block = start..<min(start + Self.blockSize, places.count)
          let some = UnsafeMutableBufferPointer(rebasing: places[block])
          Self.see(new, for: some, hash, slots)
          for index in some.indices where TextPlaces.isNew(some[index]) {
            let position = Int(some[index]) - TextPlaces.mostTexts
            if new[position].id == Self.none {
              new[position].id = Self.add(new[position], in: bytes, slots, &columns, &probes)
            }
            some[index] = new[position].id
          }
          start = block.upperBound
        }
        return probes
      }
    }
  }

  /// How many places are looked at together.
  private static let blockSize = 512

  /// Reads where texts will be put, so that the reads wait for memory together.
  @inline(__always)
  private static func see(
    _ new: UnsafeMutableBufferPointer<TextPlaces.New>,
    for places: UnsafeMutableBufferPointer<UInt32>,
    _ hash: TextHash,
    _ slots: UnsafeMutableBufferPointer<Slot>
  ) {
    let mask = slots.count - 1
    for id in places where TextPlaces.isNew(id) {
      let position = Int(id) - TextPlaces.mostTexts
      let place = hash.place(new[position].key) & mask
      new[position].place = UInt32(truncatingIfNeeded: place)
      new[position].seen = slots[place].id
    }
  }

  /// The id of a text, which is added if it is not there by now.
  @inline(__always)
  private static func add(
    _ new: TextPlaces.New,
    in bytes: UnsafeBufferPointer<UInt8>,
    _ slots: UnsafeMutableBufferPointer<Slot>,
    _ columns: inout TextColumns.Growing,
    _ probes: inout Int
  ) -> UInt32 {
    let (key, text) = (new.key, UnsafeBufferPointer(rebasing: bytes[new.range]))
    let mask = slots.count - 1
    var place = Int(new.place)
    var slot = slots[place]
    var looked = 1
    while !slot.isFree {
      if slot.holds(key), !key.isHash || columns.equals(slot.id, text) { return slot.id }
      place = (place + 1) & mask
      slot = slots[place]
      looked += 1
    }
    probes += looked
    let id = columns.append(text)
    slots[place] = Slot(key, id)
    return id
  }
}
