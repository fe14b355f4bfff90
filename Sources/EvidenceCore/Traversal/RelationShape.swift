extension EvidenceGraph {
  /// Whether a statement of a relation, by its number, joins a node to itself.
  ///
  /// - Complexity: O(*m*) at most for *m* statements of any relation the first time, O(1) from then on.
  package func hasLoop(relation: Int) -> Bool {
    storage.keptShapes.hasLoop(relation) { findLoop(relation: relation) }
  }

  private func findLoop(relation: Int) -> Bool {
    let statements = storage.statements
    return statements.relations.withValues { relations in
      statements.from.withValues { from in
        statements.to.withValues { to in
          relations.indices.contains { relations[$0] == UInt32(relation) && from[$0] == to[$0] }
        }
      }
    }
  }

  /// Whether statements of a relation, by its number, lead from no node back to it.
  ///
  /// - Complexity: O(*n* + *m*) for *n* nodes and *m* statements of any relation the first time, O(1)
  ///   from then on.
  /// - Note: A. B. Kahn, "Topological sorting of large networks", 1962.
  package func isAcyclic(relation: Int) -> Bool {
    storage.keptShapes.isAcyclic(relation) { sortTopologically(relation: relation) }
  }

  private func sortTopologically(relation: Int) -> Bool {
    let statements = storage.statements
    return statements.relations.withValues { relations in
      statements.to.withValues { to in
        var open = [UInt32](repeating: 0, count: nodeCount)
        var edges = 0
        for edge in relations.indices where relations[edge] == UInt32(relation) {
          open[Int(to[edge])] += 1
          edges += 1
        }
        if edges == 0 { return true }
        var ready = (0..<nodeCount).filter { open[$0] == 0 }
        while let node = ready.popLast() {
          for edge in storage.adjacency.outgoingStarts.row(node)
          where relations[edge] == UInt32(relation) {
            edges -= 1
            let other = Int(to[edge])
            open[other] -= 1
            if open[other] == 0 { ready.append(other) }
          }
        }
        return edges == 0
      }
    }
  }
}
