public import EvidenceCore

/// The answer to "what is known of each of these?": one line for each concept of a scheme, or for each
/// node of a kind.
///
/// ```swift
/// let answer = try CoverageAnalysis(graph).concepts(CoverageQuery.Axis("mit-risk@4", level: 2))
/// print(answer.rows.filter { $0.cell.witnesses == 0 }.count, "have no measure")
/// ```
public struct ConceptCoverage: Sendable {
  /// What is known of one concept.
  public struct Row: Sendable {
    /// The witnesses that reach it, with their works, sides and state; its row is the position on the
    /// axis, -1 for the total.
    public var cell: CoverageCell
    /// Witnesses that some chain without a match, a model or a rule brings.
    public var stated: Int
    /// Witnesses that inferred chains alone bring.
    public var inferred: Int
    /// Risks coded at the concept or below it; `nil` where the lines are no risks or risk domains, or
    /// the witnesses are the risks.
    public var risks: Int?
    /// Distinct papers that identify one of these risks.
    public var naming: Int?
  }

  /// How rows may be ordered.
  public enum Order: String, Sendable, CaseIterable {
    /// As the scheme has them.
    case scheme
    /// Those without a witness first, then the earlier states, then the fewer works.
    case gaps
    /// The most papers first: those that name its risks, else those of its witnesses.
    case papers
    /// By name.
    case name
  }

  public var axis: CoverageAxis
  public var witnessKind: Kind
  public var rows: [Row]
  /// The distinct union over all lines.
  public var total: Row
  public var policy: Policy

  /// The concept or node that a line is of.
  public func entry(of row: Row) -> CoverageAxisEntry { axis.entries[row.cell.row] }
}

extension CoverageAnalysis {
  /// What is known of each concept of a scheme, or of each node of a kind.
  ///
  /// - Parameters:
  ///   - axis: a scheme with its version, or a kind; and the level of its concepts.
  ///   - kind: the kind of the witnesses.
  ///   - limit: what may end the call before its time.
  /// - Returns: the lines in the order of the scheme.
  /// - Throws: `EvidenceError` as ``scheme(_:level:of:limit:)``, and what the limit throws.
  /// - Complexity: that of ``scheme(_:level:of:limit:)``, twice at most, and O(claims).
  public func concepts(
    _ axis: CoverageQuery.Axis,
    of kind: Kind = .mitigation,
    limit: WorkLimit<EvidenceError> = .none
  ) throws(EvidenceError) -> ConceptCoverage {
    try graph.checkKind(kind)
    let coverage = try scheme(axis.selection, level: axis.level, of: kind, limit: limit)
    let counted =
      kind != .risk && isRisk(coverage.axis)
      ? try scheme(axis.selection, level: axis.level, of: .risk, limit: limit) : nil
    func row(_ cell: CoverageCell, _ risk: CoverageCell?) -> ConceptCoverage.Row {
      let plain = Set(coverage.claims(of: cell).filter(\.isPlain).map(\.witness))
      let stated = coverage.isAboutRisk ? plain.count : cell.witnesses
      return ConceptCoverage.Row(
        cell: cell,
        stated: stated,
        inferred: cell.witnesses - stated,
        risks: risk?.witnesses,
        naming: risk?.papers
      )
    }
    return ConceptCoverage(
      axis: coverage.axis,
      witnessKind: kind,
      rows: coverage.axis.entries.indices.map { index in
        row(coverage.cells[index], counted?.cells[index])
      },
      total: row(coverage.total, counted?.total),
      policy: policy
    )
  }
}

extension ConceptCoverage {
  /// Marks the lines that a selection emptied: those without a witness for which the whole graph has
  /// one.
  ///
  /// - Complexity: O(lines).
  public mutating func markFiltered(
    from whole: ConceptCoverage,
    of wholeGraph: EvidenceGraph,
    in graph: EvidenceGraph
  ) {
    var held: Set<Key> = []
    for row in whole.rows where !row.cell.state.isEmpty {
      held.insert(wholeGraph.key(of: whole.entry(of: row).node))
    }
    for index in rows.indices where rows[index].cell.state.isEmpty {
      rows[index].cell.isFiltered = held.contains(graph.key(of: entry(of: rows[index]).node))
    }
    total.cell.isFiltered = total.cell.state.isEmpty && !whole.total.cell.state.isEmpty
  }

  /// The lines in an order; equals keep the scheme's.
  ///
  /// - Complexity: O(*r* log *r*) for *r* lines.
  public func sorted(by order: Order, in graph: EvidenceGraph) -> ConceptCoverage {
    func papers(_ row: Row) -> Int { row.naming ?? row.cell.papers }
    func state(_ row: Row) -> Int { CellState.allCases.firstIndex(of: row.cell.state) ?? 0 }
    let positions = rows.indices.sorted { a, b in
      let (x, y) = (rows[a], rows[b])
      switch order {
      case .scheme: break
      case .gaps:
        let (p, q) = (x.cell.witnesses == 0, y.cell.witnesses == 0)
        if p != q { return p }
        if state(x) != state(y) { return state(x) < state(y) }
        if x.cell.independentPapers != y.cell.independentPapers {
          return x.cell.independentPapers < y.cell.independentPapers
        }
      case .papers: if papers(x) != papers(y) { return papers(x) > papers(y) }
      case .name:
        let (p, q) = (graph.title(of: entry(of: x).node), graph.title(of: entry(of: y).node))
        if p != q { return p.precedesInUTF8(q) }
      }
      return a < b
    }
    var result = self
    result.rows = positions.map { rows[$0] }
    return result
  }
}
