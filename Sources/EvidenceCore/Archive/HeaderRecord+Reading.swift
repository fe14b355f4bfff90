extension HeaderRecord {
  /// Reads a header; a member of the wrong form, or one that nobody knows, is a finding.
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
    let header = GraphHeader(
      title: reader.text("title"),
      asOf: reader.text("asOf"),
      schemes: reader.parts("schemes", scheme),
      notices: notices(&reader),
      kinds: reader.parts("kinds", kind),
      relations: reader.parts("relations", relation),
      searches: reader.parts("searches", search),
      judgments: reader.parts("judgments", judgment).compactMap { $0 },
      statuses: reader.parts("statuses", status).compactMap { $0 },
      lint: reader.parts("lint", silence)
    )
    reader.close(
      "the header",
      known: [
        "evidence", "title", "asOf", "schemes", "notices", "kinds", "relations", "searches",
        "judgments", "statuses", "lint",
      ]
    )
    return header
  }

  /// A scheme may have properties of its own, but none that is nearly the name of a member.
  private static func scheme(_ reader: inout RecordReader) -> Scheme {
    let scheme = Scheme(
      id: reader.required("id", of: "scheme"),
      title: reader.text("title"),
      kind: reader.text("kind").map { Kind($0) },
      licence: reader.text("licence"),
      notice: reader.text("notice"),
      source: reader.text("source"),
      properties: reader.rest()
    )
    let known = ["id", "title", "kind", "licence", "notice", "source"]
    for name in scheme.properties.keys.sorted(by: { $0.precedesInUTF8($1) }) {
      guard let meant = NearMiss.of(name, among: known) else { continue }
      reader.report(
        "unknown-field",
        "unknown field '\(name)' in a scheme",
        hint: "did you mean '\(meant)'?"
      )
    }
    return scheme
  }

  private static func notices(_ reader: inout RecordReader) -> [Notice] {
    reader.items("notices").compactMap { item in
      switch item {
      case .string(let text): return Notice(text)
      case .object(let members):
        return reader.part(members) { part in
          let notice = Notice(
            part.required("text", of: "notice"),
            via: part.text("via"),
            licence: part.text("licence")
          )
          part.close("a notice", known: ["text", "via", "licence"])
          return notice
        }
      default:
        reader.refuse("notices", item, "a list of texts or objects")
        return nil
      }
    }
  }

  private static func kind(_ reader: inout RecordReader) -> KindDefinition {
    let definition = KindDefinition(
      Kind(reader.required("name", of: "kind")),
      description: reader.text("description")
    )
    reader.close("a kind", known: ["name", "description"])
    return definition
  }

  private static func relation(_ reader: inout RecordReader) -> RelationDefinition {
    let definition = RelationDefinition(
      Relation(reader.required("name", of: "relation")),
      from: reader.texts("from").map { Kind($0) },
      to: reader.texts("to").map { Kind($0) },
      description: reader.text("description"),
      isAcyclic: reader.boolean("acyclic") ?? false
    )
    reader.close("a relation", known: ["name", "from", "to", "description", "acyclic"])
    return definition
  }

  private static func search(_ reader: inout RecordReader) -> SearchRecord {
    let search = SearchRecord(
      rows: reader.texts("rows").map { Key($0) },
      columns: reader.texts("columns").map { Key($0) },
      relation: reader.text("relation").map { Relation($0) },
      date: reader.text("date"),
      by: reader.text("by"),
      method: reader.text("method"),
      result: reader.text("result")
    )
    reader.close(
      "a search record",
      known: ["rows", "columns", "relation", "date", "by", "method", "result"]
    )
    return search
  }

  private static func judgment(_ reader: inout RecordReader) -> Judgment? {
    let row = reader.required("row", of: "judgment")
    let column = reader.text("column").map { Key($0) }
    let of = reader.text("of").map { Kind($0) }
    let certainty = reader.choice("certainty", Certainty.self, requiredOf: "judgment")
    let (reasons, by, date) = (reader.text("reasons"), reader.text("by"), reader.text("date"))
    reader.close(
      "a judgment",
      known: ["row", "column", "of", "certainty", "reasons", "by", "date"]
    )
    return certainty.map {
      Judgment(
        row: Key(row),
        column: column,
        of: of,
        certainty: $0,
        reasons: reasons,
        by: by,
        date: date
      )
    }
  }

  private static func status(_ reader: inout RecordReader) -> StatusRecord? {
    let row = reader.required("row", of: "status")
    let column = reader.text("column").map { Key($0) }
    let status = reader.choice("status", Status.self, requiredOf: "status")
    let (owner, due, by) = (reader.text("owner"), reader.text("due"), reader.text("by"))
    let (date, note) = (reader.text("date"), reader.text("note"))
    reader.close(
      "a status",
      known: ["row", "column", "status", "owner", "due", "by", "date", "note"]
    )
    return status.map {
      StatusRecord(
        row: Key(row),
        column: column,
        status: $0,
        owner: owner,
        due: due,
        by: by,
        date: date,
        note: note
      )
    }
  }

  private static func silence(_ reader: inout RecordReader) -> LintSilence {
    let silence = LintSilence(
      rule: reader.required("rule", of: "lint silence"),
      of: reader.required("of", of: "lint silence"),
      reason: reader.required("reason", of: "lint silence")
    )
    reader.close("a lint silence", known: ["rule", "of", "reason"])
    return silence
  }
}
