/// Lines of an archive, read ahead: what plain records say, a column a field, and the texts in it looked up.
///
/// Nothing is found or refused here. What is no plain record, or says something that needs a second look, is
/// left to whoever takes the lines in, one after the other.
struct PlainRecords: Sendable {
  /// What a line may be.
  enum Form: Sendable { case node, statement, other }

  /// A property that some records have.
  struct Property: Sendable {
    /// The place of its name.
    let name: Int
    let sort: PropertyRun.Sort
  }

  private(set) var lines: [Range<Int>] = []
  private(set) var forms: [Form] = []
  /// Where the texts of each line begin, and the end of the last ones.
  private(set) var places: [UInt32] = [0]
  private(set) var nodes = RecordRows(texts: RecordField.Node.texts)
  private(set) var statements = RecordRows(texts: RecordField.Statement.texts)
  private(set) var properties: [Property] = []
  var texts = TextPlaces()

  init() {}

  /// Reads lines.
  ///
  /// - Parameters:
  ///   - bytes: what the lines stand in, less than 4 GiB.
  ///   - part: the part that holds them, whole.
  ///   - finder: the texts that are known already.
  /// - Complexity: O(size of the part).
  init(_ bytes: UnsafeBufferPointer<UInt8>, in part: Range<Int>, _ finder: TextFinder) {
    var names = MemberNames()
    var record = PlainRecord()
    var begin = part.lowerBound
    while begin < part.upperBound {
      let end: Int
      if let stop = record.read(bytes, from: begin, number: lines.count, &names) {
        add(record, &names, bytes, finder)
        end = stop
      } else {
        forms.append(.other)
        end = LineReader.lineEnd(bytes, from: begin, to: part.upperBound)
      }
      lines.append(begin..<end)
      places.append(UInt32(texts.count))
      texts.lookUp(finder, in: bytes)
      begin = end + 1
    }
    texts.lookUp(finder, in: bytes, always: true)
  }

  private mutating func add(
    _ record: PlainRecord,
    _ names: inout MemberNames,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ finder: TextFinder
  ) {
    let line = UInt32(lines.count)
    forms.append(record.isStatement ? .statement : .node)
    if record.isStatement {
      statements.add(record, line, &texts, bytes, finder)
      for value in record.properties {
        let (property, bits) = take(value, of: record, bytes, &names, finder)
        statements.add(property, bits)
      }
    } else {
      nodes.add(record, line, &texts, bytes, finder)
      for value in record.properties {
        let (property, bits) = take(value, of: record, bytes, &names, finder)
        nodes.add(property, bits)
      }
    }
  }

  /// The property that has a value, and the bits that stand for it.
  @inline(__always)
  private mutating func take(
    _ value: PlainRecord.PlainProperty,
    of record: PlainRecord,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ names: inout MemberNames,
    _ finder: TextFinder
  ) -> (property: Int, bits: UInt64) {
    var property = Int(names[value.name, value.sort, ofNodes: !record.isStatement])
    if property < 0 {
      property = newProperty(value, bytes, &names, finder)
      names[value.name, value.sort, ofNodes: !record.isStatement] = Int32(property)
    }
    let place = texts.count
    switch value.sort {
    case .text:
      texts.append(text: value.range, in: bytes, finder)
      return (property, UInt64(place))
    case .texts:
      for item in record.items[value.range] { texts.append(text: item, in: bytes, finder) }
      return (property, UInt64(place) << 32 | UInt64(value.range.count))
    case .integer, .number, .boolean:
      return (property, value.bits)
    }
  }

  /// Adds a property; its name is a text of the first record that has it.
  private mutating func newProperty(
    _ value: PlainRecord.PlainProperty,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ names: inout MemberNames,
    _ finder: TextFinder
  ) -> Int {
    if names[value.name].place < 0 {
      names[value.name].place = Int32(texts.count)
      texts.append(text: names[value.name].range, in: bytes, finder)
    }
    properties.append(Property(name: Int(names[value.name].place), sort: value.sort))
    return properties.count - 1
  }
}

/// The records of one form in a part of an archive.
struct RecordRows: Sendable {
  /// A value of a property; the values of a row stand together, and rows ascend.
  struct RowValue: BitwiseCopyable, Sendable {
    let row: UInt32
    let property: UInt32
    /// The place of a text, that of the first text of a list and how many there are, or the bits of any
    /// other value.
    let bits: UInt64
  }

  /// Other identifiers of a row.
  struct Others: BitwiseCopyable, Sendable {
    let row: UInt32
    /// The place of the first one, and how many there are.
    let list: UInt64
  }

