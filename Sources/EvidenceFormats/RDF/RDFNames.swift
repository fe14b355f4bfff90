/// The vocabularies that graphs are told in.
enum RDFNames {
  /// The prefixes that files declare, in the order of their names.
  static let prefixes: [(prefix: String, iri: String)] = [
    ("bibo", "http://purl.org/ontology/bibo/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("ev", KeyIRI.vocabulary),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("semapv", "https://w3id.org/semapv/vocab/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("sssom", "https://w3id.org/sssom/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
  ]

  private static let homes = Dictionary(uniqueKeysWithValues: prefixes)

  /// The IRI of a prefixed name such as `skos:broader`; of `skos:`, what all its names begin with.
  static func iri(_ name: String) -> String {
    guard let colon = name.firstIndex(of: ":") else { return name }
    return (homes[String(name[..<colon])] ?? "") + name[name.index(after: colon)...]
  }

  /// A term of RDF itself.
  static func rdf(_ name: String) -> String { iri("rdf:\(name)") }

  /// The prefixed name of an IRI, where a file can hold it so.
  static func prefixed(_ iri: String) -> String? {
    for (prefix, home) in prefixes where iri.hasPrefix(home) {
      let local = iri.dropFirst(home.count)
      let isPlain = local.utf8.allSatisfy {
        $0 == 0x5F || $0 == 0x2D || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF)
      }
      guard isPlain, let first = local.utf8.first, first != 0x2D else { return nil }
      return "\(prefix):\(local)"
    }
    return nil
  }
}
