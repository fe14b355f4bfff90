import EvidenceCore

/// Reads the records of delimited text (RFC 4180 and its tab-separated sister) one after another.
///
/// A record may hold line breaks within quotes and doubled quotes; lines may end in LF or CR LF.
/// Fields stay where they are in the bytes and are copied only where a quote has to be taken out.
///
/// - Invariant: `position` stands at the beginning of a record; `line` is that record's line.
struct DelimitedReader {
  /// What a reader refuses, so that a broken file costs bounded memory.
  struct Limits {
    /// Bytes in one record.
    var record = 8 << 20
    /// Fields in one record.
    var fields = 65_536
  }

  let file: String
  private let bytes: UnsafeBufferPointer<UInt8>
  private let delimiter: UInt8
  private let limits: Limits
  private(set) var position = 0
  private(set) var line: Int

  /// Starts at the first byte.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>,
    file: String,
    delimiter: UInt8 = 0x2C,
    firstLine: Int = 1,
    limits: Limits = Limits()
  ) {
    line = firstLine
    self.bytes = bytes
    self.file = file
    self.delimiter = delimiter
    self.limits = limits
  }

  /// Reads the next record; blank lines are none.
  ///
  /// - Returns: whether there was one.
  /// - Throws: `EvidenceError` if a quote is never closed or a record is too long.
  mutating func next(_ record: inout DelimitedRecord) throws(EvidenceError) -> Bool {
    skipBlankLines()
    guard position < bytes.count else { return false }
    record.begin(bytes, line: line)
    let start = position
    var fieldStart = position
    while true {
      if position < bytes.count, bytes[position] == 0x22, position == fieldStart {
        try readQuoted(&record, recordStart: start)
      } else {
        let stop = min(bytes.count, start + limits.record)
        while position < stop {
          let byte = bytes[position]
          if byte == delimiter || byte == 0x0A { break }
          position += 1
        }
        var end = position
        let isLineEnd = position >= bytes.count || bytes[position] == 0x0A
        if isLineEnd, end > fieldStart, bytes[end - 1] == 0x0D { end -= 1 }
        record.append(fieldStart..<end)
      }
      if position - start >= limits.record {
        throw tooLong("a record of more than \(limits.record) bytes", from: start)
      }
      if record.count > limits.fields {
        throw tooLong("a record of more than \(limits.fields) fields", from: start)
      }
      guard position < bytes.count else { return true }
      if bytes[position] == delimiter {
        position += 1
        fieldStart = position
        if position >= bytes.count {
          record.append(position..<position)
          return true
        }
      } else {
        position += 1
        line += 1
        return true
      }
    }
  }

  private mutating func skipBlankLines() {
    while position < bytes.count {
      if bytes[position] == 0x0A {
        position += 1
      } else if bytes[position] == 0x0D, position + 1 < bytes.count, bytes[position + 1] == 0x0A {
        position += 2
      } else {
        return
      }
      line += 1
    }
  }

  /// Reads a field that begins with a quote, up to the delimiter or line break behind it.
  private mutating func readQuoted(
    _ record: inout DelimitedRecord,
    recordStart: Int
  ) throws(EvidenceError) {
    let (opening, openingLine) = (position, line)
    position += 1
    var run = position
    var copied = false
    let stop = min(bytes.count, recordStart + limits.record)
    while true {
      while position < stop, bytes[position] != 0x22 {
        if bytes[position] == 0x0A { line += 1 }
        position += 1
      }
      guard position < stop else {
        if stop < bytes.count {
          throw tooLong(
            "a quoted field of more than \(limits.record) bytes",
            from: opening,
            line: openingLine
          )
        }
        throw EvidenceError(
          "unterminated-quote",
          "a quoted field is never closed: the file ends inside it",
          at: Place(file, line: openingLine, column: column(of: opening)),
          hint: "the file may be cut off; nothing of it was taken"
        )
      }
      if position + 1 < bytes.count, bytes[position + 1] == 0x22 {
        record.copy(run..<position + 1, isFirst: !copied)
        copied = true
        position += 2
        run = position
        continue
      }
      break
    }
    let closing = position
    position += 1
    var end = position
    while end < stop, bytes[end] != delimiter, bytes[end] != 0x0A { end += 1 }
    var rest = position..<end
    if !rest.isEmpty, end >= bytes.count || bytes[end] == 0x0A, bytes[end - 1] == 0x0D {
      rest = position..<end - 1
    }
    position = end
    if copied || !rest.isEmpty {
      record.copy(run..<closing, isFirst: !copied)
      if !rest.isEmpty {
        record.copy(rest, isFirst: false)
        record.textBehindQuote = true
      }
      record.appendCopied()
    } else {
      record.append(run..<closing)
    }
  }

  private func tooLong(_ what: String, from start: Int, line: Int? = nil) -> EvidenceError {
    EvidenceError(
      "record-too-long",
      what,
      at: Place(file, line: line ?? self.line, column: column(of: start)),
      hint: "is a quote missing, or is this no delimited text? nothing of it was taken"
    )
  }

  private func column(of position: Int) -> Int {
    var start = position
    while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
    return position - start + 1
  }
}
