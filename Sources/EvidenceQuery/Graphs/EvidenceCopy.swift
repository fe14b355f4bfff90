internal import EvidenceCore

/// A copy of an evidence graph that a query may change, and the way back through the door of archives,
/// where whatever the schema refuses is refused.
struct EvidenceCopy {
  private let reader: EvidenceReader
  private let store: PropertyStore
  private(set) var changes = GraphChanges()
  private var findings: [Diagnostic] = []
  /// What a line of the new archive is a record of.
  private enum Record { case header, node(Int), relationship(Int) }

  private var records: [Record] = []
  private var writer = JSONWriter()

  /// The graph as a store that can be changed: nodes and relationships keep their positions.
  static func store(of reader: EvidenceReader) -> PropertyStore {
    var copy = PropertyGraph()
    let graph = reader.graph
    for name in reader.labelNames { _ = copy.labelNumber(adding: name) }
    for name in reader.typeNames { _ = copy.typeNumber(adding: name) }
    copy.nodes = graph.nodes.map { node in
      var record = PropertyGraph.NodeRecord()
      record.labels = [graph.kindNumber(of: node)]
      record.properties = reader.properties(of: node)
      record.outgoing = graph.outgoing(node).map(\.index)
      record.incoming = graph.incoming(node).map(\.index)
      return record
    }
    copy.relationships = graph.edges.map { edge in
      var record = PropertyGraph.RelationshipRecord(
        type: graph.relationNumber(of: edge),
        start: graph.from(edge).index,
        end: graph.to(edge).index
      )
      record.properties = reader.properties(of: edge)
      return record
    }
    return PropertyStore(copy, indexing: "key")
  }

  init(_ store: PropertyStore, of reader: EvidenceReader) {
    self.store = store
    self.reader = reader
  }

  /// The changed graph.
  ///
  /// - Returns: the graph, and the findings of the door below an error.
  /// - Throws: `EvidenceError` with everything that the door refuses.
  mutating func graph() throws(EvidenceError) -> (graph: EvidenceGraph, findings: [Diagnostic]) {
    write(ArchiveRecord.json(reader.graph.header), as: .header)
    for index in store.graph.nodes.indices { writeNode(index) }
    for index in store.graph.relationships.indices { writeRelationship(index) }
    guard findings.isEmpty else { throw EvidenceError(findings) }
    var (graph, found) = ArchiveReader.readReporting(
      text: String(decoding: writer.bytes, as: UTF8.self),
      file: Self.file
    )
    // What was wrong before is not of this query's making.
    let before = Set(GraphValidation.findings(in: reader.graph).map(\.message))
    found += GraphValidation.findings(in: graph).filter { !before.contains($0.message) }
    found = found.map(placed)
    if found.contains(where: { $0.severity == .error }) {
      throw EvidenceError(found.filter { $0.severity == .error })
    }
    return (graph, found)
  }

  /// A finding without its line in an archive that nobody has seen.
  private func placed(_ finding: Diagnostic) -> Diagnostic {
    var result = finding
    // A message may name the line of another record.
    while let range = result.message.firstRange(of: Self.file + ":") {
      let digits = result.message[range.upperBound...].prefix { $0.isNumber }
      let text = text(ofLine: Int(digits) ?? 0) ?? "another record"
      result.message.replaceSubrange(range.lowerBound..<digits.endIndex, with: text)
    }
    guard let place = finding.place, place.file == Self.file else { return result }
    if let text = text(ofLine: place.line), !result.message.contains(text) {
      result.message = "\(text): \(result.message)"
    }
    result.place = nil
    return result
  }

  /// What a line of the new archive is a record of, as messages name it.
  private func text(ofLine line: Int) -> String? {
    guard records.indices.contains(line - 1) else { return nil }
    switch records[line - 1] {
    case .header: return "the header"
    case .node(let index):
      let record = store.graph.nodes[index]
      return Self.text(
        of: record.properties["key"],
        record.labels.map { store.graph.labelNames[$0] }
      )
    case .relationship(let index):
      let record = store.graph.relationships[index]
      let keys = [record.start, record.end].map { end in
        if case .string(let key)? = store.graph.nodes[Int(end)].properties["key"] {
          key
        } else {
          "?"
        }
      }
      return "\(keys[0]) -\(store.graph.typeNames[record.type])-> \(keys[1])"
    }
  }

  private static let file = "the changed graph"

  private mutating func write(_ json: JSONValue, as record: Record) {
    records.append(record)
    writer.write(json)
    writer.raw("\n")
  }

  private mutating func refuse(_ code: Diagnostic.Code, _ message: String, hint: String? = nil) {
    findings.append(Diagnostic(.error, code, message, hint: hint))
  }

  // MARK: Nodes

