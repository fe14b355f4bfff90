import EvidenceCore

/// A graph that this toolkit told in RDF, read back: nodes of every kind, and statements with who
/// makes them, where they were read and what they rest on.
///
/// A resource whose class is one of the graph's own words is a node; an `owl:Axiom` or
/// `rdf:Statement` is a statement. A plain triple between two nodes that no such record stands
/// beside is a statement too, so that a file may be added to by hand.
struct OwnTriples {
  private let store: RDFStore
  private let file: String
  private var keys: [RDFNode: Key] = [:]

  /// Whether a file was written by this toolkit.
  static func isOwn(_ store: RDFStore) -> Bool {
    store.subjects.contains { subject in
      store.objects(subject, RDFStore.type).contains { $0.iri.flatMap(KeyIRI.word) != nil }
    }
  }

  init(_ store: RDFStore, file: String) {
    self.store = store
    self.file = file
  }

  private var place: Place { Place(file) }

  private func objects(_ node: RDFNode, _ name: String) -> [RDFNode] {
    store.objects(node, RDFNames.iri(name))
  }

  private func text(_ node: RDFNode, _ name: String) -> String? {
    objects(node, name).lazy.compactMap(\.text).first
  }

  private func word(_ node: RDFNode, _ name: String) -> String? {
    store.objects(node, KeyIRI.term(name)).lazy.compactMap(\.text).first
  }

  /// Adds everything.
  func add(to collection: inout ImportCollection) {
    var triples = self
    collection.adopt(triples.header())
    for subject in triples.store.subjects { triples.addNode(subject, &collection) }
    var stated: Set<StatementPair> = []
    for subject in triples.store.subjects {
      triples.addStatement(subject, &stated, &collection)
    }
    triples.addPlain(beside: stated, &collection)
    triples.sayWhatElse(&collection)
  }

  // MARK: Header

  private func header() -> GraphHeader {
    let graph = RDFNode.iri(KeyIRI.base + "graph")
    var header = GraphHeader(title: text(graph, "dcterms:title"), asOf: text(graph, "dcterms:date"))
    header.notices = objects(graph, "dcterms:rights").compactMap(\.text).map { Notice($0) }
    for subject in store.subjects where store.isA(subject, RDFNames.iri("skos:ConceptScheme")) {
      guard let iri = subject.iri, case let id = KeyIRI.key(of: iri) ?? iri, !id.isEmpty else {
        continue
      }
      let kind = store.objects(subject, KeyIRI.term("kind")).first?.iri.flatMap(KeyIRI.word)
      let source = objects(subject, "dcterms:source").first
      header.schemes.append(
        Scheme(
          id: id,
          title: text(subject, "dcterms:title"),
          kind: kind.map { Kind($0) },
          licence: text(subject, "dcterms:license"),
          notice: text(subject, "dcterms:rights"),
          source: source.flatMap { $0.text ?? $0.iri },
          properties: properties(of: subject, leavingOut: ["kind"])
        )
      )
    }
    return header
  }

  // MARK: Nodes

  /// The kind of a resource that is a node.
  private func kind(of subject: RDFNode) -> Kind? {
    let types = store.objects(subject, RDFStore.type)
    if let word = types.lazy.compactMap({ $0.iri.flatMap(KeyIRI.word) }).first { return Kind(word) }
    guard types.contains(.iri(RDFNames.iri("skos:Concept"))) else { return nil }
    let scheme = objects(subject, "skos:inScheme").first
    let kind = scheme.flatMap { store.objects($0, KeyIRI.term("kind")).first?.iri }
    return kind.flatMap(KeyIRI.word).map { Kind($0) } ?? .taxonomyNode
  }

  private func key(of subject: RDFNode) -> Key? {
    guard let iri = subject.iri else { return nil }
    let key = text(subject, "dcterms:identifier") ?? KeyIRI.key(of: iri) ?? iri
    return key.isEmpty ? nil : Key(key)
  }

  private mutating func addNode(_ subject: RDFNode, _ collection: inout ImportCollection) {
    guard let kind = kind(of: subject), let key = key(of: subject) else { return }
    collection.countRows()
    keys[subject] = key
    var node = Node(
      key,
      kind,
      label: text(subject, "skos:prefLabel") ?? text(subject, "dcterms:title")
        ?? text(subject, "rdfs:label")
    )
    node.sameAs = store.objects(subject, KeyIRI.term("sameAs")).compactMap(\.text)
    node.notation = text(subject, "skos:notation") ?? word(subject, "notation")
    // A concept that was added by hand says its scheme as SKOS does.
    let scheme = objects(subject, "skos:inScheme").first?.iri.flatMap(KeyIRI.key)
    node.scheme = word(subject, "scheme") ?? (scheme == key.namespace ? nil : scheme)
    node.properties = properties(of: subject, leavingOut: ["sameAs", "notation", "scheme"])
    let alternatives = objects(subject, "skos:altLabel").compactMap(\.text)
    if !alternatives.isEmpty { node.properties["altLabels"] = .strings(alternatives) }
    for name in ["definition", "note"] {
      let texts = objects(subject, "skos:\(name)").compactMap(\.text)
      if !texts.isEmpty {
        node.properties[name] = texts.count == 1 ? .string(texts[0]) : .strings(texts)
      }
    }
    if let year = text(subject, "dcterms:issued").flatMap({ Int64($0) }) {
      node.properties["year"] = .integer(year)
    }
    let authors = store.list(subject, RDFNames.iri("bibo:authorList")).compactMap(\.text)
    if !authors.isEmpty { node.properties["authors"] = .strings(authors) }
    if let abstract = text(subject, "dcterms:abstract") {
      node.properties["abstract"] = .string(abstract)
    }
    collection.add(node, at: place)
  }

