import EvidenceCore

/// A table of mappings, taken in row by row.
struct MappingTable {
  private let file: String
  private let columns: [String: Int]
  private let metadata: MappingMetadata
  private let options: MappingSource.Options
  private let via: String

  init(
    _ file: String,
    _ columns: [String: Int],
    _ metadata: MappingMetadata,
    _ options: MappingSource.Options
  ) {
    self.file = file
    self.columns = columns
    self.metadata = metadata
    self.options = options
    via = options.via ?? metadata.values["mapping_set_id"] ?? BulkSource.baseName(file)
  }

  /// Puts the licence of the mapping set into the header.
  func declare(_ collection: inout ImportCollection) {
    guard options.via == nil, let licence = metadata.values["license"] else { return }
    let title = metadata.values["mapping_set_title"] ?? metadata.values["mapping_set_description"]
    collection.add(Notice(title ?? via, via: via, licence: licence))
  }

  mutating func take(_ record: DelimitedRecord, into collection: inout ImportCollection) {
    collection.countRows()
    let place = Place(file, line: record.line)
    let row = MappingRow(columns: columns, record: record, metadata: metadata)
    if record.count < columns.count {
      collection.note(.kept, "short-row", "a row shorter than the header", at: place)
    }
    let predicate = row["predicate_id"] ?? ""
    let isDenied = ["noMatch", "skos:noMatch", "sssom:noMatch"].contains(predicate)
    let subject = row.own("subject_id").flatMap { Self.isNoTerm($0) ? nil : $0 }
    let object = row.own("object_id").flatMap { Self.isNoTerm($0) ? nil : $0 }
    guard !predicate.isEmpty, subject != nil || object != nil else {
      collection.dropRow("incomplete-mapping", "a mapping without subject or predicate", at: place)
      return
    }
    let from = subject.map { node($0, row.own("subject_label"), place, &collection) }
    let to = object.map { node($0, row.own("object_label"), place, &collection) }
    switch (from, to) {
    case (.some(.some(let from)), .some(.some(let to))):
      let statement = statement(from, predicate, isDenied, to, row, place, &collection)
      collection.add(statement, at: place)
    case (.some(.some(let key)), .none):
      keepNoTerm(key, row["object_source"], place, &collection)
    case (.none, .some(.some(let key))):
      keepNoTerm(key, row["subject_source"], place, &collection)
    default:
      let missing = from == .some(nil) ? subject : object
      collection.dropRow(
        "unknown-node",
        "an id of '\(Key(missing ?? "").namespace)' that names no node of this graph",
        at: place
      )
    }
  }

  private static func isNoTerm(_ id: String) -> Bool { id == "sssom:NoTermFound" }

  /// Says at a node that another vocabulary has no term for it; this says nothing about risks
  /// and their mitigations.
  private func keepNoTerm(
    _ key: Key,
    _ vocabulary: String?,
    _ place: Place,
    _ collection: inout ImportCollection
  ) {
    guard var node = collection.node(key) else { return }
    node.label = nil
    node.properties = ["noTermFound": .strings([vocabulary ?? BulkSource.baseName(file)])]
    collection.add(node, at: place)
    collection.note(
      .kept,
      "no-term-found",
      "'\(key)' has no term in the other vocabulary; kept at the node",
      at: place
    )
  }

  /// The key of an id's node; `nil` where it names none.
  private func node(
    _ id: String,
    _ label: String?,
    _ place: Place,
    _ collection: inout ImportCollection
  ) -> Key? {
    let prefix = String(id.prefix { $0 != ":" })
    if prefix != id, !metadata.prefixes.contains(prefix),
      !MappingMetadata.builtInPrefixes.contains(prefix)
    {
      collection.note(
        .repaired,
        "undeclared-prefix",
        "the prefix '\(prefix)' is declared nowhere in the file; taken as a name",
        at: place
      )
    }
    guard let namePrefix = options.namePrefix else {
      let key = Key(id)
      collection.add(Node(key, .taxonomyNode, label: label), at: place)
      return key
    }
    return collection.key(named: namePrefix + Key(id).local)
  }

  private func statement(
    _ from: Key,
    _ predicate: String,
    _ isDenied: Bool,
    _ to: Key,
    _ row: MappingRow,
    _ place: Place,
    _ collection: inout ImportCollection
  ) -> Statement {
    let relation =
      isDenied
      ? Relation.exactMatch
      : Self.relations[predicate] ?? Relation(Naming.screamingSnake(Key(predicate).local))
    var statement = Statement(from, relation, to, source: options.source, via: via)
    if isDenied || row.own("predicate_modifier")?.lowercased() == "not" {
      statement.properties["predicateModifier"] = .string("Not")
    }
    if isDenied { statement.properties["predicate"] = .string(predicate) }
    if let text = row["mapping_justification"] {
      let justification = Justification(text)
      statement.justification = justification
      if !Self.justifications.contains(justification.name) {
        collection.note(
          .kept,
          "unknown-justification",
          "'\(text)' is no term of SEMAPV; kept as it is",
          at: place
        )
      }
      if justification.name.hasPrefix("LLM") { statement.method = .model }
    }
    statement.coder = row["author_id"] ?? row["author_label"]
    statement.reviewer = row["reviewer_id"] ?? row["reviewer_label"]
    if !options.leaveOut.contains("comment") { statement.rationale = row.own("comment") }
    if let text = row.own("confidence") {
      if let word = statement.set("confidence", to: text) { collection.fail(word, at: place) }
    }
    if let text = row.own("similarity_score") {
      let score = Double(text)
      statement.properties["similarityScore"] = score.map { .number($0) } ?? .string(text)
      if score.map({ !(0...1).contains($0) }) ?? true {
        collection.note(
          .kept,
          "similarity-out-of-range",
          "a similarity score outside 0…1; kept as a property, never as a confidence",
          at: place
        )
      }
    }
    for name in columns.keys.sorted()
    where !Self.knownColumns.contains(name) && !options.leaveOut.contains(name) {
      if let text = row.own(name) { statement.properties[Naming.camelCase(name)] = .string(text) }
    }
    return statement
  }

  private static let relations: [String: Relation] = [
    "skos:exactMatch": .exactMatch, "skos:closeMatch": .closeMatch,
    "skos:broadMatch": .broadMatch, "skos:narrowMatch": .narrowMatch,
    "skos:relatedMatch": .relatedMatch,
  ]

  private static let knownColumns: Set<String> = [
    "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id",
    "object_label", "mapping_justification", "author_id", "author_label", "reviewer_id",
    "reviewer_label", "confidence", "similarity_score", "comment",
  ]

  /// The terms of the semantic mapping vocabulary.
  private static let justifications: Set<String> = [
    "LexicalMatching", "LogicalReasoning", "CompositeMatching", "UnspecifiedMatching",
    "SemanticSimilarityThresholdMatching", "LexicalSimilarityThresholdMatching",
    "MappingChaining", "MappingReview", "ManualMappingCuration", "MappingInversion",
    "BackgroundKnowledgeBasedMatching", "StructuralMatching", "InstanceBasedMatching",
    "CrossSpeciesExactMatching",
  ]
}
