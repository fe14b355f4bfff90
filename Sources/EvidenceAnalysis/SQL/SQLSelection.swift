internal import EvidenceCore

/// What counts in an analysis: everything, or what a filter and what-ifs leave.
public struct SQLSelection: Hashable, Sendable {
  /// Which evidence counts.
  public var filter: EvidenceFilter
  /// The papers and data sets that are left out.
  public var retraction: Retraction
  /// Whether nodes that are out of use are left out.
  public var leavesOutDeprecated: Bool

  /// Selects; by itself everything.
  public init(
    filter: EvidenceFilter = EvidenceFilter(),
    retraction: Retraction = Retraction(),
    leavesOutDeprecated: Bool = false
  ) {
    self.filter = filter
    self.retraction = retraction
    self.leavesOutDeprecated = leavesOutDeprecated
  }
}

/// Adds the tables that every analysis starts from: `n`, the nodes that count, and `s`, the statements
/// that do, without those that deny.
struct SQLSources {
  let graph: EvidenceGraph
  let selection: SQLSelection

  private static let introducing = "('PROPOSES', 'EVALUATES', 'IDENTIFIES')"
  private static let bearing = "('PROPOSES', 'EVALUATES', 'IDENTIFIES', 'ADDRESSES')"

  /// Adds `n` and `s`.
  ///
  /// - Throws: `EvidenceError` if the selection asks for what the tables do not hold.
  func add(to script: inout SQLScript) throws(EvidenceError) {
    if let name = selection.filter.properties.keys.sorted().first {
      throw EvidenceError(
        "not-in-sql",
        "a condition on the property '\(name)' cannot be asked in SQL: the tables hold properties as "
          + "one text",
        hint: "ask 'evidence coverage' or 'evidence gaps', or leave out the condition"
      )
    }
    let dialect = script.dialect
    let filter = selection.filter
    var nodes: [String] = selection.leavesOutDeprecated ? ["NOT deprecated"] : []
    var statements = ["NOT negated"]
    let (papers, sources) = try retracted()
    if !papers.isEmpty { nodes.append("key NOT IN \(dialect.literals(papers))") }
    if !sources.isEmpty {
      statements.append(
        "(relation NOT IN \(Self.bearing) OR source IS NULL OR source NOT IN "
          + "\(dialect.literals(sources)))"
      )
    }
    let vias = selection.retraction.vias
    if !vias.isEmpty {
      statements.append("(via IS NULL OR via NOT IN \(dialect.literals(vias)))")
    }
    let isNarrowed = !filter.isEmpty
    let (n, s) = isNarrowed ? ("known_nodes", "known_statements") : ("n", "s")
    let matches = dialect.literals(Relation.matches.map(\.name).sorted())
    script.add(
      n,
      "SELECT key, kind, scheme, year FROM nodes"
        + (nodes.isEmpty ? "" : "\nWHERE " + nodes.joined(separator: " AND "))
    )
    if !nodes.isEmpty {
      statements.append("from_key IN (SELECT key FROM \(n))")
      statements.append("to_key IN (SELECT key FROM \(n))")
    }
    script.add(
      s,
      """
      SELECT id, from_key, relation, to_key, source, via, evidence_type, confidence,
        reviewer, disputed, coalesce(stance, 'supports') AS stance,
        CASE WHEN relation IN \(matches) OR method = 'model'
          OR lower(justification) LIKE '%chaining%' OR lower(justification) LIKE '%lexical%'
          OR lower(justification) LIKE '%similarity%' THEN 0 ELSE 1 END AS plain
      FROM statements
      WHERE \(statements.joined(separator: "\n  AND "))
      """
    )
    if isNarrowed { narrow(&script, by: filter) }
  }

  /// Adds `work_of(key, work)` for the papers that have versions: the first of these stands for all.
  static func addWorks(
    to script: inout SQLScript,
    of statements: String = "s",
    as name: String = "work_of"
  ) {
    script.add(
      "\(name)_pairs",
      """
      SELECT from_key AS a, to_key AS b FROM \(statements) WHERE relation = 'IS_VERSION_OF'
      UNION
      SELECT to_key, from_key FROM \(statements) WHERE relation = 'IS_VERSION_OF'
      """
    )
    script.addClusters("\(name)_versions", of: "\(name)_pairs")
    script.add(
      name,
      """
      SELECT start AS key, min(CASE WHEN node < start THEN node ELSE start END) AS work
      FROM \(name)_versions GROUP BY start
      """
    )
  }

