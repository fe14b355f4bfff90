import EvidenceCore

/// The bulk pair of tables that `import` reads back: nodes, and statements between them.
struct BulkTables {
  private let separator: Character

  /// Writes tables with a separator, a comma or a tab.
  init(_ separator: Character) { self.separator = separator }

  /// Both tables of a graph.
  func files(of graph: EvidenceGraph, _ losses: inout LossReport) -> [GraphExport.File] {
    losses.loseHeader(graph.header)
    let ending = separator == "\t" ? "tsv" : "csv"
    return [
      GraphExport.File(name: "nodes.bulk.\(ending)", text: nodes(graph, &losses)),
      GraphExport.File(name: "statements.bulk.\(ending)", text: statements(graph, &losses)),
    ]
  }

  private func nodes(_ graph: EvidenceGraph, _ losses: inout LossReport) -> String {
    let nodes = graph.nodes.map { graph.value(of: $0) }
    let columns = PropertyColumn.columns(of: nodes.map(\.properties), taken: ["name", "labels"])
    var text = line(
      ["key:ID", ":LABEL", "name", "notation", "scheme", "sameAs:string[]"]
        + columns.map(\.head),
      &losses
    )
    for node in nodes {
      if node.kind.name.contains(";") { losses.lose("kinds with a semicolon", node.kind.name) }
      if node.label?.isEmpty == true { losses.lose("empty texts", "the label of \(node.key)") }
      for name in node.sameAs where !Self.isItem(name) {
        losses.lose("identifiers with a semicolon, or blanks at their ends", name)
      }
      text += line(
        [
          node.key.text, node.kind.name, node.label ?? "", node.notation ?? "", node.scheme ?? "",
          node.sameAs.joined(separator: ";"),
        ] + columns.map { $0.cell(node.properties, of: node.key.text, &losses) },
        &losses
      )
    }
    return text
  }

  private func statements(_ graph: EvidenceGraph, _ losses: inout LossReport) -> String {
    let statements = graph.edges.map { graph.statement($0) }
    let columns = PropertyColumn.columns(
      of: statements.map(\.properties),
      taken: BulkColumn.statementFields
    )
    var text = line(
      [
        ":START_ID", ":TYPE", ":END_ID", "id", "source", "via", "locator", "stance", "evidenceType",
        "confidence", "justification", "method", "rationale", "coder", "reviewer",
      ] + columns.map(\.head),
      &losses
    )
    for statement in statements {
      let fields = [
        statement.id, statement.source?.text, statement.via, statement.locator,
        statement.stance?.rawValue, statement.evidenceType?.rawValue,
        statement.confidence?.shortestText, statement.justification?.name,
        statement.method?.rawValue, statement.rationale, statement.coder, statement.reviewer,
      ]
      if statement.via == nil {
        losses.lose(
          "statements without 'via', which have the table's name when read",
          LossReport.words(statement)
        )
      }
      for field in fields.compactMap(\.self) where field.isEmpty || field != field.trimmedText {
        losses.lose("empty texts, and blanks at the ends of texts", "\"\(field)\"")
      }
      text += line(
        [statement.from.text, statement.relation.name, statement.to.text]
          + fields.map { $0 ?? "" }
          + columns.map { $0.cell(statement.properties, of: statement.effectiveID, &losses) },
        &losses
      )
    }
    return text
  }

  /// Whether a text can stand in a list of the form.
  static func isItem(_ text: String) -> Bool {
    !text.isEmpty && !text.contains(";") && text == text.trimmedText
  }

  private func line(_ cells: [String], _ losses: inout LossReport) -> String {
    cells.map { cell in
      if let first = cell.first, "=+-@".contains(first), DecimalNumber.number(cell) == nil {
        losses.warn("cells that a spreadsheet would run as a formula", cell)
      }
      return quoted(cell)
    }.joined(separator: String(separator)) + "\n"
  }

  /// A cell by RFC 4180; one that a reader could take for a comment is in quotes too.
  private func quoted(_ cell: String) -> String {
    let isPlain = !cell.containsScalar {
      $0 == "\"" || $0 == separator || $0.isNewline || $0 == ";" || $0 == "|" || $0 == "#"
    }
    guard !isPlain || cell != cell.trimmedText else { return cell }
    return "\"" + cell.replacingScalar("\"", with: "\"\"") + "\""
  }
}
