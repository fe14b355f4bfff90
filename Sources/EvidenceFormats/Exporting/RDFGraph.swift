import EvidenceCore

/// A graph as triples: concepts in SKOS, papers in Dublin Core and BIBO, matches as SSSOM has them,
/// every other statement as an `rdf:Statement` with its provenance in PROV.
struct RDFGraph {
  /// What was made.
  private(set) var triples = RDFTriples()
  private let iris: NodeIRIs

  /// Makes the triples of a graph, in the order of the archive.
  init(_ graph: EvidenceGraph, _ losses: inout LossReport) {
    iris = NodeIRIs(graph)
    losses.loseHeader(graph.header, holding: [.title, .asOf, .schemes, .notices])
    take(graph.header, &losses)
    for node in graph.nodes {
      take(graph.value(of: node), scheme: graph.scheme(of: node), &losses)
    }
    for edge in graph.edges {
      take(graph.statement(edge), called: graph.id(of: edge), &losses)
    }
  }

  private typealias Term = RDFTriples.Term

  private func iri(_ name: String) -> String { RDFNames.iri(name) }

  // MARK: Header

  private mutating func take(_ header: GraphHeader, _ losses: inout LossReport) {
    let graph = Term.iri(KeyIRI.base + "graph")
    triples.add(graph, iri("rdf:type"), .iri(iri("prov:Entity")))
    triples.add(graph, iri("dcterms:title"), text: header.title)
    if let asOf = header.asOf {
      let isDay = PaperFields.isDate(asOf) && asOf.utf8.count == 10
      triples.add(
        graph,
        iri("dcterms:date"),
        .literal(asOf, datatype: isDay ? iri("xsd:date") : nil)
      )
    }
    for notice in header.notices where notice.via == nil {
      triples.add(graph, iri("dcterms:rights"), .text(notice.text))
      if notice.licence != nil { losses.lose("licences of notices", notice.text) }
    }
    for scheme in header.schemes.sorted(by: { $0.id.precedesInUTF8($1.id) }) {
      take(scheme, &losses)
    }
  }

  private mutating func take(_ scheme: Scheme, _ losses: inout LossReport) {
    let subject = Term.iri(KeyIRI.iri(of: scheme.id))
    triples.add(subject, iri("rdf:type"), .iri(iri("skos:ConceptScheme")))
    triples.add(subject, iri("dcterms:title"), text: scheme.title)
    if let at = scheme.id.lastIndex(of: "@") {
      triples.add(
        subject,
        iri("owl:versionInfo"),
        text: String(scheme.id[scheme.id.index(after: at)...])
      )
    }
    if let kind = scheme.kind {
      triples.add(subject, KeyIRI.term("kind"), .iri(KeyIRI.term(kind.name)))
    }
    triples.add(subject, iri("dcterms:license"), text: scheme.licence)
    triples.add(subject, iri("dcterms:rights"), text: scheme.notice)
    if let source = scheme.source {
      triples.add(
        subject,
        iri("dcterms:source"),
        KeyIRI.isIRI(source) ? .iri(source) : .text(source)
      )
    }
    take(scheme.properties, of: subject, leavingOut: [], &losses)
  }

  // MARK: Nodes

