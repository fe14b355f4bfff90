internal import EvidenceCore

/// Turns steps of a plan into functions that work on the row of a run: each step calls the next one
/// for every row that it makes, so that rows are never copied but where they have to be kept.
struct StepCompiler {
  typealias Sink = QueryRun.Sink
  typealias Evaluation = QueryRun.Evaluation

  let run: QueryRun
  /// The steps' counters in the order of the plan, where rows are counted.
  var counters: [StepCounter]?

  init(_ run: QueryRun) { self.run = run }

  /// Runs the steps of a part of a query, and calls a function for each row of its answer.
  func execute(_ part: QueryPlan.Part, _ final: @escaping Sink) throws {
    var first = 0
    var source: (@escaping Sink) throws -> Void = { sink in _ = try sink() }
    for (index, step) in part.steps.enumerated() {
      let scanned = first == 0 ? part.steps.first?.scanned : nil
      guard let keeper = try keeper(for: step, live: part.live[index], scanned: scanned) else {
        continue
      }
      if first == 0, let aggregate = keeper as? AggregateKeeper,
        let batches = BatchCompiler(self, part.steps[..<index])
      {
        try batches.execute(part.steps[..<index], live: part.live, counters: counters) {
          try aggregate.take($0)
        }
      } else {
        try source(try chain(part, first..<index) { try keeper.take() })
      }
      try keeper.finish()
      let counted = counted(index) ?? { $0 }
      source = { sink in try keeper.hand(to: counted(sink)) }
      first = index + 1
    }
    try source(try chain(part, first..<part.steps.count, final))
  }

  private func chain(
    _ part: QueryPlan.Part,
    _ range: Range<Int>,
    _ last: @escaping Sink
  ) throws -> Sink {
    var sink = last
    for index in range.reversed() {
      sink = try compile(part.steps[index], counted(index)?(sink) ?? sink)
    }
    return sink
  }

  private func counted(_ index: Int) -> ((@escaping Sink) -> Sink)? {
    guard let counters, index < counters.count else { return nil }
    let counter = counters[index]
    return { next in
      {
        counter.rows += 1
        return try next()
      }
    }
  }

  /// The steps as one function, with no step among them that keeps rows.
  func chain(_ steps: [QueryStep], _ last: @escaping Sink) throws -> Sink {
    try steps.reversed().reduce(last) { try compile($1, $0) }
  }

  /// A step as a function.
  private func compile(_ step: QueryStep, _ next: @escaping Sink) throws -> Sink {
    switch step {
    case .scan(let scan): return self.scan(scan, next)
    case .check(let slot, let labels): return check(slot, labels, next)
    case .expand(let expansion): return expand(expansion, next)
    case .weigh(let expansion): return weigh(expansion, next)
    case .tally(let slot, let branches): return tally(slot, branches, next)
    case .ends(let expansion): return ends(expansion, next)
    case .walk(let walk):
      return walk.isGiven ? retrace(walk, next) : self.walk(walk, next)
    case .shortest(let walk, let isAll): return shortest(walk, isAll: isAll, next)
    case .repeating(let walk, let group, let steps):
      return try repeating(walk, group, steps, next)
    case .filter(let conditions): return filter(conditions, next)
    case .path(let path): return assemble(path, next)
    case .optional(let steps, let nulls): return try optional(steps, nulls, next)
    case .unwind(let list, let slot): return unwind(list, slot, next)
    case .compute(let columns): return compute(columns, next)
    case .distinct(let slots): return distinct(slots, next)
    case .skip(let value): return try skip(value, next)
    case .limit(let value): return try limit(value, next)
    case .call(let call): return self.call(call, next)
    case .aggregate, .sort, .create, .merge, .change, .delete: return next
    }
  }

  private func filter(_ conditions: [BoundExpression], _ next: @escaping Sink) -> Sink {
    let tests = conditions.map { condition($0) }
    if tests.count == 1 {
      let test = tests[0]
      return { try test() ? try next() : true }
    }
    return {
      for test in tests where try !test() { return true }
      return try next()
    }
  }

  private func optional(
    _ steps: [QueryStep],
    _ nulls: [Int],
    _ next: @escaping Sink
  ) throws -> Sink {
    let run = run
    var isFound = false
    let inner = try chain(steps) {
      isFound = true
      return try next()
    }
    return {
      isFound = false
      guard try inner() else { return false }
      if isFound { return true }
      for slot in nulls { run.slots[slot] = .null }
      return try next()
    }
  }

