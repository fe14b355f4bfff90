/// The kinds and relations that an archive may use without suspicion: the built-in ones and those
/// that its header declares. One that is nearly one of them was meant to be it.
struct DeclaredNames {
  private let kinds: NearMiss.Names
  private let relations: NearMiss.Names
  private let justifications = NearMiss.Names(Justification.vocabulary)
  private var known: Set<String> = []

  init(_ header: GraphHeader) {
    let schema = EvidenceSchema(header)
    kinds = NearMiss.Names(schema.kinds.map(\.name))
    relations = NearMiss.Names(schema.relations.map(\.relation.name))
  }

  /// The kind itself, or the one that it is nearly, with a finding.
  mutating func checked(_ kind: Kind, _ reader: inout RecordReader) -> Kind {
    Kind(checked(kind.name, "kind", kinds, &reader))
  }

  /// The relation itself, or the one that it is nearly, with a finding.
  mutating func checked(_ relation: Relation, _ reader: inout RecordReader) -> Relation {
    Relation(checked(relation.name, "relation", relations, &reader))
  }

  /// Finds fault with a justification that is nearly one of the vocabulary.
  mutating func check(_ justification: Justification?, _ reader: inout RecordReader) {
    guard let justification else { return }
    _ = checked(justification.name, "justification", justifications, &reader)
  }

  /// Checks the kinds and relations that a header names beside its declarations.
  mutating func check(_ header: GraphHeader, _ reader: inout RecordReader) {
    for scheme in header.schemes { _ = scheme.kind.map { checked($0, &reader) } }
    for relation in header.relations {
      for kind in relation.from + relation.to { _ = checked(kind, &reader) }
    }
    for search in header.searches { _ = search.relation.map { checked($0, &reader) } }
  }

  private mutating func checked(
    _ name: String,
    _ sort: String,
    _ names: NearMiss.Names,
    _ reader: inout RecordReader
  ) -> String {
    let entry = "\(sort) \(name)"
    if name.isEmpty || known.contains(entry) { return name }
    guard let meant = names.nearest(to: name) else {
      known.insert(entry)
      return name
    }
    reader.report(
      Diagnostic.Code("unknown-\(sort)"),
      "unknown \(sort) '\(name)'",
      hint: sort == "justification"
        ? "did you mean '\(meant)'?"
        : "did you mean '\(meant)'? if it is a \(sort) of its own, declare it in the header"
    )
    return meant
  }
}
