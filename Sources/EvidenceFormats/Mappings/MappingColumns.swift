import EvidenceCore

/// The columns of a mapping table, by the standard's names.
struct MappingColumns {
  /// The place of each slot in a row.
  let indices: [String: Int]
  /// How many cells the header has.
  let count: Int
  /// The cells of the header without a name.
  let unnamed: [Int]

  /// Reads the header.
  ///
  /// - Throws: `EvidenceError` with each column that is missing, repeated, or a slip of a known one.
  init(
    _ header: DelimitedRecord,
    _ metadata: MappingMetadata,
    file: String
  ) throws(EvidenceError) {
    let place = Place(file, line: header.line)
    let names = header.texts.map(\.trimmedText)
    var indices: [String: Int] = [:]
    var findings: [Diagnostic] = []
    var meant: Set<String> = []
    func fail(_ code: Diagnostic.Code, _ message: String, hint: String? = nil) {
      findings.append(Diagnostic(.error, code, message, at: place, hint: hint))
    }
    for (index, name) in names.enumerated() where !name.isEmpty {
      if let first = indices[name] {
        fail(
          "repeated-column",
          "the column '\(name)' stands twice in the header",
          hint: "columns \(first + 1) and \(index + 1); keep one of them"
        )
      }
      indices[name] = index
      let isKnown = MappingSlots.ofMappings.contains(name) || metadata.extensions.contains(name)
      if !isKnown, let near = MappingSlots.near(name, among: MappingSlots.ofMappings) {
        fail("unknown-slot", "unknown column '\(name)'", hint: "did you mean '\(near)'?")
        meant.insert(near)
      }
    }
    for name in ["subject_id", "predicate_id", "object_id"]
    where indices[name] == nil && !meant.contains(name) {
      fail(
        "missing-column",
        "the header has no column '\(name)'",
        hint: Suggestion.hint(for: name, among: indices.keys.sorted())
      )
    }
    guard findings.isEmpty else { throw EvidenceError(findings) }
    self.indices = indices
    count = names.count
    unnamed = names.indices.filter { names[$0].isEmpty }
  }

  /// The slots that the metadata state for every row.
  func propagatable(_ metadata: MappingMetadata) -> Set<String> {
    MappingSlots.propagated.filter { metadata.slots[$0] != nil }
  }

  /// Looks whether a row has values of its own for slots of the metadata: by the standard, none
  /// of the rows then has that of the metadata.
  func scan(_ record: DelimitedRecord, _ scan: inout MappingScan, _ metadata: MappingMetadata) {
    for slot in scan.shared.union(scan.unused) {
      guard let index = indices[slot] else { continue }
      let text = record[index].trimmedText
      if !text.isEmpty { scan.shared.remove(slot) }
      if text.isEmpty || MappingSlots.items(text) != metadata.slots[slot]?.values {
        scan.differing.insert(slot)
      }
      if !scan.shared.contains(slot) { scan.unused.insert(slot) }
    }
  }
}

/// Which slots of the metadata reach the rows.
struct MappingScan {
  /// Those that no row has a value of its own for.
  var shared: Set<String>
  /// Those that some row has a value of its own for.
  var unused: Set<String> = []
  /// Those that some row says otherwise, or nothing.
  var differing: Set<String> = []

  /// Those that are lost.
  var lost: Set<String> { unused.intersection(differing) }
}

/// One row of a mapping table, by the standard's names.
struct MappingRow {
  let columns: MappingColumns
  let record: DelimitedRecord
  /// What the metadata say for every row.
  let shared: [String: [String]]
  /// What words of a column are read as.
  let maps: [String: [String: String]]

  /// The text of a slot; `nil` where it is empty.
  subscript(_ slot: String) -> String? {
    guard let index = columns.indices[slot] else { return shared[slot]?.first }
    let text = record[index].trimmedText
    guard !text.isEmpty else { return shared[slot]?.first }
    return maps[slot]?[text] ?? text
  }

  /// The values of a slot that may hold several.
  func values(_ slot: String) -> [String] {
    if let values = shared[slot] { return values }
    guard let text = self[slot] else { return [] }
    return MappingSlots.lists.contains(slot) ? MappingSlots.items(text) : [text]
  }
}
