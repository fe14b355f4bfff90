/// The kinds and relations that an archive may use without suspicion: the built-in ones and those
/// that its header declares. One that is nearly one of them was meant to be it.
struct DeclaredNames {
  private var kinds: Vocabulary
  private var relations: Vocabulary
  private var justifications = Vocabulary("justification", Justification.vocabulary)

  init(_ header: GraphHeader) {
    let schema = EvidenceSchema(header)
    kinds = Vocabulary("kind", schema.kinds.map(\.name))
    relations = Vocabulary("relation", schema.relations.map(\.relation.name))
  }

  /// The kind itself, or the one that it is nearly, with a finding.
  mutating func checked(_ kind: Kind, _ reader: inout RecordReader) -> Kind {
    kinds.meant(by: kind.name, &reader).map { Kind($0) } ?? kind
  }

  /// The relation itself, or the one that it is nearly, with a finding.
  mutating func checked(_ relation: Relation, _ reader: inout RecordReader) -> Relation {
    relations.meant(by: relation.name, &reader).map { Relation($0) } ?? relation
  }

  /// Finds fault with a justification that is nearly one of the vocabulary.
  mutating func check(_ justification: Justification?, _ reader: inout RecordReader) {
    if let justification { _ = justifications.meant(by: justification.name, &reader) }
  }

  /// Checks the kinds and relations that a header names beside its declarations.
  mutating func check(_ header: GraphHeader, _ reader: inout RecordReader) {
    for scheme in header.schemes { _ = scheme.kind.map { checked($0, &reader) } }
    for relation in header.relations {
      for kind in relation.from + relation.to { _ = checked(kind, &reader) }
    }
    for judgment in header.judgments { _ = judgment.of.map { checked($0, &reader) } }
    for search in header.searches { _ = search.relation.map { checked($0, &reader) } }
  }
}

/// The known names of one sort, and the others that were found to be names of their own.
private struct Vocabulary {
  private let sort: String
  private let names: NearMiss.Names
  private var passed: Set<String> = []

  init(_ sort: String, _ names: [String]) {
    self.sort = sort
    self.names = NearMiss.Names(names)
  }

  /// The known name that was meant by another, with a finding; `nil` where none was.
  mutating func meant(by name: String, _ reader: inout RecordReader) -> String? {
    if name.isEmpty || passed.contains(name) { return nil }
    guard let meant = names.nearest(to: name) else {
      passed.insert(name)
      return nil
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
