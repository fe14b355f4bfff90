import EvidenceCore

/// Statements about statements: who says that two concepts are linked, how surely, and on what grounds.
///
/// They are told as `owl:Axiom`, as SSSOM's RDF does, or as `rdf:Statement`.
extension SKOSReader {
  private static let sorts = [
    ("owl:Axiom", "owl:annotatedSource", "owl:annotatedProperty", "owl:annotatedTarget"),
    ("rdf:Statement", "rdf:subject", "rdf:predicate", "rdf:object"),
  ]
  private static let sources = [
    "prov:hadPrimarySource", "dcterms:source", "sssom:mapping_source",
  ]
  private static let coders = [
    "prov:wasAttributedTo", "dcterms:creator", "sssom:author_label", "sssom:author_id",
    "sssom:creator_label", "sssom:creator_id",
  ]
  private static let reviewers = ["sssom:reviewer_label", "sssom:reviewer_id"]
  private static let comments = ["sssom:comment", "rdfs:comment", "skos:note"]

  /// What is read of a record beside its ends.
  private static let read = Set(
    sources + coders + reviewers + comments + [
      "sssom:mapping_justification", "sssom:predicate_modifier", "sssom:confidence",
    ]
  )

  /// Whether something is a statement about a statement.
  func isRecord(_ subject: RDFNode) -> Bool {
    Self.sorts.contains { store.isA(subject, RDFNames.iri($0.0)) }
  }

  /// Adds a statement for each record of a link between concepts.
  ///
  /// - Returns: what they link.
  mutating func addRecords(to collection: inout ImportCollection) -> Set<StatementPair> {
    var stated: Set<StatementPair> = []
    var others: [String: Int] = [:]
    var unread: [String: Int] = [:]
    for subject in store.subjects {
      guard let sort = Self.sorts.first(where: { store.isA(subject, RDFNames.iri($0.0)) }) else {
        continue
      }
      func end(_ name: String) -> RDFNode? { store.objects(subject, RDFNames.iri(name)).first }
      guard let from = end(sort.1), let predicate = end(sort.2)?.iri, let to = end(sort.3) else {
        collection.countRows()
        collection.dropRow(
          "incomplete-relationship",
          "\(subject.iri ?? "a record") of a statement does not say what it links, or how",
          at: place
        )
        continue
      }
      guard let relation = RDFPredicates.relation(of: predicate),
        relation.isMatch || relation == .broader, from.iri != nil, to.iri != nil
      else {
        others[RDFNames.prefixed(predicate) ?? predicate, default: 0] += 1
        continue
      }
      collection.countRows()
      let near = relation == .broader ? known(from, near: nil, &collection) : nil
      let ends = (
        near ?? known(from, near: nil, &collection), known(to, near: near, &collection)
      )
      stated.insert(StatementPair(ends.0, relation, ends.1))
      add(Statement(ends.0, relation, ends.1), of: subject, to: &collection)
      let ofEnds = [sort.1, sort.2, sort.3]
      for (predicate, _) in store.said(of: subject) where predicate != RDFStore.type {
        let name = RDFNames.prefixed(predicate) ?? predicate
        if !ofEnds.contains(name), !Self.read.contains(name) { unread[name, default: 0] += 1 }
      }
    }
    for (predicate, count) in others.sorted(by: { $0.key < $1.key }) {
      collection.note(
        .dropped,
        "left-out",
        "\(count) × a record of a statement '\(predicate)', which links no concepts",
        at: place
      )
    }
    for (name, count) in unread.sorted(by: { $0.key < $1.key }) {
      collection.note(
        .dropped,
        "left-out",
        "\(count) × '\(name)' of a record of a statement",
        at: place
      )
    }
    return stated
  }

  private func add(
    _ linked: Statement,
    of subject: RDFNode,
    to collection: inout ImportCollection
  ) {
    var statement = linked
    statement.via = BulkSource.baseName(file)
    func texts(_ names: [String]) -> [String] {
      names.lazy.map { store.objects(subject, RDFNames.iri($0)) }.first { !$0.isEmpty }?
        .compactMap {
          store.objects($0, RDFNames.iri("rdfs:label")).first?.text ?? $0.text ?? $0.iri
        }
        ?? []
    }
    statement.setCoders(texts(Self.coders))
    statement.setReviewers(texts(Self.reviewers))
    statement.rationale = texts(Self.comments).first
    if let source = texts(Self.sources).first {
      let identity = PaperIdentity(doi: source, url: source, title: source)
      statement.source = identity.hasIdentifier ? identity.key : Key(source)
    }
    if linked.relation.isMatch {
      let grounds = texts(["sssom:mapping_justification"]).first
      statement.justification = Justification(
        grounds?.replacing(RDFNames.iri("semapv:"), with: "").replacing("semapv:", with: "")
          ?? "UnspecifiedMatching"
      )
    }
    if let modifier = texts(["sssom:predicate_modifier"]).first {
      let isNot = modifier.hasSuffix("Not")
      statement.properties["predicateModifier"] = .string(isNot ? "Not" : modifier)
    }
    if let text = texts(["sssom:confidence"]).first,
      let word = statement.set("confidence", to: text)
    {
      collection.fail(word, at: place)
    }
    collection.add(statement, at: place)
  }
}
