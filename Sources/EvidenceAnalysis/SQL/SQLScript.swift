/// A statement in the making: named tables, each made of those before it, and what is asked of them.
struct SQLScript {
  /// How the tables between are held while a statement is answered.
  enum Form {
    /// As parts of one statement.
    case one
    /// As temporary tables of a transaction, so that the engine knows their sizes.
    case temporaryTables
    /// As views, with those that are asked more than once written to tables of a scratch schema: the
    /// engine would compute them each time.
    case scratchTables
  }

  private struct Table {
    var name: String
    var body: String
    /// Whether it is a walk, or a walk reads it.
    var isOfWalk: Bool
  }

  let dialect: any SQLDialect
  private var tables: [Table] = []

  /// How often pairs are joined with themselves where an engine cannot tell what it has seen: pairs that
  /// are up to 2 to the power of this many hops apart are found.
  private static let doublings = 4

  init(_ dialect: any SQLDialect) { self.dialect = dialect }

  /// Adds a table.
  mutating func add(_ name: String, _ body: String) {
    tables.append(Table(name: name, body: body, isOfWalk: false))
  }

  /// Adds a table of everything that a walk reaches, each once.
  ///
  /// The moves may go in no circle; where they do, an engine that knows UNION ends all the same, and
  /// one that does not stops with an error.
  ///
  /// - Parameters:
  ///   - name: what the table is called.
  ///   - columns: its columns.
  ///   - seed: a query for where walks start.
  ///   - step: what follows SELECT in a query for the next rows, of which `$w` are those before, as `w`.
  mutating func addWalk(_ name: String, _ columns: String, seed: String, step: String) {
    let distinct = dialect.dropsKnown ? "" : "DISTINCT "
    addRecursion(
      name,
      columns,
      """
      \(seed)
      \(dialect.dropsKnown ? "UNION" : "UNION ALL")
      SELECT \(distinct)\(step.replacing("$w", with: "\(name)_walk AS w"))
      """,
      "SELECT DISTINCT \(columns)"
    )
  }

  /// Adds a table that a recursive query fills, `NAME_walk` within itself.
  mutating func addRecursion(
    _ name: String,
    _ columns: String,
    _ recursion: String,
    _ selection: String = "SELECT *"
  ) {
    // What a walk asks in every round is at hand.
    for index in tables.indices where recursion.mentions(tables[index].name) {
      tables[index].isOfWalk = true
    }
    tables.append(
      Table(
        name: name,
        body: """
          WITH RECURSIVE \(name)_walk(\(columns)) AS (
          \(Self.indented(recursion))
          )
          \(selection) FROM \(name)_walk
          """,
        isOfWalk: true
      )
    )
  }

  /// Adds a table `name(start, node)` of the pairs that a symmetric relation joins over any number of
  /// hops, a node with itself too where a hop leads back to it.
  ///
  /// - Parameter pairs: a table with columns `a` and `b` that has each pair in both orders.
  mutating func addClusters(_ name: String, of pairs: String) {
    if dialect.dropsKnown {
      return addWalk(
        name,
        "start, node",
        seed: "SELECT a, b FROM \(pairs)",
        step: "w.start, p.b FROM $w JOIN \(pairs) AS p ON p.a = w.node"
      )
    }
    add("\(name)_0", "SELECT a AS start, b AS node FROM \(pairs)")
    for number in 1...Self.doublings {
      let before = "\(name)_\(number - 1)"
      add(
        "\(name)_\(number)",
        """
        SELECT start, node FROM \(before)
        UNION
        SELECT x.start, y.node FROM \(before) AS x JOIN \(before) AS y ON y.start = x.node
        """
      )
    }
    let last = "\(name)_\(Self.doublings)"
    let message = "more than \(1 << Self.doublings) matches or versions in a row"
    add(
      name,
      """
      SELECT start, node FROM \(last)
      UNION ALL
      SELECT x.start, p.b FROM \(last) AS x JOIN \(pairs) AS p ON p.a = x.node
      LEFT JOIN \(last) AS k ON k.start = x.start AND k.node = p.b
      WHERE CASE WHEN k.start IS NULL THEN \(dialect.failure(message)) ELSE 0 END = 1
      """
    )
  }

  /// The whole statement, or the statements, of which the one that asks is the last but for the end of a
  /// transaction.
  func statement(_ query: String) -> String {
    switch dialect.form {
    case .one:
      let parts = tables.map { "\($0.name) AS (\n\(Self.indented($0.body))\n)" }
      return "WITH\n\(parts.joined(separator: ",\n"))\n\(query);\n"
    case .temporaryTables:
      let parts = tables.map { table in
        "CREATE TEMPORARY TABLE \(table.name) ON COMMIT DROP AS\n\(table.body);\nANALYZE \(table.name);\n"
      }
      return "BEGIN;\n\(parts.joined())\(query);\nCOMMIT;\n"
    case .scratchTables:
      var parts = ["CREATE SCHEMA IF NOT EXISTS evidence_scratch;\n"]
      for (index, table) in tables.enumerated() {
        let later = tables[(index + 1)...].map(\.body) + [query]
        let uses = later.reduce(0) { $0 + $1.uses(of: table.name) }
        guard uses > 1 || table.isOfWalk else {
          parts.append("CREATE OR REPLACE TEMPORARY VIEW \(table.name) AS\n\(table.body);\n")
          continue
        }
        let written = "evidence_scratch.\(table.name)"
        parts.append("DROP TABLE IF EXISTS \(written);\n")
        parts.append("CREATE TABLE \(written) USING parquet AS\n\(table.body);\n")
        parts.append(
          "CREATE OR REPLACE TEMPORARY VIEW \(table.name) AS SELECT * FROM \(written);\n"
        )
      }
      return "\(parts.joined())\(query);\n"
    }
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "  \($0)" }.joined(separator: "\n")
  }
}

extension String {
  /// How often a query names a table behind FROM or JOIN.
  fileprivate func uses(of table: String) -> Int {
    let words = split { !($0.isLetter || $0.isNumber || $0 == "_") }
    return zip(words, words.dropFirst()).count { before, word in
      (before == "FROM" || before == "JOIN") && word == table
    }
  }

  fileprivate func mentions(_ table: String) -> Bool { uses(of: table) > 0 }
}
