import EvidenceCore

/// The forms of catalogues, each of which has a fixed meaning.
enum CatalogueForm: FixedForm {
  case stix, oscal, mappings, atlas, layer

  /// The form of a file; `nil` if it is no catalogue.
  ///
  /// - Complexity: O(1): its beginning is looked at.
  static func detect(_ source: FileBytes) -> CatalogueForm? {
    let text = source.head(32_768)
    let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if start.first == "[" { return LayerFile.isLayer(start) ? .layer : nil }
    guard start.first == "{" else {
      return AtlasData.isData(text.split(whereSeparator: \.isNewline)) ? .atlas : nil
    }
    if start.hasPrefix("{\"evidence\"") { return nil }
    if MappingObjects.isMappings(start) { return .mappings }
    if STIXBundle.isBundle(start) { return .stix }
    if OSCALDocument.isDocument(start) { return .oscal }
    return LayerFile.isLayer(start) ? .layer : nil
  }

  /// Reads a catalogue of this form.
  func read(
    _ source: FileBytes,
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    switch self {
    case .stix: try STIXBundle.read(source, into: &collection)
    case .oscal: try OSCALDocument.read(source, into: &collection)
    case .mappings: try MappingObjects.read(source, into: &collection)
    case .layer: try LayerFile.read(source, into: &collection)
    case .atlas: try AtlasData.read(source, into: &collection)
    }
  }
}
