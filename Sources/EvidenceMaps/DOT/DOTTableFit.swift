/// Where the running texts of a table are broken so that its type is legible on A4.
struct DOTTableFit {
  let table: DOTTable

  /// The least part of its size at which the type is legible: 6.8 of 8 points, with some to spare.
  private static let least = 0.86
  /// What is tried, in this order; most tables are legible with the first.
  private static let widths = [180.0, 160, 200, 140, 220, 240]
  /// The lines above a table, in points: title, finding, legend, notices and data.
  private static let caption = 190.0

  /// The first width of lines with which the table is legible, else the best.
  var lineWidth: Double {
    var (best, most) = (DOTTableFit.widths[0], 0.0)
    guard table.rows.contains(where: { row in row.contains { $0.isLeft } }) else { return best }
    for width in DOTTableFit.widths {
      let scale = scale(width)
      if scale > most { (best, most) = (width, scale) }
      if most >= DOTTableFit.least { break }
    }
    return best
  }

  /// How much the table shrinks on A4, either way up, with its lines broken at a width.
  private func scale(_ lineWidth: Double) -> Double {
    var columns: [Double] = []
    var height = DOTTableFit.caption
    for row in table.rows {
      var most = 1
      for (index, cell) in row.enumerated() {
        let lines = table.lines(of: cell, width: lineWidth)
        most = max(most, lines.count)
        if columns.count <= index { columns.append(0) }
        columns[index] = max(columns[index], cell.width ?? table.room(for: lines, cell) ?? 0)
      }
      height += Double(most) * DOTTable.typeSize * 1.2 + 6
    }
    let width = columns.reduce(10) { $0 + $1 + 2 }
    return min(
      1,
      max(min(595 / width, 842 / height), min(842 / width, 595 / height))
    )
  }
}
