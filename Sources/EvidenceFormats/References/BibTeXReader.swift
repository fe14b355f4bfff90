import EvidenceCore

/// Reads a bibliography in BibTeX (and what BibLaTeX adds).
enum BibTeXReader {
  /// Whether a file's beginning is that of such a bibliography.
  static func isBibliography(_ start: String) -> Bool {
    for line in start.split(whereSeparator: \.isNewline).prefix(200) {
      let line = line.drop { $0 == " " || $0 == "\t" || $0 == "\u{FEFF}" }
      guard line.first == "@", let brace = line.firstIndex(where: { $0 == "{" || $0 == "(" })
      else { continue }
      let type = line[line.index(after: line.startIndex)..<brace].trimmedText
      if !type.isEmpty, type.allSatisfy(\.isLetter) { return true }
    }
    return false
  }

  /// Reads a bibliography.
  ///
  /// - Throws: `EvidenceError` if it is no UTF-8.
  /// - Complexity: O(bytes + entries × fields).
  static func read(
    _ source: FileBytes,
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    collection.begin(source.file)
    var parser = BibTeXParser(try source.text(), file: source.file)
    parser.parse()
    for finding in parser.findings {
      collection.countRows()
      collection.countDroppedRow()
      collection.note(
        .dropped,
        finding.code,
        finding.message,
        at: finding.place ?? Place(source.file)
      )
    }
    var byKey: [String: BibTeXParser.Entry] = [:]
    for entry in parser.entries where byKey[entry.key.lowercased()] == nil {
      byKey[entry.key.lowercased()] = entry
    }
    var seen: [String: Int] = [:]
    var number = 0
    for entry in parser.entries where entry.type != "xdata" && entry.type != "set" {
      try collection.step(entry.fields.count)
      number += 1
      var entry = entry
      let count = seen[entry.key.lowercased(), default: 0] + 1
      seen[entry.key.lowercased()] = count
      let repeated = count > 1
      entry.fields = inherited(entry, byKey, depth: 0)
      if repeated { entry.key += "#\(count)" }
      var reference = reference(entry)
      if repeated {
        reference.notes.append(
          ("repeated-id", "the key '\(entry.key)' stands for another entry too")
        )
      }
      reference.add(number, to: &collection)
    }
  }

  /// The fields of an entry with those that it takes from `xdata` and `crossref`.
  private static func inherited(
    _ entry: BibTeXParser.Entry,
    _ byKey: [String: BibTeXParser.Entry],
    depth: Int
  ) -> [(name: String, value: String)] {
    guard depth < 8 else { return entry.fields }
    var fields = entry.fields
    func has(_ name: String) -> Bool { fields.contains { $0.name == name } }
    for name in ["xdata", "crossref"] {
      let named = entry.fields.last { $0.name == name }?.value ?? ""
      for key in named.split(separator: ",") {
        guard let parent = byKey[key.trimmedText.lowercased()] else { continue }
        for (field, value) in inherited(parent, byKey, depth: depth + 1) {
          // The title of the whole is the book's of the part.
          let taken = name == "crossref" && field == "title" ? "booktitle" : field
          if !has(taken), !["crossref", "xdata"].contains(taken) { fields.append((taken, value)) }
        }
      }
    }
    return fields
  }

