import EvidenceCore

/// A coding sheet as it was read: rows of cells by the names of their columns.
struct CodingSheet {
  /// A filled row.
  struct Row {
    var place: Place
    /// What is not empty, without blanks at its ends, by the name of the column.
    var cells: [String: String]

    subscript(_ column: String) -> String? { cells[column] }
  }

  let kind: SheetKind
  let file: String
  /// The columns that are no fixed ones: schemes, and properties with their types.
  let schemes: [String]
  let properties: [BulkColumn]
  let rows: [Row]
  /// Whether it holds suggestions: a row without a verdict is not decided.
  let hasVerdicts: Bool

  /// Reads a sheet.
  ///
  /// Rows whose first cell begins with `#` are notes, as those of a template.
  /// - Parameter graph: the graph whose schemes may be columns.
  /// - Throws: `EvidenceError` with every column that is not known and every row that is too long.
  static func read(_ source: FileBytes, in graph: EvidenceGraph) throws(EvidenceError)
    -> CodingSheet
  {
    try source.withTable { bytes throws(EvidenceError) in
      var reader = source.reader(of: bytes, separator: source.separator(of: bytes))
      var record = DelimitedRecord()
      let names =
        try reader.next(&record) ? record.texts.map { $0.withoutInvisible.trimmedText } : []
      guard let kind = SheetKind(header: names) else {
        throw EvidenceError("not-a-sheet", "no coding sheet", at: Place(source.file, line: 1))
      }
      let header = try SheetHeader(names, kind, at: Place(source.file, line: 1), in: graph)
      var rows: [Row] = []
      var findings: [Diagnostic] = []
      while try reader.next(&record) {
        let place = Place(source.file, line: record.line)
        if record.isBlank || record[0].trimmedText.hasPrefix("#") { continue }
        if let surplus = record.surplus(over: names.count) {
          findings.append(Diagnostic(.error, "long-row", surplus, at: place))
        }
        var cells: [String: String] = [:]
        for (index, name) in header.names.enumerated() where !name.isEmpty {
          let text = record[index].withoutInvisible.trimmedText
          if !text.isEmpty { cells[name] = NormalForm.composed(text) ?? text }
        }
        if !cells.isEmpty { rows.append(Row(place: place, cells: cells)) }
      }
      guard findings.isEmpty else { throw EvidenceError(findings) }
      return CodingSheet(
        kind: kind,
        file: source.file,
        schemes: header.schemes,
        properties: header.properties,
        rows: rows,
        hasVerdicts: header.names.contains("verdict")
      )
    }
  }
}

/// The columns of a coding sheet, each of them known.
private struct SheetHeader {
  var names: [String] = []
  var schemes: [String] = []
  var properties: [BulkColumn] = []

  init(
    _ cells: [String],
    _ kind: SheetKind,
    at place: Place,
    in graph: EvidenceGraph
  ) throws(EvidenceError) {
    let columns = kind.columns.map(\.name)
    let byLowercase = Dictionary(
      columns.map { ($0.lowercased(), $0) },
      uniquingKeysWith: { a, _ in a }
    )
    var known = NearMiss.Names(columns)
    if kind == .mitigation || kind == .risk {
      known = NearMiss.Names(columns + graph.header.schemes.map(\.id))
    }
    var findings: [Diagnostic] = []
    for (index, cell) in cells.enumerated() {
      if cell.isEmpty {
        names.append("")
        continue
      }
      if names.contains(byLowercase[cell.lowercased()] ?? cell) {
        findings.append(
          Diagnostic(
            .error,
            "repeated-column",
            "column \(index + 1): '\(cell)' stands twice in the header",
            at: place
          )
        )
      }
      if let name = byLowercase[cell.lowercased()] {
        names.append(name)
      } else if kind == .mitigation || kind == .risk,
        graph.header.schemes.contains(where: { $0.id == cell })
      {
        names.append(cell)
        schemes.append(cell)
      } else if let meant = known.nearest(to: cell) {
        findings.append(
          Diagnostic(
            .error,
            "unknown-column",
            "column \(index + 1): a sheet of \(kind.plural) has no column '\(cell)'",
            at: place,
            hint: "did you mean '\(meant)'?"
          )
        )
      } else if kind.isOfRecords {
        findings.append(
          Diagnostic(
            .error,
            "unknown-column",
            "column \(index + 1): a sheet of \(kind.plural) has no column '\(cell)'",
            at: place,
            hint: "there are: \(columns.joined(separator: ", "))"
          )
        )
      } else if cell.contains("@"), kind == .mitigation || kind == .risk {
        findings.append(
          Diagnostic(
            .error,
            "unknown-scheme",
            "column \(index + 1): the graph has no scheme '\(cell)'",
            at: place,
            hint: Suggestion.hint(for: cell, among: graph.header.schemes.map(\.id))
              ?? "name the graph that has it with '--into', declare it in a recipe, or leave the column out"
          )
        )
      } else {
        let column = try BulkColumn(cell: cell, at: place)
        names.append(column.name)
        properties.append(column)
      }
    }
    guard findings.isEmpty else { throw EvidenceError(findings) }
  }
}
