import EvidenceCore

/// The rows of a delimited table, by the names of its columns.
///
/// They are read anew whenever they are gone through, a piece of the file after the other.
struct RecipeTable {
  private let file: FileBytes
  private let source: RecipeSource
  private let separator: UInt8
  private let header: TableHeader
  private let headerLine: Int
  private let pieceSize: Int
  /// The place of each column by its name, and those that the recipe asks for.
  private let places: [String: Int]
  private let wanted: [Int]

  /// Finds the header of a table.
  ///
  /// - Parameter pieceSize: how many bytes are read at once, which makes no difference.
  /// - Throws: `EvidenceError` if the table is broken or has no such header.
  init(
    _ file: FileBytes,
    _ source: RecipeSource,
    pieceSize: Int = 4 << 20,
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    collection.noteCells(of: file)
    let found = try file.withHead { bytes throws(EvidenceError) in
      let separator = try Self.delimiter(of: bytes, file, source)
      var reader = file.reader(of: bytes, separator: separator)
      var record = DelimitedRecord()
      let header = TableHeader(try Self.readHeader(&reader, &record, source))
      return (separator: separator, header: header, line: record.line)
    }
    for finding in found.header.findings {
      let place = Place(file.file, line: found.line)
      collection.note(finding.outcome, finding.code, finding.message, at: place)
    }
    self.file = file
    self.source = source
    self.pieceSize = file.sheetNotes == nil ? pieceSize : .max
    separator = found.separator
    header = found.header
    headerLine = found.line
    let names = header.names
    wanted = names.indices.filter { source.header.contains(names[$0]) }
    places = names.enumerated().reduce(into: [:]) { $0[$1.element] = $1.offset }
  }

  /// The names of the columns.
  var columns: Set<String> { Set(header.names) }

  /// Goes through the rows.
  ///
  /// Blanks around a value are no part of it. A row that is blank in every column of the header
  /// that the recipe names is a note of the sheet's author and no record.
  ///
  /// - Parameter isFirst: whether what is odd about a row is said.
  /// - Throws: `EvidenceError` if the table is broken, and what the closure throws.
  func forEachRow(
    isFirst: Bool,
    _ collection: inout ImportCollection,
    _ body: (RecipeRow, inout ImportCollection) throws(EvidenceError) -> Void
  ) throws(EvidenceError) {
    var line = 1
    try file.forEachPiece(of: pieceSize) { (bytes, isLast, _) throws(EvidenceError) in
      var reader = file.reader(of: bytes, separator: separator, firstLine: line)
      var record = DelimitedRecord()
      // Behind the last record that was taken.
      var (end, endLine) = (0, line)
      while true {
        reader.width = reader.line > headerLine ? header.names.count : nil
        do throws(EvidenceError) {
          guard try reader.next(&record) else { break }
        } catch {
          // What is wrong here may be right with what stands behind the piece.
          if isLast { throw error }
          break
        }
        if !isLast, reader.position == bytes.count { break }
        (end, endLine) = (reader.position, reader.line)
        guard record.line > headerLine else { continue }
        if let row = try row(record, isFirst, &collection) { try body(row, &collection) }
      }
      defer { line = endLine }
      return (end, endLine - line)
    }
  }

  private func row(
    _ record: DelimitedRecord,
    _ isFirst: Bool,
    _ collection: inout ImportCollection
  ) throws(EvidenceError) -> RecipeRow? {
    try collection.step(record.count)
    let names = header.names
    let place = Place(file.file, line: record.line)
    if record.isBlank { return nil }
    if !wanted.isEmpty, wanted.allSatisfy({ record[$0].trimmedText.isEmpty }) {
      if isFirst {
        collection.note(.dropped, "no-record", "skipped text outside the table", at: place)
      }
      return nil
    }
    if let surplus = record.surplus(over: names.count) {
      if isFirst {
        collection.countRows()
        collection.dropRow("long-row", surplus, at: place)
      }
      return nil
    }
    if isFirst, record.count < names.count {
      collection.note(.kept, "short-row", "a row shorter than the header", at: place)
    }
    let texts = names.indices.map { index in
      let text = record[index].trimmedText
      return isFirst ? collection.composed(text, at: place) : NormalForm.composed(text) ?? text
    }
    let values = RowValues(texts, at: places)
    return RecipeRow(place: place, values: values, named: source.constants, maps: source.maps)
  }

  /// The separator that the recipe names, else the one that shows most of the recipe's columns in
  /// the header.
  private static func delimiter(
    of bytes: UnsafeBufferPointer<UInt8>,
    _ file: FileBytes,
    _ source: RecipeSource
  ) throws(EvidenceError) -> UInt8 {
    if file.sheetNotes != nil { return TableSeparator.comma }
    if let separator = source.separator { return separator }
    let usual = source.form == .tsv ? TableSeparator.tab : TableSeparator.comma
    let wanted = Set(source.columnNames + source.header)
    var best = (found: 0, separator: usual)
    for separator in [usual] + TableSeparator.known.filter({ $0 != usual }) {
      var reader = file.reader(of: bytes, separator: separator)
      var record = DelimitedRecord()
      do throws(EvidenceError) {
        let names = TableHeader(try readHeader(&reader, &record, source)).names
        let found = wanted.intersection(names).count
        if found > best.found { best = (found, separator) }
      } catch { continue }
    }
    return best.separator
  }

  /// Reads up to the header: the row on the line given, the first that holds all the names asked
  /// for, or the first.
  private static func readHeader(
    _ reader: inout DelimitedReader,
    _ record: inout DelimitedRecord,
    _ source: RecipeSource
  ) throws(EvidenceError) -> [String] {
    var best: (missing: [String], names: [String])?
    while try reader.next(&record) {
      if let line = source.headerLine, record.line < line { continue }
      let names = TableHeader(record.texts).names
      let missing = source.header.filter { !names.contains($0) }
      if missing.isEmpty { return record.texts }
      if missing.count < best?.missing.count ?? Int.max { best = (missing, names) }
    }
    let missing = best?.missing.first ?? source.header.first ?? ""
    throw EvidenceError(
      "header-not-found",
      source.header.isEmpty
        ? "the table is empty"
        : "no row has the columns \(source.header.map { "'\($0)'" }.joined(separator: ", "))",
      at: Place(reader.file),
      hint: Suggestion.hint(for: missing, among: best?.names ?? [])
    )
  }
}

extension DelimitedRecord {
  /// What stands behind the last column, as a finding says it; `nil` where nothing does.
  func surplus(over columns: Int) -> String? {
    guard count > columns else { return nil }
    let rest = (columns..<count).map { self[$0].trimmedText }.filter { !$0.isEmpty }
    guard !rest.isEmpty else { return nil }
    return "the row has \(count) fields under \(columns) headers; behind the last one: "
      + rest.joined(separator: ", ")
  }
}
