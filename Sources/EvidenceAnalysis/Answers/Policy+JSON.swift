package import EvidenceCore

extension Policy {
  /// Name and digest, as every result states them.
  package var json: JSONValue {
    .object([JSONMember("name", .string(name)), JSONMember("digest", .string(digest))])
  }
}
