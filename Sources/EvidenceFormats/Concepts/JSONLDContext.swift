import EvidenceCore

/// What names mean in a part of a JSON-LD file.
struct JSONLDContext {
  /// What a term stands for.
  struct TermMeaning {
    var iri: String
    var type: String?
    var language: String?
    var container: String?
    var isReverse = false
  }

  /// The property that says what a thing is.
  static let type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

  private var terms: [String: TermMeaning] = [:]
  private var aliases: [String: String] = [:]
  private var vocabulary: String?
  private var base: String?
  /// The language of texts that state none.
  private(set) var language: String?

  /// Takes a context over this one.
  ///
  /// - Throws: `EvidenceError` if it stands elsewhere.
  mutating func take(_ value: JSONValue, file: String) throws(EvidenceError) {
    switch value {
    case .null: self = JSONLDContext()
    case .array(let parts): for part in parts { try take(part, file: file) }
    case .string(let address):
      throw EvidenceError(
        "remote-context",
        "the context stands elsewhere, at '\(address)', and is not fetched",
        at: Place(file),
        hint: "put the context itself in the file, or expand it first with a JSON-LD tool"
      )
    default: take(value.members)
    }
  }

  private mutating func take(_ members: [JSONMember]) {
    for member in members {
      switch member.name {
      case "@vocab": vocabulary = member.value.text
      case "@base": base = member.value.text
      case "@language": language = member.value.text
      default: break
      }
    }
    // Prefixes first, since terms are written with them.
    for member in members where !member.name.hasPrefix("@") {
      guard let text = member.value.text else { continue }
      if text.hasPrefix("@") {
        aliases[member.name] = text
      } else {
        terms[member.name] = TermMeaning(iri: text)
      }
    }
    for member in members where !member.name.hasPrefix("@") {
      if let text = member.value.text, !text.hasPrefix("@") {
        let iri = expanded(text) ?? text
        terms[member.name]?.iri = iri
      }
      guard case .object = member.value else { continue }
      let reverse = member.value["@reverse"]?.text
      let id = reverse ?? member.value["@id"]?.text
      if let id, id.hasPrefix("@") {
        aliases[member.name] = id
        continue
      }
      guard let iri = id.flatMap({ expanded($0) ?? $0 }) ?? property(member.name) else { continue }
      let type = member.value["@type"]?.text
      terms[member.name] = TermMeaning(
        iri: iri,
        type: type.map { $0.hasPrefix("@") ? $0 : expanded($0) ?? $0 },
        language: member.value["@language"]?.text,
        container: member.value["@container"]?.text
          ?? member.value["@container"]?.items.first?.text,
        isReverse: reverse != nil
      )
    }
  }

  /// The keyword that a name is an alias of, or the name.
  func keyword(_ name: String) -> String { aliases[name] ?? name }

  /// What a term of the context stands for.
  func definition(of name: String) -> TermMeaning? { terms[name] }

  /// The IRI that a name of a property is written for; `nil` where it means nothing.
  func property(_ name: String) -> String? {
    if let term = terms[name] { return term.iri }
    if let expanded = expanded(name) { return expanded }
    if name.contains(":") { return name }
    return vocabulary.map { $0 + name }
  }

  /// The IRI of a word of the vocabulary.
  func term(_ name: String) -> String { property(name) ?? name }

  /// The IRI of a thing.
  func iri(_ text: String) -> String {
    if text.hasPrefix("_:") { return text }
    if let expanded = expanded(text) { return expanded }
    return text.contains(":") ? text : (base ?? "") + text
  }

  /// A compact IRI written out; `nil` where its prefix is none of the context's.
  private func expanded(_ text: String) -> String? {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let local = text[text.index(after: colon)...]
    if local.hasPrefix("//") { return nil }
    return terms[String(text[..<colon])].map { $0.iri + local }
  }
}
