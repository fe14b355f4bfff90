internal import EvidenceAnalysis
internal import EvidenceCore

/// What every map says of the data that it was drawn from.
struct Footers {
  let graph: EvidenceGraph

  /// Whether a notice of the data calls them preliminary.
  var isPreliminary: Bool {
    notices.contains { $0.lowercased().contains("preliminary") }
  }

  /// The notices of the sources and schemes in the header's order; those that say the same are
  /// one, with the names of all that they come from.
  var notices: [String] {
    var order: [String] = []
    var sources: [String: [String]] = [:]
    func add(_ text: String, from source: String?) {
      let text = LegibleText.clean(text, limit: 600)
      guard !text.isEmpty else { return }
      if sources[text] == nil { order.append(text) }
      let name = source.map { LegibleText.clean($0, limit: 80) }
      let isNew = name.map { !text.hasPrefix($0) && sources[text]?.contains($0) != true } ?? false
      sources[text, default: []] += isNew ? [name ?? ""] : []
    }
    for notice in graph.header.notices { add(notice.text, from: notice.via) }
    for scheme in graph.header.schemes {
      if let notice = scheme.notice { add(notice, from: scheme.title ?? scheme.id) }
    }
    return order.map { text in
      let names = sources[text] ?? []
      guard !names.isEmpty else { return text }
      return Figures.list(names, first: 3) + ": " + text
    }
  }

  /// The notices in the colour of gaps, one footer each; short ones share one.
  var noticeFooters: [SheetText.Footer] {
    let all = notices.map { Footers.sentence($0) }
    let short = all.filter { $0.count <= 120 }
    let long = all.filter { $0.count > 120 }.map { "Notice: \($0)" }
    let joined =
      short.isEmpty
      ? [] : ["\(short.count == 1 ? "Notice" : "Notices"): \(short.joined(separator: " "))"]
    return (long + joined).map { SheetText.Footer(text: $0, paint: .gapText) }
  }

  /// The graph in a question.
  var subject: String {
    graph.header.title.map { LegibleText.clean($0, limit: 80) } ?? "this graph"
  }

  /// Who looked, for what and until when.
  func searched() -> String {
    let records = graph.header.searches
    guard !records.isEmpty else {
      return "Not systematically searched: no search is recorded."
    }
    let latest = records.compactMap(\.date).max()
    let people = Set(records.compactMap(\.by)).sorted { $0.precedesInUTF8($1) }
    return "Searched" + (latest.map { " to \(Figures.date($0))" } ?? "")
      + (people.isEmpty
        ? ""
        : " by "
          + Figures.list(people.map { LegibleText.clean($0, limit: 60) }, first: 3))
      + " (\(Figures.count(records.count, "search record"))): only what a record covers counts as "
      + "searched."
  }

  /// The data, their schemes and licences, and their date.
  func data(schemes ids: [String]) -> String {
    var parts: [String] = []
    if let title = graph.header.title { parts.append(LegibleText.clean(title, limit: 160)) }
    for id in ids {
      guard let scheme = graph.header.schemes.first(where: { $0.id == id }) else { continue }
      parts.append(
        LegibleText.clean(scheme.title ?? scheme.id, limit: 120)
          + " (\(LegibleText.clean(scheme.id, limit: 60))"
          + (scheme.licence.map { ", \(LegibleText.clean($0, limit: 60))" } ?? ", no licence stated")
          + ")"
      )
    }
    let text = parts.isEmpty ? "Data: no title stated." : "Data: \(parts.joined(separator: "; "))."
    let date = graph.header.asOf.map { "As of \(Figures.date(LegibleText.clean($0, limit: 20)))." }
    return "\(text) \(date ?? "No as-of date stated.")"
  }

  /// What a policy is called, and the digest by which its numbers are known.
  static func name(of policy: Policy) -> String {
    "\(LegibleText.clean(policy.name, limit: 40)), \(policy.digest)"
  }

  /// A text that ends in a full stop.
  static func sentence(_ text: String) -> String {
    guard let last = text.last else { return text }
    return ".!?…".contains(last) ? text : text + "."
  }
}
