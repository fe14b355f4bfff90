import EvidenceCore

extension FileBytes {
  /// Hands out the bytes of a text that is to be read, without a leading byte-order mark.
  ///
  /// - Throws: `EvidenceError` if the file is of a form that is not read, saying which, or is no
  ///   UTF-8.
  func withTable<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(EvidenceError) -> Result
  ) throws(EvidenceError) -> Result {
    try refuseForeignForm()
    return try withBytes { bytes throws(EvidenceError) in
      try UTF8Check.validate(bytes, file: file)
      return try body(bytes)
    }
  }

  /// Hands out the bytes of a text that is to be read, of a very large one no more than whole lines at its
  /// beginning.
  ///
  /// - Throws: `EvidenceError` as ``withTable(_:)`` does.
  func withHead<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(EvidenceError) -> Result
  ) throws(EvidenceError) -> Result {
    guard count > Self.keptLimit else { return try withTable(body) }
    try refuseForeignForm()
    var bytes = firstBytes(Self.keptLimit)
    bytes.removeLast(bytes.count - Self.lastLineEnd(bytes))
    return try FileBytes(bytes: bytes, name: file).withTable(body)
  }

  /// Refuses a file of a form that nothing here reads, by its name.
  func refuseForeignForm() throws(EvidenceError) {
    if let foreign = ForeignForm.recognize(firstBytes()) {
      throw EvidenceError([foreign.finding(file)])
    }
  }

  /// What separates the fields of a table: a sheet of a workbook has commas, whatever its texts hold.
  func separator(of bytes: UnsafeBufferPointer<UInt8>) -> UInt8 {
    sheetNotes == nil ? TableSeparator.detect(bytes) : TableSeparator.comma
  }

  /// A reader of a table, which counts the rows of a sheet as a spreadsheet does.
  func reader(
    of bytes: UnsafeBufferPointer<UInt8>,
    separator: UInt8,
    firstLine: Int = 1
  ) -> DelimitedReader {
    DelimitedReader(
      bytes,
      file: file,
      delimiter: separator,
      firstLine: firstLine,
      countsRecords: sheetNotes != nil
    )
  }
}
