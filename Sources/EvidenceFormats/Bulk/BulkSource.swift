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
  /// - Parameters:
  ///   - above: the header of a part that has none of its own.
  ///   - pieces: how much of it is read at once, which makes no difference.
  /// - Returns: the header, if it heads no row, so that it is the header of the files behind it.
  @discardableResult
  static func read(
    _ source: FileBytes,
    under above: BulkHeader? = nil,
    into collection: inout ImportCollection,
    pieces: PieceSizes = PieceSizes()
  ) throws(EvidenceError) -> BulkHeader? {
    var header = above
    var table: (any BulkTable)?
    var line = 1
    var passedBytes = 0
    var waiting: [WaitingRows] = []
    // Nodes that are known must be there, should the table turn out to be broken.
    defer { if let table { WaitingRows.add(waiting, of: table, &collection) } }
    try source.forEachPiece(of: source.sheetNotes == nil ? pieces.piece : .max) {
      (bytes, isLast, next) throws(EvidenceError) in
      var reader = source.reader(
        of: bytes,
        separator: header?.separator ?? source.separator(of: bytes),
        firstLine: line
      )
      func passed() -> (bytes: Int, lines: Int) {
        defer { line = reader.line }
        return (reader.position, reader.line - line)
      }
      guard reader.hasNext() else { return passed() }
      if header == nil {
        // A quote may close beyond the piece.
        let isWhole = isLast || DelimitedReader.isWhole(bytes, from: 0)
        if !isWhole, reader.hasQuoteInLine { return passed() }
        var record = DelimitedRecord()
        guard try reader.next(&record) else { return passed() }
        header = try BulkHeader(record, source.file, separator: reader.delimiter)
      }
      guard let header else { return passed() }
      reader.width = header.columns.count
      if table == nil {
        guard reader.hasNext() else { return passed() }
        collection.begin(source.file)
        collection.noteCells(of: source)
        table =
          header.isOfNodes
          ? BulkNodes(header, source.file, &collection)
          : BulkStatements(header, source.file, &collection)
      }
      let following = max(0, source.count - passedBytes - bytes.count)
      var rows = TableRows(
        header,
        reader,
        isLast: isLast,
        following: following,
        next,
        pieces,
        behind: waiting
      )
      waiting = []
      defer { waiting = rows.waiting }
      if let table { try rows.take(into: table, &collection) }
      let lines = rows.line - line
      line = rows.line
      passedBytes += rows.position
      return (rows.position, lines)
    }
    return table == nil ? header : nil
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
