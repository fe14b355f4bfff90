import EvidenceCore

/// A column of a property-graph table, as its header cell declares it: `year:int`, `:LABEL`, ….
struct BulkColumn {
  /// What a column holds.
  enum Role: Equatable {
    case id, start, end, label, type, ignored
    /// A property or a field of a statement.
    case value(ValueType)
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
    guard let colon = cell.lastIndex(of: ":") else {
      (name, role) = (cell, .value(.string))
      return
    }
    name = String(cell[..<colon])
    var type = String(cell[cell.index(after: colon)...])
    if let open = type.firstIndex(of: "("), type.hasSuffix(")") {
      let inner = type[type.index(after: open)...].dropLast()
      group = inner.isEmpty ? nil : String(inner)
      type = String(type[..<open])
    }
    switch type {
    case "ID": role = .id
    case "START_ID": role = .start
    case "END_ID": role = .end
    case "LABEL": role = .label
    case "TYPE": role = .type
    case "IGNORE": role = .ignored
    case "int", "long", "short", "byte": role = .value(.integer)
    case "float", "double": role = .value(.number)
    case "boolean": role = .value(.boolean)
    case "string", "char", "date", "datetime", "localdatetime", "time", "localtime", "duration",
      "point", "":
      role = .value(.string)
    default:
      guard type.hasSuffix("[]") else {
        throw EvidenceError(
          "unknown-column-type",
          "unknown type '\(type)' of the column '\(cell)'",
          at: place,
          hint: Suggestion.hint(for: type, among: Self.types)
            ?? "known: \(Self.types.joined(separator: ", "))"
        )
      }
      role = .value(.list)
    }
  }

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
