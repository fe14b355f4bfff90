internal import EvidenceCore

/// A value of each row as a number: equal values have the same one. What depends on one node alone is
/// computed once a node, however many rows have it.
final class GroupKey {
  let slot: Int
  private let run: QueryRun
  private let value: QueryRun.Evaluation
  private let slots: [Int]
  /// The slot that alone decides the value, if there is one.
  private let source: Int?
  /// Whether the value is a node, which has its position as number; other values have negative ones.
  private let isNumberedByPosition: Bool
  /// Where the value is a property of the source and no field of a node: the graph and its name.
  private let property: (graph: EvidenceGraph, name: String)?
  /// How often a value was computed without being kept.
  @exclusivity(unchecked) private var computed = 0
  /// By the position of the node in the source; below 0: not met. Empty until many values were asked
  /// for: it takes room for every node.
  @exclusivity(unchecked) private var ofNode: [Int32] = []
  @exclusivity(unchecked) private var numbers: [QueryValue: Int32] = [:]
  @exclusivity(unchecked) private var values: [QueryValue] = []
  private let mostComputed: Int

  init(_ slot: Int, _ bound: BoundExpression, _ compiler: StepCompiler, byPosition: Bool = false) {
    self.slot = slot
    run = compiler.run
    mostComputed = max(64, compiler.run.graph.nodeCount / 256)
    value = compiler.value(bound)
    slots = bound.slots.sorted()
    source = slots.count == 1 && bound.isPure ? slots.first : nil
    if source != nil, case .property(.slot, let name) = bound,
      let reader = compiler.run.graph as? EvidenceReader, !EvidenceReader.nodeFields.contains(name)
    {
      property = (reader.graph, name)
    } else {
      property = nil
    }
    if byPosition, case .slot = bound {
      isNumberedByPosition = true
    } else {
      isNumberedByPosition = false
    }
  }

  /// The number of the value for the row that the run holds.
  func number() throws -> Int32 {
    guard let source, case .node(let node) = run.slots[source] else {
      return number(of: try value())
    }
    return try number(at: node)
  }

  /// The numbers of the values for many rows.
  func numbers(_ rows: IDRows) throws -> [Int32] {
    guard let source, let nodes = rows.nodes(source) else {
      return try (0..<rows.count).map { row in
        rows.load(row, slots, run)
        return number(of: try value())
      }
    }
    if isNumberedByPosition { return nodes.map { Int32(bitPattern: $0) } }
    if !ofNode.isEmpty {
      // Nothing but look-ups, so that those that wait for memory wait together.
      var result = ofNode.withUnsafeBufferPointer { known in
        nodes.map { Int($0) < known.count ? known[Int($0)] : -1 }
      }
      for (row, number) in result.enumerated() where number < 0 {
        result[row] = try compute(at: NodeID(nodes[row]), source)
      }
      return result
    }
    var result: [Int32] = []
    result.reserveCapacity(rows.count)
    var last: (node: UInt32, number: Int32)?
    for node in nodes {
      if let last, last.node == node {
        result.append(last.number)
        continue
      }
      let number = try compute(at: NodeID(node), source)
      last = (node, number)
      result.append(number)
    }
    return result
  }

  private func compute(at node: NodeID, _ source: Int) throws -> Int32 {
    run.slots[source] = .node(node)
    return try number(at: node)
  }

  /// The number for a node that the source of the row holds.
  private func number(at node: NodeID) throws -> Int32 {
    if isNumberedByPosition { return Int32(node.position) }
    if ofNode.count <= node.position {
      computed += 1
      if computed < mostComputed { return number(of: try value()) }
      let count = max(run.graph.nodeCount, node.position + 1)
      ofNode += [Int32](repeating: -1, count: count - ofNode.count)
      numberIntegers()
    }
    let known = ofNode[node.position]
    if known >= 0 { return known }
    let number = number(of: try value())
    ofNode[node.position] = number
    return number
  }

  /// Numbers the values of all nodes where the property has whole numbers alone.
  private func numberIntegers() {
    guard let property else { return }
    property.graph.withIntegers(property.name) { nodes, values in
      // Years and counts lie close together: the number of each is looked up by its place.
      let (low, high) = (values.min() ?? 0, values.max() ?? 0)
      let (width, overflows) = high.subtractingReportingOverflow(low)
      var known = [Int32](repeating: -1, count: overflows || width >= 1 << 16 ? 0 : Int(width) + 1)
      for (node, value) in zip(nodes, values) {
        var number: Int32 = -1
        if !known.isEmpty { number = known[Int(value - low)] }
        if number < 0 {
          number = self.number(of: .integer(value))
          if !known.isEmpty { known[Int(value - low)] = number }
        }
        ofNode[Int(node)] = number
      }
    }
  }

  private func number(of value: QueryValue) -> Int32 {
    if let known = numbers[value] { return known }
    let count = Int32(values.count)
    let number = isNumberedByPosition ? ~count : count
    numbers[value] = number
    values.append(value)
    return number
  }

  /// The value that a number stands for.
  func value(_ number: Int32) -> QueryValue {
    if !isNumberedByPosition { return values[Int(number)] }
    return number < 0 ? values[Int(~number)] : .node(NodeID(Int(number)))
  }
}
