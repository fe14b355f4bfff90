/// Takes plain records of nodes and statements straight from their bytes into the columns of a builder.
///
/// It takes what needs no second look: texts, numbers and words that are what they should be. Any other
/// line it leaves, with the builder as it was, to the readers that have findings.
struct RecordScanner {
  private var record = PlainRecord()
  private var kinds: Set<UInt32> = []
  private var relations: Set<UInt32> = []
  private var justifications: Set<UInt32> = []
  private var recent = RecentTexts()
  /// The fields of the record, by position; ``absent`` where it has none.
  private var fields = [Int](repeating: Self.absent, count: StatementField.allCases.count)
  /// The members that are properties.
  private var properties: [Int] = []
  private static let absent = -1
  private static let mostProperties = 16

  private enum NodeField: Int, CaseIterable {
    case node, kind, label, sameAs, notation, scheme
  }

  private enum StatementField: Int, CaseIterable {
    case from, relation, to, id, source, via, locator, stance, evidenceType, confidence
    case justification, method, rationale, coder, reviewer
  }

  /// Notes what a reader with findings has let pass.
  mutating func learn(_ node: Node, _ texts: inout StringTable) {
    kinds.insert(texts.intern(node.kind.name))
  }

  /// Notes what a reader with findings has let pass.
  mutating func learn(_ statement: Statement, _ texts: inout StringTable) {
    relations.insert(texts.intern(statement.relation.name))
    if let name = statement.justification?.name { justifications.insert(texts.intern(name)) }
  }

  /// Takes a line in.
  ///
  /// - Returns: whether it did; else nothing has changed but texts that nothing names.
  /// - Complexity: O(length).
  mutating func take(
    _ line: UnsafeBufferPointer<UInt8>,
    _ number: Int,
    into builder: inout GraphBuilder
  ) -> Bool {
    guard record.read(line), let first = record.members.first else { return false }
    if PlainRecord.equals(line, first.name, "from") {
      return sort(line, Self.statementField) && takeStatement(line, number, &builder)
    }
    return PlainRecord.equals(line, first.name, "node")
      && sort(line, Self.nodeField) && takeNode(line, number, &builder)
  }

  // MARK: Records

  private mutating func takeNode(
    _ line: UnsafeBufferPointer<UInt8>,
    _ number: Int,
    _ builder: inout GraphBuilder
  ) -> Bool {
    guard let key = text(NodeField.node.rawValue), !key.isEmpty,
      let kindName = text(NodeField.kind.rawValue),
      isTextOrAbsent(.label), isTextOrAbsent(.notation), isTextOrAbsent(.scheme)
    else { return false }
    let kind = recent.intern(bytes(line, kindName), .kind, &builder.texts)
    guard kinds.contains(kind) else { return false }
    let names = fields[NodeField.sameAs.rawValue]
    guard names == Self.absent || record.members[names].sort == .texts else { return false }
    let row = builder.nodes.count
    builder.nodes.keys.append(builder.texts.intern(bytes(line, key)))
    builder.nodes.kinds.append(builder.kindNumber(kind))
    if let label = text(NodeField.label.rawValue) {
      builder.nodes.labels.append(builder.texts.intern(bytes(line, label)), at: row)
    }
    if let notation = text(NodeField.notation.rawValue) {
      builder.nodes.notations.append(builder.texts.intern(bytes(line, notation)), at: row)
    }
    if let scheme = text(NodeField.scheme.rawValue) {
      let id = recent.intern(bytes(line, scheme), .scheme, &builder.texts)
      builder.nodes.schemes.append(id, at: row)
    }
    if names != Self.absent { builder.setSameAs(strings(line, record.members[names])) }
    builder.nodes.lines.append(UInt32(clamping: number), at: row)
    for (place, index) in properties.enumerated() {
      let member = record.members[index]
      let name = recent.internName(bytes(line, member.name), place, &builder.texts)
      if member.sort == .text {
        let text = builder.texts.intern(bytes(line, member.value))
        builder.nodes.properties.append(text: text, name: name, row: UInt32(row))
      } else {
        let value = value(line, member)
        builder.nodes.properties.append(value, name: name, row: UInt32(row), texts: &builder.texts)
      }
    }
    return true
  }

