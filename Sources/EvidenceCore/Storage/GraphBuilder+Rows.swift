/// Rows of texts, read ahead, that are taken in a column after the other.
package struct TextRows {
  let texts: TextPlaces
  let first: Int
  let width: Int
  let count: Int
  /// The line of each row.
  let lines: [UInt32]

  /// - Parameters:
  ///   - texts: places that are resolved.
  ///   - first: the place of the first text of the first row.
  ///   - width: how many places a row has.
  ///   - lines: the line of each row.
  package init(_ texts: TextPlaces, from first: Int, width: Int, lines: [UInt32]) {
    self.texts = texts
    self.first = first
    self.width = width
    self.lines = lines
    count = lines.count
  }

  /// The texts of a column.
  subscript(_ column: Int) -> LazyMapCollection<Range<Int>, UInt32> {
    texts.ids(from: first + column, step: width, count: count)
  }
}

extension GraphBuilder {
  /// Adds nodes.
  ///
  /// - Parameters:
  ///   - rows: their texts, the key and the kind first.
  ///   - label: the column of the label.
  ///   - notation: that of the code.
  ///   - scheme: that of the scheme.
  /// - Complexity: O(rows).
  package mutating func appendNodes(
    _ rows: TextRows,
    label: Int?,
    notation: Int?,
    scheme: Int?
  ) {
    let row = nodes.count
    nodes.keys.append(contentsOf: rows[0])
    let kinds = Self.eachNumbered(rows[1]) { kindNumber($0) }
    nodes.kinds.append(contentsOf: kinds)
    nodes.lines.append(contentsOf: rows.lines, at: row)
    if let label { nodes.labels.append(contentsOf: rows[label], at: row) }
    if let notation { nodes.notations.append(contentsOf: rows[notation], at: row) }
    if let scheme { nodes.schemes.append(contentsOf: rows[scheme], at: row) }
  }

  /// Adds statements.
  ///
  /// - Parameters:
  ///   - rows: their texts: where they start, where they lead and the relation first.
  ///   - via: where they were found.
  ///   - confidences: the bits of their confidences, those of `Double.nan` for none; empty where no statement
  ///     has one.
  /// - Complexity: O(rows).
  package mutating func appendStatements(
    _ rows: TextRows,
    via: TextID,
    confidences: [UInt64]
  ) {
    let row = statements.count
    statements.from.append(contentsOf: rows[0])
    statements.to.append(contentsOf: rows[1])
    let relations = Self.eachNumbered(rows[2]) { relationNumber($0) }
    statements.relations.append(contentsOf: relations)
    statements.vias.append(contentsOf: repeatElement(via.number, count: rows.count), at: row)
    statements.confidences.append(contentsOf: confidences, at: row)
    statements.lines.append(contentsOf: rows.lines, at: row)
  }

  /// The numbers of names, which seldom differ from the one before.
  static func eachNumbered(
    _ names: some Collection<UInt32>,
    _ number: (UInt32) -> UInt32
  ) -> [UInt32] {
    var numbers: [UInt32] = []
    numbers.reserveCapacity(names.count)
    var (lastName, last) = (StringTable.none, UInt32(0))
    for name in names {
      if name != lastName { (lastName, last) = (name, number(name)) }
      numbers.append(last)
    }
    return numbers
  }
}
