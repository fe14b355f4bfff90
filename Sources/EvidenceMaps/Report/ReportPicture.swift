internal import EvidenceAnalysis
internal import EvidenceCore

/// A small picture of a whole matrix or scheme: a box a cell, without numbers.
struct ReportPicture {
  /// One line of boxes under a name.
  struct Line {
    var name: String
    var cells: [CoverageCell]
  }

  let lines: [Line]
  let policy: Policy
  /// What the picture says, for those who do not see it.
  let label: String
  /// Where it leads.
  let target: String

  private static let mostRows = 60
  private static let mostColumns = 120

  /// The cells of the rows and columns with none below them; where these are too many, of those at the
  /// top of their axes, or nothing.
  init?(_ table: ReportTable, label: String) {
    let (rows, columns) = (table.matrix.rows.entries, table.matrix.columns.entries)
    func isSmall(_ rows: [Int], _ columns: [Int]) -> Bool {
      !rows.isEmpty && !columns.isEmpty && rows.count <= Self.mostRows
        && columns.count <= Self.mostColumns
    }
    var leafRows = table.rows.filter { !rows[$0].hasChildren }
    var leafColumns = table.columns.filter { !columns[$0].hasChildren }
    if leafRows.count > Self.mostRows { leafRows = table.rows.filter { rows[$0].parent == nil } }
    if leafColumns.count > Self.mostColumns {
      leafColumns = table.columns.filter { columns[$0].parent == nil }
    }
    guard isSmall(leafRows, leafColumns) else { return nil }
    let naming = Naming(graph: table.graph)
    lines = leafRows.map { row in
      Line(
        name: naming.code(rows[row].node) ?? naming.name(rows[row].node),
        cells: leafColumns.map { table.matrix[row, $0] }
      )
    }
    policy = table.matrix.policy
    self.label = label
    target = table.id
  }

  /// The concepts with none below them, a line for each top concept.
  init?(_ coverage: SchemeCoverage, graph: EvidenceGraph, label: String, target: String) {
    let entries = coverage.axis.entries
    guard entries.count <= Self.mostRows * Self.mostColumns else { return nil }
    let naming = Naming(graph: graph)
    var lines: [Line] = []
    var line: [Int: Int] = [:]
    for (place, entry) in entries.enumerated() {
      if let parent = entry.parent, let known = line[parent] {
        line[place] = known
      } else {
        line[place] = lines.count
        lines.append(Line(name: naming.title(entry.node), cells: []))
      }
      guard !entry.hasChildren, let number = line[place] else { continue }
      lines[number].cells.append(coverage.cells[place])
    }
    guard lines.count <= Self.mostRows, lines.allSatisfy({ $0.cells.count <= Self.mostColumns })
    else { return nil }
    self.lines = lines
    policy = coverage.policy
    self.label = label
    self.target = target
  }

  private var widest: Int { lines.map(\.cells.count).max() ?? 0 }
  /// The side of a box with the room about it.
  private var pitch: Int {
    widest > 40 || lines.count > 40 ? 6 : widest > 20 || lines.count > 16 ? 9 : 16
  }
  /// Names stand there where they can be read.
  private var hasNames: Bool { pitch > 8 }

  var svg: String {
    let size = pitch - (pitch > 8 ? 2 : 1)
    let longest = hasNames ? lines.map { TextMeasure.width($0.name, size: 9) }.max() ?? 0 : 0
    let room = hasNames ? Int(min(220, longest * 1.03).rounded(.up)) + 6 : 0
    var paths: [String: String] = [:]
    var names = ""
    for (row, line) in lines.enumerated() {
      if hasNames {
        let name = TextMeasure.fitted(line.name, size: 9, width: 214)
        names +=
          "<text x=\"\(room - 6)\" y=\"\(row * pitch + size / 2 + 3)\">\(HTMLText.escape(name))</text>"
      }
      for (column, cell) in line.cells.enumerated() {
        let (x, y) = (room + column * pitch, row * pitch)
        paths[Self.style(cell, policy), default: ""] += "M\(x) \(y)h\(size)v\(size)h-\(size)z"
      }
    }
    let shapes = paths.sorted { $0.key.precedesInUTF8($1.key) }
      .map { "<path class=\"\($0)\" d=\"\($1)\"/>" }.joined()
    let (width, height) = (room + widest * pitch + 1, lines.count * pitch + 1)
    return "<a class=\"picture\" href=\"#\(target)\">"
      + "<svg role=\"img\" aria-label=\"\(HTMLText.escape(label))\" viewBox=\"-1 -1 \(width + 1) \(height + 1)\" "
      + "width=\"\(width + 1)\" height=\"\(height + 1)\">\(names)\(shapes)</svg></a>"
  }

  /// What the boxes of some pictures mean: those that occur.
  static func key(of pictures: String) -> String {
    let words = [
      ("covered f2", "evidence, the darker the more"), ("asserted f2", "asserted alone"),
      ("unsourced", "source not stated"), ("thin", "too few papers"),
      ("inferred", "by matches or models alone"), ("conflicting", "for and against"),
      ("opposed", "against alone"), ("gap", "searched, and nothing"),
      ("unsearched", "nothing, and no search recorded"), ("filtered", "filtered out"),
    ]
    let items = words.filter { style, _ in
      pictures.contains("class=\"p-\(style.prefix { $0 != " " })")
    }
    .map { style, text in
      "<li><svg width=\"13\" height=\"13\" aria-hidden=\"true\"><path class=\"p-\(style)\" "
        + "d=\"M1 1h11v11h-11z\"/></svg> \(text)</li>"
    }
    return items.isEmpty
      ? "" : "<ul class=\"facts key\" aria-label=\"What the boxes mean\">\(items.joined())</ul>"
  }

  /// The class of a box.
  private static func style(_ cell: CoverageCell, _ policy: Policy) -> String {
    if cell.isFiltered { return "p-filtered" }
    let face = CellFace(cell, policy: policy)
    return "p" + StateTable.style(cell.state).dropFirst()
      + (StateTable.isFilled(cell.state) ? " f\(min(face.fill, 3))" : "")
  }
}
