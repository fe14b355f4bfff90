import EvidenceCore

/// The forms of bibliographies: papers alone.
enum BibliographyForm {
  case ris, bibTeX, csl

  /// The form of a file; `nil` if it is no bibliography.
  static func detect(_ source: FileBytes) -> BibliographyForm? {
    let head = source.head(32_768)
    let start = head.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if start.hasPrefix("{\"evidence\"") { return nil }
    if CSLReader.isBibliography(start) { return .csl }
    if start.first == "{" || start.first == "[" || start.first == "<" { return nil }
    if RISReader.isBibliography(head) { return .ris }
    return BibTeXReader.isBibliography(head) ? .bibTeX : nil
  }

  /// Reads a bibliography of this form.
  func read(
    _ source: FileBytes,
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    switch self {
    case .ris: try RISReader.read(source, into: &collection)
    case .bibTeX: try BibTeXReader.read(source, into: &collection)
    case .csl: try CSLReader.read(source, into: &collection)
    }
  }
}
