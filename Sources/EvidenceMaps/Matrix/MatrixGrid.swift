internal import EvidenceAnalysis
internal import EvidenceCore

/// The columns and rows of a matrix where they stand on a sheet, with their heads and labels.
struct MatrixGrid {
  /// One column: of cells, or of the sums of its family.
  struct Column {
    var item: AxisPlan.Item
    var x: Double
    var lines: [String]
    /// Whether it stands for several columns and is drawn so.
    var isSum: Bool
  }

  struct Family {
    var title: [String]
    var columns: [Column]
  }

  struct Row {
    var item: AxisPlan.Item
    var y: Double
  }

  /// How columns share the width of a page.
  struct Widths {
    /// The least width of a cell, and the most.
    var cells: ClosedRange<Double>
    /// The room between columns.
    var gap: Double
    /// What is kept free beside the columns.
    var reserved: Double
    /// How wide a turned head may be.
    var head = 92.0
    /// What the labels of rows need at most; wider cells leave them no less.
    var labels = MatrixGrid.mostLabels
  }

  let naming: Naming
  let axes: (rows: CoverageAxis, columns: CoverageAxis)
  /// Whether columns that stand for several are marked as their sums.
  let marksSums: Bool
  private(set) var families: [Family] = []
  private(set) var rows: [Row] = []
  private(set) var cellWidth = MapStyle.cellWidth
  private(set) var labelRight = 0.0
  /// Where the last column ends, with the room behind it.
  private(set) var rightEdge = 0.0
  private(set) var isTurned = false
  private(set) var headTop = 0.0
  private(set) var headBottom = 0.0

  /// What each column is called, by its entry.
  private var names: [Int: String] = [:]

  let left = MapStyle.pageMargin

  init(naming: Naming, rows: CoverageAxis, columns: CoverageAxis, marksSums: Bool) {
    self.naming = naming
    axes = (rows, columns)
    self.marksSums = marksSums
  }

  /// The room between families of columns.
  static func between(_ groups: [[AxisPlan.Item]]) -> Double {
    groups.contains { $0.count > 1 } ? MapStyle.columnGroupGap : 0
  }

  /// The room that is left for labels beside columns of a pitch.
  func labelRoom(_ groups: [[AxisPlan.Item]], pitch: Double, reserved: Double, page: Double)
    -> Double
  {
    let spaces = Double(max(groups.count - 1, 0)) * MatrixGrid.between(groups)
    let count = groups.reduce(0) { $0 + $1.count }
    return page - 2 * left - reserved - spaces - Double(count) * pitch - 6
  }

  /// More room than this is worth more to cells than to labels.
  static let mostLabels = 235.0

  /// The room in which no label of some rows is broken, if it is no more than they are given anyway.
  ///
  /// - Parameter said: what stands below the name of a row.
  func labelNeed(_ items: [AxisPlan.Item], said: (AxisPlan.Item) -> String) -> Double {
    let needs = items.map { item in
      let bold = !item.isLeaf
      let size = bold ? MapStyle.TypeSize.parentRow : MapStyle.TypeSize.label
      let name = TextMeasure.room(
        naming.rowName(axes.rows.entries[item.entry].node),
        size: size,
        bold: bold
      )
      let codes = codeWidth(item, among: items)
      let text = max(name, TextMeasure.room(said(item), size: MapStyle.TypeSize.footer))
      return 1 + Double(item.depth) * 7 + codes + (codes > 0 ? 4 : 0) + text + (bold ? 22 : 2)
    }
    return min(needs.max() ?? 0, MatrixGrid.mostLabels)
  }

  /// Places the columns; whether at least the least room is left for the labels of rows.
  mutating func place(
    _ groups: [[AxisPlan.Item]],
    _ widths: Widths,
    page: Double,
    leastLabel: Double
  ) -> Bool {
    func room(_ width: Double) -> Double {
      labelRoom(groups, pitch: width + widths.gap, reserved: widths.reserved, page: page)
    }
    cellWidth = widths.cells.lowerBound
    while room(cellWidth) > max(widths.labels, leastLabel), cellWidth < widths.cells.upperBound {
      cellWidth += 1
    }
    labelRight = left + min(room(cellWidth), 290)
    guard labelRight - left >= leastLabel else { return false }
    isTurned = !headsAreFlat(groups, pitch: cellWidth + widths.gap - 0.6)
    names = headNames(groups)
    if isTurned,
      let wide = flatWidth(groups, widths, least: max(min(widths.labels, 205), leastLabel), room)
    {
      (isTurned, cellWidth) = (false, wide)
      labelRight = left + min(room(cellWidth), 290)
    }
    var x = labelRight + 6
    families = []
    for group in groups {
      var placed: [Column] = []
      for item in group {
        let isSum = marksSums && !item.isLeaf
        placed.append(
          Column(
            item: item,
            x: x,
            lines: headLines(item, widths),
            isSum: isSum
          )
        )
        x += cellWidth + widths.gap
      }
      let width = Double(group.count) * (cellWidth + widths.gap) - widths.gap
      families.append(Family(title: familyTitle(group, width: width), columns: placed))
      x += MatrixGrid.between(groups)
    }
    rightEdge = x - MatrixGrid.between(groups)
    return true
  }

