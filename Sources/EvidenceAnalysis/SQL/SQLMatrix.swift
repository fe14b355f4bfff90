internal import EvidenceCore

/// Adds the tables of a coverage matrix, the last of which is `cell`.
struct SQLMatrix {
  private let graph: EvidenceGraph
  private let query: CoverageQuery
  private let policy: Policy
  private let selection: SQLSelection
  private let rows: SQLAxis
  private let columns: SQLAxis
  private let isAboutRisk: Bool

  /// Reads the axes off a graph.
  ///
  /// - Throws: `EvidenceError` if an axis cannot be asked, or if BROADER goes in a circle.
  init(
    _ graph: EvidenceGraph,
    _ query: CoverageQuery,
    _ policy: Policy,
    _ selection: SQLSelection
  ) throws(EvidenceError) {
    self.graph = graph
    self.query = query
    self.policy = policy
    self.selection = selection
    try graph.refuseCircles(along: [.broader])
    try graph.checkKind(query.of)
    rows = try SQLAxis("row", query.rows, of: query.of, in: graph)
    columns = try SQLAxis("col", query.columns, of: query.of, in: graph)
    isAboutRisk =
      query.of == .risk
      ? rows.isMitigation || columns.isMitigation
      : (query.of == .mitigation || query.of == .paper) && (rows.isRisk || columns.isRisk)
  }

  var axes: [CoverageAxis] { [rows.axis, columns.axis] }

  func add(to script: inout SQLScript) throws(EvidenceError) {
    try SQLSources(graph: graph, selection: selection).add(to: &script)
    SQLSources.addWorks(to: &script)
    addHierarchy(to: &script)
    addSubjects(to: &script)
    let isOfRisks = query.of == .risk || query.of == .paper
    let reachesRisks = rows.isRisk || columns.isRisk
    let reachesMitigations = rows.isMitigation || columns.isMitigation
    if reachesRisks || (reachesMitigations && isOfRisks) {
      SQLChains(policy: policy).addHits(
        to: &script,
        ofMitigations: query.of != .risk || reachesMitigations,
        ofRisks: isOfRisks && reachesRisks
      )
    }
    for axis in [rows, columns] {
      axis.addPlaces(to: &script)
      axis.addReach(to: &script)
    }
    addEvidence(to: &script)
    addCells(to: &script)
  }

  /// What lies above each node, and the levels.
  private func addHierarchy(to script: inout SQLScript) {
    script.add(
      "broader",
      """
      SELECT DISTINCT from_key AS child, to_key AS parent FROM s
      WHERE relation = 'BROADER' AND from_key <> to_key
      """
    )
    script.addWalk(
      "above",
      "start, node",
      seed: "SELECT child, parent FROM broader",
      step: "w.start, b.parent FROM $w JOIN broader AS b ON b.child = w.node"
    )
    script.add("upwards", "SELECT key AS start, key AS node FROM n\nUNION ALL\nSELECT * FROM above")
    guard query.rows.level != nil || query.columns.level != nil else { return }
    script.addWalk(
      "climb",
      "start, node, hops",
      seed: "SELECT child, parent, 1 FROM broader",
      step: """
        w.start, b.parent, w.hops + 1
        FROM $w JOIN broader AS b ON b.child = w.node WHERE w.hops < 1000
        """
    )
    script.add(
      "level_of",
      """
      SELECT c.start AS key, 1 + min(c.hops) AS level FROM climb AS c
      WHERE NOT EXISTS (SELECT 1 FROM broader AS b WHERE b.child = c.node)
      GROUP BY c.start
      """
    )
  }

  /// `subject(witness, node, kind)`: a witness, or of a paper each node that it introduces.
  private func addSubjects(to script: inout SQLScript) {
    guard query.of == .paper else {
      let kind = script.dialect.literal(query.of.name)
      return script.add(
        "subject",
        "SELECT key AS witness, key AS node, kind FROM n WHERE kind = \(kind)"
      )
    }
    script.add(
      "subject",
      """
      SELECT DISTINCT s.from_key AS witness, s.to_key AS node, t.kind
      FROM s JOIN n AS p ON p.key = s.from_key AND p.kind = 'Paper'
      JOIN n AS t ON t.key = s.to_key
      WHERE s.relation IN ('PROPOSES', 'EVALUATES', 'IDENTIFIES')
      """
    )
  }

  /// `meeting`: where a witness meets a row and a column, and `evidence`: what carries it there.
  private func addEvidence(to script: inout SQLScript) {
    script.add(
      "meeting",
      """
      SELECT w.witness, w.node, r.place AS row_key, c.place AS column_key,
        least(r.here, c.here) AS here, least(r.sure, c.sure) AS sure
      FROM subject AS w
      JOIN row_found AS r ON r.node = w.node
      JOIN col_found AS c ON c.node = w.node
      """
    )
    var carriers = [("row", "row_key"), ("col", "column_key")].map { axis, place in
      """
      SELECT m.row_key, m.column_key, m.witness, k.id, k.plain, 1 AS is_claim
      FROM meeting AS m JOIN \(axis)_claim AS k ON k.node = m.node AND k.place = m.\(place)
      WHERE m.sure = 1
      """
    }
    if let kinds = introducedKinds {
      let ofPaper = query.of == .paper ? " AND s.from_key = m.witness" : ""
      carriers.append(
        """
        SELECT m.row_key, m.column_key, m.witness, s.id, 0, 0
        FROM meeting AS m
        JOIN n AS t ON t.key = m.node\(kinds)
        JOIN s ON s.to_key = m.node AND s.relation IN ('PROPOSES', 'EVALUATES', 'IDENTIFIES')\(ofPaper)
        WHERE m.sure = 1
        """
      )
    }
    script.add("carrier", carriers.joined(separator: "\nUNION ALL\n"))
    script.add(
      "evidence",
      """
      SELECT row_key, column_key, id, max(plain) AS plain, max(is_claim) AS is_claim
      FROM carrier GROUP BY row_key, column_key, id
      """
    )
    script.add(
      "maker",
      """
      SELECT s.id, coalesce(w.work, s.source) AS work
      FROM s LEFT JOIN work_of AS w ON w.key = s.source
      WHERE s.source IS NOT NULL
      UNION
      SELECT s.id, coalesce(w.work, s.from_key)
      FROM s JOIN n ON n.key = s.from_key AND n.kind = 'Paper'
      LEFT JOIN work_of AS w ON w.key = s.from_key
      WHERE s.source IS NULL AND s.relation IN ('PROPOSES', 'EVALUATES', 'IDENTIFIES')
      UNION
      SELECT s.id, coalesce(w.work, p.from_key)
      FROM s JOIN n ON n.key = s.from_key AND n.kind <> 'Paper'
      JOIN s AS p ON p.to_key = s.from_key AND p.relation = 'PROPOSES'
      LEFT JOIN work_of AS w ON w.key = p.from_key
      WHERE s.source IS NULL AND s.relation = 'ADDRESSES'
      """
    )
  }

  /// The condition on nodes whose introductions are evidence; `nil` where none are.
  private var introducedKinds: String? {
    if !isAboutRisk { return "" }
    return query.of == .paper ? " AND t.kind = 'Risk'" : nil
  }

  private func addCells(to script: inout SQLScript) {
    SQLCells(graph, query, policy, isAboutRisk: isAboutRisk, searched: searches).add(to: &script)
  }

  /// The relations that a search record must have asked for.
  private var searches: [Relation] {
    isAboutRisk ? [.addresses] : rows.axis.relations + columns.axis.relations
  }
}
