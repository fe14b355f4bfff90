internal import EvidenceCore

/// One axis of a matrix as tables: what stands on it, and what reaches that.
struct SQLAxis {
  /// The beginning of the names of its tables: `row` or `col`.
  let name: String
  let axis: CoverageAxis
  /// The kind of what stands on it; `nil` where nothing does.
  let kind: Kind?
  private let isKind: Bool

  /// Reads an axis off a graph.
  ///
  /// - Throws: `EvidenceError` if the selection names nothing that the tables hold.
  init(
    _ name: String,
    _ query: CoverageQuery.Axis,
    of witness: Kind,
    in graph: EvidenceGraph
  ) throws(EvidenceError) {
    self.name = name
    let builder = AxisBuilder(graph: graph, hierarchy: Hierarchy(graph))
    guard builder.members(of: query.selection) != nil || !builder.hasValues(query.selection) else {
      throw EvidenceError(
        "not-in-sql",
        "the axis '\(query.selection)' is of values, which cannot be asked in SQL",
        hint: "name a scheme or a kind, or ask 'evidence coverage'"
      )
    }
    axis = try builder.axis(query, of: witness)
    kind = axis.entries.first.map { graph.kind(of: $0.node) }
    let selected = Kind(axis.selection)
    isKind = graph.kinds.contains(selected) || Kind.builtIn.contains(selected)
  }

  var isMitigation: Bool { kind == .mitigation }
  var isRisk: Bool { kind == .risk || kind == .riskDomain }

  /// The places, once `broader` and `level_of` are there.
  func addPlaces(to script: inout SQLScript) {
    let selection = script.dialect.literal(axis.selection)
    let members =
      isKind
      ? "n.kind = \(selection)"
      : "n.scheme = \(selection) AND n.kind NOT IN ('Paper', 'Mitigation')"
    let level = axis.level.map { "\n  AND coalesce(d.level, 1) = \($0)" } ?? ""
    let join = axis.level == nil ? "" : "\nLEFT JOIN level_of AS d ON d.key = n.key"
    script.add("\(name)_axis", "SELECT n.key FROM n\(join)\nWHERE \(members)\(level)")
  }

  /// What reaches the places: `NAME_claim(node, place, id, plain)` and `NAME_found(node, place, here,
  /// sure)`, where `sure` is 0 for what is coded higher up and may belong there.
  func addReach(to script: inout SQLScript) {
    let dialect = script.dialect
    var codes: [String] = []
    var found: [String] = []
    var claims: [String] = []
    // Which nodes reach the axis by chains, and which by what they are coded at.
    let byChains = isRisk ? ["Mitigation", "Risk"] : isMitigation ? ["Risk"] : []
    if isRisk {
      codes.append("SELECT DISTINCT node, target AS code FROM hit WHERE here = 1")
      found.append(
        """
        SELECT h.node, h.target AS place, max(h.here) AS here, 1 AS sure
        FROM hit AS h JOIN \(name)_axis AS a ON a.key = h.target GROUP BY h.node, h.target
        """
      )
      claims.append(
        """
        SELECT h.node, h.target AS place, h.claim AS id, h.plain
        FROM hit AS h JOIN \(name)_axis AS a ON a.key = h.target WHERE h.claim IS NOT NULL
        """
      )
    } else if isMitigation {
      let reversed = """
        FROM hit AS h JOIN \(name)_axis AS a ON a.key = h.node
        JOIN n AS t ON t.key = h.target AND t.kind = 'Risk'
        WHERE h.claim IS NOT NULL
        """
      found.append(
        """
        SELECT h.target AS node, h.node AS place, max(h.here) AS here, 1 AS sure
        \(reversed) GROUP BY h.target, h.node
        """
      )
      claims.append(
        "SELECT h.target AS node, h.node AS place, h.claim AS id, h.plain\n\(reversed)"
      )
    }
    let relations = dialect.literals(axis.relations.map(\.name))
    let others = byChains.isEmpty ? "" : " WHERE kind NOT IN \(dialect.literals(byChains))"
    let coded = "(SELECT DISTINCT node FROM subject\(others)) AS w"
    let isElsewhere = "NOT EXISTS (SELECT 1 FROM \(name)_axis AS a WHERE a.key = w.node)"
    script.add(
      "\(name)_stated",
      """
      SELECT w.node, w.node AS code FROM \(coded) JOIN \(name)_axis AS a ON a.key = w.node
      UNION
      SELECT w.node, s.to_key FROM \(coded)
      JOIN s ON s.from_key = w.node AND s.relation IN \(relations) WHERE \(isElsewhere)
      UNION
      SELECT w.node, s.from_key FROM \(coded)
      JOIN s ON s.to_key = w.node AND s.relation IN \(relations) WHERE \(isElsewhere)
      """
    )
    codes.append("SELECT node, code FROM \(name)_stated")
    found.append(
      """
      SELECT c.node, a.key AS place, max(CASE WHEN u.node = c.code THEN 1 ELSE 0 END) AS here,
        1 AS sure
      FROM \(name)_stated AS c JOIN upwards AS u ON u.start = c.code
      JOIN \(name)_axis AS a ON a.key = u.node GROUP BY c.node, a.key
      """
    )
    script.add("\(name)_claim", claims.first ?? Self.noClaims)
    script.add("\(name)_sure", found.joined(separator: "\nUNION ALL\n"))
    script.add("\(name)_code", codes.joined(separator: "\nUNION\n"))
    addUnresolved(to: &script)
  }

  private static let noClaims =
    "SELECT key AS node, key AS place, key AS id, 0 AS plain FROM n WHERE 1 = 0"

  /// A node coded where something lies below, and at nothing below, may belong to all that shares
  /// something below with its code.
  private func addUnresolved(to script: inout SQLScript) {
    script.add(
      "\(name)_shared",
      """
      SELECT DISTINCT b.node AS code, a.key AS place FROM above AS b
      JOIN upwards AS u ON u.start = b.start
      JOIN \(name)_axis AS a ON a.key = u.node
      """
    )
    script.add(
      "\(name)_settled",
      """
      SELECT DISTINCT c.node, b.node AS code
      FROM \(name)_code AS c JOIN above AS b ON b.start = c.code
      """
    )
    script.add(
      "\(name)_found",
      """
      SELECT node, place, here, sure FROM \(name)_sure
      UNION ALL
      SELECT DISTINCT c.node, x.place, 0, 0 FROM \(name)_code AS c
      JOIN \(name)_shared AS x ON x.code = c.code
      WHERE NOT EXISTS (
          SELECT 1 FROM \(name)_settled AS b WHERE b.node = c.node AND b.code = c.code
        )
        AND NOT EXISTS (
          SELECT 1 FROM \(name)_sure AS f WHERE f.node = c.node AND f.place = x.place
        )
      """
    )
  }
}
