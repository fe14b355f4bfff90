import EvidenceCore

/// A table of relationships, taken in row by row.
struct BulkStatements {
  private let file: String
  private let columns: [BulkColumn]
  private let start: Int
  private let end: Int
  private let type: Int
  private let confidence: Int?
  /// Fields of a statement besides the confidence: such rows take the slower way.
  private let fields: [(index: Int, name: String)]
  private let values: [(index: Int, type: BulkColumn.ValueType, name: TextID)]
  private let via: TextID
  private let invalid: TextID
  private var counts: [TextID: Int] = [:]
  /// The last start and relation: rows are mostly sorted by them, and comparing is cheaper than
  /// looking up.
  private var lastStart = LastText()
  private var lastRelation = LastText()

  init(
    _ columns: [BulkColumn],
    _ file: String,
    line: Int,
    _ collection: inout ImportCollection
  ) throws(EvidenceError) {
    func index(_ role: BulkColumn.Role, _ name: String) throws(EvidenceError) -> Int {
      guard let index = columns.firstIndex(where: { $0.role == role }) else {
        throw EvidenceError(
          "missing-column",
          "the header has no ':\(name)' column",
          at: Place(file, line: line),
          hint: "relationships need ':START_ID', ':END_ID' and ':TYPE'"
        )
      }
      return index
    }
    self.file = file
    self.columns = columns
    start = try index(.start, "START_ID")
    end = try index(.end, "END_ID")
    type = try index(.type, "TYPE")
    confidence = columns.firstIndex { $0.name == "confidence" }
    via = collection.builder.text(BulkSource.baseName(file))
    invalid = collection.builder.text("statedConfidence")
    var fields: [(index: Int, name: String)] = []
    var values: [(index: Int, type: BulkColumn.ValueType, name: TextID)] = []
    for (index, column) in columns.enumerated() where index != confidence {
      guard case .value(let type) = column.role, !column.name.isEmpty else { continue }
      if BulkColumn.statementFields.contains(column.name) {
        fields.append((index, column.name))
      } else {
        let property = PropertyName.ofStatement(column.name)
        values.append((index, type, collection.builder.text(property)))
      }
    }
    self.fields = fields
    self.values = values
  }

  mutating func take(_ record: DelimitedRecord, into collection: inout ImportCollection) {
    collection.countRows()
    BulkSource.checkLength(record, columns.count, file, &collection)
    for index in [start, end, type] where record.withField(index, { $0.isEmpty }) {
      collection.dropRow(
        "incomplete-relationship",
        "a relationship without its \(columns[index].role)",
        at: Place(file, line: record.line)
      )
      return
    }
    let from = lastStart.id(record, start, columns[start].group, &collection.builder)
    let to = BulkSource.key(record, end, columns[end].group, &collection.builder)
    let relation = lastRelation.id(record, type, nil, &collection.builder)
    counts[relation, default: 0] += 1
    guard fields.isEmpty else {
      takeFields(record, from, relation, to, &collection)
      return
    }
    collection.builder.beginStatement(from, relation, to, via: via, line: record.line)
    if let confidence {
      let (read, isEmpty) = record.withField(confidence) {
        (DecimalNumber.number($0), $0.isEmpty)
      }
      if let read, (0...1).contains(read) {
        collection.builder.setConfidence(read)
      } else if !isEmpty {
        reportConfidence(record[confidence], line: record.line, &collection)
        collection.builder.setStatementProperty(invalid, .string(record[confidence]))
      }
    }
    for value in values {
      guard let read = self.value(record, value.index, value.type, &collection) else { continue }
      collection.builder.setStatementProperty(value.name, read)
    }
    if collection.builder.isLastApart(&collection.bulkPairs) {
      collection.note(
        .kept,
        "statement-id-clash",
        "another row joins the same two nodes and says something else; both are kept",
        at: Place(file, line: record.line)
      )
    }
  }

  /// Puts the counts into the report.
  func finish(_ collection: inout ImportCollection) {
    for (relation, count) in counts {
      collection.countStatements(Relation(collection.builder.string(relation)), count)
    }
  }

  private func value(
    _ record: DelimitedRecord,
    _ index: Int,
    _ type: BulkColumn.ValueType,
    _ collection: inout ImportCollection
  ) -> PropertyValue? {
    let (read, isEmpty) = record.withField(index) {
      ($0.isEmpty ? nil : BulkColumn.value($0, type), $0.isEmpty)
    }
    guard read == nil, !isEmpty else { return read }
    collection.note(
      .kept,
      "no-such-value",
      "'\(record[index])' is no value of the column '\(columns[index].name)'; kept as a text",
      at: Place(file, line: record.line)
    )
    return .string(record[index])
  }

  private func reportConfidence(
    _ text: String,
    line: Int,
    _ collection: inout ImportCollection
  ) {
    collection.note(
      .kept,
      "confidence-out-of-range",
      "'\(text)' is no confidence in 0…1; kept as 'statedConfidence', the confidence is unknown",
      at: Place(file, line: line)
    )
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
    for field in fields where record.withField(field.index, { !$0.isEmpty }) {
      let text = record[field.index]
      if !statement.set(field.name, to: text) {
        statement.properties[field.name] = .string(text)
        collection.note(
          .kept,
          "no-such-value",
          "'\(text)' is no \(field.name); kept as a property",
          at: place
        )
      }
    }
    if let confidence, record.withField(confidence, { !$0.isEmpty }),
      !statement.set("confidence", to: record[confidence])
    {
      reportConfidence(record[confidence], line: record.line, &collection)
      statement.properties["statedConfidence"] = .string(record[confidence])
    }
    for value in values {
      guard let read = self.value(record, value.index, value.type, &collection) else { continue }
      statement.properties[collection.builder.string(value.name)] = read
    }
    collection.add(statement, at: place, isCounted: false)
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
    _ builder: inout GraphBuilder
  ) -> TextID {
    if let id, record.withField(index, { $0.count == bytes.count && $0.elementsEqual(bytes) }) {
      return id
    }
    let found = BulkSource.key(record, index, group, &builder)
    record.withField(index) { field in
      bytes.removeAll(keepingCapacity: true)
      bytes.append(contentsOf: field)
    }
    id = found
    return found
  }
}
