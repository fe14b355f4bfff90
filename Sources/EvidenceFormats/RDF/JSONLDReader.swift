import EvidenceCore

/// Reads JSON-LD in its expanded form, and with contexts that stand in the file itself.
///
/// Read are prefixes, terms, aliases of keywords, type coercion, the containers of languages, sets and
/// lists, `@graph`, `@reverse` and nested nodes. A context elsewhere is never fetched.
struct JSONLDReader {
  private(set) var store = RDFStore()
  private let file: String
  private var blanks = 0
  private static let depthLimit = 256

  /// What a term of a context stands for.
  private struct Term {
    var iri: String
    var type: String?
    var container: String?
    var language: String?
    var isReverse = false
  }

  private struct Context {
    var terms: [String: Term] = [:]
    var vocabulary: String?
    var base: String?
    var language: String?
  }

  /// Whether a file's beginning is that of JSON-LD.
  static func isDocument(_ start: Substring) -> Bool {
    ["\"@context\"", "\"@graph\"", "\"@id\"", "\"@type\""].contains { start.contains($0) }
  }

  /// Reads a file.
  ///
  /// - Throws: `EvidenceError` if it is no JSON, or names a context that lies elsewhere.
  static func read(_ source: FileBytes) throws(EvidenceError) -> RDFStore {
    var reader = JSONLDReader(file: source.file)
    try reader.top(try JSONDocument.read(source), Context(), 0)
    return reader.store
  }

  private init(file: String) { self.file = file }

  private mutating func top(
    _ value: JSONValue,
    _ context: Context,
    _ depth: Int
  ) throws(EvidenceError) {
    if case .array(let items) = value {
      for item in items { try top(item, context, depth + 1) }
    } else {
      _ = try node(value, context, depth)
    }
  }

  // MARK: Contexts

  private func adding(
    _ value: JSONValue,
    to context: Context
  ) throws(EvidenceError) -> Context {
    var context = context
    switch value {
    case .array(let items):
      for item in items { context = try adding(item, to: context) }
    case .null: context = Context()
    case .string(let address):
      throw EvidenceError(
        "remote-context",
        "the context '\(address)' lies elsewhere, and nothing is fetched",
        at: Place(file),
        hint: "expand the file first ('jsonld expand'), or put the context into it"
      )
    case .object(let members):
      if let text = value["@vocab"]?.text { context.vocabulary = text }
      if let text = value["@base"]?.text { context.base = text }
      if let text = value["@language"]?.text { context.language = text }
      // A term may stand for another that comes later.
      for _ in 0..<2 {
        for member in members where !member.name.hasPrefix("@") {
          switch member.value {
          case .string(let text):
            context.terms[member.name] = Term(iri: expanded(text, context, isVocabulary: true))
          case .object:
            let reverse = member.value["@reverse"]?.text
            let name = reverse ?? member.value["@id"]?.text ?? member.name
            context.terms[member.name] = Term(
              iri: expanded(name, context, isVocabulary: true),
              type: member.value["@type"]?.text.map { expanded($0, context, isVocabulary: true) },
              container: member.value["@container"]?.text
                ?? member.value["@container"]?.items.first?.text,
              language: member.value["@language"]?.text,
              isReverse: reverse != nil
            )
          case .null: context.terms[member.name] = nil
          default: break
          }
        }
      }
    default: break
    }
    return context
  }

  /// The IRI that a name stands for; keywords stay.
  private func expanded(_ name: String, _ context: Context, isVocabulary: Bool) -> String {
    if name.hasPrefix("@") { return name }
    if isVocabulary, let term = context.terms[name], term.iri != name { return term.iri }
    if let colon = name.firstIndex(of: ":") {
      let (prefix, rest) = (String(name[..<colon]), name[name.index(after: colon)...])
      if rest.hasPrefix("//") || prefix == "_" { return name }
      if let term = context.terms[prefix] { return term.iri + rest }
      return name
    }
    if isVocabulary { return context.vocabulary.map { $0 + name } ?? name }
    return context.base.map { $0 + name } ?? name
  }

  // MARK: Nodes