  /// What is said in the graph's own words, with the types of the values.
  private func properties(
    of subject: RDFNode,
    leavingOut names: Set<String>
  ) -> [String: PropertyValue] {
    var result: [String: PropertyValue] = [:]
    for (predicate, objects) in store.said(of: subject) {
      guard let name = KeyIRI.word(of: predicate), !names.contains(name) else { continue }
      let texts = objects.compactMap(\.text)
      guard let first = objects.first(where: { $0.text != nil }) else { continue }
      result[name] = texts.count > 1 ? .strings(texts) : Self.value(first)
    }
    return result
  }

  private static func value(_ literal: RDFNode) -> PropertyValue {
    let text = literal.text ?? ""
    switch literal.datatype {
    case RDFNames.iri("xsd:integer"): return Int64(text).map { .integer($0) } ?? .string(text)
    case RDFNames.iri("xsd:double"), RDFNames.iri("xsd:decimal"):
      return DecimalNumber.number(text).map { .number($0) } ?? .string(text)
    case RDFNames.iri("xsd:boolean"): return .boolean(text == "true" || text == "1")
    default: return .string(text)
    }
  }

  // MARK: Statements

  private static let sorts = [
    ("owl:Axiom", "owl:annotatedSource", "owl:annotatedProperty", "owl:annotatedTarget"),
    ("rdf:Statement", "rdf:subject", "rdf:predicate", "rdf:object"),
  ]

  private func end(_ node: RDFNode) -> Key? { keys[node] ?? key(of: node) }

  private static func relation(of iri: String) -> Relation? {
    RDFPredicates.relation(of: iri) ?? KeyIRI.word(of: iri).map { Relation($0) }
  }

  private func addStatement(
    _ subject: RDFNode,
    _ stated: inout Set<StatementPair>,
    _ collection: inout ImportCollection
  ) {
    guard let sort = Self.sorts.first(where: { store.isA(subject, RDFNames.iri($0.0)) }) else {
      return
    }
    collection.countRows()
    guard let from = objects(subject, sort.1).first.flatMap(end),
      let relation = objects(subject, sort.2).first?.iri.flatMap(Self.relation),
      let to = objects(subject, sort.3).first.flatMap(end)
    else {
      return collection.dropRow(
        "incomplete-relationship",
        "\(subject.iri ?? "a statement") does not say which nodes it joins, or how",
        at: place
      )
    }
    stated.insert(StatementPair(from, relation, to))
    var statement = Statement(from, relation, to, id: word(subject, "id"))
    statement.source = objects(subject, "prov:hadPrimarySource").first.flatMap(end)
    func people(_ agents: [RDFNode]) -> [String] {
      agents.compactMap { text($0, "rdfs:label") ?? $0.iri ?? $0.text }
    }
    statement.properties = properties(
      of: subject,
      leavingOut: ["id", "via", "locator", "stance", "evidenceType", "method", "reviewer"]
    )
    statement.setCoders(people(objects(subject, "prov:wasAttributedTo")))
    statement.setReviewers(people(store.objects(subject, KeyIRI.term("reviewer"))))
    statement.rationale =
      text(subject, relation.isMatch ? "sssom:comment" : "rdfs:comment")
    if let justification = objects(subject, "sssom:mapping_justification").first {
      let home = RDFNames.iri("semapv:")
      statement.justification = Justification(
        justification.text ?? justification.iri.map { $0.replacing(home, with: "") } ?? ""
      )
    }
    var fields = ["via", "locator", "stance", "evidenceType", "method"].map {
      ($0, word(subject, $0))
    }
    fields.append(("confidence", text(subject, "sssom:confidence")))
    for (name, value) in fields {
      if let value, let word = statement.set(name, to: value) { collection.fail(word, at: place) }
    }
    collection.add(statement, at: place)
  }

  /// Adds plain triples between nodes that no record of a statement stands beside.
  private func addPlain(
    beside stated: Set<StatementPair>,
    _ collection: inout ImportCollection
  ) {
    for subject in store.subjects {
      guard let from = keys[subject] else { continue }
      for (predicate, objects) in store.said(of: subject) {
        guard let relation = Self.relation(of: predicate) else { continue }
        for object in objects {
          guard let to = keys[object], !stated.contains(StatementPair(from, relation, to)) else {
            continue
          }
          collection.countRows()
          collection.add(
            Statement(from, relation, to, via: BulkSource.baseName(file)),
            at: place
          )
        }
      }
    }
  }

  /// Counts what is not taken.
  private func sayWhatElse(_ collection: inout ImportCollection) {
    var counts: [String: Int] = [:]
    let known = ["skos:ConceptScheme", "prov:Agent", "prov:Entity", "owl:Axiom", "rdf:Statement"]
    for subject in store.subjects where keys[subject] == nil {
      guard case .iri = subject, !known.contains(where: { store.isA(subject, RDFNames.iri($0)) })
      else { continue }
      let type = store.objects(subject, RDFStore.type).compactMap(\.iri).first
      counts[type.map { RDFNames.prefixed($0) ?? $0 } ?? "no class", default: 0] += 1
    }
    for (type, count) in counts.sorted(by: { $0.key < $1.key }) {
      collection.note(
        .dropped,
        "left-out",
        "\(count) × a resource of \(type), which is no node",
        at: place
      )
    }
  }
}
