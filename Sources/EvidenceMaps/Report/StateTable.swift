internal import EvidenceAnalysis
internal import EvidenceCore

/// How the page shows the states of cells: one table, for the cells written here and for the
/// scripts that write them anew.
enum StateTable {
  /// The class of a cell in the page's style sheet.
  static func style(_ state: CellState) -> String {
    switch state {
    case .covered: "c-covered"
    case .assertedOnly: "c-asserted"
    case .unsourced: "c-unsourced"
    case .thin: "c-thin"
    case .conflicting: "c-conflicting"
    case .opposed: "c-opposed"
    case .inferredOnly: "c-inferred"
    case .searchedEmpty: "c-gap"
    case .notSearched: "c-unsearched"
    }
  }

  /// Whether the ground of the cell tells the class of its number.
  static func isFilled(_ state: CellState) -> Bool { state == .covered || state == .assertedOnly }

  /// The words and signs of cells as a module of the page's scripts: the states in their order, what
  /// only a filter emptied, conflicts and marks.
  static var module: String {
    let states = CellState.allCases.map { state in
      JSONMember(
        state.rawValue,
        .object([
          JSONMember("words", .string(state.words)),
          JSONMember("text", .string(state.text(count: "{count}", against: "{against}"))),
          JSONMember("style", .string(style(state))),
          JSONMember("isFilled", .boolean(isFilled(state))),
        ])
      )
    }
    let filtered = [
      JSONMember("words", .string(CoverageCell.filteredWords)),
      JSONMember("text", .string(CellFace.filteredText)),
    ]
    let conflicts = Conflict.allCases.map { JSONMember($0.rawValue, .string($0.words)) }
    let marks = CellMark.allCases.map { JSONMember($0.rawValue, .string($0.name)) }
    return [
      ("STATE_TABLE", states), ("FILTERED", filtered), ("CONFLICTS", conflicts), ("MARKS", marks),
    ]
    .map { "export const \($0) = \(JSONWriter.text(.object($1)));\n" }.joined()
      + "export const STATES = Object.keys(STATE_TABLE);\n"
  }
}
