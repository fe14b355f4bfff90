import EvidenceCore

/// An OSCAL mapping collection in JSON: which controls of one catalog stand for which of another.
///
/// `equal-to` and `equivalent-to` are EXACT_MATCH, `subset-of` BROAD, `superset-of` NARROW,
/// `intersects-with` RELATED; `no-relationship` is a denied RELATED. Sources and targets of one map
/// are several statements that share its id. What an export of a graph has written as properties of
/// its own comes back as it was: who states and coded a match, and where it was read.
enum OSCALMappings {
  /// Reads a collection.
  ///
  /// - Complexity: O(sources × targets, over maps).
  static func read(
    _ root: JSONValue,
    of source: FileBytes,
    into collection: inout ImportCollection
  ) {
    let document = root["mapping-collection"] ?? .null
    let metadata = document["metadata"] ?? .null
    let title = metadata["title"]?.text ?? BulkSource.baseName(source.file)
    let mappings = document["mappings"]?.items ?? []
    let isOwn = mappings.allSatisfy { mapping in
      (mapping["maps"]?.items ?? []).allSatisfy { own("statement-id", of: $0) != nil }
    }
    let version = isOwn ? nil : metadata["version"]?.text
    var catalogue = Catalogue(
      title + (version.map { " \($0)" } ?? ""),
      slug: Slug.make(title),
      date: metadata["last-modified"]?.text,
      properties: OSCALDocument.properties(of: metadata),
      sameAs: [document["uuid"]?.text].compactMap(\.self),
      isWork: !isOwn || mappings.isEmpty,
      of: source,
      into: &collection
    )
    var resources: [String: String] = [:]
    for resource in document["back-matter"]?["resources"]?.items ?? [] {
      if let id = resource["uuid"]?.text, let title = resource["title"]?.text {
        resources["#\(id)"] = title
      }
    }
    for mapping in mappings {
      let sides = ["source-resource", "target-resource"].map { name -> String in
        let href = mapping[name]?["href"]?.text ?? name
        let last = href.split(separator: "/").last.map(String.init) ?? href
        return Slug.make(resources[href] ?? last)
      }
      for map in mapping["maps"]?.items ?? [] {
        collection.countRows()
        take(map, sides, &catalogue, &collection)
      }
    }
    catalogue.finish(in: &collection)
  }

  private static func take(
    _ map: JSONValue,
    _ sides: [String],
    _ catalogue: inout Catalogue,
    _ collection: inout ImportCollection
  ) {
    let word = map["relationship"]?.text ?? map["relationship"]?["type"]?.text
    let relation: Relation? =
      switch word {
      case "equal-to", "equivalent-to", "equal": .exactMatch
      case "subset-of": .broadMatch
      case "superset-of": .narrowMatch
      case "intersects-with", "no-relationship": .relatedMatch
      // The standard has no word for it; exports write it under SKOS' own namespace.
      case "closeMatch" where map["ns"]?.text == MappingPrefixes.standard["skos"]: .closeMatch
      default: nil
      }
    guard let relation else {
      collection.countDroppedRow()
      return catalogue.leaveOut(
        "map whose relationship is '\(word ?? "")', which is none of the standard's",
        isRecord: false,
        in: &collection
      )
    }
    func keys(_ side: String, _ items: [JSONValue]) -> [Key] {
      items.compactMap { item in
        guard let id = item["id-ref"]?.text else { return nil }
        var node = Node(Key("mitigation:\(side)/\(id)"), .mitigation, label: id, notation: id)
        if let key = own("key", of: item) {
          node = Node(
            Key(key),
            own("kind", of: item).map { Kind($0) } ?? .mitigation,
            label: own("label", of: item),
            notation: own("notation", of: item),
            scheme: own("scheme", of: item)
          )
        }
        if collection.node(node.key) == nil { collection.add(node, at: Place(catalogue.file)) }
        return node.key
      }
    }
    let from = keys(sides[0], map["sources"]?.items ?? [])
    let to = keys(sides[1], map["targets"]?.items ?? [])
    guard !from.isEmpty, !to.isEmpty else {
      collection.countDroppedRow()
      return catalogue.leaveOut(
        "map without a source or a target",
        isRecord: false,
        in: &collection
      )
    }
    let score = map["confidence-score"]?["percentage"]?.text.flatMap { Double($0) }
    // The standard has a number from 0 to 1 here; a percentage is what its name makes people write.
    let confidence = score.map { $0 > 1 ? $0 / 100 : $0 }
    var (number, words) = (0, [UnreadableWord]())
    for start in from {
      for end in to {
        number += 1
        let id = map["uuid"]?.text.map { from.count * to.count == 1 ? $0 : "\($0)-\(number)" }
        catalogue.state(
          start,
          relation,
          end,
          id: id,
          change: { statement in
            if let confidence, (0...1).contains(confidence) { statement.confidence = confidence }
            statement.rationale = map["matching-rationale"]?.text ?? map["remarks"]?.text
            if word == "no-relationship" {
              statement.properties["predicateModifier"] = .string("Not")
            }
            if let category = map["confidence-score"]?["category"]?.text {
              statement.properties["confidenceCategory"] = .string(category)
            }
            words += takeOwn(map, to: &statement)
          },
          in: &collection
        )
      }
    }
    for word in words { collection.fail(word, at: Place(catalogue.file)) }
  }

  /// Sets what an export of a graph has written of a statement.
  private static func takeOwn(_ map: JSONValue, to statement: inout Statement) -> [UnreadableWord] {
    guard let id = own("statement-id", of: map) else { return [] }
    statement.source = own("stated-by", of: map).map { Key($0) }
    statement.via = own("via", of: map)
    var words: [UnreadableWord] = []
    for (name, field) in [
      ("locator", "locator"), ("justification", "justification"), ("method", "method"),
      ("coder", "coder"), ("reviewer", "reviewer"), ("evidence-type", "evidenceType"),
    ] {
      guard let text = own(name, of: map) else { continue }
      if let word = statement.set(field, to: text) { words.append(word) }
    }
    // An id that follows from the statement, numbered or not, is none of its own.
    let derived = statement.derivedID
    statement.id = id == derived || id.hasPrefix(derived + "#") ? nil : id
    return words
  }

  /// A property that an export of a graph has written.
  private static func own(_ name: String, of item: JSONValue) -> String? {
    let found = (item["props"]?.items ?? []).first {
      $0["ns"]?.text == "urn:evidence:vocabulary" && $0["name"]?.text == name
    }
    return found?["value"]?.text
  }
}
