import EvidenceCore

/// A STIX 2.1 (or 2.0) bundle, as ATT&CK is published: techniques, tactics and what mitigates them.
///
/// `attack-pattern` is a risk, `course-of-action` a measure, a tactic a risk domain; `mitigates` is
/// ADDRESSES, `subtechnique-of` PART_OF, a kill-chain phase IN_DOMAIN. What is revoked or deprecated
/// is left out with what hangs on it, and counted, as is every other object and relationship.
struct STIXBundle {
  private let objects: [JSONValue]
  private let source: FileBytes
  /// Objects that are out of use, by id.
  private var isOut: Set<String> = []
  /// The keys of what is taken, by id.
  private var keys: [String: Key] = [:]
  /// The risk that a technique is a part of, and its own phases, by id.
  private var whole: [String: String] = [:]
  private var phases: [String: [Key]] = [:]

  /// Whether a file's beginning is that of a bundle.
  static func isBundle(_ start: Substring) -> Bool {
    func names(_ name: String) -> Bool { start.contains("\"\(name)\"") }
    return names("spec_version") || (names("bundle") && names("objects"))
      || (names("bundle") && names("attack-pattern"))
  }

  private init(_ objects: [JSONValue], _ source: FileBytes) {
    self.objects = objects
    self.source = source
  }

  /// Reads a bundle.
  ///
  /// - Throws: `EvidenceError` if it is no JSON, or no bundle.
  /// - Complexity: O(objects).
  static func read(
    _ source: FileBytes,
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    let root = try JSONDocument.read(source)
    guard root["type"]?.text == "bundle" else {
      throw EvidenceError(
        "not-a-bundle",
        "a STIX file without a bundle",
        at: Place(source.file),
        hint: "'type' at the top is 'bundle', and 'objects' lists what it holds"
      )
    }
    var bundle = STIXBundle(root["objects"]?.items ?? [], source)
    bundle.take(root, into: &collection)
  }

  private mutating func take(_ root: JSONValue, into collection: inout ImportCollection) {
    let about = objects.first { $0["type"]?.text == "x-mitre-collection" }
    let matrix = objects.first { $0["type"]?.text == "x-mitre-matrix" }
    let author = objects.first { $0["type"]?.text == "identity" }
    let name =
      about?["name"]?.text ?? matrix?["name"]?.text ?? author?["name"]?.text
      ?? root["id"]?.text.map { "STIX \($0)" } ?? BulkSource.baseName(source.file)
    let version = about?["x_mitre_version"]?.text
    var properties: [String: PropertyValue] = [:]
    if let year = about?["modified"]?.text.flatMap({ Int64($0.prefix(4)) }) {
      properties["year"] = .integer(year)
    }
    if let author = author?["name"]?.text { properties["authors"] = .string(author) }
    if let version { properties["version"] = .string(version) }
    var catalogue = Catalogue(
      name + (version.map { " \($0)" } ?? ""),
      slug: Slug.make(name),
      date: about?["modified"]?.text,
      properties: properties,
      sameAs: [about?["id"]?.text ?? root["id"]?.text].compactMap(\.self),
      of: source,
      into: &collection
    )
    takeTactics(Catalogue.version(version), &catalogue, &collection)
    takeObjects(&catalogue, &collection)
    takeRelationships(&catalogue, &collection)
    takePhases(&catalogue, &collection)
    catalogue.finish(in: &collection)
  }

  /// Tactics, and phases of kill chains that no tactic stands for, become risk domains.
  private mutating func takeTactics(
    _ version: String,
    _ catalogue: inout Catalogue,
    _ collection: inout ImportCollection
  ) {
    var byPhase: [String: Key] = [:]
    var schemes: [String: String] = [:]
    func declare(_ scheme: String, _ title: String) {
      guard schemes.updateValue(title, forKey: scheme) == nil else { return }
      collection.add(Scheme(id: scheme, title: title, kind: .riskDomain))
    }
    let chain =
      objects.lazy.filter { $0["type"]?.text == "attack-pattern" }
      .compactMap { $0["kill_chain_phases"]?.items.first?["kill_chain_name"]?.text }.first
      ?? "tactics"
    for tactic in objects where tactic["type"]?.text == "x-mitre-tactic" {
      guard let id = tactic["id"]?.text, !isOutOfUse(tactic) else {
        catalogue.leaveOut("a tactic that is revoked or deprecated", in: &collection)
        continue
      }
      let scheme = "\(Slug.make(chain))@\(version)"
      declare(scheme, "Tactics of \(chain)")
      let code = externalID(tactic) ?? tactic["x_mitre_shortname"]?.text ?? id
      catalogue.addConcept(
        .riskDomain,
        scheme,
        code,
        label: tactic["name"]?.text,
        sameAs: [id],
        to: &collection
      )
      let key = Key(scheme: scheme, notation: code)
      keys[id] = key
      if let short = tactic["x_mitre_shortname"]?.text { byPhase["\(chain)\u{1F}\(short)"] = key }
    }
    for object in objects where object["type"]?.text == "attack-pattern" && !isOutOfUse(object) {
      guard let id = object["id"]?.text else { continue }
      for phase in object["kill_chain_phases"]?.items ?? [] {
        guard let chain = phase["kill_chain_name"]?.text, let name = phase["phase_name"]?.text
        else { continue }
        let place = "\(chain)\u{1F}\(name)"
        if byPhase[place] == nil {
          let scheme = "\(Slug.make(chain))@\(version)"
          declare(scheme, "Phases of \(chain)")
          catalogue.addConcept(
            .riskDomain,
            scheme,
            name,
            label: name.replacing("-", with: " "),
            to: &collection
          )
          byPhase[place] = Key(scheme: scheme, notation: name)
        }
        if let key = byPhase[place] { phases[id, default: []].append(key) }
      }
    }
  }

