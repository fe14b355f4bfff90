import EvidenceCore

/// Tables of mappings between vocabularies: SSSOM 1.0 and 1.1, separated by tabs, commas or
/// semicolons.
enum MappingSource {
  /// How the rows become statements; what stands here by default fits a table on its own.
  struct Options {
    /// Where the statements were read; none: the mapping set's id, else the file's name.
    var via: String?
    /// The work that makes the mappings; none: the mapping set, where it says who made it.
    var source: Key?
    /// Columns that are not taken.
    var leaveOut: Set<String> = []
    /// Finds the nodes of ids by a registered name, made of this and the local part of the id;
    /// none: each id is the key of a node of its own.
    var namePrefix: String?
    /// What words of a column are read as, by the column's name.
    var maps: [String: [String: String]] = [:]
    /// Metadata beside the table, the first of them the nearest.
    var metadata: [FileBytes] = []
  }

  /// Reads a table into a collection.
  ///
  /// Words that cannot be read are findings of the collection.
  ///
  /// - Throws: `EvidenceError` if the table is broken or lacks a column that a mapping needs.
  static func read(
    _ source: FileBytes,
    into collection: inout ImportCollection,
    options: Options = Options()
  ) throws(EvidenceError) {
    collection.begin(source.file)
    collection.noteCells(of: source)
    try source.withTable { bytes throws(EvidenceError) in
      let layout = MappingLayout(bytes, file: source.file)
      var metadata = try MappingMetadata(block: layout.block, file: source.file)
      for file in options.metadata { metadata.merge(try MappingMetadata(file)) }
      let body = UnsafeBufferPointer(rebasing: bytes[layout.start...])
      func reader() -> DelimitedReader {
        DelimitedReader(
          body,
          file: source.file,
          delimiter: layout.delimiter,
          firstLine: layout.firstLine,
          countsRecords: source.sheetNotes != nil
        )
      }
      var rows = reader()
      var record = DelimitedRecord()
      guard try rows.next(&record) else {
        throw EvidenceError(
          "missing-header",
          "the table has no header",
          at: Place(source.file, line: layout.firstLine)
        )
      }
      let columns = try MappingColumns(record, metadata, file: source.file)
      var scan = MappingScan(shared: columns.propagatable(metadata))
      if scan.shared.contains(where: { columns.indices[$0] != nil }) {
        var ahead = reader()
        _ = try ahead.next(&record)
        while try ahead.next(&record) { columns.scan(record, &scan, metadata) }
      }
      var table = MappingTable(source.file, columns, metadata, options)
      table.begin(scan, &collection)
      while try rows.next(&record) {
        try collection.step(record.count)
        table.take(record, into: &collection)
      }
    }
  }
}
