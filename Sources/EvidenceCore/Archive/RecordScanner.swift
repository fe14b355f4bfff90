/// Takes plain records of nodes and statements, which were read ahead, into the columns of a builder: as many
/// at once as need no second look.
///
/// A record whose kind, relation or justification nobody has let pass it leaves to the readers that have
/// findings.
struct RecordScanner {
  private var records = PlainRecords()
  private var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private var kinds: Set<UInt32> = []
  private var relations: Set<UInt32> = []
  private var justifications: Set<UInt32> = []
  /// The kind, the relation and the justification that were seen last.
  private var last = (kind: StringTable.none, relation: StringTable.none, reason: StringTable.none)
  private var nodeRuns = PropertyRuns()
  private var statementRuns = PropertyRuns()
  /// The place of the run of each property of the records.
  private var runs: [Int?] = []
  /// The first line that was not passed over, and how many records of each form stand before it.
  private var line = 0
  private var passed = (nodes: 0, statements: 0)
  /// The first values that were not taken.
  private var values = (nodes: 0, statements: 0, others: 0)

  private typealias NodeField = RecordField.Node
  private typealias StatementField = RecordField.Statement

  /// Notes what a reader with findings has let pass.
  mutating func learn(_ node: Node, _ texts: inout StringTable) {
    kinds.insert(texts.intern(node.kind.name))
  }

  /// Notes what a reader with findings has let pass.
  mutating func learn(_ statement: Statement, _ texts: inout StringTable) {
    relations.insert(texts.intern(statement.relation.name))
    if let name = statement.justification?.name { justifications.insert(texts.intern(name)) }
  }

  /// Begins with lines that were read ahead.
  ///
  /// - Parameter bytes: what they stand in, which stays as it is until the last one was taken.
  mutating func begin(_ records: consuming PlainRecords, in bytes: UnsafeBufferPointer<UInt8>) {
    self.records = records
    self.bytes = bytes
    (line, passed, values) = (0, (0, 0), (0, 0, 0))
    forgetRuns()
  }

  /// Takes lines in, up to one that needs a second look.
  ///
  /// - Parameters:
  ///   - first: the first one.
  ///   - number: the number in the archive of the first line that was read ahead.
  /// - Returns: the line that needs a second look, or how many there are. Of it nothing is in the builder but
  ///   texts that nothing names.
  /// - Complexity: O(size of the lines).
  mutating func take(from first: Int, _ number: Int, into builder: inout GraphBuilder) -> Int {
    while line < first { pass() }
    let start = passed
    while line < records.forms.count, mayPass(line, &builder.texts) { pass() }
    takeNodes(start.nodes..<passed.nodes, number, &builder)
    takeStatements(start.statements..<passed.statements, number, &builder)
    return line
  }

  @inline(__always)
  private mutating func pass() {
    switch records.forms[line] {
    case .node: passed.nodes += 1
    case .statement: passed.statements += 1
    case .other: break
    }
    line += 1
  }

  /// Whether a line needs no second look; its texts are then in the table.
  @inline(__always)
  private mutating func mayPass(_ line: Int, _ texts: inout StringTable) -> Bool {
    switch records.forms[line] {
    case .other: return false
    case .node:
      let kind = id(records.nodes.place(Int(NodeField.kind.rawValue), of: passed.nodes), &texts)
      guard kind == last.kind || kinds.contains(kind) else { return false }
      last.kind = kind
    case .statement:
      let row = passed.statements
      let place = records.statements.place(Int(StatementField.relation.rawValue), of: row)
      let relation = id(place, &texts)
      guard relation == last.relation || relations.contains(relation) else { return false }
      last.relation = relation
      let other = records.statements.place(Int(StatementField.justification.rawValue), of: row)
      if other != RecordRows.none {
        let reason = id(other, &texts)
        guard reason == last.reason || justifications.contains(reason) else { return false }
        last.reason = reason
      }
    }
    if records.texts.hasNew {
      let range = Int(records.places[line])..<Int(records.places[line + 1])
      records.texts.resolve(range, bytes, &texts)
    }
    return true
  }

  /// The id of the text at a place, where there is one.
  @inline(__always)
  private mutating func id(_ place: UInt32, _ texts: inout StringTable) -> UInt32 {
    records.texts.id(Int(place), bytes, &texts) ?? StringTable.none
  }

  // MARK: Columns

  private mutating func takeNodes(
    _ rows: Range<Int>,
    _ number: Int,
    _ builder: inout GraphBuilder
  ) {
    if rows.isEmpty { return }
    let first = builder.nodes.count
    let (nodes, ids) = (records.nodes, records.texts.ids)
    func column(_ field: NodeField) -> LazyMapCollection<Range<Int>, UInt32> {
      nodes.column(Int(field.rawValue), rows, ids)
    }
    func append(_ field: NodeField, to list: inout SparseColumn<UInt32>) {
      guard nodes.used >> UInt32(field.rawValue) & 1 == 1 else { return }
      list.append(contentsOf: column(field), at: first)
    }
    builder.nodes.keys.append(contentsOf: column(.node))
    let kinds = GraphBuilder.eachNumbered(column(.kind)) { builder.kindNumber($0) }
    builder.nodes.kinds.append(contentsOf: kinds)
    append(.label, to: &builder.nodes.labels)
    append(.notation, to: &builder.nodes.notations)
    append(.scheme, to: &builder.nodes.schemes)
    while values.others < nodes.sameAs.count,
      Int(nodes.sameAs[values.others].row) < rows.upperBound
    {
      let others = nodes.sameAs[values.others]
      values.others += 1
      guard Int(others.row) >= rows.lowerBound else { continue }
      let row = first + Int(others.row) - rows.lowerBound
      builder.nodes.sameAs.append(ids[list(others.list)], at: row)
    }
    builder.nodes.lines.append(contentsOf: nodes.numbers(rows, from: number), at: first)
    var all = PropertyRuns()
    swap(&all, &nodeRuns)
    values.nodes = takeValues(
      nodes.values,
      from: values.nodes,
      rows,
      to: first,
      &builder.nodes.properties,
      &all,
      &builder.texts
    )
    swap(&all, &nodeRuns)
  }

