/// What a line says that is written plainly: an object whose names are ASCII, whose texts hold no escapes, and
/// which holds nothing nested but lists of such texts; with all that a record needs, and no doubt about any
/// of it.
///
/// Any other line, be it no JSON at all, is left to `JSONParser`, which takes everything and explains what is
/// wrong.
struct PlainRecord {
  /// A property, or a list of other identifiers.
  struct PlainProperty {
    var name: Int
    var sort: PropertyRun.Sort
    /// Where a text stands, or which items are in a list.
    var range: Range<Int> = 0..<0
    /// The bits of a value.
    var bits: UInt64 = 0
  }

  private(set) var isStatement = false
  /// The fields that were seen.
  private var seen: UInt32 = 0
  /// The fields that are there as texts.
  private(set) var texts: UInt32 = 0
  private var ranges = [Range<Int>](repeating: 0..<0, count: RecordField.most)
  private(set) var properties: [PlainProperty] = []
  /// The texts of all lists.
  private(set) var items: [Range<Int>] = []
  /// The other identifiers of a node, each once, in the order of their bytes.
  private(set) var sameAs: [Range<Int>] = []
  /// The id of a statement, where it has the form of a derived one; else 0.
  private(set) var digest: UInt64 = 0
  private(set) var confidence = StatementColumns.unknown
  private(set) var stance: UInt8 = 0
  private(set) var evidenceType: UInt8 = 0
  private(set) var method: UInt8 = 0
  private static let mostProperties = 16

  private typealias NodeField = RecordField.Node
  private typealias StatementField = RecordField.Statement

  /// Where the text of a field stands.
  @inline(__always)
  func range(_ field: Int) -> Range<Int> { ranges[field] }