  private mutating func take(_ node: Node, scheme: String?, _ losses: inout LossReport) {
    let subject = Term.iri(iris.iri(node.key))
    triples.add(subject, iri("rdf:type"), .iri(KeyIRI.term(node.kind.name)))
    if KeyIRI.key(of: iris.iri(node.key)) != node.key.text {
      triples.add(subject, iri("dcterms:identifier"), .text(node.key.text))
    }
    for name in node.sameAs {
      triples.add(subject, KeyIRI.term("sameAs"), .text(name))
    }
    var taken: Set<String> = []
    switch node.kind {
    case .taxonomyNode, .riskDomain:
      triples.add(subject, iri("rdf:type"), .iri(iri("skos:Concept")))
      triples.add(subject, iri("skos:prefLabel"), text: node.label)
      triples.add(subject, iri("skos:notation"), text: node.notation)
      if let scheme {
        triples.add(subject, iri("skos:inScheme"), .iri(KeyIRI.iri(of: scheme)))
      }
      // Beside the scheme that the key says, the one that the record says.
      triples.add(subject, KeyIRI.term("scheme"), text: node.scheme)
      let names = ["altLabels": "altLabel", "definition": "definition", "note": "note"]
      for (name, term) in names.sorted(by: { $0.key < $1.key }) {
        guard let value = node.properties[name], value.isTexts, !value.heldTexts.isEmpty else {
          continue
        }
        noteShape(value, name, isListed: name == "altLabels", &losses)
        for text in value.heldTexts { triples.add(subject, iri("skos:\(term)"), .text(text)) }
        taken.insert(name)
      }
    case .paper:
      triples.add(subject, iri("rdf:type"), .iri(iri("bibo:Document")))
      triples.add(subject, iri("dcterms:title"), text: node.label)
      takePaper(node, subject, &taken, &losses)
      takePlaces(node, subject)
    default:
      triples.add(subject, iri("rdfs:label"), text: node.label)
      takePlaces(node, subject)
    }
    take(node.properties, of: subject, leavingOut: taken, &losses)
  }

  private mutating func takePlaces(_ node: Node, _ subject: Term) {
    triples.add(subject, KeyIRI.term("notation"), text: node.notation)
    triples.add(subject, KeyIRI.term("scheme"), text: node.scheme)
  }

  private mutating func takePaper(
    _ node: Node,
    _ subject: Term,
    _ taken: inout Set<String>,
    _ losses: inout LossReport
  ) {
    let doi = ([node.key.text] + node.sameAs).first { $0.hasPrefix("doi:") }
    triples.add(subject, iri("bibo:doi"), text: doi.map { String($0.dropFirst(4)) })
    if case .integer(let year)? = node.properties["year"], (1000...9999).contains(year) {
      triples.add(
        subject,
        iri("dcterms:issued"),
        .literal(String(year), datatype: iri("xsd:gYear"))
      )
      taken.insert("year")
    }
    if let authors = node.properties["authors"], authors.isTexts, !authors.heldTexts.isEmpty {
      // A list keeps the order of authors.
      if case .string = authors {
        losses.lose("texts that are a list when read", "'authors' of \(node.key)")
      }
      triples.add(subject, iri("bibo:authorList"), list: authors.heldTexts.map { .text($0) })
      taken.insert("authors")
    }
    if let abstract = node.properties["abstract"], case .string(let text) = abstract {
      triples.add(subject, iri("dcterms:abstract"), .text(text))
      taken.insert("abstract")
    }
  }

  private mutating func take(
    _ properties: [String: PropertyValue],
    of subject: Term,
    leavingOut taken: Set<String>,
    _ losses: inout LossReport
  ) {
    for (name, value) in properties.sorted(by: { $0.key.precedesInUTF8($1.key) })
    where !taken.contains(name) {
      let predicate = KeyIRI.term(name)
      switch value {
      case .string(let text): triples.add(subject, predicate, .text(text))
      case .integer(let number):
        triples.add(subject, predicate, .literal(String(number), datatype: iri("xsd:integer")))
      case .number(let number): triples.add(subject, predicate, double(number))
      case .boolean(let flag):
        triples.add(
          subject,
          predicate,
          .literal(flag ? "true" : "false", datatype: iri("xsd:boolean"))
        )
      case .strings(let texts):
        noteShape(value, name, isListed: false, &losses)
        for text in texts { triples.add(subject, predicate, .text(text)) }
      }
    }
  }

