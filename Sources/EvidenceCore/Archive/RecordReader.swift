/// Takes the members of one record apart and collects what is wrong with them.
struct RecordReader {
  let place: Place
  private(set) var diagnostics: [Diagnostic] = []
  private var members: [JSONMember]

  init(_ members: [JSONMember], at place: Place) {
    self.members = members
    self.place = place
  }

  /// Takes a member out of the record; `null` counts as absent.
  mutating func take(_ name: String) -> JSONValue? {
    guard let index = members.firstIndex(where: { $0.name == name }) else { return nil }
    let value = members.remove(at: index).value
    return value == .null ? nil : value
  }

  mutating func text(_ name: String) -> String? {
    guard let value = take(name) else { return nil }
    if case .string(let text) = value { return text }
    refuse(name, value, "a text")
    return nil
  }

  mutating func required(_ name: String, of record: String) -> String {
    let before = diagnostics.count
    if let text = text(name), !text.isEmpty { return text }
    guard diagnostics.count == before else { return "" }
    report("missing-field", "\(record) without '\(name)'", hint: "add \"\(name)\": \"…\"")
    return ""
  }

  mutating func texts(_ name: String) -> [String] {
    guard let value = take(name) else { return [] }
    if case .strings(let texts)? = PropertyValue(json: value) { return texts }
    refuse(name, value, "a list of texts")
    return []
  }

  mutating func boolean(_ name: String) -> Bool? {
    guard let value = take(name) else { return nil }
    if case .boolean(let flag) = value { return flag }
    refuse(name, value, "true or false")
    return nil
  }

  mutating func number(_ name: String) -> Double? {
    switch take(name) {
    case nil: return nil
    case .integer(let number): return Double(number)
    case .number(let number): return number
    case .some(let value):
      refuse(name, value, "a number")
      return nil
    }
  }

  /// A value of a closed vocabulary, in kebab-case.
  mutating func choice<Value: RawRepresentable & CaseIterable>(
    _ name: String,
    _ type: Value.Type
  ) -> Value? where Value.RawValue == String {
    guard let text = text(name) else { return nil }
    if let value = Value(rawValue: text) { return value }
    let known = Value.allCases.map(\.rawValue)
    report(
      "unknown-value",
      "unknown \(name) '\(text)'",
      hint: Suggestion.hint(for: text, among: known) ?? "one of \(known.joined(separator: ", "))"
    )
    return nil
  }

  /// A value of a closed vocabulary that a record may not be without.
  mutating func choice<Value: RawRepresentable & CaseIterable>(
    _ name: String,
    _ type: Value.Type,
    requiredOf record: String
  ) -> Value? where Value.RawValue == String {
    let before = diagnostics.count
    if let value = choice(name, type) { return value }
    if diagnostics.count == before {
      report(
        "missing-field",
        "\(record) without '\(name)'",
        hint: "one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))"
      )
    }
    return nil
  }

  mutating func items(_ name: String) -> [JSONValue] {
    guard let value = take(name) else { return [] }
    if case .array(let items) = value { return items }
    refuse(name, value, "a list")
    return []
  }

  /// The parts of a list, each read by itself, and what is wrong with any of them.
  mutating func parts<Part>(
    _ name: String,
    _ read: (inout RecordReader) -> Part
  ) -> [Part] {
    items(name).compactMap { item in
      guard case .object(let members) = item else {
        refuse(name, item, "a list of objects")
        return nil
      }
      return part(members, read)
    }
  }

  mutating func part<Part>(
    _ members: [JSONMember],
    _ read: (inout RecordReader) -> Part
  ) -> Part {
    var reader = RecordReader(members, at: place)
    let part = read(&reader)
    diagnostics += reader.diagnostics
    return part
  }

  /// Refuses what is left, where a record has a fixed set of members.
  mutating func close(_ record: String, known: [String]) {
    for member in members {
      report(
        "unknown-field",
        "unknown field '\(member.name)' in \(record)",
        hint: Suggestion.hint(for: member.name, among: known)
          ?? "known: \(known.joined(separator: ", "))"
      )
    }
    members = []
  }

  /// What is left, as properties.
  mutating func rest() -> [String: PropertyValue] {
    var properties: [String: PropertyValue] = [:]
    for member in members where member.value != .null {
      if let value = PropertyValue(json: member.value) {
        properties[member.name] = value
      } else {
        refuse(member.name, member.value, "a text, a number, true or false, or a list of texts")
      }
    }
    members = []
    return properties
  }

  mutating func report(_ code: Diagnostic.Code, _ message: String, hint: String? = nil) {
    diagnostics.append(Diagnostic(.error, code, message, at: place, hint: hint))
  }

  mutating func refuse(_ name: String, _ value: JSONValue, _ wanted: String) {
    report("wrong-type", "'\(name)' is \(value.sort), not \(wanted)")
  }
}
