internal import EvidenceCore

extension StepCompiler {
  /// Counts the ways that lead on from a node, which become the weight of the row.
  func tally(_ slot: Int, _ branches: [CountedBranch], _ next: @escaping Sink) -> Sink {
    guard let count = counter(of: branches) else { return { true } }
    let run = run
    return {
      guard case .node(let node) = run.slots[slot] else { return true }
      let count = try count([node.index])[0]
      return count == 0 ? true : try run.weighing(times: count, next)
    }
  }

  /// A function that counts the ways that lead on from each of some nodes; `nil` where there are none from
  /// any.
  func counter(of branches: [CountedBranch]) -> (([UInt32]) throws -> [Int])? {
    guard let reader = run.graph as? EvidenceReader,
      let counted = self.branches(branches, reader)
    else { return nil }
    let (run, marks) = (run, branches.flatMap(\.slots))
    let counts = BranchCounts(counted, in: reader.graph) { try run.step(by: $0) }
    return { nodes in
      let found: [Int]
      do { found = try counts.counts(from: nodes) } catch is BranchCounts.Overflow {
        throw QueryRun.tooMany
      }
      // A variable that is counted is there.
      if !marks.isEmpty, found.contains(where: { $0 > 0 }) {
        for mark in marks { run.slots[mark] = .boolean(true) }
      }
      return found
    }
  }

  /// `nil` where nothing can match.
  private func branches(
    _ branches: [CountedBranch],
    _ reader: EvidenceReader
  ) -> [BranchCounts.Branch]? {
    var result: [BranchCounts.Branch] = []
    for branch in branches {
      let relationship = branch.relationship
      guard let labels = labelNumbers(branch.node.labels),
        let inner = self.branches(branch.branches, reader)
      else { return nil }
      let types = typeNumbers(relationship.types).compactMap(\.self)
      if types.isEmpty, !relationship.types.isEmpty { return nil }
      var counted = BranchCounts.Branch(
        relations: relationship.types.isEmpty ? nil : types,
        direction: Self.direction(relationship.arrow),
        kind: labels.first,
        branches: inner
      )
      if let label = labels.first, Self.isImplied(label, by: types, relationship.arrow, reader) {
        counted.kind = nil
      }
      let run = run
      if !branch.nodeConditions.isEmpty {
        let (slot, tests) = (branch.node.slot, branch.nodeConditions.map { condition($0) })
        counted.takesNode = { node in
          run.slots[slot] = .node(node)
          return try tests.allSatisfy { try $0() }
        }
      }
      if !branch.relationshipConditions.isEmpty {
        let (slot, tests) = (relationship.slot, branch.relationshipConditions.map { condition($0) })
        counted.takesEdge = { edge in
          run.slots[slot] = .relationship(edge)
          return try tests.allSatisfy { try $0() }
        }
      }
      result.append(counted)
    }
    return result
  }

  private static func direction(_ arrow: RelationshipPattern.Arrow) -> Direction {
    switch arrow {
    case .right: .outgoing
    case .left: .incoming
    case .either: .either
    }
  }

  /// Whether whatever relationships of some types lead to bears a label.
  static func isImplied(
    _ label: Int,
    by types: [Int],
    _ arrow: RelationshipPattern.Arrow,
    _ graph: any QueryGraph
  ) -> Bool {
    !types.isEmpty
      && types.allSatisfy { type in
        (arrow == .left || graph.isImplied(label: label, by: type, atStart: false))
          && (arrow == .right || graph.isImplied(label: label, by: type, atStart: true))
      }
  }
}