  private func resource(_ name: String) -> RDFNode {
    name.hasPrefix("_:") ? .blank(String(name.dropFirst(2))) : .iri(name)
  }

  /// Takes a node and everything that it says.
  private mutating func node(
    _ value: JSONValue,
    _ outer: Context,
    _ depth: Int
  ) throws(EvidenceError) -> RDFNode? {
    guard depth <= Self.depthLimit else {
      throw EvidenceError("too-deep", "objects within more than 256 others", at: Place(file))
    }
    guard case .object(let members) = value else { return nil }
    var context = outer
    if let inner = value["@context"] { context = try adding(inner, to: context) }
    func keyword(_ name: String) -> JSONValue? {
      members.first { expanded($0.name, context, isVocabulary: true) == name }?.value
    }
    let subject: RDFNode
    if let id = keyword("@id")?.text {
      subject = resource(expanded(id, context, isVocabulary: false))
    } else {
      blanks += 1
      subject = .blank("b\(blanks)")
    }
    for member in members {
      let name = expanded(member.name, context, isVocabulary: true)
      switch name {
      case "@context", "@id", "@index": break
      case "@type":
        for type in member.value.items.isEmpty ? [member.value] : member.value.items {
          guard let text = type.text else { continue }
          store.add(
            subject,
            RDFStore.type,
            .iri(expanded(text, context, isVocabulary: true))
          )
        }
      case "@graph", "@included": try top(member.value, context, depth + 1)
      case "@reverse":
        for reverse in member.value.members {
          let predicate = expanded(reverse.name, context, isVocabulary: true)
          for object in try objects(reverse.value, nil, context, depth + 1) {
            store.add(object, predicate, subject)
          }
        }
      default:
        guard name.contains(":"), !name.hasPrefix("@") else { continue }
        let term = context.terms[member.name]
        for object in try objects(member.value, term, context, depth + 1) {
          if term?.isReverse == true {
            store.add(object, name, subject)
          } else {
            store.add(subject, name, object)
          }
        }
      }
    }
    return subject
  }

  /// What a member of a node says.
  private mutating func objects(
    _ value: JSONValue,
    _ term: Term?,
    _ context: Context,
    _ depth: Int
  ) throws(EvidenceError) -> [RDFNode] {
    guard depth <= Self.depthLimit else {
      throw EvidenceError("too-deep", "objects within more than 256 others", at: Place(file))
    }
    switch value {
    case .array(let items):
      var result: [RDFNode] = []
      for item in items { result += try objects(item, term, context, depth + 1) }
      return result
    case .null: return []
    case .object(let members):
      if term?.container == "@language" {
        var result: [RDFNode] = []
        for member in members {
          for text in member.value.items.isEmpty ? [member.value] : member.value.items {
            if let text = Self.whole(text) {
              result.append(
                .literal(text, language: member.name == "@none" ? nil : member.name)
              )
            }
          }
        }
        return result
      }
      func keyword(_ name: String) -> JSONValue? {
        members.first { expanded($0.name, context, isVocabulary: true) == name }?.value
      }
      if let list = keyword("@list") ?? keyword("@set") {
        return try objects(list, term, context, depth + 1)
      }
      if let literal = keyword("@value") {
        let text = Self.whole(literal) ?? (literal.isTrue ? "true" : "false")
        let type = keyword("@type")?.text.map { expanded($0, context, isVocabulary: true) }
        return [
          .literal(
            text,
            language: keyword("@language")?.text,
            datatype: type == RDFNames.iri("xsd:string") ? nil : type
          )
        ]
      }
      return try node(value, context, depth).map { [$0] } ?? []
    case .boolean(let flag): return [.literal(flag ? "true" : "false", language: nil)]
    default:
      guard let text = Self.whole(value) else { return [] }
      if term?.type == "@id" || term?.type == "@vocab" {
        let name = text.trimmedText
        return [resource(expanded(name, context, isVocabulary: term?.type == "@vocab"))]
      }
      return [.literal(text, language: term?.language ?? context.language)]
    }
  }

  /// The text of a literal with the blanks at its ends.
  private static func whole(_ value: JSONValue) -> String? {
    if case .string(let text) = value { return text }
    return value.text
  }
}
