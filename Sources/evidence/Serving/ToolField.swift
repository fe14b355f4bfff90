internal import EvidenceAnalysis
internal import EvidenceCore

/// An argument that a tool takes.
struct ToolField: Sendable {
  /// What sort of value it is.
  enum Sort: Sendable {
    case text
    /// A text or a list of texts.
    case texts
    /// A whole number from 1.
    case count
    /// An object of any values.
    case object
  }

  var name: String
  var sort: Sort
  var isRequired = false
  var about: String

  init(_ name: String, _ sort: Sort, isRequired: Bool = false, about: String) {
    self.name = name
    self.sort = sort
    self.isRequired = isRequired
    self.about = about
  }

  var schema: JSONValue {
    var members: [JSONMember] = []
    switch sort {
    case .text: members = [JSONMember("type", .string("string"))]
    case .texts:
      members = [
        JSONMember("type", .texts(["string", "array"])),
        JSONMember("items", .object([JSONMember("type", .string("string"))])),
      ]
    case .count:
      members = [JSONMember("type", .string("integer")), JSONMember("minimum", .integer(1))]
    case .object: members = [JSONMember("type", .string("object"))]
    }
    return .object(members + [JSONMember("description", .string(about))])
  }
}

/// The arguments of one call, held against what the tool takes.
struct ToolArguments {
  private let tool: String
  private let values: JSONValue

  /// Checks the arguments of a call.
  ///
  /// - Throws: `ProtocolError` that names the argument which is not known, of the wrong type or
  ///   missing.
  init(_ values: JSONValue, of tool: String, fields: [ToolField]) throws(ProtocolError) {
    self.tool = tool
    self.values = values
    guard case .object(let members) = values else {
      throw .parameters("'arguments' is \(values.sort), not an object")
    }
    let known = fields.map(\.name)
    for member in members {
      guard let field = fields.first(where: { $0.name == member.name }) else {
        let hint =
          Suggestion.hint(for: member.name, among: known)
          ?? "there are: \(known.joined(separator: ", "))"
        throw .parameters("'\(tool)' takes no '\(member.name)'; \(hint)")
      }
      try Self.check(member.value, field, tool)
    }
    for field in fields where field.isRequired && values[field.name] ?? .null == .null {
      throw .parameters("'\(tool)' needs '\(field.name)': \(field.about)")
    }
  }

  private static func check(
    _ value: JSONValue,
    _ field: ToolField,
    _ tool: String
  ) throws(ProtocolError) {
    let wanted: String
    switch (field.sort, value) {
    case (_, .null), (.text, .string), (.texts, .string), (.object, .object): return
    case (.count, .integer(let number)) where number >= 1: return
    case (.texts, .array(let items))
    where items.allSatisfy({ if case .string = $0 { true } else { false } }): return
    case (.text, _): wanted = "a text"
    case (.texts, _): wanted = "a text or a list of texts"
    case (.count, _): wanted = "a whole number above 0"
    case (.object, _): wanted = "an object"
    }
    throw .parameters("'\(field.name)' of '\(tool)' is \(wanted)")
  }

  /// A text; `nil` where it is not given.
  func text(_ name: String) -> String? {
    if case .string(let text) = values[name] { text } else { nil }
  }

  /// A text that the tool needs.
  func needed(_ name: String) -> String { text(name) ?? "" }

  /// One text or several; empty where none is given.
  func texts(_ name: String) -> [String] {
    switch values[name] {
    case .string(let text): [text]
    case .array(let items):
      items.compactMap { if case .string(let text) = $0 { text } else { nil } }
    default: []
    }
  }

  /// A number; `nil` where it is not given.
  func count(_ name: String) -> Int? {
    if case .integer(let number) = values[name] { Int(clamping: number) } else { nil }
  }

  /// The members of an object; none where it is not given.
  func members(_ name: String) -> [JSONMember] {
    if case .object(let members) = values[name] { members } else { [] }
  }

  /// How many things of a list are wanted: 20 where unsaid, never more than 200.
  func limit(_ standard: Int = 20) -> Int { min(count("limit") ?? standard, 200) }
}
