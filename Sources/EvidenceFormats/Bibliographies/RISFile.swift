import EvidenceCore

/// A bibliography in RIS: records from `TY` to `ER`, a tag a line.
///
/// Works alone: `N1` and labels of screening tools are never statements. What has no name in the
/// model is kept under `ris` and its tag.
struct RISFile {
  private typealias Line = (tag: String, value: String, number: Int)

  /// The most bytes of one record.
  private static let limit = 1 << 20

  private let file: String
  private var position = 0

  /// Whether a file's beginning is that of such a bibliography: one of its lines is a `TY`.
  static func isBibliography(_ lines: [Substring]) -> Bool {
    lines.contains { tag(of: $0)?.tag == "TY" }
  }

  /// Reads a file.
  ///
  /// - Throws: `EvidenceError` if it is not UTF-8, or one of its records is without end.
  /// - Complexity: O(*n*) for *n* bytes.
  static func read(
    _ source: FileBytes,
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    collection.begin(source.file)
    var reader = RISFile(file: source.file)
    try reader.read(try source.text(), &collection)
  }

  private init(file: String) { self.file = file }

  private mutating func read(
    _ text: String,
    _ collection: inout ImportCollection
  ) throws(EvidenceError) {
    var record: [Line]?
    var size = 0
    func place(_ number: Int) -> Place { Place(file, line: number) }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      try collection.step()
      let number = index + 1
      var line = line
      if line.unicodeScalars.first == "\u{FEFF}" { line.unicodeScalars.removeFirst() }
      guard let (tag, value) = Self.tag(of: line) else {
        let words = line.trimmedText
        if words.isEmpty { continue }
        if var open = record, var last = open.popLast() {
          last.value += (last.value.isEmpty ? "" : " ") + words
          open.append(last)
          record = open
          size += words.utf8.count
        } else {
          collection.note(
            .dropped,
            "stray-line",
            "a line outside of every record: '\(words.prefix(40))'",
            at: place(number)
          )
        }
        continue
      }
      if tag == "TY" {
        if let open = record {
          collection.note(.repaired, "unended-record", "a record without 'ER'", at: place(number))
          take(open, &collection)
        }
        record = []
        size = 0
      }
      guard record != nil else {
        collection.note(
          .dropped,
          "stray-line",
          "'\(tag)' stands outside of every record, before a 'TY'",
          at: place(number)
        )
        continue
      }
      if tag == "ER" {
        take(record ?? [], &collection)
        record = nil
        continue
      }
      record?.append((tag, value, number))
      size += value.utf8.count
      if size > Self.limit {
        throw EvidenceError(
          "long-record",
          "a record of more than \(Self.limit >> 20) MB",
          at: place(record?.first?.number ?? number),
          hint: "is an 'ER' missing, or is this another form?"
        )
      }
    }
    if let open = record {
      collection.note(
        .repaired,
        "unended-record",
        "the last record has no 'ER'",
        at: place(lines.count)
      )
      take(open, &collection)
    }
  }

  /// The tag and the value of a line: two letters, one or two blanks, a hyphen.
  private static func tag(of line: Substring) -> (tag: String, value: String)? {
    var line = line
    if line.unicodeScalars.first == "\u{FEFF}" { line.unicodeScalars.removeFirst() }
    let bytes = Array(line.utf8.prefix(6))
    guard bytes.count >= 4, (0x41...0x5A).contains(bytes[0]),
      (0x41...0x5A).contains(bytes[1]) || (0x30...0x39).contains(bytes[1]), bytes[2] == 0x20
    else { return nil }
    let hyphen =
      bytes[3] == 0x2D ? 3 : bytes.count > 4 && bytes[3] == 0x20 && bytes[4] == 0x2D ? 4 : 0
    guard hyphen > 0 else { return nil }
    let rest = line.utf8.dropFirst(hyphen + 1)
    guard rest.isEmpty || rest.first == 0x20 else { return nil }
    return (String(line.prefix(2)), String(Substring(rest)).trimmedText)
  }

  // MARK: Records

  private mutating func take(_ lines: [Line], _ collection: inout ImportCollection) {
    position += 1
    guard let first = lines.first else { return }
    var work = ReadWork(at: Place(file, line: first.number))
    var ends: (start: String?, end: String?) = (nil, nil)
    let type = first.value.uppercased()
    for line in lines.dropFirst() where !line.value.isEmpty {
      switch line.tag {
      case "SP": ends.start = ends.start ?? line.value
      case "EP": ends.end = ends.end ?? line.value
      default: Self.take(line.tag, line.value, type, into: &work)
      }
    }
    work.fields["pages"] = [ends.start, ends.end].compactMap(\.self).joined(separator: "-")
    if work.fields["pages"]?.isEmpty == true { work.fields["pages"] = nil }
    if work.itemType == nil { work.itemType = WorkTypes.word(ofRIS: type) }
    if WorkTypes.word(ofRIS: type) == nil, type != "GEN" { work.keep("risTY", type) }
    work.add(position: position, to: &collection)
  }

  private static func take(
    _ tag: String,
    _ value: String,
    _ type: String,
    into work: inout ReadWork
  ) {
    switch tag {
    case "TI", "T1", "CT":
      if work.title == nil { work.title = value } else { work.keep("ris\(tag)", value) }
    case "AU", "A1":
      if type == "EDBOOK" { work.keep("editors", value) } else { work.authors.append(value) }
    case "A2", "ED": work.keep("editors", value)
    case "PY", "Y1", "DA":
      if !work.takeDate(date(value)) { work.keep("ris\(tag)", value) }
    case "DO":
      if work.doi == nil { work.doi = DOI.read(value)?.plain ?? value }
    case "M3", "L3", "N1":
      if work.doi == nil, let doi = DOI.read(value)?.plain {
        work.doi = doi
      } else if tag == "M3", work.itemType == nil {
        work.itemType = value
      } else {
        work.keep("ris\(tag)", value)
      }
    case "UR": work.url.append(value)
    case "KW": work.keywords.append(value)
    case "AB", "N2": set("abstract", value, tag, &work)
    case "T2", "JF", "JO": set("container", value, tag, &work)
    case "VL": set("volume", value, tag, &work)
    case "IS", "M1": set("issue", value, tag, &work)
    case "ET": set("edition", value, tag, &work)
    case "PB": set("publisher", value, tag, &work)
    case "CY", "PP": set("place", value, tag, &work)
    case "LA": set("language", value, tag, &work)
    case "SN": set(PaperFields.isISSN(value) ? "issn" : "isbn", value, tag, &work)
    case "ID":
      if PaperFields.isPaperKey(value) {
        work.key = value
      } else {
        work.recordID = value
        work.keep("risID", value)
      }
    case "AN":
      if PaperFields.isPaperKey(value) {
        work.sameAs.append(value)
      } else {
        work.keep("risAN", value)
      }
    default: work.keep("ris\(tag)", value)
    }
  }

  /// A further value of a field is kept under its tag.
  private static func set(_ name: String, _ value: String, _ tag: String, _ work: inout ReadWork) {
    if work.fields[name] == nil { work.fields[name] = value } else { work.keep("ris\(tag)", value) }
  }

  /// `2024-05-06` of `2024/05/06/spring`; a text that is no such date as it is.
  private static func date(_ text: String) -> String {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    var kept: [String] = []
    for part in parts.prefix(3) {
      guard !part.isEmpty, part.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { break }
      kept.append(kept.isEmpty || part.count > 1 ? String(part) : "0\(part)")
    }
    return kept.isEmpty ? text : kept.joined(separator: "-")
  }
}
