import EvidenceCore

/// What a table of mappings says of itself in the block of `#` lines above its header.
struct MappingMetadata {
  /// Prefixes that it declares.
  var prefixes: Set<String> = []
  /// Everything else it says, by name.
  var values: [String: String] = [:]

  /// Prefixes that the standard itself declares.
  static let builtInPrefixes: Set<String> = [
    "owl", "rdf", "rdfs", "semapv", "skos", "sssom", "xsd", "linkml", "dcterms", "orcid",
  ]

  /// Reads the block; what is no YAML is left out and reported.
  static func read(
    _ block: [String],
    file: String,
    into collection: inout ImportCollection
  ) -> MappingMetadata {
    var metadata = MappingMetadata()
    let isIndented = block.allSatisfy { $0.isEmpty || $0.hasPrefix(" ") }
    let text = block.map { isIndented ? String($0.dropFirst()) : $0 }.joined(separator: "\n")
    do throws(EvidenceError) {
      let tree = try ConfigurationReader.read(text: text, file: file)
      for entry in tree.entries ?? [] {
        if entry.name == "curie_map" {
          metadata.prefixes = Set((entry.value.entries ?? []).map(\.name))
        } else if let text = entry.value.text {
          metadata.values[entry.name] = text
        } else if let items = entry.value.items {
          metadata.values[entry.name] = items.compactMap(\.text).joined(separator: "; ")
        }
      }
    } catch {
      for finding in error.diagnostics {
        collection.note(
          .dropped,
          "metadata-unreadable",
          finding.message,
          at: finding.place ?? Place(file)
        )
      }
    }
    return metadata
  }
}

/// One row of a table of mappings, by the standard's names of its columns.
struct MappingRow {
  let columns: [String: Int]
  let record: DelimitedRecord
  let metadata: MappingMetadata

  /// A value of the row, else what the block above says for every row; `nil` where it is empty.
  subscript(_ name: String) -> String? {
    if let index = columns[name] {
      let text = record[index].trimmedText
      if !text.isEmpty { return text }
    }
    return metadata.values[name]
  }

  /// A value of the row itself.
  func own(_ name: String) -> String? {
    guard let index = columns[name] else { return nil }
    let text = record[index].trimmedText
    return text.isEmpty ? nil : text
  }
}