  private mutating func takeStatement(
    _ line: UnsafeBufferPointer<UInt8>,
    _ number: Int,
    _ builder: inout GraphBuilder
  ) -> Bool {
    guard let from = text(.from), !from.isEmpty, let to = text(.to), !to.isEmpty,
      let relationName = text(.relation),
      let stance = code(line, .stance, Self.stances),
      let evidenceType = code(line, .evidenceType, Self.evidenceTypes),
      let method = code(line, .method, Self.methods),
      let confidence = confidence(line)
    else { return false }
    for field in [StatementField.id, .source, .via, .locator, .justification, .rationale, .coder]
    where fields[field.rawValue] != Self.absent && text(field) == nil { return false }
    if fields[StatementField.reviewer.rawValue] != Self.absent, text(.reviewer) == nil {
      return false
    }
    for index in properties {
      let name = record.members[index].name
      if PlainRecord.equals(line, name, "predicateModifier")
        || PlainRecord.equals(line, name, "reviewerAgreement")
      {
        return false
      }
    }
    let relation = recent.intern(bytes(line, relationName), .relation, &builder.texts)
    guard relations.contains(relation) else { return false }
    var justification: UInt32?
    if let name = text(.justification) {
      let id = recent.intern(bytes(line, name), .justification, &builder.texts)
      guard justifications.contains(id) else { return false }
      justification = id
    }
    let row = builder.statements.count
    builder.statements.from.append(recent.intern(bytes(line, from), .from, &builder.texts))
    builder.statements.relations.append(builder.relationNumber(relation))
    builder.statements.to.append(builder.texts.intern(bytes(line, to)))
    if let id = text(.id) { builder.setID(bytes(line, id), at: row) }
    if let source = text(.source) {
      let id = recent.intern(bytes(line, source), .source, &builder.texts)
      builder.statements.sources.append(id, at: row)
    }
    if let via = text(.via) {
      let id = recent.intern(bytes(line, via), .via, &builder.texts)
      builder.statements.vias.append(id, at: row)
    }
    if let locator = text(.locator) {
      builder.statements.locators.append(builder.texts.intern(bytes(line, locator)), at: row)
    }
    builder.statements.stances.append(stance, at: row)
    builder.statements.evidenceTypes.append(evidenceType, at: row)
    builder.statements.methods.append(method, at: row)
    builder.statements.confidences.append(confidence, at: row)
    if let justification { builder.statements.justifications.append(justification, at: row) }
    if let rationale = text(.rationale) {
      builder.statements.rationales.append(builder.texts.intern(bytes(line, rationale)), at: row)
    }
    if let coder = text(.coder) {
      let id = recent.intern(bytes(line, coder), .coder, &builder.texts)
      builder.statements.coders.append(id, at: row)
    }
    if let reviewer = text(.reviewer) {
      let id = recent.intern(bytes(line, reviewer), .reviewer, &builder.texts)
      builder.statements.reviewers.append(id, at: row)
    }
    builder.statements.lines.append(UInt32(clamping: number), at: row)
    for (place, index) in properties.enumerated() {
      let member = record.members[index]
      let name = recent.internName(bytes(line, member.name), place, &builder.texts)
      if member.sort == .text {
        let text = builder.texts.intern(bytes(line, member.value))
        builder.statements.properties.append(text: text, name: name, row: UInt32(row))
      } else {
        let value = value(line, member)
        builder.statements.properties
          .append(value, name: name, row: UInt32(row), texts: &builder.texts)
      }
    }
    return true
  }

  // MARK: Members

  /// Parts the members into fields and properties; `false` where a name stands twice.
  private mutating func sort(
    _ line: UnsafeBufferPointer<UInt8>,
    _ field: (UnsafeBufferPointer<UInt8>, Range<Int>) -> Int?
  ) -> Bool {
    for index in fields.indices { fields[index] = Self.absent }
    properties.removeAll(keepingCapacity: true)
    for (index, member) in record.members.enumerated() {
      if let field = field(line, member.name) {
        guard fields[field] == Self.absent else { return false }
        fields[field] = index
        continue
      }
      let name = bytes(line, member.name)
      guard properties.count < Self.mostProperties,
        !properties.contains(where: { bytes(line, record.members[$0].name).elementsEqual(name) })
      else { return false }
      properties.append(index)
    }
    return true
  }

