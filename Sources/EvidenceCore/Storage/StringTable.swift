/// The texts of a graph while it is built: each once, found by hash, ids dense from 0.
///
/// - Invariant: two texts differ in their bytes; a slot is free or holds an id; half of them are free.
struct StringTable: Sendable {
  /// The id of no text.
  static let none = UInt32.max

  private(set) var columns = TextColumns()
  /// How many slots were looked at to find a free one for each text.
  private(set) var probes = 0
  /// The id of a text, and above it a part of its hash, which tells most other texts without a look at
  /// their bytes.
  private var slots = Column<UInt64>(repeating: StringTable.free, count: 64)
  private static let free = UInt64.max
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
  mutating func intern(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 { intern(text, hash(text)) }

  /// The id of some UTF-8 bytes, the hash of which is known; they are added if they are new.
  mutating func intern(_ text: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> UInt32 {
    if slots.isEmpty { beginLookUps() } else if count * 2 >= slots.count { grow() }
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    var looked = 1
    while slots[slot] != Self.free {
      if let id = match(slots[slot], hash, text) { return id }
      slot = (slot + 1) & mask
      looked += 1
    }
    probes += looked
    let id = UInt32(count)
    columns.append(text)
    slots[slot] = UInt64(hash) << 32 | UInt64(id)
    return id
  }

  /// The id of a text, if it is there.
  func find(_ text: String) -> UInt32? {
    var text = text
    return text.withUTF8 { text in
      precondition(!slots.isEmpty, "texts are not looked up any more")
      let hash = hash(text)
      let mask = slots.count - 1
      var slot = Int(hash) & mask
      while slots[slot] != Self.free {
        if let id = match(slots[slot], hash, text) { return id }
        slot = (slot + 1) & mask
      }
      return nil
    }
  }

  @inline(__always)
  private func match(
    _ slot: UInt64,
    _ hash: UInt32,
    _ text: UnsafeBufferPointer<UInt8>
  ) -> UInt32? {
    guard slot >> 32 == UInt64(hash) else { return nil }
    let id = UInt32(truncatingIfNeeded: slot)
    return equals(id, text) ? id : nil
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
    slots = Column(repeating: Self.free, count: size)
    for id in 0..<UInt32(count) {
      let hash = columns.withBytes(id) { self.hash($0) }
      var slot = Int(hash) & (size - 1)
      while slots[slot] != Self.free { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt64(hash) << 32 | UInt64(id)
    }
  }

  private mutating func grow() {
    var larger = Column(repeating: Self.free, count: slots.count * 2)
    let mask = larger.count - 1
    for entry in slots where entry != Self.free {
      var slot = Int(entry >> 32) & mask
      while larger[slot] != Self.free { slot = (slot + 1) & mask }
      larger[slot] = entry
    }
    slots = larger
  }

  // MARK: Many texts

  /// Finds the ids of many texts; those that are not there stay without one.
  ///
  /// The steps of a look-up wait for memory one after another; taken for a block of texts at once, they
  /// wait together.
  ///
  /// - Complexity: O(bytes).
  func find(_ places: inout TextPlaces, in bytes: UnsafeBufferPointer<UInt8>) {
    let mask = slots.count - 1
    let block = 64
    var entries = [UInt64](repeating: Self.free, count: block)
    places.withWanted { wanted in
      columns.bytes.withValues { own in
        columns.offsets.withValues { offsets in
          slots.withValues { slots in
            var first = 0
            while first < wanted.count {
              let end = min(first + block, wanted.count)
              for index in first..<end where wanted[index].isText {
                let text = UnsafeBufferPointer(rebasing: bytes[wanted[index].range])
                let hash = hash(text)
                wanted[index].hash = hash
                entries[index - first] = slots[Int(hash) & mask]
              }
              var touched: UInt64 = 0
              for index in first..<end where wanted[index].isText {
                let entry = entries[index - first]
                guard entry >> 32 == UInt64(wanted[index].hash) else { continue }
                touched &+= offsets[Int(UInt32(truncatingIfNeeded: entry))]
              }
              for index in first..<end where wanted[index].isText {
                let entry = entries[index - first]
                guard entry >> 32 == UInt64(wanted[index].hash) else { continue }
                let offset = Int(offsets[Int(UInt32(truncatingIfNeeded: entry))])
                if offset < own.count { touched &+= UInt64(own[offset]) }
              }
              for index in first..<end where wanted[index].isText {
                let text = UnsafeBufferPointer(rebasing: bytes[wanted[index].range])
                let hash = wanted[index].hash
                var entry = entries[index - first]
                var slot = Int(hash) & mask
                while entry != Self.free {
                  if let id = match(entry, hash, text) {
                    wanted[index].id = id
                    break
                  }
                  slot = (slot + 1) & mask
                  entry = slots[slot]
                }
              }
              Self.keep(touched)
              first = end
            }
          }
        }
      }
    }
  }

  /// Keeps the compiler from leaving out what is read ahead.
  @inline(never)
  private static func keep(_ value: UInt64) {}
}
