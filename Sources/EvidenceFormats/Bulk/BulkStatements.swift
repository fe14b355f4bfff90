import EvidenceCore

/// A table of relationships, taken in row by row.
struct BulkStatements: BulkTable {
  let plan: RowPlan?
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
    isPlain = fields.isEmpty && !hasWords
    plan = isPlain ? Self.plan(header, confidence, values, collection.builder) : nil
  }

  /// How plain rows are read: those with both ends and a relation.
  private static func plan(
    _ header: BulkHeader,
    _ confidence: Int?,
    _ values: [(index: Int, type: BulkColumn.ValueType, name: TextID)],
    _ builder: borrowing GraphBuilder
  ) -> RowPlan? {
    let ends = [BulkColumn.Role.start, .end, .type].compactMap { header.index(of: $0) }
    guard ends.count == 3, builder.hasRoom(forProperties: values.count, ofNodes: false),
      var plan = RowPlan(header, texts: ends, required: ends)
    else { return nil }
    if let confidence {
      plan.confidence = 0
      plan.numbers.append((confidence, .number))
    }
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
    let places = range.lowerBound * width..<range.upperBound * width
    collection.builder.texts(&rows.texts, places, in: bytes)
    return range.upperBound
  }

  func add(_ range: Range<Int>, of rows: PlainRows, from line: Int, to columns: inout GraphRows) {
    guard let plan else { return }
    let confidences = plan.confidence.map { rows.numbers[$0].bits[range] } ?? []
    let first = columns.statementCount
    let texts = rows.texts(of: range, plan, from: line)
    columns.appendStatements(texts, via: via, confidences: confidences)
    var runs = PlainValues(values, plan)
    runs.take(range, of: rows, at: first, from: 3)
    runs.forEach { columns.append($0, ofStatements: $1) }
  }

  /// Whether no column is read as a word, so that rows go straight into the builder.
  private let isPlain: Bool

  func take(_ record: DelimitedRecord, into collection: inout ImportCollection) {
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
    let from = BulkSource.key(record, start, columns[start].group, &collection, at: place)
    let to = BulkSource.key(record, end, columns[end].group, &collection, at: place)
    let relation = BulkSource.key(record, type, nil, &collection, at: place)
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
    for value in values {
      if value.type == .string, !record.isEmpty(value.index) {
        let text = BulkSource.text(record, value.index, &collection, at: place)
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
