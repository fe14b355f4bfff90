import EvidenceCore

/// The rows of a part of a table, read ahead: what is plain as columns, the rest by its place.
struct PlainRows: Sendable {
  /// A row that goes the longer way.
  struct Other: Sendable {
    /// How many plain rows stand before it.
    var before: Int
    /// Where it begins.
    var position: Int
    /// How many lines stand before it in this part.
    var line: Int
    /// Whether it may look otherwise with more of the table behind it, or cannot be read. It is the
    /// last one then.
    var isOpen = false
  }

  /// Where each plain row begins.
  private(set) var starts: [UInt32] = []
  /// How many lines stand before each of them in this part.
  private(set) var lines: [UInt32] = []
  /// The texts of the plain rows, row by row.
  var texts = TextPlaces()
  /// Their numbers and booleans, column by column.
  private(set) var numbers: [PlainNumbers]
  private(set) var others: [Other] = []
  /// Where the row behind this part begins.
  private(set) var end: Int
  /// How many lines the part has.
  private(set) var lineCount = 0

  /// How many plain rows there are.
  var count: Int { starts.count }

  /// The texts of some rows, which are resolved.
  ///
  /// - Parameter line: the line where the part begins.
  func texts(of range: Range<Int>, _ plan: RowPlan, from line: Int) -> TextRows {
    let width = plan.texts.count
    let lines = lines[range].map { UInt32(clamping: line + Int($0)) }
    return TextRows(texts, from: range.lowerBound * width, width: width, lines: lines)
  }

  /// How many rows are marked at once: few behind a row that is not plain, as another one may follow soon.
  private static let (fewestRows, mostRows) = (4, 256)

  /// Reads rows.
  ///
  /// - Parameters:
  ///   - bytes: a piece of a table that ends with a line.
  ///   - part: where the first row begins, and a line behind the last one; a row that begins in it is read
  ///     to its end.
  ///   - isLast: whether nothing of the table stands behind the piece.
  ///   - finder: the texts that are known already.
  /// - Complexity: O(size of the part).
  init(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ part: Range<Int>,
    isLast: Bool,
    _ plan: RowPlan,
    _ finder: TextFinder
  ) {
    end = part.lowerBound
    let likely = part.count / 32
    starts.reserveCapacity(likely)
    lines.reserveCapacity(likely)
    texts.reserveCapacity(likely * plan.texts.count)
    numbers = plan.numbers.indices.map { index in
      PlainNumbers(plan.numbers[index].type, isConfidence: index == plan.confidence)
    }
    let longest = DelimitedReader.Limits().record
    var fields = FieldBounds(separator: plan.separator, width: plan.width, longest: longest)
    var most = Self.mostRows
    while end < part.upperBound {
      fields.mark(bytes, end..<part.upperBound, atMost: most)
      let taken = add(fields, bytes, plan, finder)
      most = min(most * 2, Self.mostRows)
      guard fields.isCut || taken < fields.count else { continue }
      most = Self.fewestRows
      if Self.passBlankLine(bytes, &end) {
        lineCount += 1
        continue
      }
      readOther(bytes, isLast: isLast, plan)
      if others.last?.isOpen == true { break }
    }
    texts.lookUp(finder, in: bytes, always: true)
  }

  /// Passes over the end of a line on which nothing stands.
  private static func passBlankLine(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ position: inout Int
  ) -> Bool {
    if bytes[position] == 0x0A {
      position += 1
      return true
    }
    guard bytes[position] == 0x0D else { return false }
    position += 1
    if position < bytes.count, bytes[position] == 0x0A { position += 1 }
    return true
  }

  /// Takes the values of rows up to the first one that is not plain.
  ///
  /// - Returns: how many it has taken.
  private mutating func add(
    _ fields: FieldBounds,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ plan: RowPlan,
    _ finder: TextFinder
  ) -> Int {
    var count = plan.plainRows(fields, bytes)
    for (index, number) in plan.numbers.enumerated() {
      count = numbers[index].add(number.column, ofFirst: count, fields, bytes)
    }
    if count == 0 { return 0 }
    let first = starts.count
    for index in numbers.indices { numbers[index].keep(first + count) }
    for row in 0..<count {
      starts.append(UInt32(fields.start(row)))
      lines.append(UInt32(lineCount + row))
    }
    texts.append(plan.texts, ofFirst: count, fields, in: bytes, finder)
    end = min(fields.start(count), bytes.count)
    lineCount += count
    return count
  }

  /// Passes over a row that is not plain, and notes where it stands.
  private mutating func readOther(
    _ bytes: UnsafeBufferPointer<UInt8>,
    isLast: Bool,
    _ plan: RowPlan
  ) {
    var other = Other(before: count, position: end, line: lineCount)
    var reader = DelimitedReader(
      bytes,
      file: "",
      delimiter: plan.separator,
      from: end
    )
    reader.width = plan.width
    var record = DelimitedRecord()
    let isRead = (try? reader.next(&record)) ?? false
    // Between tabs, whether a quote is one is told by what stands behind it.
    let isFar = isLast || DelimitedReader.isWhole(bytes, from: end)
    other.isOpen = !isRead || (plan.separator == TableSeparator.tab && !isFar)
    others.append(other)
    if other.isOpen { return }
    lineCount += reader.line - 1
    end = reader.position
  }
}
