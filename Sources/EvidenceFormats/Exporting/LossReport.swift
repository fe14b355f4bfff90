internal import EvidenceCore

/// What a form cannot hold of a graph: each sort of thing counted, with one example.
///
/// What is not named here is in the export. Exported, imported again and compared, a graph whose
/// report is empty differs in nothing.
public struct LossReport: Hashable, Sendable {
  /// One sort of thing.
  public struct Entry: Hashable, Sendable {
    /// What it is, in the plural: `statements`, `search records`.
    public var what: String
    /// How many of them there are.
    public var count: Int
    /// The first of them, by its key or in its own words.
    public var example: String
  }

  /// The form that was written.
  public let format: ExportFormat
  /// What is not in the export; what every form but the archive loses comes first.
  public private(set) var losses: [Entry] = []
  /// What is in the export, and may be understood otherwise than it is meant.
  public private(set) var warnings: [Entry] = []

  /// Starts an empty report.
  public init(_ format: ExportFormat) { self.format = format }

  /// Whether nothing was lost.
  public var isEmpty: Bool { losses.isEmpty }

  /// Counts a thing that the form does not hold.
  ///
  /// - Complexity: O(sorts of things).
  mutating func lose(_ what: String, _ example: @autoclosure () -> String, count: Int = 1) {
    Self.add(what, example, count, to: &losses)
  }

  /// Counts a thing that the form holds, and that may be misunderstood.
  mutating func warn(_ what: String, _ example: @autoclosure () -> String, count: Int = 1) {
    Self.add(what, example, count, to: &warnings)
  }

  private static func add(
    _ what: String,
    _ example: () -> String,
    _ count: Int,
    to entries: inout [Entry]
  ) {
    guard count > 0 else { return }
    if let known = entries.firstIndex(where: { $0.what == what }) {
      entries[known].count += count
    } else {
      entries.append(Entry(what: what, count: count, example: shortened(example())))
    }
  }

  private static func shortened(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count > 80 ? line.prefix(79) + "…" : line
  }

  /// The report as lines for a person.
  public var text: String {
    var lines: [String] = []
    if losses.isEmpty {
      lines.append("\(format.rawValue): nothing is lost")
    } else {
      lines.append("\(format.rawValue) does not hold:")
      lines += losses.map(Self.line)
    }
    if !warnings.isEmpty {
      lines.append("to be careful with:")
      lines += warnings.map(Self.line)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func line(_ entry: Entry) -> String {
    "  \(entry.count) × \(entry.what), such as \(entry.example)"
  }

  /// The report as one JSON object: `format`, `losses` and `warnings`, each entry with `what`,
  /// `count` and `example`.
  public var json: String {
    func entries(_ list: [Entry]) -> JSONValue {
      .array(
        list.map { entry in
          .object([
            JSONMember("what", .string(entry.what)),
            JSONMember("count", .integer(Int64(entry.count))),
            JSONMember("example", .string(entry.example)),
          ])
        }
      )
    }
    return JSONWriter.text(
      .object([
        JSONMember("format", .string(format.rawValue)),
        JSONMember("losses", entries(losses)),
        JSONMember("warnings", entries(warnings)),
      ])
    ) + "\n"
  }
}
