import EvidenceCore

/// Property-graph tables with the well-known bulk-import headers: nodes have an `:ID` column,
/// relationships `:START_ID`, `:END_ID` and `:TYPE`. Kinds and relations may have any name.
///
/// The separator is found in the header; the header may stand in a file of its own, before its
/// parts. `name` is a node's label; the columns in ``BulkColumn/statementFields`` are fields of a
/// statement; every other column, `evidence` too, is a property. A statement that names no `via`
/// has the table's base name.
enum BulkSource {
  /// Reads a table.
  ///
  /// - Parameter above: the header of a part that has none of its own.
  /// - Returns: the header, if it heads no row, so that it is the header of the files behind it.
  @discardableResult
  static func read(
    _ source: FileBytes,
    under above: BulkHeader? = nil,
    into collection: inout ImportCollection
  ) throws(EvidenceError) -> BulkHeader? {
    try source.withTable { bytes throws(EvidenceError) in
      let separator = above?.separator ?? source.separator(of: bytes)
      var reader = source.reader(of: bytes, separator: separator)
      var record = DelimitedRecord()
      var header: BulkHeader
      if let above {
        header = above
      } else {
        guard try reader.next(&record) else { return nil }
        header = try BulkHeader(record, source.file, separator: separator)
      }
      reader.width = header.columns.count
      guard try reader.next(&record) else { return header }
      collection.begin(source.file)
      collection.noteCells(of: source)
      if header.isOfNodes {
        let table = BulkNodes(header, source.file, &collection)
        try eachRow(&reader, &record, header, &collection) { table.take($0, into: &$1) }
      } else {
        var table = BulkStatements(header, source.file, &collection)
        try eachRow(&reader, &record, header, &collection) { table.take($0, into: &$1) }
      }
      return nil
    }
  }

  /// Whether a table begins with a header of its own.
  static func hasHeader(_ source: FileBytes) throws(EvidenceError) -> Bool {
    try source.withTable { bytes throws(EvidenceError) in
      let separator = source.separator(of: bytes)
      var reader = source.reader(of: bytes, separator: separator)
      var record = DelimitedRecord()
      return try reader.next(&record) && BulkHeader.isHeader(record.texts)
    }
  }

  /// Hands on the row that was read and all behind it, without those that repeat the header or
  /// have more fields than it.
  private static func eachRow(
    _ reader: inout DelimitedReader,
    _ record: inout DelimitedRecord,
    _ header: BulkHeader,
    _ collection: inout ImportCollection,
    _ take: (DelimitedRecord, inout ImportCollection) -> Void
  ) throws(EvidenceError) {
    repeat {
      try collection.step(record.count)
      if header.isRepeated(by: record) {
        let place = Place(reader.file, line: record.line)
        collection.note(.repeated, "repeated-header", "the header stands here again", at: place)
        continue
      }
      collection.countRows()
      if record.count != header.columns.count {
        let place = Place(reader.file, line: record.line)
        if let surplus = record.surplus(over: header.columns.count) {
          collection.dropRow("long-row", surplus, at: place)
          continue
        } else if record.count < header.columns.count {
          collection.note(.kept, "short-row", "a row shorter than the header", at: place)
        }
      }
      take(record, &collection)
    } while try reader.next(&record)
  }

  /// The last part of a path.
  static func baseName(_ file: String) -> String {
    file.split(separator: "/").last.map(String.init) ?? file
  }

  /// The key of an id: the id itself, with its group before it where it has one.
  static func key(
    _ record: DelimitedRecord,
    _ index: Int,
    _ group: String?,
    _ collection: inout ImportCollection,
    at place: Place
  ) -> TextID {
    guard let group else { return text(record, index, &collection, at: place) }
    let id = collection.composed(record[index], at: place)
    return collection.builder.text("\(group):\(id)")
  }

  /// A text in composed form, taken straight from the bytes where it is ASCII.
  static func text(
    _ record: DelimitedRecord,
    _ index: Int,
    _ collection: inout ImportCollection,
    at place: Place
  ) -> TextID {
    let plain = record.withField(index) { field in
      field.allSatisfy { $0 < 0x80 } ? collection.builder.text(field) : nil
    }
    return plain ?? collection.builder.text(collection.composed(record[index], at: place))
  }
}
