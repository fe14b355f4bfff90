import EvidenceCore

/// How rows of a table are read that need no second look: ASCII without quotes, all fields there, each
/// value what its column declares. Any other row goes the longer way, record by record.
struct RowPlan: Sendable {
  /// The columns whose texts are taken in, in the order in which they are.
  var texts: [Int]
  /// The columns of numbers and booleans, with their types.
  var numbers: [(column: Int, type: BulkColumn.ValueType)] = []
  /// Which of ``numbers`` is a confidence, in 0…1.
  var confidence: Int?
  /// Columns that must not be empty.
  var required: [Int]
  /// Columns that must be empty.
  var empty: [Int] = []
  /// A column that must hold one label alone.
  var label: Int?
  /// How many fields a row has.
  var width: Int
  var separator: UInt8
  /// The first cell of the header: a row that begins with it may be the header once more.
  var firstCell: [UInt8]
  /// A plan for a table whose rows hold these texts.
  ///
  /// - Returns: `nil` if every row has to go the longer way.
  init?(_ header: BulkHeader, texts: [Int], required: [Int]) {
    let grouped = header.columns.contains { $0.group != nil }
    guard !grouped, header.separator < 0x80 else { return nil }
    self.texts = texts
    self.required = required
    width = header.columns.count
    separator = header.separator
    firstCell = Array((header.cells.first ?? "").utf8)
  }

  /// Adds the columns of values.
  mutating func add(_ values: [(index: Int, type: BulkColumn.ValueType, name: TextID)]) {
    for value in values {
      switch value.type {
      case .string: texts.append(value.index)
      case .integer, .number, .boolean: numbers.append((value.index, value.type))
      case .list: empty.append(value.index)
      }
    }
  }
}
