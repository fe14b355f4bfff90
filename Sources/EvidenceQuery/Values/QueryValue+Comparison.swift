internal import EvidenceCore

extension QueryValue {
  /// What `=` says: `nil` where that is not known.
  func isEqual(to other: QueryValue) -> Bool? {
    switch (self, other) {
    case (.null, _), (_, .null): return nil
    case (.float(let a), .float(let b)): return a == b
    case (.integer(let a), .float(let b)), (.float(let b), .integer(let a)):
      return Int64(exactly: b) == a
    case (.list(let a), .list(let b)):
      guard a.count == b.count else { return false }
      var result: Bool? = true
      for index in a.indices {
        guard let same = a[index].isEqual(to: b[index]) else {
          result = nil
          continue
        }
        if !same { return false }
      }
      return result
    case (.map(let a), .map(let b)):
      guard a.count == b.count, a.pairs.allSatisfy({ b[$0.name] != nil }) else { return false }
      var result: Bool? = true
      for pair in a.pairs {
        guard let same = pair.value.isEqual(to: b[pair.name] ?? .null) else {
          result = nil
          continue
        }
        if !same { return false }
      }
      return result
    default: return self == other
    }
  }

  /// What `<` and its like say: below 0, 0 or above; `nil` where the two cannot be compared.
  ///
  /// NaN has no place among numbers: ``isUnordered(with:)`` tells it.
  func order(to other: QueryValue) -> Int? {
    switch (self, other) {
    case (.boolean(let a), .boolean(let b)): return a == b ? 0 : a ? 1 : -1
    case (.temporal(let a), .temporal(let b)): return a.sort == b.sort ? a.order(to: b) : nil
    case (.integer(let a), .integer(let b)): return a == b ? 0 : a < b ? -1 : 1
    case (.string(let a), .string(let b)): return a == b ? 0 : a.precedesInUTF8(b) ? -1 : 1
    case (.list(let a), .list(let b)):
      for index in 0..<min(a.count, b.count) {
        guard let order = a[index].order(to: b[index]) else { return nil }
        if order != 0 { return order }
      }
      return a.count == b.count ? 0 : a.count < b.count ? -1 : 1
    default:
      guard let a = number, let b = other.number, !a.isNaN, !b.isNaN else { return nil }
      return Self.numericOrder(self, other)
    }
  }

  /// Whether two numbers have no order, one of them being NaN.
  func isUnordered(with other: QueryValue) -> Bool {
    guard let a = number, let b = other.number else { return false }
    return a.isNaN || b.isNaN
  }

  /// Numbers in their order without losing digits of large whole ones.
  private static func numericOrder(_ a: QueryValue, _ b: QueryValue) -> Int {
    switch (a, b) {
    case (.integer(let a), .integer(let b)): return a == b ? 0 : a < b ? -1 : 1
    case (.integer(let a), .float(let b)):
      if let whole = Int64(exactly: b.rounded(.down)) {
        return a < whole ? -1 : a > whole ? 1 : b > b.rounded(.down) ? -1 : 0
      }
      return b > 0 ? -1 : 1
    case (.float, .integer): return -numericOrder(b, a)
    default:
      let (a, b) = (a.number ?? 0, b.number ?? 0)
      return a == b ? 0 : a < b ? -1 : 1
    }
  }

  /// The place of a value's sort in the order of all values.
  private var rank: Int {
    switch self {
    case .map: 0
    case .node: 1
    case .relationship: 2
    case .list: 3
    case .path: 4
    case .temporal(let value): 5 + (QueryTemporal.Sort.allCases.firstIndex(of: value.sort) ?? 0)
    case .duration: 10
    case .string: 11
    case .boolean: 12
    case .integer, .float: 13
    case .null: 14
    }
  }

  /// The order of all values, as ORDER BY sorts them: maps, nodes, relationships, lists, paths,
  /// texts, truth values, numbers, NaN, null.
  func sortOrder(to other: QueryValue) -> Int {
    switch (self, other) {
    case (.integer(let a), .integer(let b)): return a == b ? 0 : a < b ? -1 : 1
    case (.string(let a), .string(let b)): return a == b ? 0 : a.precedesInUTF8(b) ? -1 : 1
    case (.boolean(let a), .boolean(let b)): return a == b ? 0 : a ? 1 : -1
    case (.node(let a), .node(let b)): return a == b ? 0 : a < b ? -1 : 1
    case (.relationship(let a), .relationship(let b)): return a == b ? 0 : a < b ? -1 : 1
    case (.list(let a), .list(let b)): return Self.sortOrder(a, b)
    case (.map(let a), .map(let b)):
      let (a, b) = (a.sorted, b.sorted)
      return Self.sortOrder(
        a.flatMap { [.string($0.name), $0.value] },
        b.flatMap { [.string($0.name), $0.value] }
      )
    case (.path(let a), .path(let b)): return Self.sortOrder(a.interleaved, b.interleaved)
    case (.temporal(let a), .temporal(let b)) where a.sort == b.sort: return a.order(to: b)
    case (.duration(let a), .duration(let b)):
      return a == b ? 0 : a.length == b.length ? 0 : a.length < b.length ? -1 : 1
    default: break
    }
    if let a = number, let b = other.number {
      if a.isNaN || b.isNaN { return a.isNaN == b.isNaN ? 0 : a.isNaN ? 1 : -1 }
      return Self.numericOrder(self, other)
    }
    return rank == other.rank ? 0 : rank < other.rank ? -1 : 1
  }

  private static func sortOrder(_ a: [QueryValue], _ b: [QueryValue]) -> Int {
    for index in 0..<min(a.count, b.count) {
      let order = a[index].sortOrder(to: b[index])
      if order != 0 { return order }
    }
    return a.count == b.count ? 0 : a.count < b.count ? -1 : 1
  }
}

extension QueryPath {
  /// Nodes and relationships in the order of the walk.
  var interleaved: [QueryValue] {
    var result: [QueryValue] = []
    for (index, node) in nodes.enumerated() {
      if index > 0 { result.append(.relationship(relationships[index - 1])) }
      result.append(.node(node))
    }
    return result
  }
}
