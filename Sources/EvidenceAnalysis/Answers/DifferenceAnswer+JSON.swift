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
            JSONMember("names", .string(names(of: statement.new))),
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
                  JSONMember("name", .text(title(of: node.key))),
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
    members.append(JSONMember("judgments", .array(placeChanges.filter(\.isJudgment).map(json))))
    members.append(JSONMember("statuses", .array(placeChanges.filter { !$0.isJudgment }.map(json))))
    members.append(JSONMember("works", .array(self.changes.works.map(json))))
    members.append(JSONMember("rest", .array(self.changes.rest.map(json))))
    if let coverage {
      members.append(JSONMember("cells", .array(coverage.cells.map(json))))
      members.append(JSONMember("figures", .array(coverage.figures.map(json))))
      members.append(JSONMember("policy", policy.json))
    }
    return .object(members)
  }

  private func json(_ change: PlaceChange) -> JSONValue {
    .object([
      JSONMember("row", .string(change.row.text)), JSONMember("column", .text(change.column?.text)),
      JSONMember("old", change.old ?? .null), JSONMember("new", change.new ?? .null),
      JSONMember("rowName", .text(title(of: change.row))),
      JSONMember("columnName", .text(change.column.flatMap { title(of: $0) })),
    ])
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
      JSONMember("reason", .string(reason(of: cell))),
      JSONMember("cause", .string(cell.cause.rawValue)),
      JSONMember("rowName", .text(title(of: cell.row))),
      JSONMember("columnName", .text(title(of: cell.column))),
    ])
  }

  private func json(_ work: WorkChange) -> JSONValue {
    .object([
      JSONMember("work", .string(work.work.text)),
      JSONMember("name", .text(title(of: work.work))),
      JSONMember("citation", .string(name(of: work.work))),
      JSONMember("change", .string(work.kind.rawValue)),
      JSONMember("paper", json(work.paper)),
      JSONMember("risks", json(work.risks)),
      JSONMember("measures", json(work.measures)),
      JSONMember("others", json(work.others)),
      JSONMember("statements", json(work.statements)),
      JSONMember("relocated", .count(work.relocated)),
    ])
  }

  private func json(_ sort: SortChange) -> JSONValue {
    .object([
      JSONMember(sort.isOfStatements ? "relation" : "nodes", .string(sort.name)),
      JSONMember("counts", json(sort.counts)),
      JSONMember("relocated", .count(sort.relocated)),
    ])
  }

  private func json(_ counts: WorkChange.Counts) -> JSONValue {
    .object([
      JSONMember("added", .count(counts.added)), JSONMember("removed", .count(counts.removed)),
      JSONMember("changed", .count(counts.changed)),
    ])
  }

  private func json(_ change: CellFigureChange) -> JSONValue {
    func figures(_ figures: CellFigureChange.Figures) -> JSONValue {
      .object([
        JSONMember("witnesses", .count(figures.witnesses)),
        JSONMember("papers", .count(figures.papers)),
        JSONMember("independentPapers", .count(figures.works)),
        JSONMember("for", .count(figures.worksFor)),
        JSONMember("against", .count(figures.worksAgainst)),
      ])
    }
    return .object([
      JSONMember("row", .string(change.row.text)),
      JSONMember("column", .string(change.column.text)),
      JSONMember("rowName", .text(title(of: change.row))),
      JSONMember("columnName", .text(title(of: change.column))),
      JSONMember("state", .string(change.state.rawValue)),
      JSONMember("old", figures(change.old)),
      JSONMember("new", figures(change.new)),
    ])
  }

  package func kind(of cell: CellChange) -> DifferenceKind {
    cell.isLost ? .cellLost : cell.isWorse ? .cellWorse : .cellChanged
  }

  /// Everything that changed, one property or cell a row.
  package var table: AnswerTable {
    var table = AnswerTable(heads: ["change", "of", "property", "old", "new", "reason", "name"])
    func add(
      _ kind: DifferenceKind,
      _ of: String,
      _ name: JSONValue = .null,
      _ old: JSONValue = .null,
      _ new: JSONValue = .null,
      _ reason: JSONValue = .null,
      name called: String? = nil
    ) {
      table.rows.append([
        .string(kind.rawValue), .string(of), name, old, new, reason, .text(called),
      ])
    }
    for change in difference.header {
      add(.headerChanged, "header", .string(change.name), json(change.old), json(change.new))
    }
    for node in difference.addedNodes {
      add(.nodeAdded, node.key.text, .null, .null, name(node), name: title(of: node.key))
    }
    for node in difference.removedNodes {
      add(.nodeRemoved, node.key.text, .null, name(node), name: title(of: node.key))
    }
    for node in difference.changedNodes {
      for change in node.properties {
        add(
          .nodeChanged,
          node.key.text,
          .string(change.name),
          json(change.old),
          json(change.new),
          name: title(of: node.key)
        )
      }
    }
    for statement in difference.addedStatements {
      add(
        .statementAdded,
        statement.effectiveID,
        .null,
        .null,
        .string(phrase(statement)),
        name: names(of: statement)
      )
    }
    for statement in difference.removedStatements {
      add(
        .statementRemoved,
        statement.effectiveID,
        .null,
        .string(phrase(statement)),
        name: names(of: statement)
      )
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
            .string(phrase(statement.new)),
            name: names(of: statement.new)
          )
        }
      }
    }
    add(.statementChanged, difference.changedStatements)
    add(.statementRelocated, difference.relocatedStatements)
    for change in placeChanges {
      add(
        change.isJudgment ? .judgmentChanged : .statusChanged,
        change.keys.map(\.text).joined(separator: " × "),
        .string(change.isJudgment ? "certainty" : "status"),
        .text(change.was),
        .text(change.is),
        name: name(of: change)
      )
    }
    for cell in coverage?.cells ?? [] {
      add(
        kind(of: cell),
        "\(cell.row) × \(cell.column)",
        .string("state"),
        state(cell.old),
        state(cell.new),
        .string(reason(of: cell)),
        name: [cell.row, cell.column].map { title(of: $0) ?? $0.text }.joined(separator: " × ")
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

  /// A statement by the names of its nodes.
  private func names(of statement: Statement) -> String {
    [statement.from, statement.to].map { title(of: $0) ?? $0.text }
      .joined(separator: " \(statement.relation) ")
  }

  private func phrase(_ statement: Statement) -> String {
    "\(statement.from) \(statement.relation) \(statement.to)"
  }
}
