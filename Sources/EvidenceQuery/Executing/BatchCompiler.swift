internal import EvidenceCore

/// Turns the first steps of a plan into functions over columns of ids, thousands of rows at a time,
/// where all that they give are nodes and single relationships of an evidence graph.
///
/// What they lead to is an aggregate, which asks of most rows no more than ids.
struct BatchCompiler {
  typealias Sink = (IDRows) throws -> Void

  private let compiler: StepCompiler
  private let run: QueryRun
  private let reader: EvidenceReader
  private var layout = IDLayout()

  /// `nil` where the steps give other values, or stand in an order that is not for columns.
  init?(_ compiler: StepCompiler, _ steps: ArraySlice<QueryStep>) {
    guard compiler.run.isOptimizing, let reader = compiler.run.graph as? EvidenceReader,
      case .scan(let scan)? = steps.first
    else { return nil }
    self.compiler = compiler
    run = compiler.run
    self.reader = reader
    layout.add(scan.slot, isNode: true)
    for step in steps.dropFirst() {
      switch step {
      case .expand(let expansion), .weigh(let expansion):
        guard layout[expansion.from]?.isNode == true,
          expansion.others.allSatisfy({ layout[$0]?.isNode == false }),
          expansion.isInto == (layout[expansion.to] != nil)
        else { return nil }
        layout.add(expansion.to, isNode: true)
        layout.add(expansion.relationship, isNode: false)
      case .check(let slot, _), .tally(let slot, _):
        guard layout[slot]?.isNode == true else { return nil }
      case .filter: break
      default: return nil
      }
    }
  }

  /// Runs the steps, and calls a function with the rows that they lead to.
  ///
  /// - Parameters:
  ///   - live: the slots that are still wanted behind each step.
  ///   - counters: the steps' counters, where rows are counted.
  func execute(
    _ steps: ArraySlice<QueryStep>,
    live: [[Int]],
    counters: [StepCounter]?,
    _ last: @escaping Sink
  ) throws {
    var sink = last
    for index in steps.indices.reversed() {
      if let counter = counters?[index] {
        let next = sink
        sink = { rows in
          counter.rows += rows.count
          try next(rows)
        }
      }
      switch steps[index] {
      case .scan(let scan): return try self.scan(scan, sink)
      case .check(let slot, let labels): sink = check(slot, labels, live[index], sink)
      case .expand(let expansion): sink = expand(expansion, live[index], sink)
      case .weigh(let expansion): sink = weigh(expansion, live[index], sink)
      case .tally(let slot, let branches): sink = tally(slot, branches, live[index], sink)
      case .filter(let conditions): sink = filter(conditions, live[index], sink)
      default: break
      }
    }
  }

  private func scan(_ scan: NodeScan, _ next: @escaping Sink) throws {
    let (run, layout) = (run, layout)
    guard let labels = compiler.labelNumbers(scan.labels) else { return }
    if let nodes = nodes(of: scan, labels) {
      for start in stride(from: 0, to: nodes.count, by: IDRows.most) {
        let ids = Array(nodes[start..<min(start + IDRows.most, nodes.count)])
        try run.step(by: ids.count)
        try next(IDRows(layout, scan.slot, ids))
      }
      return
    }
    var ids: [UInt32] = []
    func flush() throws {
      let rows = IDRows(layout, scan.slot, ids)
      ids.removeAll(keepingCapacity: true)
      if rows.count > 0 { try next(rows) }
    }
    _ = try compiler.scan(scan) {
      if case .node(let node) = run.slots[scan.slot] { ids.append(node.index) }
      if ids.count == IDRows.most { try flush() }
      return true
    }()
    try flush()
  }

  /// All nodes of a scan that asks of no more than one label; `nil` for any other.
  private func nodes(of scan: NodeScan, _ labels: [Int]) -> [UInt32]? {
    switch scan.source {
    case .all where labels.isEmpty: return (0..<reader.nodeCount).map { UInt32($0) }
    case .label(let name):
      guard let number = reader.labelNumber(name) else { return [] }
      guard labels.allSatisfy({ $0 == number }) else { return [] }
      return reader.graph.nodes(of: reader.graph.kinds[number]).map(\.index)
    default: return nil
    }
  }

