/// Reads the archive of a graph, `graph.jsonl`.
///
/// Records may stand in any order behind the header; what is read is checked line by line, and
/// every finding is reported with its place.
public enum ArchiveReader {
  /// Reads a graph.
  ///
  /// - Throws: `EvidenceError` with every finding if the archive cannot be read or is unsound; and
  ///   what the limit throws.
  /// - Complexity: O(size), plus sorting where the records are not in order.
  public static func read(
    contentsOf path: String,
    limit: WorkLimit<EvidenceError> = .none
  ) throws(EvidenceError) -> EvidenceGraph {
    try sound(readReporting(contentsOf: path, limit: limit))
  }

  /// Reads what is sound of a graph, and says what is not.
  ///
  /// - Returns: the graph of the sound records; the findings in the order of lines.
  /// - Throws: `EvidenceError` if the file cannot be read at all; and what the limit throws.
  public static func readReporting(
    contentsOf path: String,
    limit: WorkLimit<EvidenceError> = .none
  ) throws(EvidenceError) -> (graph: EvidenceGraph, diagnostics: [Diagnostic]) {
    try readReporting(InputFile(path: path), limit: limit)
  }

  /// Reads a graph from a text, for examples and tests.
  public static func read(text: String, file: String = "graph.jsonl") throws(EvidenceError)
    -> EvidenceGraph
  {
    try read(bytes: Array(text.utf8), file: file)
  }

  /// Reads what is sound of a graph in a text, and says what is not.
  public static func readReporting(
    text: String,
    file: String = "graph.jsonl"
  ) -> (graph: EvidenceGraph, diagnostics: [Diagnostic]) {
    readReporting(bytes: Array(text.utf8), file: file)
  }

  /// Reads a graph in a file that is open already.
  package static func read(
    _ input: InputFile,
    limit: WorkLimit<EvidenceError> = .none
  ) throws(EvidenceError) -> EvidenceGraph {
    try sound(readReporting(input, limit: limit))
  }

  /// Reads a graph from its bytes.
  package static func read(bytes: [UInt8], file: String) throws(EvidenceError) -> EvidenceGraph {
    try sound(readReporting(bytes: bytes, file: file))
  }

  /// Reads what is sound of a graph in a file that is open already, and says what is not.
  package static func readReporting(
    _ input: InputFile,
    limit: WorkLimit<EvidenceError> = .none
  ) throws(EvidenceError) -> (graph: EvidenceGraph, diagnostics: [Diagnostic]) {
    var session = Session(file: input.name)
    var meter = try WorkMeter(limit)
    try LineReader.forEachPiece(of: input) { (piece, number) throws(EvidenceError) in
      let lines = session.take(piece, number)
      try meter.step(lines + piece.count / 64)
      return lines
    }
    return session.finish()
  }

  /// - Parameters:
  ///   - scans: whether plain lines are read straight into columns, which makes no difference.
  ///   - part: how many bytes are read ahead at once, which makes none either.
  static func readReporting(
    bytes: [UInt8],
    file: String,
    scans: Bool = true,
    part: Int = LineReader.pieceSize / 8
  ) -> (graph: EvidenceGraph, diagnostics: [Diagnostic]) {
    var session = Session(file: file, scans: scans, part: part)
    bytes.withUnsafeBufferPointer { _ = session.take($0, 1) }
    return session.finish()
  }

  private static func sound(
    _ read: (graph: EvidenceGraph, diagnostics: [Diagnostic])
  ) throws(EvidenceError) -> EvidenceGraph {
    if read.diagnostics.contains(where: { $0.severity == .error }) {
      throw EvidenceError(read.diagnostics)
    }
    return read.graph
  }
}

/// One reading of an archive.
private struct Session: ~Copyable {
  private var builder: GraphBuilder
  private var diagnostics: [Diagnostic] = []
  private var hasHeader = false
  private var names = DeclaredNames(GraphHeader())
  private var scanner = RecordScanner()
  private let file: String
  /// The beginning of a file that is not an archive; its lines are not looked at one by one.
  private var foreign: [UInt8]?

  private let scans: Bool

  private let part: Int

  init(file: String, scans: Bool = true, part: Int = LineReader.pieceSize / 8) {
    self.file = file
    self.scans = scans
    self.part = part
    builder = GraphBuilder(file: file)
  }

