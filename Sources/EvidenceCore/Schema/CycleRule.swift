/// No circle of BROADER, of PART_OF or of a relation that is declared acyclic.
struct CycleRule: SchemaRule {
  private static let mostKeys = 10

  /// One finding for each set of nodes in circles, at the statement that closes one of them.
  func findings(in graph: EvidenceGraph, _ schema: EvidenceSchema) -> [Diagnostic] {
    let used = Set(graph.relations)
    return schema.relations.filter { $0.isAcyclic && used.contains($0.relation) }.flatMap {
      definition in
      graph.circles(along: definition.relation).compactMap { circle in
        circle.last.map { last in
          Diagnostic(
            .error,
            "cycle",
            "\(definition.relation) goes in a circle: \(keys(circle, graph))",
            at: graph.place(of: last),
            hint: circle.count == 1
              ? "remove this statement" : "remove one of these statements"
          )
        }
      }
    }
  }

  private func keys(_ circle: [EdgeID], _ graph: EvidenceGraph) -> String {
    var keys = circle.prefix(Self.mostKeys).map { "'\(graph.key(of: graph.from($0)))'" }
    if circle.count > Self.mostKeys { keys.append("… \(circle.count - Self.mostKeys) more …") }
    keys.append(keys[0])
    return keys.joined(separator: " → ")
  }
}
