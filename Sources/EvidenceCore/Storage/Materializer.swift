/// Makes values of rows.
struct Materializer {
  let texts: TextColumns

  func text(_ id: UInt32) -> String? { id == StringTable.none ? nil : texts[id] }

  func node(_ columns: NodeColumns, _ row: Int, kind: Kind) -> Node {
    Node(
      Key(texts[columns.keys[row]]),
      kind,
      label: text(columns.labels[row]),
      sameAs: columns.sameAs[row].map { texts[$0] },
      notation: text(columns.notations[row]),
      scheme: text(columns.schemes[row]),
      properties: properties(columns.properties, row)
    )
  }

  func statement(
    _ columns: StatementColumns,
    _ row: Int,
    from: Key,
    relation: Relation,
    to: Key
  ) -> Statement {
    let confidence = columns.confidences[row]
    var statement = Statement(
      from,
      relation,
      to,
      id: text(columns.ids[row]),
      source: text(columns.sources[row]).map { Key($0) },
      via: text(columns.vias[row]),
      locator: text(columns.locators[row]),
      stance: Self.value(columns.stances[row]),
      evidenceType: Self.value(columns.evidenceTypes[row]),
      confidence: confidence == StatementColumns.unknown ? nil : Double(bitPattern: confidence),
      justification: text(columns.justifications[row]).map { Justification($0) },
      method: Self.value(columns.methods[row]),
      rationale: text(columns.rationales[row]),
      coder: text(columns.coders[row]),
      reviewer: text(columns.reviewers[row]),
      properties: properties(columns.properties, row)
    )
    let digest = columns.digests[row]
    if digest != 0 {
      let id = StatementDigest.id(digest)
      if id != statement.derivedID { statement.id = id }
    }
    return statement
  }

  func properties(_ columns: PropertyColumns, _ row: Int) -> [String: PropertyValue] {
    var result: [String: PropertyValue] = [:]
    let names = columns.names(of: UInt32(row))
    WorkCounter.add(names.count)
    for name in names {
      if let value = columns.value(name, row: UInt32(row), texts: texts) {
        result[texts[name]] = value
      }
    }
    return result
  }

  static func value<Value: CaseIterable>(_ code: UInt8) -> Value? where Value.AllCases == [Value] {
    code == 0 ? nil : Value.allCases[Int(code) - 1]
  }
}
