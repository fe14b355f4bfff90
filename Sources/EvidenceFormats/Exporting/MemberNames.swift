import EvidenceCore

/// The members of a record in a form whose records are flat: fields first, then properties, each
/// name once.
struct MemberNames {
  /// The names and values, in their order.
  private(set) var list: [(name: String, value: PropertyValue)] = []
  private var taken: Set<String>

  /// Starts a record whose form has names of its own.
  init(_ taken: Set<String>) { self.taken = taken }

  /// The fields and properties of a statement.
  ///
  /// - Parameters:
  ///   - statement: the statement; its id is the one that it has in the graph.
  ///   - sourceName: what the work that states it is called.
  ///   - others: further names that no property may have.
  ///   - losses: what is told of names that the form uses for itself.
  init(
    _ statement: Statement,
    sourceName: String = "source",
    others: Set<String> = [],
    _ losses: inout LossReport
  ) {
    self.init(others.union(Statement.fieldNames).union([sourceName]))
    add("id", .string(statement.effectiveID))
    add(sourceName, statement.source.map { .string($0.text) })
    add("via", statement.via.map { .string($0) })
    add("locator", statement.locator.map { .string($0) })
    add("stance", statement.stance.map { .string($0.rawValue) })
    add("evidenceType", statement.evidenceType.map { .string($0.rawValue) })
    add("confidence", statement.confidence.map { .number($0) })
    add("justification", statement.justification.map { .string($0.name) })
    add("method", statement.method.map { .string($0.rawValue) })
    add("rationale", statement.rationale.map { .string($0) })
    add("coder", statement.coder.map { .string($0) })
    add("reviewer", statement.reviewer.map { .string($0) })
    add(statement.properties, of: statement.effectiveID, &losses)
  }

  /// Adds a field that the record has.
  mutating func add(_ name: String, _ value: PropertyValue?) {
    if let value { list.append((name, value)) }
  }

  /// Adds properties in the order of their names; one whose name is taken gets a `_` behind it.
  mutating func add(
    _ properties: [String: PropertyValue],
    of owner: String,
    _ losses: inout LossReport
  ) {
    for (name, value) in properties.sorted(by: { $0.key.precedesInUTF8($1.key) }) {
      var free = name
      while !taken.insert(free).inserted { free += "_" }
      if free != name {
        losses.lose("names of properties that the form uses for itself", "'\(name)' of \(owner)")
      }
      list.append((free, value))
    }
  }
}
