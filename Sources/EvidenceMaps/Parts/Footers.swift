internal import EvidenceCore

/// What every map says of the data that it was drawn from.
struct Footers {
  let graph: EvidenceGraph

  /// Whether a notice of the data calls them preliminary.
  var isPreliminary: Bool {
    notices.contains { $0.lowercased().contains("preliminary") }
  }

  /// The notices of the sources and schemes, each text once with what it goes with, in the
  /// header's order.
  var notices: [String] {
    var places: [String: [String]] = [:]
    var order: [String] = []
    func add(_ text: String, _ place: String?) {
      let text = LegibleText.clean(text, limit: 600)
      guard !text.isEmpty else { return }
      if places[text] == nil { order.append(text) }
      places[text, default: []] += place.map { [LegibleText.clean($0, limit: 80)] } ?? []
    }
    for notice in graph.header.notices { add(notice.text, notice.via) }
    for scheme in graph.header.schemes {
      if let notice = scheme.notice { add(notice, scheme.title ?? scheme.id) }
    }
    return order.map { text in
      let all = places[text] ?? []
      guard let first = all.first else { return text }
      return (all.count == 1 ? first : "\(first) and \(all.count - 1) more sources") + ": " + text
    }
  }

  /// The notices, one footer each, in the colour of gaps.
  var noticeFooters: [SheetText.Footer] {
    notices.map { SheetText.Footer(text: "Notice: \(Footers.sentence($0))", paint: .gapText) }
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
          + people.prefix(3).map { LegibleText.clean($0, limit: 60) }
          .joined(separator: ", ") + (people.count > 3 ? " and \(people.count - 3) more" : ""))
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

  /// A text that ends in a full stop.
  static func sentence(_ text: String) -> String {
    guard let last = text.last else { return text }
    return ".!?…".contains(last) ? text : text + "."
  }
}
