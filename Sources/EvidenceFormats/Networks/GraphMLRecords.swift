import EvidenceCore

/// Turns the nodes and edges of a GraphML file into nodes and statements.
struct GraphMLRecords {
  private let graph: GraphMLFile
  private let kindName: String?
  private let labelName: String?
  private let relationName: String?
  private let nodeTypes: [String: BulkColumn.ValueType]
  private let edgeTypes: [String: BulkColumn.ValueType]
  private var keys: [String: Key] = [:]

  init(_ graph: GraphMLFile) {
    self.graph = graph
    nodeTypes = graph.types(of: "node")
    edgeTypes = graph.types(of: "edge")
    let nodeNames = Self.names(graph.nodes, graph.fallbacks(of: "node"))
    kindName = ["kind", "labels", "labelV", "type"].first { nodeNames.contains($0) }
    labelName = ["label", "name", "title"].first { nodeNames.contains($0) }
    let edgeNames = Self.names(graph.edges, graph.fallbacks(of: "edge"))
    relationName = ["relation", "labelE", "label", "type"].first { edgeNames.contains($0) }
  }

  private static func names(
    _ records: [GraphMLFile.Record],
    _ fallbacks: [String: String]
  ) -> Set<String> {
    records.reduce(into: Set(fallbacks.keys)) { $0.formUnion($1.texts.keys) }
  }

  /// Adds everything.
  ///
  /// - Throws: `EvidenceError` if nothing says what the nodes are, or what joins them.
  func add(to collection: inout ImportCollection) throws(EvidenceError) {
    try check()
    var records = self
    let graph = records.graph
    collection.begin(graph.file)
    let fallbacks = graph.fallbacks(of: "node")
    for record in graph.nodes { try records.addNode(record, fallbacks, &collection) }
    let edgeFallbacks = graph.fallbacks(of: "edge")
    for record in graph.edges { try records.addEdge(record, edgeFallbacks, &collection) }
    let undirected = graph.edges.count(where: \.isUndirected)
    if undirected > 0 {
      collection.note(
        .kept,
        "undirected-edge",
        "\(undirected) undirected edges are read from their source to their target",
        at: Place(graph.file)
      )
    }
    if graph.nested > 0 {
      collection.note(
        .kept,
        "nested-graph",
        "\(graph.nested) graphs within nodes are read as parts of the one graph",
        at: Place(graph.file)
      )
    }
  }

  private func check() throws(EvidenceError) {
    func missing(
      _ what: String,
      _ wanted: String,
      _ records: [GraphMLFile.Record],
      _ owner: String
    ) -> EvidenceError? {
      guard let first = records.first else { return nil }
      let known = Self.names(records, graph.fallbacks(of: owner)).sorted()
      return EvidenceError(
        "unread-graphml",
        "no attribute says \(what)",
        at: first.place,
        hint: "name it \(wanted); "
          + (known.isEmpty
            ? "there is no attribute" : "there are: \(known.joined(separator: ", "))")
      )
    }
    var findings: [Diagnostic] = []
    if kindName == nil,
      let error = missing(
        "what kind a node is",
        "'kind', 'labels' or 'labelV'",
        graph.nodes,
        "node"
      )
    {
      findings += error.diagnostics
    }
    if relationName == nil,
      let error = missing(
        "by which relation an edge joins its ends",
        "'relation', 'label' or 'labelE'",
        graph.edges,
        "edge"
      )
    {
      findings += error.diagnostics
    }
    guard findings.isEmpty else { throw EvidenceError(findings) }
  }