  /// What the form does not keep of whether a value is a text or a list.
  private func noteShape(
    _ value: PropertyValue,
    _ name: String,
    isListed: Bool,
    _ losses: inout LossReport
  ) {
    switch value {
    case .string where isListed: losses.lose("texts that are a list when read", "'\(name)'")
    case .strings(let texts) where texts.count == 1 && !isListed:
      losses.lose("lists of one text, which are a text when read", "'\(name)'")
    case .strings(let texts) where texts.count != 1:
      losses.lose("lists, whose order or emptiness is not kept", "'\(name)'")
    default: break
    }
  }

  private func double(_ number: Double) -> Term {
    let text =
      number.isNaN ? "NaN" : number.isInfinite ? (number < 0 ? "-INF" : "INF") : "\(number)"
    return .literal(text, datatype: iri("xsd:double"))
  }

  // MARK: Statements

  private mutating func take(
    _ statement: Statement,
    called id: String,
    _ losses: inout LossReport
  ) {
    let (from, to) = (Term.iri(iris.iri(statement.from)), Term.iri(iris.iri(statement.to)))
    let predicate = RDFPredicates.iri(of: statement.relation)
    // A triple by itself is an assertion: of what is denied or disputed there is none.
    if !statement.isNegated, statement.stance == nil || statement.stance == .supports {
      triples.add(from, predicate, to)
    }
    let subject = Term.iri(KeyIRI.base + "statement:" + KeyIRI.encoded(id))
    let isMatch = statement.relation.isMatch
    let names =
      isMatch
      ? ["owl:Axiom", "owl:annotatedSource", "owl:annotatedProperty", "owl:annotatedTarget"]
      : ["rdf:Statement", "rdf:subject", "rdf:predicate", "rdf:object"]
    triples.add(subject, iri("rdf:type"), .iri(iri(names[0])))
    triples.add(subject, iri(names[1]), from)
    triples.add(subject, iri(names[2]), .iri(predicate))
    triples.add(subject, iri(names[3]), to)
    if statement.id != nil { triples.add(subject, KeyIRI.term("id"), text: statement.id) }
    if let source = statement.source {
      triples.add(subject, iri("prov:hadPrimarySource"), .iri(iris.iri(source)))
    }
    takePeople(statement, subject, isMatch)
    if let confidence = statement.confidence {
      triples.add(subject, iri("sssom:confidence"), double(confidence))
    }
    if let justification = statement.justification {
      let isKnown = Justification.vocabulary.contains(justification.name)
      triples.add(
        subject,
        iri("sssom:mapping_justification"),
        isKnown ? .iri(iri("semapv:\(justification.name)")) : .text(justification.name)
      )
    }
    triples.add(
      subject,
      iri(isMatch ? "sssom:comment" : "rdfs:comment"),
      text: statement.rationale
    )
    let words = [
      ("via", statement.via), ("locator", statement.locator),
      ("stance", statement.stance?.rawValue), ("evidenceType", statement.evidenceType?.rawValue),
      ("method", statement.method?.rawValue),
    ]
    for (name, text) in words { triples.add(subject, KeyIRI.term(name), text: text) }
    take(statement.properties, of: subject, leavingOut: ["coders", "reviewers"], &losses)
  }

  private mutating func takePeople(_ statement: Statement, _ subject: Term, _ isMatch: Bool) {
    for (people, role, slot) in [
      (statement.coders, "coder", "sssom:author_label"),
      (statement.reviewers, "reviewer", "sssom:reviewer_label"),
    ] {
      for person in people {
        let agent = Term.iri(agent(person))
        triples.add(agent, iri("rdf:type"), .iri(iri("prov:Agent")))
        triples.add(agent, iri("rdfs:label"), .text(person))
        let property = role == "coder" ? iri("prov:wasAttributedTo") : KeyIRI.term(role)
        triples.add(subject, property, agent)
        if isMatch { triples.add(subject, iri(slot), .text(person)) }
      }
    }
  }

  private func agent(_ person: String) -> String {
    if person.hasPrefix("orcid:") {
      return "https://orcid.org/" + KeyIRI.encoded(String(person.dropFirst(6)))
    }
    return KeyIRI.base + "agent:" + KeyIRI.encoded(person)
  }
}
