extension EvidenceGraph {
  /// Refuses a graph in which statements of some relations go in circles.
  ///
  /// Whatever rolls up along a relation asks this first: round a circle nothing is above or below.
  ///
  /// - Throws: `EvidenceError` with one finding for each set of nodes in circles.
  /// - Complexity: O(*n* + *m*) for *n* nodes and *m* statements, for each relation that goes in circles or
  ///   was not asked about before.
  package func refuseCircles(along relations: [Relation]) throws(EvidenceError) {
    let findings = relations.flatMap { goesInCircles($0) ? circleFindings(along: $0) : [] }
    guard findings.isEmpty else { throw EvidenceError(findings) }
  }

  private func goesInCircles(_ relation: Relation) -> Bool {
    guard let number = relationNumber(relation) else { return false }
    return storage.keptShapes.goesInCircles(Int(number)) { !circles(along: relation).isEmpty }
  }

  /// One finding for each set of nodes in circles, at the statement that closes one of them; it names
  /// at most ten keys.
  func circleFindings(along relation: Relation) -> [Diagnostic] {
    circles(along: relation).compactMap { circle in
      circle.last.map { last in
        Diagnostic(
          .error,
          "cycle",
          "\(relation) goes in a circle: \(keys(of: circle))",
          at: place(of: last),
          hint: circle.count == 1 ? "remove this statement" : "remove one of these statements"
        )
      }
    }
  }

  private func keys(of circle: [EdgeID]) -> String {
    let most = 10
    var keys = circle.prefix(most).map { "'\(key(of: from($0)))'" }
    if circle.count > most { keys.append("… \(circle.count - most) more …") }
    keys.append(keys[0])
    return keys.joined(separator: " → ")
  }
}
