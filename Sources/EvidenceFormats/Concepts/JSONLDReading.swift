import EvidenceCore

/// What a JSON-LD file says, as things with their properties by IRI.
///
/// Contexts inside the file are followed: prefixes, terms, aliases of keywords, types, languages and
/// containers. A context elsewhere is never fetched.
struct JSONLDReading {
  /// A value of a property.
  struct LinkedValue: Hashable {
    var text: String
    /// Whether it names a thing, by its IRI or blank name.
    var isThing: Bool
    var language: String?
  }

  /// A thing: its name, and the values of each property in their order.
  typealias LinkedThing = [String: [LinkedValue]]

  /// The things by their names.
  private(set) var things: [String: LinkedThing] = [:]
  /// Their names in the order of the file.
  private(set) var names: [String] = []
  private var blanks = 0
  private let file: String

  /// Reads a file.
  ///
  /// - Throws: `EvidenceError` if it is no JSON, or its context stands elsewhere.
  /// - Complexity: O(*n*) for *n* values.
  init(_ source: FileBytes) throws(EvidenceError) {
    file = source.file
    let root = try JSONDocument.read(source)
    let items = root.items.isEmpty ? [root] : root.items
    for item in items { _ = try take(item, JSONLDContext()) }
  }

  /// Adds a property of a thing.
  private mutating func add(_ value: LinkedValue, _ property: String, of name: String) {
    if things[name] == nil {
      things[name] = [:]
      names.append(name)
    }
    if things[name]?[property]?.contains(value) == true { return }
    things[name]?[property, default: []].append(value)
  }

  /// Takes an object, and what stands in it.
  ///
  /// - Returns: the name of the thing that it is.
  private mutating func take(
    _ object: JSONValue,
    _ outer: JSONLDContext
  ) throws(EvidenceError) -> String? {
    var context = outer
    if let own = object["@context"] { try context.take(own, file: file) }
    let members = object.members.map { (context.keyword($0.name), $0.value) }
    let id = members.first { $0.0 == "@id" }?.1.text.map { context.iri($0) }
    let isGraphAlone =
      id == nil && members.contains { $0.0 == "@graph" }
      && members.allSatisfy { ["@graph", "@context"].contains($0.0) }
    var name = id ?? ""
    if id == nil, !isGraphAlone {
      blanks += 1
      name = "_:own\(blanks)"
    }
    for (member, value) in members {
      switch member {
      case "@id", "@context", "@index": break
      case "@graph", "@included":
        for item in Self.list(value) { _ = try take(item, context) }
      case "@type":
        for type in Self.list(value).compactMap(\.text) {
          add(LinkedValue(text: context.term(type), isThing: true), JSONLDContext.type, of: name)
        }
      case "@reverse":
        for inner in value.members {
          for item in Self.list(inner.value) {
            if let other = try thing(item, context) {
              let property = context.term(inner.name)
              add(LinkedValue(text: name, isThing: true), property, of: other)
            }
          }
        }
      default:
        let definition = context.definition(of: member)
        guard let property = definition?.iri ?? context.property(member) else { continue }
        for value in try values(value, definition, context) {
          if definition?.isReverse == true {
            if value.isThing {
              add(LinkedValue(text: name, isThing: true), property, of: value.text)
            }
          } else {
            add(value, property, of: name)
          }
        }
      }
    }
    return isGraphAlone ? nil : name
  }

  private mutating func thing(
    _ value: JSONValue,
    _ context: JSONLDContext
  ) throws(EvidenceError) -> String? {
    if case .object = value { return try take(value, context) }
    return value.text.map { context.iri($0) }
  }

  private mutating func values(
    _ value: JSONValue,
    _ definition: JSONLDContext.TermMeaning?,
    _ context: JSONLDContext
  ) throws(EvidenceError) -> [LinkedValue] {
    var result: [LinkedValue] = []
    if definition?.container == "@language", case .object(let members) = value {
      for member in members {
        for text in Self.list(member.value).compactMap(\.text) {
          let language = member.name == "@none" ? nil : member.name
          result.append(LinkedValue(text: text, isThing: false, language: language))
        }
      }
      return result
    }
    for item in Self.list(value) {
      if case .object = item {
        let members = Dictionary(
          item.members.map { (context.keyword($0.name), $0.value) }
        ) { first, _ in first }
        if let inner = members["@list"] ?? members["@set"] {
          result += try values(inner, definition, context)
        } else if let text = members["@value"] {
          if let text = Self.plain(text) {
            result.append(
              LinkedValue(text: text, isThing: false, language: members["@language"]?.text)
            )
          }
        } else if let name = try take(item, context) {
          result.append(LinkedValue(text: name, isThing: true))
        }
      } else if let text = Self.plain(item) {
        switch definition?.type {
        case "@id": result.append(LinkedValue(text: context.iri(text), isThing: true))
        case "@vocab": result.append(LinkedValue(text: context.term(text), isThing: true))
        default:
          let language = definition?.type == nil ? definition?.language ?? context.language : nil
          result.append(LinkedValue(text: text, isThing: false, language: language))
        }
      }
    }
    return result
  }

  private static func plain(_ value: JSONValue) -> String? {
    if case .string(let text) = value { return text }
    if case .boolean(let flag) = value { return flag ? "true" : "false" }
    return value.text
  }

  private static func list(_ value: JSONValue) -> [JSONValue] {
    switch value {
    case .array(let items): items
    case .null: []
    default: [value]
    }
  }
}
