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

  /// A plain row.
  struct PlainRow: BitwiseCopyable, Sendable {
    /// Where it begins.
    let start: UInt32
    /// How many lines stand before it in this part.
    let line: UInt32
    /// Which numbers it has.
    let present: UInt64
  }

  private(set) var rows: [PlainRow] = []
  /// The texts of the plain rows, row by row.
  var texts = TextPlaces()
  /// The bits of their numbers, row by row.
  private(set) var numbers: [UInt64] = []
  private(set) var others: [Other] = []
  /// Where the row behind this part begins.
  private(set) var end: Int
  /// How many lines the part has.
  private(set) var lineCount = 0

  /// How many plain rows there are.
  var count: Int { rows.count }

  /// The texts of some rows, which are resolved.
  ///
  /// - Parameter line: the line where the part begins.
  func texts(of range: Range<Int>, _ plan: RowPlan, from line: Int) -> TextRows {
    let width = plan.texts.count
    let lines = rows[range].map { UInt32(clamping: line + Int($0.line)) }
    return TextRows(texts, from: range.lowerBound * width, width: width, lines: lines)
  }

  /// The bits of a number of a row; `nil` where it has none.
  ///
  /// - Parameter index: which number, in the order of the plan.
  func number(_ index: Int, of row: Int, _ plan: RowPlan) -> UInt64? {
    guard rows[row].present >> UInt64(index) & 1 != 0 else { return nil }
    return numbers[row * plan.numbers.count + index]
  }

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
    let count = part.count / 32
    rows.reserveCapacity(count)
    texts.reserveCapacity(count * plan.texts.count)
    numbers.reserveCapacity(count * plan.numbers.count)
    let marks = Marks(separator: plan.separator)
    var fields = [Range<Int>](repeating: 0..<0, count: plan.width)
    while end < part.upperBound {
      if marks.passBlankLine(bytes, &end) {
        lineCount += 1
        continue
      }
      if let next = marks.split(bytes, from: end, into: &fields), add(bytes, fields, plan, finder) {
        end = next
        lineCount += 1
        texts.lookUp(finder, in: bytes)
      } else {
        readOther(bytes, isLast: isLast, plan)
        if others.last?.isOpen == true { break }
      }
    }
    texts.lookUp(finder, in: bytes, always: true)
  }

  /// The values of a row, if it is plain.
  ///
  /// - Returns: whether it was; else nothing has changed.
  private mutating func add(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ fields: [Range<Int>],
    _ plan: RowPlan,
    _ finder: TextFinder
  ) -> Bool {
    for column in plan.required where fields[column].isEmpty { return false }
    for column in plan.empty where !fields[column].isEmpty { return false }
    if let label = plan.label {
      for byte in bytes[fields[label]] where byte == 0x3B { return false }
    }
    let first = fields[0]
    if first.count == plan.firstCell.count, bytes[first].elementsEqual(plan.firstCell) {
      return false
    }
    var mask: UInt64 = 0
    for (index, number) in plan.numbers.enumerated() {
      let field = fields[number.column]
      if field.isEmpty {
        numbers.append(0)
        continue
      }
      guard let bits = Self.bits(UnsafeBufferPointer(rebasing: bytes[field]), number.type),
        plan.confidence != index || (0...1).contains(Double(bitPattern: bits))
      else {
        numbers.removeLast(index)
        return false
      }
      numbers.append(bits)
      mask |= 1 << UInt64(index)
    }
    for column in plan.texts { texts.append(fields[column], in: bytes, finder) }
    let (start, line) = (UInt32(first.lowerBound), UInt32(lineCount))
    rows.append(PlainRow(start: start, line: line, present: mask))
    return true
  }

  private static func bits(
    _ field: UnsafeBufferPointer<UInt8>,
    _ type: BulkColumn.ValueType
  ) -> UInt64? {
    switch type {
    case .integer: return DecimalNumber.integer(field).map { UInt64(bitPattern: $0) }
    case .number: return DecimalNumber.number(field)?.bitPattern
    default:
      guard case .boolean(let flag) = BulkColumn.value(field, type) else { return nil }
      return flag ? 1 : 0
    }
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

/// The values of plain rows, column by column.
struct PlainValues {
  private enum Use { case text, number(Int), none }
  private let columns: [(use: Use, name: TextID)]
  private var runs: [PropertyRun]
  private let plan: RowPlan

  init(_ values: [(index: Int, type: BulkColumn.ValueType, name: TextID)], _ plan: RowPlan) {
    self.plan = plan
    runs = []
    var next = plan.confidence == nil ? 0 : 1
    columns = values.map { value in
      switch value.type {
      case .string: return (.text, value.name)
      case .list: return (.none, value.name)
      case .integer, .number, .boolean:
        next += 1
        return (.number(next - 1), value.name)
      }
    }
    runs = values.map { value in
      switch value.type {
      case .integer: PropertyRun(.integer)
      case .number: PropertyRun(.number)
      case .boolean: PropertyRun(.boolean)
      case .string, .list: PropertyRun(.text)
      }
    }
  }

  /// Takes the values of rows.
  ///
  /// - Parameters:
  ///   - range: which rows, the texts of which are resolved.
  ///   - target: the row of the first node or statement.
  ///   - first: where among the texts of a row the first one of a value stands.
  mutating func take(_ range: Range<Int>, of rows: PlainRows, at target: Int, from first: Int) {
    var place = range.lowerBound * plan.texts.count + first
    for index in columns.indices {
      switch columns[index].use {
      case .text:
        let target = target..<target + range.count
        runs[index].append(rows.texts, from: place, step: plan.texts.count, to: target)
        place += 1
      case .number(let number):
        for (offset, row) in range.enumerated() {
          guard let bits = rows.number(number, of: row, plan) else { continue }
          runs[index].append(bits, row: target + offset)
        }
      case .none: break
      }
    }
  }

  /// Calls a function with the values of each column that has any.
  func forEach(_ body: (PropertyRun, TextID) -> Void) {
    for (index, run) in runs.enumerated() where !run.isEmpty { body(run, columns[index].name) }
  }
}

/// The bytes at which a row that may be plain is parted.
private struct Marks {
  private let separator: UInt8
  /// Eight separators.
  private let separators: UInt64
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  init(separator: UInt8) {
    self.separator = separator
    separators = UInt64(separator) * Self.ones
  }

  /// Passes over the end of a line on which nothing stands.
  func passBlankLine(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Bool {
    if bytes[position] == 0x0A {
      position += 1
      return true
    }
    guard bytes[position] == 0x0D else { return false }
    position += 1
    if position < bytes.count, bytes[position] == 0x0A { position += 1 }
    return true
  }

  /// Whether a byte is no mere character: a separator, the end of a line, or what needs a second look.
  @inline(__always)
  private func isMark(_ byte: UInt8) -> Bool {
    byte == separator || byte == 0x0A || byte == 0x0D || byte == 0x22 || byte >= 0x80
  }

  /// The bytes of a word that may be no mere characters, by their highest bits: no other is left out.
  ///
  /// - Note: bytes that are below another one are found as in Warren, "Hacker's Delight" (2nd edition, 6-1).
  @inline(__always)
  private func marks(_ word: UInt64) -> UInt64 {
    let other = word ^ separators
    // Quotes and the ends of lines are below 0x23; but for blanks little else is.
    let low = (word &- 0x23 &* Self.ones) & ~word
    return (low | (other &- Self.ones) & ~other | word) & Self.highs
  }

  /// Eight bytes from a place on; behind the last one there are ends of lines.
  @inline(__always)
  private func word(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> UInt64 {
    if place + 8 <= bytes.count {
      return UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: place, as: UInt64.self)
        .littleEndian
    }
    var word: UInt64 = 0
    for index in (0..<8).reversed() {
      let byte = place + index < bytes.count ? bytes[place + index] : 0x0A
      word = word << 8 | UInt64(byte)
    }
    return word
  }

  /// Parts a row into its fields.
  ///
  /// - Returns: where the next row begins; `nil` if this one needs a second look, or has not as many fields.
  func split(
    _ bytes: UnsafeBufferPointer<UInt8>,
    from start: Int,
    into fields: inout [Range<Int>]
  ) -> Int? {
    var (base, begin, field) = (start, start, 0)
    var marks = marks(word(bytes, base))
    while true {
      while marks == 0 {
        base += 8
        marks = self.marks(word(bytes, base))
      }
      let at = base + marks.trailingZeroBitCount >> 3
      marks &= marks &- 1
      let byte = at < bytes.count ? bytes[at] : 0x0A
      guard isMark(byte) else { continue }
      guard field < fields.count else { return nil }
      fields[field] = begin..<at
      field += 1
      begin = at + 1
      if byte == separator { continue }
      let isLong = byte == 0x0D && begin < bytes.count && bytes[begin] == 0x0A
      guard byte == 0x0A || isLong, field == fields.count else { return nil }
      let next = isLong ? begin + 1 : begin
      return next - start < DelimitedReader.Limits().record ? next : nil
    }
  }
}
