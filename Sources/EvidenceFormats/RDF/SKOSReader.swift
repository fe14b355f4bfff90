import EvidenceCore
import Foundation

/// Reads the concepts of SKOS vocabularies, in Turtle, N-Triples or JSON-LD.
///
/// A concept is a taxonomy node of the first scheme that it is in; broader concepts and the inverse of
/// narrower ones are one BROADER each; the mapping properties are matches; `related` is a relation of its
/// own. What a file says of such a link, who made it and how surely, is its statement's. What it says otherwise
/// is counted. A graph that this toolkit wrote is read whole
/// (`OwnTriples`).
struct SKOSReader {
  private static let skos = "http://www.w3.org/2004/02/skos/core#"
  private static let xl = "http://www.w3.org/2008/05/skos-xl#"
  private static let owl = "http://www.w3.org/2002/07/owl#"

  let store: RDFStore
  let file: String
  private var schemes: [RDFNode: String] = [:]
  private var keys: [RDFNode: Key] = [:]

  /// Whether a file's beginning is that of Turtle or N-Triples.
  static func isTurtle(_ start: String) -> Bool {
    for line in start.split(whereSeparator: \.isNewline).prefix(60) {
      let line = line.drop { $0 == " " || $0 == "\t" || $0 == "\u{FEFF}" }
      if line.isEmpty || line.hasPrefix("#") { continue }
      let lower = line.prefix(8).lowercased()
      return lower.hasPrefix("@prefix ") || lower.hasPrefix("@base ") || lower.hasPrefix("prefix ")
        || lower.hasPrefix("base <")
        || (line.hasPrefix("<") && line.contains("> ") && !line.hasPrefix("<?"))
    }
    return false
  }

  /// Reads the concepts of a file.
  ///
  /// - Throws: `EvidenceError` if the file has no concept.
  /// - Complexity: O(statements).
  static func read(
    _ store: RDFStore,
    of source: FileBytes,
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    collection.begin(source.file)
    if OwnTriples.isOwn(store) {
      return OwnTriples(store, file: source.file).add(to: &collection)
    }
    var reader = SKOSReader(store: store, file: source.file)
    let concepts = reader.concepts()
    // A set of mappings alone describes no concept.
    guard !concepts.isEmpty || store.subjects.contains(where: { reader.isRecord($0) }) else {
      throw EvidenceError(
        "no-concepts",
        "\(store.count) RDF statements, and no skos:Concept among them",
        at: Place(source.file),
        hint: store.subjects.contains { store.isA($0, owl + "Class") }
          ? "it is an OWL ontology: list its classes in a table, and import that with a recipe"
          : "read are the concepts of SKOS vocabularies"
      )
    }
    reader.declareSchemes(of: concepts, &collection)
    for concept in concepts { reader.add(concept, &collection) }
    reader.addLinks(of: concepts, &collection)
    reader.sayWhatElse(concepts, &collection)
  }

  private init(store: RDFStore, file: String) {
    self.store = store
    self.file = file
  }

  var place: Place { Place(file) }

  private func objects(_ node: RDFNode, _ name: String) -> [RDFNode] {
    store.objects(node, Self.skos + name)
  }

  /// Whatever is called a concept, or is in a scheme, or has concepts above or below it.
  private func concepts() -> [RDFNode] {
    store.subjects.filter { subject in
      store.isA(subject, Self.skos + "Concept")
        || ["inScheme", "topConceptOf", "broader", "narrower"].contains {
          !objects(subject, $0).isEmpty
        } && !store.isA(subject, Self.skos + "ConceptScheme")
          && !store.isA(subject, Self.skos + "Collection")
          && !store.isA(subject, Self.skos + "OrderedCollection")
    }
  }

  // MARK: Schemes

  private mutating func declareSchemes(
    of concepts: [RDFNode],
    _ collection: inout ImportCollection
  ) {
    var nodes: [RDFNode] = store.subjects.filter { store.isA($0, Self.skos + "ConceptScheme") }
    for concept in concepts {
      nodes += objects(concept, "inScheme") + objects(concept, "topConceptOf")
    }
    var used: Set<String> = []
    for node in nodes where schemes[node] == nil {
      let iri = node.iri ?? ""
      let title =
        label(
          ["http://purl.org/dc/terms/title", "http://purl.org/dc/elements/1.1/title"],
          of: node
        )
        ?? label([Self.skos + "prefLabel", "http://www.w3.org/2000/01/rdf-schema#label"], of: node)
      var id = ownKey(iri) ?? ""
      if !id.contains("@") {
        let version = Catalogue.version(store.objects(node, Self.owl + "versionInfo").first?.text)
        let name = Self.lastPart(iri).map(Slug.make) ?? title.map(Slug.make) ?? "scheme"
        id = "\(name)@\(version)"
      }
      let base = id
      var number = 2
      while !used.insert(id).inserted {
        id = base.replacing("@", with: "-\(number)@")
        number += 1
      }
      schemes[node] = id
      let kind = store.objects(node, KeyIRI.term("kind")).first?.iri.flatMap(Self.ownWord)
      collection.add(
        Scheme(
          id: id,
          title: title,
          kind: kind.map { Kind($0) } ?? .taxonomyNode,
          licence: store.objects(node, "http://purl.org/dc/terms/license").first.flatMap {
            $0.text ?? $0.iri
          },
          source: ownKey(iri) == nil && !iri.isEmpty ? iri : nil
        )
      )
    }
  }

