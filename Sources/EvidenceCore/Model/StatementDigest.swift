/// Computes the id of a statement from its content.
enum StatementDigest {
  /// The first 16 hexadecimal digits of SHA-256 over the six texts joined by U+001F.
  static func id(
    from: String,
    relation: String,
    to: String,
    source: String?,
    via: String?,
    locator: String?
  ) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(128)
    bytes.append(contentsOf: from.utf8)
    for part in [relation, to, source ?? "", via ?? "", locator ?? ""] {
      bytes.append(0x1F)
      bytes.append(contentsOf: part.utf8)
    }
    return String(ContentDigest.sha256(bytes).prefix(16))
  }
}

extension Statement {
  /// All that the statement says but its id, as one text: equal for equal statements, and an order
  /// among those whose derived ids are equal.
  var content: String {
    var parts = [from.text, relation.name, to.text]
    parts += [source?.text, via, locator].map { $0 ?? "" }
    parts += [stance?.rawValue, evidenceType?.rawValue, confidence?.shortestText].map { $0 ?? "" }
    parts += [justification?.name, method?.rawValue, rationale, coder, reviewer].map { $0 ?? "" }
    for (name, value) in properties.sorted(by: { $0.key.precedesInUTF8($1.key) }) {
      parts.append("\(name)\u{1E}\(value.sort)\u{1E}\(value.text)")
    }
    return parts.joined(separator: "\u{1F}")
  }
}

extension PropertyValue {
  /// The type of a value, in a letter.
  fileprivate var sort: String {
    switch self {
    case .string: "s"
    case .integer: "i"
    case .number: "n"
    case .boolean: "b"
    case .strings: "l"
    }
  }
}
