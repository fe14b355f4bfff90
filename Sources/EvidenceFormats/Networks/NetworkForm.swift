import EvidenceCore

/// The forms of graphs of other programs.
enum NetworkForm: FixedForm {
  case graphML

  static func detect(_ source: FileBytes) -> NetworkForm? {
    let start = source.head(4_096).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    guard start.first == "<", start.contains(/<([A-Za-z_][\w.-]*:)?graphml[\s>]/) else {
      return nil
    }
    return .graphML
  }

  func read(
    _ source: FileBytes,
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    #if XML
      try GraphMLFile.read(source, into: &collection)
    #else
      throw EvidenceError(
        "no-xml",
        "GraphML is not read by this build",
        at: Place(source.file),
        hint: "build it with the trait 'XML', or export CSV tables (':ID', ':START_ID')"
      )
    #endif
  }
}
