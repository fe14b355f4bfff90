/// A number for each of some neighbouring nodes; 0 for all others.
struct NodeSums {
  let nodes: Range<Int>
  var values: [Int]

  init(_ nodes: Range<Int>, repeating value: Int = 0) {
    self.nodes = nodes
    values = [Int](repeating: value, count: nodes.count)
  }

  @inline(__always)
  subscript(_ node: Int) -> Int {
    nodes.contains(node) ? values[node - nodes.lowerBound] : 0
  }
}

/// Statements that each are a way, where what they lead to is of a kind.
///
/// It is no value, so that nothing of it is copied where a node is asked of.
final class LeafRows: Sendable {
  let rows: RelationRows
  /// What the rows hold.
  let ends: Column<UInt32>
  let kinds: Column<UInt32>
  /// `nil` is any.
  let kind: UInt32?

  init(rows: RelationRows, ends: Column<UInt32>, kinds: Column<UInt32>, kind: UInt32?) {
    self.rows = rows
    self.ends = ends
    self.kinds = kinds
    self.kind = kind
  }

  func count(_ node: Int) -> Int {
    let row = rows.row(node)
    guard let kind else { return row.count }
    return row.count { kinds[Int(ends[$0])] == kind }
  }
}

/// The ways from every node along one branch.
enum AllWays {
  case sums(NodeSums)
  case leaves([LeafRows])

  /// The nodes between the first and the last that have any.
  var nodes: Range<Int> {
    switch self {
    case .sums(let sums): sums.nodes
    case .leaves(let leaves): Self.union(leaves.map(\.rows.nodes))
    }
  }

  subscript(_ node: Int) -> Int {
    switch self {
    case .sums(let sums): sums[node]
    case .leaves(let leaves): leaves.reduce(0) { $0 + $1.count(node) }
    }
  }

  /// The ways from each of some nodes.
  ///
  /// - Complexity: O(*n*) for *n* nodes; O(*n* + *d*) where the kind of what their *d* statements lead
  ///   to is asked.
  func counts(from nodes: [UInt32]) -> [Int] {
    switch self {
    case .sums(let sums): nodes.map { sums[Int($0)] }
    case .leaves(let leaves):
      leaves.count == 1 && leaves[0].kind == nil
        ? leaves[0].rows.degrees(of: nodes) : nodes.map { self[Int($0)] }
    }
  }

  static func union(_ ranges: [Range<Int>]) -> Range<Int> {
    let some = ranges.filter { !$0.isEmpty }
    let low = some.map(\.lowerBound).min() ?? 0
    return low..<max(low, some.map(\.upperBound).max() ?? 0)
  }
}

/// The ways from all nodes at once, those that lie behind first: a pass over the statements of each
/// branch, one after the other as they lie in memory.
extension BranchCounts {
  /// Counts the ways of all levels that ask nothing more of what they meet, from every node.
  func sumAll(_ levels: [Level]) throws {
    for level in levels {
      if level.isPlain { try sumAll(level) } else { try sumAll(level.branches) }
    }
  }

  /// Counts the ways of a level from every node.
  ///
  /// A node that nobody asks of may have more ways than a number holds: then nothing is kept, and ways
  /// are counted from those nodes alone that are asked of.
  ///
  /// - Complexity: O(*n* + *m*) for *n* nodes and *m* statements of any relation.
  func sumAll(_ level: Level) throws {
    for inner in level.branches { try sumAll(inner) }
    guard level.branches.allSatisfy({ $0.ways != nil }) else { return }
    if level.isLeaf {
      level.ways = .leaves(leaves(of: level.branch))
      return
    }
    let passes = passes(of: level)
    var sums = NodeSums(AllWays.union(passes.map(\.nodes)))
    for pass in passes {
      guard try run(pass, level, &sums) else { return }
    }
    level.ways = .sums(sums)
  }

  func leaves(of branch: Branch) -> [LeafRows] {
    let isOutgoing = branch.direction == .outgoing
    return Self.relations(of: branch).map { relation in
      LeafRows(
        rows: rows(relation, at: isOutgoing),
        ends: isOutgoing ? storage.statements.to : storage.adjacency.sources,
        kinds: storage.nodes.kinds,
        kind: leadsElsewhere(branch, relation) ? branch.kind.map { UInt32($0) } : nil
      )
    }
  }

