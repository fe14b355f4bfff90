/// A form of file that the toolkit does not read, recognised by its content.
///
/// Whoever opens a file says what it is and what to do, instead of the first thing in it that
/// does not fit.
package struct ForeignForm: Hashable, Sendable {
  /// What a person calls it: `an Excel workbook`.
  package var name: String
  /// What to do with it today.
  package var advice: String

  /// The form of a file whose first bytes are given; `nil` where it is none of these.
  ///
  /// - Complexity: O(*n*) for *n* bytes, of which 64 KiB are enough.
  package static func recognize(_ head: some Collection<UInt8>) -> ForeignForm? {
    let bytes = Array(head.prefix(65_536))
    if let binary = binary(bytes) { return binary }
    var text = String(decoding: bytes, as: UTF8.self)[...]
    while let first = text.unicodeScalars.first,
      first.properties.isWhitespace || first == "\u{FEFF}"
    {
      text.unicodeScalars.removeFirst()
    }
    guard let first = text.unicodeScalars.first else { return nil }
    switch first {
    case "<": return markup(text)
    case "{", "[": return json(text)
    default: return lines(text)
    }
  }

  /// The finding about a file of this form.
  package func finding(_ file: String) -> Diagnostic {
    Diagnostic(.error, "foreign-form", "'\(file)' is \(name)", at: Place(file), hint: advice)
  }

  private init(_ name: String, _ advice: String) {
    self.name = name
    self.advice = advice
  }

  // MARK: Bytes

  private static let unpack = "unpack it first, then name the file that was in it"
  private static let asTable =
    "save it as CSV (UTF-8) and say what its columns mean in a recipe ('evidence import table.csv "
    + "--recipe recipe.yaml')"

  private static func binary(_ bytes: [UInt8]) -> ForeignForm? {
    func begins(_ magic: [UInt8]) -> Bool { bytes.starts(with: magic) }
    if begins([0x50, 0x4B, 0x03, 0x04]) || begins([0x50, 0x4B, 0x05, 0x06]) {
      let names = String(decoding: bytes.prefix(8_192).filter { $0 < 0x80 }, as: UTF8.self)
      if names.contains("xl/") || names.contains("[Content_Types].xml") {
        return ForeignForm(
          "an Office document (a workbook, .xlsx)",
          "make a graph of it first ('evidence import BOOK.xlsx --recipe recipe.yaml -o graph.jsonl'), or \(asTable)"
        )
      }
      if names.contains("opendocument") {
        return ForeignForm("an OpenDocument file (.ods)", "in the spreadsheet, \(asTable)")
      }
      return ForeignForm("a zip archive", unpack)
    }
    if begins([0xD0, 0xCF, 0x11, 0xE0]) {
      return ForeignForm(
        "an old or encrypted Office file (.xls)",
        "in the spreadsheet, \(asTable)"
      )
    }
    if begins(Array("EVIDENCE".utf8)), bytes.count > 8, bytes[8] < 0x20 {
      return ForeignForm("a snapshot of a graph", "name its file: it cannot come through a pipe")
    }
    if begins([0x1F, 0x8B]) { return ForeignForm("compressed with gzip", "gunzip it first") }
    if begins(Array("BZh".utf8)) { return ForeignForm("compressed with bzip2", unpack) }
    if begins([0xFD, 0x37, 0x7A, 0x58, 0x5A]) { return ForeignForm("compressed with xz", unpack) }
    if begins([0x28, 0xB5, 0x2F, 0xFD]) { return ForeignForm("compressed with zstd", unpack) }
    if begins(Array("%PDF-".utf8)) {
      return ForeignForm("a PDF document", "enter what it says in a table, and import that")
    }
    if begins(Array("SQLite format 3\0".utf8)) {
      return ForeignForm("an SQLite database", "export its tables as CSV; \(asTable)")
    }
    if begins(Array("PAR1".utf8)) {
      return ForeignForm("a Parquet table", asTable)
    }
    if begins([0xFF, 0xFE]) || begins([0xFE, 0xFF]) {
      return ForeignForm("text in UTF-16", "save it as UTF-8")
    }
    if begins(Array("\u{89}PNG".unicodeScalars.map { UInt8($0.value) })) {
      return ForeignForm("a picture (PNG)", "name a graph or a table instead")
    }
    return nil
  }

  // MARK: Texts

  private static func markup(_ text: Substring) -> ForeignForm? {
    let start = text.prefix(4_096).lowercased()
    if start.hasPrefix("<!doctype html") || start.contains("<html") {
      return ForeignForm(
        "a web page",
        "it may be a sign-in or error page: download the file itself, and look at it"
      )
    }
    let element = { (name: String) in start.contains("<\(name)") }
    let reading = "make a graph of it first: 'evidence import FILE -o graph.jsonl'"
    if element("graphml") {
      return ForeignForm("GraphML", reading)
    }
    if element("gexf") { return ForeignForm("GEXF", "export CSV tables (':ID', ':START_ID')") }
    if element("rdf:rdf") {
      return ForeignForm(
        "RDF/XML",
        "convert it to Turtle or JSON-LD, which are read"
      )
    }
    if element("svg") { return ForeignForm("a picture (SVG)", "name a graph or a table instead") }
    if start.hasPrefix("<?xml") {
      return ForeignForm("XML", "save what it holds as CSV; \(asTable)")
    }
    return nil
  }

  private static func json(_ text: Substring) -> ForeignForm? {
    let start = text.prefix(32_768)
    func names(_ name: String) -> Bool { start.contains("\"\(name)\"") }
    if start.hasPrefix("{\"evidence\"") { return nil }
    let reading = "make a graph of it first: 'evidence import FILE -o graph.jsonl'"
    if names("@context") || names("@graph") { return ForeignForm("JSON-LD", reading) }
    if names("spec_version") || (names("bundle") && names("objects")) {
      return ForeignForm("a STIX bundle", reading)
    }
    if names("oscal-version") || (names("catalog") && names("metadata"))
      || names("mapping-collection")
    {
      return ForeignForm("an OSCAL document", reading)
    }
    if names("techniqueID") || (names("techniques") && names("domain")) {
      return ForeignForm("an ATT&CK Navigator layer", reading)
    }
    if names("container-title") || names("date-parts") || names("citation-key") {
      return ForeignForm("CSL-JSON", reading)
    }
    return nil
  }

  private static func lines(_ text: Substring) -> ForeignForm? {
    if text.hasPrefix("version https://git-lfs") {
      return ForeignForm(
        "a Git LFS pointer and not the file itself",
        "fetch the file with 'git lfs pull'"
      )
    }
    let reading = "make a graph of it first: 'evidence import FILE -o graph.jsonl'"
    var hasEntry = false
    let lines = text.prefix(16_384).split(maxSplits: 40, whereSeparator: \.isNewline)
    for line in lines.prefix(40) {
      let line = line.drop { $0 == " " || $0 == "\t" }
      if line.hasPrefix("TY  -") || line.hasPrefix("TY -") {
        return ForeignForm("an RIS bibliography", reading)
      }
      if line.hasPrefix("@prefix ") || line.hasPrefix("@base ") || line.hasPrefix("PREFIX ") {
        return ForeignForm("Turtle (RDF)", reading)
      }
      if line.hasPrefix("<http"), line.hasSuffix(" .") {
        return ForeignForm("N-Triples (RDF)", reading)
      }
      if line.first == "@", let brace = line.firstIndex(where: { $0 == "{" || $0 == "(" }),
        line[line.index(after: line.startIndex)..<brace].allSatisfy({ $0.isLetter || $0 == " " }),
        line.index(after: line.startIndex) < brace
      {
        hasEntry = true
      }
    }
    return hasEntry ? ForeignForm("a BibTeX bibliography", reading) : nil
  }
}
