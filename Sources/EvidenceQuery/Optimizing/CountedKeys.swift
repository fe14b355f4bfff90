/// Nodes with different keys are different nodes: `count(DISTINCT n.key)` counts nodes, and reads no key.
enum CountedKeys {
  static func applied(to query: BoundQuery, _ graph: EvidenceReader) -> BoundQuery {
    var query = query
    for part in query.parts.indices {
      let nodes = query.parts[part].clauses.reduce(into: Set<Int>()) { nodes, clause in
        if case .match(let match) = clause {
          nodes.formUnion(match.nodes.filter { !$0.isBound }.map(\.slot))
        }
      }
      for index in query.parts[part].clauses.indices {
        guard case .project(var projection) = query.parts[part].clauses[index],
          let aggregates = projection.grouping?.aggregates
        else { continue }
        projection.grouping?.aggregates = aggregates.map { aggregate in
          guard aggregate.kind == .count, aggregate.isDistinct,
            case .property(.slot(let slot), "key") = aggregate.arguments[0], nodes.contains(slot)
          else { return aggregate }
          var result = aggregate
          result.arguments = [.slot(slot)]
          return result
        }
        query.parts[part].clauses[index] = .project(projection)
      }
    }
    return query
  }
}
