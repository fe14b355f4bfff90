import EvidenceCore

/// Layers of the ATT&CK Navigator, one or several in a file.
///
/// A layer is a work that names techniques, each a risk, under the tactics that it shows them in;
/// score, comment, colour and metadata are what it says of each. A layer that this toolkit wrote
/// holds answers about a graph and no claims: its nodes come back, and nothing else.
enum LayerFile {
  /// Whether a file's beginning is that of a layer.
  static func isLayer(_ start: Substring) -> Bool {
    func names(_ name: String) -> Bool { start.contains("\"\(name)\"") }
    return names("techniqueID") || (names("techniques") && names("domain") && names("versions"))
  }

  /// Reads layers.
  ///
  /// - Throws: `EvidenceError` if it is no JSON.
  /// - Complexity: O(techniques).
  static func read(
    _ source: FileBytes,
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    let root = try JSONDocument.read(source)
    if case .array(let layers) = root {
      for layer in layers { try read(layer, of: source, into: &collection) }
    } else {
      try read(root, of: source, into: &collection)
    }
  }

  private static func read(
    _ layer: JSONValue,
    of source: FileBytes,
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    let techniques = layer["techniques"]?.items ?? []
    if techniques.contains(where: { metadata($0)["key"] != nil && metadata($0)["kind"] != nil }) {
      return try takeOwn(techniques, of: source, into: &collection)
    }
    let domain = layer["domain"]?.text ?? "enterprise-attack"
    let version = layer["versions"]?["attack"]?.text
    var properties: [String: PropertyValue] = ["itemType": .string("ATT&CK Navigator layer")]
    properties["domain"] = .string(domain)
    properties["attackVersion"] = version.map { .string($0) }
    properties["description"] = layer["description"]?.text.map { .string($0) }
    for (name, value) in metadata(layer) { properties[PropertyName.ofNode(name)] = .string(value) }
    let legend = (layer["legendItems"]?.items ?? []).compactMap { item -> String? in
      guard let label = item["label"]?.text, let color = item["color"]?.text else { return nil }
      return "\(color): \(label)"
    }
    if !legend.isEmpty { properties["legend"] = .strings(legend) }
    var catalogue = Catalogue(
      layer["name"]?.text ?? BulkSource.baseName(source.file),
      slug: "attack",
      properties: properties,
      of: source,
      into: &collection
    )
    let scheme = "\(Slug.make(domain))-tactics@\(Catalogue.version(version))"
    for technique in techniques {
      try collection.step()
      take(technique, scheme, &catalogue, &collection)
    }
    catalogue.finish(in: &collection)
  }

  private static func take(
    _ technique: JSONValue,
    _ scheme: String,
    _ catalogue: inout Catalogue,
    _ collection: inout ImportCollection
  ) {
    guard let id = technique["techniqueID"]?.text, !id.isEmpty else {
      return catalogue.leaveOut("technique without its 'techniqueID'", in: &collection)
    }
    if technique["enabled"] == .boolean(false) {
      return catalogue.leaveOut("technique that the layer hides", in: &collection)
    }
    collection.countRows()
    let place = Place(catalogue.file)
    let key = catalogue.key(.risk, id)
    collection.add(Node(key, .risk, notation: id), at: place)
    let tactic = technique["tactic"]?.text
    if let tactic, !tactic.isEmpty {
      collection.add(Scheme(id: scheme, title: "Tactics of ATT&CK", kind: .riskDomain))
      catalogue.addConcept(.riskDomain, scheme, tactic, label: words(tactic), to: &collection)
      catalogue.state(key, .inDomain, Key(scheme: scheme, notation: tactic), in: &collection)
    }
    var statement = Statement(
      catalogue.paper,
      .identifies,
      key,
      source: catalogue.paper,
      via: BulkSource.baseName(catalogue.file),
      locator: tactic
    )
    if let comment = technique["comment"]?.text, !comment.isEmpty { statement.rationale = comment }
    statement.properties["score"] = technique["score"].flatMap { PropertyValue(json: $0) }
    if let color = technique["color"]?.text, !color.isEmpty {
      statement.properties["color"] = .string(color)
    }
    let links = (technique["links"]?.items ?? []).compactMap { $0["url"]?.text }
    if !links.isEmpty { statement.properties["links"] = .strings(links) }
    for (name, value) in metadata(technique) {
      let free = PropertyName.ofStatement(name)
      if statement.properties[free] == nil { statement.properties[free] = .string(value) }
    }
    collection.add(statement, at: place)
  }

  /// Takes the nodes that a layer of this toolkit shows.
  private static func takeOwn(
    _ techniques: [JSONValue],
    of source: FileBytes,
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    collection.begin(source.file)
    let place = Place(source.file)
    for technique in techniques {
      try collection.step()
      collection.countRows()
      let notes = metadata(technique)
      guard let key = notes["key"], let kind = notes["kind"] else {
        collection.dropRow("left-out", "a technique without its key", at: place)
        continue
      }
      var node = Node(Key(key), Kind(kind), label: notes["name"])
      if [.riskDomain, .taxonomyNode].contains(node.kind) {
        node.notation = technique["techniqueID"]?.text
        if node.key.namespace.contains("@") { node.scheme = node.key.namespace }
      }
      collection.add(node, at: place)
    }
    collection.note(
      .kept,
      "answers-not-claims",
      "the layer shows what a graph was found to hold: its nodes are read, its scores are no claims",
      at: place
    )
  }

  private static func metadata(_ item: JSONValue) -> [String: String] {
    var result: [String: String] = [:]
    for entry in item["metadata"]?.items ?? [] {
      guard let name = entry["name"]?.text, let value = entry["value"]?.text else { continue }
      result[name] = result[name] ?? value
    }
    return result
  }

  /// `Credential access` for `credential-access`.
  private static func words(_ tactic: String) -> String {
    let words = tactic.replacingScalar("-", with: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