  /// Takes whole lines, parts of which are read ahead at the same time.
  ///
  /// - Parameter first: the number of the first line.
  /// - Returns: how many lines there are.
  mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, _ first: Int) -> Int {
    var (position, number) = (0, first)
    while position < bytes.count {
      let parts = parts(of: bytes, from: position)
      let end = parts[parts.count - 1].upperBound
      // Places count from the first of the parts: they are kept in 32 bits.
      let window = UnsafeBufferPointer(rebasing: bytes[position..<end])
      // Nobody else holds what is taken: it would be copied.
      var read = Array(
        ahead(window, parts.map { $0.lowerBound - position..<$0.upperBound - position }).reversed()
      )
      while let records = read.popLast() { take(records, window, &number) }
      position = end
    }
    return number - first
  }

  private static let mostParts = 8

  /// The parts that are read ahead next: there is one at least.
  private func parts(of bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var position = start
    repeat {
      var end = bytes.count
      if end - position > part {
        end = min(LineReader.lineEnd(bytes, from: position + part, to: end) + 1, end)
      }
      parts.append(position..<end)
      position = end
    } while position < bytes.count && parts.count < Self.mostParts
    return parts
  }

  /// Reads parts ahead, while what was read before them is added.
  private mutating func ahead(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ parts: [Range<Int>]
  ) -> [PlainRecords] {
    // The bytes stay as they are, and where they are, until both threads are done.
    nonisolated(unsafe) let bytes = bytes
    let (finder, waiting) = (builder.finder, scanner.takeWaiting())
    return builder.read(
      parts,
      onTwoThreads: parts.count > 1,
      adding: { rows in for run in waiting { run.add(to: &rows) } },
      { PlainRecords(bytes, in: $0, finder) }
    )
  }

  private mutating func take(
    _ records: consuming PlainRecords,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ number: inout Int
  ) {
    let lines = records.lines
    scanner.begin(records, in: bytes)
    var index = 0
    while index < lines.count {
      if scans, hasHeader, foreign == nil {
        index = scanner.take(from: index, number, &builder.texts)
        guard index < lines.count else { break }
        scanner.addWaiting(to: &builder)
      }
      takeLine(UnsafeBufferPointer(rebasing: bytes[lines[index]]), number + index)
      index += 1
    }
    number += lines.count
    scanner.end()
  }

  /// Takes a line that needs a second look.
  private mutating func takeLine(_ line: UnsafeBufferPointer<UInt8>, _ number: Int) {
    let line = ArchiveReader.withoutMark(line, number)
    if let foreign {
      if foreign.count < 65_536 { self.foreign? += [0x0A] + line }
      return
    }
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
      if !hasHeader { foreign = Array(line.prefix(65_536)) }
      hasHeader = true
      return
    }
    guard case .object(let members) = value else {
      if !hasHeader { foreign = Array(line.prefix(65_536)) }
      diagnostics.append(
        Diagnostic(.error, "wrong-type", "the record is \(value.sort), not an object", at: place)
      )
      return
    }
    var reader = RecordReader(members, at: place)
    let present = Set(members.map(\.name))
    let form = ArchiveReader.form(first: members.first?.name, present)
    if form == "evidence" {
      if hasHeader {
        reader.report("second-header", "a second header record")
      } else {
        builder.header = HeaderRecord.header(&reader)
        names = DeclaredNames(builder.header)
        names.check(builder.header, &reader)
      }
      hasHeader = true
    } else {
      if !hasHeader {
        if form == nil { foreign = Array(line.prefix(65_536)) }
        reader.report(
          "missing-header",
          "the first line is not a header",
          hint: "start the archive with {\"evidence\":1}"
        )
        hasHeader = true
      }
      if form == "node" {
        let node = NodeRecord.node(&reader, &names)
        if !node.key.text.isEmpty { builder.add(node, line: number) }
        if reader.diagnostics.isEmpty { scanner.learn(node, &builder.texts) }
      } else if form == "from" {
        let statement = StatementRecord.statement(&reader, &names)
        if !statement.from.text.isEmpty, !statement.to.text.isEmpty {
          builder.add(statement, line: number)
        }
        if reader.diagnostics.isEmpty { scanner.learn(statement, &builder.texts) }
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

  consuming func finish() -> (graph: EvidenceGraph, diagnostics: [Diagnostic]) {
    scanner.addWaiting(to: &builder)
    if let form = foreign.flatMap({ ForeignForm.recognize($0) }) {
      diagnostics = [form.finding(file)]
    } else if !hasHeader, foreign == nil {
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
