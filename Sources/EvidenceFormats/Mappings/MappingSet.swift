import EvidenceCore

/// A mapping set as a work of its own: what it says of itself, and the paper that stands for it.
struct MappingSet {
  private let metadata: MappingMetadata
  private let prefixes: MappingPrefixes
  private let via: String
  /// The paper that stands for the set, where it is the source of its mappings.
  private(set) var source: Key?

  init(_ metadata: MappingMetadata, _ prefixes: MappingPrefixes, via: String) {
    self.metadata = metadata
    self.prefixes = prefixes
    self.via = via
  }

  /// Puts the licence of the set into the header, and the set into the graph where it has an id
  /// and says who made it or what it is called; what has no place then is reported.
  mutating func declare(
    _ options: MappingSource.Options,
    at place: Place,
    _ collection: inout ImportCollection
  ) {
    let title = metadata.text("mapping_set_title")
    var placed = Self.placed
    if options.via == nil, let licence = metadata.text("license") {
      let description = title == nil ? metadata.text("mapping_set_description") : nil
      collection.add(Notice(title ?? description ?? via, via: via, licence: licence))
      if description != nil { placed.insert("mapping_set_description") }
    }
    let isWork = Self.makers.contains { metadata.slots[$0] != nil } || title != nil
    var paper: Node?
    if options.source == nil, isWork, let id = metadata.text("mapping_set_id") {
      let key = PaperIdentity.doi(id).map { Key("doi:\($0)") } ?? Key(id)
      paper = Node(key, .paper, label: title, sameAs: key.text == id ? [] : [id])
    }
    for (name, slot) in metadata.slots.sorted(by: { $0.key.precedesInUTF8($1.key) })
    where !MappingSlots.propagated.contains(name) && !placed.contains(name) {
      if name == "mapping_set_confidence", let text = slot.values.first {
        let value = DecimalNumber.number(text)
        guard let value, (0...1).contains(value) else {
          collection.fail(
            "unreadable-confidence",
            "the mapping_set_confidence '\(text)' is not a number in 0…1",
            at: slot.place
          )
          continue
        }
      }
      keep(name, slot, &paper, &collection)
    }
    if let paper {
      source = paper.key
      collection.add(paper, at: place)
      collection.note(
        .kept,
        "set-as-source",
        "the mapping set '\(paper.label ?? paper.key.text)' is the source of its mappings",
        at: place
      )
    }
  }

  private func keep(
    _ name: String,
    _ slot: MappingMetadata.Slot,
    _ paper: inout Node?,
    _ collection: inout ImportCollection
  ) {
    let isOfRows =
      MappingSlots.ofMappings.contains(name) && !MappingSlots.ofSets.contains(name)
      && !Self.makers.contains(name)
    if paper != nil, !isOfRows {
      let values =
        MappingSlots.people.contains(name)
        ? slot.values.map { prefixes.canonical($0) } : slot.values
      paper?.properties[PropertyName.ofNode(Naming.camelCase(name))] =
        values.count == 1 ? .string(values[0]) : .strings(values)
      return
    }
    let value = slot.values.joined(separator: "; ")
    collection.note(
      .dropped,
      isOfRows ? "slot-of-rows" : "slot-of-set",
      isOfRows
        ? "'\(name)' belongs to a mapping, not to a set: '\(value)' reaches no row"
        : "'\(name)' of the mapping set has no place in the graph: '\(value)'",
      at: slot.place
    )
  }

  private static let makers = ["creator_id", "creator_label", "author_id", "author_label"]

  /// The slots that have a place elsewhere.
  private static let placed: Set<String> = [
    "mapping_set_id", "mapping_set_title", "license", "sssom_version",
  ]
}
