/// Writes the canonical archive of a graph: the same graph, the same bytes.
///
/// One JSON object a line: the header, the nodes in the order of keys, the statements in the order
/// of (from, relation, to, id). Members stand in a fixed order, further properties behind them in
/// the order of their names; what is absent is left out.
public enum ArchiveWriter {
  /// Writes a graph to a file, whole or not at all.
  ///
  /// - Throws: `EvidenceError` if the file cannot be written.
  /// - Complexity: O(size of the graph) time, O(1) space beyond it.
  public static func write(_ graph: EvidenceGraph, to path: String) throws(EvidenceError) {
    try AtomicFile.write(to: path) { write throws(EvidenceError) in
      try self.write(graph, write)
    }
  }

  /// Hands out the archive in parts of about a megabyte.
  package static func write(
    _ graph: EvidenceGraph,
    _ write: ([UInt8]) throws(EvidenceError) -> Void
  ) throws(EvidenceError) {
    var writer = JSONWriter()
    try forEachRecord(of: graph) { record throws(EvidenceError) in
      writer.write(record)
      writer.raw("\n")
      if writer.bytes.count > 1 << 20 { try write(writer.drain()) }
    }
    try write(writer.drain())
  }

  /// The archive as a text.
  public static func text(of graph: EvidenceGraph) -> String {
    var writer = JSONWriter()
    forEachRecord(of: graph) { record in
      writer.write(record)
      writer.raw("\n")
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private static func forEachRecord<Failure: Error>(
    of graph: EvidenceGraph,
    _ body: (JSONValue) throws(Failure) -> Void
  ) throws(Failure) {
    try body(HeaderRecord.json(graph.header))
    for node in graph.nodes { try body(NodeRecord.json(graph.value(of: node))) }
    for edge in graph.edges { try body(StatementRecord.json(graph.statement(edge))) }
  }
}

/// Collects the members of a record, leaving out what is absent.
struct MemberList {
  private(set) var members: [JSONMember] = []

  mutating func add(_ name: String, _ text: String?) {
    if let text { members.append(JSONMember(name, .string(text))) }
  }

  mutating func add(_ name: String, _ texts: [String]) {
    if !texts.isEmpty { members.append(JSONMember(name, .array(texts.map { .string($0) }))) }
  }

  mutating func add(_ name: String, _ values: [JSONValue]) {
    if !values.isEmpty { members.append(JSONMember(name, .array(values))) }
  }

  mutating func add(_ properties: [String: PropertyValue]) {
    for (name, value) in properties.sorted(by: { $0.key.precedesInUTF8($1.key) }) {
      members.append(JSONMember(name, value.json))
    }
  }

  mutating func add(_ name: String, value: JSONValue) { members.append(JSONMember(name, value)) }
}

extension PropertyValue {
  /// The value as JSON.
  package var json: JSONValue {
    switch self {
    case .string(let text): .string(text)
    case .integer(let number): .integer(number)
    case .number(let number): .number(number)
    case .boolean(let flag): .boolean(flag)
    case .strings(let texts): .array(texts.map { .string($0) })
    }
  }

  /// The property that a JSON value stands for, if it can be one.
  package init?(json: JSONValue) {
    switch json {
    case .string(let text): self = .string(text)
    case .integer(let number): self = .integer(number)
    case .number(let number): self = .number(number)
    case .boolean(let flag): self = .boolean(flag)
    case .array(let items):
      var texts: [String] = []
      for item in items {
        guard case .string(let text) = item else { return nil }
        texts.append(text)
      }
      self = .strings(texts)
    case .null, .object: return nil
    }
  }
}
