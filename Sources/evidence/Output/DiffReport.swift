internal import EvidenceAnalysis
internal import EvidenceCore

/// Writes what changed between two graphs.
struct DiffReport {
  private let difference: GraphDifference
  private let coverage: CoverageDifference?
  private let policy: Policy

  init(_ difference: GraphDifference, _ coverage: CoverageDifference?, _ policy: Policy) {
    self.difference = difference
    self.coverage = coverage
    self.policy = policy
  }

  /// How many differences there are of a kind.
  func count(_ kind: DifferenceKind) -> Int {
    switch kind {
    case .headerChanged: difference.header.count
    case .nodeAdded: difference.addedNodes.count
    case .nodeRemoved: difference.removedNodes.count
    case .nodeChanged: difference.changedNodes.count
    case .statementAdded: difference.addedStatements.count
    case .statementRemoved: difference.removedStatements.count
    case .statementChanged: difference.changedStatements.count
    case .statementRelocated: difference.relocatedStatements.count
    case .cellLost: coverage?.cells.count(where: \.isLost) ?? 0
    case .cellWorse: coverage?.cells.count(where: \.isWorse) ?? 0
    case .cellChanged: coverage?.cells.count ?? 0
    }
  }

  /// Everything that changed, one property or cell a row.
  func table() -> TextTable {
    var table = TextTable(heads: ["change", "of", "property", "old", "new", "reason"])
    func add(
      _ kind: DifferenceKind,
      _ of: String,
      _ name: JSONValue = .null,
      _ old: JSONValue = .null,
      _ new: JSONValue = .null,
      _ reason: JSONValue = .null
    ) {
      table.rows.append([.string(kind.rawValue), .string(of), name, old, new, reason])
    }
    for change in difference.header {
      add(.headerChanged, "header", .string(change.name), json(change.old), json(change.new))
    }
    for node in difference.addedNodes { add(.nodeAdded, node.key.text, .null, .null, name(node)) }
    for node in difference.removedNodes { add(.nodeRemoved, node.key.text, .null, name(node)) }
    for node in difference.changedNodes {
      for change in node.properties {
        add(.nodeChanged, node.key.text, .string(change.name), json(change.old), json(change.new))
      }
    }
    for statement in difference.addedStatements {
      add(.statementAdded, statement.effectiveID, .null, .null, .string(phrase(statement)))
    }
    for statement in difference.removedStatements {
      add(.statementRemoved, statement.effectiveID, .null, .string(phrase(statement)))
    }
    func add(_ kind: DifferenceKind, _ changes: [StatementChange]) {
      for statement in changes {
        for change in statement.properties {
          add(
            kind,
            statement.id,
            .string(change.name),
            json(change.old),
            json(change.new),
            .string(phrase(statement.new))
          )
        }
      }
    }
    add(.statementChanged, difference.changedStatements)
    add(.statementRelocated, difference.relocatedStatements)
    for cell in coverage?.cells ?? [] {
      add(
        kind(cell),
        "\(cell.row) × \(cell.column)",
        .string("state"),
        state(cell.old),
        state(cell.new),
        .string(cell.reason)
      )
    }
    return table
  }

  func text() -> String {
    let table = table()
    return table.rows.isEmpty ? "nothing changed" : table.text(as: .table) + "\n" + summary()
  }

  /// How many differences of each kind, in one line.
  func summary() -> String {
    let kinds = DifferenceKind.allCases.filter { $0 != .cellLost && $0 != .cellWorse }
    let parts = kinds.filter { count($0) > 0 }.map { "\(count($0)) \($0.rawValue)" }
    var text = parts.isEmpty ? "nothing changed" : parts.joined(separator: ", ")
    if count(.cellChanged) > 0 {
      text += " (\(count(.cellWorse)) worse, \(count(.cellLost)) of them lost)"
    }
    return text
  }

  /// The differences under headings, for a pull request; long lists are cut, and say so.
  func markdown(old: String, new: String, limit: Int = 50) -> String {
    var text = "## What changed in the evidence\n\n`\(old)` → `\(new)`: \(summary())\n"
    if let coverage, !coverage.cells.isEmpty {
      let query = coverage.query
      text += "\n### Cells of \(query.rows.selection) × \(query.columns.selection)\n\n"
      text += "Witnesses are \(query.of) nodes; policy \(policy.name) (\(policy.digest)). "
      text += "An empty cell says: none recorded in this graph.\n\n"
      let cells = coverage.cells.sorted { a, b in rank(a) < rank(b) }
      text += cut(
        TextTable(
          heads: ["row", "column", "was", "is", "", "why"],
          rows: cells.map { cell in
            [
              code(cell.row.text), code(cell.column.text), state(cell.old), state(cell.new),
              .string(cell.isLost ? "**lost**" : cell.isWorse ? "worse" : ""),
              .string(cell.reason),
            ]
          }
        ),
        limit
      )
    }
    let all = table()
    for (title, kinds) in Self.sections {
      let rows = all.rows.filter { row in kinds.contains { row[0] == .string($0.rawValue) } }
      guard !rows.isEmpty else { continue }
      text += "\n### \(title)\n\n"
      let short = TextTable(
        heads: ["", "of", "property", "old", "new", "in"],
        rows: rows.map { row in
          let word = TextTable.plain(row[0]).split(separator: "-").last.map(String.init) ?? ""
          return [.string(word), code(TextTable.plain(row[1])), row[2], row[3], row[4], row[5]]
        }
      )
      text += cut(short, limit)
    }
    return text
  }

