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

  /// Hands out the archive in parts of a few megabytes; of a large graph two are made at the same time.
  package static func write<Failure: Error>(
    _ graph: EvidenceGraph,
    _ write: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    try write(Array((JSONWriter.text(HeaderRecord.json(graph.header)) + "\n").utf8))
    let records = RecordWriter(graph)
    try forEachPart(of: graph.nodeCount, write) { records.nodeRecords($0) }
    try forEachPart(of: graph.statementCount, write) { records.statementRecords($0) }
  }

  /// How many records are written at once.
  private static let part = 16_384

  private static func forEachPart<Failure: Error>(
    of count: Int,
    _ write: ([UInt8]) throws(Failure) -> Void,
    _ records: @Sendable (Range<Int>) -> [UInt8]
  ) throws(Failure) {
    for start in stride(from: 0, to: count, by: 2 * part) {
      let middle = min(start + part, count)
      let end = min(middle + part, count)
      let (first, second) = SideBySide.run(
        onTwoThreads: middle < end,
        { records(start..<middle) },
        { records(middle..<end) }
      )
      try write(first)
      if !second.isEmpty { try write(second) }
    }
  }

  /// The archive as a text.
  public static func text(of graph: EvidenceGraph) -> String {
    var bytes: [UInt8] = []
    write(graph) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
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
