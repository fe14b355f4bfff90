import EvidenceCore

/// A column of numbers or booleans of plain rows.
struct PlainNumbers: Sendable {
  /// A short field that was read lately.
  private struct Recent: BitwiseCopyable, Sendable {
    /// Its bytes, and above them how many; none is nought.
    var word: UInt64 = 0
    var bits: UInt64 = 0
  }

  private let type: BulkColumn.ValueType
  private let isConfidence: Bool
  /// The bits of each row's value.
  private(set) var bits: [UInt64] = []
  /// The rows that have none, ascending; their bits are those of `Double.nan`.
  private(set) var absent: [Int] = []
  /// The same few numbers come again and again.
  private var recent = [Recent](repeating: Recent(), count: 128)

  init(_ type: BulkColumn.ValueType, isConfidence: Bool) {
    self.type = type
    self.isConfidence = isConfidence
  }

  /// Adds the values of rows up to the first one that cannot be read.
  ///
  /// - Parameter count: how many rows, from the first one on.
  /// - Returns: how many it has added.
  mutating func add(
    _ column: Int,
    ofFirst count: Int,
    _ fields: FieldBounds,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Int {
    bits.reserveCapacity(bits.count + count)
    for row in 0..<count {
      let field = fields[row, column, bytes]
      if field.isEmpty {
        absent.append(bits.count)
        bits.append(Double.nan.bitPattern)
        continue
      }
      let word = Self.word(field, bytes)
      let place = Int((word &* 0x9E37_79B9_7F4A_7C15) >> 57)
      if word != 0, recent[place].word == word {
        bits.append(recent[place].bits)
        continue
      }
      guard let read = read(UnsafeBufferPointer(rebasing: bytes[field])) else { return row }
      if word != 0 { recent[place] = Recent(word: word, bits: read) }
      bits.append(read)
    }
    return count
  }

  /// Takes away what stands behind so many rows.
  mutating func keep(_ count: Int) {
    bits.removeLast(bits.count - count)
    while let last = absent.last, last >= count { absent.removeLast() }
  }

  /// A short field as a number that no other one has; 0 for a long one.
  @inline(__always)
  private static func word(_ field: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard field.count < 8, field.lowerBound + 8 <= bytes.count else { return 0 }
    let word = UnsafeRawBufferPointer(bytes)
      .loadUnaligned(fromByteOffset: field.lowerBound, as: UInt64.self).littleEndian
    return word & (1 &<< UInt64(8 * field.count) &- 1) | UInt64(field.count) << 56
  }

  private func read(_ field: UnsafeBufferPointer<UInt8>) -> UInt64? {
    switch type {
    case .integer: return DecimalNumber.integer(field).map { UInt64(bitPattern: $0) }
    case .number:
      guard let number = DecimalNumber.number(field), !isConfidence || (0...1).contains(number)
      else { return nil }
      return number.bitPattern
    default:
      guard case .boolean(let flag) = BulkColumn.value(field, type) else { return nil }
      return flag ? 1 : 0
    }
  }

  /// Adds the values of some rows to those of a property.
  ///
  /// - Parameter target: the row of the first node or statement.
  func append(_ range: Range<Int>, to run: inout PropertyRun, at target: Int) {
    var first = range.lowerBound
    func append(upTo end: Int) {
      let place = target + first - range.lowerBound
      if first < end { run.append(bits[first..<end], to: place..<place + end - first) }
      first = end + 1
    }
    for row in absent where range.contains(row) { append(upTo: row) }
    append(upTo: range.upperBound)
  }
}

extension RowPlan {
  /// How many rows stand before the first one that shows without its values being read not to be plain.
  func plainRows(_ fields: FieldBounds, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var count = fields.count
    for column in required {
      count = (0..<count).first { fields[$0, column, bytes].isEmpty } ?? count
    }
    for column in empty {
      count = (0..<count).first { !fields[$0, column, bytes].isEmpty } ?? count
    }
    if let label {
      count = (0..<count).first { bytes[fields[$0, label, bytes]].contains(0x3B) } ?? count
    }
    return (0..<count).first { row in
      let first = fields[row, 0, bytes]
      return first.count == firstCell.count && bytes[first].elementsEqual(firstCell)
    } ?? count
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
      case .number(let number): rows.numbers[number].append(range, to: &runs[index], at: target)
      case .none: break
      }
    }
  }

  /// Calls a function with the values of each column that has any.
  func forEach(_ body: (PropertyRun, TextID) -> Void) {
    for (index, run) in runs.enumerated() where !run.isEmpty { body(run, columns[index].name) }
  }
}
