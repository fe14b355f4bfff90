import EvidenceCore

/// Reads a bibliography in CSL-JSON: a list of items.
enum CSLReader {
  /// Whether a file's beginning is that of such a bibliography.
  static func isBibliography(_ start: Substring) -> Bool {
    func names(_ name: String) -> Bool { start.contains("\"\(name)\"") }
    guard start.first == "[" || start.first == "{" else { return false }
    return names("container-title") || names("date-parts") || names("citation-key")
      || (names("type") && names("title") && names("issued"))
      || (names("type") && names("title") && names("author") && names("family"))
  }

  /// Reads a bibliography.
  ///
  /// - Throws: `EvidenceError` if it is no JSON, or lists no items.
  /// - Complexity: O(bytes).
  static func read(
    _ source: FileBytes,
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    collection.begin(source.file)
    let root = try JSONDocument.read(source)
    let items =
      root.items.isEmpty && !root.members.isEmpty
      ? (root["items"]?.items ?? [root]) : root.items
    for (number, item) in items.enumerated() {
      try collection.step()
      guard !item.members.isEmpty else {
        collection.countRows()
        collection.dropRow("no-record", "item \(number + 1) is no object", at: Place(source.file))
        continue
      }
      reference(item, number + 1, source.file).add(number + 1, to: &collection)
    }
  }

  private static func reference(_ item: JSONValue, _ number: Int, _ file: String) -> Reference {
    var reference = Reference(at: Place(file))
    var used: Set<String> = [
      "type", "id", "citation-key", "title", "author", "editor", "issued", "DOI", "URL", "custom",
    ]
    let type = item["type"]?.text ?? ""
    reference.add(ItemType.of(csl: type)?.name ?? type, to: "itemType")
    reference.id = item["citation-key"]?.text ?? item["id"]?.text
    reference.title = item["title"]?.text
    reference.authors = (item["author"]?.items ?? []).compactMap(name)
    reference.editors = (item["editor"]?.items ?? []).compactMap(name)
    reference.doi = item["DOI"]?.text
    reference.urls = [item["URL"]?.text].compactMap(\.self)
    if let date = item["issued"] {
      let parts = date["date-parts"]?.items.first?.items.compactMap(\.text) ?? []
      if !parts.isEmpty {
        reference.setDate(parts.joined(separator: "-"))
      } else if let text = date["raw"]?.text ?? date["literal"]?.text ?? date.text {
        reference.setDate(text)
      }
      if let season = date["season"]?.text { reference.add(season, to: "season") }
    }
    let named = [
      ("container-title", "journal"), ("publisher", "publisher"),
      ("publisher-place", "placePublished"), ("volume", "volume"), ("issue", "issue"),
      ("page", "pages"), ("abstract", "abstract"), ("language", "language"), ("ISBN", "isbn"),
    ]
    for (csl, name) in named {
      used.insert(csl)
      if let text = item[csl]?.text { reference.add(text, to: name) }
    }
    used.insert("keyword")
    for word in (item["keyword"]?.text ?? "").split(whereSeparator: { ",;".contains($0) }) {
      reference.add(word.trimmedText, to: "keywords")
    }
    used.insert("note")
    var notes: [String] = []
    for line in (item["note"]?.text ?? "").split(whereSeparator: \.isNewline) {
      // A note may hold fields that CSL has no name for.
      if let colon = line.firstIndex(of: ":"), line[..<colon].trimmedText.lowercased() == "doi" {
        reference.doi = reference.doi ?? line[line.index(after: colon)...].trimmedText
      } else {
        notes.append(line.trimmedText)
      }
    }
    reference.add(notes.joined(separator: "\n"), to: "notes")
    for member in item.members where !used.contains(member.name) {
      if let text = member.value.text { reference.add(text, to: "csl:\(member.name)") }
    }
    return reference
  }

  /// A name as `Last, First`, with its particle and suffix; an organisation whole.
  private static func name(_ value: JSONValue) -> String? {
    if let literal = value["literal"]?.text { return literal }
    let particle = value["non-dropping-particle"]?.text ?? value["dropping-particle"]?.text
    guard let family = value["family"]?.text else { return value["given"]?.text ?? value.text }
    let last = particle.map { "\($0) \(family)" } ?? family
    return ([last] + [value["given"]?.text, value["suffix"]?.text].compactMap(\.self)).joined(
      separator: ", "
    )
  }
}
