/// The fields of records, by the names of members.
enum RecordField {
  /// The fields of a node; texts first, in the order in which they are taken in.
  enum Node: UInt8, CaseIterable {
    case kind, node, label, notation, scheme
    case sameAs

    /// How many of them are texts.
    static let texts = 5
  }

  /// The fields of a statement; texts first, in the order in which they are taken in.
  enum Statement: UInt8, CaseIterable {
    case relation, justification, from, to, id, source, via, locator, rationale, coder, reviewer
    case stance, evidenceType, method
    case confidence

    /// How many of them are texts and no words.
    static let texts = 11
  }

  /// What stands for no field.
  static let none = UInt8.max

  /// How many fields a record may have.
  static let most = Statement.allCases.count

  /// The field of a node that has a name.
  static func node(_ name: UnsafeBufferPointer<UInt8>) -> UInt8 {
    nodes.firstIndex { name.elementsEqual($0) }.map { UInt8($0) } ?? none
  }

  /// The field of a statement that has a name.
  static func statement(_ name: UnsafeBufferPointer<UInt8>) -> UInt8 {
    statements.firstIndex { name.elementsEqual($0) }.map { UInt8($0) } ?? none
  }

  private static let nodes = Node.allCases.map { Array("\($0)".utf8) }
  private static let statements = Statement.allCases.map { Array("\($0)".utf8) }
}
