import EvidenceCore

/// A work as a bibliography lists it.
struct Reference {
  /// The id that the bibliography gives it.
  var id: String?
  var title: String?
  /// Names as `Last, First`, or whole where they are of organisations.
  var authors: [String] = []
  var editors: [String] = []
  var year: Int64?
  var doi: String?
  var urls: [String] = []
  /// Everything else, by the name that a graph has for it.
  var properties: [String: PropertyValue] = [:]
  /// Where it begins.
  var place: Place
  /// What should be said of how it was read.
  var notes: [(code: Diagnostic.Code, message: String)] = []

  /// Begins a reference.
  init(at place: Place) { self.place = place }

  /// Adds a text to a property; a second one makes a list of them.
  mutating func add(_ text: String, to name: String) {
    guard !text.isEmpty else { return }
    switch properties[name] {
    case nil: properties[name] = .string(text)
    case .strings(let all): if !all.contains(text) { properties[name] = .strings(all + [text]) }
    case let known?: if known.text != text { properties[name] = .strings([known.text, text]) }
    }
  }

  /// Makes a paper of it. Without a title it is kept as "(title not given)".
  ///
  /// - Parameter number: its position in the file, for a key where there is nothing else.
  func add(_ number: Int, to collection: inout ImportCollection) {
    collection.countRows()
    for note in notes { collection.note(.kept, note.code, note.message, at: place) }
    let url = urls.first { PaperIdentity.doi($0) != nil || PaperIdentity.arXiv($0) != nil }
    var identity = PaperIdentity(doi: doi, url: url ?? urls.first, title: title ?? "")
    for finding in identity.findings {
      collection.note(finding.isTaken ? .repaired : .kept, finding.code, finding.message, at: place)
    }
    if title == nil {
      collection.note(.kept, "no-title", "a record without a title", at: place)
      if !identity.hasIdentifier {
        identity.key = Key("paper:\(id.map(Slug.make) ?? "record-\(number)")")
      }
    }
    var node = Node(
      identity.key,
      .paper,
      label: title ?? "(title not given)",
      sameAs: identity.sameAs,
      properties: properties
    )
    func list(_ names: [String], _ property: String) {
      if names.count == 1 { node.properties[property] = .string(names[0]) }
      if names.count > 1 { node.properties[property] = .strings(names) }
    }
    list(authors, "authors")
    list(editors, "editors")
    list(urls, "url")
    if let year { node.properties["year"] = .integer(year) }
    if let id { node.properties["citationKey"] = .string(id) }
    let standing = collection.node(node.key)?.label
    collection.add(node, at: place)
    if let standing {
      collection.note(
        .repeated,
        "known-work",
        "'\(node.key)' is listed already"
          + (Title.areEqual(standing, node.label ?? "") ? "" : ", as '\(standing)'")
          + "; the records are one work",
        at: place
      )
    }
  }

  /// Takes a date as the formats write it: `2024/05/06/note`, `2024-05`, `2024`.
  mutating func setDate(_ text: String) {
    let parts = text.split(whereSeparator: { "/-".contains($0) }).map { $0.trimmedText }
    guard let first = parts.first, first.count == 4, let number = Int64(first) else {
      let numbers = text.split { !$0.isNumber }.map(String.init)
      year = year ?? numbers.first { $0.count == 4 }.flatMap { Int64($0) }
      add(text.trimmedText, to: "date")
      return
    }
    year = year ?? number
    let days = parts.dropFirst().prefix(2).filter { $0.count <= 2 && Int($0) != nil }
    guard !days.isEmpty, properties["date"] == nil else { return }
    add(([first] + days.map { $0.count == 1 ? "0\($0)" : $0 }).joined(separator: "-"), to: "date")
  }
}
