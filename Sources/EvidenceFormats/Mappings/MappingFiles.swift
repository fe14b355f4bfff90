import EvidenceCore
import Foundation

/// Which files of metadata belong to which mapping tables.
///
/// The standard's name for the metadata of `set.sssom.tsv` or `set.tsv` is `set.sssom.yml`; others in
/// use are read too.
enum MappingFiles {
  /// Whether YAML holds the metadata of a mapping set.
  static func isMetadata(_ source: FileBytes) -> Bool {
    if source.file.hasSuffix(".sssom.yml") || source.file.hasSuffix(".sssom.yaml") { return true }
    return source.head().split(whereSeparator: \.isNewline).contains { line in
      ["curie_map:", "mapping_set_id:"].contains { line.hasPrefix($0) }
    }
  }

  /// The names that a table's metadata may have, the standard's first.
  static func names(besides table: String) -> [String] {
    let stem = stem(of: table)
    return [".sssom.yml", ".sssom.yaml", ".yml", ".yaml", "-meta.yml"].map { stem + $0 }
  }

  /// The metadata beside a table that the user named.
  ///
  /// - Throws: `EvidenceError` if they are there and cannot be read.
  static func metadata(beside table: FileBytes) throws(EvidenceError) -> FileBytes? {
    for name in names(besides: table.file) where FileManager.default.fileExists(atPath: name) {
      let source = try FileBytes(path: name)
      if isMetadata(source) { return source }
    }
    return nil
  }

  /// Gives each table the metadata that the user named with it: those of its own name, or those
  /// of any name where there is only one table.
  ///
  /// - Throws: `EvidenceError` with the metadata that belong to no table.
  static func pair(
    _ tables: [FileBytes],
    with metadata: [FileBytes]
  ) throws(EvidenceError) -> [String: [FileBytes]] {
    var result: [String: [FileBytes]] = [:]
    var homeless: [Diagnostic] = []
    for file in metadata {
      let own = tables.filter { names(besides: $0.file).contains(file.file) }
      let home = own.isEmpty && tables.count == 1 ? tables : own
      for table in home { result[table.file, default: []].append(file) }
      if home.isEmpty {
        homeless.append(
          Diagnostic(
            .error,
            "metadata-without-table",
            "'\(file.file)' holds the metadata of mappings, and no table of its name is imported",
            at: Place(file.file, line: 1),
            hint:
              "name the table too; its metadata are called NAME.sssom.yml as it is NAME.sssom.tsv"
          )
        )
      }
    }
    guard homeless.isEmpty else { throw EvidenceError(homeless) }
    return result
  }

  private static func stem(of table: String) -> String {
    for suffix in [".sssom.tsv", ".sssom.csv", ".tsv", ".csv", ".txt", ".sssom"] {
      if table.hasSuffix(suffix) { return String(table.dropLast(suffix.count)) }
    }
    return table
  }
}
