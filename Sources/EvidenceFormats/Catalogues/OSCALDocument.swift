import EvidenceCore

/// An OSCAL document in JSON: a catalog of controls, or a collection of mappings between catalogs.
enum OSCALDocument {
  /// Whether a file's beginning is that of such a document.
  static func isDocument(_ start: Substring) -> Bool {
    func names(_ name: String) -> Bool { start.contains("\"\(name)\"") }
    return names("oscal-version") || names("mapping-collection")
      || (names("catalog") && names("metadata"))
  }

  /// Reads a document.
  ///
  /// - Throws: `EvidenceError` if it is no JSON, or a model that holds no controls of its own.
  static func read(
    _ source: FileBytes,
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    let root = try JSONDocument.read(source)
    if root["catalog"] != nil {
      return try OSCALCatalog.read(root, of: source, into: &collection)
    }
    if root["mapping-collection"] != nil {
      return OSCALMappings.read(root, of: source, into: &collection)
    }
    let model = root.members.first?.name ?? "nothing"
    throw EvidenceError(
      "unknown-model",
      "an OSCAL document with '\(model)', which is not read",
      at: Place(source.file),
      hint: "read are 'catalog' and 'mapping-collection'; resolve a profile to a catalog first"
    )
  }

  /// What is known of a document as a work.
  static func properties(of metadata: JSONValue) -> [String: PropertyValue] {
    var result: [String: PropertyValue] = [:]
    result["version"] = metadata["version"]?.text.map { .string($0) }
    let date = metadata["published"]?.text ?? metadata["last-modified"]?.text
    if let date, let year = Int64(date.prefix(4)) { result["year"] = .integer(year) }
    let names = (metadata["parties"]?.items ?? []).compactMap { $0["name"]?.text }
    if names.count == 1 { result["authors"] = .string(names[0]) }
    if names.count > 1 { result["authors"] = .strings(names) }
    return result
  }
}
