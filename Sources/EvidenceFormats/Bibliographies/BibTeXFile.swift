import EvidenceCore

/// A bibliography in BibTeX or BibLaTeX: an entry a work.
///
/// What a field means that the model has no name for is kept under `bibtex` and the field's name.
struct BibTeXFile {
  private let file: String
  private var entries: [BibTeXScanner.Entry] = []
  private var byKey: [String: Int] = [:]

  /// Whether a file's beginning is that of such a bibliography.
  static func isBibliography(_ lines: [Substring]) -> Bool {
    lines.contains { line in
      let line = line.drop { $0 == " " || $0 == "\t" }
      guard line.first == "@",
        let open = line.firstIndex(where: { $0 == "{" || $0 == "(" })
      else { return false }
      let type = line[line.index(after: line.startIndex)..<open].trimmedText
      return !type.isEmpty && type.allSatisfy { $0.isASCII && $0.isLetter }
    }
  }

  /// Reads a file.
  ///
  /// Entries that are broken are findings of the collection; the others are read all the same.
  ///
  /// - Throws: `EvidenceError` if the file is not UTF-8.
  /// - Complexity: O(*n*) for *n* bytes.
  static func read(
    _ source: FileBytes,
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    collection.begin(source.file)
    var reader = BibTeXFile(file: source.file)
    try reader.scan(try source.text(), &collection)
    for index in reader.entries.indices where reader.entries[index].type != "xdata" {
      try collection.step(reader.entries[index].fields.count)
      reader.take(index, &collection)
    }
  }

  private init(file: String) { self.file = file }

  private mutating func scan(
    _ text: String,
    _ collection: inout ImportCollection
  ) throws(EvidenceError) {
    var scanner = BibTeXScanner(text)
    while true {
      try collection.step()
      do {
        guard var entry = try scanner.next() else { return }
        var key = entry.key
        var number = 1
        while byKey[key.lowercased()] != nil {
          number += 1
          key = "\(entry.key)#\(number)"
        }
        if number > 1 {
          collection.note(
            .kept,
            "repeated-key",
            "the key '\(entry.key)' stands before; kept as '\(key)'",
            at: Place(file, line: entry.line)
          )
        }
        entry.key = key
        byKey[key.lowercased()] = entries.count
        entries.append(entry)
      } catch {
        collection.fail(
          "broken-entry",
          error.message,
          at: Place(file, line: error.line),
          hint: error.hint
        )
      }
    }
  }

  // MARK: Entries

  /// An entry's fields, with those that it inherits.
  private func fields(
    of index: Int,
    _ collection: inout ImportCollection
  ) -> [(name: String, value: String)] {
    let entry = entries[index]
    var fields = entry.fields
    for name in ["crossref", "xdata"] {
      for parent in (entry[name] ?? "").split(separator: ",").map(\.trimmedText) {
        guard let found = byKey[parent.lowercased()], found != index else {
          collection.note(
            .dropped,
            "unknown-parent",
            "'\(name)' names '\(parent)', which is no entry of the file",
            at: Place(file, line: entry.line)
          )
          continue
        }
        for (field, value) in entries[found].fields where field != "crossref" && field != "xdata" {
          let isTitle = name == "crossref" && field == "title"
          let inherited = isTitle ? "booktitle" : field
          if name == "crossref", ["doi", "url", "evidencekey", "eprint"].contains(field) {
            continue
          }
          if !fields.contains(where: { $0.name == inherited }) { fields.append((inherited, value)) }
        }
      }
    }
    return fields.filter { $0.name != "crossref" && $0.name != "xdata" }
  }

  private func take(_ index: Int, _ collection: inout ImportCollection) {
    let entry = entries[index]
    let place = Place(file, line: entry.line)
    var work = ReadWork(at: place)
    var unknown: [String] = []
    func plain(_ text: String) -> String {
      let reading = TeXReading(text)
      unknown += reading.unknown
      return reading.text
    }
    let fields = fields(of: index, &collection)
    let values = Dictionary(fields) { first, _ in first }
    var month: String?
    for (name, value) in fields where !value.trimmedText.isEmpty {
      switch name {
      case "title": work.title = plain(value)
      case "author":
        let read = BibTeXNames.read(value)
        work.authors = read.names
        if read.hasOthers {
          collection.note(.dropped, "others", "'and others' stands for authors unnamed", at: place)
        }
      case "editor": for name in BibTeXNames.read(value).names { work.keep("editors", name) }
      case "year", "date":
        if !work.takeDate(value.trimmedText) {
          work.keep("bibtex" + Self.capital(name), plain(value))
        }
      case "month": month = Self.month(plain(value))
      case "doi": work.doi = DOI.read(Self.verbatim(value))?.plain ?? Self.verbatim(value)
      case "url": work.url = [Self.verbatim(value)]
      case "eprint":
        let kind = values["archiveprefix"] ?? values["eprinttype"] ?? ""
        if kind.lowercased() == "arxiv",
          let number = PaperIdentity.arXiv("arxiv:" + Self.verbatim(value))
        {
          work.arXiv = number
        } else {
          work.keep("bibtexEprint", Self.verbatim(value))
        }
      case "archiveprefix", "eprinttype": break
      case "keywords":
        work.keywords = value.split { ",;".contains($0) }.map { plain(String($0)) }
          .filter { !$0.isEmpty }
      case "evidencekey": work.key = value
      case "evidencetype": work.itemType = plain(value)
      default:
        let property = BibTeXFields.property(of: name)
        if let property, work.fields[property] == nil {
          let text = plain(value)
          work.fields[property] = property == "pages" ? text.replacing("–", with: "-") : text
        } else {
          work.keep("bibtex" + Self.capital(name), plain(value))
        }
      }
    }
    if let month, let year = work.year, work.date == nil { work.date = "\(year)-\(month)" }
    if work.itemType == nil { work.itemType = WorkTypes.word(ofBibTeX: entry.type) }
    let implied = work.key ?? work.doi.map { "doi:\($0)" } ?? ""
    if !entry.key.isEmpty, entry.key != BibTeXFields.citationKey(Key(implied)) {
      work.shortName = entry.key
    }
    for command in Set(unknown).sorted() {
      collection.note(.kept, "unknown-command", "\(command) of TeX stays as it is", at: place)
    }
    work.add(position: index + 1, to: &collection)
  }

  private static func capital(_ name: String) -> String {
    name.prefix(1).uppercased() + name.dropFirst()
  }

  /// An address or identifier, of which only escapes are undone.
  private static func verbatim(_ value: String) -> String {
    var text = value.trimmedText
    if text.hasPrefix("\\url{"), text.hasSuffix("}") { text = String(text.dropFirst(5).dropLast()) }
    for sign in ["_", "%", "&", "#", "~"] { text = text.replacing("\\\(sign)", with: sign) }
    return text
  }

  private static func month(_ text: String) -> String? {
    let names = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    let start = text.lowercased().prefix(3)
    let number = names.firstIndex { $0 == start }.map { $0 + 1 } ?? Int(text)
    guard let number, (1...12).contains(number) else { return nil }
    return number < 10 ? "0\(number)" : String(number)
  }
}
