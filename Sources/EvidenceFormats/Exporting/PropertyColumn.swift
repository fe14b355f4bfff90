import EvidenceCore

/// A column of a bulk table that holds one property, with the type of its values.
struct PropertyColumn {
  /// The property.
  let name: String
  private let type: String
  private let column: String

  /// The cell of the header.
  var head: String { type.isEmpty ? column : "\(column):\(type)" }

  /// The columns of all properties that some records have, in the order of their names.
  ///
  /// A column has the type that all its values share, and holds texts where they share none. A name
  /// that the form uses for itself gets a `_` behind it.
  static func columns(
    of records: [[String: PropertyValue]],
    taken: Set<String>
  ) -> [PropertyColumn] {
    var types: [String: Set<String>] = [:]
    for record in records {
      for (name, value) in record { types[name, default: []].insert(type(of: value)) }
    }
    var used = taken
    return types.sorted { $0.key.precedesInUTF8($1.key) }.map { name, types in
      var column = String(name.map { ":{}".contains($0) || $0.isNewline ? "_" : $0 }).trimmedText
      if column.isEmpty { column = "_" }
      while !used.insert(column).inserted { column += "_" }
      let type = types.count == 1 ? types.first ?? "" : types == ["int", "float"] ? "float" : ""
      return PropertyColumn(name: name, type: type, column: column)
    }
  }

  private static func type(of value: PropertyValue) -> String {
    switch value {
    case .string: ""
    case .integer: "int"
    case .number: "float"
    case .boolean: "boolean"
    case .strings: "string[]"
    }
  }

  /// The cell of a record, and what it does not hold.
  func cell(
    _ properties: [String: PropertyValue],
    of owner: String,
    _ losses: inout LossReport
  ) -> String {
    guard let value = properties[name] else { return "" }
    if column != name { losses.lose("names of properties that the form uses for itself", name) }
    if Self.type(of: value) != type {
      losses.lose("types of values in a column of several types", "'\(name)' of \(owner)")
    }
    switch value {
    case .strings(let items):
      if items.isEmpty { losses.lose("empty lists", "'\(name)' of \(owner)") }
      for item in items where item.isEmpty || item.contains(";") {
        losses.lose("items of lists that are empty or have a semicolon", item)
      }
      return items.joined(separator: type.isEmpty ? "; " : ";")
    case .string(let text):
      if text.isEmpty { losses.lose("empty texts", "'\(name)' of \(owner)") }
      return text
    default: return value.text
    }
  }
}
