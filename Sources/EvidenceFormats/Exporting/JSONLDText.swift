import EvidenceCore

/// Triples in JSON-LD: one flat list of things, under a context that stands in the file.
enum JSONLDText {
  /// The text of a graph.
  static func text(of graph: EvidenceGraph, _ losses: inout LossReport) -> String {
    let triples = RDFGraph(graph, &losses).triples
    let context = RDFNames.prefixes.map { JSONMember($0.prefix, .string($0.iri)) }
    let things = triples.subjects.map { JSONWriter.text(thing($0)) }
    return "{\"@context\":\(JSONWriter.text(.object(context))),\"@graph\":[\n"
      + things.joined(separator: ",\n") + "\n]}\n"
  }

  private static func thing(_ subject: RDFTriples.Subject) -> JSONValue {
    var members = [JSONMember("@id", .string(id(subject.term)))]
    for (predicate, objects) in subject.statements {
      if predicate == RDFNames.rdf("type") {
        members.append(JSONMember("@type", one(objects.map { .string(id($0)) })))
      } else {
        members.append(JSONMember(name(predicate), one(objects.map(value))))
      }
    }
    return .object(members)
  }

  private static func one(_ values: [JSONValue]) -> JSONValue {
    values.count == 1 ? values[0] : .array(values)
  }

  private static func value(_ term: RDFTriples.Term) -> JSONValue {
    switch term {
    case .iri, .blank: .object([JSONMember("@id", .string(id(term)))])
    case .literal(let text, nil): .string(text)
    case .literal(let text, let datatype?):
      .object([
        JSONMember("@value", .string(text)), JSONMember("@type", .string(name(datatype))),
      ])
    }
  }

  private static func id(_ term: RDFTriples.Term) -> String {
    switch term {
    case .iri(let iri): name(iri)
    case .blank(let number): "_:b\(number)"
    case .literal(let text, _): text
    }
  }

  private static func name(_ iri: String) -> String { RDFNames.prefixed(iri) ?? iri }
}
