import EvidenceCore

/// A table of mappings, taken in row by row.
struct MappingTable {
  private let file: String
  private let columns: MappingColumns
  private let metadata: MappingMetadata
  private let options: MappingSource.Options
  private let via: String
  private let predicates: MappingPredicates
  private var ids: MappingIDs
  private var shared: [String: [String]] = [:]
  private var set: MappingSet

  init(
    _ file: String,
    _ columns: MappingColumns,
    _ metadata: MappingMetadata,
    _ options: MappingSource.Options
  ) {
    self.file = file
    self.columns = columns
    self.metadata = metadata
    self.options = options
    via = options.via ?? metadata.text("mapping_set_id") ?? BulkSource.baseName(file)
    let prefixes = MappingPrefixes(metadata.prefixes.map { ($0.name, $0.iri) })
    predicates = MappingPredicates(prefixes: prefixes)
    ids = MappingIDs(prefixes, namePrefix: options.namePrefix)
    set = MappingSet(metadata, prefixes, via: via)
  }

  /// Puts what the set says of itself into the collection.
  mutating func begin(_ scan: MappingScan, _ collection: inout ImportCollection) {
    for note in metadata.notes {
      collection.note(note.outcome, note.code, note.message, at: note.place)
    }
    for slot in scan.shared { shared[slot] = metadata.slots[slot]?.values }
    for slot in scan.lost.sorted() {
      collection.note(
        .dropped,
        "slot-not-propagated",
        "'\(slot)' of the metadata reaches no row, since some rows have their own",
        at: metadata.slots[slot]?.place ?? Place(file)
      )
    }
    collection.fail(metadata.findings)
    set.declare(options, at: Place(file, line: 1), &collection)
  }

  /// Takes one row in.
  mutating func take(_ record: DelimitedRecord, into collection: inout ImportCollection) {
    let place = Place(file, line: record.line)
    let texts = record.texts
    if texts.allSatisfy({ $0.trimmedText.isEmpty }) { return }
    if texts[0].trimmedText.hasPrefix("#") {
      collection.note(.dropped, "comment", "a comment among the rows", at: place)
      return
    }
    collection.countRows()
    guard hasItsShape(record, texts, place, &collection) else { return }
    let row = MappingRow(columns: columns, record: record, shared: shared, maps: options.maps)
    for slot in ["subject", "object"] where Self.isLiteral(row["\(slot)_type"]) {
      let words = row["\(slot)_label"].map { " '\($0)'" } ?? ""
      collection.dropRow(
        "literal-mapping",
        "the \(slot)\(words) is a literal (rdfs literal), which cannot be a node",
        at: place
      )
      return
    }
    guard let text = row["predicate_id"] else {
      collection.dropRow("incomplete-mapping", "a mapping without a predicate", at: place)
      return
    }
    let meaning = predicates.meaning(of: text)
    let isDenial = if case .denial = meaning { true } else { false }
    let (subject, object) = (row["subject_id"], row["object_id"])
    let noSubject = subject.map { ids.isNoTerm($0) } ?? false
    let noObject = object.map { ids.isNoTerm($0) } ?? (isDenial && subject != nil)
    guard subject != nil, object != nil || noObject, !(noSubject && noObject) else {
      let missing = [subject == nil ? "subject" : nil, object == nil ? "object" : nil]
        .compactMap(\.self).joined(separator: " and ")
      collection.dropRow(
        "incomplete-mapping",
        missing.isEmpty ? "a mapping between no terms" : "a mapping without \(missing)",
        at: place
      )
      return
    }
    var ends: [Key?] = []
    for (id, slot, isNone) in [(subject, "subject", noSubject), (object, "object", noObject)] {
      guard let id, !isNone else {
        ends.append(nil)
        continue
      }
      let key = ids.key(
        of: id,
        label: row["\(slot)_label"],
        vocabulary: (row["\(slot)_source"], row["\(slot)_source_version"]),
        at: place,
        &collection
      )
      guard let key else {
        collection.dropRow(
          "unknown-node",
          "an id of '\(Key(id).namespace)' that names no node of this graph",
          at: place
        )
        return
      }
      ends.append(key)
    }
    guard let from = ends[0], let to = ends[1] else {
      if let key = ends[0] { keepNoTerm(key, row["object_source"], place, &collection) }
      if let key = ends[1] { keepNoTerm(key, row["subject_source"], place, &collection) }
      return
    }
    if let statement = statement(from, meaning, text, to, row, place, &collection) {
      collection.add(statement, at: place)
    }
  }

