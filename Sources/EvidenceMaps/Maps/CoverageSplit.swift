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
      CoverageLayout.fitting(plan, rows: rowPart, columns: families(columnPart))
    }
    let short = Array(shown.prefix(4))
    let columnParts = parts(columns, columns.items) { layout(short, $0) != nil }
    var result: [CoverageLayout] = []
    for columnPart in columnParts {
      for rowPart in parts(rows, shown, fits: { layout($0, columnPart) != nil }) {
        guard var sheet = layout(rowPart, columnPart) else { continue }
        sheet.contents = contents(rows, rowPart) + " × " + contents(columns, columnPart)
        result.append(sheet)
      }
    }
    return result
  }

  /// Parts of an axis that fit, each as large as it may be: whole families where it can, else a
  /// family is continued with the concepts above repeated.
  private func parts(
    _ plan: AxisPlan,
    _ items: [AxisPlan.Item],
    fits: ([AxisPlan.Item]) -> Bool
  ) -> [[AxisPlan.Item]] {
    var parts: [[AxisPlan.Item]] = []
    var part: [AxisPlan.Item] = []
    for family in families(items) {
      if fits(part + family) {
        part += family
        continue
      }
      if !part.isEmpty { parts.append(part) }
      part = []
      for item in family {
        if !part.isEmpty, !fits(part + [item]) {
          parts.append(part)
          part = family.filter { plan.isBelow(item.entry, $0.entry) }
        }
        part.append(item)
      }
    }
    if !part.isEmpty { parts.append(part) }
    return parts
  }

  private func families(_ items: [AxisPlan.Item]) -> [[AxisPlan.Item]] {
    var result: [[AxisPlan.Item]] = []
    for item in items {
      if result.last?.first?.top == item.top {
        result[result.count - 1].append(item)
      } else {
        result.append([item])
      }
    }
    return result
  }

  private func contents(_ plan: AxisPlan, _ items: [AxisPlan.Item]) -> String {
    let naming = Naming(graph: map.graph)
    func name(_ item: AxisPlan.Item?) -> String {
      guard let item else { return "" }
      let node = plan.axis.entries[item.entry].node
      return naming.code(node) ?? String(naming.title(node).prefix(24))
    }
    let (first, last) = (name(items.first), name(items.last))
    return first == last ? first : "\(first)–\(last)"
  }
}
