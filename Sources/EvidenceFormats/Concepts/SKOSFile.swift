import EvidenceCore

/// Concepts of SKOS in JSON-LD: a scheme with its concepts, their tree and their matches.
///
/// A concept is a `RiskDomain` where its scheme says so, else a `TaxonomyNode`. The key is the
/// scheme with its version and the notation, else the last part of the IRI; the IRI itself stands
/// among the other identifiers. What is no concept, scheme or match is left out and counted.
struct SKOSFile {
  private static let skos = "http://www.w3.org/2004/02/skos/core#"
  private static let dcterms = "http://purl.org/dc/terms/"

  private let file: String
  private let reading: JSONLDReading
  private var schemes: [String: String] = [:]
  private var keys: [String: Key] = [:]

  /// Whether a file's beginning is that of JSON-LD.
  static func isJSONLD(_ start: Substring) -> Bool {
    guard start.first == "{" || start.first == "[" else { return false }
    return start.contains("\"@context\"") || start.contains("\"@graph\"")
      || (start.contains("\"@id\"") && start.contains("core#"))
  }

  /// Reads a file.
  ///
  /// - Throws: `EvidenceError` if it is no JSON, if its context stands elsewhere, or if it holds no
  ///   concept.
  /// - Complexity: O(*n* log *n*) for *n* things.
  static func read(
    _ source: FileBytes,
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    var reader = SKOSFile(file: source.file, reading: try JSONLDReading(source))
    collection.begin(source.file)
    try reader.read(&collection)
  }

  private init(file: String, reading: JSONLDReading) {
    self.file = file
    self.reading = reading
  }

  private func values(_ property: String, of name: String) -> [JSONLDReading.LinkedValue] {
    reading.things[name]?[property] ?? []
  }

  private func isA(_ name: String, _ type: String) -> Bool {
    values(JSONLDContext.type, of: name).contains { $0.text == Self.skos + type }
  }

  private mutating func read(_ collection: inout ImportCollection) throws(EvidenceError) {
    let concepts = reading.names.filter { isA($0, "Concept") }
    guard !concepts.isEmpty else {
      throw EvidenceError(
        "no-concepts",
        "the file holds no concept of SKOS",
        at: Place(file),
        hint: "an ontology of classes (OWL) is no taxonomy: list its terms in a CSV table"
      )
    }
    for name in reading.names where isA(name, "ConceptScheme") { declare(name, &collection) }
    for name in concepts {
      try collection.step()
      take(name, &collection)
    }
    for name in concepts {
      takeTree(name, &collection)
      takeMatches(name, &collection)
    }
    var left: [String: Int] = [:]
    for name in reading.names where !isA(name, "Concept") && !isA(name, "ConceptScheme") {
      let type = values(JSONLDContext.type, of: name).first?.text ?? "no type"
      left[type, default: 0] += 1
    }
    for (type, count) in left.sorted(by: { $0.key.precedesInUTF8($1.key) }) {
      collection.note(.dropped, "left-out", "\(count) × thing of \(type)", at: Place(file))
    }
  }

  // MARK: Schemes

  private func ownKey(_ iri: String) -> String? {
    iri.hasPrefix(KeyIRI.base) ? KeyIRI.key(of: iri) : nil
  }

  private static func lastPart(_ iri: String) -> String {
    iri.split { "/#:".contains($0) }.last.map(String.init) ?? iri
  }

  private mutating func declare(_ name: String, _ collection: inout ImportCollection) {
    let version = values("http://www.w3.org/2002/07/owl#versionInfo", of: name).first?.text
    var id = ownKey(name) ?? "\(Slug.make(Self.lastPart(name)))@\(Catalogue.version(version))"
    if ownKey(name) == nil {
      let base = id
      var number = 1
      while schemes.values.contains(id) {
        number += 1
        id = "\(base)-\(number)"
      }
    }
    schemes[name] = id
    let kind = values(KeyIRI.term("kind"), of: name).first?.text
    let kinds = kind.map { Self.lastPart($0) }
    collection.add(
      Scheme(
        id: id,
        title: values(Self.dcterms + "title", of: name).first?.text
          ?? values(Self.skos + "prefLabel", of: name).first?.text,
        kind: kinds.map { Kind($0) } ?? .taxonomyNode,
        licence: values(Self.dcterms + "license", of: name).first?.text,
        notice: values(Self.dcterms + "rights", of: name).first?.text,
        source: values(Self.dcterms + "source", of: name).first?.text
          ?? (KeyIRI.isIRI(name) ? name : nil)
      )
    )
  }

  // MARK: Concepts

