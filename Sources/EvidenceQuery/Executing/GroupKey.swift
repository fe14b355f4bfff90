internal import EvidenceCore

/// A key of GROUP BY as numbers: equal values have the same one. What depends on one node alone is
/// computed once a node, however many rows have it.
final class GroupKey {
  let slot: Int
  private let value: QueryRun.Evaluation
  /// The slot that alone decides the value, if there is one.
  private let source: Int?
  /// By the position of the node in the source; below 0: not met.
  @exclusivity(unchecked) private var ofNode: [Int32] = []
  @exclusivity(unchecked) private var numbers: [QueryValue: Int32] = [:]
  /// The values by their numbers.
  @exclusivity(unchecked) private(set) var values: [QueryValue] = []

  init(_ slot: Int, _ bound: BoundExpression, _ compiler: StepCompiler) {
    self.slot = slot
    value = compiler.value(bound)
    let slots = bound.slots
    source = slots.count == 1 && bound.isPure ? slots.first : nil
  }

  /// The number of the value for the row that a run holds.
  func number(_ run: QueryRun) throws -> Int32 {
    guard let source, case .node(let node) = run.slots[source] else {
      return number(of: try value())
    }
    if ofNode.count <= node.position {
      let count = max(run.graph.nodeCount, node.position + 1)
      ofNode += [Int32](repeating: -1, count: count - ofNode.count)
    }
    let known = ofNode[node.position]
    if known >= 0 { return known }
    let number = number(of: try value())
    ofNode[node.position] = number
    return number
  }

  private func number(of value: QueryValue) -> Int32 {
    if let known = numbers[value] { return known }
    let number = Int32(values.count)
    numbers[value] = number
    values.append(value)
    return number
  }
}
