import EvidenceCore

/// Reads a bibliography in RIS, as reference managers and databases write it.
enum RISReader {
  /// The most records, and the most bytes of a record.
  private static let limits = (records: 1_000_000, record: 4 << 20)

  /// Whether a file's beginning is that of such a bibliography.
  static func isBibliography(_ start: String) -> Bool {
    for line in start.split(whereSeparator: \.isNewline).prefix(60) {
      if let field = Self.field(line.drop { $0 == " " || $0 == "\u{FEFF}" }), field.tag == "TY" {
        return true
      }
    }
    return false
  }

  /// Reads a bibliography.
  ///
  /// - Throws: `EvidenceError` if it is no UTF-8, or has no record.
  /// - Complexity: O(bytes).
  static func read(
    _ source: FileBytes,
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    collection.begin(source.file)
    let text = try source.text()
    var record: [(tag: String, value: String)]?
    var start = 0
    var number = 0
    var stray: [Int] = []
    func finish(_ collection: inout ImportCollection, isEnded: Bool) {
      guard let fields = record else { return }
      number += 1
      var reference = reference(fields, at: Place(source.file, line: start))
      if !isEnded { reference.notes.append(("no-end", "a record without its end (ER)")) }
      reference.add(number, to: &collection)
      record = nil
    }
    for (index, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      try collection.step()
      let line = raw.drop { $0 == "\u{FEFF}" }
      guard let field = field(line) else {
        let text = line.trimmedText
        if text.isEmpty { continue }
        if record != nil, let last = record?.indices.last {
          // A long value goes on in the next line.
          let value = record?[last].value ?? ""
          if value.utf8.count < limits.record {
            record?[last].value = value.isEmpty ? text : value + "\n" + text
          }
        } else {
          stray.append(index + 1)
        }
        continue
      }
      switch field.tag {
      case "TY":
        finish(&collection, isEnded: false)
        guard number < limits.records else {
          throw EvidenceError(
            "file-too-large",
            "more than \(limits.records) records",
            at: Place(source.file, line: index + 1)
          )
        }
        (record, start) = ([field], index + 1)
      case "ER": finish(&collection, isEnded: true)
      default:
        if record == nil { stray.append(index + 1) } else { record?.append(field) }
      }
    }
    finish(&collection, isEnded: false)
    for line in stray {
      collection.note(
        .dropped,
        "stray-line",
        "a line outside of any record",
        at: Place(source.file, line: line)
      )
    }
  }

  /// The tag and the value of a line; one or two blanks may stand before the hyphen.
  private static func field(_ line: Substring) -> (tag: String, value: String)? {
    let bytes = line.utf8
    guard bytes.count >= 4 else { return nil }
    let tag = line.prefix(2)
    guard let first = tag.utf8.first, let last = tag.utf8.last, (0x41...0x5A).contains(first),
      (0x41...0x5A).contains(last) || (0x30...0x39).contains(last)
    else { return nil }
    let rest = line.dropFirst(2)
    let blanks = rest.prefix { $0 == " " }
    guard (1...2).contains(blanks.count), rest.dropFirst(blanks.count).first == "-" else {
      return nil
    }
    return (String(tag), rest.dropFirst(blanks.count + 1).trimmedText)
  }

  private static func reference(
    _ fields: [(tag: String, value: String)],
    at place: Place
  ) -> Reference {
    var reference = Reference(at: place)
    let type = fields.first?.value ?? ""
    let known = ItemType.of(ris: type)
    reference.add(known?.name ?? type, to: "itemType")
    var byTag: [String: [String]] = [:]
    var order: [String] = []
    for field in fields.dropFirst() where !field.value.isEmpty {
      if byTag[field.tag] == nil { order.append(field.tag) }
      byTag[field.tag, default: []].append(field.value)
    }
    var used: Set<String> = []
    func take(_ tags: String...) -> [String] {
      used.formUnion(tags)
      return tags.flatMap { byTag[$0] ?? [] }
    }
    /// The values of the first of some tags that has any; those of the others stay.
    func first(_ tags: String...) -> [String] {
      guard let tag = tags.first(where: { byTag[$0] != nil }) else { return [] }
      used.insert(tag)
      return byTag[tag] ?? []
    }
    reference.id = take("ID").first
    reference.title =
      first("TI", "T1", "CT").first ?? (known?.name == "Book" ? first("BT").first : nil)
    let people = take("AU", "A1")
    let seconds = take("A2", "ED")
    if type.uppercased() == "EDBOOK" {
      reference.editors = people + seconds
    } else {
      reference.authors = people
      reference.editors = seconds
    }
    for date in take("DA") + take("PY", "Y1") { reference.setDate(date) }
    reference.urls = take("UR", "LK")
    let stated = take("DO").first
    reference.doi = stated
    if stated == nil {
      for tag in ["M3", "L3", "N1"] {
        if let found = byTag[tag]?.first(where: { PaperIdentity.doi($0) != nil }) {
          reference.doi = found
          if byTag[tag]?.count == 1 { used.insert(tag) }
          break
        }
      }
    }
    for journal in first("T2", "JF", "JO", "JA") { reference.add(journal, to: "journal") }
    for text in take("AB", "N2") { reference.add(text, to: "abstract") }
    for words in take("KW") {
      for word in words.split(whereSeparator: { ";\n".contains($0) }) {
        reference.add(word.trimmedText, to: "keywords")
      }
    }
    let named = [
      ("PB", "publisher"), ("CY", "placePublished"), ("VL", "volume"), ("IS", "issue"),
      ("SN", "isbn"), ("LA", "language"),
    ]
    for (tag, name) in named { for value in take(tag) { reference.add(value, to: name) } }
    let pages = (take("SP").first, take("EP").first)
    switch pages {
    case (let start?, let end?) where start != end && !start.contains("-"):
      reference.add("\(start)-\(end)", to: "pages")
    case (let start?, _): reference.add(start, to: "pages")
    case (nil, let end?): reference.add(end, to: "pages")
    case (nil, nil): break
    }
    // What is not known is kept by its tag, every line of it.
    for tag in order where !used.contains(tag) {
      for value in byTag[tag] ?? [] { reference.add(value, to: "ris\(tag)") }
    }
    return reference
  }
}
