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

  private static func json(_ silence: LintSilence) -> JSONValue {
    var list = MemberList()
    list.add("rule", silence.rule)
    list.add("of", silence.of)
    list.add("reason", silence.reason)
    return .object(list.members)
  }

  static func header(_ reader: inout RecordReader) -> GraphHeader {
    switch reader.take("evidence") {
    case .integer(version)?: break
    case let other:
      reader.report(
        "unknown-version",
        "archive of version \(other.map { JSONWriter.text($0) } ?? "none"), not \(version)",
        hint: "this release reads version \(version)"
      )
    }
    var header = GraphHeader(title: reader.text("title"), asOf: reader.text("asOf"))
    for members in reader.objects("schemes") {
      var part = RecordReader(members, at: reader.place)
      header.schemes.append(
        Scheme(
          id: part.required("id", of: "scheme"),
          title: part.text("title"),
          kind: part.text("kind").map { Kind($0) },
          licence: part.text("licence"),
          notice: part.text("notice"),
          source: part.text("source"),
          properties: part.rest()
        )
      )
      reader.absorb(part)
    }
    header.notices = notices(&reader)
    for members in reader.objects("kinds") {
      var part = RecordReader(members, at: reader.place)
      header.kinds.append(
        KindDefinition(
          Kind(part.required("name", of: "kind")),
          description: part.text("description")
        )
      )
      reader.absorb(part)
    }
    for members in reader.objects("relations") {
      var part = RecordReader(members, at: reader.place)
      header.relations.append(
        RelationDefinition(
          Relation(part.required("name", of: "relation")),
          from: part.texts("from").map { Kind($0) },
          to: part.texts("to").map { Kind($0) },
          description: part.text("description"),
          isAcyclic: part.take("acyclic") == .boolean(true)
        )
      )
      reader.absorb(part)
    }
    for members in reader.objects("searches") {
      var part = RecordReader(members, at: reader.place)
      header.searches.append(
        SearchRecord(
          rows: part.texts("rows").map { Key($0) },
          columns: part.texts("columns").map { Key($0) },
          relation: part.text("relation").map { Relation($0) },
          date: part.text("date"),
          by: part.text("by"),
          method: part.text("method"),
          result: part.text("result")
        )
      )
      reader.absorb(part)
    }
    for members in reader.objects("lint") {
      var part = RecordReader(members, at: reader.place)
      header.lint.append(
        LintSilence(
          rule: part.required("rule", of: "lint silence"),
          of: part.required("of", of: "lint silence"),
          reason: part.required("reason", of: "lint silence")
        )
      )
      reader.absorb(part)
    }
    for name in reader.rest().keys.sorted() {
      reader.report("unknown-field", "unknown field '\(name)' in the header")
    }
    return header
  }

  private static func notices(_ reader: inout RecordReader) -> [Notice] {
    guard case .array(let items)? = reader.take("notices") else { return [] }
    var result: [Notice] = []
    for item in items {
      switch item {
      case .string(let text): result.append(Notice(text))
      case .object(let members):
        var part = RecordReader(members, at: reader.place)
        result.append(
          Notice(
            part.required("text", of: "notice"),
            via: part.text("via"),
            licence: part.text("licence")
          )
        )
        reader.absorb(part)
      default: reader.report("wrong-type", "a notice is \(item.sort), not a text")
      }
    }
    return result
  }
}
