internal import EvidenceCore

extension StepCompiler {
  /// The numbers of some labels; `nil` where one of them does not occur at all.
  func labelNumbers(_ names: [String]) -> [Int]? {
    var numbers: [Int] = []
    for name in names {
      guard let number = run.graph.labelNumber(name) else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  /// The numbers of some types; one `nil` stands for any.
  func typeNumbers(_ names: [String]) -> [Int?] {
    if names.isEmpty { return [nil] }
    if names.count == 1 { return [run.graph.typeNumber(names[0])].filter { $0 != nil } }
    var seen: Set<Int> = []
    return names.compactMap { run.graph.typeNumber($0) }.filter { seen.insert($0).inserted }
  }

  /// The labels that nodes behind an expansion have to be asked for: those that its types do not
  /// imply; `nil` where one of them does not occur at all.
  func askedLabels(_ expansion: Expansion, _ types: [Int?]) -> [Int]? {
    labelNumbers(expansion.labels)?.filter { label in
      !Self.isImplied(label, by: types.compactMap(\.self), expansion.arrow, run.graph)
    }
  }

  func scan(_ scan: NodeScan, _ next: @escaping Sink) -> Sink {
    let (run, graph, slot) = (run, run.graph, scan.slot)
    guard let labels = labelNumbers(scan.labels) else { return { true } }
    func take(_ node: NodeID) throws -> Bool {
      try run.step()
      for label in labels where !graph.hasLabel(node, label) { return true }
      run.slots[slot] = .node(node)
      return try next()
    }
    switch scan.source {
    case .all: return { try graph.forEachNode(label: nil, take) }
    case .label(let name):
      guard let number = graph.labelNumber(name) else { return { true } }
      return { try graph.forEachNode(label: number, take) }
    case .properties(let name, let list):
      let list = value(list)
      return {
        guard case .list(let values) = try list() else { return true }
        var last: NodeID?
        for node in values.flatMap({ graph.nodes(where: name, is: $0) }).sorted()
        where node != last {
          if try !take(node) { return false }
          last = node
        }
        return true
      }
    case .property(let name, let wanted):
      let wanted = value(wanted)
      return {
        for node in graph.nodes(where: name, is: try wanted()) where try !take(node) {
          return false
        }
        return true
      }
    }
  }

  func check(_ slot: Int, _ labels: [String], _ next: @escaping Sink) -> Sink {
    let (run, graph) = (run, run.graph)
    let numbers = labelNumbers(labels)
    return {
      switch run.slots[slot] {
      case .node(let node):
        guard let numbers else { return true }
        for label in numbers where !graph.hasLabel(node, label) { return true }
        return try next()
      case .null: return true
      case let value: throw Self.noNode(value)
      }
    }
  }

  static func noNode(_ value: QueryValue) -> QueryFailure {
    .runtime("TypeError", "InvalidArgumentType", "\(value.sort) stands where a node is wanted")
  }

  /// Whether a relationship is one of those that the clause has matched before.
  func isTaken(_ others: [Int]) -> ((EdgeID) -> Bool)? {
    guard !others.isEmpty else { return nil }
    let run = run
    return { edge in
      for slot in others {
        switch run.slots[slot] {
        case .relationship(let other): if other == edge { return true }
        case .list(let values): if values.contains(.relationship(edge)) { return true }
        default: break
        }
      }
      return false
    }
  }

  func expand(_ expansion: Expansion, _ next: @escaping Sink) -> Sink {
    let (run, graph) = (run, run.graph)
    let (from, to, slot) = (expansion.from, expansion.to, expansion.relationship)
    let types = typeNumbers(expansion.types)
    guard let labels = askedLabels(expansion, types) else { return { true } }
    let isTaken = isTaken(expansion.others)
    let directions = Self.directions(expansion.arrow)
    let isEither = directions.count > 1
    func go(_ node: NodeID, _ outgoing: Bool, _ type: Int?) throws -> Bool {
      try graph.forEachRelationship(of: node, type: type, outgoing: outgoing) { edge, other in
        try run.step()
        for label in labels where !graph.hasLabel(other, label) { return true }
        if isEither, !outgoing, other == node { return true }
        if let isTaken, isTaken(edge) { return true }
        run.slots[to] = .node(other)
        run.slots[slot] = .relationship(edge)
        return try next()
      }
    }
    func goInto(_ node: NodeID, _ end: NodeID, _ outgoing: Bool, _ type: Int?) throws -> Bool {
      let isShorter =
        graph.degree(of: end, type: type, outgoing: !outgoing)
        < graph.degree(of: node, type: type, outgoing: outgoing)
      let (near, far, way) = isShorter ? (end, node, !outgoing) : (node, end, outgoing)
      return try graph.forEachRelationship(of: near, type: type, outgoing: way) { edge, other in
        try run.step()
        guard other == far else { return true }
        if isEither, !outgoing, end == node { return true }
        if let isTaken, isTaken(edge) { return true }
        run.slots[slot] = .relationship(edge)
        return try next()
      }
    }
    let isInto = expansion.isInto
    return {
      guard case .node(let node) = run.slots[from] else { return true }
      for outgoing in directions {
        for type in types {
          if isInto {
            guard case .node(let end) = run.slots[to] else { return true }
            if try !goInto(node, end, outgoing, type) { return false }
          } else if try !go(node, outgoing, type) {
            return false
          }
        }
      }
      return true
    }
  }

  /// Counts the relationships that an expansion would walk.
  func weigh(_ expansion: Expansion, _ next: @escaping Sink) -> Sink {
    let (run, graph) = (run, run.graph)
    let types = typeNumbers(expansion.types)
    guard let labels = askedLabels(expansion, types) else { return { true } }
    let isTaken = isTaken(expansion.others)
    let directions = Self.directions(expansion.arrow)
    let isEither = directions.count > 1
    let isPlain = labels.isEmpty
    let others = expansion.others
    /// How many of a node's relationships lead back to it, which go either way and count once.
    func loops(_ node: NodeID, _ type: Int?) throws -> Int {
      var count = 0
      _ = try graph.forEachRelationship(of: node, type: type, outgoing: true) { edge, other in
        try run.step()
        if other == node, isTaken?(edge) != true { count += 1 }
        return true
      }
      return count
    }
    /// How many of a node's relationships the clause has matched before.
    func taken(_ node: NodeID, _ type: Int?, _ outgoing: Bool) -> Int {
      var count = 0
      func look(_ value: QueryValue) {
        guard case .relationship(let edge) = value else { return }
        guard type == nil || graph.type(of: edge) == type else { return }
        if (outgoing ? graph.start(of: edge) : graph.end(of: edge)) == node { count += 1 }
      }
      for slot in others {
        if case .list(let values) = run.slots[slot] {
          for value in values { look(value) }
        } else {
          look(run.slots[slot])
        }
      }
      return count
    }
    return {
      guard case .node(let node) = run.slots[expansion.from] else { return true }
      var count = 0
      for outgoing in directions {
        for type in types {
          if isPlain {
            count += graph.degree(of: node, type: type, outgoing: outgoing)
            if !others.isEmpty { count -= taken(node, type, outgoing) }
            if isEither, outgoing { count -= try loops(node, type) }
            continue
          }
          _ = try graph.forEachRelationship(of: node, type: type, outgoing: outgoing) {
            edge,
            other in
            try run.step()
            for label in labels where !graph.hasLabel(other, label) { return true }
            if isEither, !outgoing, other == node { return true }
            if let isTaken, isTaken(edge) { return true }
            count += 1
            return true
          }
        }
      }
      try run.step()
      guard count > 0 else { return true }
      return try run.weighing(times: count, next)
    }
  }

  static func directions(_ arrow: RelationshipPattern.Arrow) -> [Bool] {
    switch arrow {
    case .right: [true]
    case .left: [false]
    case .either: [true, false]
    }
  }

  func ends(_ expansion: Expansion, _ next: @escaping Sink) -> Sink {
    let (run, graph) = (run, run.graph)
    guard let labels = labelNumbers(expansion.labels) else { return { true } }
    let types = expansion.types.isEmpty ? nil : Set(typeNumbers(expansion.types))
    let isTaken = isTaken(expansion.others)
    let directions = Self.directions(expansion.arrow)
    let (isFromKnown, isToKnown) = (expansion.isFromKnown, expansion.isInto)
    let (from, to, slot) = (expansion.from, expansion.to, expansion.relationship)
    return {
      guard case .relationship(let edge) = run.slots[slot] else {
        if run.slots[slot].isNull { return true }
        throw QueryFailure.runtime(
          "TypeError",
          "InvalidArgumentType",
          "\(run.slots[slot].sort) stands where a relationship is wanted"
        )
      }
      if let types, !types.contains(graph.type(of: edge)) { return true }
      if let isTaken, isTaken(edge) { return true }
      let (start, end) = (graph.start(of: edge), graph.end(of: edge))
      for outgoing in directions {
        let (near, far) = outgoing ? (start, end) : (end, start)
        if directions.count > 1, !outgoing, start == end { continue }
        if isFromKnown, run.slots[from] != .node(near) { continue }
        if isToKnown, run.slots[to] != .node(far) { continue }
        // One slot for both ends: a loop.
        if from == to, near != far { continue }
        guard labels.allSatisfy({ graph.hasLabel(far, $0) }) else { continue }
        run.slots[from] = .node(near)
        run.slots[to] = .node(far)
        if try !next() { return false }
      }
      return true
    }
  }

  func assemble(_ path: PathAssembly, _ next: @escaping Sink) -> Sink {
    let (run, graph) = (run, run.graph)
    return {
      guard case .node(let start) = run.slots[path.start] else {
        run.slots[path.slot] = .null
        return try next()
      }
      var result = QueryPath(nodes: [start])
      var last = start
      for part in path.parts {
        switch run.slots[part.relationship] {
        case .relationship(let edge):
          last = graph.start(of: edge) == last ? graph.end(of: edge) : graph.start(of: edge)
          result.relationships.append(edge)
          result.nodes.append(last)
        case .list(let values):
          for case .relationship(let edge) in values {
            last = graph.start(of: edge) == last ? graph.end(of: edge) : graph.start(of: edge)
            result.relationships.append(edge)
            result.nodes.append(last)
          }
        default: break
        }
      }
      run.slots[path.slot] = .path(result)
      return try next()
    }
  }
}
