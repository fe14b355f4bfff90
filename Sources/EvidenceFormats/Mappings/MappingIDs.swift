import EvidenceCore

/// Which node each id of a mapping table names. Ids are compared by the IRIs that they stand for,
/// within a table and across all tables of one import.
struct MappingIDs {
  private let prefixes: MappingPrefixes
  private let namePrefix: String?
  /// What each id was found to be, and what there is to say of it.
  private var known: [String: (key: Key, note: Note?)] = [:]
  private var relations: [String: Relation] = [:]

  private struct Note {
    var outcome: ImportReport.Outcome
    var code: Diagnostic.Code
    var message: String
  }

  init(_ prefixes: MappingPrefixes, namePrefix: String?) {
    self.prefixes = prefixes
    self.namePrefix = namePrefix
  }

  /// Whether an id says that there is no term.
  func isNoTerm(_ id: String) -> Bool {
    id.hasSuffix("NoTermFound") && prefixes.canonical(id) == "sssom:NoTermFound"
  }

  /// The key of an id's node, which is added where it is new; `nil` where the recipe's names do
  /// not have it.
  ///
  /// - Parameters:
  ///   - id: a CURIE or an IRI.
  ///   - label: what the row calls it.
  ///   - vocabulary: the vocabulary that the row says it is of, and its version.
  ///   - place: the row.
  ///   - collection: what takes the node in.
  mutating func key(
    of id: String,
    label: String?,
    vocabulary: (source: String?, version: String?),
    at place: Place,
    _ collection: inout ImportCollection
  ) -> Key? {
    let (key, note) = known[id] ?? resolve(id, &collection)
    known[id] = (key, note)
    if let note { collection.note(note.outcome, note.code, note.message, at: place) }
    guard namePrefix == nil else { return collection.key(named: key.text) }
    collection.add(Node(key, .taxonomyNode, label: label), at: place)
    if let scheme = scheme(of: key, id, vocabulary) { collection.place(key, in: scheme) }
    return key
  }

  /// The scheme of a node that no other source gives one: its prefix, with the vocabulary's
  /// version, or the vocabulary itself where no prefix shortens its id.
  private func scheme(
    of key: Key,
    _ id: String,
    _ vocabulary: (source: String?, version: String?)
  ) -> Scheme? {
    if key.namespace.contains("@") || prefixes.iri(id)?.hasPrefix(KeyIRI.base) == true {
      return nil
    }
    let expansion = prefixes.expansions[key.namespace]
    let name = expansion == nil ? vocabulary.source : key.namespace
    guard let name = name.map(Slug.make), !name.isEmpty else { return nil }
    return Scheme(
      id: "\(name)@\(Catalogue.version(vocabulary.version))",
      title: vocabulary.source,
      kind: .taxonomyNode,
      source: expansion
    )
  }

  /// Finds the key of an id, or with a prefix of names the name to look for.
  private func resolve(
    _ id: String,
    _ collection: inout ImportCollection
  ) -> (key: Key, note: Note?) {
    guard let iri = prefixes.iri(id) else {
      let prefix = MappingPrefixes.prefix(of: id)
      let what = prefix.map { "the prefix '\($0)' is declared nowhere" } ?? "an id without a prefix"
      return (
        Key(namePrefix.map { $0 + Key(id).local } ?? id),
        Note(outcome: .repaired, code: "undeclared-prefix", message: "\(what); taken as a name")
      )
    }
    if let namePrefix {
      let isCURIE = MappingPrefixes.prefix(of: id).map { prefixes.expansions[$0] != nil } ?? false
      return (Key(namePrefix + Key(isCURIE ? id : prefixes.canonical(id)).local), nil)
    }
    // An IRI that was made of a key is that key.
    if iri.hasPrefix(KeyIRI.base), let own = KeyIRI.key(of: iri) { return (Key(own), nil) }
    let name = "iri \(iri)"
    let known = collection.key(named: name)
    var note: Note?
    var key = known ?? Key(iri)
    if known == nil, let (prefix, local) = prefixes.curie(iri) {
      let expansion = Key(prefixes.expansions[prefix] ?? "")
      if collection.register("prefix \(prefix)", for: expansion) {
        key = Key("\(prefix):\(local)")
      } else {
        note = Note(
          outcome: .repaired,
          code: "prefix-clash",
          message: "the prefix '\(prefix)' stands for another IRI in an earlier table; its ids"
            + " are kept as IRIs here"
        )
      }
    }
    collection.register(name, for: key)
    return (key, note ?? spelling(of: id, key))
  }

  /// What there is to say of an id that is not its node's key.
  private func spelling(of id: String, _ key: Key) -> Note? {
    let prefix = MappingPrefixes.prefix(of: key.text) ?? ""
    if key.text == id {
      guard prefixes.expansions[prefix] == nil else { return nil }
      return Note(
        outcome: .kept,
        code: "iri-without-prefix",
        message: "an IRI that no declared prefix shortens; it is the key"
      )
    }
    let own = MappingPrefixes.prefix(of: id) ?? ""
    let isCURIE = prefixes.expansions[own] != nil
    return Note(
      outcome: .repaired,
      code: "id-spelling",
      message: isCURIE
        ? "the prefix '\(own)' stands for the same IRI as '\(prefix)' and is read as it"
        : "an IRI is read as its CURIE with the prefix '\(prefix)'"
    )
  }

  /// Declares the relation that a predicate stands for, which has a name of its own.
  mutating func declare(
    _ relation: Relation,
    _ iri: String,
    _ predicate: String,
    at place: Place,
    _ collection: inout ImportCollection
  ) -> Relation {
    if let known = relations[iri] { return known }
    var name = relation.name
    var number = 1
    while !collection.register("relation \(name)", for: Key(iri)) {
      number += 1
      name = "\(relation.name)_\(number)"
    }
    let result = Relation(name)
    relations[iri] = result
    if !collection.header.relations.contains(where: { $0.relation == result }) {
      collection.header.relations.append(RelationDefinition(result, description: iri))
    }
    collection.note(
      .kept,
      "other-predicate",
      "'\(predicate)' is the relation \(name), which carries no evidence",
      at: place
    )
    return result
  }
}
