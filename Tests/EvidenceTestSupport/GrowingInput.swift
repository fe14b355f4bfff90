public import EvidenceCore

/// Archives of any size in the shapes that make a careless algorithm quadratic.
public enum GrowingInput: String, Sendable, CaseIterable {
  /// One node leads to the next.
  case row
  /// One node leads to all.
  case star
  /// All lead to one node.
  case fan
  /// Two nodes, and many statements between them.
  case parallel
  /// Two nodes, and many statements of one identity that say different things.
  case twins
  /// Circles within circles.
  case circles
  /// Each concept has the next two as parents.
  case lattice
  /// Each node is of a kind of its own, and each statement of a relation of its own.
  case names
  /// Each node has a property of its own.
  case properties
  /// One node with many properties.
  case wide
  /// The same node again and again.
  case repeats
  /// Statements that name each node by a `sameAs`.
  case aliases
  /// Schemes, notices, searches and silences.
  case header
  /// One thing wrong with each record.
  case faults

  /// The archive with about so many records.
  public func text(_ count: Int) -> String {
    let numbers = 1..<count
    /// Numbers of one width, so that nodes stand in the order of their numbers.
    func padded(_ number: Int) -> String { String(String(10_000_000 + number).dropFirst()) }
    var lines: [String] = []
    func node(_ number: Int, _ more: String = "", kind: String = "RiskDomain") {
      lines.append("{\"node\":\"s@1:\(padded(number))\",\"kind\":\"\(kind)\"\(more)}")
    }
    func link(
      _ from: Int,
      _ to: Int,
      _ more: String = "",
      relation: String = "BROADER",
      prefix: String = "s@1:"
    ) {
      lines.append(
        "{\"from\":\"\(prefix)\(padded(from))\",\"relation\":\"\(relation)\",\"to\":\"\(prefix)\(padded(to))\","
          + "\"via\":\"t\"\(more)}"
      )
    }
    var header = "{\"evidence\":1,\"asOf\":\"2026-01-01\",\"schemes\":[{\"id\":\"s@1\"}]}"
    if self != .names, self != .properties, self != .repeats, self != .aliases, self != .wide {
      for number in 0..<count { node(number) }
    }
    switch self {
    case .row: for number in numbers { link(number - 1, number) }
    case .star: for number in numbers { link(0, number) }
    case .fan: for number in numbers { link(number, 0) }
    case .parallel: for number in numbers { link(0, 1, ",\"locator\":\"p. \(number)\"") }
    case .twins: for number in numbers { link(0, 1, ",\"rationale\":\"\(number)\"") }
    case .circles:
      for number in numbers {
        link(number - 1, number)
        link(number, 0)
      }
    case .lattice:
      for number in numbers {
        link(number - 1, number)
        if number > 1 { link(number - 2, number) }
      }
    case .names:
      for number in 0..<count { node(number, kind: "Thing\(number * 7919)x\(number)") }
      for number in numbers { link(0, number, relation: "LEADS\(number * 7919)X\(number)") }
    case .properties: for number in 0..<count { node(number, ",\"p\(number)\":\(number)") }
    case .wide:
      node(0, (0..<count).map { ",\"p\($0)\":\"\($0)\"" }.joined())
    case .repeats: for _ in 0..<count { node(0, ",\"label\":\"x\"") }
    case .aliases:
      for number in 0..<count { node(number, ",\"sameAs\":[\"other:\(padded(number))\"]") }
      for number in numbers { link(number - 1, number, prefix: "other:") }
    case .header:
      func list(_ name: String, _ item: (Int) -> String) -> String {
        ",\"\(name)\":[" + (0..<count).map(item).joined(separator: ",") + "]"
      }
      header.removeLast()
      header += list("notices") { "{\"text\":\"n\($0)\",\"via\":\"v\($0)\"}" }
      header += list("kinds") { "{\"name\":\"Thing\($0 * 7919)x\($0)\"}" }
      header += list("relations") { "{\"name\":\"LEADS\($0 * 7919)X\($0)\"}" }
      header += list("searches") {
        "{\"rows\":[\"s@1:\(padded($0))\"],\"columns\":[\"s@1:\(padded(0))\"]}"
      }
      header += list("lint") { "{\"rule\":\"a\",\"of\":\"\($0)\",\"reason\":\"r\"}" }
      header += "}"
    case .faults:
      for number in numbers { link(number, number, ",\"stance\":\"suports\"", relation: "BRODER") }
      for number in numbers { link(number, count + number) }
    }
    return header + "\n" + lines.map { $0 + "\n" }.joined()
  }

  /// The graph of what is sound of it.
  public func graph(_ count: Int) -> EvidenceGraph {
    ArchiveReader.readReporting(text: text(count)).graph
  }
}

/// Measures how the work of a call grows.
public enum Growth {
  /// The steps that a call takes on inputs of *n*, 2*n* and 4*n*; what makes an input is not counted.
  public static func steps<Input>(
    from count: Int,
    making input: (Int) throws -> Input,
    of call: (Input) throws -> Void
  ) rethrows -> [Int] {
    try [count, 2 * count, 4 * count].map { count in
      let input = try input(count)
      return try WorkCounter.steps { try call(input) }
    }
  }

  /// Whether no doubling of the input takes the work by 2.5 or more; a few hundred steps are nothing.
  public static func isLinear(_ steps: [Int]) -> Bool {
    zip(steps, steps.dropFirst()).allSatisfy { Double($1) < 2.5 * Double(max($0, 400)) }
  }
}
