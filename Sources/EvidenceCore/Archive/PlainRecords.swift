/// Lines of an archive, read ahead: the members of those that are plain records, and the texts in them
/// looked up.
///
/// Nothing is found or refused here. What is no plain record, or says something that needs a second look,
/// is left to whoever takes the lines in, one after the other.
struct PlainRecords: Sendable {
  /// What a line may be.
  enum Form: Sendable { case node, statement, other }

  private(set) var lines: [Range<Int>]
  private(set) var forms: [Form] = []
  /// Where the members of each line begin, and the end of the last ones.
  private(set) var starts: [Int] = [0]
  private(set) var members: [PlainRecord.Member] = []
  /// The texts of all lists, relative to their line.
  private(set) var items: [Range<Int>] = []
  /// The id of each line, where it has the form of a derived one; else 0.
  private(set) var digests: [UInt64] = []
  var texts = TextPlaces()
  private static let mostProperties = 16

  init() { lines = [] }

  /// Reads lines.
  ///
  /// - Parameters:
  ///   - bytes: what the lines stand in.
  ///   - part: the part that holds them, whole.
  ///   - finder: the texts that are known already.
  /// - Complexity: O(size of the part).
  init(_ bytes: UnsafeBufferPointer<UInt8>, in part: Range<Int>, _ finder: TextFinder) {
    lines = LineReader.lines(of: bytes, in: part)
    forms.reserveCapacity(lines.count)
    starts.reserveCapacity(lines.count + 1)
    digests.reserveCapacity(lines.count)
    members.reserveCapacity(lines.count * 8)
    texts.reserveCapacity(lines.count * 6)
    var record = PlainRecord()
    for line in lines {
      digests.append(0)
      forms.append(add(bytes, line, &record))
      starts.append(members.count)
      texts.lookUp(finder, in: bytes)
    }
    texts.lookUp(finder, in: bytes, always: true)
  }

  private mutating func add(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ range: Range<Int>,
    _ record: inout PlainRecord
  ) -> Form {
    let line = UnsafeBufferPointer(rebasing: bytes[range])
    guard record.read(line), let first = record.members.first else { return .other }
    let isStatement = PlainRecord.equals(line, first.name, "from")
    guard isStatement || PlainRecord.equals(line, first.name, "node") else { return .other }
    let start = members.count
    // The members of the line before: they are likely to hold the same texts.
    let above = starts.count > 1 ? starts[starts.count - 2]..<start : 0..<0
    var (seen, properties): (UInt32, Int) = (0, 0)
    for (index, member) in record.members.enumerated() {
      var member = member
      member.moveItems(by: items.count)
      member.field =
        isStatement
        ? RecordField.statement(line, member.name) : RecordField.node(line, member.name)
      if let field = member.field {
        guard seen >> UInt32(field) & 1 == 0 else { return drop(to: start) }
        seen |= 1 << UInt32(field)
      } else {
        properties += 1
        let name = line[member.name]
        guard properties <= Self.mostProperties,
          !members[start...].contains(where: {
            $0.field == nil && line[$0.name].elementsEqual(name)
          })
        else { return drop(to: start) }
      }
      if member.sort == .text, !member.value.isEmpty, isLookedUp(member, line, isStatement) {
        let other = index < above.count ? Int(members[above.lowerBound + index].place) : -1
        let value = range.lowerBound + member.value.lowerBound
        member.place = Int32(texts.count)
        texts.append(value..<value + member.value.count, above: other, in: bytes)
      }
      members.append(member)
    }
    items += record.items
    return isStatement ? .statement : .node
  }

  /// Whether a text is taken in as a text, and not as a word or a number; what number an id is, is noted.
  private mutating func isLookedUp(
    _ member: PlainRecord.Member,
    _ line: UnsafeBufferPointer<UInt8>,
    _ isStatement: Bool
  ) -> Bool {
    guard isStatement, let field = member.field else { return true }
    if field == RecordField.Statement.id.rawValue {
      guard let number = StatementDigest.number(line[member.value]) else { return true }
      digests[digests.count - 1] = number
      return false
    }
    return !RecordField.Statement.isWord(field)
  }

  /// Takes back what was read of a line.
  private mutating func drop(to start: Int) -> Form {
    members.removeLast(members.count - start)
    return .other
  }
}

/// The fields of records, by the names of members.
enum RecordField {
  enum Node: UInt8, CaseIterable {
    case node, kind, label, sameAs, notation, scheme
  }

  enum Statement: UInt8, CaseIterable {
    case from, relation, to, id, source, via, locator, stance, evidenceType, confidence
    case justification, method, rationale, coder, reviewer

    static func isWord(_ field: UInt8) -> Bool {
      field == stance.rawValue || field == evidenceType.rawValue || field == method.rawValue
    }
  }

  /// How many fields a record may have.
  static let most = Statement.allCases.count

  static func node(_ line: UnsafeBufferPointer<UInt8>, _ name: Range<Int>) -> UInt8? {
    func field(_ text: StaticString, _ field: Node) -> UInt8? {
      PlainRecord.equals(line, name, text) ? field.rawValue : nil
    }
    switch name.count {
    case 4: return field("node", .node) ?? field("kind", .kind)
    case 5: return field("label", .label)
    case 6: return field("sameAs", .sameAs) ?? field("scheme", .scheme)
    case 8: return field("notation", .notation)
    default: return nil
    }
  }

  static func statement(_ line: UnsafeBufferPointer<UInt8>, _ name: Range<Int>) -> UInt8? {
    func field(_ text: StaticString, _ field: Statement) -> UInt8? {
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
}
