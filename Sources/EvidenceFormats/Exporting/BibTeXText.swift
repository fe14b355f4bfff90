import EvidenceCore

/// A bibliography in BibTeX: an entry a paper, in UTF-8.
enum BibTeXText {
  /// The text of a graph's papers.
  static func text(
    of graph: EvidenceGraph,
    _ losses: inout LossReport
  ) throws(EvidenceError) -> String {
    let bibliography = try Bibliography(graph, &losses)
    var ids = UniqueIDs()
    return bibliography.works.map { entry($0, &ids, &losses) }.joined(separator: "\n")
  }

  private static func entry(
    _ work: Bibliography.Work,
    _ ids: inout UniqueIDs,
    _ losses: inout LossReport
  ) -> String {
    var fields: [(name: String, value: String)] = []
    func add(_ name: String, _ value: String?) { if let value { fields.append((name, value)) } }
    add("title", work.title.map { title($0, work, &losses) })
    if !work.authors.isEmpty {
      add("author", work.authors.map(name).joined(separator: " and "))
    }
    let type = WorkTypes.bibtex(of: work.itemType)
    add("year", work.year.map { String($0) })
    add("date", work.date)
    for (name, field) in BibTeXFields.fields(of: type) {
      add(field, work.fields[name].map { TeXText.escaped($0) })
    }
    if !work.keywords.isEmpty {
      if work.keywords.contains(where: { $0.contains(",") }) {
        losses.lose("keywords with a comma", work.keywords.first { $0.contains(",") } ?? "")
      }
      add("keywords", work.keywords.map { TeXText.escaped($0) }.joined(separator: ", "))
    }
    if WorkTypes.word(ofBibTeX: type) != work.itemType {
      add("evidencetype", work.itemType.map { TeXText.escaped($0) })
    }
    add("doi", work.doi)
    takeIdentity(work, &fields, &losses)
    if work.url.contains(where: { $0.contains { "{}\\".contains($0) } }) {
      losses.lose("addresses with braces", work.url[0])
    } else {
      if work.url.count > 1 {
        losses.lose("further addresses of one paper", work.url[1], count: work.url.count - 1)
      }
      add("url", work.url.first)
    }
    let body = fields.map { "  \($0.name) = {\($0.value)}" }.joined(separator: ",\n")
    let own = BibTeXFields.citationKey(work.key)
    var id = own
    if let short = work.quickref {
      if BibTeXFields.isKey(short), short != own, !ids.isTaken(short) {
        id = short
      } else {
        losses.lose("values of 'quickref'", "\(short) of \(work.key)")
      }
    }
    id = ids.unique(id, mark: "-")
    return "@\(type){\(id)\(body.isEmpty ? "" : ",\n\(body)")\n}\n"
  }

  /// Writes the key where DOI and preprint number do not say it.
  private static func takeIdentity(
    _ work: Bibliography.Work,
    _ fields: inout [(name: String, value: String)],
    _ losses: inout LossReport
  ) {
    let names = [work.key.text] + work.sameAs
    let preprint = names.first { $0.hasPrefix("arxiv:") && PaperIdentity.arXiv($0) != nil }
      .map { String($0.dropFirst(6)) }
    if let preprint {
      fields.append(("eprint", preprint))
      fields.append(("archiveprefix", "arXiv"))
    }
    let implied = PaperIdentity(
      doi: work.doi,
      url: preprint.map { "arxiv:\($0)" } ?? work.url.first,
      title: work.title ?? ""
    )
    if implied.key == work.key, implied.sameAs == work.sameAs, implied.hasIdentifier { return }
    guard BibTeXFields.isPlain(work.key.text) else {
      losses.lose("keys with braces", work.key.text)
      return
    }
    fields.append(("evidencekey", work.key.text))
    let held = [work.doi.map { "doi:\($0)" }, preprint.map { "arxiv:\($0)" }, work.key.text]
    for name in work.sameAs where !held.contains(name) { losses.lose("other identifiers", name) }
  }

  private static func title(
    _ title: String,
    _ work: Bibliography.Work,
    _ losses: inout LossReport
  ) -> String {
    var plain = title
    if !PaperFields.isOneLine(title) {
      losses.lose("line breaks and blanks at the ends of titles", work.key.text)
      plain = title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    // Styles put titles in small letters: what has capitals inside is kept by braces.
    return plain.split(separator: " ", omittingEmptySubsequences: false).map { word in
      let escaped = TeXText.escaped(String(word))
      return word.dropFirst().contains(where: \.isUppercase) ? "{\(escaped)}" : escaped
    }.joined(separator: " ")
  }

  /// A name as BibTeX reads it back: `Last, First` as it is, all else as one name in braces.
  private static func name(_ name: String) -> String {
    let parts = name.split(separator: ",", omittingEmptySubsequences: false)
    let isPerson =
      parts.count == 2 && parts.allSatisfy { !$0.trimmedText.isEmpty }
      && parts[1].hasPrefix(" ") && !name.contains("&") && !name.contains("  ")
      && !" \(name.lowercased()) ".contains(" and ") && BibTeXFields.isPlain(name)
    let escaped = TeXText.escaped(name)
    return isPerson ? escaped : "{\(escaped)}"
  }
}
