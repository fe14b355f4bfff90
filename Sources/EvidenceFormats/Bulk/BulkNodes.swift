import EvidenceCore

/// A table of nodes, taken in row by row.
struct BulkNodes: BulkTable {
  let plan: RowPlan?
  private let file: String
  private let columns: [BulkColumn]
  private let id: Int
  private let label: Int?
  private let name: Int?
  private let notation: Int?
  private let scheme: Int?
  private let sameAs: Int?
  private let values: [(index: Int, type: BulkColumn.ValueType, name: TextID)]
  private let unlabelled: TextID

  init(_ header: BulkHeader, _ file: String, _ collection: inout ImportCollection) {
    self.file = file
    let columns = header.columns
    self.columns = columns
    id = header.index(of: .id) ?? 0
    label = header.index(of: .label)
    func text(_ name: String) -> Int? {
      columns.firstIndex { $0.name == name && $0.role == .value(.string) }
    }
    let name = text("name") ?? text("label")
    let notation = text("notation")
    let scheme = text("scheme")
    let sameAs = columns.firstIndex { column in
      guard column.name == "sameAs", case .value(let type) = column.role else { return false }
      return type == .list || type == .string
    }
    (self.name, self.notation, self.scheme, self.sameAs) = (name, notation, scheme, sameAs)
    unlabelled = collection.builder.text("Node")
    var values: [(index: Int, type: BulkColumn.ValueType, name: TextID)] = []
    for (index, column) in columns.enumerated() {
      guard case .value(let type) = column.role, !column.name.isEmpty,
        ![name, notation, scheme, sameAs].contains(index)
      else { continue }
      let property = PropertyName.ofNode(column.name)
      values.append((index, type, collection.builder.text(property)))
    }
    self.values = values
    plan = Self.plan(header, [name, notation, scheme], sameAs, values, collection.builder)
  }

  /// How plain rows are read: those with a key and one label.
  private static func plan(
    _ header: BulkHeader,
    _ texts: [Int?],
    _ sameAs: Int?,
    _ values: [(index: Int, type: BulkColumn.ValueType, name: TextID)],
    _ builder: borrowing GraphBuilder
  ) -> RowPlan? {
    guard let id = header.index(of: .id), let label = header.index(of: .label),
      builder.hasRoom(forProperties: values.count + 1, ofNodes: true),
      var plan = RowPlan(
        header,
        texts: [id, label] + texts.compactMap(\.self),
        required: [id, label]
      )
    else { return nil }
    plan.label = label
    if let sameAs { plan.empty.append(sameAs) }
    plan.add(values)
    return plan
  }

  func take(
    _ range: Range<Int>,
    of rows: inout PlainRows,
    in bytes: UnsafeBufferPointer<UInt8>,
    behind waiting: Int,
    into collection: inout ImportCollection
  ) -> Int {
    guard let plan else { return range.lowerBound }
    let width = plan.texts.count
    let first = collection.builder.nodeCount + waiting
    // A row that goes the longer way takes in the same texts in the same order.
    let places = range.lowerBound * width..<range.upperBound * width
    collection.builder.texts(&rows.texts, places, in: bytes)
    for row in range {
      guard let key = rows.texts.text(row * width), collection.isNew(key) else { return row }
      collection.hold(key, at: first + row - range.lowerBound)
    }
    return range.upperBound
  }

  func add(_ range: Range<Int>, of rows: PlainRows, from line: Int, to columns: inout GraphRows) {
    guard let plan else { return }
    let first = columns.nodeCount
    var column = 2
    func next(_ isThere: Bool) -> Int? {
      column += isThere ? 1 : 0
      return isThere ? column - 1 : nil
    }
    columns.appendNodes(
      rows.texts(of: range, plan, from: line),
      label: next(name != nil),
      notation: next(notation != nil),
      scheme: next(scheme != nil)
    )
    var runs = PlainValues(values, plan)
    runs.take(range, of: rows, at: first, from: column)
    runs.forEach { columns.append($0, ofNodes: $1) }
  }

  func take(_ record: DelimitedRecord, into collection: inout ImportCollection) {
    let place = Place(file, line: record.line)
    guard record.withField(id, { !$0.isEmpty }) else {
      collection.dropRow("no-id", "a node without an id", at: place)
      return
    }
    let key = BulkSource.key(record, id, columns[id].group, &collection, at: place)
    var kind = unlabelled
    var otherLabels: [String] = []
    if let label {
      record.withField(label) { bytes in
        let labels = bytes.split(separator: 0x3B)
        guard let first = labels.first else { return }
        kind = collection.builder.text(UnsafeBufferPointer(rebasing: first))
        otherLabels = labels.dropFirst().map { String(decoding: $0, as: UTF8.self) }
      }
    }
    if kind == unlabelled {
      collection.note(.kept, "no-label", "a node without a label is of the kind 'Node'", at: place)
    }
    collection.builder.beginNode(key, kind: kind, line: record.line)
    if let text = text(record, name, place, &collection) { collection.builder.setLabel(text) }
    if let text = text(record, notation, place, &collection) {
      collection.builder.setNotation(text)
    }
    if let text = text(record, scheme, place, &collection) { collection.builder.setScheme(text) }
    if let sameAs, record.withField(sameAs, { !$0.isEmpty }) {
      let names = record[sameAs].split(separator: ";").map {
        collection.composed($0.trimmedText, at: place)
      }
      collection.builder.setSameAs(names.filter { !$0.isEmpty })
    }
    if !otherLabels.isEmpty {
      let property = collection.builder.text("labels")
      collection.builder.setNodeProperty(property, .strings(otherLabels))
    }
    for value in values {
      if let read = BulkValue.read(record, value.index, value.type, columns, place, &collection) {
        collection.builder.setNodeProperty(value.name, read)
      }
    }
    collection.endNode(at: place)
  }

  private func text(
    _ record: DelimitedRecord,
    _ index: Int?,
    _ place: Place,
    _ collection: inout ImportCollection
  ) -> TextID? {
    guard let index, record.withField(index, { !$0.isEmpty }) else { return nil }
    return BulkSource.text(record, index, &collection, at: place)
  }
}

/// A value of a property's column.
enum BulkValue {
  /// Reads a value; one that is not of the column's type is kept as a text, and said.
  static func read(
    _ record: DelimitedRecord,
    _ index: Int,
    _ type: BulkColumn.ValueType,
    _ columns: [BulkColumn],
    _ place: Place,
    _ collection: inout ImportCollection
  ) -> PropertyValue? {
    let (read, isEmpty, isPlain) = record.withField(index) { field in
      (
        field.isEmpty ? nil : BulkColumn.value(field, type), field.isEmpty,
        field.allSatisfy { $0 < 0x80 }
      )
    }
    if isEmpty { return nil }
    if let read {
      if isPlain { return read }
      switch read {
      case .string(let text): return .string(collection.composed(text, at: place))
      case .strings(let texts):
        return .strings(texts.map { collection.composed($0, at: place) })
      default: return read
      }
    }
    let text = record[index]
    collection.note(
      .kept,
      "no-such-value",
      "'\(text)' does not fit the type of column '\(columns[index].name)'; kept as text",
      at: place
    )
    return .string(text)
  }
}
