import EvidenceCore

/// An OSCAL mapping collection in JSON: which controls of one catalog stand for which of another.
///
/// `equal-to` and `equivalent-to` are EXACT_MATCH, `subset-of` BROAD, `superset-of` NARROW,
/// `intersects-with` RELATED; `no-relationship` is a denied RELATED. Sources and targets of one map are
/// several statements that share its id.
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
    var catalogue = Catalogue(
      title + (metadata["version"]?.text.map { " \($0)" } ?? ""),
      slug: Slug.make(title),
      date: metadata["last-modified"]?.text,
      properties: OSCALDocument.properties(of: metadata),
      sameAs: [document["uuid"]?.text].compactMap(\.self),
      of: source,
      into: &collection
    )
    var resources: [String: String] = [:]
    for resource in document["back-matter"]?["resources"]?.items ?? [] {
      if let id = resource["uuid"]?.text, let title = resource["title"]?.text {
        resources["#\(id)"] = title
      }
    }
    for mapping in document["mappings"]?.items ?? [] {
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
        let key = Key("mitigation:\(side)/\(id)")
        if collection.node(key) == nil {
          collection.add(
            Node(key, .mitigation, label: id, notation: id),
            at: Place(catalogue.file)
          )
        }
        return key
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
    let confidence = map["confidence-score"]?["percentage"]?.text.flatMap { Double($0) }
    var number = 0
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
            if let confidence, (0...100).contains(confidence) {
              statement.confidence = confidence / 100
            }
            statement.rationale = map["matching-rationale"]?.text ?? map["remarks"]?.text
            if word == "no-relationship" {
              statement.properties["predicateModifier"] = .string("Not")
            }
            if let category = map["confidence-score"]?["category"]?.text {
              statement.properties["confidenceCategory"] = .string(category)
            }
          },
          in: &collection
        )
      }
    }
  }
}
