/// Looks through plain records, which were read ahead, for those that need no second look, and has them added
/// to a builder, as many at once as there are.
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
  /// The first line that was not passed over, and how many records of each form stand before it.
  private var line = 0
  private var passed = (nodes: 0, statements: 0)
  /// The first place of texts that are not taken in, of lines that were not passed over before.
  private var place = 0
  /// Records that are to be added, in their order.
  private var waiting: [RecordRun] = []

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
    (line, passed) = (0, (0, 0))
  }

  /// Ends with the lines that were read ahead, of whose bytes nothing is held any more.
  mutating func end() {
    begin(PlainRecords(), in: UnsafeBufferPointer(start: nil, count: 0))
  }

  /// Takes lines, up to one that needs a second look, to be added later.
  ///
  /// - Parameters:
  ///   - first: the first one.
  ///   - number: the number in the archive of the first line that was read ahead.
  ///   - texts: where the texts of the lines are taken in.
  /// - Returns: the line that needs a second look, or how many there are. Of it nothing was taken but texts
  ///   that nothing names.
  /// - Complexity: O(size of the lines).
  mutating func take(from first: Int, _ number: Int, _ texts: inout StringTable) -> Int {
    while line < first { pass() }
    let start = passed
    place = Int(records.places[line])
    while line < records.forms.count, mayPass(line, &texts) { pass() }
    let nodes = start.nodes..<passed.nodes
    let statements = start.statements..<passed.statements
    if nodes.isEmpty, statements.isEmpty { return line }
    takeTexts(&texts)
    if records.texts.hasNew {
      takeNames(of: records.nodes.values(of: nodes), &texts)
      takeNames(of: records.statements.values(of: statements), &texts)
    }
    waiting.append(
      RecordRun(records: records, nodes: nodes, statements: statements, number: number)
    )
    return line
  }

  /// Takes in the texts of the lines before the next one.
  private mutating func takeTexts(_ texts: inout StringTable) {
    let end = Int(records.places[line])
    records.texts.resolve(place..<end, bytes, &texts)
    place = end
  }

  /// Takes in the names of properties that stand in lines before these, which others have read.
  private mutating func takeNames(
    of values: ArraySlice<RecordRows.RowValue>,
    _ texts: inout StringTable
  ) {
    for value in values {
      let name = records.properties[Int(value.property)].name
      records.texts.resolve(name..<name + 1, bytes, &texts)
    }
  }

  /// The records that wait to be added, in their order; they wait no more.
  mutating func takeWaiting() -> [RecordRun] {
    defer { waiting = [] }
    return waiting
  }

  /// Adds the records that wait; before anything else is added to the builder.
  mutating func addWaiting(to builder: inout GraphBuilder) {
    if waiting.isEmpty { return }
    let runs = takeWaiting()
    builder.addRows { for run in runs { run.add(to: &$0) } }
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

  /// Whether a line needs no second look.
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
    return true
  }

  /// The id of the text at a place, where there is one.
  @inline(__always)
  private mutating func id(_ place: UInt32, _ texts: inout StringTable) -> UInt32 {
    // Texts are taken in in their order.
    if TextPlaces.isNew(records.texts[Int(place)]) { takeTexts(&texts) }
    return records.texts.id(Int(place), bytes, &texts) ?? StringTable.none
  }
}