  private mutating func takeStatements(
    _ rows: Range<Int>,
    _ number: Int,
    _ builder: inout GraphBuilder
  ) {
    if rows.isEmpty { return }
    let first = builder.statements.count
    let (statements, ids) = (records.statements, records.texts.ids)
    func column(_ field: StatementField) -> LazyMapCollection<Range<Int>, UInt32> {
      statements.column(Int(field.rawValue), rows, ids)
    }
    func append(_ field: StatementField, to list: inout SparseColumn<UInt32>) {
      guard statements.used >> UInt32(field.rawValue) & 1 == 1 else { return }
      list.append(contentsOf: column(field), at: first)
    }
    func append<Value>(_ values: [Value], to list: inout SparseColumn<Value>) {
      guard rows.lowerBound < values.count else { return }
      list.append(contentsOf: values[rows.clamped(to: values.indices)], at: first)
    }
    builder.statements.from.append(contentsOf: column(.from))
    builder.statements.to.append(contentsOf: column(.to))
    let relations = GraphBuilder.eachNumbered(column(.relation)) { builder.relationNumber($0) }
    builder.statements.relations.append(contentsOf: relations)
    append(.id, to: &builder.statements.ids)
    append(.source, to: &builder.statements.sources)
    append(.via, to: &builder.statements.vias)
    append(.locator, to: &builder.statements.locators)
    append(.justification, to: &builder.statements.justifications)
    append(.rationale, to: &builder.statements.rationales)
    append(.coder, to: &builder.statements.coders)
    append(.reviewer, to: &builder.statements.reviewers)
    append(statements.digests, to: &builder.statements.digests)
    append(statements.confidences, to: &builder.statements.confidences)
    append(statements.stances, to: &builder.statements.stances)
    append(statements.evidenceTypes, to: &builder.statements.evidenceTypes)
    append(statements.methods, to: &builder.statements.methods)
    builder.statements.lines.append(
      contentsOf: statements.numbers(rows, from: number),
      at: first
    )
    var all = PropertyRuns()
    swap(&all, &statementRuns)
    values.statements = takeValues(
      statements.values,
      from: values.statements,
      rows,
      to: first,
      &builder.statements.properties,
      &all,
      &builder.texts
    )
    swap(&all, &statementRuns)
  }

  // MARK: Properties

  /// Adds the properties of the lines taken so far; before anything else is added to the builder.
  mutating func finish(_ builder: inout GraphBuilder) {
    nodeRuns.finish(&builder.nodes.properties)
    statementRuns.finish(&builder.statements.properties)
    forgetRuns()
  }

  private mutating func forgetRuns() {
    runs.removeAll(keepingCapacity: true)
    runs.append(contentsOf: repeatElement(nil, count: records.properties.count))
  }

  /// Takes the properties of rows.
  ///
  /// - Parameters:
  ///   - start: the first value that may be of these rows.
  ///   - target: the row of the first one in the columns.
  /// - Returns: the first value behind them.
  private mutating func takeValues(
    _ values: [RecordRows.Value],
    from start: Int,
    _ rows: Range<Int>,
    to target: Int,
    _ columns: inout PropertyColumns,
    _ all: inout PropertyRuns,
    _ texts: inout StringTable
  ) -> Int {
    var index = start
    while index < values.count, Int(values[index].row) < rows.upperBound {
      let value = values[index]
      index += 1
      guard Int(value.row) >= rows.lowerBound else { continue }
      let row = target + Int(value.row) - rows.lowerBound
      let property = records.properties[Int(value.property)]
      guard let run = run(Int(value.property), &all, columns, &texts) else {
        if !all.isEmpty {
          all.finish(&columns)
          forgetRuns()
        }
        let name = id(UInt32(property.name), &texts)
        let value = self.value(value.bits, property.sort, texts)
        columns.append(value, name: name, row: UInt32(row), texts: &texts)
        continue
      }
      switch property.sort {
      case .text: all.append(UInt64(records.texts[Int(value.bits)]), row: row, at: run)
      case .texts: all.append(list: records.texts[list(value.bits)], row: row, at: run)
      case .integer, .number, .boolean: all.append(value.bits, row: row, at: run)
      }
    }
    return index
  }

  /// The place of the run of a property; `nil` where there is no room for it.
  @inline(__always)
  private mutating func run(
    _ property: Int,
    _ all: inout PropertyRuns,
    _ columns: borrowing PropertyColumns,
    _ texts: inout StringTable
  ) -> Int? {
    if let run = runs[property] { return run }
    let name = id(UInt32(records.properties[property].name), &texts)
    runs[property] = all.place(name, records.properties[property].sort, in: columns)
    return runs[property]
  }

  /// The places of a list of texts.
  private func list(_ bits: UInt64) -> Range<Int> {
    let first = Int(bits >> 32)
    return first..<first + Int(bits & 0xFFFF_FFFF)
  }

  private func value(
    _ bits: UInt64,
    _ sort: PropertyRun.Sort,
    _ texts: StringTable
  ) -> PropertyValue {
    switch sort {
    case .text: .string(texts[records.texts[Int(bits)]])
    case .texts: .strings(records.texts[list(bits)].map { texts[$0] })
    case .integer: .integer(Int64(bitPattern: bits))
    case .number: .number(Double(bitPattern: bits))
    case .boolean: .boolean(bits != 0)
    }
  }
}
