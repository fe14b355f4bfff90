import EvidenceCore

/// The rows of a delimited table, by the names of its columns.
struct RecipeTable {
  private let file: FileBytes
  private let source: RecipeSource
  private let header: TableHeader

  /// Reads a table.
  ///
  /// Blanks around a value are no part of it. A row that is blank in every column of the header
  /// that the recipe names is a note of the sheet's author and no record.
  ///
  /// - Throws: `EvidenceError` if the table is broken or has no such header.
  static func rows(
    _ file: FileBytes,
    _ source: RecipeSource,
    into collection: inout ImportCollection
  ) throws(EvidenceError) -> [RecipeRow] {
    collection.noteCells(of: file)
    return try file.withTable { bytes throws(EvidenceError) in
      let delimiter = try delimiter(of: bytes, file, source)
      var reader = file.reader(of: bytes, separator: delimiter)
      var record = DelimitedRecord()
      let header = TableHeader(try readHeader(&reader, &record, source))
      for finding in header.findings {
        let place = Place(file.file, line: record.line)
        collection.note(finding.outcome, finding.code, finding.message, at: place)
      }
      reader.width = header.names.count
      let table = RecipeTable(file: file, source: source, header: header)
      return try table.rows(&reader, &record, &collection)
    }
  }

  private func rows(
    _ reader: inout DelimitedReader,
    _ record: inout DelimitedRecord,
    _ collection: inout ImportCollection
  ) throws(EvidenceError) -> [RecipeRow] {
    let names = header.names
    let wanted = names.indices.filter { source.header.contains(names[$0]) }
    var places: [String: Int] = [:]
    for (index, name) in names.enumerated() { places[name] = index }
    var result: [RecipeRow] = []
    while try reader.next(&record) {
      try collection.step(record.count)
      let place = Place(file.file, line: record.line)
      if record.isBlank { continue }
      if !wanted.isEmpty, wanted.allSatisfy({ record[$0].trimmedText.isEmpty }) {
        collection.note(.dropped, "no-record", "skipped text outside the table", at: place)
        continue
      }
      if let surplus = record.surplus(over: names.count) {
        collection.countRows()
        collection.dropRow("long-row", surplus, at: place)
        continue
      }
      if record.count < names.count {
        collection.note(.kept, "short-row", "a row shorter than the header", at: place)
      }
      let texts = names.indices.map { collection.composed(record[$0].trimmedText, at: place) }
      let values = RowValues(texts, at: places)
      result.append(
        RecipeRow(place: place, values: values, named: source.constants, maps: source.maps)
      )
    }
    return result
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
