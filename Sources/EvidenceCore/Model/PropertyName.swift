/// The names that a property cannot have, since a record uses them for itself.
package enum PropertyName {
  private static let ofNodes: Set<String> = [
    "node", "kind", "label", "sameAs", "notation", "scheme",
  ]
  private static let ofStatements: Set<String> = [
    "from", "relation", "to", "id", "source", "via", "locator", "stance", "evidenceType",
    "confidence", "justification", "method", "rationale", "coder", "reviewer",
  ]

  /// The name under which a node keeps a property: `name_` where the record has a `name` of its own.
  package static func ofNode(_ name: String) -> String {
    ofNodes.contains(name) ? name + "_" : name
  }

  /// The name under which a statement keeps a property: `name_` where the record has a `name` of
  /// its own.
  package static func ofStatement(_ name: String) -> String {
    ofStatements.contains(name) ? name + "_" : name
  }
}