  /// Hands on the rows for which something holds.
  private func rows(
    _ rows: IDRows,
    _ live: [Int],
    where holds: (Int) throws -> Bool,
    _ next: Sink
  ) throws {
    var kept: [Int32] = []
    kept.reserveCapacity(rows.count)
    for row in 0..<rows.count where try holds(row) { kept.append(Int32(row)) }
    if kept.count == rows.count { return try next(rows) }
    if !kept.isEmpty { try next(rows.rows(kept, keeping: live)) }
  }

  private func check(
    _ slot: Int,
    _ labels: [String],
    _ live: [Int],
    _ next: @escaping Sink
  ) -> Sink {
    guard let labels = compiler.labelNumbers(labels) else { return { _ in } }
    return { rows in
      let nodes = rows.ids(slot)
      try self.rows(rows, live, where: { takes(NodeID(nodes[$0]), labels) }, next)
    }
  }

  private func takes(_ node: NodeID, _ labels: [Int]) -> Bool {
    for label in labels where !reader.hasLabel(node, label) { return false }
    return true
  }

  /// Hands on the rows for which all conditions hold; one is asked of no row that an earlier one has left
  /// out.
  private func filter(
    _ conditions: [BoundExpression],
    _ live: [Int],
    _ next: @escaping Sink
  ) -> Sink {
    let truths = conditions.map { GroupKey(-1, $0, compiler) }
    let all = Array(layout.places.keys)
    func filtered(_ rows: IDRows, from place: Int) throws {
      guard place < truths.count else { return try next(rows) }
      let truth = truths[place]
      try run.step(by: rows.count)
      let numbers = try truth.numbers(rows)
      func holds(_ row: Int) throws -> Bool {
        switch truth.value(numbers[row]) {
        case .boolean(let flag): return flag
        case .null: return false
        case let other: throw StepCompiler.noTruth(other)
        }
      }
      // What only a later condition asks of is kept for it.
      let kept = place + 1 < truths.count ? all : live
      try self.rows(rows, kept, where: holds) { try filtered($0, from: place + 1) }
    }
    return { try filtered($0, from: 0) }
  }

  private func tally(
    _ slot: Int,
    _ branches: [CountedBranch],
    _ live: [Int],
    _ next: @escaping Sink
  ) -> Sink {
    guard let count = compiler.counter(of: branches) else { return { _ in } }
    return { rows in
      let counts = try count(rows.ids(slot))
      try weigh(rows, live, by: { counts[$0] }, next)
    }
  }

  /// Gives each row a weight, and hands on those that have one.
  private func weigh(
    _ rows: IDRows,
    _ live: [Int],
    by count: (Int) throws -> Int,
    _ next: Sink
  ) throws {
    var weighed = rows
    weighed.weights = []
    weighed.weights.reserveCapacity(rows.count)
    try run.step(by: rows.count)
    for row in 0..<rows.count {
      let (product, overflows) =
        rows.weight(row).multipliedReportingOverflow(by: Int64(try count(row)))
      if overflows { throw QueryRun.tooMany }
      weighed.weights.append(product)
    }
    try self.rows(weighed, live, where: { weighed.weights[$0] > 0 }, next)
  }

  private func weigh(_ expansion: Expansion, _ live: [Int], _ next: @escaping Sink) -> Sink {
    let types = compiler.typeNumbers(expansion.types)
    guard let labels = compiler.askedLabels(expansion, types) else { return { _ in } }
    guard labels.isEmpty, expansion.others.isEmpty, expansion.arrow != .either else {
      return expand(expansion, live, next)
    }
    let isOutgoing = expansion.arrow == .right
    let expanders = types.map { Expander(reader.graph, relation: $0, outgoing: isOutgoing) }
    return { rows in
      let nodes = rows.ids(expansion.from)
      func degree(_ row: Int) -> Int {
        expanders.reduce(0) { $0 + $1.degree(of: nodes[row]) }
      }
      try weigh(rows, live, by: degree, next)
    }
  }

