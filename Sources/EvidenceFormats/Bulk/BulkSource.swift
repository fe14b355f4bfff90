import EvidenceCore

/// Property-graph tables with the well-known bulk-import headers: nodes have an `:ID` column,
/// relationships `:START_ID`, `:END_ID` and `:TYPE`. Kinds and relations may have any name.
///
/// `name` is a node's label; the columns in ``BulkColumn/statementFields`` are fields of a
/// statement; every other column, `evidence` too, is a property. A statement that names no `via`
/// has the table's base name.
enum BulkSource {
  static func read(
    _ source: FileBytes,
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    collection.begin(source.file)
    try source.withBytes { bytes throws(EvidenceError) in
      try UTF8Check.validate(bytes, file: source.file)
      let delimiter = delimiter(of: bytes)
      var reader = DelimitedReader(bytes, file: source.file, delimiter: delimiter)
      var record = DelimitedRecord()
      guard try reader.next(&record) else { return }
      var columns: [BulkColumn] = []
      for cell in record.texts {
        columns.append(try BulkColumn(cell: cell, at: Place(source.file, line: record.line)))
      }
      if columns.contains(where: { $0.role == .id }) {
        var table = try BulkNodes(columns, source.file, line: record.line, &collection)
        while try reader.next(&record) { table.take(record, into: &collection) }
        table.finish(&collection)
      } else {
        var table = try BulkStatements(columns, source.file, line: record.line, &collection)
        while try reader.next(&record) { table.take(record, into: &collection) }
        table.finish(&collection)
      }
    }
  }

  /// A tab where the first line has one, else a semicolon where it has no comma, else a comma.
  private static func delimiter(of bytes: UnsafeBufferPointer<UInt8>) -> UInt8 {
    let line = bytes.prefix { $0 != 0x0A }
    return line.contains(0x09) ? 0x09 : !line.contains(0x2C) && line.contains(0x3B) ? 0x3B : 0x2C
  }

  /// The last part of a path.
  static func baseName(_ file: String) -> String {
    file.split(separator: "/").last.map(String.init) ?? file
  }

  /// Reports a row whose number of fields is not the header's.
  static func checkLength(
    _ record: DelimitedRecord,
    _ columns: Int,
    _ file: String,
    _ collection: inout ImportCollection
  ) {
    guard record.count != columns else { return }
    let place = Place(file, line: record.line)
    if record.count < columns {
      collection.note(.kept, "short-row", "a row shorter than the header", at: place)
    } else {
      let rest = (columns..<record.count).map { record[$0] }.filter { !$0.isEmpty }
      if !rest.isEmpty {
        collection.note(
          .dropped,
          "long-row",
          "fields behind the last column: \(rest.joined(separator: ", "))",
          at: place
        )
      }
    }
  }

  /// The key of an id: the id itself, with its group before it where it has one.
  static func key(
    _ record: DelimitedRecord,
    _ index: Int,
    _ group: String?,
    _ builder: inout GraphBuilder
  ) -> TextID {
    guard let group else { return record.withField(index) { builder.text($0) } }
    return builder.text("\(group):\(record[index])")
  }
}
