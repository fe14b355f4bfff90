import EvidenceCore

/// A bibliography in RIS: a record a paper, `TY` first and `ER` last, the key as `ID`.
enum RISText {
  /// The text of a graph's papers.
  static func text(
    of graph: EvidenceGraph,
    _ losses: inout LossReport
  ) throws(EvidenceError) -> String {
    let bibliography = try Bibliography(graph, &losses)
    return bibliography.works.map { record($0, &losses) }.joined(separator: "\n")
  }

  private static func record(_ work: Bibliography.Work, _ losses: inout LossReport) -> String {
    var text = ""
    func add(_ tag: String, _ value: String?) {
      if let value { text += "\(tag)  - \(value)\n" }
    }
    let type = WorkTypes.ris(of: work.itemType)
    add("TY", type)
    add("ID", work.key.text)
    add("TI", work.title.map { oneLine($0, work, &losses) })
    for author in work.authors { add("AU", author) }
    if let date = work.date {
      let parts = date.split(separator: "-").map(String.init)
      add("DA", (parts + ["", ""]).prefix(3).joined(separator: "/") + "/")
    }
    add("PY", work.year.map { String($0) })
    add("DO", work.doi)
    if !PaperFields.isPaperKey(work.key.text) {
      losses.lose("keys of other forms than papers have", work.key.text)
    }
    for name in work.sameAs where name != work.doi.map({ "doi:\($0)" }) {
      if PaperFields.isPaperKey(name), PaperFields.isOneLine(name) {
        add("AN", name)
      } else {
        losses.lose("other identifiers", name)
      }
    }
    for url in work.url { add("UR", url) }
    // The word itself, since many of ours share a type.
    add("M3", work.itemType)
    for (name, tag) in RISTags.fields {
      guard let value = work.fields[name] else { continue }
      let ends = value.split(separator: "-", omittingEmptySubsequences: false)
      if name == "pages", ends.count == 2, ends.allSatisfy({ !$0.isEmpty && !$0.contains(" ") }) {
        add("SP", String(ends[0]))
        add("EP", String(ends[1]))
      } else {
        add(tag, value)
      }
    }
    for word in work.keywords { add("KW", word) }
    return text + "ER  - \n"
  }

  private static func oneLine(
    _ title: String,
    _ work: Bibliography.Work,
    _ losses: inout LossReport
  ) -> String {
    if PaperFields.isOneLine(title) { return title }
    losses.lose("line breaks and blanks at the ends of titles", work.key.text)
    return title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
