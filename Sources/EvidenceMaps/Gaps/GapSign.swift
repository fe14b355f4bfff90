internal import EvidenceAnalysis
internal import EvidenceCore

/// The sign of a gap: the cell as the coverage map shows it, or a node with its missing line.
struct GapSign {
  let map: GapsMap
  let gap: Gap

  func paint(in box: Box, on canvas: inout SVGCanvas) {
    switch gap.kind {
    case .riskWithoutMitigation: node(.risk, line: .into, in: box, on: &canvas)
    case .mitigationWithoutRisk: node(.mitigation, line: .outOf, in: box, on: &canvas)
    case .unclassified: node(.mitigation, line: .above, in: box, on: &canvas)
    case .synthesis: studies(in: box, on: &canvas)
    default: CellPainter(face: face, box: box).paint(on: &canvas)
    }
  }

  /// The cell as far as it is of this kind; what else holds of it is not drawn.
  private var face: CellFace {
    let cell = map.cell(of: gap)
    if let cell, gap.kind == .absolute || cell.state.rawValue == gap.kind.rawValue {
      var face = CellFace(cell, policy: map.policy)
      (face.marks, face.isFiltered) = ([], false)
      return face.neededWidth <= MapStyle.cellWidth ? face : CellFace(sample: cell.state, marks: [])
    }
    let count = min(max(cell?.independentPapers ?? 1, 1), 99)
    switch gap.kind {
    case .notSearched: return CellFace(sample: .notSearched, marks: [])
    case .opposed: return CellFace(sample: .opposed, against: 1, marks: [])
    case .conflicting: return CellFace(sample: .conflicting, count: 1, against: 1, marks: [])
    case .inferredOnly: return CellFace(sample: .inferredOnly, count: count, marks: [])
    case .assertedOnly: return CellFace(sample: .assertedOnly, count: count, marks: [])
    case .thin: return CellFace(sample: .thin, count: count, marks: [])
    case .singleSource: return CellFace(sample: .covered, count: count, marks: [.singleSource])
    case .stale: return CellFace(sample: .covered, count: count, marks: [.stale])
    default: return CellFace(sample: .searchedEmpty, marks: [])
    }
  }

  private enum Side { case into, outOf, above }

  private func node(_ shape: NodeShape, line side: Side, in box: Box, on canvas: inout SVGCanvas) {
    let middle = box.center.y
    switch side {
    case .into:
      LineStyle.missing.draw(
        Spline(from: Point(box.x, middle), to: Point(box.x + 9, middle)),
        withHead: true,
        on: &canvas
      )
      shape.draw(in: Box(box.x + 9.5, box.y + 3, 12.5, 10), .node, on: &canvas)
    case .outOf:
      canvas.rect(Box(box.x, box.y + 3, 12.5, 10), .node, radius: 4)
      LineStyle.missing.draw(
        Spline(from: Point(box.x + 13, middle), to: Point(box.right, middle)),
        withHead: true,
        on: &canvas
      )
    case .above:
      canvas.rect(Box(box.x + 4, box.y + 8, 14, 8), .node, radius: 3)
      LineStyle.missing.draw(
        Spline(from: Point(box.center.x, box.y + 7.6), to: Point(box.center.x, box.y)),
        withHead: true,
        on: &canvas
      )
    }
  }

  /// Three studies, and nothing that joins them.
  private func studies(in box: Box, on canvas: inout SVGCanvas) {
    for index in 0..<3 {
      let x = box.x + 0.5 + Double(index) * 7.5
      canvas.rect(Box(x, box.bottom - 6, 6, 6), .fill(1))
    }
    canvas.rect(Box(box.x + 4, box.y + 0.9, box.width - 8, 7), .nodeMissing)
  }
}
