internal import EvidenceAnalysis
internal import EvidenceCore

/// Writes what is known of each concept of one axis, for people.
struct ConceptReport {
  let answer: ConceptCoverage
  let graph: EvidenceGraph
  var foldsEmpty = false
  var limit: Int?
  /// What is said of the selection; empty where nothing is left out.
  var selected = ""

  private var shown: [ConceptCoverage.Row] {
    let kept = foldsEmpty ? answer.rows.filter { $0.cell.witnesses > 0 } : answer.rows
    return limit.map { Array(kept.prefix($0)) } ?? kept
  }

  private var isOfRisks: Bool { answer.total.risks != nil }

  private var isOfPapers: Bool { answer.witnessKind == .paper }

  private func table() -> TextTable {
    var heads = ["", "", answer.witnessKind.words]
    if isOfRisks { heads += ["stated", "inferred"] }
    heads += (isOfPapers ? [] : ["papers"]) + ["works", "for", "against", "state"]
    if isOfRisks { heads += ["risks", "papers naming"] }
    var table = TextTable(heads: heads, rows: shown.map { row(of: $0) })
    let total = answer.total
    table.rows.append([.string(""), .string("all"), .count(total.cell.witnesses)] + numbers(total))
    let state = heads.firstIndex(of: "state") ?? 0
    table.rightAligned = Set(2..<heads.count).subtracting([state])
    for (index, row) in shown.enumerated() where !row.cell.isFiltered {
      table.inks[TextTable.Position(row: index, column: state)] = Ink(row.cell.state)
    }
    return table
  }

  private func row(of row: ConceptCoverage.Row) -> [JSONValue] {
    let node = answer.entry(of: row).node
    let witnesses =
      row.cell.unresolved > 0
      ? "\(row.cell.witnesses)–\(row.cell.witnesses + row.cell.unresolved)"
      : String(row.cell.witnesses)
    return [
      .string(graph.notation(of: node) ?? ""),
      .string(graph.label(of: node) ?? graph.key(of: node).text),
      .string(witnesses),
    ] + numbers(row)
  }

  private func numbers(_ row: ConceptCoverage.Row) -> [JSONValue] {
    let cell = row.cell
    var values: [JSONValue] = []
    if isOfRisks { values += [.count(row.stated), .count(row.inferred)] }
    if !isOfPapers { values.append(.count(cell.papers)) }
    values += [
      .count(cell.independentPapers), .count(cell.worksFor),
      .count(cell.worksAgainst),
      .string(cell.isFiltered ? "filtered out" : cell.state.rawValue),
    ]
    if isOfRisks { values += [.count(row.risks ?? 0), .count(row.naming ?? 0)] }
    return values
  }

  private var title: String {
    "\(answer.axis.title): \(answer.witnessKind.words) of each"
  }

  /// One sentence that a reader takes away: how many lines have nothing, or inferred evidence alone.
  private var headline: String {
    // Nobody has to have written in every year.
    if answer.axis.values != nil { return "\(answer.rows.count) values" }
    let none = answer.rows.count { $0.cell.witnesses == 0 && !$0.cell.isFiltered }
    let filtered = answer.rows.count { $0.cell.isFiltered }
    let inferred = answer.rows.count { $0.stated == 0 && $0.inferred > 0 }
    let kind = answer.witnessKind.words(1)
    var parts = ["\(none) of \(answer.rows.count) \(none == 1 ? "has" : "have") no \(kind) at all"]
    if inferred > 0 { parts.append("\(inferred) inferred ones alone") }
    if filtered > 0 { parts.append("\(filtered) \(filtered == 1 ? "is" : "are") filtered out") }
    return parts.joined(separator: ", ")
  }

  private var policy: String {
    "policy '\(answer.policy.name)' \(answer.policy.digest): thin below "
      + "\(answer.policy.thinBelow) independent works"
  }

  private var left: String? {
    let folded = foldsEmpty ? answer.rows.count { $0.cell.witnesses == 0 } : 0
    let cut = answer.rows.count - folded - shown.count
    let parts = [
      folded > 0 ? "\(folded) without any folded" : nil, cut > 0 ? "\(cut) more not listed" : nil,
    ]
    let said = parts.compactMap { $0 }
    return said.isEmpty ? nil : said.joined(separator: ", ")
  }

  private var legend: String {
    var text =
      "a range counts what is coded above and may belong here; works: distinct works that state it"
    if isOfRisks { text += "; inferred: by a match, a model or a rule alone" }
    return text
  }

  func text() -> String {
    var text = title + "\n" + headline + (selected.isEmpty ? "" : "; counting only \(selected)")
    text += "\n\n" + table().text(as: .table)
    if let left { text += left + "\n" }
    return text + "\n" + legend + "\n" + policy + "\n"
  }

  func markdown() -> String {
    var text =
      "## \(title)\n\n\(headline)" + (selected.isEmpty ? "" : "; counting only \(selected)")
    text += "\n\n" + table().text(as: .markdown)
    if let left { text += "\n\(left)\n" }
    text += "\n*\(legend); \(policy)*\n"
    for notice in graph.header.notices { text += "\n> \(notice.text)\n" }
    return text
  }
}
