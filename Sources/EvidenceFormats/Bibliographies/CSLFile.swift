import EvidenceCore

/// A bibliography in CSL-JSON: a list of items.
struct CSLFile {
  /// Whether a file's beginning is that of such a bibliography.
  static func isBibliography(_ start: Substring) -> Bool {
    func names(_ name: String) -> Bool { start.contains("\"\(name)\"") }
    guard start.first == "[" || start.first == "{", names("id") else { return false }
    return names("date-parts") || names("container-title") || names("citation-key")
      || names("evidenceKey") || (names("family") && names("title") && names("type"))
  }

  /// Reads a file.
  ///
  /// - Throws: `EvidenceError` if it is no JSON.
  static func read(
    _ source: FileBytes,
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    let root = try JSONDocument.read(source)
    collection.begin(source.file)
    let items = root.items.isEmpty ? root["items"]?.items ?? [] : root.items
    for (index, item) in items.enumerated() {
      try collection.step(item.members.count)
      guard case .object = item else {
        collection.countRows()
        collection.dropRow(
          "no-item",
          "\(item.sort) where an item is expected (number \(index + 1))",
          at: Place(source.file)
        )
        continue
      }
      work(item, source.file).add(position: index + 1, to: &collection)
    }
  }

  private static func work(_ item: JSONValue, _ file: String) -> ReadWork {
    var work = ReadWork(at: Place(file))
    work.title = item["title"]?.text
    work.authors = (item["author"]?.items ?? []).compactMap(name)
    for editor in (item["editor"]?.items ?? []).compactMap(name) { work.keep("editors", editor) }
    takeDate(item["issued"], &work)
    work.doi = item["DOI"]?.text.map { DOI.read($0)?.plain ?? $0 }
    if let url = item["URL"]?.text { work.url = [url] }
    for (name, field) in CSLFields.fields { work.fields[name] = item[field]?.text }
    work.itemType = item["genre"]?.text ?? item["type"]?.text.flatMap(WorkTypes.word(ofCSL:))
    work.keywords = (item["keyword"]?.text ?? "").split(whereSeparator: { ",;".contains($0) })
      .map(\.trimmedText).filter { !$0.isEmpty }
    let custom = item["custom"] ?? .null
    if let key = custom["evidenceKey"]?.text {
      work.key = key
      work.sameAs = (custom["sameAs"]?.items ?? []).compactMap(\.text)
      work.doi = nil
    } else {
      work.shortName = item["citation-key"]?.text ?? item["id"]?.text
    }
    takeOthers(item, &work)
    return work
  }

  private static func takeOthers(_ item: JSONValue, _ work: inout ReadWork) {
    let handled: Set<String> = [
      "id", "type", "title", "author", "editor", "issued", "DOI", "URL", "genre", "keyword",
      "custom", "citation-key", "note",
    ]
    let fields = Set(CSLFields.fields.map(\.field))
    for member in item.members where !handled.contains(member.name) && !fields.contains(member.name)
    {
      if let text = member.value.text {
        work.keep(Naming.camelCase("csl-\(member.name)"), text)
      }
    }
    // A note may hold further variables, `name: value` a line.
    for line in (item["note"]?.text ?? "").split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: ":", maxSplits: 1).map(\.trimmedText)
      if parts.count == 2, parts[0].uppercased() == "DOI", work.doi == nil, work.key == nil {
        work.doi = DOI.read(parts[1])?.plain
      } else {
        work.keep("cslNote", line.trimmedText)
      }
    }
  }

  private static func takeDate(_ value: JSONValue?, _ work: inout ReadWork) {
    guard let value else { return }
    let parts = (value["date-parts"]?.items.first?.items ?? []).compactMap(\.text)
    let padded = parts.enumerated().map {
      $0.offset > 0 && $0.element.count == 1 ? "0\($0.element)" : $0.element
    }
    if !padded.isEmpty, work.takeDate(padded.joined(separator: "-")) { return }
    for text in ["raw", "literal"].compactMap({ value[$0]?.text }) + parts
    where !work.takeDate(text) {
      work.keep("cslIssued", text)
    }
  }

  /// A name in one text: `von Last, First, Jr`, or what is given as it is.
  private static func name(_ value: JSONValue) -> String? {
    if let literal = value["literal"]?.text { return literal }
    let particle = value["non-dropping-particle"]?.text ?? value["dropping-particle"]?.text
    let family = [particle, value["family"]?.text].compactMap(\.self).joined(separator: " ")
    let parts = [family, value["given"]?.text ?? "", value["suffix"]?.text ?? ""]
    let name = parts.filter { !$0.isEmpty }.joined(separator: ", ")
    return name.isEmpty ? nil : name
  }
}
