import EvidenceCore

/// A table of nodes, taken in row by row.
struct BulkNodes {
  private let file: String
  private let columns: [BulkColumn]
  private let id: Int
  private let label: Int?
  private let name: Int?
  private let notation: Int?
  private let scheme: Int?
  private let values: [(index: Int, type: BulkColumn.ValueType, name: TextID)]
  private let unlabelled: TextID
  private var counts: [TextID: Int] = [:]

  init(
    _ columns: [BulkColumn],
    _ file: String,
    line: Int,
    _ collection: inout ImportCollection
  ) throws(EvidenceError) {
    self.file = file
    self.columns = columns
    id = columns.firstIndex { $0.role == .id } ?? 0
    label = columns.firstIndex { $0.role == .label }
    func text(_ name: String) -> Int? {
      columns.firstIndex { $0.name == name && $0.role == .value(.string) }
    }
    let name = text("name") ?? text("label")
    let notation = text("notation")
    let scheme = text("scheme")
    (self.name, self.notation, self.scheme) = (name, notation, scheme)
    unlabelled = collection.builder.text("Node")
    var values: [(index: Int, type: BulkColumn.ValueType, name: TextID)] = []
    for (index, column) in columns.enumerated() {
      guard case .value(let type) = column.role, !column.name.isEmpty,
        ![name, notation, scheme].contains(index)
      else { continue }
      let property = PropertyName.ofNode(column.name)
      values.append((index, type, collection.builder.text(property)))
    }
    self.values = values
  }

  mutating func take(_ record: DelimitedRecord, into collection: inout ImportCollection) {
    collection.countRows()
    let place = Place(file, line: record.line)
    BulkSource.checkLength(record, columns.count, file, &collection)
    guard record.withField(id, { !$0.isEmpty }) else {
      collection.dropRow("no-id", "a node without an id", at: place)
      return
    }
    let key = BulkSource.key(record, id, columns[id].group, &collection.builder)
    var kind = unlabelled
    var otherLabels: [String] = []
    if let label {
      record.withField(label) { bytes in
        guard let end = bytes.firstIndex(of: 0x3B) else {
          if !bytes.isEmpty { kind = collection.builder.text(bytes) }
          return
        }
        kind = collection.builder.text(UnsafeBufferPointer(rebasing: bytes[..<end]))
        otherLabels = bytes[(end + 1)...].split(separator: 0x3B).map {
          String(decoding: $0, as: UTF8.self)
        }
      }
    }
    if kind == unlabelled {
      collection.note(.kept, "no-label", "a node without a label is of the kind 'Node'", at: place)
    }
    counts[kind, default: 0] += 1
    collection.builder.beginNode(key, kind: kind, line: record.line)
    if let name {
      record.withField(name) {
        if !$0.isEmpty { collection.builder.setLabel(collection.builder.text($0)) }
      }
    }
    if let notation {
      record.withField(notation) {
        if !$0.isEmpty { collection.builder.setNotation(collection.builder.text($0)) }
      }
    }
    if let scheme {
      record.withField(scheme) {
        if !$0.isEmpty { collection.builder.setScheme(collection.builder.text($0)) }
      }
    }
    if !otherLabels.isEmpty {
      let property = collection.builder.text("labels")
      collection.builder.setNodeProperty(property, .strings(otherLabels))
    }
    for value in values {
      let (read, isEmpty) = record.withField(value.index) {
        ($0.isEmpty ? nil : BulkColumn.value($0, value.type), $0.isEmpty)
      }
      if let read {
        collection.builder.setNodeProperty(value.name, read)
      } else if !isEmpty {
        let text = record[value.index]
        collection.note(
          .kept,
          "no-such-value",
          "'\(text)' is no value of the column '\(columns[value.index].name)'; kept as a text",
          at: place
        )
        collection.builder.setNodeProperty(value.name, .string(text))
      }
    }
  }

  /// Puts the counts into the report.
  func finish(_ collection: inout ImportCollection) {
    for (kind, count) in counts {
      collection.countNodes(Kind(collection.builder.string(kind)), count)
    }
  }
}
