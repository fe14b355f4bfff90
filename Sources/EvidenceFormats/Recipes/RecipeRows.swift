import EvidenceCore

/// The rows of a source, which a recipe goes through several times: those of a table are read anew each
/// time, so that a large table takes little room.
enum RecipeRows {
  case table(RecipeTable)
  case records([RecipeRow])

  /// Goes through the rows in their order.
  ///
  /// - Parameters:
  ///   - isFirst: whether what is odd about a row is said.
  ///   - collection: takes what is said.
  ///   - body: takes a row.
  /// - Throws: `EvidenceError` if a table is broken, and what the closure throws.
  func forEach(
    isFirst: Bool = false,
    _ collection: inout ImportCollection,
    _ body: (RecipeRow, inout ImportCollection) throws(EvidenceError) -> Void
  ) throws(EvidenceError) {
    switch self {
    case .table(let table): try table.forEachRow(isFirst: isFirst, &collection, body)
    case .records(let rows): for row in rows { try body(row, &collection) }
    }
  }

  /// The names of all columns or fields, and of what the rows have beside them.
  var names: (columns: Set<String>, others: Set<String>) {
    switch self {
    case .table(let table): return (table.columns, [])
    case .records(let rows):
      let columns = rows.reduce(into: Set<String>()) { $0.formUnion($1.values.names) }
      var others = Set(rows.flatMap(\.named.keys))
      for row in rows where !row.items.isEmpty {
        others.formUnion(row.items.values.joined().flatMap(\.keys))
      }
      return (columns, others)
    }
  }
}

/// What the rules have named in each row that is taken, as long as the rows are gone through.
struct RecipeNames {
  /// The names that rules give.
  private let names: [String]
  private var texts: [String?] = []

  init(_ source: RecipeSource) {
    let given = source.rules.flatMap { $0.named.map(\.name) + $0.nodes.compactMap(\.name) }
    names = Set(given).sorted()
  }

  /// Keeps what is named in the next row.
  mutating func append(_ row: RecipeRow) { for name in names { texts.append(row.named[name]) } }

  /// Names in a row what was named in it.
  func give(to row: inout RecipeRow, at index: Int) {
    for (place, name) in names.enumerated() {
      if let text = texts[index * names.count + place] { row.named[name] = text }
    }
  }
}
