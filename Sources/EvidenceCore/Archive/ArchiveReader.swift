/// Reads the archive of a graph, `graph.jsonl`.
///
/// Records may stand in any order behind the header; what is read is checked line by line, and
/// every finding is reported with its place.
public enum ArchiveReader {
  /// Reads a graph.
  ///
  /// - Parameter path: the archive; `-` is standard input.
  /// - Throws: `EvidenceError` with every finding if the archive cannot be read or is unsound.
  /// - Complexity: O(size), plus sorting where the records are not in order.
  public static func read(contentsOf path: String) throws(EvidenceError) -> EvidenceGraph {
    let (graph, diagnostics) = try readReporting(contentsOf: path)
    if diagnostics.contains(where: { $0.severity == .error }) { throw EvidenceError(diagnostics) }
    return graph
  }

  /// Reads what is sound of a graph, and says what is not.
  ///
  /// - Returns: the graph of the sound records; the findings in the order of lines.
  /// - Throws: `EvidenceError` if the file cannot be read at all.
  public static func readReporting(
    contentsOf path: String
  ) throws(EvidenceError) -> (graph: EvidenceGraph, diagnostics: [Diagnostic]) {
    var session = Session(file: path == "-" ? "<stdin>" : path)
    try LineReader.forEachLine(of: path) { line, number in session.take(line, number) }
    return session.finish()
  }

  /// Reads a graph from a text, for examples and tests.
  public static func read(text: String, file: String = "graph.jsonl") throws(EvidenceError)
    -> EvidenceGraph
  {
    let (graph, diagnostics) = readReporting(text: text, file: file)
    if diagnostics.contains(where: { $0.severity == .error }) { throw EvidenceError(diagnostics) }
    return graph
  }

  /// Reads what is sound of a graph in a text, and says what is not.
  public static func readReporting(
    text: String,
    file: String = "graph.jsonl"
  ) -> (graph: EvidenceGraph, diagnostics: [Diagnostic]) {
    var session = Session(file: file)
    for (index, line) in Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    {
      Array(line).withUnsafeBufferPointer { session.take($0, index + 1) }
    }
    return session.finish()
  }
}

/// One reading of an archive.
private struct Session: ~Copyable {
  private var builder: GraphBuilder
  private var diagnostics: [Diagnostic] = []
  private var hasHeader = false
  private let file: String

  init(file: String) {
    self.file = file
    builder = GraphBuilder(file: file)
  }

  mutating func take(_ line: UnsafeBufferPointer<UInt8>, _ number: Int) {
    if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { return }
    let place = Place(file, line: number)
    let value: JSONValue
    do {
      value = try JSONParser.parse(line)
    } catch {
      diagnostics.append(
        Diagnostic(
          .error,
          "invalid-json",
          error.message,
          at: Place(file, line: number, column: error.column),
          hint: hasHeader
            ? nil
            : "an archive starts with {\"evidence\":1,…}; other inputs go through 'evidence import'"
        )
      )
      hasHeader = true
      return
    }
    guard case .object(let members) = value else {
      diagnostics.append(
        Diagnostic(.error, "wrong-type", "the record is \(value.sort), not an object", at: place)
      )
      return
    }
    var reader = RecordReader(members, at: place)
    let names = Set(members.map(\.name))
    let form = Self.form(first: members.first?.name, names)
    if form == "evidence" {
      if hasHeader {
        reader.report("second-header", "a second header record")
      } else {
        builder.header = HeaderRecord.header(&reader)
      }
      hasHeader = true
    } else {
      if !hasHeader {
        reader.report(
          "missing-header",
          "the first record is no header",
          hint: "start the archive with {\"evidence\":1}"
        )
        hasHeader = true
      }
      if form == "node" {
        let node = NodeRecord.node(&reader)
        if !node.key.text.isEmpty { builder.add(node, line: number) }
      } else if form == "from" {
        let statement = StatementRecord.statement(&reader)
        if !statement.from.text.isEmpty, !statement.to.text.isEmpty {
          builder.add(statement, line: number)
        }
      } else {
        reader.report(
          "unknown-record",
          "a record that is neither a node nor a statement",
          hint: "a node has \"node\", a statement \"from\", \"relation\" and \"to\""
        )
      }
    }
    diagnostics += reader.diagnostics
  }

  /// Which sort of record it is, by the member that names it. Any of them may also be the name of a
  /// property, so that the first member decides, and where it says nothing, the whole set.
  private static func form(first: String?, _ names: Set<String>) -> String? {
    if let first, ["evidence", "node", "from"].contains(first) { return first }
    if names.isSuperset(of: ["from", "relation", "to"]) { return "from" }
    if names.isSuperset(of: ["node", "kind"]) { return "node" }
    return ["evidence", "node", "from"].first { names.contains($0) }
  }

  consuming func finish() -> (graph: EvidenceGraph, diagnostics: [Diagnostic]) {
    if !hasHeader {
      diagnostics.append(
        Diagnostic(
          .error,
          "empty-archive",
          "the archive is empty",
          at: Place(file),
          hint: "start it with {\"evidence\":1}"
        )
      )
    }
    let found = diagnostics
    let (graph, more) = builder.buildReporting()
    let all = (found + more).sorted { ($0.place?.line ?? 0) < ($1.place?.line ?? 0) }
    return (graph, all)
  }
}
