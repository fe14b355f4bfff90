package import EvidenceCore

extension DifferenceAnswer {
  /// The answer in its one JSON form, as `evidence diff --format json` prints it.
  ///
  /// - Complexity: O(changes).
  public var json: String { JSONWriter.text(jsonValue) }

  package var jsonValue: JSONValue {
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
    return .object([
      JSONMember("row", .string(cell.row.text)),
      JSONMember("column", .string(cell.column.text)),
      JSONMember("old", state(cell.old)),
      JSONMember("new", state(cell.new)),
      JSONMember("kind", .string(kind(of: cell).rawValue)),
      JSONMember("gainedWitnesses", .keys(cell.gainedWitnesses)),
      JSONMember("lostWitnesses", .keys(cell.lostWitnesses)),
      JSONMember("gainedWorks", .keys(cell.gainedWorks)),
      JSONMember("lostWorks", .keys(cell.lostWorks)),
      JSONMember("gainedStatements", .texts(cell.gainedStatements)),
      JSONMember("lostStatements", .texts(cell.lostStatements)),
      JSONMember("changedStatements", .texts(cell.changedStatements)),
      JSONMember("reason", .string(cell.reason)),
    ])
  }

  package func kind(of cell: CellChange) -> DifferenceKind {
    cell.isLost ? .cellLost : cell.isWorse ? .cellWorse : .cellChanged
  }

  /// Everything that changed, one property or cell a row.
  package var table: AnswerTable {
    var table = AnswerTable(heads: ["change", "of", "property", "old", "new", "reason"])
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
        kind(of: cell),
        "\(cell.row) × \(cell.column)",
        .string("state"),
        state(cell.old),
        state(cell.new),
        .string(cell.reason)
      )
    }
    return table
  }

  private func state(_ state: CellState?) -> JSONValue {
    state.map { .string($0.rawValue) } ?? .null
  }

  private func json(_ value: PropertyValue?) -> JSONValue { value?.json ?? .null }

  private func name(_ node: Node) -> JSONValue {
    .string(node.label.map { "\(node.kind) '\($0)'" } ?? node.kind.name)
  }

  private func phrase(_ statement: Statement) -> String {
    "\(statement.from) \(statement.relation) \(statement.to)"
  }
}
