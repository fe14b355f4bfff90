import EvidenceCore

/// A node or a statement in the forms that graph programs read: texts by name, a year as a whole
/// number, and a confidence.
struct FlatRecord {
  /// The value of an attribute.
  struct Attribute {
    var name: String
    var text: String
    var type: String
  }

  /// Names that programs use for themselves, and that no property of ours may take.
  private static let reserved: Set<String> = [
    "id", "source", "target", "type", "weight", "key", "kind", "label", "name", "notation",
    "scheme",
    "sameAs", "relation",
  ]

  private(set) var attributes: [Attribute] = []

  /// The attributes of a node.
  init(_ node: Node, _ losses: inout LossReport) {
    var members = MemberNames(Self.reserved)
    members.add("kind", .string(node.kind.name))
    members.add("label", .string(node.label ?? node.key.text))
    members.add("notation", node.notation.map { .string($0) })
    members.add("scheme", node.scheme.map { .string($0) })
    if !node.sameAs.isEmpty { members.add("sameAs", .string(node.sameAs.joined(separator: " | "))) }
    if node.sameAs.contains(where: { $0.contains(" | ") }) {
      losses.lose("identifiers with a bar", node.sameAs.first ?? "")
    }
    if node.label == nil {
      losses.lose("absent labels, in whose place the key stands", node.key.text)
    }
    members.add(node.properties, of: node.key.text, &losses)
    take(members, &losses)
  }

  /// The attributes of a statement.
  init(_ statement: Statement, _ losses: inout LossReport) {
    attributes.append(Attribute(name: "relation", text: statement.relation.name, type: "string"))
    let members = MemberNames(statement, sourceName: "statedBy", others: Self.reserved, &losses)
    take(members, &losses)
  }

  private mutating func take(_ members: MemberNames, _ losses: inout LossReport) {
    for (name, value) in members.list where name != "id" {
      switch (name, value) {
      case ("year", .integer(let year)):
        attributes.append(Attribute(name: name, text: String(year), type: "long"))
        continue
      case ("confidence", .number(let confidence)):
        attributes.append(Attribute(name: name, text: confidence.description, type: "double"))
        continue
      default: break
      }
      // A year that is no number would have the attribute hold two types.
      let free = name == "year" || name == "confidence" ? name + "Text" : name
      if free != name { losses.lose("years that are no whole number", value.text) }
      if let type = value.lostType { losses.lose(type, "'\(name)'") }
      let text =
        if case .strings(let items) = value { items.joined(separator: " | ") } else { value.text }
      attributes.append(Attribute(name: free, text: text, type: "string"))
    }
  }

  /// The attributes that some records have, in the order of their names.
  static func declared(_ records: [FlatRecord]) -> [(name: String, type: String)] {
    var types: [String: String] = [:]
    for record in records { for item in record.attributes { types[item.name] = item.type } }
    return types.sorted { $0.key.precedesInUTF8($1.key) }.map { ($0.key, $0.value) }
  }
}
