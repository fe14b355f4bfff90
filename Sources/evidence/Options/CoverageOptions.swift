internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceCore

/// What stands on the two axes of a matrix, and what is counted in it.
struct CoverageOptions: ParsableArguments {
  @Option(help: "The kind of the witnesses: Mitigation, Risk or Paper.")
  var of: String = Kind.mitigation.name

  @Option(
    help: """
      What stands in the rows: a scheme (mit-risk@4), a kind (Paper), a property (year), or of the \
      claims their evidenceType, source or via.
      """
  )
  var rows: String?

  @Option(help: "The level of the rows' concepts, from 1 at the top.")
  var rowsLevel: Int?

  @Option(help: "What stands in the columns: as the rows.")
  var columns: String?

  @Option(help: "The level of the columns' concepts, from 1 at the top.")
  var columnsLevel: Int?

  /// What to say where no axes are named: which there are in this graph, and a line to copy.
  ///
  /// - Parameters:
  ///   - command: the command that wants them.
  ///   - name: the graph as the user named it.
  func missingAxes(for command: String, of graph: EvidenceGraph, named name: String)
    -> ValidationError
  {
    let inventory = Inventory(graph)
    let schemes = inventory.schemes().map { scheme in
      "  \(scheme.id)  \(scheme.levels.map(String.init).joined(separator: " + ")) concepts"
        + (scheme.title.map { "  \($0)" } ?? "")
    }
    let kinds = graph.kinds.map(\.name).joined(separator: ", ")
    let line = inventory.questions().matrix.map { query in
      let kind = query.of == .mitigation ? "" : " --of \(query.of)"
      return "\nfor example: evidence \(command) \(ShellText.quoted(name))\(kind)"
        + " --rows \(ShellText.quoted(query.rows.selection)) --rows-level 1"
        + " --columns \(ShellText.quoted(query.columns.selection)) --columns-level 1"
    }
    return ValidationError(
      "name both axes: --rows SCHEME|KIND --columns SCHEME|KIND\nschemes of this graph:\n"
        + (schemes.isEmpty ? "  none" : schemes.joined(separator: "\n"))
        + "\nkinds of this graph: \(kinds)" + (line ?? "")
    )
  }

  /// The query, where both axes are named.
  func query(in graph: EvidenceGraph) throws -> CoverageQuery? {
    let kind = Kind(of)
    try graph.checkKind(kind)
    guard let rows, let columns else {
      if (rows == nil) != (columns == nil) {
        throw ValidationError("--rows and --columns go together")
      }
      return nil
    }
    return CoverageQuery(
      of: kind,
      rows: CoverageQuery.Axis(rows, level: rowsLevel),
      columns: CoverageQuery.Axis(columns, level: columnsLevel)
    )
  }

  /// The graph with places for the axes that are of values: years, types of evidence, sources.
  ///
  /// Where no axes are named, those of a bibliography get theirs.
  func withPlaces(in graph: EvidenceGraph) throws -> EvidenceGraph {
    if rows == nil, columns == nil, let query = WidestChoice.bibliography(graph) {
      return try graph.withPlaces(of: [query.rows, query.columns], for: query.of)
    }
    let axes = [rows, columns].compactMap { $0 }.map { CoverageQuery.Axis($0) }
    try graph.checkKind(Kind(of))
    return try graph.withPlaces(of: axes, for: Kind(of))
  }

  /// What a report shows where no axes are named.
  func widestQueries(in graph: EvidenceGraph, _ policy: Policy) throws(EvidenceError)
    -> [CoverageQuery]
  {
    try WidestChoice(graph, policy: policy).queries(
      rowsLevel: rowsLevel,
      columnsLevel: columnsLevel
    )
  }

  /// The widest axes, or where these hold nothing the two schemes that fill the most cells together.
  func holding(in graph: EvidenceGraph) throws -> CoverageQuery {
    let queries = try WidestChoice(graph).queries(rowsLevel: rowsLevel, columnsLevel: columnsLevel)
    guard queries.count > 1 else { return queries[0] }
    var fullest = queries[0]
    (fullest.rows.level, fullest.columns.level) = (rowsLevel, columnsLevel)
    return fullest
  }

  /// The axes that hold the most, where none is named.
  func widest(in graph: EvidenceGraph) throws -> CoverageQuery {
    try WidestChoice(graph).query(rowsLevel: rowsLevel, columnsLevel: columnsLevel)
  }
}
