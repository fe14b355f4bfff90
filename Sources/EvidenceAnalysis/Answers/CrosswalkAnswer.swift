public import EvidenceCore

/// The answer to "what becomes of a scheme's concepts, and of the cells that they head?"
///
/// ```swift
/// let answer = CrosswalkAnswer(try Crosswalk(graph, from: old, to: new), of: graph)
/// print(answer.summary)
/// ```
public struct CrosswalkAnswer: Sendable {
  /// What became of each concept.
  public let crosswalk: Crosswalk
  /// The cells that the concepts head, where another axis was asked for.
  public let all: [CrosswalkCell]?
  let graph: EvidenceGraph
  let policy: Policy

  /// Puts a crosswalk and the cells counted again under it side by side.
  public init(
    _ crosswalk: Crosswalk,
    _ cells: [CrosswalkCell]? = nil,
    of graph: EvidenceGraph,
    policy: Policy = .standard
  ) {
    self.crosswalk = crosswalk
    all = cells
    self.graph = graph
    self.policy = policy
  }

  /// The answer in its one JSON form, as `evidence crosswalk --format json` prints it.
  public var json: String { JSONWriter.text(jsonValue) }

  /// The cells whose state changes.
  public var changed: [CrosswalkCell] { (all ?? []).filter(\.isChanged) }

  /// How many concepts met which fate, and how many cells change, in one line.
  public var summary: String {
    let counts = CrosswalkFate.allCases.compactMap { fate -> String? in
      let count = crosswalk.entries.count { $0.fate == fate }
      return count == 0 ? nil : "\(count) \(fate.rawValue)"
    }
    var text =
      "\(crosswalk.old) → \(crosswalk.new): \(crosswalk.entries.count) concepts, "
      + counts.joined(separator: ", ")
    if !crosswalk.entries.isEmpty, crosswalk.entries.allSatisfy({ $0.fate == .lost }) {
      text += "; no match that carries over joins the two"
    }
    if let all {
      text += "; \(changed.count) of \(all.count) cells change their state"
    }
    return text
  }

  /// One concept a row.
  package var entries: AnswerTable {
    AnswerTable(
      heads: ["concept", "label", "fate", "targets", "by", "narrower"],
      rows: crosswalk.entries.map { entry in
        [
          .string(entry.concept.text), label(entry.concept), .string(entry.fate.rawValue),
          .keys(entry.targets.map(\.concept)),
          .array(entry.targets.map { .string(way($0)) }), .keys(entry.narrower),
        ]
      }
    )
  }

  /// One changed cell a row.
  package var cells: AnswerTable {
    AnswerTable(
      heads: ["concept", "column", "old", "target", "new", "witnesses", "carried"],
      rows: changed.map { cell in
        [
          .string(cell.concept.text), .string(cell.column.text), .string(cell.old.rawValue),
          cell.target.map { .string($0.text) } ?? .null,
          cell.new.map { .string($0.rawValue) } ?? .null,
          .count(cell.witnesses.count), .count(cell.carried.count),
        ]
      },
      rightAligned: [5, 6]
    )
  }

  package var jsonValue: JSONValue {
    var members = [
      JSONMember("old", .string(crosswalk.old)),
      JSONMember("new", .string(crosswalk.new)),
      JSONMember("concepts", .array(crosswalk.entries.map(json))),
      JSONMember(
        "conflicts",
        .array(
          crosswalk.conflicts.map { conflict in
            .object([
              JSONMember("from", .string(conflict.from.text)),
              JSONMember("to", .string(conflict.to.text)),
              JSONMember("relation", .string(conflict.relation.name)),
              JSONMember("premises", .array(conflict.premises.map { .string($0) })),
              JSONMember("against", .string(conflict.against)),
            ])
          }
        )
      ),
    ]
    if let all {
      members.append(JSONMember("cells", .array(all.map(json))))
      members.append(JSONMember("policy", policy.json))
    }
    return .object(members)
  }

  private func json(_ entry: CrosswalkEntry) -> JSONValue {
    .object([
      JSONMember("concept", .string(entry.concept.text)),
      JSONMember("fate", .string(entry.fate.rawValue)),
      JSONMember(
        "targets",
        .array(
          entry.targets.map { target in
            .object([
              JSONMember("concept", .string(target.concept.text)),
              JSONMember("relation", .string(target.relation.name)),
              JSONMember("premises", .array(target.premises.map { .string($0) })),
            ])
          }
        )
      ),
      JSONMember("narrower", .keys(entry.narrower)),
    ])
  }

  private func json(_ cell: CrosswalkCell) -> JSONValue {
    .object([
      JSONMember("concept", .string(cell.concept.text)),
      JSONMember("column", .string(cell.column.text)),
      JSONMember("old", .string(cell.old.rawValue)),
      JSONMember("target", cell.target.map { .string($0.text) } ?? .null),
      JSONMember("new", cell.new.map { .string($0.rawValue) } ?? .null),
      JSONMember("changed", .boolean(cell.isChanged)),
      JSONMember("witnesses", .keys(cell.witnesses)),
      JSONMember("carried", .keys(cell.carried)),
    ])
  }

  private func way(_ target: CrosswalkTarget) -> String {
    switch target.premises.count {
    case 0: "itself"
    case 1: target.relation.name
    default: "\(target.relation) by \(target.premises.count) statements"
    }
  }

  private func label(_ key: Key) -> JSONValue {
    graph.node(key).flatMap { graph.label(of: $0) }.map { .string($0) } ?? .null
  }

}