  private mutating func addNode(
    _ record: GraphMLFile.Record,
    _ fallbacks: [String: String],
    _ collection: inout ImportCollection
  ) throws(EvidenceError) {
    try collection.step(1 + record.texts.count)
    collection.countRows()
    var texts = fallbacks.merging(record.texts) { _, own in own }
    let id = record.id ?? ""
    let key = Key(texts.removeValue(forKey: "key") ?? id)
    guard !key.text.isEmpty else {
      return collection.dropRow("kindless-node", "a node without an id", at: record.place)
    }
    keys[id] = key
    // Neo4j writes the labels of a node as `:Risk:Old`.
    let words =
      kindName.flatMap { texts.removeValue(forKey: $0) }?
      .split(separator: ":").map { $0.trimmedText }.filter { !$0.isEmpty } ?? []
    guard let kind = words.first else {
      return collection.dropRow("kindless-node", "'\(id)' does not say its kind", at: record.place)
    }
    if words.count > 1 {
      collection.note(
        .kept,
        "several-labels",
        "'\(key)' is read as a \(kind); its other labels are left aside: "
          + words.dropFirst().joined(separator: ", "),
        at: record.place
      )
    }
    var node = Node(key, Kind(kind), label: labelName.flatMap { texts.removeValue(forKey: $0) })
    node.notation = texts.removeValue(forKey: "notation")
    node.scheme = texts.removeValue(forKey: "scheme")
    if let text = texts.removeValue(forKey: "sameAs") {
      node.sameAs = text.components(separatedBy: " | ")
    }
    for (name, text) in texts.sorted(by: { $0.key.precedesInUTF8($1.key) }) {
      let value = value(text, nodeTypes[name], name, record, &collection)
      node.properties[PropertyName.ofNode(name)] = value
    }
    collection.add(node, at: record.place)
  }

  private mutating func addEdge(
    _ record: GraphMLFile.Record,
    _ fallbacks: [String: String],
    _ collection: inout ImportCollection
  ) throws(EvidenceError) {
    try collection.step(1 + record.texts.count)
    collection.countRows()
    guard let ends = record.ends else { return }
    var texts = fallbacks.merging(record.texts) { _, own in own }
    guard let relation = relationName.flatMap({ texts.removeValue(forKey: $0) })?.trimmedText,
      !relation.isEmpty
    else {
      return collection.dropRow(
        "nameless-edge",
        "the edge from '\(ends.from)' to '\(ends.to)' does not say its relation",
        at: record.place
      )
    }
    var statement = Statement(
      keys[ends.from] ?? Key(ends.from),
      Relation(relation),
      keys[ends.to] ?? Key(ends.to),
      via: BulkSource.baseName(graph.file)
    )
    if let source = texts.removeValue(forKey: "statedBy") { statement.source = Key(source) }
    for (name, text) in texts.sorted(by: { $0.key.precedesInUTF8($1.key) }) {
      let isField = BulkColumn.statementFields.contains(name) && name != "id" && name != "source"
      let word: UnreadableWord? =
        isField
        ? statement.set(name, to: text)
        : statement.set(
          property: PropertyName.ofStatement(name),
          to: value(text, edgeTypes[name], name, record, &collection)
        )
      if let word { collection.fail(word, at: record.place) }
    }
    if statement.source == nil, statement.relation.bearsEvidence {
      statement.source = collection.defaultSource
    }
    // An id that follows from the statement, numbered or not, is none of its own.
    let derived = statement.derivedID
    if let id = record.id, id != derived, !id.hasPrefix(derived + "#") { statement.id = id }
    collection.add(statement, at: record.place)
  }

  /// A value as its attribute declares it; else the text, with a note.
  private func value(
    _ text: String,
    _ type: BulkColumn.ValueType?,
    _ name: String,
    _ record: GraphMLFile.Record,
    _ collection: inout ImportCollection
  ) -> PropertyValue {
    guard let type, type != .string else { return .string(text) }
    let bytes = Array(text.trimmedText.utf8)
    if let value = bytes.withUnsafeBufferPointer({ BulkColumn.value($0, type) }) { return value }
    collection.note(
      .kept,
      "other-type",
      "'\(name)' is declared as a number or truth value and is '\(text)': kept as a text",
      at: record.place
    )
    return .string(text)
  }
}

extension String {
  /// The parts between a separator, scalar by scalar.
  fileprivate func components(separatedBy separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
