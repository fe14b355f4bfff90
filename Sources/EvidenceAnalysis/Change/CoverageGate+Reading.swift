public import EvidenceCore

extension CoverageGate {
  /// Reads a gate from a configuration; <doc:Gates> has its form.
  ///
  /// - Throws: `EvidenceError` with every unknown name, impossible value and rule that asks nothing,
  ///   each with its place.
  public init(_ configuration: ConfigurationValue) throws(EvidenceError) {
    var reader = GateReader()
    reader.read(configuration)
    guard reader.diagnostics.isEmpty else { throw EvidenceError(reader.diagnostics) }
    self.init(rules: reader.rules)
  }
}

/// Collects the rules of a gate, and what is wrong with them.
private struct GateReader {
  var rules: [CoverageGate.Rule] = []
  var diagnostics: [Diagnostic] = []

  private mutating func report(_ message: String, _ place: Place, _ hint: String? = nil) {
    diagnostics.append(Diagnostic(.error, "gate", message, at: place, hint: hint))
  }

  mutating func read(_ gate: ConfigurationValue) {
    check(gate, "a gate", has: ["matrices", "most"])
    let matrices = gate["matrices"]
    if let most = gate["most"] {
      let asked = read(most: most, hasAxes: false)
      rules.append(CoverageGate.Rule(nil, most: asked, at: most.place))
    }
    if gate["most"] == nil || matrices != nil, matrices?.items?.isEmpty ?? true {
      report(
        "a gate must list its matrices",
        gate.place,
        "matrices: [{rows: …, columns: …, most: {thin: 3}}]"
      )
    }
    for item in matrices?.items ?? [] { read(matrix: item) }
  }

  private mutating func read(matrix: ConfigurationValue) {
    check(
      matrix,
      "a matrix",
      has: ["of", "rows", "rows-level", "columns", "columns-level", "most"]
    )
    let (rows, columns) = (text("rows", of: matrix), text("columns", of: matrix))
    if rows == nil || columns == nil { report("a matrix must have rows and columns", matrix.place) }
    let levels = ["rows-level", "columns-level"].map { name in
      matrix[name].flatMap { whole($0, in: 1...Int.max, name) }
    }
    let kind = matrix["of"] == nil ? Kind.mitigation.name : text("of", of: matrix)
    if kind == nil, let of = matrix["of"] { report("'of' must name a kind", of.place) }
    var asked: [GapKind: Int] = [:]
    if let most = matrix["most"] {
      asked = read(most: most, hasAxes: true)
    } else {
      report("a matrix must say how many gaps it may hold", matrix.place, "most: {thin: 3}")
    }
    guard let rows, let columns, let kind else { return }
    let query = CoverageQuery(
      of: Kind(kind),
      rows: CoverageQuery.Axis(rows, level: levels[0]),
      columns: CoverageQuery.Axis(columns, level: levels[1])
    )
    rules.append(CoverageGate.Rule(query, most: asked, at: matrix.place))
  }

  private mutating func read(most: ConfigurationValue, hasAxes: Bool) -> [GapKind: Int] {
    guard let entries = most.entries, !entries.isEmpty else {
      report("'most' must be a map of kinds of gap and numbers", most.place, "most: {thin: 3}")
      return [:]
    }
    var result: [GapKind: Int] = [:]
    for entry in entries {
      guard let kind = GapKind(rawValue: entry.name) else {
        let known = GapKind.allCases.map(\.rawValue)
        report(
          "unknown kind of gap '\(entry.name)'",
          entry.place,
          Suggestion.hint(for: entry.name, among: known)
            ?? "there are: \(known.joined(separator: ", "))"
        )
        continue
      }
      if kind.isOfCells, !hasAxes {
        report(
          "'\(entry.name)' is a gap of cells and needs axes",
          entry.place,
          "put it under 'most' of one of the matrices"
        )
      }
      result[kind] = whole(entry.value, in: 0...Int.max, entry.name)
    }
    return result
  }

  private mutating func check(_ value: ConfigurationValue, _ what: String, has names: [String]) {
    for entry in value.entries ?? [] where !names.contains(entry.name) {
      report(
        "\(what) has no '\(entry.name)'",
        entry.place,
        Suggestion.hint(for: entry.name, among: names)
          ?? "there are: \(names.joined(separator: ", "))"
      )
    }
  }

  private func text(_ name: String, of value: ConfigurationValue) -> String? {
    value[name]?.text.flatMap { $0.isEmpty ? nil : $0 }
  }

  private mutating func whole(
    _ value: ConfigurationValue,
    in range: ClosedRange<Int>,
    _ name: String
  ) -> Int? {
    do { return try value.integer(in: range, named: name, code: "gate") } catch {
      diagnostics += error.diagnostics
      return nil
    }
  }
}
