import EvidenceCore

/// What a mapping set says of itself: in the block of `#` lines above its table, or in a file of
/// its own.
struct MappingMetadata {
  /// A slot's values, and where they stand.
  struct Slot {
    var values: [String]
    var place: Place
  }

  /// A declared prefix.
  struct Prefix {
    var name: String
    var iri: String
    var place: Place
  }

  private(set) var prefixes: [Prefix] = []
  private(set) var slots: [String: Slot] = [:]
  /// The columns that the set declares beyond the standard's.
  private(set) var extensions: Set<String> = []
  /// Those of them that hold a field of a statement, and which.
  private(set) var fields: [String: String] = [:]
  /// What cannot be read.
  private(set) var findings: [Diagnostic] = []
  /// What is said of the rest.
  private(set) var notes: [ImportReport.Entry] = []

  /// The only value of a slot, or the first.
  func text(_ slot: String) -> String? { slots[slot]?.values.first }

  /// Reads a file of metadata.
  init(_ source: FileBytes) throws(EvidenceError) {
    take(try ConfigurationReader.read(source))
  }

  /// Reads the block of a table, each line without its `#`.
  init(block: [String], file: String) throws(EvidenceError) {
    guard block.contains(where: { !$0.trimmedText.isEmpty }) else { return }
    do throws(EvidenceError) {
      take(
        try ConfigurationReader.read(text: block.joined(separator: "\n"), file: file),
        isBlock: true
      )
    } catch {
      throw EvidenceError(
        error.diagnostics.map { finding in
          var finding = finding
          finding.place = finding.place.map { Self.inFile($0, isBlock: true) }
          finding.hint = finding.hint ?? "the lines before the header, without their '#', are YAML"
          return finding
        }
      )
    }
  }

  private static func inFile(_ place: Place, isBlock: Bool) -> Place {
    guard isBlock, place.column > 0 else { return place }
    return Place(place.file, line: place.line, column: place.column + 1)
  }

  private mutating func take(_ tree: ConfigurationValue, isBlock: Bool = false) {
    guard let entries = tree.entries else {
      if !tree.isNull {
        note(
          .dropped,
          "metadata-unreadable",
          "\(tree.describedKind) where the metadata of the mappings are expected",
          Self.inFile(tree.place, isBlock: isBlock)
        )
      }
      return
    }
    for entry in entries {
      let place = Self.inFile(entry.place, isBlock: isBlock)
      switch entry.name {
      case "curie_map": takePrefixes(entry.value, place, isBlock)
      case "extension_definitions":
        let names = entry.value.oneOrMore.compactMap { $0.text ?? $0["slot_name"]?.text }
        extensions.formUnion(names)
        for item in entry.value.oneOrMore {
          guard let name = item["slot_name"]?.text, let property = item["property"]?.text,
            property.hasPrefix(KeyIRI.vocabulary)
          else { continue }
          let field = String(property.dropFirst(KeyIRI.vocabulary.count))
          if ["source", "via", "locator", "method"].contains(field) { fields[name] = field }
        }
      case "mappings":
        findings.append(
          Diagnostic(
            .error,
            "mappings-in-metadata",
            "mappings among the metadata are not read",
            at: place,
            hint: "write them as a table"
          )
        )
      default: takeSlot(entry, place)
      }
    }
  }

  private mutating func takePrefixes(_ value: ConfigurationValue, _ place: Place, _ isBlock: Bool) {
    guard let entries = value.entries else {
      if !value.isNull {
        findings.append(
          Diagnostic(.error, "not-a-map", "'curie_map' must map prefixes to IRIs", at: place)
        )
      }
      return
    }
    for entry in entries {
      let place = Self.inFile(entry.place, isBlock: isBlock)
      let text = entry.value.text ?? entry.value["prefix_url"]?.text
      guard let iri = text?.trimmedText, iri.contains(":") else {
        note(
          .dropped,
          "prefix-without-iri",
          "the prefix '\(entry.name)' stands for no IRI",
          place
        )
        continue
      }
      if let standard = MappingPrefixes.standard[entry.name] {
        guard iri != standard else { continue }
        note(
          .repaired,
          "built-in-prefix",
          "'\(entry.name)' is a prefix of the standard and stands for \(standard), not \(iri)",
          place
        )
      } else {
        prefixes.append(Prefix(name: entry.name, iri: iri, place: place))
      }
    }
  }

  private mutating func takeSlot(_ entry: ConfigurationValue.Entry, _ place: Place) {
    let name = entry.name
    let isKnown = MappingSlots.ofSets.contains(name) || MappingSlots.propagated.contains(name)
    let known = MappingSlots.ofSets.union(MappingSlots.propagated).union(["curie_map"])
    if !isKnown, !MappingSlots.ofMappings.contains(name), !extensions.contains(name),
      let near = MappingSlots.near(name, among: known)
    {
      findings.append(
        Diagnostic(
          .error,
          "unknown-slot",
          "unknown slot '\(name)'",
          at: place,
          hint: "did you mean '\(near)'?"
        )
      )
      return
    }
    let items = entry.value.oneOrMore
    let values = items.compactMap { $0.text?.trimmedText }.filter { !$0.isEmpty }
    if items.contains(where: { $0.text == nil && !$0.isNull }) {
      note(.dropped, "nested-value", "'\(name)' holds a nested value; it is not taken", place)
    }
    if !values.isEmpty { slots[name] = Slot(values: values, place: place) }
  }

  private mutating func note(
    _ outcome: ImportReport.Outcome,
    _ code: Diagnostic.Code,
    _ message: String,
    _ place: Place
  ) {
    notes.append(ImportReport.Entry(outcome, code, message, at: place))
  }

  /// Fills what this lacks from another part of the same set's metadata, and says where the two
  /// differ.
  mutating func merge(_ other: MappingMetadata) {
    for prefix in other.prefixes {
      guard let own = prefixes.first(where: { $0.name == prefix.name }) else {
        prefixes.append(prefix)
        continue
      }
      if own.iri != prefix.iri {
        note(
          .kept,
          "metadata-clash",
          "'\(prefix.name)' stands for \(own.iri) in the table and \(prefix.iri) here;"
            + " the table's holds",
          prefix.place
        )
      }
    }
    for (name, slot) in other.slots.sorted(by: { $0.key.precedesInUTF8($1.key) }) {
      guard let own = slots[name] else {
        slots[name] = slot
        continue
      }
      if own.values != slot.values {
        note(
          .kept,
          "metadata-clash",
          "'\(name)' is '\(own.values.joined(separator: "; "))' in the table and"
            + " '\(slot.values.joined(separator: "; "))' here; the table's holds",
          slot.place
        )
      }
    }
    extensions.formUnion(other.extensions)
    findings += other.findings
    notes += other.notes
  }
}
