import EvidenceCore

/// What the predicates of mappings mean, compared by their IRIs.
struct MappingPredicates {
  /// What a predicate says.
  enum Meaning {
    /// A relation, and the predicate where the relation alone does not tell it.
    case relation(Relation, predicate: String?)
    /// That the two do not match.
    case denial
    /// A relation that the set brings in, with the IRI that it stands for.
    case other(Relation, iri: String)
    /// Nothing that can be read, and what to do about it.
    case unreadable(String, hint: String?)
  }

  let prefixes: MappingPrefixes

  /// Reads a predicate.
  func meaning(of text: String) -> Meaning {
    if text.lowercased() == "nomatch" { return .denial }
    guard let iri = prefixes.iri(text) else { return unresolved(text) }
    if let relation = Self.matches[iri] { return .relation(relation, predicate: nil) }
    if let relation = Self.equivalents[iri] {
      return .relation(relation, predicate: prefixes.canonical(text))
    }
    if Self.denials.contains(iri) { return .denial }
    if let hint = Self.hint(forMisspelt: iri) {
      return .unreadable("'\(text)' is not a term of its vocabulary", hint: hint)
    }
    return .other(relation(iri), iri: iri)
  }

  /// A predicate whose prefix is declared nowhere, or that has none.
  private func unresolved(_ text: String) -> Meaning {
    let local = Key(text).local
    if let near = Self.near(local, Self.matchNames) {
      return .unreadable("unknown predicate '\(text)'", hint: "did you mean 'skos:\(near)'?")
    }
    guard let prefix = MappingPrefixes.prefix(of: text), !prefix.isEmpty, !local.isEmpty else {
      return .unreadable(
        "the predicate '\(text)' has no prefix",
        hint: "write it as a CURIE such as 'skos:exactMatch', or as an IRI"
      )
    }
    return .other(Self.name(prefix, local), iri: text)
  }

  private func relation(_ iri: String) -> Relation {
    if let (prefix, local) = prefixes.curie(iri) { return Self.name(prefix, local) }
    let parts = iri.split { "/#".contains($0) }.map(String.init)
    let local = parts.last ?? iri
    return Self.name(parts.count > 2 ? parts[1] : "", local)
  }

  /// `OBO_IN_OWL_HAS_DB_XREF`; never the name of a relation that has a meaning here already.
  private static func name(_ prefix: String, _ local: String) -> Relation {
    let name = Naming.screamingSnake("\(prefix)_\(local)")
    let relation = Relation(name.isEmpty ? "UNNAMED" : name)
    return Relation.builtIn.contains(relation) ? Relation("MAPPED_\(name)") : relation
  }

  /// What to do about an IRI that is a slip of a known vocabulary's term: another case, another
  /// letter, a vocabulary's address with `https` or the wrong sign before the term.
  private static func hint(forMisspelt iri: String) -> String? {
    for (prefix, terms) in vocabulary {
      guard let home = MappingPrefixes.standard[prefix] else { continue }
      let stem = home.drop { $0 != "/" }.dropLast()
      let address = iri.drop { $0 != "/" }
      guard address.hasPrefix(stem) else { continue }
      let term = address.dropFirst(stem.count).drop { "/#".contains($0) }
      if iri.hasPrefix(home), terms.contains(String(term)) { continue }
      if let near = near(String(term), terms) {
        return "did you mean '\(prefix):\(near)'?"
      }
      if prefix == "skos" {
        return "known: \(matchNames.map { "skos:\($0)" }.joined(separator: ", "))"
      }
    }
    return nil
  }

  /// The term itself or the one that it is a slip of.
  private static func near(_ term: String, _ terms: [String]) -> String? {
    terms.contains(term) ? term : NearMiss.of(term, among: terms)
  }

  private static let matchNames = [
    "exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch",
  ]

  /// The terms that predicates of these vocabularies may be.
  private static let vocabulary: [(prefix: String, terms: [String])] = [
    (
      "skos",
      matchNames + [
        "noMatch", "mappingRelation", "semanticRelation", "broader", "narrower", "related",
        "broaderTransitive", "narrowerTransitive", "inScheme", "member", "topConceptOf",
      ]
    ),
    ("owl", ["sameAs", "equivalentClass", "equivalentProperty", "differentFrom", "disjointWith"]),
    ("rdfs", ["subClassOf", "subPropertyOf", "seeAlso", "isDefinedBy"]),
  ]

  private static let matches: [String: Relation] = named(
    "skos",
    [
      "exactMatch": .exactMatch, "closeMatch": .closeMatch, "broadMatch": .broadMatch,
      "narrowMatch": .narrowMatch, "relatedMatch": .relatedMatch,
    ]
  )

  /// Predicates of other vocabularies that state a match: the two are the same, or the object is
  /// the broader.
  private static let equivalents: [String: Relation] =
    named(
      "owl",
      [
        "sameAs": .exactMatch, "equivalentClass": .exactMatch, "equivalentProperty": .exactMatch,
      ]
    ).merging(
      named("rdfs", ["subClassOf": .broadMatch, "subPropertyOf": .broadMatch])
    ) { first, _ in first }

  private static let denials: Set<String> = Set(
    ["skos", "sssom"].compactMap { MappingPrefixes.standard[$0].map { "\($0)noMatch" } }
  )

  private static func named(
    _ prefix: String,
    _ relations: [String: Relation]
  ) -> [String: Relation] {
    let home = MappingPrefixes.standard[prefix] ?? ""
    return Dictionary(uniqueKeysWithValues: relations.map { (home + $0.key, $0.value) })
  }
}
