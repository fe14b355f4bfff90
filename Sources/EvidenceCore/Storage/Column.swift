/// Values of one type side by side, in memory that was allocated or mapped from a file: the same code
/// reads either.
///
/// It is a value: a copy shares the bytes until one of the two is changed.
struct Column<Element: BitwiseCopyable & Sendable>: Sendable {
  typealias Limits = ColumnLimits

  private var region: Region
  private let start: Int
  private(set) var count: Int
  /// The number of the first block of a mapped column.
  private let firstBlock: Int
  private let limits: Limits

  /// Makes an empty column.
  init() {
    self.init(region: Region(count: 0), start: 0, count: 0)
  }

  /// Makes a column of one value, many times.
  init(repeating value: Element, count: Int) {
    self.init(region: Region(count: count * MemoryLayout<Element>.stride), start: 0, count: count)
    region.base.initializeMemory(as: Element.self, repeating: value, count: count)
  }

  /// Makes a column of values all bytes of which are nought.
  ///
  /// - Parameter inLargePages: whether any of them may be the next one, and not one near the last.
  init(noughts count: Int, inLargePages: Bool = false) {
    let bytes = count * MemoryLayout<Element>.stride
    let region = Region(noughts: bytes, inLargePages: inLargePages)
    self.init(region: region, start: 0, count: count)
  }

  /// Makes a column of some values.
  init(_ values: some Collection<Element>) {
    let count = values.count
    self.init(region: Region(count: count * MemoryLayout<Element>.stride), start: 0, count: count)
    _ = UnsafeMutableBufferPointer(
      start: region.base.bindMemory(to: Element.self, capacity: count),
      count: count
    )
    .initialize(from: values)
  }

  /// A column in a region; the caller has checked that it lies within, and is aligned.
  init(region: Region, start: Int, count: Int, firstBlock: Int = 0, limits: Limits = Limits()) {
    self.region = region
    self.start = start
    self.count = count
    self.firstBlock = firstBlock
    self.limits = limits
  }

  private var stride: Int { MemoryLayout<Element>.stride }

