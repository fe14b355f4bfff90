internal import EvidenceAnalysis
internal import EvidenceCore

/// Writes what becomes of a scheme's concepts, and of the cells that they head.
struct CrosswalkReport {
  private let crosswalk: Crosswalk
  private let all: [CrosswalkCell]?
  private let graph: EvidenceGraph
  private let policy: Policy

  init(
    _ crosswalk: Crosswalk,
    _ cells: [CrosswalkCell]?,
    _ graph: EvidenceGraph,
    _ policy: Policy
  ) {
    self.crosswalk = crosswalk
    all = cells
    self.graph = graph
    self.policy = policy
  }

  /// One concept a row.
  func entries() -> TextTable {
    TextTable(
      heads: ["concept", "label", "fate", "targets", "by", "narrower"],
      rows: crosswalk.entries.map { entry in
        [
          .string(entry.concept.text), label(entry.concept), .string(entry.fate.rawValue),
          keys(entry.targets.map(\.concept)),
          .array(entry.targets.map { .string(way($0)) }), keys(entry.narrower),
        ]
      }
    )
  }

  /// One changed cell a row.
  func cells() -> TextTable {
    TextTable(
      heads: ["concept", "column", "old", "target", "new", "witnesses", "carried"],
      rows: changed.map { cell in
        [
          .string(cell.concept.text), .string(cell.column.text), .string(cell.old.rawValue),
          cell.target.map { .string($0.text) } ?? .null,
          cell.new.map { .string($0.rawValue) } ?? .null,
          .integer(Int64(cell.witnesses.count)), .integer(Int64(cell.carried.count)),
        ]
      },
      rightAligned: [5, 6]
    )
  }

  private var changed: [CrosswalkCell] { (all ?? []).filter(\.isChanged) }

  func summary() -> String {
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

  private func conflicts() -> [String] {
    crosswalk.conflicts.map { conflict in
      "'\(conflict.from)' and '\(conflict.to)' are said to match exactly "
        + "(\(conflict.premises.joined(separator: ", "))) and "
        + (conflict.relation == .exactMatch ? "not to" : "to be \(conflict.relation)")
        + " (\(conflict.against)): the exact match is not used"
    }
  }

  func text() -> String {
    var text = summary() + "\n\n" + entries().text(as: .table)
    for conflict in conflicts() { text += "conflict: \(conflict)\n" }
    if all != nil {
      text += "\n"
      text += changed.isEmpty ? "no cell changes its state\n" : cells().text(as: .table)
    }
    return text
  }

  func markdown() -> String {
    var text = "## \(crosswalk.old) → \(crosswalk.new)\n\n\(summary())\n\n"
    text += entries().text(as: .markdown)
    for conflict in conflicts() { text += "\n* conflict: \(conflict)\n" }
    if all != nil, !changed.isEmpty {
      text += "\n### Cells that change their state\n\n" + cells().text(as: .markdown)
    }
    return text
  }

  func json() -> JSONValue {
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
      JSONMember("narrower", keys(entry.narrower)),
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
      JSONMember("witnesses", keys(cell.witnesses)),
      JSONMember("carried", keys(cell.carried)),
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

  private func keys(_ keys: [Key]) -> JSONValue { .array(keys.map { .string($0.text) }) }
}
