import EvidenceCore

extension LossReport {
  /// A part of a graph's header that some forms hold.
  enum HeaderPart { case title, asOf, schemes, notices }

  /// Counts what no form but the archive holds of a header, and what this one does not.
  mutating func loseHeader(_ header: GraphHeader, holding held: Set<HeaderPart> = []) {
    for search in header.searches {
      lose("search records", (search.rows + search.columns).map(\.text).joined(separator: ", "))
    }
    for judgment in header.judgments {
      lose("judgments of cells", Self.words(judgment.row, judgment.column))
    }
    for status in header.statuses {
      lose("statuses of cells and nodes", Self.words(status.row, status.column))
    }
    for silence in header.lint {
      lose("silences of the linter", "\(silence.rule) of \(silence.of)")
    }
    for notice in header.notices where notice.via != nil || !held.contains(.notices) {
      lose(
        notice.via == nil ? "notices of the graph" : "notices of a single source",
        notice.text
      )
    }
    for kind in header.kinds { lose("declarations of kinds", kind.kind.name) }
    for relation in header.relations {
      lose("declarations of relations", relation.relation.name)
    }
    if let title = header.title, !held.contains(.title) { lose("titles of the graph", title) }
    if let asOf = header.asOf, !held.contains(.asOf) { lose("dates of the graph", asOf) }
    if !held.contains(.schemes) {
      for scheme in header.schemes { lose("declarations of schemes", scheme.id) }
    }
  }

  private static func words(_ row: Key, _ column: Key?) -> String {
    row.text + (column.map { " × \($0)" } ?? "")
  }

  /// Counts statements that the form does not hold.
  mutating func lose(_ statement: Statement, _ what: String = "statements") {
    lose(what, Self.words(statement))
  }

  /// A statement in one line.
  static func words(_ statement: Statement) -> String {
    "\(statement.from) \(statement.relation) \(statement.to)"
  }
}

extension PropertyValue {
  /// What sort of value it is, where a form keeps texts alone; `nil` for a text.
  var lostType: String? {
    switch self {
    case .string: nil
    case .integer, .number: "numbers, which are texts here"
    case .boolean: "true and false, which are texts here"
    case .strings: "lists, which are one text here"
    }
  }
}