  private mutating func takeObjects(
    _ catalogue: inout Catalogue,
    _ collection: inout ImportCollection
  ) {
    let silent: Set<String> = [
      "x-mitre-tactic", "relationship", "x-mitre-collection", "x-mitre-matrix", "identity",
      "marking-definition",
    ]
    var used: Set<Key> = []
    for object in objects {
      guard let type = object["type"]?.text, !silent.contains(type) else { continue }
      let kind: Kind? =
        type == "attack-pattern" ? .risk : type == "course-of-action" ? .mitigation : nil
      guard let kind, let id = object["id"]?.text else {
        catalogue.leaveOut(
          "object of type '\(type)', which is no risk and no measure",
          in: &collection
        )
        continue
      }
      if isOutOfUse(object) {
        isOut.insert(id)
        catalogue.leaveOut("\(type) that is revoked or deprecated", in: &collection)
        continue
      }
      let code = externalID(object)
      var node = Node(
        catalogue.key(kind, code ?? Slug.make(object["name"]?.text ?? id)),
        kind,
        label: object["name"]?.text,
        sameAs: [id]
      )
      if !used.insert(node.key).inserted { node.key = catalogue.key(kind, id) }
      node.properties["description"] = object["description"]?.text.map { .string($0) }
      if let url = object["external_references"]?.items.first?["url"]?.text {
        node.properties["url"] = .string(url)
      }
      keys[id] = node.key
      catalogue.add(node, to: &collection)
    }
  }

  private mutating func takeRelationships(
    _ catalogue: inout Catalogue,
    _ collection: inout ImportCollection
  ) {
    for object in objects where object["type"]?.text == "relationship" {
      let type = object["relationship_type"]?.text ?? ""
      let relation: Relation? =
        type == "mitigates" ? .addresses : type == "subtechnique-of" ? .partOf : nil
      guard let from = object["source_ref"]?.text, let to = object["target_ref"]?.text else {
        catalogue.leaveOut("relationship without both of its ends", in: &collection)
        continue
      }
      guard !isOutOfUse(object), !isOut.contains(from), !isOut.contains(to) else {
        catalogue.leaveOut(
          "relationship '\(type)' that is out of use, or an end of it is",
          in: &collection
        )
        continue
      }
      guard let relation else {
        catalogue.leaveOut(
          "relationship '\(type)', which says nothing of measures",
          in: &collection
        )
        continue
      }
      guard let start = keys[from], let end = keys[to] else {
        catalogue.leaveOut("relationship '\(type)' with an end outside the bundle", in: &collection)
        continue
      }
      let kinds = (collection.node(start)?.kind, collection.node(end)?.kind)
      if relation == .addresses, kinds.0 != .mitigation || kinds.1 != .risk {
        catalogue.leaveOut(
          "relationship 'mitigates' that does not go from a measure to a technique",
          in: &collection
        )
        continue
      }
      collection.countRows()
      if relation == .partOf { whole[from] = to }
      catalogue.state(
        start,
        relation,
        end,
        id: object["id"]?.text,
        change: { statement in
          if let text = object["description"]?.text {
            statement.properties["description"] = .string(text)
          }
        },
        in: &collection
      )
    }
  }

  /// Each technique is in the domain of its phases; a part without any is in those of its whole.
  private func takePhases(_ catalogue: inout Catalogue, _ collection: inout ImportCollection) {
    for object in objects where object["type"]?.text == "attack-pattern" {
      guard let id = object["id"]?.text, !isOut.contains(id), let key = keys[id] else { continue }
      let own = phases[id] ?? whole[id].flatMap { phases[$0] } ?? []
      for domain in own { catalogue.state(key, .inDomain, domain, in: &collection) }
    }
  }

  private func isOutOfUse(_ object: JSONValue) -> Bool {
    object["revoked"]?.isTrue == true || object["x_mitre_deprecated"]?.isTrue == true
  }

  /// The id that people use, such as `T1059`.
  private func externalID(_ object: JSONValue) -> String? {
    let references = object["external_references"]?.items ?? []
    let known = references.first { $0["source_name"]?.text?.hasPrefix("mitre") == true }
    return known?["external_id"]?.text
      ?? references.first { $0["external_id"] != nil && $0["source_name"]?.text != "cve" }?[
        "external_id"
      ]?.text
  }
}
