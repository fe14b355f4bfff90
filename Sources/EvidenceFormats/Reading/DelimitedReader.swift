import EvidenceCore

/// Reads the records of delimited text (RFC 4180 and its tab-separated sister) one after another.
///
/// A record may hold line breaks within quotes and doubled quotes; lines end in LF, CR LF or CR.
/// Fields stay where they are in the bytes and are copied only where a quote has to be taken out.
///
/// A quote where none may stand is never guessed at: between commas it is an error at its place;
/// between tabs, where many writers never quote, it is a character like any other. Blanks between
/// a comma and an opening quote are passed over.
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
  /// How many fields the header has, once it is read: it tells a text over several lines from a
  /// quote that was never closed.
  var width: Int?
  let bytes: UnsafeBufferPointer<UInt8>
  let delimiter: UInt8
  private let limits: Limits
  /// Whether lines are counted by records, as rows of a sheet, and not by line ends.
  let countsRecords: Bool
  private(set) var position: Int
  private(set) var line: Int

  /// Starts at a byte, the first one where none is named.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>,
    file: String,
    delimiter: UInt8 = 0x2C,
    from position: Int = 0,
    firstLine: Int = 1,
    countsRecords: Bool = false,
    limits: Limits = Limits()
  ) {
    self.position = position
    self.countsRecords = countsRecords
    line = firstLine
    self.bytes = bytes
    self.file = file
    self.delimiter = delimiter
    self.limits = limits
  }

  /// Passes over blank lines.
  ///
  /// - Returns: whether a record stands behind them.
  mutating func hasNext() -> Bool {
    while position < bytes.count, isLineEnd(position) { endLine() }
    return position < bytes.count
  }

  /// Whether a quote stands in the line that is next.
  var hasQuoteInLine: Bool {
    bytes[position...].prefix { $0 != 0x0A && $0 != 0x0D }.contains(0x22)
  }

  /// Reads the next record; blank lines are none.
  ///
  /// - Returns: whether there was one.
  /// - Throws: `EvidenceError` if a quote stands where none may, is never closed, or a record is too
  ///   long.
  mutating func next(_ record: inout DelimitedRecord) throws(EvidenceError) -> Bool {
    guard hasNext() else { return false }
    record.begin(bytes, line: line)
    let start = position
    let stop = min(bytes.count, start + limits.record)
    while true {
      try readField(&record, recordStart: start, stop: stop)
      if position - start >= limits.record {
        throw tooLong("a record of more than \(limits.record) bytes", from: start)
      }
      if record.count > limits.fields {
        throw tooLong("a record of more than \(limits.fields) fields", from: start)
      }
      guard position < bytes.count else { break }
      guard bytes[position] == delimiter else {
        endLine()
        break
      }
      position += 1
      if position >= bytes.count {
        record.append(position..<position)
        break
      }
    }
    if countsRecords {
      // A sheet leaves the empty cells at a row's end out.
      if let width { while record.count < width { record.append(position..<position) } }
      return true
    }
    if let last = record.quoteOverLines, let width, record.count < width {
      throw EvidenceError(
        "unclosed-quote",
        "the quote that opens here closes in line \(last.closingLine), and its record has "
          + "\(record.count) of \(width) fields: a quote is missing",
        at: last.opening,
        hint: "close the quoted text in its own row; nothing of the file was taken"
      )
    }
    return true
  }

  /// Whether so many bytes stand behind a place that no record goes beyond them.
  static func isWhole(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    bytes.count - start > Limits().record
  }

  private func isLineEnd(_ position: Int) -> Bool {
    bytes[position] == 0x0A || bytes[position] == 0x0D
  }

  /// Passes over one line end: LF, CR LF or CR.
  private mutating func endLine() {
    let isReturn = bytes[position] == 0x0D
    position += 1
    if isReturn, position < bytes.count, bytes[position] == 0x0A { position += 1 }
    line += 1
  }

  // MARK: Fields

  /// Reads one field, up to the delimiter or line end behind it.
  private mutating func readField(
    _ record: inout DelimitedRecord,
    recordStart: Int,
    stop: Int
  ) throws(EvidenceError) {
    var opening = position
    if delimiter != 0x09 {
      while opening < stop, bytes[opening] == 0x20 { opening += 1 }
    }
    guard opening < stop, bytes[opening] == 0x22 else { return readPlain(&record, stop: stop) }
    let quote = quotedText(from: opening, stop: stop)
    if delimiter == 0x09, isCharacter(quote, record, recordStart: recordStart) {
      return readPlain(&record, stop: stop)
    }
    guard let quote else { throw unclosed(opening, stop: stop) }
    guard quote.isClean else {
      throw EvidenceError(
        "misplaced-quote",
        "text stands behind the closing quote of a field",
        at: Place(file, line: quote.closingLine, column: column(of: quote.closing)),
        hint: "double a quote that belongs to the text, and quote the whole field; nothing of the "
          + "file was taken"
      )
    }
    if quote.closingLine > line {
      let place = Place(file, line: line, column: column(of: opening))
      record.quoteOverLines = (place, quote.closingLine)
    }
    take(quote, from: opening + 1, into: &record)
    if !countsRecords { line = quote.closingLine }
    position = quote.end
  }

  private mutating func readPlain(_ record: inout DelimitedRecord, stop: Int) {
    let start = position
    while position < stop, bytes[position] != delimiter, !isLineEnd(position) { position += 1 }
    record.append(start..<position)
  }

  /// A quoted text: where its closing quote stands, and what comes behind.
  private struct QuotedText {
    var closing: Int
    var closingLine: Int
    var hasDoubled: Bool
    /// Where the field ends; meaningful where `isClean`.
    var end: Int
    /// Whether only blanks stand between the closing quote and the end of the field.
    var isClean: Bool
  }

  /// Looks for the closing quote of a text; `nil` where there is none before `stop`.
  private func quotedText(from opening: Int, stop: Int) -> QuotedText? {
    var (at, line, hasDoubled) = (opening + 1, line, false)
    while at < stop {
      let byte = bytes[at]
      if byte == 0x22 {
        guard at + 1 < stop, bytes[at + 1] == 0x22 else { break }
        hasDoubled = true
        at += 2
        continue
      }
      if byte == 0x0A || (byte == 0x0D && !(at + 1 < bytes.count && bytes[at + 1] == 0x0A)) {
        line += 1
      }
      at += 1
    }
    guard at < stop else { return nil }
    var end = at + 1
    if delimiter != 0x09 {
      while end < bytes.count, bytes[end] == 0x20 { end += 1 }
    }
    return QuotedText(
      closing: at,
      closingLine: line,
      hasDoubled: hasDoubled,
      end: end,
      isClean: end >= bytes.count || bytes[end] == delimiter || isLineEnd(end)
    )
  }

  /// Whether, between tabs, a quote is a character of the text: it is not closed, or not where the
  /// field ends, or only in another line although its own line has all its fields.
  private func isCharacter(
    _ quote: QuotedText?,
    _ record: DelimitedRecord,
    recordStart: Int
  ) -> Bool {
    guard let quote, quote.isClean else { return true }
    guard quote.closingLine > line, let width else { return false }
    var (at, fields) = (position, record.count + 1)
    while at < bytes.count, !isLineEnd(at) {
      if bytes[at] == delimiter { fields += 1 }
      at += 1
    }
    return fields == width
  }

  /// Puts a quoted text into the record, each doubled quote once.
  private func take(_ quote: QuotedText, from start: Int, into record: inout DelimitedRecord) {
    guard quote.hasDoubled else { return record.append(start..<quote.closing) }
    var (run, at, isFirst) = (start, start, true)
    while at < quote.closing {
      if bytes[at] == 0x22 {
        record.copy(run..<at + 1, isFirst: isFirst)
        isFirst = false
        at += 2
        run = at
      } else {
        at += 1
      }
    }
    record.copy(run..<quote.closing, isFirst: isFirst)
    record.appendCopied()
  }

  // MARK: Errors

  private func unclosed(_ opening: Int, stop: Int) -> EvidenceError {
    if stop < bytes.count {
      return tooLong("a quoted field of more than \(limits.record) bytes", from: opening)
    }
    return EvidenceError(
      "unterminated-quote",
      "a quoted field is never closed: the file ends inside it",
      at: Place(file, line: line, column: column(of: opening)),
      hint: "the file may be cut off; nothing of it was taken"
    )
  }

  private func tooLong(_ what: String, from start: Int) -> EvidenceError {
    EvidenceError(
      "record-too-long",
      what,
      at: Place(file, line: line, column: column(of: start)),
      hint: "is a quote missing, or is this not delimited text? nothing of it was taken"
    )
  }

  private func column(of position: Int) -> Int {
    var start = position
    while start > 0, !isLineEnd(start - 1) { start -= 1 }
    return position - start + 1
  }
}
