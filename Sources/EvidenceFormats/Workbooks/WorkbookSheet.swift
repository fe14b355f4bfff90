/// A sheet of a workbook that is to be written.
public struct WorkbookSheet: Sendable {
  /// A cell.
  public struct Cell: Hashable, Sendable {
    /// What stands in it.
    public enum CellValue: Hashable, Sendable {
      case empty
      case text(String)
      case number(Double)
    }

    public var value: CellValue
    /// Its fill, as `RRGGBB`; `nil`: none.
    public var fill: String?
    public var isBold: Bool

    /// Makes a cell.
    public init(_ value: CellValue, fill: String? = nil, isBold: Bool = false) {
      self.value = value
      self.fill = fill
      self.isBold = isBold
    }

    /// A cell of text.
    public static func text(_ text: String, isBold: Bool = false) -> Cell {
      Cell(text.isEmpty ? .empty : .text(text), isBold: isBold)
    }
  }

  /// A column.
  public struct Column: Hashable, Sendable {
    /// In characters of the default font, up to 255.
    public var width: Double
    /// Words to choose from in it, below the header; another word is warned of and kept.
    public var choices: [String]

    /// Makes a column.
    public init(width: Double = 14, choices: [String] = []) {
      self.width = width
      self.choices = choices
    }
  }

  /// Its name: what a workbook allows no name for is left out, and it is cut at 31 characters.
  public var name: String
  public var columns: [Column]
  /// The rows, from the first; cells behind the last column are written too.
  public var rows: [[Cell]]
  /// How many rows stay in view, and columns.
  public var frozen: (rows: Int, columns: Int)
  /// Whether the rows below the frozen ones can be filtered by column.
  public var hasFilter: Bool

  /// Makes a sheet.
  public init(
    name: String,
    columns: [Column],
    rows: [[Cell]],
    frozen: (rows: Int, columns: Int) = (1, 0),
    hasFilter: Bool = true
  ) {
    self.name = name
    self.columns = columns
    self.rows = rows
    self.frozen = frozen
    self.hasFilter = hasFilter
  }
}
