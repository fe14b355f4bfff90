internal import EvidenceAnalysis
internal import EvidenceCore

/// Splits a matrix into sheets: by rows, then by columns, between top concepts where it can.
struct CoverageSplit {
  let map: CoverageMap

  func layouts() -> [CoverageLayout] {
    let rows = AxisPlan(map.matrix.rows)
    let columns = AxisPlan(map.matrix.columns, dropping: map.silentSources)
    let plan = CoveragePlan(map: map, rows: rows, columns: columns)
    let shown = plan.tally.shownRows
    func layout(_ rowPart: [AxisPlan.Item], _ columnPart: [AxisPlan.Item]) -> CoverageLayout? {
      CoverageLayout.fitting(plan, rows: rowPart, columns: AxisPlan.families(of: columnPart))
    }
    let short = Array(shown.prefix(4))
    let columnParts = columns.parts(of: columns.items) { layout(short, $0) != nil }
    let naming = Naming(graph: map.graph)
    var result: [CoverageLayout] = []
    for columnPart in columnParts {
      for rowPart in rows.parts(of: shown, fits: { layout($0, columnPart) != nil }) {
        guard var sheet = layout(rowPart, columnPart) else { continue }
        sheet.contents = rows.span(rowPart, naming) + " × " + columns.span(columnPart, naming)
        result.append(sheet)
      }
    }
    return result
  }
}
