import EvidenceCore

/// The predicates that relations are written as.
enum RDFPredicates {
  private static let known: [Relation: String] = [
    .broader: "skos:broader", .exactMatch: "skos:exactMatch", .closeMatch: "skos:closeMatch",
    .broadMatch: "skos:broadMatch", .narrowMatch: "skos:narrowMatch",
    .relatedMatch: "skos:relatedMatch", .isVersionOf: "dcterms:isVersionOf",
    .cites: "dcterms:references", .partOf: "dcterms:isPartOf", .classifiedAs: "dcterms:subject",
  ]

  /// The IRI of a relation: of a vocabulary in general use where one means the same.
  static func iri(of relation: Relation) -> String {
    known[relation].map(RDFNames.iri) ?? KeyIRI.term(relation.name)
  }

  /// The prefixed name of a relation, as `skos:exactMatch`; `nil` for a relation of the graph's
  /// own.
  static func name(of relation: Relation) -> String? { known[relation] }

  /// The relation of an IRI; `nil` for any other.
  static func relation(of iri: String) -> Relation? {
    known.first { RDFNames.iri($0.value) == iri }?.key
  }
}
