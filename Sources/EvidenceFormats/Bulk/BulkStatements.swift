import EvidenceCore

/// A table of relationships, taken in row by row.
struct BulkStatements {
  private let file: String
  private let columns: [BulkColumn]
  private let start: Int
  private let end: Int
  private let type: Int
  /// Fields of a statement: such rows take the slower way.
  private let fields: [(index: Int, name: String)]
  private let confidence: Int?
  private let values: [(index: Int, type: BulkColumn.ValueType, name: TextID)]
  private let via: TextID
  /// The last start and relation: rows are mostly sorted by them, and comparing is cheaper than
  /// looking up.
  private var lastStart = LastText()
  private var lastRelation = LastText()
  /// The same for each column of values.
  private var lastTexts: [LastText]

  init(_ header: BulkHeader, _ file: String, _ collection: inout ImportCollection) {
    self.file = file
    columns = header.columns
    start = header.index(of: .start) ?? 0
    end = header.index(of: .end) ?? 0
    type = header.index(of: .type) ?? 0
    confidence = columns.firstIndex { $0.name == "confidence" }
    via = collection.builder.text(BulkSource.baseName(file))
    var fields: [(index: Int, name: String)] = []
    var values: [(index: Int, type: BulkColumn.ValueType, name: TextID)] = []
    var hasWords = collection.defaultSource != nil
    for (index, column) in columns.enumerated() where index != confidence {
      guard case .value(let type) = column.role, !column.name.isEmpty else { continue }
      if BulkColumn.statementFields.contains(column.name) {
        fields.append((index, column.name))
      } else {
        let property = PropertyName.ofStatement(column.name)
        values.append((index, type, collection.builder.text(property)))
        hasWords = hasWords || Statement.wordProperties.contains(column.name)
      }
    }
    self.fields = fields
    self.values = values
    lastTexts = Array(repeating: LastText(), count: values.count)
    isPlain = fields.isEmpty && !hasWords
  }

  /// Whether no column is read as a word, so that rows go straight into the builder.
  private let isPlain: Bool

  mutating func take(_ record: DelimitedRecord, into collection: inout ImportCollection) {
    let place = Place(file, line: record.line)
    if record.isEmpty(start) || record.isEmpty(end) || record.isEmpty(type) {
      let missing = record.isEmpty(start) ? start : record.isEmpty(end) ? end : type
      collection.dropRow(
        "incomplete-relationship",
        "a relationship without its \(columns[missing].role.name)",
        at: place
      )
      return
    }
    let from = lastStart.id(record, start, columns[start].group, &collection, at: place)
    let to = BulkSource.key(record, end, columns[end].group, &collection, at: place)
    let relation = lastRelation.id(record, type, nil, &collection, at: place)
    guard isPlain else {
      takeFields(record, from, relation, to, &collection)
      return
    }
    collection.builder.beginStatement(from, relation, to, via: via, line: record.line)
    if let confidence, !record.isEmpty(confidence) {
      if let read = record.withField(confidence, { DecimalNumber.number($0) }),
        (0...1).contains(read)
      {
        collection.builder.setConfidence(read)
      } else {
        var statement = Statement("", .cites, "")
        if let word = statement.set("confidence", to: record[confidence]) {
          collection.fail(word, at: place)
        }
      }
    }
    for (column, value) in values.enumerated() {
      if value.type == .string, !record.isEmpty(value.index) {
        let text = lastTexts[column].id(record, value.index, nil, &collection, at: place)
        collection.builder.setStatementProperty(value.name, text)
      } else if let read = BulkValue.read(
        record,
        value.index,
        value.type,
        columns,
        place,
        &collection
      ) {
        collection.builder.setStatementProperty(value.name, read)
      }
    }
  }

  /// Takes a row that has fields of a statement, by way of a value.
  private func takeFields(
    _ record: DelimitedRecord,
    _ from: TextID,
    _ relation: TextID,
    _ to: TextID,
    _ collection: inout ImportCollection
  ) {
    var statement = Statement(
      Key(collection.builder.string(from)),
      Relation(collection.builder.string(relation)),
      Key(collection.builder.string(to)),
      via: BulkSource.baseName(file)
    )
    let place = Place(file, line: record.line)
    let confidence = confidence.map { [($0, "confidence")] } ?? []
    for (index, name) in fields + confidence where record.withField(index, { !$0.isEmpty }) {
      let text = collection.composed(record[index].trimmedText, at: place)
      if text.isEmpty { continue }
      if let word = statement.set(name, to: text) { collection.fail(word, at: place) }
    }
    if statement.source == nil, statement.relation.bearsEvidence {
      statement.source = collection.defaultSource
    }
    for value in values {
      guard
        let read = BulkValue.read(record, value.index, value.type, columns, place, &collection)
      else { continue }
      let name = collection.builder.string(value.name)
      if let word = statement.set(property: name, to: read) { collection.fail(word, at: place) }
    }
    collection.add(statement, at: place)
  }
}

/// The text of a column in the row before, and its number.
struct LastText {
  private var bytes: [UInt8] = []
  private var id: TextID?

  /// The number of a field's text, looked up only where it differs from the row before.
  mutating func id(
    _ record: DelimitedRecord,
    _ index: Int,
    _ group: String?,
    _ collection: inout ImportCollection,
    at place: Place
  ) -> TextID {
    if let id, record.withField(index, { $0.count == bytes.count && $0.elementsEqual(bytes) }) {
      return id
    }
    let found = BulkSource.key(record, index, group, &collection, at: place)
    record.withField(index) { field in
      bytes.removeAll(keepingCapacity: true)
      bytes.append(contentsOf: field)
    }
    id = found
    return found
  }
}