  /// What stands for no text.
  static let none = UInt32.max

  /// How many fields are texts.
  private let width: Int
  /// The places of the texts of all fields, row by row; ``none`` where there is none.
  private(set) var texts: [UInt32] = []
  /// Which fields have a text in any row.
  private(set) var used: UInt32 = 0
  /// The line of each row among those of the part.
  private(set) var lines: [UInt32] = []
  private(set) var values: [RowValue] = []
  private(set) var sameAs: [Others] = []
  /// One for each row up to the last one that has any.
  private(set) var digests: [UInt64] = []
  private(set) var confidences: [UInt64] = []
  private(set) var stances: [UInt8] = []
  private(set) var evidenceTypes: [UInt8] = []
  private(set) var methods: [UInt8] = []

  init(texts width: Int) { self.width = width }

  var count: Int { lines.count }

  /// The place of the text of a field; ``none`` where there is none.
  @inline(__always)
  func place(_ field: Int, of row: Int) -> UInt32 { texts[row * width + field] }

  /// The ids of the texts of a field, which are resolved.
  func column(
    _ field: Int,
    _ rows: Range<Int>,
    _ ids: [UInt32]
  ) -> LazyMapCollection<Range<Int>, UInt32> {
    rows.lazy.map { [texts, width] row in
      let place = texts[row * width + field]
      return place == Self.none ? StringTable.none : ids[Int(place)]
    }
  }

  /// The values of the properties of rows.
  func values(of rows: Range<Int>) -> ArraySlice<RowValue> {
    let first = Self.place(rows.lowerBound, values.count) { values[$0].row }
    return values[first..<Self.place(rows.upperBound, values.count) { values[$0].row }]
  }

  /// The other identifiers of rows.
  func sameAs(of rows: Range<Int>) -> ArraySlice<Others> {
    let first = Self.place(rows.lowerBound, sameAs.count) { sameAs[$0].row }
    return sameAs[first..<Self.place(rows.upperBound, sameAs.count) { sameAs[$0].row }]
  }

  /// The first of some places whose row is not below one; rows ascend.
  private static func place(_ row: Int, _ count: Int, _ rowOfPlace: (Int) -> UInt32) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if Int(rowOfPlace(middle)) < row { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The places of a list of texts.
  static func list(_ bits: UInt64) -> Range<Int> {
    let first = Int(bits >> 32)
    return first..<first + Int(bits & 0xFFFF_FFFF)
  }

  /// The lines of rows in the archive.
  ///
  /// - Parameter first: that of the first line of the part.
  func numbers(
    _ rows: Range<Int>,
    from first: Int
  ) -> LazyMapCollection<Range<Int>, UInt32> {
    rows.lazy.map { [lines] in UInt32(clamping: first + Int(lines[$0])) }
  }

  /// Adds a record without its properties.
  @inline(__always)
  mutating func add(
    _ record: PlainRecord,
    _ line: UInt32,
    _ places: inout TextPlaces,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ finder: TextFinder
  ) {
    let row = count
    lines.append(line)
    used |= record.texts
    for field in 0..<width {
      guard record.texts >> UInt32(field) & 1 == 1 else {
        texts.append(Self.none)
        continue
      }
      texts.append(UInt32(places.count))
      places.append(text: record.range(field), in: bytes, finder)
    }
    if !record.sameAs.isEmpty {
      let list = UInt64(places.count) << 32 | UInt64(record.sameAs.count)
      sameAs.append(Others(row: UInt32(row), list: list))
      for item in record.sameAs { places.append(text: item, in: bytes, finder) }
    }
    if record.digest != 0 { Self.set(&digests, record.digest, at: row, absent: 0) }
    if record.confidence != StatementColumns.unknown {
      Self.set(&confidences, record.confidence, at: row, absent: StatementColumns.unknown)
    }
    if record.stance != 0 { Self.set(&stances, record.stance, at: row, absent: 0) }
    if record.evidenceType != 0 {
      Self.set(&evidenceTypes, record.evidenceType, at: row, absent: 0)
    }
    if record.method != 0 { Self.set(&methods, record.method, at: row, absent: 0) }
  }

  /// Adds a property to the last row.
  @inline(__always)
  mutating func add(_ property: Int, _ bits: UInt64) {
    values.append(RowValue(row: UInt32(count - 1), property: UInt32(property), bits: bits))
  }

  @inline(__always)
  private static func set<Value>(
    _ list: inout [Value],
    _ value: Value,
    at row: Int,
    absent: Value
  ) {
    while list.count < row { list.append(absent) }
    list.append(value)
  }
}
