import EvidenceCore

/// A bibliography in CSL-JSON: an item a paper, the key as its `id` and in `custom`.
enum CSLText {
  /// The text of a graph's papers.
  static func text(
    of graph: EvidenceGraph,
    _ losses: inout LossReport
  ) throws(EvidenceError) -> String {
    let bibliography = try Bibliography(graph, &losses)
    let items = bibliography.works.map { JSONWriter.text(item($0, &losses)) }
    return "[\n" + items.joined(separator: ",\n") + "\n]\n"
  }

  private static func item(_ work: Bibliography.Work, _ losses: inout LossReport) -> JSONValue {
    var members = [
      JSONMember("id", .string(work.key.text)),
      JSONMember("type", .string(WorkTypes.csl(of: work.itemType))),
    ]
    func add(_ name: String, _ text: String?) {
      if let text { members.append(JSONMember(name, .string(text))) }
    }
    add("title", work.title)
    if !work.authors.isEmpty {
      members.append(JSONMember("author", .array(work.authors.map(name))))
    }
    if let issued = issued(work, &losses) { members.append(JSONMember("issued", issued)) }
    add("DOI", work.doi)
    add("URL", work.url.first)
    if work.url.count > 1 {
      losses.lose("further addresses of one paper", work.url[1], count: work.url.count - 1)
    }
    for (name, field) in CSLFields.fields { add(field, work.fields[name]) }
    if work.keywords.contains(where: { $0.contains(",") }) {
      losses.lose("keywords with a comma", work.keywords.first { $0.contains(",") } ?? "")
    }
    if !work.keywords.isEmpty { add("keyword", work.keywords.joined(separator: ", ")) }
    if WorkTypes.word(ofCSL: WorkTypes.csl(of: work.itemType)) != work.itemType {
      add("genre", work.itemType)
    }
    var custom = [JSONMember("evidenceKey", .string(work.key.text))]
    if !work.sameAs.isEmpty {
      custom.append(JSONMember("sameAs", .array(work.sameAs.map { .string($0) })))
    }
    members.append(JSONMember("custom", .object(custom)))
    return .object(members)
  }

  private static func issued(
    _ work: Bibliography.Work,
    _ losses: inout LossReport
  ) -> JSONValue? {
    let year = work.year.map { String($0) }
    if let date = work.date, let year, !date.hasPrefix(year) {
      losses.lose("years that differ from the date", work.key.text)
    } else if work.date != nil, year != nil {
      losses.lose("years beside a date, which say it twice", work.key.text)
    }
    guard let date = work.date ?? year else { return nil }
    let parts = date.split(separator: "-").compactMap { Int64($0) }
    return .object([
      JSONMember("date-parts", .array([.array(parts.map { .integer($0) })]))
    ])
  }

  /// A person's name in its two parts; anything else as it is.
  private static func name(_ name: String) -> JSONValue {
    let parts = name.split(separator: ", ", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), !name.contains("&") else {
      return .object([JSONMember("literal", .string(name))])
    }
    return .object([
      JSONMember("family", .string(String(parts[0]))),
      JSONMember("given", .string(String(parts[1]))),
    ])
  }
}
