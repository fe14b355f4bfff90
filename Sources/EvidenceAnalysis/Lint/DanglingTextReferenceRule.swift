internal import EvidenceCore

/// A text that is written like a key, and leads nowhere.
///
/// A text is written like a key where what stands before its first colon is that of the graph's own
/// keys and nothing after it is blank. Looked at are `via`, `locator` and the properties of nodes and
/// statements; `premises` must name statements. An identifier under `sameAs` may lead out of the
/// graph, but must not be another node's key. Unknown sources are an error of the schema's own.
struct DanglingTextReferenceRule: LintRule {
  let name = "dangling-text-reference"
  let meaning =
    "a text in the form of a key that no node has, or a sameAs that is another node's key"
  let example = """
    {"evidence":1,"asOf":"2026-01-01"}
    {"node":"paper:a","kind":"Paper"}
    {"node":"risk:a/1","kind":"Risk"}
    {"from":"paper:a","relation":"IDENTIFIES","to":"risk:a/1","source":"paper:a","locator":"paper:b"}
    """

  func findings(in graph: EvidenceGraph) -> [LintFinding] {
    let known = Known(graph)
    var result: [LintFinding] = []
    for node in graph.nodes {
      let value = graph.value(of: node)
      func report(_ message: String, _ hint: String) {
        result.append(
          LintFinding(self, of: [value.key.text], message, at: graph.place(of: node), hint: hint)
        )
      }
      for other in value.sameAs {
        guard let twin = graph.node(Key(other)), twin != node else { continue }
        report(
          "'\(value.key)' is the same as '\(other)', which is a node of its own",
          "merge the two, or state EXACT_MATCH"
        )
      }
      for (name, text) in texts(value.properties) where known.isDangling(text) {
        report(
          "\(name) of '\(value.key)' leads to '\(text)', which is not a node",
          known.hint(text)
        )
      }
    }
    for edge in graph.edges {
      let statement = graph.statement(edge)
      let fields = [("via", statement.via), ("locator", statement.locator)]
      let named = fields.compactMap { name, text in text.map { (name, $0) } }
      for (name, text) in named + texts(statement.properties) {
        let isPremise = name == "premises"
        guard isPremise ? !known.statements.contains(text) : known.isDangling(text) else {
          continue
        }
        result.append(
          LintFinding(
            self,
            of: [graph.id(of: edge), text],
            "\(name) leads to '\(text)', which is not a \(isPremise ? "statement" : "node"): "
              + graph.phrase(edge),
            at: graph.place(of: edge),
            hint: isPremise ? "infer the statement anew" : known.hint(text)
          )
        )
      }
    }
    return result
  }

  /// The texts of properties by name, in the order of names.
  private func texts(_ properties: [String: PropertyValue]) -> [(String, String)] {
    properties.sorted { $0.key.precedesInUTF8($1.key) }.flatMap {
      name,
      value -> [(String, String)] in
      switch value {
      case .string(let text): return [(name, text)]
      case .strings(let texts): return texts.map { (name, $0) }
      default: return []
      }
    }
  }

  /// What a text can lead to.
  private struct Known {
    let graph: EvidenceGraph
    private var namespaces: Set<String> = []
    private var others: Set<String> = []
    /// The ids of statements, where any statement names premises.
    private(set) var statements: Set<String> = []

    init(_ graph: EvidenceGraph) {
      self.graph = graph
      for node in graph.nodes {
        namespaces.insert(graph.key(of: node).namespace)
        others.formUnion(graph.sameAs(of: node))
      }
      namespaces.remove("")
      if graph.edges.contains(where: { graph.property("premises", of: $0) != nil }) {
        statements = Set(graph.edges.map { graph.id(of: $0) })
      }
    }

    func isDangling(_ text: String) -> Bool {
      let key = Key(text)
      guard namespaces.contains(key.namespace), !key.local.isEmpty,
        !text.contains(where: \.isWhitespace)
      else { return false }
      return graph.node(key) == nil && !others.contains(text)
    }

    func hint(_ text: String) -> String {
      let namespace = Key(text).namespace
      let near = graph.nodes.lazy.map { graph.key(of: $0) }
        .filter { $0.namespace == namespace }.map(\.text)
      return Suggestion.hint(for: text, among: near) ?? "add the node, or correct the key"
    }
  }
}