  /// Whether a row has no more cells than the header, and none under a column without a name.
  private func hasItsShape(
    _ record: DelimitedRecord,
    _ texts: [String],
    _ place: Place,
    _ collection: inout ImportCollection
  ) -> Bool {
    if record.count < columns.count {
      collection.note(.kept, "short-row", "a row shorter than the header", at: place)
    }
    if let extra = texts.dropFirst(columns.count).first(where: { !$0.trimmedText.isEmpty }) {
      collection.dropRow(
        "long-row",
        "a row longer than the header: '\(extra.prefix(40))' stands under no column",
        at: place
      )
      return false
    }
    for index in columns.unnamed where !record[index].trimmedText.isEmpty {
      collection.note(
        .dropped,
        "unnamed-column",
        "'\(record[index].prefix(40))' stands under a column without a name",
        at: place
      )
    }
    return true
  }

  private static func isLiteral(_ type: String?) -> Bool {
    guard let type = type?.lowercased() else { return false }
    return ["rdfs literal", "rdfs:literal", "http://www.w3.org/2000/01/rdf-schema#literal"]
      .contains(type)
  }

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

  // MARK: Statements

  /// The statement of a row; `nil` where one of its words cannot be read.
  private mutating func statement(
    _ from: Key,
    _ meaning: MappingPredicates.Meaning,
    _ predicate: String,
    _ to: Key,
    _ row: MappingRow,
    _ place: Place,
    _ collection: inout ImportCollection
  ) -> Statement? {
    let known = collection.errors.count
    var statement = Statement(from, .exactMatch, to, source: set.source ?? options.source, via: via)
    statement.id = row["record_id"]
    switch meaning {
    case .relation(let relation, let predicate):
      statement.relation = relation
      if let predicate {
        statement.properties["predicate"] = .string(predicate)
        collection.note(.kept, "other-predicate", "'\(predicate)' is a \(relation)", at: place)
      }
    case .denial:
      statement.properties["predicateModifier"] = .string("Not")
      statement.properties["predicate"] = .string(predicate)
    case .other(let relation, let iri):
      statement.relation = ids.declare(relation, iri, predicate, at: place, &collection)
    case .unreadable(let message, let hint):
      collection.fail("unknown-predicate", message, at: place, hint: hint)
    }
    for word in takeWords(row, &statement) { collection.fail(word, at: place) }
    takeJustification(row, &statement, place, &collection)
    takeScore(row, &statement, place, &collection)
    statement.setCoders(people("author", row, &statement))
    statement.setReviewers(people("reviewer", row, &statement))
    if !options.leaveOut.contains("comment") { statement.rationale = row["comment"] }
    for word in takeOwn(row, &statement) { collection.fail(word, at: place) }
    takeOthers(row, &statement)
    if statement.id == statement.derivedID { statement.id = nil }
    return collection.errors.count == known ? statement : nil
  }

  /// Reads the words that have a meaning of their own.
  ///
  /// - Returns: those that cannot be read.
  private func takeWords(_ row: MappingRow, _ statement: inout Statement) -> [UnreadableWord] {
    var words: [UnreadableWord?] = []
    if let text = row["predicate_modifier"] {
      let isDenied = statement.isNegated
      words.append(statement.set(property: "predicateModifier", to: .string(text)))
      if isDenied {
        words.append(
          UnreadableWord(
            code: "unreadable-modifier",
            message: "'\(text)' of a predicate that is a denial already"
          )
        )
      }
    }
    if let text = row["confidence"] { words.append(statement.set("confidence", to: text)) }
    if let text = row["reviewer_agreement"] {
      words.append(statement.set(property: "reviewerAgreement", to: .string(text)))
    }
    return words.compactMap(\.self)
  }

