internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Bytes that columns lie in: allocated, or a file that is mapped into memory.
///
/// It is the one place that promises the compiler more than it can check. Allocated bytes change only
/// while one column alone holds them; mapped ones never. Blocks of a mapped file are looked at before
/// their first use: one whose checksum is wrong reads as noughts, and `damagedBlock` says so for good.
final class Region: @unchecked Sendable {
  /// How many bytes of a section are checked at once.
  static let blockSize = 1 << 16

  let base: UnsafeMutableRawPointer
  /// How many bytes there are.
  let count: Int
  /// Whether blocks are looked at before their first use.
  let isSealed: Bool
  private let isMapped: Bool
  /// What findings call a sealed region.
  let name: String
  /// What the bytes of a sealed region belong to.
  private let owner: Region?
  /// What is known of each block of a sealed region.
  private let blocks: UnsafeMutablePointer<Atomic<UInt8>>
  private let checksums: [UInt64]
  /// 0, or the number of the first block found damaged, and 1.
  private let firstFault = Atomic<Int>(0)

  private enum State {
    static let unseen: UInt8 = 0
    static let sound: UInt8 = 1
    static let damaged: UInt8 = 2
  }

  /// Whether the bytes have gone over to a larger region.
  private var hasMoved = false
  /// From so many bytes on memory is asked of the system itself; it goes back there as soon as it is given
  /// up.
  private static let large = 4 << 20

  /// Allocates bytes; what is in them is written before it is read.
  convenience init(count: Int) {
    if count < Self.large {
      self.init(owning: malloc(max(count, 16)), count: count)
    } else {
      self.init(large: count)
    }
  }

  /// Allocates bytes that are nought.
  ///
  /// - Parameter inLargePages: whether large pages are asked for, which pays where there are many bytes and
  ///   the next ones to be read or written may be any of them. Elsewhere it does not: a system that has few
  ///   of them takes long to find them.
  convenience init(noughts count: Int, inLargePages: Bool = false) {
    if count < Self.large {
      self.init(owning: calloc(max(count, 16), 1), count: count)
    } else {
      self.init(large: count, inLargePages: inLargePages)
    }
  }

  /// Takes over the bytes of an allocated region that nobody else holds, with room for at least so many.
  ///
  /// Of a large one most room is but a range of addresses: what is never written takes no memory, and bytes
  /// are seldom copied.
  convenience init(extending other: Region, to count: Int) {
    precondition(!other.isSealed && count >= other.count, "not to be extended")
    guard count >= Self.large else {
      other.hasMoved = true
      self.init(owning: realloc(other.base, max(count, 16)), count: count)
      return
    }
    self.init(large: count, likely: count * 16)
    base.copyMemory(from: other.base, byteCount: other.count)
  }

  private init(owning bytes: UnsafeMutableRawPointer?, count: Int, isMapped: Bool = false) {
    guard let bytes else { preconditionFailure("no memory for \(count) bytes") }
    base = bytes
    self.count = count
    isSealed = false
    self.isMapped = isMapped
    name = ""
    owner = nil
    blocks = .allocate(capacity: 0)
    checksums = []
  }

  /// Asks the system for bytes, which are nought.
  ///
  /// - Parameter likely: how many addresses are taken, if the system allows it.
  private convenience init(large count: Int, likely: Int = 0, inLargePages: Bool = false) {
    func map(_ count: Int) -> UnsafeMutableRawPointer? {
      let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
      let bytes = mmap(nil, count, PROT_READ | PROT_WRITE, flags, -1, 0)
      return bytes == MAP_FAILED ? nil : bytes
    }
    var (bytes, taken) = (likely > count ? map(likely) : nil, likely)
    if bytes == nil { (bytes, taken) = (map(count), count) }
    #if os(Linux)
      // What the system makes of the advice is its own affair.
      if let bytes, inLargePages { _ = madvise(bytes, taken, MADV_HUGEPAGE) }
    #endif
    self.init(owning: bytes, count: taken, isMapped: true)
  }

  /// Maps a file.
  ///
  /// - Returns: `nil` where the system refuses, with `errno`.
  init?(mapping descriptor: Int32, count: Int) {
    guard count > 0,
      let base = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED
    else { return nil }
    self.base = base
    self.count = count
    isSealed = false
    isMapped = true
    name = ""
    owner = nil
    blocks = .allocate(capacity: 0)
    checksums = []
  }

  /// The bytes of another region, whose blocks have checksums; it keeps the other one alive.
  ///
  /// - Parameter name: what findings call it.
  init(sealing other: Region, checksums: [UInt64], name: String) {
    self.name = name
    base = other.base
    count = other.count
    isSealed = true
    isMapped = false
    blocks = .allocate(capacity: checksums.count)
    for block in checksums.indices { (blocks + block).initialize(to: Atomic(State.unseen)) }
    self.checksums = checksums
    owner = other
  }

  deinit {
    if isSealed {
      blocks.deinitialize(count: checksums.count)
    } else if isMapped {
      munmap(base, count)
    } else if !hasMoved {
      free(base)
    }
    blocks.deallocate()
  }

  /// Whether a block may be read as it is; `nil` if nobody has looked at it.
  ///
  /// - Complexity: O(1).
  @inline(__always)
  func isSound(_ number: Int) -> Bool? {
    switch blocks[number].load(ordering: .relaxed) {
    case State.sound: true
    case State.damaged: false
    default: nil
    }
  }

  /// Looks at a block, whether it may be read as it is: its checksum, and its values where that is right.
  ///
  /// - Parameters:
  ///   - number: the block.
  ///   - bytes: where it lies.
  ///   - column: where its column begins.
  ///   - stride: how many bytes a value of the column takes.
  ///   - limits: what values may be.
  /// - Complexity: O(size of the block).
  @inline(never)
  func look(
    at number: Int,
    _ bytes: Range<Int>,
    of column: Int,
    stride: Int,
    _ limits: ColumnLimits
  ) -> Bool {
    let all = UnsafeRawBufferPointer(start: base, count: count)
    let holds =
      XXHash64.hash(UnsafeRawBufferPointer(rebasing: all[bytes])) == checksums[number]
      && limits.allow(bytes, of: all, columnAt: column, stride: stride)
    blocks[number].store(holds ? State.sound : State.damaged, ordering: .relaxed)
    if !holds {
      _ = firstFault.compareExchange(expected: 0, desired: number + 1, ordering: .relaxed)
    }
    return holds
  }

  /// The number of the first block that was found damaged.
  var damagedBlock: Int? {
    let fault = firstFault.load(ordering: .relaxed)
    return fault == 0 ? nil : fault - 1
  }
}
