extension StepCompiler {
  /// An expression as a function of the row that the run holds.
  func value(_ expression: BoundExpression) -> Evaluation {
    let run = run
    switch expression {
    case .literal(let value): return { value }
    case .parameter(let name):
      let value = run.parameters[name] ?? .null
      return { value }
    case .slot(let slot): return { run.slots[slot] }
    case .property(let owner, let name): return property(owner, name)
    case .element(let owner, let index): return element(owner, index)
    case .slice(let owner, let from, let to): return slice(owner, from, to)
    case .list(let items):
      let items = items.map { value($0) }
      return { .list(try items.map { try $0() }) }
    case .map(let entries):
      let entries = entries.map { (name: $0.name, value: value($0.value)) }
      return {
        var map = QueryMap()
        for entry in entries { map[entry.name] = try entry.value() }
        return .map(map)
      }
    case .unary(let sign, let operand): return unary(sign, value(operand))
    case .binary(let sign, let a, let b): return binary(sign, a, b)
    case .comparison(let comparison, let a, let b): return self.comparison(comparison, a, b)
    case .isNull(let operand, let negated):
      let operand = value(operand)
      return { .boolean(try operand().isNull != negated) }
    case .hasLabels(let operand, let labels): return hasLabels(value(operand), labels)
    case .choice(let subject, let branches, let otherwise):
      return choice(subject, branches, otherwise)
    case .call(let function, let arguments): return call(function, arguments)
    case .comprehension, .quantifier, .reduce: return overList(expression)
    case .exists(let query): return exists(query)
    case .collect(let query, let item): return collect(query, item)
    case .projection(let owner, let selectors): return projection(owner, selectors)
    }
  }

  /// A condition as a function: whether it is true, and neither false nor unknown.
  func condition(_ expression: BoundExpression) -> () throws -> Bool {
    let value = value(expression)
    return {
      switch try value() {
      case .boolean(let flag): return flag
      case .null: return false
      case let other: throw Self.noTruth(other)
      }
    }
  }

  static func noTruth(_ value: QueryValue) -> QueryFailure {
    .runtime("TypeError", "InvalidArgumentType", "a condition is true or false, not \(value.sort)")
  }

  private func property(_ owner: BoundExpression, _ name: String) -> Evaluation {
    let (graph, owner) = (run.graph, value(owner))
    return {
      switch try owner() {
      case .node(let node): return try graph.property(name, of: node)
      case .relationship(let edge): return try graph.property(name, of: edge)
      case .map(let map): return map[name] ?? .null
      case .null: return .null
      case .temporal(let value): return value.component(name) ?? .null
      case .duration(let value): return value.component(name).map { .integer($0) } ?? .null
      case let other:
        throw QueryFailure.runtime(
          "TypeError",
          "InvalidArgumentType",
          "\(other.sort) has no property '\(name)'"
        )
      }
    }
  }

  private func element(_ owner: BoundExpression, _ index: BoundExpression) -> Evaluation {
    let (graph, owner, index) = (run.graph, value(owner), value(index))
    func dynamic(_ key: QueryValue) throws -> String {
      guard case .string(let name) = key else {
        throw QueryFailure.runtime(
          "TypeError",
          "MapElementAccessByNonString",
          "a property is named by a text, not by \(key.sort)"
        )
      }
      return name
    }
    return {
      let (whole, key) = (try owner(), try index())
      if whole.isNull || key.isNull { return .null }
      switch whole {
      case .list(let values):
        guard case .integer(let number) = key else {
          throw QueryFailure.runtime(
            "TypeError",
            "ListElementAccessByNonInteger",
            "an element of a list is named by an integer, not by \(key.sort)"
          )
        }
        let place = number < 0 ? number + Int64(values.count) : number
        return values.indices.contains(Int(place)) ? values[Int(place)] : .null
      case .map(let map): return map[try dynamic(key)] ?? .null
      case .node(let node): return try graph.property(try dynamic(key), of: node)
      case .relationship(let edge): return try graph.property(try dynamic(key), of: edge)
      default:
        throw QueryFailure.runtime(
          "TypeError",
          "InvalidArgumentType",
          "\(whole.sort) has no elements"
        )
      }
    }
  }

  private func slice(
    _ owner: BoundExpression,
    _ from: BoundExpression?,
    _ to: BoundExpression?
  ) -> Evaluation {
    let (owner, from, to) = (value(owner), from.map { value($0) }, to.map { value($0) })
    func bound(_ end: Evaluation?, _ count: Int, _ otherwise: Int) throws -> Int? {
      guard let end else { return otherwise }
      switch try end() {
      case .null: return nil
      case .integer(let number):
        return Int(max(0, min(Int64(count), number < 0 ? number + Int64(count) : number)))
      case let other:
        throw QueryFailure.runtime(
          "TypeError",
          "InvalidArgumentType",
          "the ends of a slice are integers, not \(other.sort)"
        )
      }
    }
    return {
      switch try owner() {
      case .null: return .null
      case .list(let values):
        guard let start = try bound(from, values.count, 0),
          let end = try bound(to, values.count, values.count)
        else { return .null }
        return .list(start < end ? Array(values[start..<end]) : [])
      case let other:
        throw QueryFailure.runtime(
          "TypeError",
          "InvalidArgumentType",
          "\(other.sort) has no slices"
        )
      }
    }
  }