  /// The value at a position.
  ///
  /// - Precondition: the position is below `count`.
  /// - Complexity: O(1).
  subscript(_ index: Int) -> Element {
    @inline(__always)
    get {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "out of range")
      if region.isSealed, !admits(index) { return Self.nought }
      return region.base.load(fromByteOffset: start + index * stride, as: Element.self)
    }
    set {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "out of range")
      makeUnique(capacity: count)
      region.base.storeBytes(of: newValue, toByteOffset: start + index * stride, as: Element.self)
    }
  }

  /// The values at a position and the one behind it; two noughts where they are mapped and damaged.
  ///
  /// - Precondition: both positions are below `count`.
  /// - Complexity: O(1).
  @inline(__always)
  fileprivate func pair(_ index: Int) -> (Element, Element) {
    precondition(index >= 0 && index < count &- 1, "out of range")
    if region.isSealed, !admits(index..<index + 2) { return (Self.nought, Self.nought) }
    let place = region.base + start + index * stride
    return (
      place.load(as: Element.self), place.load(fromByteOffset: stride, as: Element.self)
    )
  }

  /// Adds a value at the end.
  ///
  /// - Complexity: O(1), amortised.
  mutating func append(_ value: Element) {
    makeUnique(capacity: count + 1)
    region.base.storeBytes(of: value, toByteOffset: start + count * stride, as: Element.self)
    count += 1
  }

  /// Adds values at the end.
  mutating func append(contentsOf values: some Collection<Element>) {
    let added = values.count
    makeUnique(capacity: count + added)
    let end = (region.base + start + count * stride).bindMemory(to: Element.self, capacity: added)
    _ = UnsafeMutableBufferPointer(start: end, count: added).initialize(from: values)
    count += added
  }

  /// Calls a function that adds values in the room that is made behind the others.
  ///
  /// - Parameters:
  ///   - room: the most values that it adds.
  ///   - body: takes all values with the room, and how many there are, which it sets.
  mutating func extend<Result>(
    by room: Int,
    _ body: (UnsafeMutableBufferPointer<Element>, inout Int) -> Result
  ) -> Result {
    makeUnique(capacity: count + room)
    var filled = count
    let result = withExtendedLifetime(region) {
      let first = (region.base + start).assumingMemoryBound(to: Element.self)
      return body(UnsafeMutableBufferPointer(start: first, count: count + room), &filled)
    }
    precondition(filled >= count && filled <= count + room, "out of range")
    count = filled
    return result
  }

  /// Takes the last values away.
  mutating func removeLast(_ removed: Int = 1) {
    precondition(removed >= 0 && count >= removed, "not so many values")
    count -= removed
  }

  /// Makes room for so many values.
  mutating func reserveCapacity(_ capacity: Int) { makeUnique(capacity: capacity) }

  /// Calls a function with all values; where they are mapped, every block has been looked at.
  @inline(__always)
  func withValues<Result>(_ body: (UnsafeBufferPointer<Element>) -> Result) -> Result {
    if region.isSealed, !admitsAll() {
      return Column(repeating: Self.nought, count: count).withValues(body)
    }
    // The region lives as long as the column, which lives to the end of this call.
    return withExtendedLifetime(region) {
      body(
        UnsafeBufferPointer(
          start: UnsafePointer((region.base + start).assumingMemoryBound(to: Element.self)),
          count: count
        )
      )
    }
  }

  /// Calls a function with some neighbouring values; with none where they are mapped and damaged.
  @inline(__always)
  func withValues<Result>(
    in range: Range<Int>,
    _ body: (UnsafeBufferPointer<Element>) -> Result
  ) -> Result {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "out of range")
    if region.isSealed, !admits(range) {
      return body(UnsafeBufferPointer(start: nil, count: 0))
    }
    return withExtendedLifetime(region) {
      let first = (region.base + start + range.lowerBound * stride)
        .assumingMemoryBound(to: Element.self)
      return body(UnsafeBufferPointer(start: UnsafePointer(first), count: range.count))
    }
  }

  /// Copies some neighbouring values to a place in a list; none where they are mapped and damaged.
  ///
  /// What stands behind them in the list may change too.
  ///
  /// - Returns: how many.
  @inline(__always)
  func copy(_ range: Range<Int>, to list: inout MutableSpan<Element>, at place: Int) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "out of range")
    precondition(place >= 0 && place + range.count <= list.count, "no room")
    if range.isEmpty { return 0 }
    if region.isSealed, !admits(range) { return 0 }
    let width = MemoryLayout<Element>.stride
    let (first, size) = (region.base + start + range.lowerBound * width, range.count * width)
    // Of a short row as much is copied whatever its length, which no branch then waits for.
    let most = 32 / width
    let isShort =
      range.count <= most && count - range.lowerBound >= most && list.count - place >= most
    list.withUnsafeMutableBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      if isShort {
        (base + place * width).copyMemory(from: first, byteCount: 32)
      } else {
        (base + place * width).copyMemory(from: first, byteCount: size)
      }
    }
    return range.count
  }

  /// Calls a function that may change all values.
  @inline(__always)
  mutating func withMutableValues<Result>(
    _ body: (UnsafeMutableBufferPointer<Element>) -> Result
  ) -> Result {
    makeUnique(capacity: count)
    return withExtendedLifetime(region) {
      let first = (region.base + start).assumingMemoryBound(to: Element.self)
      return body(UnsafeMutableBufferPointer(start: first, count: count))
    }
  }

  /// The bytes of all values, as they lie in memory.
  func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let bytes = UnsafeRawBufferPointer(start: region.base + start, count: count * stride)
    return try body(bytes)
  }

  /// The values at some positions, in their order.
  ///
  /// - Precondition: all positions are below `count`.
  func gathered(_ positions: some Collection<UInt32>) -> Column {
    var result = Column()
    result.makeUnique(capacity: positions.count)
    result.count = positions.count
    let bound = UInt32(clamping: count)
    withValues { values in
      result.withMutableValues { result in
        for (place, position) in positions.enumerated() {
          precondition(position < bound, "out of range")
          result[place] = values[Int(position)]
        }
      }
    }
    return result
  }

  /// Looks at every block that has not been looked at.
  ///
  /// - Returns: whether all are sound.
  @discardableResult
  func admitsAll() -> Bool {
    guard region.isSealed else { return true }
    var isSound = true
    let width = Region.blockSize / stride
    var index = 0
    while index < count {
      if !admits(index) { isSound = false }
      index += width
    }
    return isSound
  }

  // MARK: Memory

  /// Gives the column bytes of its own, with room for so many values.
  @inline(__always)
  private mutating func makeUnique(capacity: Int) {
    let isOwn = !region.isSealed && isKnownUniquelyReferenced(&region)
    if isOwn, start + capacity * stride <= region.count { return }
    if isOwn, start == 0 {
      extend(to: Swift.max(capacity, count * 2, 16))
    } else {
      move(to: Swift.max(capacity, count))
    }
  }

  @inline(never)
  private mutating func extend(to capacity: Int) {
    region = Region(extending: region, to: capacity * stride)
  }

  @inline(never)
  private mutating func move(to capacity: Int) {
    let larger = Region(count: capacity * stride)
    withValues { values in
      if let first = values.baseAddress {
        larger.base.copyMemory(from: first, byteCount: count * stride)
      }
    }
    self = Column(region: larger, start: 0, count: count)
  }

  private static var nought: Element {
    withUnsafeTemporaryAllocation(
      byteCount: MemoryLayout<Element>.size,
      alignment: MemoryLayout<Element>.alignment
    ) { bytes in
      bytes.initializeMemory(as: UInt8.self, repeating: 0)
      return bytes.load(as: Element.self)
    }
  }

  // MARK: Mapped values

  @inline(__always)
  private func admits(_ index: Int) -> Bool {
    let block = index * MemoryLayout<Element>.stride / Region.blockSize
    return region.isSound(firstBlock + block) ?? looksSound(block)
  }

  @inline(never)
  private func looksSound(_ block: Int) -> Bool {
    let low = block * Region.blockSize
    let high = Swift.min(low + Region.blockSize, count * stride)
    // Nothing that holds the column goes along: a copy of it would be made at each use of a value.
    return region.look(
      at: firstBlock + block,
      start + low..<start + high,
      of: start,
      stride: stride,
      limits
    )
  }

  /// Whether all blocks that some values lie in are sound.
  @inline(__always)
  private func admits(_ range: Range<Int>) -> Bool {
    let width = Region.blockSize / stride
    var index = range.lowerBound
    while index < range.upperBound {
      if !admits(index) { return false }
      index = (index / width + 1) * width
    }
    return true
  }
}

