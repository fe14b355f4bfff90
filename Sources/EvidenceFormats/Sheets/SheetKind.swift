/// What the rows of a coding sheet are.
public enum SheetKind: String, Sendable, CaseIterable {
  /// A paper a row.
  case paper
  /// A measure a row, with the codes of each taxonomy.
  case mitigation
  /// A risk a row, with the codes of each scheme of domains.
  case risk
  /// A statement a row: the suggestions of `gaps --suggest --as-sheet` are such a sheet.
  case statement
  /// A person's judgment of a cell or concept a row.
  case judgment
  /// What was decided about a cell or node a row.
  case status

  /// The columns that each sheet of the kind has, in their order; sheets of measures and risks have
  /// one more for each scheme.
  public var columns: [SheetColumn] {
    switch self {
    case .paper: SheetColumn.ofPapers
    case .mitigation: SheetColumn.ofMeasures
    case .risk: SheetColumn.ofRisks
    case .statement: SheetColumn.ofStatements
    case .judgment: SheetColumn.ofJudgments
    case .status: SheetColumn.ofStatuses
    }
  }

  /// Several such rows, in words.
  public var plural: String { self == .status ? "statuses" : "\(rawValue)s" }

  /// Whether its rows are records of the graph's header, which have the members of their columns
  /// alone.
  var isOfRecords: Bool { self == .judgment || self == .status }

  /// The columns by which a table is known as a sheet of the kind: the first of it.
  var marks: [String] {
    switch self {
    case .paper: ["paper", "title"]
    case .mitigation: ["mitigation", "name"]
    case .risk: ["risk", "name"]
    case .statement: ["from", "relation", "to"]
    case .judgment: ["row", "column", "certainty"]
    case .status: ["row", "column", "status"]
    }
  }

  /// The kind of a table with a header; `nil` if it is no coding sheet.
  init?(header cells: [String]) {
    let cells = cells.map { $0.lowercased() }
    guard let kind = Self.allCases.first(where: { cells.starts(with: $0.marks) }) else {
      return nil
    }
    self = kind
  }
}