  /// The scheme of a concept: the first that it is in, else that of a top concept, else the file's.
  private mutating func scheme(
    of concept: RDFNode,
    _ collection: inout ImportCollection
  ) -> String {
    let named = objects(concept, "inScheme") + objects(concept, "topConceptOf")
    if let known = named.compactMap({ schemes[$0] }).first { return known }
    for (node, id) in schemes.sorted(by: { $0.value < $1.value })
    where objects(node, "hasTopConcept").contains(concept) { return id }
    if schemes.count == 1, let only = schemes.values.first { return only }
    let id = "\(Slug.make(String(BulkSource.baseName(file).prefix { $0 != "." })))@1"
    collection.add(Scheme(id: id, kind: .taxonomyNode))
    return id
  }

  // MARK: Concepts

  private mutating func add(_ concept: RDFNode, _ collection: inout ImportCollection) {
    collection.countRows()
    let iri = concept.iri ?? ""
    let id = scheme(of: concept, &collection)
    let notation =
      objects(concept, "notation").compactMap(\.text).first ?? Self.lastPart(iri)
      ?? "concept-\(keys.count + 1)"
    let key = ownKey(iri).map { Key($0) } ?? Key(scheme: id, notation: notation)
    keys[concept] = key
    let kind = collection.header.schemes.first { $0.id == id }?.kind ?? .taxonomyNode
    var node = Node(key, kind, notation: notation, scheme: id)
    let isOwn = ownKey(iri) != nil
    if !iri.isEmpty, !isOwn { node.sameAs = [iri] }
    var names = labels(concept, "prefLabel")
    if names.isEmpty { names = labels(concept, "prefLabel", isXL: true) }
    let best = Self.best(names)
    node.label = best
    var others = names.compactMap(\.text).filter { $0 != best }
    if names.count > 1 {
      collection.note(
        .kept,
        "other-languages",
        "'\(key)' has \(names.count) preferred labels; the others are kept as alternative names",
        at: place
      )
    }
    for name in ["altLabel", "hiddenLabel"] {
      let plain = labels(concept, name)
      others += (plain.isEmpty ? labels(concept, name, isXL: true) : plain).compactMap(\.text)
    }
    if !others.isEmpty {
      var seen: Set<String> = []
      node.properties["altLabels"] = .strings(others.filter { seen.insert($0).inserted })
    }
    for name in [
      "definition", "scopeNote", "note", "example", "historyNote", "editorialNote", "changeNote",
    ] {
      let texts = objects(concept, name).compactMap(\.text)
      if texts.count == 1 { node.properties[name] = .string(texts[0]) }
      if texts.count > 1 { node.properties[name] = .strings(texts) }
    }
    let inSchemes = objects(concept, "inScheme").compactMap { schemes[$0] }.filter { $0 != id }
    if !inSchemes.isEmpty { node.properties["otherSchemes"] = .strings(inSchemes) }
    if store.objects(concept, Self.owl + "deprecated").contains(where: {
      $0.text == "true" || $0.text == "1"
    }) {
      node.properties["deprecated"] = .boolean(true)
      collection.note(.kept, "deprecated-concept", "'\(key)' is deprecated", at: place)
    }
    collection.add(node, at: place)
  }

  private func labels(_ concept: RDFNode, _ name: String, isXL: Bool = false) -> [RDFNode] {
    isXL
      ? store.objects(concept, Self.xl + name).flatMap {
        store.objects($0, Self.xl + "literalForm")
      }
      : objects(concept, name).filter { $0.text != nil }
  }

  /// The label without a language, else the English one, else the first by its language.
  private static func best(_ labels: [RDFNode]) -> String? {
    func rank(_ label: RDFNode) -> (Int, String, String) {
      guard case .literal(let text, let language, _) = label else { return (9, "", "") }
      guard let language else { return (0, "", text) }
      let isEnglish = language.lowercased() == "en" || language.lowercased().hasPrefix("en-")
      return (isEnglish ? 1 : 2, language, text)
    }
    return labels.min { rank($0) < rank($1) }?.text
  }