  /// Places the heads below a line, and the rows below the heads.
  mutating func place(
    _ items: [AxisPlan.Item],
    below top: Double,
    pitch: Double,
    groupGap: Double
  ) -> Double {
    headTop = top
    let titleLines = families.map(\.title.count).max() ?? 0
    headBottom = headTop + Double(titleLines) * 9 + (titleLines > 0 ? 5 : 0)
    let heads = families.flatMap(\.columns)
    let heights = heads.map { TurnedHead.height($0.lines, bold: $0.isSum) }
    let lines = heads.map(\.lines.count).max() ?? 1
    headBottom += isTurned ? (heights.max() ?? 0) + 6 : 4 + Double(lines) * 8
    var y = headBottom + 4
    let hasFamilies = items.contains { !$0.isLeaf }
    for (index, item) in items.enumerated() {
      if index > 0, item.depth == 0, hasFamilies { y += groupGap }
      rows.append(Row(item: item, y: y))
      y += pitch
    }
    return y
  }

  private func familyTitle(_ group: [AxisPlan.Item], width: Double) -> [String] {
    guard group.count > 1, let first = group.first else { return [] }
    let title = naming.title(axes.columns.entries[first.top].node)
    return TextMeasure.wrap(title, size: 8, bold: true, width: width + 4, maxLines: 2).lines
  }

  /// The short head of the sums of a family, whose title stands above it.
  private static let any = "any"

  private func isAny(_ item: AxisPlan.Item) -> Bool {
    marksSums && !item.isLeaf && item.depth == 0
  }

  /// Whether all heads are short and do not meet when they stand side by side.
  private func headsAreFlat(_ groups: [[AxisPlan.Item]], pitch: Double) -> Bool {
    groups.allSatisfy { group in
      var last = 0.0
      return group.allSatisfy { item in
        let title =
          isAny(item) ? MatrixGrid.any : naming.title(axes.columns.entries[item.entry].node)
        let bold = marksSums && !item.isLeaf
        let reach = TextMeasure.reach(title, size: MapStyle.TypeSize.head, bold: bold)
        defer { last = reach }
        return title.count <= 14 && (last + reach) / 2 <= pitch && reach <= pitch + 2
      }
    }
  }

  /// The cells' width at which all heads stand flat, in a few lines and without a broken word, and
  /// labels keep their room; `nil` where there is none.
  private func flatWidth(
    _ groups: [[AxisPlan.Item]],
    _ widths: Widths,
    least: Double,
    _ room: (Double) -> Double
  ) -> Double? {
    let items = groups.flatMap { $0 }
    return stride(from: widths.cells.lowerBound, through: 96, by: 2).first { width in
      guard room(width) >= least else { return false }
      return items.allSatisfy { item in
        let bold = marksSums && !item.isLeaf
        let name = names[item.entry] ?? ""
        let (size, inner) = (MapStyle.TypeSize.head, width + widths.gap - 1)
        return longestWord(of: name, bold: bold) <= inner
          && !TextMeasure.wrap(name, size: size, bold: bold, width: inner, maxLines: 3).isCut
      }
    }
  }

  /// What stands above the columns; long names that begin alike are told apart.
  private func headNames(_ groups: [[AxisPlan.Item]]) -> [Int: String] {
    let items = groups.flatMap { $0 }
    let apart = Naming.apart(items.map { naming.headName(axes.columns.entries[$0.entry].node) })
    return Dictionary(
      zip(items, apart).map { ($0.entry, isAny($0) ? MatrixGrid.any : $1) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// The room for the longest part of a name that is broken at blanks and behind hyphens alone.
  private func longestWord(of name: String, bold: Bool) -> Double {
    let parts = name.split(separator: " ").flatMap { word in
      word.split(separator: "-").enumerated().map { $0 > 0 || !word.contains("-") ? $1 : $1 + "-" }
    }
    return parts.map { TextMeasure.room(String($0), size: MapStyle.TypeSize.head, bold: bold) }
      .max() ?? 0
  }

  /// The lines of a head; a turned one takes more of them, and is longer, before a word of it is broken
  /// or left out.
  private func headLines(_ item: AxisPlan.Item, _ widths: Widths) -> [String] {
    let title = names[item.entry] ?? ""
    if title == MatrixGrid.any { return [title] }
    let pitch = cellWidth + widths.gap
    let bold = marksSums && !item.isLeaf
    func wrapped(_ width: Double, _ most: Int) -> WrappedText {
      TextMeasure.wrap(
        title,
        size: MapStyle.TypeSize.head,
        bold: bold,
        width: width,
        maxLines: most
      )
    }
    guard isTurned else { return wrapped(pitch - 1, 3).lines }
    let width = max(widths.head, min(longestWord(of: title, bold: bold) + 1, 76))
    let two = wrapped(width, 2)
    return two.isCut ? wrapped(width, TurnedHead.mostLines(pitch: pitch)).lines : two.lines
  }
}
