public import EvidenceCore

/// What a graph must not fall below, for a check in CI: read from `coverage-gate.yaml`.
public struct CoverageGate: Hashable, Sendable {
  /// One matrix, and how many gaps of each kind it may hold.
  public struct Rule: Hashable, Sendable {
    public var query: CoverageQuery
    public var most: [GapKind: Int]
  }

  public var rules: [Rule]

  /// Reads a gate from a configuration.
  ///
  /// ```yaml
  /// matrices:
  ///   - rows: mit-mitigation@2
  ///     rows-level: 1
  ///     columns: mit-risk@4
  ///     most: {not-searched: 40, opposed: 0}
  /// ```
  /// - Throws: `EvidenceError` with every unknown name and impossible value, each with its place.
  public init(_ configuration: ConfigurationValue) throws(EvidenceError) {
    var diagnostics: [Diagnostic] = []
    var rules: [Rule] = []
    func report(_ message: String, _ place: Place, _ hint: String? = nil) {
      diagnostics.append(Diagnostic(.error, "gate", message, at: place, hint: hint))
    }
    for entry in configuration.entries ?? [] where entry.name != "matrices" {
      report("a gate has no '\(entry.name)'", entry.place, "matrices")
    }
    let items = configuration["matrices"]?.items ?? []
    if items.isEmpty {
      report("a gate must list its matrices", configuration.place, "matrices: [{rows: …}]")
    }
    let names = ["of", "rows", "rows-level", "columns", "columns-level", "most"]
    for item in items {
      for entry in item.entries ?? [] where !names.contains(entry.name) {
        report(
          "a matrix has no '\(entry.name)'",
          entry.place,
          Suggestion.hint(for: entry.name, among: names)
        )
      }
      guard let rows = item["rows"]?.text, let columns = item["columns"]?.text else {
        report("a matrix must have rows and columns", item.place)
        continue
      }
      func whole(_ value: ConfigurationValue, in range: ClosedRange<Int>, _ name: String) -> Int? {
        do { return try value.integer(in: range, named: name, code: "gate") } catch {
          diagnostics += error.diagnostics
          return nil
        }
      }
      func level(_ name: String) -> Int? { item[name].flatMap { whole($0, in: 1...Int.max, name) } }
      var most: [GapKind: Int] = [:]
      if let value = item["most"], value.entries == nil {
        report("'most' must be a map of kinds of gap and numbers", value.place, "most: {thin: 3}")
      }
      for entry in item["most"]?.entries ?? [] {
        guard let kind = GapKind(rawValue: entry.name) else {
          report(
            "unknown kind of gap '\(entry.name)'",
            entry.place,
            Suggestion.hint(for: entry.name, among: GapKind.allCases.map(\.rawValue))
          )
          continue
        }
        most[kind] = whole(entry.value, in: 0...Int.max, entry.name)
      }
      rules.append(
        Rule(
          query: CoverageQuery(
            of: Kind(item["of"]?.text ?? Kind.mitigation.name),
            rows: CoverageQuery.Axis(rows, level: level("rows-level")),
            columns: CoverageQuery.Axis(columns, level: level("columns-level"))
          ),
          most: most
        )
      )
    }
    guard diagnostics.isEmpty else { throw EvidenceError(diagnostics) }
    self.rules = rules
  }

  /// What a graph breaks of the gate.
  ///
  /// - Returns: one finding for each kind of gap of which a matrix holds too many.
  /// - Throws: `EvidenceError` if an axis names nothing in the graph.
  public func findings(
    in graph: EvidenceGraph,
    policy: Policy
  ) throws(EvidenceError) -> [Diagnostic] {
    var result: [Diagnostic] = []
    for rule in rules {
      let matrix = try CoverageAnalysis(graph, policy: policy).matrix(rule.query)
      let gaps = GapAnalysis(graph, policy: policy).cellGaps(matrix, kinds: GapKind.allCases)
      for kind in GapKind.allCases {
        guard let most = rule.most[kind] else { continue }
        let count = gaps.count { $0.kind == kind }
        guard count > most else { continue }
        result.append(
          Diagnostic(
            .error,
            "coverage-gate",
            "\(rule.query.rows.selection) × \(rule.query.columns.selection): \(count) gaps of kind "
              + "'\(kind.rawValue)', at most \(most) allowed",
            at: Place(graph.file)
          )
        )
      }
    }
    return result
  }
}
