/// A statement in the making: named tables, each made of those before it, and what is asked of them.
struct SQLScript {
  let dialect: any SQLDialect
  private var tables: [(name: String, body: String)] = []

  /// The most hops that are followed where an engine cannot tell what it has seen.
  private static let mostHops = 16

  init(_ dialect: any SQLDialect) { self.dialect = dialect }

  /// Adds a table.
  mutating func add(_ name: String, _ body: String) { tables.append((name, body)) }

  /// Adds a table of everything that a walk reaches, each once.
  ///
  /// The moves may go in no circle; where they do, an engine that knows UNION ends all the same, and
  /// one that does not stops with an error.
  ///
  /// - Parameters:
  ///   - name: what the table is called.
  ///   - columns: its columns.
  ///   - seed: a query for where walks start.
  ///   - step: what follows SELECT in a query for the next rows, of which `w` are those before.
  mutating func addWalk(_ name: String, _ columns: String, seed: String, step: String) {
    let distinct = dialect.countsHops ? "DISTINCT " : ""
    add(
      "\(name)_walk(\(columns))",
      """
      \(seed)
      \(dialect.union)
      SELECT \(distinct)\(step.replacing("$w", with: "\(name)_walk AS w"))
      """
    )
    add(name, "SELECT DISTINCT \(columns) FROM \(name)_walk")
  }

  /// Adds a table `name(start, node)` of the pairs that a symmetric relation joins over any number of
  /// hops, a node with itself too where a hop leads back to it.
  ///
  /// - Parameter pairs: a table with columns `a` and `b` that has each pair in both orders.
  mutating func addClusters(_ name: String, of pairs: String) {
    guard dialect.countsHops else {
      return addWalk(
        name,
        "start, node",
        seed: "SELECT a, b FROM \(pairs)",
        step: "w.start, p.b FROM $w JOIN \(pairs) AS p ON p.a = w.node"
      )
    }
    let most = Self.mostHops
    add(
      "\(name)_walk(start, node, hops)",
      """
      SELECT a, b, 1 FROM \(pairs)
      \(dialect.union)
      SELECT DISTINCT w.start, p.b, w.hops + 1
      FROM \(name)_walk AS w JOIN \(pairs) AS p ON p.a = w.node
      WHERE w.hops < \(most)
      """
    )
    add(
      name,
      """
      SELECT start, node FROM (
        SELECT start, node, min(hops) AS hops FROM \(name)_walk GROUP BY start, node
      ) AS reached
      WHERE CASE WHEN hops < \(most) THEN 1
        ELSE \(dialect.failure("more than \(most - 1) matches or versions in a row")) END = 1
      """
    )
  }

  /// The whole statement.
  func statement(_ query: String) -> String {
    let parts = tables.map { table in
      "\(table.name) AS (\n\(Self.indented(table.body))\n)"
    }
    return "WITH RECURSIVE\n\(parts.joined(separator: ",\n"))\n\(query);\n"
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "  \($0)" }.joined(separator: "\n")
  }
}
