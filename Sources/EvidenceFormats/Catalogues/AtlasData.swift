import EvidenceCore

/// The data file of MITRE ATLAS: matrices of tactics, techniques and mitigations.
///
/// A technique is a risk, a tactic a risk domain, a mitigation a measure that addresses the techniques
/// it lists. Case studies name techniques and mitigate nothing: they are counted and left out.
enum AtlasData {
  /// Whether the lines of a YAML file are those of such data.
  static func isData(_ lines: [Substring]) -> Bool {
    lines.contains { $0.hasPrefix("matrices:") }
  }

  /// Reads a data file.
  ///
  /// - Throws: `EvidenceError` if it is no YAML, or lists no matrices.
  /// - Complexity: O(entries).
  static func read(
    _ source: FileBytes,
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    let root = try ConfigurationReader.read(source)
    guard let matrices = root["matrices"]?.items, !matrices.isEmpty else {
      throw EvidenceError(
        "no-matrices",
        "no list of 'matrices'",
        at: root["matrices"]?.place ?? Place(source.file, line: 1)
      )
    }
    let name = root["name"]?.text ?? root["id"]?.text ?? "ATLAS"
    let slug = Slug.make(root["id"]?.text ?? name)
    let version = root["version"]?.text
    var properties: [String: PropertyValue] = [:]
    if let version { properties["version"] = .string(version) }
    var catalogue = Catalogue(
      name + (version.map { " \($0)" } ?? ""),
      slug: slug,
      properties: properties,
      of: source,
      into: &collection
    )
    let scheme = "\(slug)@\(Catalogue.version(version))"
    collection.add(Scheme(id: scheme, title: "Tactics of \(name)", kind: .riskDomain))
    var techniques: [String: ConfigurationValue] = [:]
    for matrix in matrices {
      for technique in matrix["techniques"]?.items ?? [] {
        if let id = technique["id"]?.text { techniques[id] = technique }
      }
    }
    for matrix in matrices {
      for tactic in matrix["tactics"]?.items ?? [] {
        guard let id = tactic["id"]?.text else { continue }
        catalogue.addConcept(
          .riskDomain,
          scheme,
          id,
          label: tactic["name"]?.text,
          to: &collection
        )
      }
      for technique in matrix["techniques"]?.items ?? [] {
        take(technique, among: techniques, scheme, &catalogue, &collection)
      }
      for mitigation in matrix["mitigations"]?.items ?? [] {
        take(mitigation, techniques, &catalogue, &collection)
      }
    }
    for _ in root["case-studies"]?.items ?? [] {
      catalogue.leaveOut("case study, which mitigates nothing", in: &collection)
    }
    catalogue.finish(in: &collection)
  }

  private static func node(
    _ entry: ConfigurationValue,
    _ kind: Kind,
    _ catalogue: borrowing Catalogue
  ) -> Node? {
    guard let id = entry["id"]?.text else { return nil }
    var node = Node(catalogue.key(kind, id), kind, label: entry["name"]?.text)
    node.properties["description"] = entry["description"]?.text.map { .string($0) }
    return node
  }

  private static func take(
    _ technique: ConfigurationValue,
    among techniques: [String: ConfigurationValue],
    _ scheme: String,
    _ catalogue: inout Catalogue,
    _ collection: inout ImportCollection
  ) {
    guard let risk = node(technique, .risk, catalogue) else {
      return catalogue.leaveOut("technique without an id", in: &collection)
    }
    catalogue.add(risk, to: &collection)
    let whole = technique["subtechnique-of"]?.text ?? technique["specializes"]?.text
    if let whole {
      if techniques[whole] != nil {
        catalogue.state(risk.key, .partOf, catalogue.key(.risk, whole), in: &collection)
      } else {
        catalogue.leaveOut(
          "part of a technique that is not there",
          isRecord: false,
          in: &collection
        )
      }
    }
    let tactics = technique["tactics"] ?? whole.flatMap { techniques[$0]?["tactics"] }
    for tactic in tactics?.oneOrMore ?? [] {
      guard let id = tactic.text else { continue }
      catalogue.state(
        risk.key,
        .inDomain,
        Key(scheme: scheme, notation: id),
        in: &collection
      )
    }
  }

  private static func take(
    _ mitigation: ConfigurationValue,
    _ techniques: [String: ConfigurationValue],
    _ catalogue: inout Catalogue,
    _ collection: inout ImportCollection
  ) {
    guard let measure = node(mitigation, .mitigation, catalogue) else {
      return catalogue.leaveOut("mitigation without an id", in: &collection)
    }
    catalogue.add(measure, to: &collection)
    for technique in mitigation["techniques"]?.oneOrMore ?? [] {
      guard let id = technique["id"]?.text ?? technique.text, techniques[id] != nil else {
        catalogue.leaveOut(
          "mitigation of a technique that is not there",
          isRecord: false,
          in: &collection
        )
        continue
      }
      let use = technique["use"]?.text
      catalogue.state(
        measure.key,
        .addresses,
        catalogue.key(.risk, id),
        change: { statement in
          if let use { statement.properties["use"] = .string(use) }
        },
        in: &collection
      )
    }
  }
}
