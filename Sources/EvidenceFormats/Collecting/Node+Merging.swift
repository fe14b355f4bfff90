import EvidenceCore

extension Node {
  /// Takes in what another record of the same key says: fills what is absent, joins identifiers
  /// and names, and keeps both of two values that differ.
  ///
  /// - Parameter place: where the first record of the node stands, for what is reported.
  /// - Returns: what contradicts.
  mutating func merge(
    _ other: Node,
    from place: Place? = nil
  ) -> [(code: Diagnostic.Code, message: String)] {
    let before = place.map { $0.line > 0 ? " (\($0))" : "" } ?? ""
    var findings: [(code: Diagnostic.Code, message: String)] = []
    if other.kind != kind {
      findings.append(
        (
          "kind-clash",
          "'\(key)' is a \(kind) already\(before) and a \(other.kind) here; it stays a \(kind)"
        )
      )
      keep(other.kind.name, as: "alsoKind")
    }
    sameAs = Set(sameAs).union(other.sameAs).sorted { $0.precedesInUTF8($1) }
    if let name = other.label, let label {
      if name != label {
        let isKnown = properties["altLabels"]?.texts.contains(name) ?? false
        if !isKnown, !Title.areEqual(name, label),
          !(other.properties["altLabels"]?.texts.contains(label) ?? false)
        {
          let message =
            "'\(key)' is named '\(label)' already\(before) and '\(name)' here; the second is kept as an"
            + " alternative name"
          findings.append(("name-clash", message))
        }
        keep(name, as: "altLabels")
      }
    } else if label == nil {
      label = other.label
    }
    findings += fill(\.notation, other.notation, "notation", before)
    findings += fill(\.scheme, other.scheme, "scheme", before)
    for (name, value) in other.properties.sorted(by: { $0.key.precedesInUTF8($1.key) }) {
      guard let known = properties[name] else {
        properties[name] = value
        continue
      }
      guard known != value else { continue }
      if known.isScalar, value.isScalar {
        keep(value.text, as: "other\(name.prefix(1).uppercased())\(name.dropFirst())s")
        findings.append(
          (
            "value-clash",
            "'\(key)' has \(name) '\(known.text)' already\(before) and '\(value.text)' here; both are kept"
          )
        )
        continue
      }
      let texts = known.texts + value.texts.filter { !known.texts.contains($0) }
      if texts == known.texts { continue }
      properties[name] = .strings(texts)
      let isList = if case .strings = known { true } else { false }
      if !isList {
        findings.append(
          (
            "value-clash",
            "'\(key)' has \(name) '\(known.text)' already\(before) and '\(value.text)' here; both are kept"
          )
        )
      }
    }
    return findings
  }

  private mutating func fill(
    _ field: WritableKeyPath<Node, String?>,
    _ value: String?,
    _ name: String,
    _ before: String
  ) -> [(code: Diagnostic.Code, message: String)] {
    guard let value else { return [] }
    guard let known = self[keyPath: field] else {
      self[keyPath: field] = value
      return []
    }
    guard known != value else { return [] }
    keep(value, as: "other\(name.prefix(1).uppercased())\(name.dropFirst())s")
    return [
      (
        "value-clash",
        "'\(key)' has \(name) '\(known)' already\(before) and '\(value)' here; both are kept"
      )
    ]
  }

  /// Adds a text to a property that lists texts, once.
  private mutating func keep(_ text: String, as property: String) {
    let known = properties[property]?.texts ?? []
    if !known.contains(text) { properties[property] = .strings(known + [text]) }
  }
}

extension PropertyValue {
  /// Whether it is a number or a truth value, which no list can hold as such.
  fileprivate var isScalar: Bool {
    switch self {
    case .integer, .number, .boolean: true
    case .string, .strings: false
    }
  }

  /// The value as a list of texts.
  var texts: [String] {
    if case .strings(let values) = self { values } else { [text] }
  }
}
