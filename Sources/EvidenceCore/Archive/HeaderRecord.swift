/// The first record of an archive: what the graph says of itself.
enum HeaderRecord {
  /// The version of the archive's form.
  static let version: Int64 = 1

  static func json(_ header: GraphHeader) -> JSONValue {
    var list = MemberList()
    list.add("evidence", value: .integer(version))
    list.add("title", header.title)
    list.add("asOf", header.asOf)
    list.add("schemes", header.schemes.sorted { $0.id.precedesInUTF8($1.id) }.map(json))
    list.add("notices", header.notices.map(json))
    list.add("kinds", header.kinds.sorted { $0.kind < $1.kind }.map(json))
    list.add("relations", header.relations.sorted { $0.relation < $1.relation }.map(json))
    list.add("searches", header.searches.map(json))
    list.add("judgments", sorted(header.judgments.map(json)))
    list.add("statuses", sorted(header.statuses.map(json)))
    list.add("lint", header.lint.map(json))
    return .object(list.members)
  }

  private static func json(_ scheme: Scheme) -> JSONValue {
    var list = MemberList()
    list.add("id", scheme.id)
    list.add("title", scheme.title)
    list.add("kind", scheme.kind?.name)
    list.add("licence", scheme.licence)
    list.add("notice", scheme.notice)
    list.add("source", scheme.source)
    list.add(scheme.properties)
    return .object(list.members)
  }

  /// A notice of the whole graph is a text; one that goes with a source is an object.
  private static func json(_ notice: Notice) -> JSONValue {
    if notice.via == nil, notice.licence == nil { return .string(notice.text) }
    var list = MemberList()
    list.add("text", notice.text)
    list.add("via", notice.via)
    list.add("licence", notice.licence)
    return .object(list.members)
  }

  private static func json(_ definition: KindDefinition) -> JSONValue {
    var list = MemberList()
    list.add("name", definition.kind.name)
    list.add("description", definition.description)
    return .object(list.members)
  }

  private static func json(_ definition: RelationDefinition) -> JSONValue {
    var list = MemberList()
    list.add("name", definition.relation.name)
    list.add("from", definition.from.map(\.name))
    list.add("to", definition.to.map(\.name))
    list.add("description", definition.description)
    if definition.isAcyclic { list.add("acyclic", value: .boolean(true)) }
    return .object(list.members)
  }

  private static func json(_ search: SearchRecord) -> JSONValue {
    var list = MemberList()
    list.add("rows", search.rows.map(\.text))
    list.add("columns", search.columns.map(\.text))
    list.add("relation", search.relation?.name)
    list.add("date", search.date)
    list.add("by", search.by)
    list.add("method", search.method)
    list.add("result", search.result)
    return .object(list.members)
  }

  static func json(_ judgment: Judgment) -> JSONValue {
    var list = MemberList()
    list.add("row", judgment.row.text)
    list.add("column", judgment.column?.text)
    list.add("of", judgment.of?.name)
    list.add("certainty", judgment.certainty.rawValue)
    list.add("reasons", judgment.reasons)
    list.add("by", judgment.by)
    list.add("date", judgment.date)
    return .object(list.members)
  }

  static func json(_ status: StatusRecord) -> JSONValue {
    var list = MemberList()
    list.add("row", status.row.text)
    list.add("column", status.column?.text)
    list.add("status", status.status.rawValue)
    list.add("owner", status.owner)
    list.add("due", status.due)
    list.add("by", status.by)
    list.add("date", status.date)
    list.add("note", status.note)
    return .object(list.members)
  }

  /// Records of cells stand in the order of their texts: by row, then by column, then by the rest.
  private static func sorted(_ records: [JSONValue]) -> [JSONValue] {
    records.map { ($0, JSONWriter.text($0)) }.sorted { $0.1.precedesInUTF8($1.1) }.map(\.0)
  }

  private static func json(_ silence: LintSilence) -> JSONValue {
    var list = MemberList()
    list.add("rule", silence.rule)
    list.add("of", silence.of)
    list.add("reason", silence.reason)
    return .object(list.members)
  }
}
