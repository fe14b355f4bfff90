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

  /// The table as a constant of the page's scripts, in the order of the states.
  static var script: String {
    let table = CellState.allCases.map { state in
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
    return "const STATE_TABLE = \(JSONWriter.text(.object(table)));\n"
  }
}
