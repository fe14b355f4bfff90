import EvidenceCore

/// The forms of bibliographies, each of which holds works alone.
enum BibliographyForm: FixedForm {
  case ris, bibtex, csl

  /// The form of a file; `nil` if it is no bibliography.
  ///
  /// - Complexity: O(1): its beginning is looked at.
  static func detect(_ source: FileBytes) -> BibliographyForm? {
    let text = source.head(32_768)
    let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if start.first == "{" || start.first == "[" {
      if start.hasPrefix("{\"evidence\"") { return nil }
      return CSLFile.isBibliography(start) ? .csl : nil
    }
    let lines = start.split(whereSeparator: \.isNewline)
    if RISFile.isBibliography(lines) { return .ris }
    return BibTeXFile.isBibliography(lines) ? .bibtex : nil
  }

  /// Reads a bibliography of this form.
  func read(
    _ source: FileBytes,
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    switch self {
    case .ris: try RISFile.read(source, into: &collection)
    case .bibtex: try BibTeXFile.read(source, into: &collection)
    case .csl: try CSLFile.read(source, into: &collection)
    }
  }
}