  /// Follows the relationships of each row's node.
  private func expand(_ expansion: Expansion, _ live: [Int], _ next: @escaping Sink) -> Sink {
    let types = compiler.typeNumbers(expansion.types)
    guard let labels = compiler.askedLabels(expansion, types) else { return { _ in } }
    let directions = StepCompiler.directions(expansion.arrow)
    let isEither = directions.count > 1
    if types.count == 1, !isEither, !expansion.isInto, labels.count < 2 {
      let expander = Expander(
        reader.graph,
        relation: types[0],
        outgoing: directions[0],
        kind: labels.first
      )
      return follow(expansion, expander, live, next)
    }
    let (to, relationship) = (layout[expansion.to], layout[expansion.relationship])
    let kept = live.filter {
      (expansion.isInto || $0 != expansion.to) && $0 != expansion.relationship
    }
    let wantsNode = !expansion.isInto && live.contains(expansion.to)
    let wantsEdge = live.contains(expansion.relationship)
    return { rows in
      let nodes = rows.ids(expansion.from)
      let ends = expansion.isInto ? rows.ids(expansion.to) : nil
      let taken = expansion.others.map { rows.ids($0) }
      var (parents, found, edges) = ([Int32](), [UInt32](), [UInt32]())
      func flush() throws {
        guard !parents.isEmpty else { return }
        var result = rows.rows(parents, keeping: kept)
        if wantsNode, let to { result.columns[to.column] = found }
        if wantsEdge, let relationship { result.columns[relationship.column] = edges }
        parents.removeAll(keepingCapacity: true)
        found.removeAll(keepingCapacity: true)
        edges.removeAll(keepingCapacity: true)
        try next(result)
      }
      for row in 0..<rows.count {
        let node = NodeID(nodes[row])
        let before = parents.count
        for isOutgoing in directions {
          for type in types {
            var (near, way, far) = (node, isOutgoing, ends.map { NodeID($0[row]) })
            if let end = far, isShorter(from: end, than: node, type, outgoing: isOutgoing) {
              (near, way, far) = (end, !isOutgoing, node)
            }
            let isLoop = isEither && !isOutgoing
            _ = reader.forEachRelationship(of: near, type: type, outgoing: way) { edge, other in
              if let far, other != far { return true }
              if !takes(other, labels) || isLoop && other == near { return true }
              for edges in taken where edges[row] == edge.index { return true }
              parents.append(Int32(row))
              if wantsNode { found.append(other.index) }
              if wantsEdge { edges.append(edge.index) }
              return true
            }
          }
        }
        try run.step(by: 1 + parents.count - before)
        if parents.count >= IDRows.most { try flush() }
      }
      try flush()
    }
  }

  /// Follows the relationships of each row's node, of one type and one way.
  private func follow(
    _ expansion: Expansion,
    _ expander: Expander,
    _ live: [Int],
    _ next: @escaping Sink
  ) -> Sink {
    let (to, relationship) = (layout[expansion.to], layout[expansion.relationship])
    let kept = live.filter { $0 != expansion.to && $0 != expansion.relationship }
    let wantsEnds = live.contains(expansion.to)
    let wantsEdges = live.contains(expansion.relationship)
    return { rows in
      let nodes = rows.ids(expansion.from)
      let taken = expansion.others.map { rows.ids($0) }
      var place = 0
      while place < nodes.count {
        var found = Expander.Steps()
        let start = place
        place = expander.follow(
          nodes,
          from: start,
          most: IDRows.most,
          passingOver: taken,
          wantsEnds: wantsEnds,
          wantsEdges: wantsEdges,
          into: &found
        )
        try run.step(by: place - start + found.parents.count)
        if found.parents.isEmpty { continue }
        var result = rows.rows(found.parents, keeping: kept)
        if wantsEnds, let to { result.columns[to.column] = found.ends }
        if wantsEdges, let relationship { result.columns[relationship.column] = found.edges }
        try next(result)
      }
    }
  }

  /// Whether fewer relationships hang on the far end than on the near one.
  private func isShorter(
    from end: NodeID,
    than node: NodeID,
    _ type: Int?,
    outgoing: Bool
  ) -> Bool {
    reader.degree(of: end, type: type, outgoing: !outgoing)
      < reader.degree(of: node, type: type, outgoing: outgoing)
  }
}