  private static let sections: [(String, [DifferenceKind])] = [
    ("Header", [.headerChanged]),
    ("Nodes", [.nodeAdded, .nodeRemoved, .nodeChanged]),
    ("Statements", [.statementAdded, .statementRemoved, .statementChanged, .statementRelocated]),
  ]

  private func cut(_ table: TextTable, _ limit: Int) -> String {
    var shown = table
    shown.rows = Array(table.rows.prefix(limit))
    let rest = table.rows.count - shown.rows.count
    return shown.text(as: .markdown) + (rest > 0 ? "\n…and \(rest) more\n" : "")
  }

  func json() -> JSONValue {
    func changes(_ list: [PropertyChange]) -> JSONValue {
      .array(
        list.map { change in
          .object([
            JSONMember("property", .string(change.name)), JSONMember("old", json(change.old)),
            JSONMember("new", json(change.new)),
          ])
        }
      )
    }
    func statements(_ list: [StatementChange]) -> JSONValue {
      .array(
        list.map { statement in
          .object([
            JSONMember("id", .string(statement.id)),
            JSONMember("statement", .string(phrase(statement.new))),
            JSONMember("properties", changes(statement.properties)),
          ])
        }
      )
    }
    var members = [
      JSONMember("header", changes(difference.header)),
      JSONMember(
        "nodes",
        .object([
          JSONMember("added", .array(difference.addedNodes.map(ArchiveRecord.json))),
          JSONMember("removed", .array(difference.removedNodes.map(ArchiveRecord.json))),
          JSONMember(
            "changed",
            .array(
              difference.changedNodes.map { node in
                .object([
                  JSONMember("node", .string(node.key.text)),
                  JSONMember("properties", changes(node.properties)),
                ])
              }
            )
          ),
        ])
      ),
      JSONMember(
        "statements",
        .object([
          JSONMember("added", .array(difference.addedStatements.map(ArchiveRecord.json))),
          JSONMember("removed", .array(difference.removedStatements.map(ArchiveRecord.json))),
          JSONMember("changed", statements(difference.changedStatements)),
          JSONMember("relocated", statements(difference.relocatedStatements)),
        ])
      ),
    ]
    if let coverage {
      members.append(JSONMember("cells", .array(coverage.cells.map(json))))
      members.append(JSONMember("policy", policy.json))
    }
    return .object(members)
  }

  private func json(_ cell: CellChange) -> JSONValue {
    func texts(_ list: [String]) -> JSONValue { .array(list.map { .string($0) }) }
    func keys(_ list: [Key]) -> JSONValue { texts(list.map(\.text)) }
    return .object([
      JSONMember("row", .string(cell.row.text)),
      JSONMember("column", .string(cell.column.text)),
      JSONMember("old", state(cell.old)),
      JSONMember("new", state(cell.new)),
      JSONMember("kind", .string(kind(cell).rawValue)),
      JSONMember("gainedWitnesses", keys(cell.gainedWitnesses)),
      JSONMember("lostWitnesses", keys(cell.lostWitnesses)),
      JSONMember("gainedWorks", keys(cell.gainedWorks)),
      JSONMember("lostWorks", keys(cell.lostWorks)),
      JSONMember("gainedStatements", texts(cell.gainedStatements)),
      JSONMember("lostStatements", texts(cell.lostStatements)),
      JSONMember("changedStatements", texts(cell.changedStatements)),
      JSONMember("reason", .string(cell.reason)),
    ])
  }

  private func kind(_ cell: CellChange) -> DifferenceKind {
    cell.isLost ? .cellLost : cell.isWorse ? .cellWorse : .cellChanged
  }

  private func rank(_ cell: CellChange) -> Int { cell.isLost ? 0 : cell.isWorse ? 1 : 2 }

  private func state(_ state: CellState?) -> JSONValue {
    state.map { .string($0.rawValue) } ?? .null
  }

  private func json(_ value: PropertyValue?) -> JSONValue { value?.json ?? .null }

  private func code(_ text: String) -> JSONValue { .string("`\(text)`") }

  private func name(_ node: Node) -> JSONValue {
    .string(node.label.map { "\(node.kind) '\($0)'" } ?? node.kind.name)
  }

  private func phrase(_ statement: Statement) -> String {
    "\(statement.from) \(statement.relation) \(statement.to)"
  }
}