  private static func nodeField(
    _ line: UnsafeBufferPointer<UInt8>,
    _ name: Range<Int>
  ) -> Int? {
    func isName(_ text: StaticString) -> Bool { PlainRecord.equals(line, name, text) }
    switch name.count {
    case 4: return isName("node") ? NodeField.node.rawValue : isName("kind") ? 1 : nil
    case 5: return isName("label") ? NodeField.label.rawValue : nil
    case 6:
      return isName("sameAs")
        ? NodeField.sameAs.rawValue : isName("scheme") ? NodeField.scheme.rawValue : nil
    case 8: return isName("notation") ? NodeField.notation.rawValue : nil
    default: return nil
    }
  }

  private static func statementField(
    _ line: UnsafeBufferPointer<UInt8>,
    _ name: Range<Int>
  ) -> Int? {
    func field(_ text: StaticString, _ field: StatementField) -> Int? {
      PlainRecord.equals(line, name, text) ? field.rawValue : nil
    }
    switch name.count {
    case 2: return field("to", .to) ?? field("id", .id)
    case 3: return field("via", .via)
    case 4: return field("from", .from)
    case 5: return field("coder", .coder)
    case 6: return field("source", .source) ?? field("stance", .stance) ?? field("method", .method)
    case 7: return field("locator", .locator)
    case 8: return field("relation", .relation) ?? field("reviewer", .reviewer)
    case 9: return field("rationale", .rationale)
    case 10: return field("confidence", .confidence)
    case 12: return field("evidenceType", .evidenceType)
    case 13: return field("justification", .justification)
    default: return nil
    }
  }

  private func text(_ field: StatementField) -> Range<Int>? { text(field.rawValue) }

  private func text(_ field: Int) -> Range<Int>? {
    let index = fields[field]
    guard index != Self.absent, record.members[index].sort == .text else { return nil }
    return record.members[index].value
  }

  private func isTextOrAbsent(_ field: NodeField) -> Bool {
    fields[field.rawValue] == Self.absent || text(field.rawValue) != nil
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
    record.items[member.items].map { String(decoding: line[$0], as: UTF8.self) }
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

  /// The number of a word in its vocabulary, 0 where there is none; `nil` where it is not in it.
  private func code(
    _ line: UnsafeBufferPointer<UInt8>,
    _ field: StatementField,
    _ words: [[UInt8]]
  ) -> UInt8? {
    if fields[field.rawValue] == Self.absent { return 0 }
    guard let range = text(field) else { return nil }
    let bytes = bytes(line, range)
    return words.firstIndex { bytes.elementsEqual($0) }.map { UInt8($0 + 1) }
  }

  /// The bits of the confidence, those of ``StatementColumns/unknown`` where there is none; `nil` where
  /// it is no number in 0…1.
  private func confidence(_ line: UnsafeBufferPointer<UInt8>) -> UInt64? {
    let index = fields[StatementField.confidence.rawValue]
    guard index != Self.absent else { return StatementColumns.unknown }
    let member = record.members[index]
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

/// The text that each field had last, and the name that each property: in an archive, which is sorted,
/// most often it has it again.
struct RecentTexts {
  enum Field: Int, CaseIterable {
    case kind, scheme, relation, from, source, via, justification, coder, reviewer
  }

  private var ids = [UInt32](repeating: StringTable.none, count: Field.allCases.count)
  private var names: [UInt32] = []

  /// The id of the name of a property, by its place among those of the record.
  mutating func internName(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ place: Int,
    _ texts: inout StringTable
  ) -> UInt32 {
    if place < names.count, texts.equals(names[place], bytes) { return names[place] }
    let id = texts.intern(bytes)
    if place < names.count { names[place] = id } else if place == names.count { names.append(id) }
    return id
  }

  /// The id of a text.
  @inline(__always)
  mutating func intern(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ field: Field,
    _ texts: inout StringTable
  ) -> UInt32 {
    let last = ids[field.rawValue]
    if last != StringTable.none, texts.equals(last, bytes) { return last }
    let id = texts.intern(bytes)
    ids[field.rawValue] = id
    return id
  }
}
