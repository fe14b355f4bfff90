import EvidenceCore

/// The prefixes of one mapping set, by which CURIEs and IRIs of the same thing are one.
struct MappingPrefixes {
  /// The IRI that each prefix stands for.
  private(set) var expansions: [String: String] = known
  /// The prefix of each IRI that ids are contracted to.
  private var prefixes: [String: String] = [:]
  /// The lengths of those IRIs in bytes, longest first.
  private var lengths: [Int] = []

  /// Prefixes of the standard itself, which mean the same in every set.
  static let standard: [String: String] = [
    "linkml": "https://w3id.org/linkml/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sssom": "https://w3id.org/sssom/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
  ]

  /// The standard's prefixes, and those in general use that a set may leave out.
  private static let known = standard.merging(
    [
      "dcterms": "http://purl.org/dc/terms/",
      "oboInOwl": "http://www.geneontology.org/formats/oboInOwl#",
      "orcid": "https://orcid.org/",
      "pav": "http://purl.org/pav/",
      "prov": "http://www.w3.org/ns/prov#",
    ]
  ) { first, _ in first }

  /// Takes the prefixes that a set declares, in their order; the first of two that stand for one
  /// IRI is the one that keys are made with.
  init(_ declared: [(prefix: String, iri: String)]) {
    for (prefix, iri) in declared where Self.standard[prefix] == nil { expansions[prefix] = iri }
    let others = declared.map(\.prefix).filter { Self.standard[$0] == nil }
    for prefix in Self.standard.keys.sorted() + others + Self.known.keys.sorted() {
      if let iri = expansions[prefix], prefixes[iri] == nil { prefixes[iri] = prefix }
    }
    lengths = Set(prefixes.keys.map(\.utf8.count)).sorted(by: >)
  }

  /// The IRI of a CURIE, or an IRI itself; `nil` where its prefix is declared nowhere.
  func iri(_ id: String) -> String? {
    if id.hasPrefix("<"), id.hasSuffix(">") { return iri(String(id.dropFirst().dropLast())) }
    guard let colon = id.utf8.firstIndex(of: 0x3A) else { return nil }
    let local = id[id.index(after: colon)...]
    if local.hasPrefix("//") { return id }
    if let expansion = expansions[String(id[..<colon])] { return expansion + local }
    return id.hasPrefix("urn:") ? id : nil
  }

  /// The prefix and the local part of an IRI, by the longest prefix that fits.
  func curie(_ iri: String) -> (prefix: String, local: String)? {
    let count = iri.utf8.count
    for length in lengths where length < count {
      let end = iri.utf8.index(iri.startIndex, offsetBy: length)
      guard let head = String(iri.utf8[..<end]), let prefix = prefixes[head],
        let local = String(iri.utf8[end...])
      else { continue }
      return (prefix, local)
    }
    return nil
  }

  /// An id as the one CURIE of its IRI, where it has one; else as it is.
  func canonical(_ id: String) -> String {
    guard let iri = iri(id) else { return id }
    return curie(iri).map { "\($0.prefix):\($0.local)" } ?? iri
  }

  /// The part of an id before its colon.
  static func prefix(of id: String) -> String? {
    id.utf8.firstIndex(of: 0x3A).map { String(id[..<$0]) }
  }
}
