import EvidenceCore

/// How much of a table is read at once: whatever it is, the same comes of it.
struct PieceSizes {
  /// How many bytes of a large file are in memory at once.
  var piece = 4 << 20
  /// How many bytes one thread reads ahead at once.
  var part = 1 << 16
  /// Whether parts are read ahead on two threads.
  var onTwoThreads = true
  /// Whether plain rows are read ahead at all.
  var readsAhead = true
}

/// A table that is taken in, row by row or many plain rows at once.
protocol BulkTable: Sendable {
  /// How plain rows are read; `nil` where no row is one.
  var plan: RowPlan? { get }

  /// Takes a row.
  func take(_ record: DelimitedRecord, into collection: inout ImportCollection)

  /// Takes in the texts of plain rows, which are to be added later.
  ///
  /// - Parameter waiting: how many rows wait to be added already.
  /// - Returns: the first row that was not taken and has to go the longer way; the end of the range where
  ///   all were.
  func take(
    _ range: Range<Int>,
    of rows: inout PlainRows,
    in bytes: UnsafeBufferPointer<UInt8>,
    behind waiting: Int,
    into collection: inout ImportCollection
  ) -> Int

  /// Adds plain rows, the texts of which are taken in.
  ///
  /// - Parameter line: the line where their part begins.
  func add(_ range: Range<Int>, of rows: PlainRows, from line: Int, to columns: inout GraphRows)
}

/// Plain rows that wait to be added.
struct WaitingRows: Sendable {
  var rows: PlainRows
  var range: Range<Int>
  /// The line where their part begins.
  var line: Int

  /// Adds rows.
  static func add(
    _ waiting: [WaitingRows],
    of table: some BulkTable,
    _ collection: inout ImportCollection
  ) {
    if waiting.isEmpty { return }
    collection.builder.addRows { columns in
      for rows in waiting { table.add(rows.range, of: rows.rows, from: rows.line, to: &columns) }
    }
  }
}

/// The rows of a piece of a table, taken in from the first one to the last.
///
/// Some parts of it are read ahead at the same time. What they hold is then taken in one after the other,
/// in the order of the rows, so that the same comes of it whatever the sizes of parts and pieces are; it is
/// added to the columns while the next parts are read, be they those of the next piece.
///
/// - Invariant: `position` is where the first row begins that is not taken, on line `line`.
struct TableRows {
  private let header: BulkHeader
  private let bytes: UnsafeBufferPointer<UInt8>
  private let file: String
  private let isSheet: Bool
  private let isLast: Bool
  /// How many bytes of the table stand behind the piece.
  private let following: Int
  private let sizes: PieceSizes
  private(set) var position: Int
  private(set) var line: Int
  /// Whether the next row may go on beyond the piece.
  private var isOpen = false
  /// What is to be added before any other row.
  private(set) var waiting: [WaitingRows]
  /// The piece behind this one.
  private let next: NextPiece
  private static let mostParts = 32

  /// - Parameters:
  ///   - reader: stands at the first row.
  ///   - isLast: whether nothing of the table stands behind the piece.
  ///   - following: about how many bytes stand there.
  ///   - next: the piece that does.
  ///   - waiting: rows of the pieces before this one that are to be added.
  init(
    _ header: BulkHeader,
    _ reader: DelimitedReader,
    isLast: Bool,
    following: Int,
    _ next: NextPiece,
    _ sizes: PieceSizes,
    behind waiting: [WaitingRows]
  ) {
    self.header = header
    bytes = reader.bytes
    file = reader.file
    isSheet = reader.countsRecords
    position = reader.position
    line = reader.line
    self.isLast = isLast
    self.following = following
    self.sizes = sizes
    self.next = next
    self.waiting = waiting
  }

  /// Takes all rows that end in the piece; some of them wait to be added then.
  ///
  /// - Throws: `EvidenceError` at a row that cannot be read, and what the collection's limit throws.
  mutating func take(
    into table: some BulkTable,
    _ collection: inout ImportCollection
  ) throws(EvidenceError) {
    guard let plan = table.plan, !isSheet, sizes.readsAhead else {
      while position < bytes.count, !isOpen { try takeRecord(into: table, &collection) }
      return
    }
    try take(into: table, plan, &collection)
  }

