internal import EvidenceAnalysis
internal import EvidenceCore

/// One of the sheets of a map that may need several.
protocol MapSheet {
  /// Whether nothing is folded on it.
  var isWhole: Bool { get }
  /// What part of the whole stands on it.
  var contents: String { get }
  /// Draws it; `sheet` says which of several it is.
  func draw(sheet: String?) -> String
}

/// A map that folds to fit one sheet, or shows everything on several.
protocol SplitMap: DrawnMap {
  associatedtype Sheet: MapSheet
  /// Refuses a map with nothing to draw.
  func checkShape() throws(EvidenceError)
  /// Everything on one sheet, folded to the deepest levels that fit; none, where none does.
  func overview() -> Sheet?
  /// Everything unfolded, in reading order.
  func parts() throws(EvidenceError) -> [Sheet]
}

extension SplitMap {
  public func svg() throws(EvidenceError) -> String {
    try checkShape()
    if let sheet = overview() { return sheet.draw(sheet: nil) }
    let (sheet, name) = try numbered(nil)[0]
    return sheet.draw(sheet: name)
  }

  public func svgSheets() throws(EvidenceError) -> [String] {
    try checkShape()
    let overview = overview()
    if let overview, overview.isWhole { return [overview.draw(sheet: nil)] }
    return try numbered(overview).map { $0.sheet.draw(sheet: $0.name) }
  }

  /// The overview, where there is one, and the parts, each with what it is called; not none.
  private func numbered(_ overview: Sheet?) throws(EvidenceError) -> [(sheet: Sheet, name: String)]
  {
    let parts = try parts()
    let all = (overview.map { [($0, "overview")] } ?? []) + parts.map { ($0, $0.contents) }
    guard !all.isEmpty else {
      throw EvidenceError(
        "map-too-large",
        "not even the smallest part of it fits a page",
        hint: "shorten the notices of the data, ask for a higher level, or for DOT text"
      )
    }
    return all.enumerated().map { index, part in
      (part.0, "sheet \(index + 1) of \(all.count): \(part.1)")
    }
  }
}

/// Splits a matrix into sheets: by columns, then by rows, between top concepts where it can.
struct SheetSplit<Sheet> {
  let rows: AxisPlan
  let columns: AxisPlan
  /// The sheet of some rows and columns, where they fit one.
  let sheet: (_ rows: [AxisPlan.Item], _ columns: [AxisPlan.Item]) -> Sheet?

  /// More cells than this take more sheets than anybody reads.
  static var mostCells: Int { 20_000 }

  /// Refuses a matrix of too many sheets, before any is laid out.
  static func check(_ rows: CoverageAxis, _ columns: CoverageAxis) throws(EvidenceError) {
    let cells = rows.entries.count * columns.entries.count
    guard cells > mostCells else { return }
    throw EvidenceError(
      "map-too-large",
      "the matrix has \(Figures.count(cells)) cells, and at most "
        + "\(Figures.count(mostCells)) are split into sheets",
      hint:
        "leave --sheets away, or ask for a higher level of the rows or the columns, or for --table"
    )
  }

  func parts(rows shownRows: [AxisPlan.Item], columns shownColumns: [AxisPlan.Item]) -> [Sheet] {
    let short = Array(shownRows.prefix(4))
    return columns.parts(of: shownColumns) { sheet(short, $0) != nil }.flatMap { columnPart in
      rows.parts(of: shownRows) { sheet($0, columnPart) != nil }.compactMap {
        sheet($0, columnPart)
      }
    }
  }

  /// From which row and column to which, in short.
  static func contents(
    _ rows: AxisPlan,
    _ rowPart: [AxisPlan.Item],
    _ columns: AxisPlan,
    _ columnPart: [AxisPlan.Item],
    _ naming: Naming
  ) -> String {
    rows.span(rowPart, naming) + " × " + columns.span(columnPart, naming)
  }
}

/// What stands around a map on either page.
struct PageFrames {
  let portrait: SheetFrame
  let landscape: SheetFrame

  init(text: SheetText, legend: Legend) {
    portrait = SheetFrame(text: text, legend: legend, width: MapStyle.portrait.width)
    landscape = SheetFrame(text: text, legend: legend, width: MapStyle.landscape.width)
  }

  /// Both pages, the upright one first.
  var pages: [(frame: SheetFrame, height: Double)] {
    [(portrait, MapStyle.portrait.height), (landscape, MapStyle.landscape.height)]
  }
}

extension SheetFrame {
  /// The same sheet as one of several.
  func named(_ sheet: String?) -> SheetFrame {
    var text = text
    text.sheet = sheet
    return SheetFrame(text: text, legend: legend, width: width)
  }
}
