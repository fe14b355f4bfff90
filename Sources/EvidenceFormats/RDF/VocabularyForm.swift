import EvidenceCore

/// The forms of vocabularies in RDF.
enum VocabularyForm: FixedForm {
  case turtle, jsonLD

  /// The form of a file; `nil` if it is no RDF that can be read here.
  static func detect(_ source: FileBytes) -> VocabularyForm? {
    let head = source.head(32_768)
    let start = head.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if start.hasPrefix("{\"evidence\"") { return nil }
    if start.first == "{" || start.first == "[" {
      return JSONLDReader.isDocument(start) ? .jsonLD : nil
    }
    #if RDF
      return SKOSReader.isTurtle(head) ? .turtle : nil
    #else
      return nil
    #endif
  }

  /// Reads a vocabulary of this form.
  func read(
    _ source: FileBytes,
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    switch self {
    case .jsonLD:
      try SKOSReader.read(try JSONLDReader.read(source), of: source, into: &collection)
    case .turtle:
      #if RDF
        try SKOSReader.read(try TurtleReader.read(source), of: source, into: &collection)
      #else
        try source.refuseForeignForm()
      #endif
    }
  }
}