  private mutating func writeNode(_ index: Int) {
    let record = store.graph.nodes[index]
    let isNew = index >= reader.nodeCount
    guard !record.isDeleted else {
      if !isNew { changes.nodesDeleted += 1 }
      return
    }
    let node = NodeID(index)
    if !isNew, record.labels == [reader.graph.kindNumber(of: node)],
      record.properties == reader.properties(of: node)
    {
      return write(ArchiveRecord.json(reader.graph.value(of: node)), as: .node(index))
    }
    let labels = record.labels.map { store.graph.labelNames[$0] }
    let text = Self.text(of: record.properties["key"], labels)
    if isNew {
      changes.nodesCreated += 1
    } else if record.labels != [reader.graph.kindNumber(of: node)] {
      changes.labelsChanged += 1
    }
    changes.count(from: isNew ? QueryMap() : reader.properties(of: node), to: record.properties)
    guard labels.count == 1 else {
      return refuse(
        "node-kind",
        "\(text) has \(labels.isEmpty ? "no kind" : "\(labels.count) kinds")",
        hint: "a node has one label, which is its kind: CREATE (:Risk {key: 'risk:a'})"
      )
    }
    guard case .string(let key)? = record.properties["key"], !key.isEmpty else {
      return refuse(
        "node-key",
        "a node of kind \(labels[0]) has no key",
        hint: "give it one: CREATE (:\(labels[0]) {key: '…'})"
      )
    }
    var members = [JSONMember("node", .string(key)), JSONMember("kind", .string(labels[0]))]
    add(record.properties, besides: ["key"], reserved: ["node", "kind"], of: text, &members)
    write(.object(members), as: .node(index))
  }

  /// A node as messages name it.
  private static func text(of key: QueryValue?, _ labels: [String]) -> String {
    guard case .string(let key)? = key else { return "a node (\(labels.joined(separator: ":")))" }
    return "'\(key)'"
  }

  // MARK: Statements

  private mutating func writeRelationship(_ index: Int) {
    let record = store.graph.relationships[index]
    let isNew = index >= reader.relationshipCount
    guard !record.isDeleted else {
      if !isNew { changes.statementsDeleted += 1 }
      return
    }
    let edge = EdgeID(index)
    let keys = [record.start, record.end].map { end -> String? in
      guard case .string(let key)? = store.graph.nodes[Int(end)].properties["key"] else {
        return nil
      }
      return key
    }
    // A node without a key was told of.
    guard let from = keys[0], let to = keys[1] else { return }
    let type = store.graph.typeNames[record.type]
    if !isNew, record.properties == reader.properties(of: edge),
      reader.graph.key(of: reader.graph.from(edge)).text == from,
      reader.graph.key(of: reader.graph.to(edge)).text == to
    {
      return write(ArchiveRecord.json(reader.graph.statement(edge)), as: .relationship(index))
    }
    if isNew { changes.statementsCreated += 1 }
    changes.count(from: isNew ? QueryMap() : reader.properties(of: edge), to: record.properties)
    var members = [
      JSONMember("from", .string(from)), JSONMember("relation", .string(type)),
      JSONMember("to", .string(to)),
    ]
    // The id of a statement that was not given one follows what the statement says.
    let isDerived =
      !isNew && reader.graph.statedID(of: edge) == nil
      && record.properties["id"] == .string(reader.graph.id(of: edge))
    let text = "\(from) -\(type)-> \(to)"
    add(
      record.properties,
      besides: isDerived ? ["id"] : [],
      reserved: ["from", "relation", "to"],
      of: text,
      &members
    )
    write(.object(members), as: .relationship(index))
  }

  // MARK: Properties

  private mutating func add(
    _ properties: QueryMap,
    besides left: Set<String>,
    reserved: Set<String>,
    of owner: String,
    _ members: inout [JSONMember]
  ) {
    for pair in properties.pairs where !left.contains(pair.name) {
      if reserved.contains(pair.name) {
        refuse("reserved-property", "'\(pair.name)' of \(owner) cannot be set", hint: Self.reserved)
      } else if let value = Self.json(pair.value) {
        members.append(JSONMember(pair.name, value))
      } else {
        refuse(
          "property-value",
          "the property '\(pair.name)' of \(owner) cannot hold \(Self.sort(pair.value))",
          hint: "a property is a text, a number, true or false, or a list of texts; toString() "
            + "makes a text of a date"
        )
      }
    }
  }

  private static let reserved =
    "a node's kind is its label; a statement's ends and relation are those that it is made with"

  private static func json(_ value: QueryValue) -> JSONValue? {
    switch value {
    case .boolean(let flag): return .boolean(flag)
    case .integer(let number): return .integer(number)
    case .float(let number): return number.isFinite ? .number(number) : nil
    case .string(let text): return .string(text)
    case .list(let items):
      let texts = items.compactMap { item -> JSONValue? in
        if case .string(let text) = item { .string(text) } else { nil }
      }
      return texts.count == items.count ? .array(texts) : nil
    default: return nil
    }
  }

  private static func sort(_ value: QueryValue) -> String {
    if case .list = value { return "a list of anything but texts" }
    if case .float(let number) = value { return "\(number)" }
    return value.sort
  }
}
