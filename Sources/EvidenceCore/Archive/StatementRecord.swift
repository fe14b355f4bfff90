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

  static func statement(_ reader: inout RecordReader) -> Statement {
    var statement = Statement(
      Key(reader.required("from", of: "statement")),
      Relation(reader.required("relation", of: "statement")),
      Key(reader.required("to", of: "statement")),
      id: reader.text("id"),
      source: reader.text("source").map { Key($0) },
      via: reader.text("via"),
      locator: reader.text("locator"),
      stance: reader.choice("stance", Stance.self),
      evidenceType: reader.choice("evidenceType", EvidenceType.self),
      confidence: reader.number("confidence"),
      justification: reader.text("justification").map { Justification($0) },
      method: reader.choice("method", Method.self),
      rationale: reader.text("rationale"),
      coder: reader.text("coder"),
      reviewer: reader.text("reviewer"),
      properties: reader.rest()
    )
    if statement.id == statement.derivedID { statement.id = nil }
    return statement
  }
}

extension Double {
  /// The number as JSON, whole where it is whole.
  package var json: JSONValue { Int64(exactly: self).map { .integer($0) } ?? .number(self) }
}
