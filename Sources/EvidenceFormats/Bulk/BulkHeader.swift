import EvidenceCore

/// The header of a property-graph table, as the bulk loader has it.
struct BulkHeader {
  /// The header's cells, by which a row that repeats them is known.
  var cells: [String]
  var columns: [BulkColumn]
  var separator: UInt8

  /// Whether it heads a table of nodes, and not of relationships.
  var isOfNodes: Bool { columns.contains { $0.role == .id } }

  /// Reads a header.
  ///
  /// - Throws: `EvidenceError` with every column that is doubled, of no known type, or missing.
  init(_ record: DelimitedRecord, _ file: String, separator: UInt8) throws(EvidenceError) {
    let place = Place(file, line: record.line)
    cells = record.texts
    columns = []
    self.separator = separator
    var findings: [Diagnostic] = []
    for cell in cells {
      do throws(EvidenceError) {
        columns.append(try BulkColumn(cell: cell, at: place))
      } catch {
        findings += error.diagnostics
      }
    }
    let positions = Dictionary(grouping: columns.indices) { columns[$0].identity }
    for (identity, indices) in positions where indices.count > 1 && !identity.isEmpty {
      let list = indices.map { String($0 + 1) }.joined(separator: ", ")
      findings.append(
        Diagnostic(
          .error,
          "doubled-column",
          "\(indices.count) columns are '\(identity)' (columns \(list))",
          at: place,
          hint: identity == ":ID"
            ? "a node has one id: make the other column a property, and name it in 'sameAs:string[]'"
            : "rename one, or mark it ':IGNORE'"
        )
      )
    }
    if findings.isEmpty, !isOfNodes {
      for role in [BulkColumn.Role.start, .end, .type] {
        guard !columns.contains(where: { $0.role == role }) else { continue }
        findings.append(
          Diagnostic(
            .error,
            "missing-column",
            "the header has no '\(role.name)' column",
            at: place,
            hint: "nodes need ':ID'; relationships ':START_ID', ':END_ID' and ':TYPE'"
          )
        )
      }
    }
    guard findings.isEmpty else { throw EvidenceError(findings.sorted { $0.message < $1.message }) }
  }

  /// The position of the column with a role.
  func index(of role: BulkColumn.Role) -> Int? { columns.firstIndex { $0.role == role } }

  /// Whether a row is this header once more.
  func isRepeated(by record: DelimitedRecord) -> Bool {
    record.count == cells.count && record.withField(0) { $0.elementsEqual(cells[0].utf8) }
      && record.texts == cells
  }

  /// Whether cells are the header of a property-graph table.
  static func isHeader(_ cells: [String]) -> Bool {
    let place = Place("header")
    return cells.contains { cell in
      guard cell.contains(":") else { return false }
      guard let role = try? BulkColumn(cell: cell, at: place).role else { return false }
      return [.id, .start, .end].contains(role)
    }
  }
}

extension BulkColumn {
  /// What no other column of the table may be: a role, or the name of a property.
  fileprivate var identity: String {
    switch role {
    case .ignored: ""
    case .value: name
    default: role.name
    }
  }
}
