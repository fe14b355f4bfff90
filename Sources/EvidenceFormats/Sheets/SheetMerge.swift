import EvidenceCore

/// Merges coding sheets into a graph, row by row.
///
/// Papers come first, then measures and risks, then statements, then judgments and statuses, so
/// that a row may name what another sheet brings. A statement of the same coder about the same
/// thing takes the place of the one that stands; whatever another coder says stays beside it.
struct SheetMerge {
  private(set) var graph: EvidenceGraph
  private(set) var inputs: [ImportReport.Input] = []
  private let defaultSource: Key?

  init(into graph: EvidenceGraph, defaultSource: Key?) {
    self.graph = graph
    self.defaultSource = defaultSource
  }

  /// Merges sheets.
  ///
  /// - Throws: `EvidenceError` with everything in the sheets that cannot be read or is not known.
  /// - Complexity: O(*n* + *m*) a sheet for a graph of *n* nodes and *m* statements, and that of
  ///   resolving each name.
  mutating func merge(_ files: [FileBytes]) throws(EvidenceError) {
    var findings: [Diagnostic] = []
    var sheets: [CodingSheet] = []
    for file in files {
      do throws(EvidenceError) {
        sheets.append(try CodingSheet.read(file, in: graph))
      } catch {
        findings += error.diagnostics
      }
    }
    guard findings.isEmpty else { throw EvidenceError(findings) }
    for kind in SheetKind.allCases {
      for sheet in sheets where sheet.kind == kind {
        do throws(EvidenceError) {
          try take(sheet)
        } catch {
          findings += error.diagnostics
        }
      }
      guard findings.isEmpty else { throw EvidenceError(findings) }
    }
  }

  private mutating func take(_ sheet: CodingSheet) throws(EvidenceError) {
    var rows = SheetRows(sheet, in: graph, defaultSource: defaultSource)
    let records = try rows.records()
    var account = SheetAccount(sheet, in: graph)
    for record in records { account.take(record) }
    guard account.findings.isEmpty else { throw EvidenceError(account.findings) }
    inputs.append(account.input)
    var collection = ImportCollection()
    collection.begin(graph.file)
    for node in graph.nodes {
      collection.add(graph.value(of: node), at: Place(graph.file, line: graph.line(of: node)))
    }
    for edge in graph.edges where account.replaced[graph.id(of: edge)] == nil {
      collection.add(graph.statement(edge), at: Place(graph.file, line: graph.line(of: edge)))
    }
    var header = graph.header
    header.judgments = account.records.judgments
    header.statuses = account.records.statuses
    collection.adopt(header)
    collection.begin(sheet.file)
    for (node, place) in account.nodes { collection.add(node, at: place) }
    for (statement, place) in account.statements { collection.add(statement, at: place) }
    for search in account.searches { collection.add(search) }
    graph = try collection.build(file: graph.file).graph
  }
}
