internal import EvidenceCore

/// Adds the tables that turn what carries a cell into its counts, its state and its marks.
struct SQLCells {
  private let graph: EvidenceGraph
  private let query: CoverageQuery
  private let policy: Policy
  private let isAboutRisk: Bool
  private let searched: [Relation]

  init(
    _ graph: EvidenceGraph,
    _ query: CoverageQuery,
    _ policy: Policy,
    isAboutRisk: Bool,
    searched: [Relation]
  ) {
    self.graph = graph
    self.query = query
    self.policy = policy
    self.isAboutRisk = isAboutRisk
    self.searched = searched
  }

  func add(to script: inout SQLScript) {
    addCounts(to: &script)
    addSides(to: &script)
    addConflicts(to: &script)
    addSearches(to: &script)
    addStates(to: &script)
  }

  /// The witnesses of each cell, and their papers.
  private func addCounts(to script: inout SQLScript) {
    script.add(
      "reached",
      """
      SELECT row_key, column_key, count(DISTINCT witness) AS upper,
        count(DISTINCT CASE WHEN sure = 1 THEN witness END) AS witnesses,
        count(DISTINCT CASE WHEN here = 1 THEN witness END) AS here
      FROM meeting GROUP BY row_key, column_key
      """
    )
    let papers =
      query.of == .paper
      ? "SELECT key AS witness, key AS paper FROM n WHERE kind = 'Paper'"
      : """
      SELECT DISTINCT to_key AS witness, from_key AS paper FROM s
      WHERE relation IN ('PROPOSES', 'EVALUATES', 'IDENTIFIES')
      """
    script.add("introducer", papers)
    script.add(
      "literature",
      """
      SELECT m.row_key, m.column_key, count(DISTINCT i.paper) AS papers, max(p.year) AS newest
      FROM meeting AS m JOIN introducer AS i ON i.witness = m.witness
      LEFT JOIN n AS p ON p.key = i.paper
      WHERE m.sure = 1 GROUP BY m.row_key, m.column_key
      """
    )
  }

  /// The works on each side, and what decides the state.
  private func addSides(to script: inout SQLScript) {
    let notices = graph.header.notices.filter { $0.text.lowercased().contains("preliminary") }
    let pages = Set(notices.compactMap(\.via)).sorted()
    let preliminary =
      pages.isEmpty
      ? "0" : "max(CASE WHEN s.via IN \(script.dialect.literals(pages)) THEN 1 ELSE 0 END)"
    func works(_ condition: String) -> String {
      "count(DISTINCT CASE WHEN \(condition) THEN k.work END)"
    }
    func some(_ condition: String) -> String { "max(CASE WHEN \(condition) THEN 1 ELSE 0 END)" }
    let isClaim = "s.stance = 'supports' AND e.is_claim = 1"
    script.add(
      "side",
      """
      SELECT e.row_key, e.column_key,
        count(DISTINCT k.work) AS works,
        \(works("s.stance = 'supports'")) AS supporting,
        \(works("s.stance = 'mixed'")) AS mixed,
        \(works("s.stance = 'opposes'")) AS opposing,
        \(works("s.stance <> 'opposes'")) AS works_for,
        \(works("s.stance <> 'supports'")) AS works_against,
        \(works("s.evidence_type IN ('case', 'observational', 'experimental')")) AS studies,
        \(some("s.stance = 'supports'")) AS has_supporting,
        \(some("s.stance = 'mixed'")) AS has_mixed,
        \(some("s.stance = 'opposes'")) AS has_opposing,
        \(some(isClaim)) AS has_claim,
        \(some(isClaim + " AND e.plain = 1")) AS has_plain,
        \(some(isClaim + " AND coalesce(s.evidence_type, 'assertion') <> 'assertion'")) AS has_more,
        \(some("s.stance = 'supports' AND s.evidence_type = 'synthesis'")) AS has_synthesis,
        \(preliminary) AS is_preliminary
      FROM evidence AS e JOIN s ON s.id = e.id LEFT JOIN maker AS k ON k.id = e.id
      GROUP BY e.row_key, e.column_key
      """
    )
  }

  /// Whether both sides are present for one witness and one target somewhere in a cell.
  private func addConflicts(to script: inout SQLScript) {
    script.add(
      "subject_side",
      """
      SELECT DISTINCT c.row_key, c.column_key,
        CASE WHEN c.is_claim = 1 THEN c.witness ELSE s.to_key END AS subject,
        s.to_key AS target, s.stance
      FROM carrier AS c JOIN s ON s.id = c.id
      """
    )
    script.add(
      "disagreement",
      """
      SELECT row_key, column_key, max(is_within) AS is_within FROM (
        SELECT row_key, column_key, CASE WHEN max(CASE WHEN stance = 'mixed' THEN 1 ELSE 0 END) = 1
          OR count(DISTINCT stance) > 1 THEN 1 ELSE 0 END AS is_within
        FROM subject_side GROUP BY row_key, column_key, subject, target
      ) AS judged
      GROUP BY row_key, column_key
      """
    )
  }

