public import EvidenceCore

/// What a graph must not fall below, for a check in CI: read from `coverage-gate.yaml`.
public struct CoverageGate: Hashable, Sendable {
  /// How many gaps of each kind there may be.
  public struct Rule: Hashable, Sendable {
    /// The matrix whose cells are looked at; `nil` for gaps of single nodes alone.
    public var query: CoverageQuery?
    public var most: [GapKind: Int]
    /// Where the rule stands.
    public var place: Place?

    /// Makes a rule.
    public init(_ query: CoverageQuery?, most: [GapKind: Int], at place: Place? = nil) {
      self.query = query
      self.most = most
      self.place = place
    }
  }

  /// What was found of one kind of gap under one rule.
  public struct Verdict: Hashable, Sendable {
    public var query: CoverageQuery?
    public var kind: GapKind
    public var count: Int
    /// How many are allowed.
    public var most: Int
    public var holds: Bool { count <= most }

    /// What is wrong, where it does not hold.
    public func finding(in graph: EvidenceGraph) -> Diagnostic? {
      guard !holds else { return nil }
      let place = query.map { "\($0.rows.selection) × \($0.columns.selection)" } ?? "nodes"
      return Diagnostic(
        .error,
        "coverage-gate",
        "\(place): \(count) gaps of kind '\(kind.rawValue)', at most \(most) allowed",
        at: Place(graph.file)
      )
    }
  }

  public var rules: [Rule]

  /// Makes a gate of rules.
  public init(rules: [Rule]) { self.rules = rules }

  /// What a gate asks of a graph, and what is there.
  ///
  /// - Returns: one verdict for each kind of each rule, in the order of the rules and of ``GapKind``.
  /// - Throws: `EvidenceError` with everything that cannot be judged: an axis or a level that the graph
  ///   does not have, a matrix without cells, a rule that asks nothing, a gap of cells without axes.
  /// - Complexity: one matrix for each rule that names one.
  public func verdicts(
    on graph: EvidenceGraph,
    policy: Policy
  ) throws(EvidenceError) -> [Verdict] {
    var verdicts: [Verdict] = []
    var diagnostics: [Diagnostic] = []
    for rule in rules {
      do throws(EvidenceError) {
        verdicts += try self.verdicts(rule, on: graph, policy)
      } catch {
        diagnostics += error.diagnostics.map { finding in
          var finding = finding
          finding.place = finding.place ?? rule.place
          return finding
        }
      }
    }
    if rules.isEmpty { diagnostics.append(Diagnostic(.error, "gate", "the gate asks nothing")) }
    guard diagnostics.isEmpty else { throw EvidenceError(diagnostics) }
    return verdicts
  }

  /// What a graph breaks of the gate.
  ///
  /// - Returns: one finding for each verdict that does not hold.
  /// - Throws: as ``verdicts(on:policy:)``.
  public func findings(
    in graph: EvidenceGraph,
    policy: Policy
  ) throws(EvidenceError) -> [Diagnostic] {
    try verdicts(on: graph, policy: policy).compactMap { $0.finding(in: graph) }
  }

  private func verdicts(
    _ rule: Rule,
    on graph: EvidenceGraph,
    _ policy: Policy
  ) throws(EvidenceError) -> [Verdict] {
    let kinds = GapKind.allCases.filter { rule.most[$0] != nil }
    if kinds.isEmpty { throw EvidenceError("gate", "the rule asks nothing") }
    var matrices: [CoverageMatrix] = []
    if let query = rule.query {
      let matrix = try CoverageAnalysis(graph, policy: policy).matrix(query)
      if matrix.cells.isEmpty {
        throw EvidenceError(
          "gate",
          "\(query.rows.selection) × \(query.columns.selection) has no cell that could be judged"
        )
      }
      matrices = [matrix]
    } else if let kind = kinds.first(where: \.isOfCells) {
      throw EvidenceError("gate", "'\(kind.rawValue)' needs the axes of a matrix")
    }
    let gaps = GapAnalysis(graph, policy: policy).ranking(of: matrices, kinds: kinds)
    return kinds.map { kind in
      Verdict(
        query: rule.query,
        kind: kind,
        count: gaps.count { $0.gap.kind == kind },
        most: rule.most[kind] ?? 0
      )
    }
  }
}