  private static func reference(_ entry: BibTeXParser.Entry) -> Reference {
    var reference = Reference(at: entry.place)
    var values: [String: String] = [:]
    for (name, value) in entry.fields where values[name] == nil { values[name] = value }
    var used: Set<String> = ["crossref", "xdata", "ids"]
    var unknown: Set<String> = []
    func raw(_ name: String) -> String? {
      used.insert(name)
      return values[name].flatMap { $0.trimmedText.isEmpty ? nil : $0 }
    }
    func plain(_ text: String) -> String {
      let read = TeXPlain.plain(text)
      unknown.formUnion(read.unknown)
      return read.text
    }
    reference.id = raw("evidencekey").map(plain) ?? (entry.key.isEmpty ? nil : entry.key)
    let type = entry.type
    reference.add(ItemType.of(bibTeX: type)?.name ?? type, to: "itemType")
    let title = raw("title").map(plain)
    let subtitle = raw("subtitle").map(plain)
    reference.title = title.map { title in subtitle.map { "\(title): \($0)" } ?? title }
    reference.authors = BibTeXNames.split(raw("author") ?? "").map(plain)
    reference.editors = BibTeXNames.split(raw("editor") ?? "").map(plain)
    let month = raw("month").map(plain)
    if let date = raw("date").map(plain) {
      reference.setDate(date.split(separator: "/").first.map(String.init) ?? date)
    } else if let year = raw("year").map(plain) {
      reference.setDate(month.map { "\(year)-\($0)" } ?? year)
    }
    used.formUnion(["year", "month"])
    let address = raw("url").map {
      $0.replacing("\\_", with: "_").replacing("\\%", with: "%").replacing("\\&", with: "&")
        .replacing("\\#", with: "#")
    }
    reference.urls = [address].compactMap(\.self)
    reference.doi = raw("doi").map(plain) ?? address.flatMap { PaperIdentity.doi($0) }
    let archive = (raw("archiveprefix") ?? raw("eprinttype"))?.lowercased()
    if let eprint = raw("eprint").map(plain) {
      let isArXiv = archive == "arxiv" || PaperIdentity.arXiv(eprint) != nil
      if isArXiv {
        reference.urls.append("https://arxiv.org/abs/\(eprint.replacing("arXiv:", with: ""))")
      } else {
        reference.add(eprint, to: "eprint")
      }
    }
    if let archive, archive != "arxiv" { reference.add(archive, to: "eprintType") }
    for name in ["journal", "journaltitle", "booktitle"] {
      if let text = raw(name).map(plain) { reference.add(text, to: "journal") }
    }
    let named = [
      "publisher": "publisher", "school": "publisher", "institution": "publisher",
      "organization": "publisher", "address": "placePublished", "location": "placePublished",
      "volume": "volume", "number": "issue", "pages": "pages", "abstract": "abstract",
      "language": "language", "isbn": "isbn", "issn": "isbn", "note": "notes",
    ]
    for name in named.keys.sorted() {
      guard let text = raw(name).map(plain), let property = named[name] else { continue }
      reference.add(name == "pages" ? text.replacing("–", with: "-") : text, to: property)
    }
    for word in (raw("keywords") ?? "").split(whereSeparator: { ",;".contains($0) }) {
      reference.add(plain(String(word)).trimmedText, to: "keywords")
    }
    for (name, value) in entry.fields where !used.contains(name) {
      reference.add(plain(value), to: "bibtex:\(name)")
    }
    for command in unknown.sorted() {
      reference.notes.append(
        ("unknown-command", "the TeX command '\(command)' stays as it is written")
      )
    }
    return reference
  }
}

/// The names of an `author` field.
enum BibTeXNames {
  /// Each name as `Last, First`, or whole in braces where it is an organisation's.
  static func split(_ field: String) -> [String] {
    var names: [String] = []
    var current = ""
    var depth = 0
    let words = field.split(whereSeparator: { $0 == " " || $0.isNewline || $0 == "\t" })
    for word in words {
      if depth == 0, word.lowercased() == "and" {
        names.append(current)
        current = ""
        continue
      }
      depth += word.count { $0 == "{" } - word.count { $0 == "}" }
      current += (current.isEmpty ? "" : " ") + word
    }
    names.append(current)
    return names.map(\.trimmedText).filter { !$0.isEmpty }.map { name in
      if name.lowercased() == "others" { return "et al." }
      if name.hasPrefix("{"), name.hasSuffix("}"), !name.contains(",") { return name }
      if name.contains(",") {
        // `von Last, Jr, First`.
        let parts = name.split(separator: ",").map { $0.trimmedText }
        return parts.count == 3
          ? "\(parts[0]), \(parts[2]), \(parts[1])" : parts.joined(separator: ", ")
      }
      return lastFirst(name)
    }
  }

  /// `First von Last` as `von Last, First`.
  private static func lastFirst(_ name: String) -> String {
    var words: [String] = []
    var depth = 0
    for word in name.split(separator: " ") {
      if depth > 0, let last = words.indices.last {
        words[last] += " " + word
      } else {
        words.append(String(word))
      }
      depth += word.count { $0 == "{" } - word.count { $0 == "}" }
    }
    guard words.count > 1 else { return name }
    let particle = words.dropLast().firstIndex { $0.first?.isLowercase == true }
    let start = particle ?? words.count - 1
    guard start > 0 else { return name }
    return words[start...].joined(separator: " ") + ", " + words[..<start].joined(separator: " ")
  }
}