  /// `looked_at(row_key, column_key)`: the cells that somebody looked at; keys stand for whole subtrees.
  private func addSearches(to script: inout SQLScript) {
    let dialect = script.dialect
    let records = graph.header.searches
      .filter { record in record.relation.map { searched.contains($0) } ?? false }
    var values: [String] = []
    for (number, record) in records.enumerated() {
      for key in record.rows { values.append("(\(number), 1, \(dialect.literal(key.text)))") }
      for key in record.columns { values.append("(\(number), 2, \(dialect.literal(key.text)))") }
    }
    guard !values.isEmpty else {
      return script.add(
        "looked_at",
        "SELECT key AS row_key, key AS column_key FROM n WHERE 1 = 0"
      )
    }
    script.add(
      "scope",
      """
      SELECT v.number, v.side, u.start AS key
      FROM (VALUES \(values.joined(separator: ", "))) AS v(number, side, key)
      JOIN upwards AS u ON u.node = v.key
      """
    )
    script.add(
      "looked_at",
      """
      SELECT DISTINCT r.key AS row_key, c.key AS column_key
      FROM scope AS x JOIN scope AS y ON y.number = x.number AND y.side <> x.side
      JOIN row_axis AS r ON r.key = x.key JOIN col_axis AS c ON c.key = y.key
      """
    )
  }

  /// `cell`: every pair of places. `held` lists what holds of it, in the order of states.
  private func addStates(to script: inout SQLScript) {
    let ofRisk = isAboutRisk ? "" : "1 = 0 AND "
    let isStale =
      graph.asOfYear.map { "newest < \($0 - policy.staleAfterYears)" } ?? "1 = 0"
    func mark(_ name: String, _ condition: String) -> String {
      "CASE WHEN \(condition) THEN ',\(name)' ELSE '' END"
    }
    let isConflicting = "has_mixed = 1 OR (has_supporting = 1 AND has_opposing = 1)"
    let states = [
      mark("opposed", "has_opposing = 1 AND has_supporting = 0 AND has_mixed = 0"),
      mark("conflicting", isConflicting),
      mark("inferred-only", "\(ofRisk)has_claim = 1 AND has_plain = 0"),
      mark("unsourced", "works = 0"),
      mark("asserted-only", "\(ofRisk)supporting > 0 AND has_claim = 1 AND has_more = 0"),
      mark("thin", "works > 0 AND works < \(policy.thinBelow)"),
    ]
    let further = [
      mark("single-source", "works = 1"), mark("stale", isStale),
      mark("synthesis", "studies >= \(policy.synthesisFrom) AND has_synthesis = 0"),
      mark("preliminary", "is_preliminary = 1"),
    ]
    let counts = [
      "works", "supporting", "mixed", "opposing", "works_for", "works_against", "studies",
      "has_supporting", "has_mixed", "has_opposing", "has_claim", "has_plain", "has_more",
      "has_synthesis", "is_preliminary",
    ]
    script.add(
      "figure",
      """
      SELECT r.key AS row_key, c.key AS column_key, coalesce(f.upper, 0) AS upper,
        coalesce(f.witnesses, 0) AS witnesses, coalesce(f.here, 0) AS here,
        coalesce(l.papers, 0) AS papers, l.newest,
        coalesce(d.is_within, 0) AS is_within,
        CASE WHEN q.row_key IS NULL THEN 0 ELSE 1 END AS is_searched,
        \(counts.map { "coalesce(e.\($0), 0) AS \($0)" }.joined(separator: ",\n  "))
      FROM row_axis AS r CROSS JOIN col_axis AS c
      \(["reached AS f", "literature AS l", "side AS e", "disagreement AS d", "looked_at AS q"]
        .map { table in
          let name = table.suffix(1)
          return "LEFT JOIN \(table) ON \(name).row_key = r.key AND \(name).column_key = c.key"
        }
        .joined(separator: "\n"))
      """
    )
    script.add(
      "judged",
      """
      SELECT f.*, CASE WHEN witnesses > 0
          THEN concat(\(states.joined(separator: ",\n    "))) ELSE '' END AS held_states,
        CASE WHEN witnesses > 0
          THEN concat(\(further.joined(separator: ",\n    "))) ELSE '' END AS held_marks
      FROM figure AS f
      """
    )
    script.add(
      "stated",
      """
      SELECT j.*, CASE
          WHEN witnesses = 0 AND is_searched = 1 THEN 'searched-empty'
          WHEN witnesses = 0 THEN 'not-searched'
          \(["opposed", "conflicting", "inferred-only", "unsourced", "asserted-only", "thin"]
            .map { "WHEN held_states LIKE ',\($0)%' THEN '\($0)'" }.joined(separator: "\n    "))
          ELSE 'covered' END AS state
      FROM judged AS j
      """
    )
    script.add(
      "cell",
      """
      SELECT row_key, column_key, witnesses, papers, works AS independent_papers, supporting, mixed,
        opposing, CASE WHEN upper > witnesses THEN upper - witnesses ELSE 0 END AS unresolved, state,
        CASE WHEN held_states = '' THEN '' ELSE substr(held_states, length(state) + 3) END AS marks,
        here, witnesses - here AS below, works_for, works_against,
        CASE WHEN witnesses > 0 AND (\(isConflicting))
          THEN CASE WHEN is_within = 1 THEN 'within' ELSE 'between' END END AS conflict,
        CASE WHEN state = 'searched-empty' THEN ',absolute' WHEN state = 'not-searched'
          THEN ',not-searched' ELSE concat(held_states, held_marks) END AS held
      FROM stated
      """
    )
  }
}
