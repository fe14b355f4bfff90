import EvidenceCore

/// Turns the values of YAML records that name other records into statements.
struct RecipeReferenceRun {
  let references: RecipeReferences
  private let via: String?
  /// The pairs that were stated before this source.
  private let earlier: Set<StatementPair>
  /// Whether values that name no record are kept as properties, and of which fields not.
  private let keepsLiterals: Bool
  private let leftOut: Set<String>
  /// The document that each record names, by the record's key.
  private var documents: [Key: Key] = [:]

  init(
    _ references: RecipeReferences,
    _ source: RecipeSource,
    _ earlier: Set<StatementPair>
  ) {
    self.references = references
    self.earlier = earlier
    via = source.via
    let rests = source.rules.flatMap(\.nodes).compactMap(\.rest)
    keepsLiterals = !rests.isEmpty
    leftOut = rests.reduce([]) { $0.union($1) }
  }

  /// Notes the document that a record names.
  mutating func look(at row: RecipeRow, _ collection: borrowing ImportCollection) {
    guard let field = references.source, let id = row["id"],
      let key = collection.key(named: references.prefix + id),
      let name = row.values[field]?.first,
      let document = collection.key(named: references.prefix + name)
    else { return }
    documents[key] = document
  }

  /// Makes the statements of one record.
  func take(_ row: RecipeRow, _ collection: inout ImportCollection) {
    guard let id = row["id"], let subject = collection.key(named: references.prefix + id),
      let kind = collection.node(subject)?.kind
    else { return }
    var literals = Node(subject, kind)
    for (field, values) in row.values.sorted(by: { $0.key.precedesInUTF8($1.key) })
    where references.isReference(field) {
      for value in values where !value.isEmpty {
        guard let object = collection.key(named: references.prefix + value) else {
          if references.always.contains(field) {
            collection.note(
              .dropped,
              "dangling-reference",
              "\(field) of '\(id)' names '\(value)', which is not a"
                + " record of this file",
              at: row.place
            )
          } else if keepsLiterals, !leftOut.contains(field) {
            let name = Naming.camelCase(field)
            let known = literals.properties[name]?.texts ?? []
            literals.properties[name] =
              values.count == 1 ? .string(value) : .strings(known + [value])
          }
          continue
        }
        collection.countReference()
        state(subject, kind, field, object, row, &collection)
      }
    }
    if !literals.properties.isEmpty { collection.add(literals, at: row.place) }
  }

  private func state(
    _ subject: Key,
    _ kind: Kind,
    _ field: String,
    _ object: Key,
    _ row: RecipeRow,
    _ collection: inout ImportCollection
  ) {
    let objectKind = collection.node(object)?.kind ?? kind
    let rule = references.relations.first {
      $0.field == field && ($0.from.isEmpty || $0.from.contains(kind))
        && ($0.to.isEmpty || $0.to.contains(objectKind))
    }
    guard rule != nil || references.keepsOthers else { return }
    let relation = rule?.relation ?? Relation(Naming.screamingSnake(field))
    let (from, to) = rule?.isReversed == true ? (object, subject) : (subject, object)
    if references.unlessStated, let reason = statedEarlier(from, relation, to) {
      collection.note(reason.outcome, reason.code, reason.message, at: row.place)
      return
    }
    var statement = Statement(from, relation, to, via: via)
    if relation.bearsEvidence {
      let isOwn = collection.node(from)?.kind == .paper
      statement.source = isOwn ? from : documents[from]
    }
    collection.add(statement, at: row.place)
  }

  /// Why a match is taken from another source instead.
  private func statedEarlier(
    _ from: Key,
    _ relation: Relation,
    _ to: Key
  ) -> (outcome: ImportReport.Outcome, code: Diagnostic.Code, message: String)? {
    guard relation.isMatch else { return nil }
    let inverse: Relation =
      switch relation {
      case .broadMatch: .narrowMatch
      case .narrowMatch: .broadMatch
      default: relation
      }
    let isStated =
      earlier.contains(StatementPair(from, relation, to))
      || earlier.contains(StatementPair(to, inverse, from))
    if isStated {
      return (
        .repeated, "stated-elsewhere",
        "a \(relation) that a mapping table states; it is taken from there"
      )
    }
    let isMirror =
      relation != inverse
      && (earlier.contains(StatementPair(to, relation, from))
        || earlier.contains(StatementPair(from, inverse, to)))
    guard isMirror else { return nil }
    return (
      .dropped, "mirrored-match",
      "a \(relation) against the direction that a mapping table states"
    )
  }
}

extension RecipeReferences {
  /// Whether a field's values may name other records.
  func isReference(_ field: String) -> Bool { field != "id" && !except.contains(field) }
}