  /// Reads a line.
  ///
  /// - Parameters:
  ///   - number: a number that no record before it had.
  ///   - names: those of the lines before it.
  /// - Returns: where it ends; `nil` if it is no plain record, and all else means nothing.
  /// - Complexity: O(length).
  mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>,
    from start: Int,
    number: Int,
    _ names: inout MemberNames
  ) -> Int? {
    begin()
    names.begin()
    var at = start
    guard let first = names.next(bytes, &at) else { return nil }
    isStatement = names[first].statementField == StatementField.from.rawValue
    guard isStatement || names[first].nodeField == NodeField.node.rawValue,
      value(of: first, number, bytes, &at, &names)
    else { return nil }
    while !isAtEnd(bytes, &at) {
      guard let name = names.next(bytes, &at), value(of: name, number, bytes, &at, &names)
      else { return nil }
    }
    guard isComplete else { return nil }
    return PlainValue.byte(bytes, &at) ?? 0x0A == 0x0A ? at : nil
  }

  private mutating func begin() {
    (seen, texts, digest, confidence) = (0, 0, 0, StatementColumns.unknown)
    (stance, evidenceType, method) = (0, 0, 0)
    properties.removeAll(keepingCapacity: true)
    items.removeAll(keepingCapacity: true)
    sameAs.removeAll(keepingCapacity: true)
  }

  /// Whether the object ends behind a value.
  @inline(__always)
  private func isAtEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Bool {
    var end = at
    guard PlainValue.byte(bytes, &end) == UInt8(ascii: "}") else { return false }
    at = end + 1
    return true
  }

  /// Whether nothing is missing.
  private var isComplete: Bool {
    func has(_ field: UInt8) -> Bool { seen >> UInt32(field) & 1 == 1 }
    func isEmpty(_ field: UInt8) -> Bool { ranges[Int(field)].isEmpty }
    guard isStatement else {
      return has(NodeField.kind.rawValue) && !isEmpty(NodeField.node.rawValue)
    }
    return has(StatementField.relation.rawValue) && has(StatementField.to.rawValue)
      && !isEmpty(StatementField.from.rawValue) && !isEmpty(StatementField.to.rawValue)
  }

  /// Reads the value of a member.
  @inline(__always)
  private mutating func value(
    of name: Int,
    _ number: Int,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ at: inout Int,
    _ names: inout MemberNames
  ) -> Bool {
    let field = isStatement ? names[name].statementField : names[name].nodeField
    if field == RecordField.none {
      guard names[name].record != number, !names[name].isWord else { return false }
      names[name].record = number
      return property(name, bytes, &at)
    }
    let bit: UInt32 = 1 << UInt32(field)
    guard seen & bit == 0 else { return false }
    seen |= bit
    if isStatement, field >= StatementField.texts || field == StatementField.id.rawValue {
      return word(field, bytes, &at)
    }
    if !isStatement, field == NodeField.sameAs.rawValue { return readSameAs(bytes, &at) }
    guard let text = PlainValue.text(bytes, &at) else { return false }
    texts |= bit
    ranges[Int(field)] = text
    return true
  }

  @inline(__always)
  private mutating func property(
    _ name: Int,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ at: inout Int
  ) -> Bool {
    guard at < bytes.count, properties.count < Self.mostProperties else { return false }
    switch bytes[at] {
    case UInt8(ascii: "\""):
      guard let text = PlainValue.text(bytes, &at) else { return false }
      properties.append(PlainProperty(name: name, sort: .text, range: text))
    case UInt8(ascii: "["):
      let first = items.count
      guard PlainValue.list(bytes, &at, into: &items) else { return false }
      properties.append(PlainProperty(name: name, sort: .texts, range: first..<items.count))
    case UInt8(ascii: "t"), UInt8(ascii: "f"):
      guard let flag = PlainValue.boolean(bytes, &at) else { return false }
      properties.append(PlainProperty(name: name, sort: .boolean, bits: flag ? 1 : 0))
    default:
      guard let number = PlainValue.number(bytes, &at) else { return false }
      let bits = number.isWhole ? UInt64(bitPattern: number.integer) : number.double.bitPattern
      properties.append(
        PlainProperty(name: name, sort: number.isWhole ? .integer : .number, bits: bits)
      )
    }
    return true
  }

  /// Reads a field of a statement that is no text like any other.
  private mutating func word(
    _ field: UInt8,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ at: inout Int
  ) -> Bool {
    if field == StatementField.confidence.rawValue {
      guard let number = PlainValue.number(bytes, &at) else { return false }
      confidence = number.double.bitPattern
      return (0...1).contains(number.double)
    }
    guard let text = PlainValue.text(bytes, &at) else { return false }
    if field == StatementField.id.rawValue {
      if let number = StatementDigest.number(UnsafeBufferPointer(rebasing: bytes[text])) {
        digest = number
      } else {
        texts |= 1 << UInt32(field)
        ranges[Int(field)] = text
      }
      return true
    }
    func code(_ words: [[UInt8]]) -> UInt8 {
      words.firstIndex { $0.count == text.count && bytes[text].elementsEqual($0) }
        .map { UInt8($0 + 1) } ?? 0
    }
    switch field {
    case StatementField.stance.rawValue:
      stance = code(Self.stances)
      return stance > 0
    case StatementField.evidenceType.rawValue:
      evidenceType = code(Self.evidenceTypes)
      return evidenceType > 0
    default:
      method = code(Self.methods)
      return method > 0
    }
  }

  private mutating func readSameAs(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ at: inout Int
  ) -> Bool {
    guard PlainValue.list(bytes, &at, into: &sameAs) else { return false }
    if sameAs.count == 1 { return true }
    var names: Set<String> = []
    sameAs.removeAll { !names.insert(String(decoding: bytes[$0], as: UTF8.self)).inserted }
    sameAs.sort { bytes[$0].lexicographicallyPrecedes(bytes[$1]) }
    return true
  }

  private static let stances = Stance.allCases.map { Array($0.rawValue.utf8) }
  private static let evidenceTypes = EvidenceType.allCases.map { Array($0.rawValue.utf8) }
  private static let methods = Method.allCases.map { Array($0.rawValue.utf8) }
}
