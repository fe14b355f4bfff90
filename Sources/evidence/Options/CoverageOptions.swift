internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceCore

/// What stands on the two axes of a matrix, and what is counted in it.
struct CoverageOptions: ParsableArguments {
  @Option(help: "The kind of the witnesses: Mitigation, Risk or Paper.")
  var of: String = Kind.mitigation.name

  @Option(help: "What stands in the rows: a scheme (mit-risk@4) or a kind (Paper).")
  var rows: String?

  @Option(help: "The level of the rows' concepts, from 1 at the top.")
  var rowsLevel: Int?

  @Option(help: "What stands in the columns: a scheme or a kind.")
  var columns: String?

  @Option(help: "The level of the columns' concepts, from 1 at the top.")
  var columnsLevel: Int?

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
  /// The axes that hold the most, where none is named.
  func widest(in graph: EvidenceGraph) throws -> CoverageQuery {
    try WidestChoice(graph).query(rowsLevel: rowsLevel, columnsLevel: columnsLevel)
  }
}
