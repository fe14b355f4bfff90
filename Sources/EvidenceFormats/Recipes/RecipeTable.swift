import EvidenceCore

/// The rows of a delimited table, by the names of its columns.
enum RecipeTable {
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
    var result: [RecipeRow] = []
    var notes: [Place] = []
    var short: [Place] = []
    try file.withBytes { bytes throws(EvidenceError) in
      try UTF8Check.validate(bytes, file: file.file)
      var reader = DelimitedReader(
        bytes,
        file: file.file,
        delimiter: source.form == .tsv ? 0x09 : 0x2C
      )
      var record = DelimitedRecord()
      let names = try header(&reader, &record, source)
      let wanted = names.indices.filter { source.header.contains(names[$0]) }
      while try reader.next(&record) {
        let place = Place(file.file, line: record.line)
        if record.isBlank { continue }
        if !wanted.isEmpty, wanted.allSatisfy({ record[$0].trimmedText.isEmpty }) {
          notes.append(place)
          continue
        }
        if record.count < names.count { short.append(place) }
        var values: [String: [String]] = [:]
        for (index, name) in names.enumerated() where !name.isEmpty {
          values[name] = [record[index].trimmedText]
        }
        result.append(
          RecipeRow(place: place, values: values, named: source.constants, maps: source.maps)
        )
      }
    }
    for place in short {
      collection.note(.kept, "short-row", "a row shorter than the header", at: place)
    }
    for place in notes {
      collection.note(.dropped, "no-record", "text of the sheet outside its table", at: place)
    }
    return result
  }

  /// Reads up to the header: the row on the line given, the first that holds all the names asked
  /// for, or the first.
  private static func header(
    _ reader: inout DelimitedReader,
    _ record: inout DelimitedRecord,
    _ source: RecipeSource
  ) throws(EvidenceError) -> [String] {
    var best: (missing: [String], names: [String])?
    while try reader.next(&record) {
      if let line = source.headerLine, record.line < line { continue }
      let names = record.texts.map(\.trimmedText)
      let missing = source.header.filter { !names.contains($0) }
      if missing.isEmpty { return names }
      if missing.count < best?.missing.count ?? Int.max { best = (missing, names) }
    }
    let missing = best?.missing.first ?? source.header.first ?? ""
    throw EvidenceError(
      "header-not-found",
      "no row has the columns \(source.header.map { "'\($0)'" }.joined(separator: ", "))",
      at: Place(reader.file),
      hint: Suggestion.hint(for: missing, among: best?.names ?? [])
    )
  }
}