  private mutating func take(_ name: String, _ collection: inout ImportCollection) {
    collection.countRows()
    let stated =
      values(Self.skos + "inScheme", of: name) + values(Self.skos + "topConceptOf", of: name)
    if let scheme = stated.first?.text, schemes[scheme] == nil { declare(scheme, &collection) }
    let scheme = stated.first.flatMap { schemes[$0.text] }
    let notation = values(Self.skos + "notation", of: name).first?.text
    let code = notation ?? Self.lastPart(name)
    let key = ownKey(name) ?? "\(scheme ?? Slug.make(BulkSource.baseName(file)) + "@1"):\(code)"
    keys[name] = Key(key)
    let labels = values(Self.skos + "prefLabel", of: name)
    let label =
      labels.first { $0.language == "en" } ?? labels.first { $0.language == nil } ?? labels.first
    var node = Node(
      Key(key),
      isA(name, ofKind: .riskDomain, scheme, collection) ? .riskDomain : .taxonomyNode,
      label: label?.text,
      sameAs: ownKey(name) == nil && !name.hasPrefix("_:") ? [name] : [],
      notation: ownKey(name) == nil ? code : notation,
      scheme: scheme
    )
    let others = labels.filter { $0 != label } + values(Self.skos + "altLabel", of: name)
    if !others.isEmpty { node.properties["altLabels"] = .strings(others.map(\.text)) }
    for word in ["definition", "scopeNote", "note", "example"] {
      let texts = values(Self.skos + word, of: name).filter { !$0.isThing }.map(\.text)
      if texts.count == 1 { node.properties[word] = .string(texts[0]) }
      if texts.count > 1 { node.properties[word] = .strings(texts) }
    }
    if values("http://www.w3.org/2002/07/owl#deprecated", of: name).contains(where: {
      $0.text == "true"
    }) {
      node.properties["deprecated"] = .boolean(true)
      collection.note(.kept, "deprecated-concept", "'\(key)' is deprecated", at: Place(file))
    }
    collection.add(node, at: Place(file))
  }

  private func isA(
    _ name: String,
    ofKind kind: Kind,
    _ scheme: String?,
    _ collection: borrowing ImportCollection
  ) -> Bool {
    let types = values(JSONLDContext.type, of: name).map(\.text)
    return types.contains(KeyIRI.term(kind.name))
      || collection.header.schemes.contains { $0.id == scheme && $0.kind == kind }
  }

  /// The key of a concept that another one names; one that the file does not describe is a node
  /// without a name.
  private mutating func key(
    _ name: String,
    _ collection: inout ImportCollection
  ) -> Key {
    if let known = keys[name] { return known }
    let key = Key(ownKey(name) ?? name)
    keys[name] = key
    collection.add(Node(key, .taxonomyNode), at: Place(file))
    collection.note(
      .kept,
      "undescribed-concept",
      "'\(name)' is not described here",
      at: Place(file)
    )
    return key
  }

  private mutating func state(
    _ from: Key,
    _ relation: Relation,
    _ to: Key,
    _ collection: inout ImportCollection
  ) {
    collection.add(
      Statement(from, relation, to, via: BulkSource.baseName(file)),
      at: Place(file)
    )
  }

  /// `broader`, and `narrower` the other way round, each pair once.
  private mutating func takeTree(_ name: String, _ collection: inout ImportCollection) {
    guard let own = keys[name] else { return }
    for parent in values(Self.skos + "broader", of: name) where parent.isThing {
      let key = key(parent.text, &collection)
      state(own, .broader, key, &collection)
    }
    for child in values(Self.skos + "narrower", of: name) where child.isThing {
      let isSaid = values(Self.skos + "broader", of: child.text).contains { $0.text == name }
      if isSaid { continue }
      let key = key(child.text, &collection)
      state(key, .broader, own, &collection)
    }
    for other in values(Self.skos + "related", of: name) where other.isThing {
      let key = key(other.text, &collection)
      state(own, "RELATED", key, &collection)
    }
  }

  private mutating func takeMatches(_ name: String, _ collection: inout ImportCollection) {
    guard let own = keys[name] else { return }
    let relations: [(String, Relation)] = [
      ("exactMatch", .exactMatch), ("closeMatch", .closeMatch), ("broadMatch", .broadMatch),
      ("narrowMatch", .narrowMatch), ("relatedMatch", .relatedMatch),
    ]
    for (word, relation) in relations {
      for other in values(Self.skos + word, of: name) where other.isThing {
        let key = key(other.text, &collection)
        state(own, relation, key, &collection)
      }
    }
  }
}
