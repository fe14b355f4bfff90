internal import EvidenceAnalysis
internal import EvidenceCore

/// Splits a matrix into sheets: by rows, then by columns, between top concepts where it can.
struct CoverageSplit {
  let map: CoverageMap

  func layouts() -> [CoverageLayout] {
    let rows = AxisPlan(map.matrix.rows)
    let columns = AxisPlan(map.matrix.columns)
    var result: [CoverageLayout] = []
    for columnPart in chunks(columns, limit: 15) {
      for rowPart in chunks(rows, limit: columnPart.count > 11 ? 24 : 26) {
        let layout = CoverageLayout.fitting(
          map: map,
          rows: rows,
          columns: columns,
          shownRows: rowPart,
          shownColumns: families(columnPart)
        )
        guard var layout else { continue }
        layout.contents = contents(rows, rowPart) + " × " + contents(columns, columnPart)
        result.append(layout)
      }
    }
    return result
  }

  /// Parts of an axis of at most so many concepts; a family too large for one is continued, with
  /// its top repeated.
  private func chunks(_ plan: AxisPlan, limit: Int) -> [[AxisPlan.Item]] {
    var parts: [[AxisPlan.Item]] = []
    var part: [AxisPlan.Item] = []
    for family in plan.families {
      if part.count + family.count > limit, !part.isEmpty {
        parts.append(part)
        part = []
      }
      if family.count <= limit {
        part += family
        continue
      }
      for item in family {
        if part.count >= limit {
          parts.append(part)
          part = [family[0]]
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
      return naming.code(node) ?? String(naming.name(node).prefix(14))
    }
    let (first, last) = (name(items.first), name(items.last))
    return first == last ? first : "\(first)–\(last)"
  }
}