  /// Adds `n` and `s` as what passes a filter, with the nodes gone that lost what introduced them.
  private func narrow(_ script: inout SQLScript, by filter: EvidenceFilter) {
    let dialect = script.dialect
    var conditions: [String] = []
    if filter.isReviewed { conditions.append("k.reviewer IS NOT NULL AND NOT k.disputed") }
    if !filter.types.isEmpty {
      let types = dialect.literals(filter.types.map(\.rawValue).sorted())
      conditions.append("coalesce(k.evidence_type, 'assertion') IN \(types)")
    }
    if !filter.stances.isEmpty {
      conditions.append("k.stance IN \(dialect.literals(filter.stances.map(\.rawValue).sorted()))")
    }
    var bearing =
      conditions.isEmpty
      ? "" : " AND (k.relation = 'PROPOSES' OR (\(conditions.joined(separator: " AND "))))"
    var joins = ""
    if !filter.sources.isEmpty {
      Self.addWorks(to: &script, of: "known_statements", as: "known_work_of")
      let wanted = filter.sources.map { "(\(dialect.literal($0.text)))" }
      script.add(
        "wanted",
        """
        SELECT coalesce(w.work, k.key) AS work
        FROM (VALUES \(wanted.joined(separator: ", "))) AS k(key)
        LEFT JOIN known_work_of AS w ON w.key = k.key
        """
      )
      joins += "\nLEFT JOIN known_work_of AS w ON w.key = coalesce(k.source, p.key)"
      bearing +=
        " AND coalesce(w.work, k.source, p.key) IN (SELECT work FROM wanted)"
    }
    if let years = filter.years {
      joins += "\nLEFT JOIN known_nodes AS m ON m.key = coalesce(k.source, p.key)"
      if years.lowerBound > Int.min { bearing += " AND m.year >= \(years.lowerBound)" }
      if years.upperBound < Int.max { bearing += " AND m.year <= \(years.upperBound)" }
    }
    let matches = dialect.literals(Relation.matches.map(\.name).sorted())
    let coding =
      filter.isReviewed ? " AND NOT (k.relation IN \(matches) AND k.disputed)" : ""
    script.add(
      "kept",
      """
      SELECT k.* FROM known_statements AS k
      LEFT JOIN known_nodes AS p ON p.key = k.from_key AND p.kind = 'Paper'\(joins)
      WHERE (k.relation NOT IN \(Self.bearing)\(coding))
        OR (k.relation IN \(Self.bearing)\(bearing))
      """
    )
    script.add(
      "lost",
      """
      SELECT to_key AS key FROM known_statements WHERE relation IN \(Self.introducing)
      EXCEPT
      SELECT to_key FROM kept WHERE relation IN \(Self.introducing)
      """
    )
    script.add(
      "n",
      """
      SELECT k.* FROM known_nodes AS k
      WHERE NOT EXISTS (SELECT 1 FROM lost AS l WHERE l.key = k.key)
      """
    )
    script.add(
      "s",
      """
      SELECT k.* FROM kept AS k
      WHERE NOT EXISTS (SELECT 1 FROM lost AS l WHERE l.key = k.from_key)
        AND NOT EXISTS (SELECT 1 FROM lost AS l WHERE l.key = k.to_key)
      """
    )
  }

  /// The keys of the papers that are left out, with their versions, and those of the sources.
  private func retracted() throws(EvidenceError) -> (papers: [String], sources: [String]) {
    let retraction = selection.retraction
    guard !retraction.sources.isEmpty || !retraction.vias.isEmpty else { return ([], []) }
    // What is unknown is refused in the words of the command that computes.
    _ = try retraction.graph(without: graph)
    let works = Works(graph)
    var papers: Set<String> = []
    var keys: Set<String> = []
    for source in retraction.sources {
      keys.insert(source.text)
      guard let node = graph.node(source) else { continue }
      for version in works.versions(of: node) { papers.insert(graph.key(of: version).text) }
    }
    return (papers.sorted(), keys.union(papers).sorted())
  }
}
