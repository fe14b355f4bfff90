/// Plain records that need no second look, and whose texts are taken in.
struct RecordRun: Sendable {
  let records: PlainRecords
  /// Which of the nodes.
  let nodes: Range<Int>
  /// Which of the statements.
  let statements: Range<Int>
  /// The number in the archive of the first line that was read ahead.
  let number: Int

  private typealias NodeField = RecordField.Node
  private typealias StatementField = RecordField.Statement

  /// Adds the records.
  ///
  /// - Complexity: O(size of the records).
  func add(to rows: inout GraphRows) {
    if !nodes.isEmpty { addNodes(to: &rows) }
    if !statements.isEmpty { addStatements(to: &rows) }
  }

  /// The texts of rows, a field after the other.
  private struct Texts<Named: RawRepresentable<UInt8>> {
    let found: RecordRows
    let rows: Range<Int>
    let ids: [UInt32]
    /// The row in the columns of the first of them.
    let first: Int

    subscript(_ field: Named) -> LazyMapCollection<Range<Int>, UInt32> {
      found.column(Int(field.rawValue), rows, ids)
    }

    /// Adds the texts of a field that any row has.
    func append(_ field: Named, to list: inout SparseColumn<UInt32>) {
      guard found.used >> UInt32(field.rawValue) & 1 == 1 else { return }
      list.append(contentsOf: self[field], at: first)
    }
  }

  private func addNodes(to rows: inout GraphRows) {
    let first = rows.nodes.count
    let (found, ids) = (records.nodes, records.texts.ids)
    let texts = Texts<NodeField>(found: found, rows: nodes, ids: ids, first: first)
    rows.nodes.keys.append(contentsOf: texts[.node])
    rows.nodes.kinds.append(contentsOf: rows.kinds.numbers(of: texts[.kind]))
    texts.append(.label, to: &rows.nodes.labels)
    texts.append(.notation, to: &rows.nodes.notations)
    texts.append(.scheme, to: &rows.nodes.schemes)
    for others in found.sameAs(of: nodes) {
      let row = first + Int(others.row) - nodes.lowerBound
      rows.nodes.sameAs.append(ids[RecordRows.list(others.list)], at: row)
    }
    rows.nodes.lines.append(contentsOf: found.numbers(nodes, from: number), at: first)
    add(found.values(of: nodes), first - nodes.lowerBound, to: &rows.nodes.properties)
  }

  private func addStatements(to rows: inout GraphRows) {
    let first = rows.statements.count
    let (found, ids) = (records.statements, records.texts.ids)
    let texts = Texts<StatementField>(found: found, rows: statements, ids: ids, first: first)
    func append<Value>(_ values: [Value], to list: inout SparseColumn<Value>) {
      guard statements.lowerBound < values.count else { return }
      list.append(contentsOf: values[statements.clamped(to: values.indices)], at: first)
    }
    rows.statements.from.append(contentsOf: texts[.from])
    rows.statements.to.append(contentsOf: texts[.to])
    rows.statements.relations.append(contentsOf: rows.relations.numbers(of: texts[.relation]))
    texts.append(.id, to: &rows.statements.ids)
    texts.append(.source, to: &rows.statements.sources)
    texts.append(.via, to: &rows.statements.vias)
    texts.append(.locator, to: &rows.statements.locators)
    texts.append(.justification, to: &rows.statements.justifications)
    texts.append(.rationale, to: &rows.statements.rationales)
    texts.append(.coder, to: &rows.statements.coders)
    texts.append(.reviewer, to: &rows.statements.reviewers)
    append(found.digests, to: &rows.statements.digests)
    append(found.confidences, to: &rows.statements.confidences)
    append(found.stances, to: &rows.statements.stances)
    append(found.evidenceTypes, to: &rows.statements.evidenceTypes)
    append(found.methods, to: &rows.statements.methods)
    rows.statements.lines.append(contentsOf: found.numbers(statements, from: number), at: first)
    let values = found.values(of: statements)
    add(values, first - statements.lowerBound, to: &rows.statements.properties)
  }

  /// Adds the properties of rows, a property after the other as long as there is room for that.
  ///
  /// - Parameter distance: how much further on the rows stand in the columns.
  private func add(
    _ values: ArraySlice<RecordRows.RowValue>,
    _ distance: Int,
    to columns: inout PropertyColumns
  ) {
    var used: [UInt32] = []
    var runs: [PropertyRun] = []
    func finish() {
      for (property, run) in zip(used, runs) { columns.append(run, name: name(of: property)) }
      (used, runs) = ([], [])
    }
    for value in values {
      let row = distance + Int(value.row)
      if let place = used.firstIndex(of: value.property) {
        add(value, row, to: &runs[place])
        continue
      }
      var run = PropertyRun(records.properties[Int(value.property)].sort)
      add(value, row, to: &run)
      if columns.hasRoom(forNames: used.count + 1) {
        used.append(value.property)
        runs.append(run)
      } else {
        finish()
        columns.append(run, name: name(of: value.property))
      }
    }
    finish()
  }

  /// The text of the name of a property.
  private func name(of property: UInt32) -> UInt32 {
    records.texts[records.properties[Int(property)].name]
  }

  @inline(__always)
  private func add(_ value: RecordRows.RowValue, _ row: Int, to run: inout PropertyRun) {
    switch run.sort {
    case .text: run.append(UInt64(records.texts[Int(value.bits)]), row: row)
    case .texts: run.append(list: records.texts[RecordRows.list(value.bits)], row: row)
    case .integer, .number, .boolean: run.append(value.bits, row: row)
    }
  }
}
