/// The record of a statement in an archive.
enum StatementRecord {
  static func json(_ statement: Statement) -> JSONValue {
    var list = MemberList()
    list.add("from", statement.from.text)
    list.add("relation", statement.relation.name)
    list.add("to", statement.to.text)
    list.add("id", statement.effectiveID)
    list.add("source", statement.source?.text)
    list.add("via", statement.via)
    list.add("locator", statement.locator)
    list.add("stance", statement.stance?.rawValue)
    list.add("evidenceType", statement.evidenceType?.rawValue)
    if let confidence = statement.confidence { list.add("confidence", value: confidence.json) }
    list.add("justification", statement.justification?.name)
    list.add("method", statement.method?.rawValue)
    list.add("rationale", statement.rationale)
    list.add("coder", statement.coder)
    list.add("reviewer", statement.reviewer)
    list.add(statement.properties)
    return .object(list.members)
  }

  /// Reads a statement; a word that carries meaning is read or is a finding, never left out.
  static func statement(
    _ reader: inout RecordReader,
    _ names: inout DeclaredNames
  ) -> Statement {
    let statement = Statement(
      Key(reader.required("from", of: "statement")),
      names.checked(Relation(reader.required("relation", of: "statement")), &reader),
      Key(reader.required("to", of: "statement")),
      id: reader.text("id"),
      source: reader.text("source").map { Key($0) },
      via: reader.text("via"),
      locator: reader.text("locator"),
      stance: reader.choice("stance", Stance.self),
      evidenceType: reader.choice("evidenceType", EvidenceType.self),
      confidence: confidence(&reader),
      justification: reader.text("justification").map { Justification($0) },
      method: reader.choice("method", Method.self),
      rationale: reader.text("rationale"),
      coder: reader.text("coder"),
      reviewer: reader.text("reviewer"),
      properties: reader.rest()
    )
    names.check(statement.justification, &reader)
    checkWords(statement.properties, &reader)
    return statement
  }

  private static func confidence(_ reader: inout RecordReader) -> Double? {
    guard let confidence = reader.number("confidence") else { return nil }
    if (0...1).contains(confidence) { return confidence }
    reader.report(
      "confidence-range",
      "confidence \(confidence.shortestText) is outside 0…1",
      hint: confidence > 1 && confidence <= 100
        ? "a percentage? write \((confidence / 100).shortestText)"
        : "leave it out where it is unknown"
    )
    return nil
  }

  /// Checks the properties that decide what a statement means.
  private static func checkWords(
    _ properties: [String: PropertyValue],
    _ reader: inout RecordReader
  ) {
    if properties.isEmpty { return }
    if let modifier = properties["predicateModifier"], modifier != .string("Not") {
      reader.report(
        "predicate-modifier",
        "unknown predicateModifier '\(modifier.text)'",
        hint: modifier.text.lowercased() == "not"
          ? "did you mean 'Not'?" : "the one modifier is \"Not\""
      )
    }
    switch properties["reviewerAgreement"] {
    case nil: break
    case .integer(let value)? where (-1...1).contains(value): break
    case .number(let value)? where (-1...1).contains(value): break
    case let value?:
      reader.report(
        "reviewer-agreement",
        "reviewerAgreement '\(value.text)' is not a number in -1…1",
        hint: "write 1 for a reviewer who agrees, -1 for one who disagrees"
      )
    }
  }
}

extension Statement {
  /// The properties that decide what a statement means.
  package static let wordProperties: Set<String> = ["predicateModifier", "reviewerAgreement"]
}

extension Double {
  /// The number as JSON, whole where it is whole.
  package var json: JSONValue { Int64(exactly: self).map { .integer($0) } ?? .number(self) }
}
