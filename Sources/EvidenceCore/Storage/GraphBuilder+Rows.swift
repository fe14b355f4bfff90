internal import Synchronization

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
  subscript(_ column: Int) -> TextPlaces.EveryFew {
    texts.ids(from: first + column, step: width, count: count)
  }
}

/// Names, numbered in the order in which they come.
struct NumberedNames: Sendable {
  /// The text of each name.
  var names: [UInt32] = []
  private var numbers: [UInt32: UInt32] = [:]

  /// The number of a name, by its text.
  mutating func number(of name: UInt32) -> UInt32 {
    if let number = numbers[name] { return number }
    let number = UInt32(names.count)
    names.append(name)
    numbers[name] = number
    return number
  }

  /// The numbers of names, which seldom differ from the one before.
  mutating func numbers(of names: some Collection<UInt32>) -> [UInt32] {
    var numbers: [UInt32] = []
    numbers.reserveCapacity(names.count)
    var (lastName, last) = (StringTable.none, UInt32(0))
    for name in names {
      if name != lastName { (lastName, last) = (name, number(of: name)) }
      numbers.append(last)
    }
    return numbers
  }
}

/// The nodes and statements of a builder, to which rows are added whose texts are taken in already.
package struct GraphRows: Sendable {
  var nodes = NodeColumns()
  var statements = StatementColumns()
  var kinds = NumberedNames()
  var relations = NumberedNames()

  /// How many nodes there are.
  package var nodeCount: Int { nodes.count }

  /// How many statements there are.
  package var statementCount: Int { statements.count }

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
    nodes.kinds.append(contentsOf: kinds.numbers(of: rows[1]))
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
    confidences: ArraySlice<UInt64>
  ) {
    let row = statements.count
    statements.from.append(contentsOf: rows[0])
    statements.to.append(contentsOf: rows[1])
    statements.relations.append(contentsOf: relations.numbers(of: rows[2]))
    statements.vias.append(contentsOf: repeatElement(via.number, count: rows.count), at: row)
    statements.confidences.append(contentsOf: confidences, at: row)
    statements.lines.append(contentsOf: rows.lines, at: row)
  }

  /// Gives nodes of one run a property.
  package mutating func append(_ run: PropertyRun, ofNodes name: TextID) {
    nodes.properties.append(run, name: name.number)
  }

  /// Gives statements of one run a property, which is no word that carries meaning.
  package mutating func append(_ run: PropertyRun, ofStatements name: TextID) {
    statements.properties.append(run, name: name.number)
  }
}

extension GraphBuilder {
  /// Adds rows while others are read.
  ///
  /// - Parameters:
  ///   - parts: what is read.
  ///   - onTwoThreads: whether that is done at the same time, which makes no difference to what is found.
  ///   - add: adds rows.
  ///   - read: reads a part.
  /// - Returns: what was read of each part.
  package mutating func read<Part: Sendable, Found: Sendable>(
    _ parts: [Part],
    onTwoThreads: Bool,
    adding add: @Sendable (inout GraphRows) -> Void,
    _ read: @Sendable (Part) -> Found
  ) -> [Found] {
    let rows = Mutex(takeRows())
    let found = SideBySide.each(
      parts,
      onTwoThreads: onTwoThreads,
      after: { rows.withLock { add(&$0) } },
      read
    )
    putBack(
      rows.withLock {
        let rows = $0
        $0 = GraphRows()
        return rows
      }
    )
    return found
  }

  /// Adds rows.
  package mutating func addRows(_ add: (inout GraphRows) -> Void) {
    var rows = takeRows()
    add(&rows)
    putBack(rows)
  }

  /// Nobody else holds the rows while they grow: each step would copy them.
  private mutating func takeRows() -> GraphRows {
    defer {
      (nodes, statements) = (NodeColumns(), StatementColumns())
      (kinds, relations) = (NumberedNames(), NumberedNames())
    }
    return GraphRows(nodes: nodes, statements: statements, kinds: kinds, relations: relations)
  }

  private mutating func putBack(_ rows: consuming GraphRows) {
    (nodes, statements) = (rows.nodes, rows.statements)
    (kinds, relations) = (rows.kinds, rows.relations)
  }
}