extension Column: RandomAccessCollection, MutableCollection {
  var startIndex: Int { 0 }
  var endIndex: Int { count }

  func withContiguousStorageIfAvailable<Result>(
    _ body: (UnsafeBufferPointer<Element>) throws -> Result
  ) rethrows -> Result? {
    guard !region.isSealed else { return nil }
    return try withExtendedLifetime(region) {
      try body(
        UnsafeBufferPointer(
          start: UnsafePointer((region.base + start).assumingMemoryBound(to: Element.self)),
          count: count
        )
      )
    }
  }
}

extension Column: ExpressibleByArrayLiteral {
  init(arrayLiteral elements: Element...) { self.init(elements) }
}

/// Lists of values, one a row, side by side.
///
/// - Invariant: `starts` never falls, begins with 0 and has one entry more than there are rows with a
///   list.
struct ListColumn: Sendable {
  var starts: Column<UInt32> = [0]
  var items: Column<UInt32> = []

  /// How many rows have lists.
  var count: Int { starts.count - 1 }

  /// The list of a row; empty for one beyond the last.
  subscript(_ row: Int) -> [UInt32] {
    guard row < count else { return [] }
    return starts.row(row).map { items[$0] }
  }

  /// Sets the list of a row that is not below the last one set; rows between them have empty ones.
  mutating func append(_ list: some Collection<UInt32>, at row: Int) {
    while count < row { starts.append(UInt32(items.count)) }
    guard row == count else { return }
    items.append(contentsOf: list)
    starts.append(UInt32(items.count))
  }

  /// The column with its rows in another order: row *i* of the result is row `order[i]`.
  func permuted(_ order: [UInt32]) -> ListColumn {
    guard count > 0 else { return self }
    var result = ListColumn()
    for (row, old) in order.enumerated() {
      let list = self[Int(old)]
      if !list.isEmpty { result.append(list, at: row) }
    }
    return result
  }
}

extension Column where Element: FixedWidthInteger {
  /// The part of another column that belongs to a row, where this one holds where rows start.
  ///
  /// It is empty where a mapped column is damaged.
  @inline(__always)
  func row(_ index: Int) -> Range<Int> {
    let (low, high) = pair(index)
    return Int(low)..<Swift.max(Int(low), Int(high))
  }
}

extension Column<UInt32> {
  /// How long the rows of some nodes are together.
  @inline(__always)
  func rowsCount(of nodes: Span<UInt32>) -> Int {
    var sum = 0
    eachRow(of: nodes) { sum &+= $1.count }
    return sum
  }

  /// The rows of some nodes, as ``row(_:)`` gives each, to every so many places of a list.
  @inline(__always)
  func copyRows(
    of nodes: Span<UInt32>,
    to rows: inout MutableSpan<Range<Int>>,
    at first: Int,
    by step: Int
  ) {
    eachRow(of: nodes) { rows[first + step * $0] = $1 }
  }

  /// Calls a function with the number and the row of each of some nodes.
  @inline(__always)
  private func eachRow(of nodes: Span<UInt32>, _ body: (Int, Range<Int>) -> Void) {
    // Two loops: the one that has nothing to look at keeps all that it needs at hand.
    if region.isSealed {
      for index in nodes.indices { body(index, row(Int(nodes[index]))) }
      return
    }
    let (base, last) = (region.base + start, Swift.max(count, 1) - 1)
    for index in nodes.indices {
      let node = Int(nodes[index])
      precondition(node < last, "out of range")
      let place = base + node * MemoryLayout<UInt32>.stride
      let low = Int(place.load(as: UInt32.self))
      let high = Int(place.load(fromByteOffset: MemoryLayout<UInt32>.stride, as: UInt32.self))
      body(index, low..<Swift.max(low, high))
    }
  }
}
