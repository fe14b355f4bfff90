import EvidenceCore

/// Tables of mappings between vocabularies (SSSOM, as tab-separated text).
enum MappingSource {
  /// How the rows become statements; what stands here by default fits a table on its own.
  struct Options {
    /// Where the statements were read; none: the mapping set's id, else the file's name.
    var via: String?
    /// The work that makes the mappings.
    var source: Key?
    /// Columns that are not taken.
    var leaveOut: Set<String> = []
    /// Finds the nodes of ids by a registered name, made of this and the local part of the id;
    /// none: each id is the key of a node of its own.
    var namePrefix: String?
  }

  static func read(
    _ source: FileBytes,
    into collection: inout ImportCollection,
    options: Options = Options()
  ) throws(EvidenceError) {
    collection.begin(source.file)
    try source.withBytes { bytes throws(EvidenceError) in
      try UTF8Check.validate(bytes, file: source.file)
      var start = 0
      var block: [String] = []
      while start < bytes.count, bytes[start] == 0x23 {
        let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
        let line = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
        block.append(line.hasSuffix("\r") ? String(line.dropLast()) : line)
        start = min(end + 1, bytes.count)
      }
      let metadata = MappingMetadata.read(block, file: source.file, into: &collection)
      var reader = DelimitedReader(
        UnsafeBufferPointer(rebasing: bytes[start...]),
        file: source.file,
        delimiter: 0x09,
        firstLine: block.count + 1
      )
      var record = DelimitedRecord()
      guard try reader.next(&record) else { return }
      var columns: [String: Int] = [:]
      for (index, name) in record.texts.enumerated() { columns[name.trimmedText] = index }
      for name in ["subject_id", "predicate_id", "object_id"] where columns[name] == nil {
        throw EvidenceError(
          "missing-column",
          "the header has no column '\(name)'",
          at: Place(source.file, line: record.line),
          hint: Suggestion.hint(for: name, among: columns.keys.sorted())
        )
      }
      var table = MappingTable(source.file, columns, metadata, options)
      table.declare(&collection)
      while try reader.next(&record) {
        guard !record.isBlank else { continue }
        table.take(record, into: &collection)
      }
    }
  }
}