  /// Whether a relation of a branch may lead to nodes of another kind than the branch asks for: where it is
  /// known not to, no end need be looked at.
  private func leadsElsewhere(_ branch: Branch, _ relation: UInt32?) -> Bool {
    guard let counts = storage.keptCounts.known, let kind = branch.kind,
      let relation = relation.map({ Int($0) })
    else { return true }
    let ofKind =
      branch.direction == .outgoing
      ? counts.statements(relation, to: kind) : counts.statements(relation, from: kind)
    return ofKind < counts.relations[relation]
  }

  /// The numbers of the relations of a branch; `nil` stands for all.
  static func relations(of branch: Branch) -> [UInt32?] {
    branch.relations.map { $0.map { UInt32($0) } } ?? [nil]
  }

  /// A look at every statement of one relation, or of all, one way.
  private struct Pass {
    /// The nodes that the ways are counted from, and those behind.
    let nodes: Range<Int>
    let others: Range<Int>
    /// Whether the rows are those of the nodes behind. Those of the side with fewer nodes are gone
    /// through: they are longer, lead to ascending nodes, and no number is added to over and over.
    let isFromBehind: Bool
    let rows: RelationRows
    /// What the rows hold.
    let ends: Column<UInt32>
    /// Whether statements from a node to itself are passed over.
    let skipsLoops: Bool
  }

  private func rows(_ relation: UInt32?, at starts: Bool) -> RelationRows {
    storage.keptRows.rows(relation, outgoing: starts, in: storage)
  }

  private func passes(of level: Level) -> [Pass] {
    let (branch, counts) = (level.branch, graph.counts)
    return [false, true].filter { branch.direction != ($0 ? .outgoing : .incoming) }
      .flatMap { isIncoming in
        Self.relations(of: branch).map { relation in
          let isByStart = Self.isByStart(relation, of: level, counts)
          let rows = rows(relation, at: isByStart)
          let isFromBehind = isByStart == isIncoming
          return Pass(
            nodes: isFromBehind ? rows.others : rows.nodes,
            others: isFromBehind ? rows.nodes : rows.others,
            isFromBehind: isFromBehind,
            rows: rows,
            ends: isByStart ? storage.statements.to : storage.adjacency.sources,
            skipsLoops: branch.direction == .either && isIncoming
          )
        }
      }
  }

  /// Adds what lies behind the statements of a pass to the nodes that the ways are counted from.
  ///
  /// - Returns: whether every sum is a number.
  private func run(_ pass: Pass, _ level: Level, _ sums: inout NodeSums) throws -> Bool {
    var all = NodeSums(0..<0)
    if !pass.isFromBehind {
      guard let behind = behind(level, pass.others) else { return false }
      all = behind
    }
    var left = pass.rows.nodes
    while !left.isEmpty {
      // Whoever waits may end it between two portions.
      let portion = left.prefix(pass.isFromBehind ? 1 << 12 : 1 << 14)
      left = left.dropFirst(portion.count)
      let isNumber: Bool
      if pass.isFromBehind {
        guard let behind = behind(level, portion) else { return false }
        isNumber = pass.ends.withValues { Self.spread(behind, pass, $0.span, &sums) }
      } else {
        isNumber = pass.ends.withValues { Self.collect(portion, all, pass, $0.span, &sums) }
      }
      let first = pass.rows.nodes.lowerBound
      try onWork(
        pass.rows.parts[portion.lowerBound - first..<portion.upperBound - first]
          .reduce(0) { $0 + Int($1.end - $1.start) }
      )
      if !isNumber { return false }
    }
    return true
  }

  /// The ways on from each of some nodes behind a statement of a level; none from one of another kind.
  ///
  /// - Returns: `nil` for more ways than a number holds.
  private func behind(_ level: Level, _ nodes: Range<Int>) -> NodeSums? {
    let inner = level.branches.compactMap(\.ways)
    var result = NodeSums(
      inner.reduce(nodes) { $0.clamped(to: $1.nodes) },
      repeating: level.branch.kind == nil ? 1 : 0
    )
    if result.nodes.isEmpty { return result }
    let first = result.nodes.lowerBound
    if let kind = level.branch.kind {
      storage.nodes.kinds.withValues(in: result.nodes) { kinds in
        for (place, other) in kinds.enumerated() where other == UInt32(kind) {
          result.values[place] = 1
        }
      }
    }
    for ways in inner {
      let isNumber =
        switch ways {
        case .sums(let sums): Self.multiply(&result.values, sums, first)
        case .leaves(let leaves) where leaves.count == 1 && leaves[0].kind == nil:
          Self.multiply(&result.values, leaves[0].rows, first)
        case .leaves:
          result.values.indices.allSatisfy { place in
            let (product, overflows) = result.values[place].multipliedReportingOverflow(
              by: ways[first + place]
            )
            result.values[place] = product
            return !overflows
          }
        }
      if !isNumber { return nil }
    }
    return result
  }

