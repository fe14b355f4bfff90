import EvidenceCore

/// A column of a property-graph table, as its header cell declares it: `year:int`, `:LABEL`, ….
///
/// Types are matched whatever their case, blanks around them are passed over, and options in braces
/// (`point{crs:WGS-84}`) are read and left aside, as the bulk loader does.
struct BulkColumn: Equatable {
  /// What a column holds.
  enum Role: Equatable {
    case id, start, end, label, type, ignored
    /// A property or a field of a statement.
    case value(ValueType)

    /// The role as a header names it.
    var name: String {
      switch self {
      case .id: ":ID"
      case .start: ":START_ID"
      case .end: ":END_ID"
      case .label: ":LABEL"
      case .type: ":TYPE"
      case .ignored: ":IGNORE"
      case .value: "a value"
      }
    }
  }

  /// The declared type of a column's values.
  enum ValueType: Equatable {
    case string, integer, number, boolean
    /// Several values, separated by `;`.
    case list
  }

  var role: Role
  /// The property's name; empty for the columns that only have a role.
  var name: String
  /// The id group of `:ID(Group)`: keys of one group are told from those of others by it.
  var group: String?

  /// Reads a header cell.
  ///
  /// - Throws: `EvidenceError` if the type behind the colon is not known.
  init(cell: String, at place: Place) throws(EvidenceError) {
    var text = cell.withoutInvisible.trimmedText
    if text.hasSuffix("}"), let open = text.firstIndex(of: "{") {
      text = text[..<open].trimmedText
    }
    guard let colon = text.lastIndex(of: ":") else {
      (name, role) = (text, .value(.string))
      return
    }
    name = text[..<colon].trimmedText
    var type = text[text.index(after: colon)...].trimmedText
    if let open = type.firstIndex(of: "("), type.hasSuffix(")") {
      let inner = type[type.index(after: open)...].dropLast().trimmedText
      group = inner.isEmpty ? nil : inner
      type = type[..<open].trimmedText
    }
    if let role = Self.roles[type.uppercased()] {
      self.role = role
    } else if let value = Self.valueTypes[type.lowercased()] {
      role = .value(value)
    } else if type.hasSuffix("[]"),
      Self.valueTypes[type.dropLast(2).trimmedText.lowercased()] != nil
    {
      role = .value(.list)
    } else {
      throw EvidenceError(
        "unknown-column-type",
        "unknown type '\(type)' of the column '\(cell)'",
        at: place,
        hint: Suggestion.hint(for: type, among: Self.types)
          ?? "known: \(Self.types.joined(separator: ", "))"
      )
    }
  }

  private static let roles: [String: Role] = [
    "ID": .id, "START_ID": .start, "END_ID": .end, "LABEL": .label, "TYPE": .type,
    "IGNORE": .ignored,
  ]

  private static let valueTypes: [String: ValueType] = {
    var result: [String: ValueType] = [:]
    for name in ["int", "integer", "long", "short", "byte"] { result[name] = .integer }
    for name in ["float", "double"] { result[name] = .number }
    for name in ["boolean", "bool"] { result[name] = .boolean }
    let texts = [
      "", "string", "char", "date", "datetime", "localdatetime", "time", "localtime", "duration",
      "point", "vector",
    ]
    for name in texts { result[name] = .string }
    return result
  }()

  private static let types = [
    "ID", "START_ID", "END_ID", "LABEL", "TYPE", "IGNORE", "int", "long", "float", "double",
    "boolean", "string", "string[]",
  ]

  /// The columns of statement tables that are fields of a statement and no properties.
  static let statementFields: Set<String> = [
    "confidence", "source", "via", "locator", "stance", "evidenceType", "justification", "method",
    "rationale", "coder", "reviewer", "id",
  ]

  /// A value as the column's type reads it; `nil` where it is no such value.
  static func value(_ bytes: UnsafeBufferPointer<UInt8>, _ type: ValueType) -> PropertyValue? {
    switch type {
    case .string: return .string(String(decoding: bytes, as: UTF8.self))
    case .integer: return DecimalNumber.integer(bytes).map { .integer($0) }
    case .number: return DecimalNumber.number(bytes).map { .number($0) }
    case .boolean:
      let text = String(decoding: bytes, as: UTF8.self).lowercased()
      return text == "true" ? .boolean(true) : text == "false" ? .boolean(false) : nil
    case .list:
      let parts = bytes.split(separator: 0x3B).map { String(decoding: $0, as: UTF8.self) }
      return .strings(parts)
    }
  }
}
