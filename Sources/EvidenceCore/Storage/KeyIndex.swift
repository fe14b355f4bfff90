/// Finds nodes by the hash of their keys; the same keys make the same index in every process.
///
/// - Invariant: no slots, or a power of two of them, at least a quarter of them free.
struct KeyIndex: Sendable {
  /// A node, and above it a part of the hash of its key.
  var slots: Column<UInt64> = []
  var seed: UInt64 = 0
  static let free = UInt64.max
  /// Beyond so many slots looked at for a key another seed is tried: keys may be made to clash.
  private static let mostProbes = 256

  init(slots: Column<UInt64>, seed: UInt64) {
    self.slots = slots
    self.seed = seed
  }

  /// Indexes keys; where no seed parts them well, there are no slots, and nodes are found by halving.
  ///
  /// - Complexity: O(*n*) for *n* keys.
  init(_ keys: Column<UInt32>, _ texts: TextColumns) {
    var count = 16
    while count * 3 < keys.count * 4 { count *= 2 }
    for seed in 0..<UInt64(4) {
      if let made = Self.slots(keys, texts, seed, count) {
        self.init(slots: made, seed: seed)
        return
      }
    }
    self.init(slots: [], seed: 0)
  }

  /// The slots for a seed; `nil` where it does not part the keys well.
  private static func slots(
    _ keys: Column<UInt32>,
    _ texts: TextColumns,
    _ seed: UInt64,
    _ count: Int
  ) -> Column<UInt64>? {
    var made = Column(repeating: free, count: count)
    // What was seen in a slot is of no use: what counts is that reads of a block wait together.
    var block: [(hash: UInt32, seen: UInt64)] = []
    let isSound = made.withMutableValues { made in
      var first = 0
      while first < keys.count {
        let nodes = first..<min(first + blockSize, keys.count)
        block.removeAll(keepingCapacity: true)
        for node in nodes {
          let hash = texts.withBytes(keys[node]) { Self.hash($0, seed) }
          block.append((hash, made[Int(hash) & (count - 1)]))
        }
        for node in nodes {
          let hash = block[node - first].hash
          var slot = Int(hash) & (count - 1)
          var looked = 1
          while made[slot] != free {
            if looked == mostProbes { return false }
            slot = (slot + 1) & (count - 1)
            looked += 1
          }
          made[slot] = UInt64(hash) << 32 | UInt64(node)
        }
        first = nodes.upperBound
      }
      return true
    }
    return isSound ? made : nil
  }

  private static let blockSize = 256

  /// The node with a key.
  ///
  /// - Complexity: O(length), or O(length log *n*) where there are no slots for *n* keys.
  @inline(__always)
  func find(
    _ key: UnsafeBufferPointer<UInt8>,
    _ keys: Column<UInt32>,
    _ texts: TextColumns
  ) -> UInt32? {
    if slots.isEmpty { return halve(key, keys, texts) }
    let hash = Self.hash(key, seed)
    var slot = Int(hash) & (slots.count - 1)
    for _ in 0..<slots.count {
      let entry = slots[slot]
      if entry == Self.free { return nil }
      let node = UInt32(truncatingIfNeeded: entry)
      if entry >> 32 == UInt64(hash), node < keys.count,
        texts.equals(keys[Int(node)], key)
      {
        return node
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func halve(
    _ key: UnsafeBufferPointer<UInt8>,
    _ keys: Column<UInt32>,
    _ texts: TextColumns
  ) -> UInt32? {
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      let isBefore = texts.withBytes(keys[middle]) { $0.lexicographicallyPrecedes(key) }
      if isBefore { low = middle + 1 } else { high = middle }
    }
    return low < keys.count && texts.equals(keys[low], key) ? UInt32(low) : nil
  }

  private static func hash(_ key: UnsafeBufferPointer<UInt8>, _ seed: UInt64) -> UInt32 {
    // A slot of all ones is free.
    UInt32(truncatingIfNeeded: XXHash64.hash(UnsafeRawBufferPointer(key), seed: seed)) & 0x7FFF_FFFF
  }
}
