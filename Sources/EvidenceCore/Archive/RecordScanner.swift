/// Takes plain records of nodes and statements straight from their bytes into the columns of a builder.
///
/// It takes what needs no second look: texts, numbers and words that are what they should be. Any other
/// line it leaves, with the builder as it was, to the readers that have findings.
struct RecordScanner {
  private var records = PlainRecords()
  private var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private var kinds: Set<UInt32> = []
  private var relations: Set<UInt32> = []
  private var justifications: Set<UInt32> = []
  /// The kind and the relation that were taken last, and their numbers.
  private var lastKind = (name: StringTable.none, number: UInt32(0))
  private var lastRelation = (name: StringTable.none, number: UInt32(0))
  private var names = RecentNames()
  private var nodeRuns = PropertyRuns()
  private var statementRuns = PropertyRuns()
  /// The fields of the record, by position; ``absent`` where it has none.
  private var fields = [Int](repeating: Self.absent, count: RecordField.most)
  /// The members that are properties.
  private var properties: [Int] = []
  private static let absent = -1

  private typealias NodeField = RecordField.Node
  private typealias StatementField = RecordField.Statement
  private static let texts: [StatementField] = [
    .id, .source, .via, .locator, .justification, .rationale, .coder, .reviewer,
  ]

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
  }

  /// Adds the properties of the lines taken so far; before anything else is added to the builder.
  mutating func finish(_ builder: inout GraphBuilder) {
    nodeRuns.finish(&builder.nodes.properties)
    statementRuns.finish(&builder.statements.properties)
  }

  /// Takes a line in.
  ///
  /// - Parameters:
  ///   - index: which line of those read ahead.
  ///   - number: its number in the archive.
  /// - Returns: whether it did; else nothing has changed but texts that nothing names.
  /// - Complexity: O(length).
  mutating func take(_ index: Int, _ number: Int, into builder: inout GraphBuilder) -> Bool {
    let form = records.forms[index]
    if form == .other { return false }
    for field in fields.indices { fields[field] = Self.absent }
    properties.removeAll(keepingCapacity: true)
    for member in records.starts[index]..<records.starts[index + 1] {
      if let field = records.members[member].field {
        fields[Int(field)] = member
      } else {
        properties.append(member)
      }
    }
    let line = UnsafeBufferPointer(rebasing: bytes[records.lines[index]])
    return form == .node
      ? takeNode(line, number, &builder)
      : takeStatement(line, number, records.digests[index], &builder)
  }

  // MARK: Records

  private mutating func takeNode(
    _ line: UnsafeBufferPointer<UInt8>,
    _ number: Int,
    _ builder: inout GraphBuilder
  ) -> Bool {
    guard text(NodeField.node)?.isEmpty == false, text(NodeField.kind) != nil,
      isTextOrAbsent(.label), isTextOrAbsent(.notation), isTextOrAbsent(.scheme)
    else { return false }
    guard let kind = id(NodeField.kind, &builder.texts),
      kind == lastKind.name || kinds.contains(kind)
    else { return false }
    let others = fields[Int(NodeField.sameAs.rawValue)]
    guard others == Self.absent || records.members[others].sort == .texts,
      let id = id(NodeField.node, &builder.texts)
    else { return false }
    let row = builder.nodes.count
    builder.nodes.keys.append(id)
    if kind != lastKind.name { lastKind = (kind, builder.kindNumber(kind)) }
    builder.nodes.kinds.append(lastKind.number)
    if let label = self.id(.label, &builder.texts) { builder.nodes.labels.append(label, at: row) }
    if let notation = self.id(.notation, &builder.texts) {
      builder.nodes.notations.append(notation, at: row)
    }
    if let scheme = self.id(.scheme, &builder.texts) {
      builder.nodes.schemes.append(scheme, at: row)
    }
    if others != Self.absent { builder.setSameAs(strings(line, records.members[others])) }
    builder.nodes.lines.append(UInt32(clamping: number), at: row)
    for (place, index) in properties.enumerated() {
      let member = records.members[index]
      let name = names.intern(bytes(line, member.name), place, &builder.texts)
      if let (sort, bits) = bits(line, index, &builder.texts),
        nodeRuns.append(bits, sort, name, row, to: builder.nodes.properties)
      {
        continue
      }
      nodeRuns.finish(&builder.nodes.properties)
      let value = value(line, member)
      builder.nodes.properties.append(value, name: name, row: UInt32(row), texts: &builder.texts)
    }
    return true
  }

  private mutating func takeStatement(
    _ line: UnsafeBufferPointer<UInt8>,
    _ number: Int,
    _ digest: UInt64,
    _ builder: inout GraphBuilder
  ) -> Bool {
    guard text(.from)?.isEmpty == false, text(.to)?.isEmpty == false,
      text(.relation) != nil,
      let stance = code(line, .stance, Self.stances),
      let evidenceType = code(line, .evidenceType, Self.evidenceTypes),
      let method = code(line, .method, Self.methods),
      let confidence = confidence(line)
    else { return false }
    for field in Self.texts
    where fields[Int(field.rawValue)] != Self.absent && text(field) == nil { return false }
    for index in properties {
      let name = records.members[index].name
      if PlainRecord.equals(line, name, "predicateModifier")
        || PlainRecord.equals(line, name, "reviewerAgreement")
      {
        return false
      }
    }
    guard let relation = id(.relation, &builder.texts),
      relation == lastRelation.name || relations.contains(relation)
    else { return false }
    let justification = id(.justification, &builder.texts)
    if let justification, !justifications.contains(justification) { return false }
    guard let from = id(.from, &builder.texts), let to = id(.to, &builder.texts) else {
      return false
    }
    let row = builder.statements.count
    builder.statements.from.append(from)
    if relation != lastRelation.name {
      lastRelation = (relation, builder.relationNumber(relation))
    }
    builder.statements.relations.append(lastRelation.number)
    builder.statements.to.append(to)
    if digest != 0 {
      builder.statements.digests.append(digest, at: row)
    } else if let id = self.id(.id, &builder.texts) {
      builder.statements.ids.append(id, at: row)
    }
    if let source = id(.source, &builder.texts) {
      builder.statements.sources.append(source, at: row)
    }
    if let via = id(.via, &builder.texts) { builder.statements.vias.append(via, at: row) }
    if let locator = id(.locator, &builder.texts) {
      builder.statements.locators.append(locator, at: row)
    }
    builder.statements.stances.append(stance, at: row)
    builder.statements.evidenceTypes.append(evidenceType, at: row)
    builder.statements.methods.append(method, at: row)
    builder.statements.confidences.append(confidence, at: row)
    if let justification { builder.statements.justifications.append(justification, at: row) }
    if let rationale = id(.rationale, &builder.texts) {
      builder.statements.rationales.append(rationale, at: row)
    }
    if let coder = id(.coder, &builder.texts) { builder.statements.coders.append(coder, at: row) }
    if let reviewer = id(.reviewer, &builder.texts) {
      builder.statements.reviewers.append(reviewer, at: row)
    }
    builder.statements.lines.append(UInt32(clamping: number), at: row)
    for (place, index) in properties.enumerated() {
      let member = records.members[index]
      let name = names.intern(bytes(line, member.name), place, &builder.texts)
      if let (sort, bits) = bits(line, index, &builder.texts),
        statementRuns.append(bits, sort, name, row, to: builder.statements.properties)
      {
        continue
      }
      statementRuns.finish(&builder.statements.properties)
      let value = value(line, member)
      builder.statements.properties
        .append(value, name: name, row: UInt32(row), texts: &builder.texts)
    }
    return true
  }

  // MARK: Members

  /// The id of the text that a member has.
  private mutating func text(of member: Int, _ texts: inout StringTable) -> UInt32 {
    let place = Int(records.members[member].place)
    let id = place < 0 ? nil : records.texts.id(place, bytes, &texts)
    return id ?? texts.intern(UnsafeBufferPointer(rebasing: bytes[0..<0]))
  }

  /// The id of the text that a field has; `nil` where it has none.
  private mutating func id(_ field: StatementField, _ texts: inout StringTable) -> UInt32? {
    let member = fields[Int(field.rawValue)]
    return member == Self.absent ? nil : text(of: member, &texts)
  }

  /// The id of the text that a field has; `nil` where it has none.
  private mutating func id(_ field: NodeField, _ texts: inout StringTable) -> UInt32? {
    let member = fields[Int(field.rawValue)]
    return member == Self.absent ? nil : text(of: member, &texts)
  }

  private func text(_ field: StatementField) -> Range<Int>? { text(Int(field.rawValue)) }

  private func text(_ field: NodeField) -> Range<Int>? { text(Int(field.rawValue)) }

  private func text(_ field: Int) -> Range<Int>? {
    let index = fields[field]
    guard index != Self.absent, records.members[index].sort == .text else { return nil }
    return records.members[index].value
  }

  private func isTextOrAbsent(_ field: NodeField) -> Bool {
    fields[Int(field.rawValue)] == Self.absent || text(field) != nil
  }

  @inline(__always)
  private func bytes(
    _ line: UnsafeBufferPointer<UInt8>,
    _ range: Range<Int>
  ) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: line[range])
  }

  private func strings(
    _ line: UnsafeBufferPointer<UInt8>,
    _ member: PlainRecord.Member
  ) -> [String] {
    records.items[member.items].map { String(decoding: line[$0], as: UTF8.self) }
  }

  private func value(
    _ line: UnsafeBufferPointer<UInt8>,
    _ member: PlainRecord.Member
  ) -> PropertyValue {
    switch member.sort {
    case .text: .string(String(decoding: line[member.value], as: UTF8.self))
    case .integer: .integer(PlainRecord.integer(line, member.value))
    case .decimal: .number(PlainRecord.decimal(line, member.value))
    case .yes: .boolean(true)
    case .no: .boolean(false)
    case .texts: .strings(strings(line, member))
    }
  }

  /// The sort and the bits of a value; `nil` for a list.
  @inline(__always)
  private mutating func bits(
    _ line: UnsafeBufferPointer<UInt8>,
    _ index: Int,
    _ texts: inout StringTable
  ) -> (PropertyRun.Sort, UInt64)? {
    let member = records.members[index]
    switch member.sort {
    case .text: return (.text, UInt64(text(of: index, &texts)))
    case .integer:
      return (.integer, UInt64(bitPattern: PlainRecord.integer(line, member.value)))
    case .decimal: return (.number, PlainRecord.decimal(line, member.value).bitPattern)
    case .yes: return (.boolean, 1)
    case .no: return (.boolean, 0)
    case .texts: return nil
    }
  }

  /// The number of a word in its vocabulary, 0 where there is none; `nil` where it is not in it.
  private func code(
    _ line: UnsafeBufferPointer<UInt8>,
    _ field: StatementField,
    _ words: [[UInt8]]
  ) -> UInt8? {
    if fields[Int(field.rawValue)] == Self.absent { return 0 }
    guard let range = text(field) else { return nil }
    let bytes = bytes(line, range)
    return words.firstIndex { bytes.elementsEqual($0) }.map { UInt8($0 + 1) }
  }

  /// The bits of the confidence, those of ``StatementColumns/unknown`` where there is none; `nil` where
  /// it is no number in 0…1.
  private func confidence(_ line: UnsafeBufferPointer<UInt8>) -> UInt64? {
    let index = fields[Int(StatementField.confidence.rawValue)]
    guard index != Self.absent else { return StatementColumns.unknown }
    let member = records.members[index]
    let value: Double
    switch member.sort {
    case .integer: value = Double(PlainRecord.integer(line, member.value))
    case .decimal: value = PlainRecord.decimal(line, member.value)
    default: return nil
    }
    return (0...1).contains(value) ? value.bitPattern : nil
  }

  private static let stances = Stance.allCases.map { Array($0.rawValue.utf8) }
  private static let evidenceTypes = EvidenceType.allCases.map { Array($0.rawValue.utf8) }
  private static let methods = Method.allCases.map { Array($0.rawValue.utf8) }
}

/// The names of properties that the record before had, by their place in it: most often this one has them
/// again.
struct RecentNames {
  private var ids: [UInt32] = []

  /// The id of the name of a property, by its place among those of the record.
  mutating func intern(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ place: Int,
    _ texts: inout StringTable
  ) -> UInt32 {
    if place < ids.count, texts.equals(ids[place], bytes) { return ids[place] }
    let id = texts.intern(bytes)
    if place < ids.count { ids[place] = id } else if place == ids.count { ids.append(id) }
    return id
  }
}
