internal import EvidenceCore

/// What every map says of the data that it was drawn from.
struct Footers {
  let graph: EvidenceGraph

  /// Whether a notice of the data calls them preliminary.
  var isPreliminary: Bool {
    notices.contains { $0.lowercased().contains("preliminary") }
  }

  /// The notices of the sources and schemes, each once, in the header's order.
  var notices: [String] {
    var seen: Set<String> = []
    let all =
      graph.header.notices.map { notice in
        let text = LegibleText.clean(notice.text, limit: 600)
        return notice.via.map { "\(LegibleText.clean($0, limit: 80)): \(text)" } ?? text
      }
      + graph.header.schemes.compactMap { scheme in
        scheme.notice.map {
          "\(LegibleText.clean(scheme.title ?? scheme.id, limit: 80)): "
            + LegibleText.clean($0, limit: 600)
        }
      }
    return all.filter { !$0.isEmpty && seen.insert($0).inserted }
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
