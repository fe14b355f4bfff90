import EvidenceCore

/// The mappings of a security framework to ATT&CK as the Mappings Explorer publishes them in JSON.
///
/// A capability is a measure, an ATT&CK object a risk. What `mitigates` or `protect`s addresses it;
/// any other kind of mapping is a relation of its own; what is not mappable is counted and left out.
enum MappingObjects {
  /// Whether a file's beginning is that of such mappings.
  static func isMappings(_ start: Substring) -> Bool {
    start.contains("\"mapping_objects\"")
      || (start.contains("\"attack_object_id\"") && start.contains("\"capability_id\""))
  }

  /// Reads mappings.
  ///
  /// - Throws: `EvidenceError` if it is no JSON.
  /// - Complexity: O(mappings).
  static func read(
    _ source: FileBytes,
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    let root = try JSONDocument.read(source)
    let metadata = root["metadata"] ?? .null
    let framework = metadata["mapping_framework"]?.text ?? BulkSource.baseName(source.file)
    let version = metadata["mapping_framework_version"]?.text
    let attack = metadata["attack_version"]?.text
    var properties: [String: PropertyValue] = [:]
    for name in ["mapping_version", "attack_version", "technology_domain", "author"] {
      properties[name] = metadata[name]?.text.map { .string($0) }
    }
    let date = metadata["last_update"]?.text ?? metadata["creation_date"]?.text
    let numbers = (date ?? "").split { !$0.isNumber }.map(String.init)
    if let year = numbers.first(where: { $0.count == 4 }).flatMap({ Int64($0) }) {
      properties["year"] = .integer(year)
    }
    var catalogue = Catalogue(
      "Mappings of \(framework)\(version.map { " \($0)" } ?? "") to ATT&CK\(attack.map { " \($0)" } ?? "")",
      slug: Slug.make(framework),
      properties: properties,
      of: source,
      into: &collection
    )
    let scheme = "\(Slug.make(framework))@\(Catalogue.version(version))"
    let groups = metadata["capability_groups"]?.members ?? []
    if !groups.isEmpty {
      collection.add(
        Scheme(id: scheme, title: "Groups of \(framework)", kind: .taxonomyNode)
      )
      for group in groups {
        catalogue.addConcept(
          .taxonomyNode,
          scheme,
          group.name,
          label: group.value.text,
          to: &collection
        )
      }
    }
    let known = Set(groups.map(\.name))
    for mapping in root["mapping_objects"]?.items ?? [] {
      take(mapping, scheme, known, &catalogue, &collection)
    }
    catalogue.finish(in: &collection)
  }

  private static func take(
    _ mapping: JSONValue,
    _ scheme: String,
    _ groups: Set<String>,
    _ catalogue: inout Catalogue,
    _ collection: inout ImportCollection
  ) {
    guard let capability = mapping["capability_id"]?.text else {
      return catalogue.leaveOut("mapping without a capability", in: &collection)
    }
    let measure = catalogue.key(.mitigation, capability)
    if collection.node(measure) == nil {
      catalogue.add(
        Node(measure, .mitigation, label: mapping["capability_description"]?.text ?? capability),
        to: &collection
      )
      if let group = mapping["capability_group"]?.text, groups.contains(group) {
        catalogue.state(
          measure,
          .classifiedAs,
          Key(scheme: scheme, notation: group),
          in: &collection
        )
      }
    }
    let type = mapping["mapping_type"]?.text?.lowercased() ?? ""
    guard mapping["status"]?.text?.lowercased() != "non_mappable", type != "non_mappable" else {
      return catalogue.leaveOut("mapping that is marked as not mappable", in: &collection)
    }
    guard let object = mapping["attack_object_id"]?.text else {
      return catalogue.leaveOut("mapping without an ATT&CK object", in: &collection)
    }
    let risk = Key("risk:attack/\(object)")
    if collection.node(risk) == nil {
      catalogue.add(
        Node(risk, .risk, label: mapping["attack_object_name"]?.text ?? object, notation: object),
        to: &collection
      )
    }
    collection.countRows()
    guard !type.isEmpty else {
      return catalogue.leaveOut("mapping without a type", isRecord: false, in: &collection)
    }
    let protects = ["mitigates", "protect", "protects"].contains(type)
    let relation: Relation =
      protects
      ? .addresses
      : Relation(type.uppercased().map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined())
    catalogue.state(
      measure,
      relation,
      risk,
      change: { statement in
        statement.rationale = mapping["comments"]?.text
        for name in ["score_category", "score_value", "related_score", "status"] {
          statement.properties[name] = mapping[name]?.text.map { .string($0) }
        }
      },
      in: &collection
    )
  }
}
