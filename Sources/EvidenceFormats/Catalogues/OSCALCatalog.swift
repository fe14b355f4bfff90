import EvidenceCore

/// An OSCAL catalog in JSON: groups of controls.
///
/// The catalog is a paper that proposes its controls, which are measures; groups are concepts of a
/// scheme `catalog@version`; a control within a control is PART_OF it. Withdrawn controls are left out
/// and counted; links to related and required controls are relations of their own.
enum OSCALCatalog {
  /// A control, and what it stands in.
  private struct Control {
    var value: JSONValue
    var group: String?
    var whole: String?
  }

  /// Reads a catalog.
  ///
  /// - Throws: `EvidenceError` if it is no JSON.
  /// - Complexity: O(controls).
  static func read(
    _ root: JSONValue,
    of source: FileBytes,
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    let catalog = root["catalog"] ?? .null
    let metadata = catalog["metadata"] ?? .null
    let title = metadata["title"]?.text ?? BulkSource.baseName(source.file)
    let version = metadata["version"]?.text
    let slug = Slug.make(title)
    var catalogue = Catalogue(
      title + (version.map { " \($0)" } ?? ""),
      slug: slug,
      date: metadata["last-modified"]?.text,
      properties: OSCALDocument.properties(of: metadata),
      sameAs: [catalog["uuid"]?.text].compactMap(\.self),
      of: source,
      into: &collection
    )
    let scheme = "\(slug)@\(Catalogue.version(version))"
    collection.add(Scheme(id: scheme, title: "Groups of \(title)", kind: .taxonomyNode))
    var controls: [Control] = []
    addGroups(catalog, nil, scheme, &controls, &catalogue, &collection)
    let inUse = controls.filter { !isWithdrawn($0.value) }
    let ids = Set(inUse.compactMap { $0.value["id"]?.text })
    for _ in 0..<(controls.count - inUse.count) {
      catalogue.leaveOut("control that is withdrawn", in: &collection)
    }
    for control in inUse { add(control, scheme, &catalogue, &collection) }
    for control in inUse {
      guard let id = control.value["id"]?.text else { continue }
      for link in control.value["links"]?.items ?? [] {
        let relation: Relation? =
          switch link["rel"]?.text {
          case "related": "RELATED_CONTROL"
          case "required": "REQUIRED_CONTROL"
          default: nil
          }
        guard let relation, let target = link["href"]?.text, target.hasPrefix("#") else { continue }
        let other = String(target.dropFirst())
        guard ids.contains(other) else {
          catalogue.leaveOut(
            "link to a control that is not there or is withdrawn",
            isRecord: false,
            in: &collection
          )
          continue
        }
        catalogue.state(
          catalogue.key(.mitigation, id),
          relation,
          catalogue.key(.mitigation, other),
          in: &collection
        )
      }
    }
    catalogue.finish(in: &collection)
  }

  private static func addGroups(
    _ parent: JSONValue,
    _ above: String?,
    _ scheme: String,
    _ controls: inout [Control],
    _ catalogue: inout Catalogue,
    _ collection: inout ImportCollection
  ) {
    func addControls(_ value: JSONValue, group: String?, whole: String?) {
      for control in value["controls"]?.items ?? [] {
        controls.append(Control(value: control, group: group, whole: whole))
        addControls(control, group: nil, whole: control["id"]?.text)
      }
    }
    addControls(parent, group: above, whole: nil)
    for (number, group) in (parent["groups"]?.items ?? []).enumerated() {
      let id = group["id"]?.text ?? "\(above.map { "\($0)." } ?? "")\(number + 1)"
      catalogue.addConcept(
        .taxonomyNode,
        scheme,
        id,
        label: group["title"]?.text,
        to: &collection
      )
      if let above {
        catalogue.state(
          Key(scheme: scheme, notation: id),
          .broader,
          Key(scheme: scheme, notation: above),
          in: &collection
        )
      }
      addGroups(group, id, scheme, &controls, &catalogue, &collection)
    }
  }

  private static func add(
    _ control: Control,
    _ scheme: String,
    _ catalogue: inout Catalogue,
    _ collection: inout ImportCollection
  ) {
    guard let id = control.value["id"]?.text else {
      return catalogue.leaveOut("control without an id", in: &collection)
    }
    let key = catalogue.key(.mitigation, id)
    var node = Node(key, .mitigation, label: control.value["title"]?.text)
    let labels = (control.value["props"]?.items ?? []).filter { $0["name"]?.text == "label" }
    node.notation = (labels.first { $0["class"] == nil } ?? labels.first)?["value"]?.text
    node.properties["class"] = control.value["class"]?.text.map { .string($0) }
    let prose = (control.value["parts"]?.items ?? []).filter { $0["name"]?.text == "statement" }
      .flatMap(prose)
    if !prose.isEmpty { node.properties["description"] = .string(prose.joined(separator: "\n")) }
    catalogue.add(node, to: &collection)
    if let group = control.group {
      catalogue.state(
        key,
        .classifiedAs,
        Key(scheme: scheme, notation: group),
        in: &collection
      )
    }
    if let whole = control.whole {
      catalogue.state(key, .partOf, catalogue.key(.mitigation, whole), in: &collection)
    }
  }

  /// The texts of a part and of those within it; parameters stay as they are written.
  private static func prose(_ part: JSONValue) -> [String] {
    [part["prose"]?.text].compactMap(\.self) + (part["parts"]?.items ?? []).flatMap(prose)
  }

  private static func isWithdrawn(_ control: JSONValue) -> Bool {
    (control["props"]?.items ?? []).contains {
      $0["name"]?.text == "status" && $0["value"]?.text?.lowercased() == "withdrawn"
    }
  }
}