  private func unwind(_ list: BoundExpression, _ slot: Int, _ next: @escaping Sink) -> Sink {
    if case .call(let function, let arguments) = list, function.name == "range" {
      return count(arguments, slot, next)
    }
    let (run, list) = (run, value(list))
    return {
      switch try list() {
      case .null: return true
      case .list(let values):
        for value in values {
          try run.step()
          run.slots[slot] = value
          if try !next() { return false }
        }
        return true
      case let value:
        run.slots[slot] = value
        return try next()
      }
    }
  }

  /// Unwinds a range without making a list of it.
  private func count(
    _ arguments: [BoundExpression],
    _ slot: Int,
    _ next: @escaping Sink
  ) -> Sink {
    let run = run
    let arguments = arguments.map { value($0) }
    return {
      for number in try QueryFunction.range(arguments.map { try $0() }) {
        try run.step()
        run.slots[slot] = .integer(number)
        if try !next() { return false }
      }
      return true
    }
  }

  private func compute(
    _ columns: [(slot: Int, value: BoundExpression)],
    _ next: @escaping Sink
  ) -> Sink {
    let run = run
    let values = columns.map { (slot: $0.slot, value: value($0.value)) }
    return {
      for (slot, value) in values { run.slots[slot] = try value() }
      return try next()
    }
  }

  private func distinct(_ slots: [Int], _ next: @escaping Sink) -> Sink {
    let run = run
    if slots.count == 1 {
      let slot = slots[0]
      var seen: Set<QueryValue> = []
      return {
        guard seen.insert(run.slots[slot]).inserted else { return true }
        try run.hold(1)
        return try run.weighing(1, next)
      }
    }
    var seen: Set<[QueryValue]> = []
    return {
      guard seen.insert(slots.map { run.slots[$0] }).inserted else { return true }
      try run.hold(slots.count)
      return try run.weighing(1, next)
    }
  }

  private func skip(_ value: BoundExpression, _ next: @escaping Sink) throws -> Sink {
    var left = try count(value, "SKIP")
    return {
      if left > 0 {
        left -= 1
        return true
      }
      return try next()
    }
  }

  private func limit(_ value: BoundExpression, _ next: @escaping Sink) throws -> Sink {
    var left = try count(value, "LIMIT")
    return {
      guard left > 0 else { return false }
      left -= 1
      return try next() && left > 0
    }
  }

  /// How many rows SKIP or LIMIT stands for.
  func count(_ expression: BoundExpression, _ clause: String) throws -> Int {
    switch try value(expression)() {
    case .integer(let number) where number >= 0: return Int(number)
    case .integer(let number):
      throw QueryFailure.runtime(
        "SyntaxError",
        "NegativeIntegerArgument",
        "\(clause) takes no negative number, and was given \(number)"
      )
    case let value:
      throw QueryFailure.runtime(
        "SyntaxError",
        "InvalidArgumentType",
        "\(clause) takes a whole number, not \(value.sort)"
      )
    }
  }

  private func call(_ call: BoundCall, _ next: @escaping Sink) -> Sink {
    let run = run
    let arguments = call.arguments.map { value($0) }
    let test = call.condition.map { condition($0) }
    let (procedure, fields, offset) = (call.procedure, call.fields, call.offset)
    return {
      var values: [QueryValue] = []
      for (argument, input) in zip(arguments, procedure.inputs) {
        let value = try argument()
        guard input.sorts.accepts(ValueType(value).sorts) else {
          throw QueryFailure(
            "TypeError",
            "InvalidArgumentType",
            "'\(input.name)' of '\(procedure.name)' is \(input.sorts.text), not \(value.sort)",
            at: offset,
            phase: .runtime
          )
        }
        values.append(value)
      }
      let rows: [[QueryValue]]
      do throws(EvidenceError) {
        rows = try procedure.rows(for: values)
      } catch {
        throw CalledError(error: error, offset: offset)
      }
      if procedure.outputs.isEmpty { return try next() }
      for row in rows {
        try run.step()
        for (output, slot) in fields { run.slots[slot] = row[output] }
        if let test, try !test() { continue }
        if try !next() { return false }
      }
      return true
    }
  }
}
