/// The record of a node in an archive.
enum NodeRecord {
  static func json(_ node: Node) -> JSONValue {
    var list = MemberList()
    list.add("node", node.key.text)
    list.add("kind", node.kind.name)
    list.add("label", node.label)
    list.add("sameAs", node.sameAs)
    list.add("notation", node.notation)
    list.add("scheme", node.scheme)
    list.add(node.properties)
    return .object(list.members)
  }

  static func node(_ reader: inout RecordReader, _ names: inout DeclaredNames) -> Node {
    Node(
      Key(reader.required("node", of: "node")),
      names.checked(Kind(reader.required("kind", of: "node")), &reader),
      label: reader.text("label"),
      sameAs: reader.texts("sameAs"),
      notation: reader.text("notation"),
      scheme: reader.text("scheme"),
      properties: reader.rest()
    )
  }
}