  private func hasLabels(_ operand: @escaping Evaluation, _ labels: LabelPattern) -> Evaluation {
    let graph = run.graph
    func holds(_ pattern: LabelPattern, _ has: (String) -> Bool, isAny: Bool) -> Bool {
      switch pattern {
      case .name(let name): has(name)
      case .any: isAny
      case .and(let parts): parts.allSatisfy { holds($0, has, isAny: isAny) }
      case .or(let parts): parts.contains { holds($0, has, isAny: isAny) }
      case .not(let part): !holds(part, has, isAny: isAny)
      }
    }
    let numbers = labels.conjunction.map { labelNumbers($0) }
    let isFixed = run.store == nil
    return {
      switch try operand() {
      case .null: return .null
      case .node(let node):
        if isFixed, let numbers {
          return .boolean(numbers?.allSatisfy { graph.hasLabel(node, $0) } ?? false)
        }
        let own = try graph.labels(of: node)
        return .boolean(holds(labels, { own.contains($0) }, isAny: !own.isEmpty))
      case .relationship(let edge):
        let own = graph.typeNames[graph.type(of: edge)]
        return .boolean(holds(labels, { $0 == own }, isAny: true))
      case let other:
        throw QueryFailure.runtime(
          "TypeError",
          "InvalidArgumentType",
          "\(other.sort) has no labels"
        )
      }
    }
  }

  private func choice(
    _ subject: BoundExpression?,
    _ branches: [BoundBranch],
    _ otherwise: BoundExpression?
  ) -> Evaluation {
    let results = branches.map { value($0.result) }
    let otherwise = otherwise.map { value($0) }
    guard let subject else {
      let tests = branches.map { condition($0.conditions[0]) }
      return {
        for (index, test) in tests.enumerated() where try test() { return try results[index]() }
        return try otherwise?() ?? .null
      }
    }
    let whole = value(subject)
    let candidates = branches.map { $0.conditions.map { value($0) } }
    return {
      let wanted = try whole()
      for (index, values) in candidates.enumerated() {
        for value in values where wanted.isEqual(to: try value()) == true {
          return try results[index]()
        }
      }
      return try otherwise?() ?? .null
    }
  }

  private func call(_ function: QueryFunction, _ arguments: [BoundExpression]) -> Evaluation {
    let (run, context, body) = (run, run.functions, function.body)
    let arguments = arguments.map { value($0) }
    let isStrict = function.isStrict
    return {
      var values: [QueryValue] = []
      values.reserveCapacity(arguments.count)
      for argument in arguments {
        let value = try argument()
        if isStrict, value.isNull { return .null }
        values.append(value)
      }
      return try run.made(try body(values, context))
    }
  }

  private func projection(_ owner: BoundExpression, _ selectors: [BoundSelector]) -> Evaluation {
    let (graph, owner) = (run.graph, value(owner))
    let parts: [(QueryMap, inout QueryMap) throws -> Void] = selectors.map { selector in
      switch selector {
      case .property(let name): return { source, map in map[name] = source[name] ?? .null }
      case .all: return { source, map in for pair in source.pairs { map[pair.name] = pair.value } }
      case .entry(let name, let entry):
        let entry = value(entry)
        return { _, map in map[name] = try entry() }
      }
    }
    return {
      let source: QueryMap
      switch try owner() {
      case .null: return .null
      case .node(let node): source = try graph.properties(of: node)
      case .relationship(let edge): source = try graph.properties(of: edge)
      case .map(let map): source = map
      case let other:
        throw QueryFailure.runtime(
          "TypeError",
          "InvalidArgumentType",
          "\(other.sort) cannot be projected"
        )
      }
      var map = QueryMap()
      for part in parts { try part(source, &map) }
      return .map(map)
    }
  }

  // MARK: Subqueries

  /// A subquery as a function that calls another one for each of its rows.
  private func rows(of query: BoundQuery, _ each: @escaping Sink) -> () throws -> Void {
    let run = run
    let planner = QueryPlanner(graph: run.graph, order: run.isOptimizing ? .cheapest : .unchanged)
    let plan = planner.plan(query)
    if plan.parts.count == 1, plan.parts[0].steps.allSatisfy(\.isStateless),
      let chain = try? chain(plan.parts[0].steps, each)
    {
      return { _ = try run.weighing(1, chain) }
    }
    return {
      try run.weighing(1) {
        var isOpen = true
        for part in plan.parts where isOpen {
          try execute(part) {
            isOpen = try each()
            return isOpen
          }
        }
      }
    }
  }

  private func exists(_ query: BoundQuery) -> Evaluation {
    var isFound = false
    let rows = rows(of: query) {
      isFound = true
      return false
    }
    return {
      isFound = false
      try rows()
      return .boolean(isFound)
    }
  }

  private func collect(_ query: BoundQuery, _ item: BoundExpression) -> Evaluation {
    let (run, item) = (run, value(item))
    var found: [QueryValue] = []
    let rows = rows(of: query) {
      found.append(try item())
      try run.grew(to: found.count)
      return true
    }
    return {
      found = []
      try rows()
      return try run.made(.list(found))
    }
  }
}

extension QueryStep {
  /// Whether it keeps nothing from one row to the next.
  fileprivate var isStateless: Bool {
    switch self {
    case .scan, .check, .expand, .weigh, .tally, .repeating, .walk, .shortest, .ends, .filter,
      .path,
      .unwind, .compute,
      .call:
      true
    case .optional(let steps, _): steps.allSatisfy(\.isStateless)
    case .aggregate, .distinct, .sort, .skip, .limit, .create, .merge, .change, .delete: false
    }
  }
}