  /// Reads the columns that hold fields of our own statements.
  ///
  /// - Returns: the words that cannot be read.
  private func takeOwn(_ row: MappingRow, _ statement: inout Statement) -> [UnreadableWord] {
    if columns.indices.keys.contains(where: { metadata.fields[$0] == "method" }) {
      statement.method = nil
    }
    return metadata.fields.sorted { $0.key < $1.key }.compactMap { slot, field in
      row[slot].flatMap { statement.set(field, to: $0) }
    }
  }

  private func takeJustification(
    _ row: MappingRow,
    _ statement: inout Statement,
    _ place: Place,
    _ collection: inout ImportCollection
  ) {
    guard let text = row["mapping_justification"] else { return }
    switch MappingJustifications.read(text, predicates.prefixes) {
    case .known(let justification, let isModel):
      statement.justification = justification
      if isModel { statement.method = .model }
    case .unknown(let justification):
      statement.justification = justification
      collection.note(
        .kept,
        "unknown-justification",
        "'\(text)' is not a known term of SEMAPV; kept as it is",
        at: place
      )
    case .near(let term):
      collection.fail(
        "unknown-justification",
        "unknown justification '\(text)'",
        at: place,
        hint: "did you mean '\(term)'?"
      )
    }
  }

  /// Keeps a similarity score. Tools write distances and percentages here too: it is never taken
  /// for a confidence.
  private func takeScore(
    _ row: MappingRow,
    _ statement: inout Statement,
    _ place: Place,
    _ collection: inout ImportCollection
  ) {
    guard let text = row["similarity_score"] else { return }
    guard let score = DecimalNumber.number(text) else {
      collection.fail(
        "unreadable-score",
        "'\(text)' is not a similarity score",
        at: place,
        hint: "write a number such as 0.8, or leave it empty where it is unknown"
      )
      return
    }
    statement.properties["similarityScore"] = .number(score)
    if !(0...1).contains(score) {
      collection.note(
        .kept,
        "similarity-out-of-range",
        "a similarity score outside 0…1; kept as a property, never as a confidence",
        at: place
      )
    }
  }

  /// Who a slot names: by their ids, else by their labels; labels beside ids become a property.
  private func people(_ slot: String, _ row: MappingRow, _ statement: inout Statement) -> [String] {
    let ids = row.values("\(slot)_id").map { predicates.prefixes.canonical($0) }
    let labels = row.values("\(slot)_label")
    if !ids.isEmpty, !labels.isEmpty {
      statement.properties["\(slot)Label"] = Self.property(labels)
    }
    return ids.isEmpty ? labels : ids
  }

  /// Keeps the other slots as properties.
  private func takeOthers(_ row: MappingRow, _ statement: inout Statement) {
    for slot in Set(columns.indices.keys).union(shared.keys).sorted()
    where !Self.handled.contains(slot) && !options.leaveOut.contains(slot)
      && metadata.fields[slot] == nil
    {
      var values = row.values(slot)
      guard !values.isEmpty else { continue }
      if MappingSlots.people.contains(slot) {
        values = values.map { predicates.prefixes.canonical($0) }
      }
      let name = PropertyName.ofStatement(Naming.camelCase(slot))
      statement.properties[name] = Self.property(values)
    }
  }

  private static func property(_ values: [String]) -> PropertyValue {
    values.count == 1 ? .string(values[0]) : .strings(values)
  }

  private static let handled: Set<String> = [
    "record_id", "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id",
    "object_label", "mapping_justification", "author_id", "author_label", "reviewer_id",
    "reviewer_label", "confidence", "similarity_score", "reviewer_agreement", "comment",
  ]
}