  private func label(_ predicates: [String], of node: RDFNode) -> String? {
    for predicate in predicates {
      if let found = Self.best(store.objects(node, predicate).filter({ $0.text != nil })) {
        return found
      }
    }
    return nil
  }

  // MARK: Links

  private mutating func addLinks(of concepts: [RDFNode], _ collection: inout ImportCollection) {
    // What a record says of a link is said with it, and not again without.
    var stated = addRecords(to: &collection)
    func state(_ from: Key, _ relation: Relation, _ to: Key) {
      guard stated.insert(StatementPair(from, relation, to)).inserted else { return }
      var statement = Statement(from, relation, to, via: BulkSource.baseName(file))
      if relation.isMatch { statement.justification = Justification("UnspecifiedMatching") }
      collection.add(statement, at: place)
    }
    for concept in concepts {
      guard let key = keys[concept] else { continue }
      for parent in objects(concept, "broader") + objects(concept, "broaderTransitive") {
        state(key, .broader, known(parent, near: key, &collection))
      }
      for child in objects(concept, "narrower") {
        state(known(child, near: key, &collection), .broader, key)
      }
      for other in objects(concept, "related") {
        let end = known(other, near: key, &collection)
        // Related goes both ways and is stated once.
        if !stated.contains(StatementPair(end, "RELATED", key)) { state(key, "RELATED", end) }
      }
      let matches: [(String, Relation)] = [
        ("exactMatch", .exactMatch), ("closeMatch", .closeMatch), ("broadMatch", .broadMatch),
        ("narrowMatch", .narrowMatch), ("relatedMatch", .relatedMatch),
      ]
      for (name, relation) in matches {
        for other in objects(concept, name) {
          state(key, relation, known(other, near: nil, &collection))
        }
      }
    }
  }

  /// The key of a concept; one that the file does not describe is a node without a name.
  mutating func known(
    _ concept: RDFNode,
    near key: Key?,
    _ collection: inout ImportCollection
  ) -> Key {
    if let known = keys[concept] { return known }
    let iri = concept.iri ?? "concept-\(keys.count + 1)"
    let notation = Self.lastPart(iri) ?? iri
    let scheme: String
    if let key {
      scheme = key.namespace
    } else {
      // Of another vocabulary: what its address begins with.
      let start = iri.dropLast(notation.count)
      scheme = "\(Slug.make(String(start)))@1"
      collection.add(Scheme(id: scheme, kind: .taxonomyNode, source: String(start)))
    }
    let found = ownKey(iri).map { Key($0) } ?? Key(scheme: scheme, notation: notation)
    keys[concept] = found
    if collection.node(found) == nil {
      var node = Node(found, .taxonomyNode, notation: notation, scheme: found.namespace)
      if ownKey(iri) == nil { node.sameAs = [iri] }
      collection.add(node, at: place)
      collection.note(
        .kept,
        "undescribed-concept",
        "'\(found)' is named and not described; a concept without a name",
        at: place
      )
    }
    return found
  }

  /// Counts what is not taken.
  private func sayWhatElse(_ concepts: [RDFNode], _ collection: inout ImportCollection) {
    let taken = Set(concepts)
    var counts: [String: Int] = [:]
    for subject in store.subjects where !taken.contains(subject) && schemes[subject] == nil {
      let type = store.objects(subject, RDFStore.type).compactMap(\.iri).first
      if type?.hasPrefix(Self.xl) == true { continue }
      if isRecord(subject) { continue }
      guard case .iri = subject else { continue }
      counts[type.flatMap { Self.lastPart($0) } ?? "no class", default: 0] += 1
    }
    for (type, count) in counts.sorted(by: { $0.key < $1.key }) {
      collection.note(
        .dropped,
        "left-out",
        "\(count) × a resource of \(type), which is no concept",
        at: place
      )
    }
  }

  /// The key that an IRI of our own exports holds; `nil` for any other.
  private func ownKey(_ iri: String) -> String? {
    iri.hasPrefix(KeyIRI.base) ? KeyIRI.key(of: iri) : nil
  }

  /// The word that a term of our own exports stands for.
  private static func ownWord(_ iri: String) -> String? { KeyIRI.word(of: iri) }

  /// What stands behind the last `#` or `/` of an IRI.
  private static func lastPart(_ iri: String) -> String? {
    let trimmed = iri.hasSuffix("/") || iri.hasSuffix("#") ? String(iri.dropLast()) : iri
    let cut =
      trimmed.lastIndex(where: { $0 == "#" || $0 == "/" }) ?? trimmed.lastIndex(of: ":")
    guard let cut else { return trimmed.isEmpty ? nil : trimmed }
    let part = String(trimmed[trimmed.index(after: cut)...])
    return part.isEmpty ? nil : part.removingPercentEncoding ?? part
  }
}