  private static func multiply(_ values: inout [Int], _ sums: NodeSums, _ first: Int) -> Bool {
    let start = first - sums.nodes.lowerBound
    return multiply(&values, by: sums.values[start..<start + values.count])
  }

  /// Multiplies values with as many others.
  ///
  /// - Returns: whether every product is a number.
  static func multiply(_ values: inout [Int], by factors: [Int]) -> Bool {
    multiply(&values, by: factors[...])
  }

  private static func multiply(_ values: inout [Int], by factors: ArraySlice<Int>) -> Bool {
    let (factors, count) = (factors.span, values.count)
    var values = values.mutableSpan
    var isNumber = true
    for place in 0..<count {
      let (product, overflows) = values[place].multipliedReportingOverflow(by: factors[place])
      values[place] = product
      if overflows { isNumber = false }
    }
    return isNumber
  }

  private static func multiply(_ values: inout [Int], _ rows: RelationRows, _ first: Int) -> Bool {
    let start = first - rows.nodes.lowerBound
    let (all, count) = (rows.parts, values.count)
    let parts = all.span.extracting(start..<start + count)
    var values = values.mutableSpan
    var isNumber = true
    for place in 0..<count {
      let degree = Int(parts[place].end) - Int(parts[place].start)
      let (product, overflows) = values[place].multipliedReportingOverflow(by: degree)
      values[place] = product
      if overflows { isNumber = false }
    }
    return isNumber
  }

  /// Adds what lies behind each statement of some nodes to the node's sum.
  private static func collect(
    _ nodes: Range<Int>,
    _ behind: NodeSums,
    _ pass: Pass,
    _ ends: Span<UInt32>,
    _ sums: inout NodeSums
  ) -> Bool {
    let (allParts, allBehind) = (pass.rows.parts, behind.values)
    let (parts, behindValues) = (allParts.span, allBehind.span)
    let (first, behindFirst) = (pass.rows.nodes.lowerBound, behind.nodes.lowerBound)
    let sumFirst = sums.nodes.lowerBound
    var values = sums.values.mutableSpan
    var isNumber = true
    for node in nodes {
      let part = parts[node - first]
      var sum = values[node - sumFirst]
      for place in Int(part.start)..<min(Int(part.end), ends.count) {
        let other = Int(ends[place])
        let at = other - behindFirst
        guard at >= 0, at < behindValues.count, !(pass.skipsLoops && other == node) else {
          continue
        }
        let (next, overflows) = sum.addingReportingOverflow(behindValues[at])
        if overflows { isNumber = false }
        sum = next
      }
      values[node - sumFirst] = sum
    }
    return isNumber
  }

  /// Adds what lies behind statements to the sums of the nodes at their other ends.
  private static func spread(
    _ behind: NodeSums,
    _ pass: Pass,
    _ ends: Span<UInt32>,
    _ sums: inout NodeSums
  ) -> Bool {
    let (allParts, allBehind) = (pass.rows.parts, behind.values)
    let (parts, behindValues) = (allParts.span, allBehind.span)
    let first = behind.nodes.lowerBound - pass.rows.nodes.lowerBound
    let sumFirst = sums.nodes.lowerBound
    var values = sums.values.mutableSpan
    var isNumber = true
    for index in behindValues.indices where behindValues[index] != 0 {
      let (part, ways) = (parts[first + index], behindValues[index])
      for place in Int(part.start)..<min(Int(part.end), ends.count) {
        let at = Int(ends[place]) - sumFirst
        guard at >= 0, at < values.count else { continue }
        if pass.skipsLoops, at + sumFirst == behind.nodes.lowerBound + index { continue }
        let (next, overflows) = values[at].addingReportingOverflow(ways)
        if overflows { isNumber = false }
        values[at] = next
      }
    }
    return isNumber
  }
}