  private mutating func take(
    into table: some BulkTable,
    _ plan: RowPlan,
    _ collection: inout ImportCollection
  ) throws(EvidenceError) {
    var isFirst = true
    while position < bytes.count, !isOpen {
      let (start, known) = (position, collection.builder.textCount)
      let parts = parts
      // Nobody else holds what is taken: it would be copied.
      var read = Array(ahead(parts, table, plan, &collection).reversed())
      for part in parts {
        // A row before it may have gone on into it.
        guard position == part.lowerBound, !isOpen, let rows = read.popLast() else { break }
        try take(rows, into: table, &collection)
      }
      if isFirst, position > start {
        isFirst = false
        let rest = Double(bytes.count - position + following) / Double(position - start)
        let new = Double(collection.builder.textCount - known) * rest
        collection.builder.reserveCapacity(texts: collection.builder.textCount + Int(new))
      }
    }
  }

  /// The parts that are read ahead next: there is one at least.
  private var parts: [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = position
    repeat {
      let end = lineEnd(behind: start + sizes.part)
      parts.append(start..<end)
      start = end
    } while start < bytes.count && parts.count < Self.mostParts
    return parts
  }

  private func lineEnd(behind position: Int) -> Int {
    var end = position
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    return min(end + 1, bytes.count)
  }

  /// Reads parts ahead, while what was read before them is added.
  private mutating func ahead(
    _ parts: [Range<Int>],
    _ table: some BulkTable,
    _ plan: RowPlan,
    _ collection: inout ImportCollection
  ) -> [PlainRows] {
    // The bytes stay as they are, and where they are, until both threads are done.
    nonisolated(unsafe) let bytes = bytes
    let (isLast, finder) = (isLast, collection.builder.finder)
    let (waiting, next) = (waiting, isLast ? nil : next)
    self.waiting = []
    return collection.builder.read(
      parts,
      onTwoThreads: sizes.onTwoThreads && parts.count > 1,
      adding: { columns in
        for rows in waiting { table.add(rows.range, of: rows.rows, from: rows.line, to: &columns) }
        next?.read()
      },
      { PlainRows(bytes, $0, isLast: isLast, plan, finder) }
    )
  }

  private mutating func addWaiting(of table: some BulkTable, _ collection: inout ImportCollection) {
    WaitingRows.add(waiting, of: table, &collection)
    waiting = []
  }

  /// Takes the rows of a part.
  private mutating func take(
    _ rows: consuming PlainRows,
    into table: some BulkTable,
    _ collection: inout ImportCollection
  ) throws(EvidenceError) {
    let first = line
    let end = rows.end
    var next = 0
    for index in 0...rows.others.count {
      let other = index < rows.others.count ? rows.others[index] : nil
      let stop = other?.before ?? rows.count
      while next < stop {
        let taken = table.take(
          next..<stop,
          of: &rows,
          in: bytes,
          behind: waiting.reduce(0) { $0 + $1.range.count },
          into: &collection
        )
        collection.countRows(taken - next)
        if taken > next {
          waiting.append(WaitingRows(rows: copy rows, range: next..<taken, line: first))
        }
        try collection.step((taken - next) * header.columns.count)
        next = taken
        guard next < stop else { break }
        position = Int(rows.starts[next])
        line = first + Int(rows.lines[next])
        try takeRecord(into: table, &collection)
        if isOpen { return }
        next += 1
      }
      guard let other else { break }
      position = other.position
      line = first + other.line
      try takeRecord(into: table, &collection)
      if other.isOpen || isOpen { return }
    }
    position = end
    line = first + rows.lineCount
  }

  /// Takes the next row, whatever it holds; none if it may go on beyond the piece.
  private mutating func takeRecord(
    into table: some BulkTable,
    _ collection: inout ImportCollection
  ) throws(EvidenceError) {
    addWaiting(of: table, &collection)
    let isCut = !isLast && !DelimitedReader.isWhole(bytes, from: position)
    // Between tabs, whether a quote is one is told by what stands behind it.
    if isCut, header.separator == TableSeparator.tab {
      isOpen = true
      return
    }
    var reader = DelimitedReader(
      bytes,
      file: file,
      delimiter: header.separator,
      from: position,
      firstLine: line,
      countsRecords: isSheet
    )
    reader.width = header.columns.count
    var record = DelimitedRecord()
    do throws(EvidenceError) {
      let isThere = try reader.next(&record)
      (position, line) = (reader.position, reader.line)
      if !isThere { return }
    } catch {
      guard isCut else { throw error }
      isOpen = true
      return
    }
    try collection.step(record.count)
    let place = Place(file, line: record.line)
    if header.isRepeated(by: record) {
      return collection.note(
        .repeated,
        "repeated-header",
        "the header stands here again",
        at: place
      )
    }
    collection.countRows()
    if record.count != header.columns.count {
      if let surplus = record.surplus(over: header.columns.count) {
        return collection.dropRow("long-row", surplus, at: place)
      } else if record.count < header.columns.count {
        collection.note(.kept, "short-row", "a row shorter than the header", at: place)
      }
    }
    table.take(record, into: &collection)
  }
}
