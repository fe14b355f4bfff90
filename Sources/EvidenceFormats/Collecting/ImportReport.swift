public import EvidenceCore

/// What an import took, repaired and dropped, and why: every row of every input.
///
/// ```swift
/// let result = try Importer.run(ImportRequest(files: ["recipe.yaml"], sourcesDirectory: "data"))
/// for line in result.report.lines { print(line) }
/// ```
public struct ImportReport: Hashable, Sendable {
  /// What became of something that was read.
  public enum Outcome: String, Sendable, CaseIterable {
    /// Read otherwise than it is written.
    case repaired
    /// Taken, but worth knowing of: two records that contradict each other, an odd value.
    case kept
    /// New to the graph that a coding sheet is merged into.
    case added = "new"
    /// Something that stood there is said otherwise now, by the same coder.
    case changed
    /// It contradicts what stands there; both are kept.
    case conflicting
    /// A suggestion that nobody has decided on.
    case undecided
    /// Said before, in the same words; counted once.
    case repeated
    /// Not taken.
    case dropped

    /// What becomes of the rows of coding sheets alone.
    static let ofSheets: [Outcome] = [.added, .changed, .conflicting, .undecided]
  }

  /// One thing that was not simply taken.
  public struct Entry: Hashable, Sendable {
    public var outcome: Outcome
    /// A stable name in kebab-case, such as `dangling-reference`.
    public var code: Diagnostic.Code
    /// What was found and why it was treated so.
    public var message: String
    public var place: Place

    /// Makes an entry.
    public init(_ outcome: Outcome, _ code: Diagnostic.Code, _ message: String, at place: Place) {
      self.outcome = outcome
      self.code = code
      self.message = message
      self.place = place
    }
  }

  /// The account of one input.
  public struct Input: Hashable, Sendable {
    /// The file, as the user or the recipe names it.
    public var file: String
    /// Records read: rows, entries, pages. Each was taken or dropped.
    public var rowsRead = 0
    public var rowsDropped = 0
    /// References to other records of the source that were followed, where it has such.
    public var referencesResolved = 0
    /// Nodes that this input brought in first, by kind.
    public var nodes: [Kind: Int] = [:]
    /// Statements that this input brought in first, by relation.
    public var statements: [Relation: Int] = [:]
    /// Whether an input without records is sound, as an archive with a header alone is.
    var mayBeEmpty = false
    /// What was not simply taken, in the order of the input.
    public var entries: [Entry] = []

    /// Starts the account of a file.
    public init(file: String) { self.file = file }

    /// Records that left something in the graph.
    public var rowsTaken: Int { rowsRead - rowsDropped }
  }

  /// One account an input, in the order of reading.
  public var inputs: [Input]

  /// Makes a report.
  public init(inputs: [Input] = []) { self.inputs = inputs }

  /// Every entry of every input.
  public var entries: [Entry] { inputs.flatMap(\.entries) }

  /// The report as lines of text; equal findings stand together with all their lines.
  public var lines: [String] { inputs.flatMap(\.lines) }
}

extension ImportReport {
  /// Why there should be no graph after all: an input of which nothing was taken, and, if the import
  /// is strict, everything that was dropped.
  func refusals(isStrict: Bool) -> [Diagnostic] {
    var result: [Diagnostic] = []
    for input in inputs {
      if isStrict {
        for entry in input.entries where entry.outcome == .dropped {
          let message = "dropped: \(entry.message)"
          result.append(Diagnostic(.error, entry.code, message, at: entry.place))
        }
      }
      guard input.rowsTaken == 0, !input.mayBeEmpty else { continue }
      let reasons = input.entries.filter { $0.outcome == .dropped }.prefix(3)
      let first = reasons.map { "\($0.place): \($0.message)" }.joined(separator: "; ")
      result.append(
        Diagnostic(
          .error,
          "nothing-taken",
          input.rowsRead == 0
            ? "the file holds no record" : "none of \(input.rowsRead) records was taken",
          at: Place(input.file),
          hint: first.isEmpty ? "there is nothing below its header" : first
        )
      )
    }
    return result
  }
}

extension ImportReport.Input {
  /// The account as lines of text.
  public var lines: [String] {
    var result = ["\(file): \(rowsRead) rows read, \(rowsTaken) taken, \(rowsDropped) dropped"]
    if !nodes.isEmpty {
      let parts = nodes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      result.append("  nodes: \(parts.joined(separator: ", "))")
    }
    if !statements.isEmpty {
      let parts = statements.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      result.append("  statements: \(parts.joined(separator: ", "))")
    }
    let counts = ImportReport.Outcome.ofSheets.compactMap { outcome -> String? in
      let count = entries.count { $0.outcome == outcome }
      return count > 0 ? "\(count) \(outcome.rawValue)" : nil
    }
    if !counts.isEmpty { result.append("  against the graph: \(counts.joined(separator: ", "))") }
    if referencesResolved > 0 { result.append("  references resolved: \(referencesResolved)") }
    for outcome in ImportReport.Outcome.allCases {
      var places: [String: [Place]] = [:]
      var order: [String] = []
      for entry in entries where entry.outcome == outcome {
        let text = "\(entry.message) [\(entry.code)]"
        if places[text] == nil { order.append(text) }
        places[text, default: []].append(entry.place)
      }
      for text in order {
        let all = places[text] ?? []
        if all.count == 1 {
          result.append("  \(outcome.rawValue): \(all[0]): \(text)")
        } else {
          let file = all[0].file
          let lines = Self.ranges(all.map(\.line))
          result.append("  \(outcome.rawValue): \(all.count) × \(text): \(file), lines \(lines)")
        }
      }
    }
    return result
  }

  /// `4-6, 8, 10-17` for the lines 4, 5, 6, 8, 10, ….
  static func ranges(_ lines: [Int]) -> String {
    var parts: [(first: Int, last: Int)] = []
    for line in Set(lines).sorted() {
      if let part = parts.last, part.last + 1 == line {
        parts[parts.count - 1].last = line
      } else {
        parts.append((line, line))
      }
    }
    return parts.map { $0.first == $0.last ? "\($0.first)" : "\($0.first)-\($0.last)" }
      .joined(separator: ", ")
  }
}
